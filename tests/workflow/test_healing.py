"""A study whose transcripts somebody edits, with qualcode and without."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.core.address import parse_reference
from qualcode.core.problem import Problem
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.suggestions import suggesting

TALK = [
    ("Q", "Comment ça s'est passé ?"),
    ("Théo", "J'avais peur. Le salaire, c'est pas ça. Oui. Oui. Oui."),
    ("Q", "Et l'équipe ?"),
    ("Théo", "On m'a mis à l'accueil. Je n'osais pas parler.\nEt puis ça s'est fait."),
    ("Léa", "La rechute, on n'en parle pas à l'équipe."),
]
TAGS = [
    ("ana", "E01:2", "fear", "J'avais peur."),
    ("ana", "E01:2@40-43", "fear"),
    ("ana", "E01:4", "pay", "On m'a mis à l'accueil."),
    ("ana", "E01:5", "fear", "La rechute"),
    ("ben", "E01:4", "pay", "Je n'osais pas parler.\nEt puis ça s'est fait."),
    ("ben", "E01:2", "fear", "Le salaire, c'est pas ça."),
]
Make = Callable[..., Study]


def edit_outside(study: Study, changes: Mapping[str, str]) -> None:
    path = study.transcript_path("E01")
    text = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def states(study: Study) -> dict[str, str]:
    return {tagged.coding.quote: tagged.placement.state for tagged in tagging.listed(Study(study.root))}


def displaced(problems: list[Problem]) -> int:
    return sum("codings/" in problem.path for problem in problems)


def stand(study: Study) -> None:
    """Every coding that has a place stands on its words."""
    transcript = Study(study.root).transcript("E01")
    for tagged in tagging.listed(Study(study.root)):
        if tagged.placement.placed:
            for anchor in tagged.coding.anchors:
                assert transcript.by_turn[anchor.turn].text[anchor.start : anchor.end] == anchor.quote


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_after_any_edit_outside_every_coding_is_exact_or_listed_by_check(study_of: Make, data: st.DataObject) -> None:
    study = study_of(TALK, tags=TAGS)
    path = study.transcript_path("E01")
    head, _mark, body = path.read_text(encoding="utf-8").rpartition("---\n")
    for _n in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body)))
        until = data.draw(st.integers(at, min(len(body), at + 60)))
        body = (
            body[:at] + data.draw(st.sampled_from(["", "x", "oui ", "\n", "peur ", "\n[6] Théo: Oui."])) + body[until:]
        )
    path.write_text(head + "---\n" + body, encoding="utf-8")
    found = list(tagging.listed(Study(study.root)))
    assert len(found) == len(TAGS)
    assert displaced(check(Study(study.root))) == sum(tagged.placement.state != "exact" for tagged in found)
    stand(study)


def test_a_coding_survives_a_typo_fixed_before_it(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"On m'a mis": "On m' a mit"})
    assert states(study)["Je n'osais pas parler.\nEt puis ça s'est fait."] == "moved"
    assert states(study)["On m'a mis à l'accueil."] == "proposed"
    assert states(study)["La rechute"] == "exact"


def test_a_coding_follows_its_words_to_another_turn(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur. Le": "Le", "Léa: La": "Léa: J'avais peur. La"})
    assert states(study)["J'avais peur."] == "moved"
    assert states(study)["La rechute"] == "moved"


def test_one_oui_among_three_is_only_proposed_after_an_edit_of_its_turn(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur. ": ""})
    assert states(study)["Oui"] == "proposed"


def test_words_taken_out_leave_an_orphan_that_is_kept(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    before = study.coding_path("ana", "E01").read_bytes()
    edit_outside(study, {"La rechute, on n'en parle pas à l'équipe.": "Rien."})
    assert states(study)["La rechute"] == "orphan"
    (problem,) = [problem for problem in check(Study(study.root)) if "La rechute" in problem.message]
    assert problem.severity == "error"
    assert problem.line is not None
    assert "tag remove" in problem.advice
    assert study.coding_path("ana", "E01").read_bytes() == before


def test_settling_writes_the_moved_ones_and_no_other(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"On m'a mis": "Bon. On m'a mis", "J'avais": "J'avait", "La rechute, on": "On"})
    lines = study.coding_path("ana", "E01").read_bytes().split(b"\n")
    done = tagging.settle(Study(study.root), coder="ana")
    assert [tagged.coding.quote for tagged in done] == ["On m'a mis à l'accueil."]
    after = study.coding_path("ana", "E01").read_bytes().split(b"\n")
    assert [new for old, new in zip(lines, after, strict=True) if old != new] == [
        line for line in after if b"m'a mis" in line
    ]
    found = states(study)
    assert found["On m'a mis à l'accueil."] == "exact"
    assert found["J'avais peur."] == "proposed"
    assert found["La rechute"] == "orphan"
    assert found["Je n'osais pas parler.\nEt puis ça s'est fait."] == "moved"  # ben settles his own


def test_settling_twice_writes_nothing_the_second_time(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"On m'a mis": "Bon. On m'a mis"})
    assert tagging.settle(Study(study.root), coder="ana")
    before = study.coding_path("ana", "E01").read_bytes(), study.journal_path("ana").read_bytes()
    assert not tagging.settle(Study(study.root), coder="ana")
    assert (study.coding_path("ana", "E01").read_bytes(), study.journal_path("ana").read_bytes()) == before


def test_settling_vouches_for_no_coding_that_was_not_settled(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur. ": ""})  # "Oui" is proposed, the others moved or exact
    tagging.settle(Study(study.root), coder="ana")
    assert states(study)["Oui"] == "proposed"


def test_an_accepted_proposal_stands_where_it_was_proposed(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur.": "J'avait peur."})
    (waiting,) = [tagged for tagged in tagging.displaced(Study(study.root)) if "peur" in tagged.coding.quote]
    tagging.settle(Study(study.root), coder="ana", accept=[waiting.coding.id])
    assert states(study)["J'avait peur."] == "exact"
    stand(study)


@pytest.mark.parametrize("act", ["add", "remove", "change"])
def test_working_in_a_stale_file_vouches_for_no_other_coding(study_of: Make, act: str) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur. ": ""})
    before = states(study)
    fresh = Study(study.root)
    rechute = next(tagged.coding.id for tagged in tagging.listed(fresh) if tagged.coding.quote == "La rechute")
    if act == "add":
        tagging.add(fresh, [parse_reference("E01:5@15-18")], "pay", coder="ana")
    elif act == "remove":
        tagging.remove(fresh, rechute, coder="ana")
    else:
        tagging.change(fresh, rechute, coder="ana", memo="lu")
    now = states(study)
    assert {quote: state for quote, state in now.items() if quote in before and quote != "La rechute"} == {
        quote: state for quote, state in before.items() if quote != "La rechute"
    }
    assert before["Oui"] == "proposed"


# Edits made with qualcode


def text_of(study: Study) -> str:
    return study.transcript_path("E01").read_text(encoding="utf-8")


def test_an_edit_with_qualcode_carries_every_coding_of_every_coder(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    text = text_of(study).replace("J'avais peur.", "Ben, j'avais peur.").replace("On m'a", "Un jour, on m'a")
    edited = apply_edit(study, "E01", text.replace("[3] Q", "[2a] Q: Ah.\n[3] Q"))
    assert edited.orphaned == ()
    assert edited.carried == len(TAGS)
    assert set(states(study).values()) == {"exact"}
    oui = next(tagged.coding for tagged in tagging.listed(Study(study.root)) if tagged.coding.quote == "Oui")
    assert (oui.start, oui.end) == (45, 48)  # still the first of the three
    assert displaced(check(Study(study.root))) == 0


def test_an_edit_with_qualcode_names_the_codings_whose_words_it_took_out(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edited = apply_edit(study, "E01", text_of(study).replace("La rechute, on", "on"))
    assert len(edited.orphaned) == 1
    assert states(study)["La rechute"] == "orphan"
    assert {state for quote, state in states(study).items() if quote != "La rechute"} == {"exact"}


def test_what_an_outside_edit_displaced_stays_displaced_through_an_edit_with_qualcode(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    edit_outside(study, {"J'avais peur. ": ""})
    apply_edit(Study(study.root), "E01", text_of(study).replace("La rechute", "Bon, la rechute"))
    assert states(study)["Oui"] == "proposed"
    stand(study)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[2] Théo", "[4] Théo"),
        ("id: E01", "id: E09"),
        ("---\nid", "id"),
        ("[2] Théo: ", "Théo, "),
        ("id: E01", "id: ["),
    ],
)
def test_an_edit_that_breaks_the_transcript_is_refused_and_changes_nothing(study_of: Make, old: str, new: str) -> None:
    study = study_of(TALK, tags=TAGS)
    before = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}
    with pytest.raises(QualcodeError) as refused:
        apply_edit(study, "E01", text_of(study).replace(old, new, 1))
    assert refused.value.advice or refused.value.where
    assert {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()} == before


def test_what_was_rejected_stays_rejected_through_an_edit_with_qualcode(study_of: Make) -> None:
    study = study_of([("Théo", "J'ai peur. Bon. J'ai peur. Le salaire est bas.")])
    suggesting.reject(study, parse_reference("E01:1@16-26"), "fear", coder="ana")
    apply_edit(study, "E01", text_of(study).replace("bas.", "très bas."))
    transcript = Study(study.root).transcript("E01")
    assert [found.state for found in study.placements("ana", transcript, ".rejected")] == ["exact"]
