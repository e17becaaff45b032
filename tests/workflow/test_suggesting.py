"""Suggestions from cues: a table of what a cue finds and what it must not, and what people decided."""

import gettext
from collections.abc import Callable
from pathlib import Path

import pytest

import qualcode
from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code, Codebook
from qualcode.core.language import speak
from qualcode.errors import Unknown
from qualcode.store.study import Study
from qualcode.suggest.cues import find_hits
from qualcode.text.sentences import sentences
from qualcode.workflow.coding import codebook, tagging, undoing
from qualcode.workflow.suggestions.suggesting import Proposed, accept, propose, reject

Make = Callable[..., Study]


@pytest.fixture(autouse=True)
def _without_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.suggest.semantic.available", lambda: False)
    monkeypatch.setattr("qualcode.text.vectors.available", lambda: False)


def words_found(cue: str, text: str, *against: str, language: str = "fr") -> list[str]:
    book = Codebook(codes=(Code(id="c", cues=(cue,), anti_cues=against),))
    (hits,) = find_hits([text], sentences([text], language), book, language)
    assert all(text[hit.start : hit.end] == hit.words for hit in hits)
    return [hit.words for hit in hits]


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        # a word matches its lemma
        ("rechute", "Les rechutes, on en parle.", ["rechutes"]),
        ("rechute", "RECHUTE !", ["RECHUTE"]),
        ("rechuter", "Il a rechuté.", ["rechuté"]),
        ("tenir", "On ne tiendrait pas.", ["tiendrait"]),
        ("rechute", "La chute.", []),
        ("rechute", "Le parachute.", []),
        # any ending
        ("précar*", "La précarité, les Précarisés.", ["précarité", "Précarisés"]),
        ("précar*", "C'est imprécaire.", []),
        ("résist*", "Ça résistait.", ["résistait"]),
        # that very form
        ("=été", "J'ai été là.", ["été"]),
        ("=être", "J'ai été là.", []),
        ("=peurs", "J'ai peur.", []),
        ("=peurs", "Les Peurs.", ["Peurs"]),
        # phrases and gaps
        ("fiche de poste", "Ma fiche de poste, je l'attends.", ["fiche de poste"]),
        ("fiche de poste", "Les fiches de poste.", ["fiches de poste"]),
        ("fiche de poste", "La fiche du poste de police.", []),
        ("prendre ... place", "Il prend ma place.", ["prend ma place"]),
        ("prendre ... place", "Il prend un deux trois quatre cinq places.", ["prend un deux trois quatre cinq places"]),
        ("prendre ... place", "Il prend un deux trois quatre cinq six places.", []),
        ("prendre ... place", "Il prend. La place est vide.", []),
        ("prendre ... place", "Il prend quoi ? La place.", []),
        ("prendre ... place", "Il prend\nla place.", []),
        ("prendre ... place", "Il prend place.", ["prend place"]),
        ("place ... prendre", "Il prend ma place.", []),
        ("pas ... chaud", "Ils n'étaient pas très chauds.", ["pas très chauds"]),
        ("prendre … place", "Il prend ma place.", ["prend ma place"]),
        # apostrophes
        ("l'équipe", "L’équipe est là.", ["L’équipe"]),
        ("l’équipe", "L'équipe est là.", ["L'équipe"]),
        ("aujourd'hui", "Aujourd’hui, oui.", ["Aujourd’hui"]),
        # brackets are not speech
        ("rire", "Oui [rires] bon.", []),
        ("prendre ... place", "Il prend [rires] ma place.", ["prend [rires] ma place"]),
        # misspellings and errors of transcription
        ("réticence", "Des rétiscences, oui.", ["rétiscences"]),
        ("professionnel", "Un proffesionnel.", ["proffesionnel"]),
        ("réticence", "L'essence est chère.", []),
        ("peur", "Il a peut-être pleur.", []),
        ("rechute", "On recrute un collègue.", []),
        # nothing to look for
        ("...", "Il prend ma place.", []),
        ("", "Il prend ma place.", []),
        ("*", "Il prend ma place.", []),
    ],
)
def test_what_a_cue_finds(cue: str, text: str, found: list[str]) -> None:
    assert words_found(cue, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ils étaient méfiants.", ["méfiants"]),
        ("Les patients étaient méfiants.", []),
        ("Les patients. Ils étaient méfiants.", ["méfiants"]),
        ("Méfiants, les patients ? Nous aussi, méfiants.", ["méfiants"]),
    ],
)
def test_an_anti_cue_silences_its_sentence_only(text: str, found: list[str]) -> None:
    assert words_found("méfi*", text, "patient") == found


def test_an_anti_cue_silences_its_own_code_only() -> None:
    book = Codebook(codes=(Code(id="a", cues=("méfi*",), anti_cues=("patient",)), Code(id="b", cues=("méfi*",))))
    text = "Les patients étaient méfiants."
    (hits,) = find_hits([text], sentences([text], "fr"), book, "fr")
    assert [hit.code for hit in hits] == ["b"]


def test_a_codebook_without_cues_proposes_nothing_and_says_nothing(study_of: Make) -> None:
    study = study_of([("Théo", "J'ai peur.")])
    assert list(propose(study, "E01", coder="ana")) == []


