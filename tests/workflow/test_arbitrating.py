"""Where two coders differ: what is asked, what a decision does to reports, and that nothing anybody wrote is touched."""

import json
from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import QualcodeError, Unknown
from qualcode.store.study import Study
from qualcode.workflow.coding import arbitrating, tagging
from qualcode.workflow.coding.arbitrating import decide, disputes
from qualcode.workflow.coding.comparing import side_by_side
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.reports.agreeing import agreement_report
from qualcode.workflow.reports.counting import count
from qualcode.workflow.reports.quoting import bank

Make = Callable[..., Study]
Run = Callable[..., tuple[int, str, str]]

TALK = [
    ("Q", "Vous aviez peur ?"),
    ("Léa", "J'avais peur. Un peu quand même. Et la paie ?"),
    ("Léa", "Rien. Rien du tout."),
]
TAGS = [
    ("ana", "E01:2", "fear", "J'avais peur."),
    ("ana", "E01:2", "pay", "Et la paie ?"),
    ("ben", "E01:2", "fear", "J'avais peur. Un peu quand même."),
    ("ben", "E01:2", "fear", "la paie"),
    ("ben", "E01:3", "pay", "Rien du tout."),
]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, tags=TAGS)


def segments(study: Study, coder: str | None = None) -> dict[str, int]:
    """How many passages of each code reports count."""
    counted = count(Study(study.root), coder=coder)
    return {carried.code: carried.segments for one in counted.interviews for carried in one.overall}


def written(study: Study) -> dict[str, bytes]:
    """What ana and ben have on disk."""
    return {str(path): path.read_bytes() for name in ("ana", "ben") for path in study.root.glob(f"**/{name}/*")}


def test_passages_that_only_one_coder_gave_a_code_are_disputed_and_differing_ends_are_not(study: Study) -> None:
    found = disputes(study, "E01")
    assert [(one.words, one.given) for one in found] == [
        ("Et la paie ?", {"ana": ("pay",), "ben": ("fear",)}),
        ("Rien du tout.", {"ana": (), "ben": ("pay",)}),
    ]
    assert [choice.codes for choice in found[0].choices] == [("pay",), ("fear",), ("pay", "fear"), ()]


def test_a_decision_keeps_one_proposal_and_the_other_stays_in_the_record(study: Study) -> None:
    before = written(study)
    assert segments(study) == {"fear": 2, "pay": 2}
    decide(study, disputes(study, "E01")[0], ["pay"], memo="elle parle du salaire")
    assert segments(study) == {"fear": 1, "pay": 2}
    kept, refused = (study.coding_file("consensus", name).value.codings[0] for name in ("E01", "E01.rejected"))
    assert (kept.code, kept.origin, kept.memo) == ("pay", "ana", "elle parle du salaire")
    assert (refused.code, refused.origin) == ("fear", "ben")
    assert written(study) == before
    assert disputes(study, "E01")[0].kept == ("pay",)
    assert check(Study(study.root)) == []


def test_a_decision_is_taken_back_and_made_otherwise(study: Study) -> None:
    decide(study, disputes(study, "E01")[0], ["pay"])
    arbitrating.undo(study)
    assert not disputes(study, "E01")[0].settled
    assert segments(study) == {"fear": 2, "pay": 2}
    decide(study, disputes(study, "E01")[0], [])
    decide(study, disputes(study, "E01")[0], ["fear"])
    assert segments(study) == {"fear": 2, "pay": 1}
    assert disputes(study, "E01")[0].kept == ("fear",)


def test_a_coding_changed_since_the_decision_is_disputed_again(study: Study) -> None:
    decide(study, disputes(study, "E01")[1], [])
    ben = next(one for one in tagging.in_transcript(study, "E01", "ben") if one.coding.code == "pay")
    tagging.change(study, ben.coding.id, coder="ben", code_name="fear")
    again = disputes(study, "E01")[1]
    assert (again.given["ben"], again.settled) == (("fear",), False)
    assert segments(study)["fear"] == 3


def test_a_decision_stands_when_the_transcript_is_edited(study: Study) -> None:
    decide(study, disputes(study, "E01")[1], [])
    path = study.transcript_path("E01")
    path.write_text(path.read_text("utf-8").replace("Rien. Rien", "Non, rien. Rien"), "utf-8")
    assert [one.settled for one in disputes(Study(study.root), "E01")] == [False, True]
    assert segments(study)["pay"] == 1


def test_the_quote_bank_leaves_out_what_was_turned_down(study: Study) -> None:
    decide(study, disputes(study, "E01")[0], ["pay"])
    found = bank(Study(study.root))
    quotes = [quote.text for chapter in found.chapters for group in chapter.groups for quote in group.quotes]
    assert not any(text == "la paie" for text in quotes)
    assert any("arbitration" in note for note in found.notes)