TALK = [
    ("Q", "La peur, le salaire ?"),
    ("Théo", "J'avais peur. [peur] Bon. La peur du salaire, la peur."),
    ("Théo", "Le salaire est bas."),
]
CODES = [
    Code(id="fear", label={"fr": "peur"}, cues=("peur", "avoir peur")),
    Code(id="pay", label={"fr": "paie"}, cues=("salaire",)),
]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, codes=CODES)


def seen(study: Study, **options: object) -> list[tuple[str, str]]:
    found: list[Proposed] = list(propose(Study(study.root), "E01", coder="ana", **options))  # type: ignore[arg-type]
    return [(proposed.reference, proposed.suggestion.code) for proposed in found]


def test_only_what_respondents_say_outside_brackets_is_proposed_on(study: Study) -> None:
    assert seen(study) == [("E01:2.1", "fear"), ("E01:2.3", "fear"), ("E01:2.3", "pay"), ("E01:3.1", "pay")]


def test_every_suggestion_says_why_and_the_best_comes_first(study: Study) -> None:
    first, *_rest = propose(study, "E01", coder="ana")
    assert first.text == "J'avais peur."
    assert first.suggestion.evidence[0].kind == "cue"
    assert any("avais peur" in why.detail for why in first.suggestion.evidence)
    by_turn = [found.suggestion for found in propose(study, "E01", coder="ana", unit="turn")]
    assert [suggestion.code for suggestion in by_turn] == ["fear", "pay", "pay"]
    assert by_turn[0].score > by_turn[1].score


def test_reasons_once_found_are_told_in_the_language_of_whoever_reads_them(study: Study) -> None:
    catalogue = Path(qualcode.__file__).parent / "locale"
    (english, *_rest) = propose(study, "E01", coder="ana")
    speak(gettext.translation("messages", catalogue, ["fr"]), "fr")
    (french, *_rest) = propose(Study(study.root), "E01", coder="ana")
    assert french == english
    assert "correspond à l'indice" in french.suggestion.evidence[0].detail.replace("’", "'")


def test_a_misspelling_weighs_less_and_says_that_it_is_one(study_of: Make) -> None:
    study = study_of([("Théo", "Le salairre est bas.")], codes=CODES)
    (found,) = propose(study, "E01", coder="ana")
    assert found.suggestion.score < 0.5
    assert [why.kind for why in found.suggestion.evidence] == ["misspelling"]
    assert "misspelling" in found.suggestion.evidence[0].detail


def test_codes_and_top_limit_what_is_proposed(study: Study) -> None:
    assert seen(study, codes=["paie"]) == [("E01:2.3", "pay"), ("E01:3.1", "pay")]
    assert seen(study, top=1) == [("E01:2.1", "fear"), ("E01:2.3", "fear"), ("E01:3.1", "pay")]


def test_a_rejected_suggestion_stays_rejected_in_every_session_and_unit(study: Study) -> None:
    reject(study, parse_reference("E01:2.1"), "fear", coder="ana")
    assert ("E01:2.1", "fear") not in seen(study)
    assert ("E01:2.3", "fear") in seen(study)
    assert list(tagging.listed(Study(study.root))) == []
    undoing.undo(Study(study.root), "ana")
    assert ("E01:2.1", "fear") in seen(study)


def test_what_ana_rejected_is_still_proposed_to_ben(study: Study) -> None:
    reject(study, parse_reference("E01:2.1"), "fear", coder="ana")
    found = propose(Study(study.root), "E01", coder="ben")
    assert ("E01:2.1", "fear") in {(one.reference, one.suggestion.code) for one in found}


def test_an_accepted_suggestion_remembers_that_it_was_one(study: Study) -> None:
    assert accept(study, parse_reference("E01:2.1"), "fear", coder="ana").tagged.coding.origin.startswith("cues@1 0.")
    with pytest.raises(Unknown, match="tag add"):
        accept(study, parse_reference("E01:3"), "fear", coder="ana")
    assert ("E01:2.1", "fear") not in seen(study)


def test_a_retired_or_merged_code_is_not_proposed(study: Study) -> None:
    codebook.retire(study, "pay", coder="ana")
    assert {code for _reference, code in seen(study)} == {"fear"}
    codebook.edit(Study(study.root), "pay", {"status": ""}, coder="ana")
    codebook.merge(Study(study.root), "pay", "fear", coder="ana")
    assert {code for _reference, code in seen(study)} == {"fear"}


def test_what_was_rejected_under_a_merged_code_stays_rejected(study: Study) -> None:
    reject(study, parse_reference("E01:2.1"), "fear", coder="ana")
    codebook.add(study, Code(id="dread", cues=("peur",)), coder="ana")
    codebook.merge(Study(study.root), "fear", "dread", coder="ana")
    assert ("E01:2.1", "dread") not in seen(study)
    assert ("E01:2.3", "dread") in seen(study)


def test_new_cues_are_found_although_the_old_ones_were_remembered(study: Study) -> None:
    before = seen(study)
    codebook.edit(Study(study.root), "pay", {"cues": ["salaire", "bon"]}, coder="ana")
    assert set(seen(study)) - set(before) == {("E01:2.2", "pay")}


def test_a_broken_cache_is_made_anew(study: Study) -> None:
    before = seen(study)
    cached = list(study.root.glob(".qualcode/*/*.json"))
    assert cached
    for path in cached:
        path.write_bytes(b"{")
    assert seen(study) == before