def test_agreement_is_measured_on_what_coders_wrote_not_on_what_was_agreed_later(study: Study) -> None:
    before = agreement_report(study)
    for dispute in disputes(study, "E01"):
        decide(study, dispute, ["pay"])
    after = agreement_report(Study(study.root))
    assert (after.coders, after.codes) == (before.coders, before.codes)


def test_three_coders_are_settled_together(study: Study) -> None:
    tagging.add(study, [parse_reference("E01:2")], "pay", coder="cleo", quote="Et la paie ?")
    found = disputes(study, "E01")
    assert found[1].given == {"ana": ("pay",), "ben": ("fear",), "cleo": ("pay",)}
    decide(study, found[1], ["pay"])
    assert {coding.origin for coding in study.coding_file("consensus", "E01").value.codings} == {"ana", "cleo"}


def test_nothing_is_shown_while_coders_who_work_blind_have_not_finished(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS, settings="[agreement]\nblind = true\n")
    assert arbitrating.shared_interviews(study) == ()
    for look in (lambda: disputes(study, "E01"), lambda: side_by_side(study, "E01", "ana")):
        with pytest.raises(QualcodeError, match="not finished by ana, ben yet"):
            look()
    with pytest.raises(QualcodeError, match="No interview was coded by all"):
        agreement_report(study)
    arbitrating.finish(study, "ana", "E01")
    with pytest.raises(QualcodeError, match="not finished by ben yet"):
        disputes(study, "E01")
    arbitrating.finish(study, "ben", "E01")
    assert len(disputes(study, "E01")) == 2
    beside = side_by_side(study, "E01", "ana")
    assert beside.coders == ("ana", "ben")
    assert [one.given["ben"] for one in beside.segments] == [("fear",), ("fear",), ("fear",), ("pay",)]
    assert [one.agreed for one in beside.segments] == [True, False, False, False]
    assert agreement_report(study).interviews == ("E01",)


def test_finishing_without_a_coding_says_that_nothing_was_found_there(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS[:1])
    with pytest.raises(QualcodeError, match="only ana has coded E01"):
        disputes(study, "E01")
    arbitrating.finish(study, "ben", "E01")
    assert disputes(study, "E01")[0].given == {"ana": ("fear",), "ben": ()}
    assert check(Study(study.root)) == []


def test_disagreements_are_settled_from_a_script(study: Study, qualcode: Run) -> None:
    listed = json.loads(qualcode(study, "arbitrate", "E01", "--json")[1])
    assert [one["ref"] for one in listed] == ["E01:2@33-45", "E01:3@6-19"]
    assert qualcode(study, "arbitrate", "keep", "E01:2@33-45", "ana")[:2] == (
        0,
        "Decided at E01:2@33-45: kept pay; turned down fear.\n",
    )
    status, _out, said = qualcode(study, "arbitrate", "keep", "E01:2@33-45", "zoe")
    assert (status, "neither a coder nor a code" in said) == (2, True)
    status, _out, said = qualcode(study, "arbitrate", "keep", "E01:2.1", "ana")
    assert (status, "do not disagree" in said) == (2, True)
    rest = json.loads(qualcode(study, "arbitrate", "--json")[1])
    assert [(one["ref"], one["settled"]) for one in rest] == [("E01:3@6-19", False)]
    assert qualcode(study, "arbitrate", "undo")[0] == 0
    assert len(json.loads(qualcode(study, "arbitrate", "--json")[1])) == 2
    assert "24 disagreements" not in qualcode(study, "arbitrate")[2]


def test_a_turn_with_two_disagreements_must_be_named_closer(study: Study) -> None:
    tagging.add(study, [parse_reference("E01:2")], "pay", coder="ana", quote="J'avais")
    with pytest.raises(QualcodeError, match=r"several places of E01:2\. Name one: E01:2@0-7, E01:2@33-45"):
        arbitrating.dispute_at(study, parse_reference("E01:2"))
    assert arbitrating.dispute_at(study, parse_reference("E01:2.3")).words == "Et la paie ?"


def test_a_blind_study_says_whom_it_waits_for(study_of: Make, qualcode: Run) -> None:
    study = study_of(TALK, tags=TAGS, settings="[agreement]\nblind = true\n")
    qualcode(study, "arbitrate", "done", "E01", "--coder", "ana")
    assert "E01 is not compared yet: not finished by ben." in qualcode(study, "arbitrate")[2]


def test_a_name_that_is_no_code_of_the_passage_is_refused(study: Study) -> None:
    with pytest.raises(Unknown, match="nobody proposes dread"):
        decide(study, disputes(study, "E01")[0], ["dread"])
