"""Search: accents and capitals alike, respondents' speech only, brackets left out."""

import unicodedata
from collections.abc import Callable
from typing import Any

import pytest

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook
from qualcode.workflow.interviews.finding import find

TALKS = {
    "E01": [
        ("Q", "Et la réticence ?"),
        ("Théo", "La Réticence, [réticence] c'est l'équipe. Les réticences… l’hôpital, l'ŒUVRE."),
        ("Léa", "Rechuter, la rechute\nbrutale. Ça fait 10 %."),
    ],
    "E02": [("Max", "Moi, pas de reticence.")],
}
Make = Callable[..., Study]


@pytest.fixture
def study(study_of: Make) -> Study:
    types = {"Théo": "pair", "Léa": "soignant ; pair", "Max": "soignant"}
    tags = [("ana", "E01:2@0-12", "fear"), ("ben", "E01:3", "pay", "Rechuter")]
    return study_of(TALKS, types=types, tags=tags)


def words(study: Study, pattern: str, **options: Any) -> list[str]:
    found = list(find(study, pattern, **options))
    for place in found:
        assert place.reference.span is not None
        text = study.transcript(place.reference.transcript).by_turn[place.reference.turn].text
        assert text[slice(*place.reference.span)] == place.words
    return [place.words for place in found]


@pytest.mark.parametrize("pattern", ["réticence", "reticence", "RÉTICENCE", unicodedata.normalize("NFD", "réticence")])
def test_accents_and_capitals_are_alike(study: Study, pattern: str) -> None:
    assert words(study, pattern) == ["Réticence", "reticence"]


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("réticence*", ["Réticence", "réticences", "reticence"]),
        ("*chut*", ["Rechuter", "rechute"]),
        ("rechute brutale", ["rechute\nbrutale"]),
        ("l'hopital", ["l’hôpital"]),
        ("L’équipe", ["l'équipe"]),
        ("l'œuvre", ["l'ŒUVRE"]),
        ("tic", []),
        ("10", ["10"]),
        ("c.est", []),
        ("[réticence]", []),
    ],
)
def test_what_a_pattern_finds(study: Study, pattern: str, found: list[str]) -> None:
    assert words(study, pattern) == found


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("r[eé]ticences?", ["Réticence", "réticences", "reticence"]),
        ("réticences?", ["Réticence", "réticences", "reticence"]),
        (r"\bRét\w+", ["Réticence", "réticences", "reticence"]),
        (r"l\Whôpital", ["l’hôpital"]),
        (r"x*", []),
    ],
)
def test_a_regular_expression_finds_accents_and_capitals_alike_too(
    study: Study, pattern: str, found: list[str]
) -> None:
    assert [word for word in words(study, pattern, regex=True) if word.lower().startswith(("r", "l"))][
        : len(found)
    ] == found


def test_brackets_are_not_searched(study: Study) -> None:
    starts = [place.reference.span for place in find(study, "réticence")]
    assert (14, 23) not in starts


def test_the_interviewers_turns_are_searched_only_when_asked(study: Study) -> None:
    assert len(words(study, "réticence")) == 2
    assert len(words(study, "réticence", questions=True)) == 3


def test_a_type_keeps_what_respondents_of_that_type_say(study: Study) -> None:
    assert words(study, "réticence", kind="pair") == ["Réticence"]
    assert words(study, "rechut*", kind="pair") == ["Rechuter", "rechute"]
    assert words(study, "réticence", kind="soignant") == ["reticence"]
    assert words(study, "réticence", kind="pai") == []


def test_a_code_keeps_what_lies_in_its_passages_and_those_below_it(study: Study) -> None:
    assert words(study, "réticence", code="fear") == ["Réticence"]
    assert words(study, "rechut*", code="fear") == []
    codebook.move(study, "pay", "fear", coder="ana")
    assert words(Study(study.root), "rechut*", code="fear") == ["Rechuter"]
    codebook.move(study, "pay", None, coder="ana")
    codebook.merge(study, "pay", "fear", coder="ana")
    assert words(Study(study.root), "rechut*", code="fear") == ["Rechuter"]
    assert words(Study(study.root), "rechut*", code="pay") == ["Rechuter"]


def test_codes_of_every_coder_stand_beside_what_was_found(study: Study) -> None:
    assert [place.codes for place in find(study, "rechut*")] == [("pay",), ()]


def test_context_is_cut_at_words_and_says_where_the_turn_goes_on(study: Study) -> None:
    place = next(find(study, "équipe", context=12))
    assert place.before.startswith("…")
    assert place.after.endswith("…")
    assert len(place.before) <= 13
    assert len(place.after) <= 13
    whole = next(find(study, "équipe", context=1000))
    assert whole.before + whole.words + whole.after == TALKS["E01"][1][1]


def test_only_the_interviews_named_are_searched(study: Study) -> None:
    assert words(study, "réticence", transcripts=["E02"]) == ["reticence"]


@pytest.mark.parametrize(("pattern", "regex"), [("", False), ("  ", False), ("(", True)])
def test_a_pattern_that_says_nothing_is_refused(study: Study, pattern: str, regex: bool) -> None:
    with pytest.raises(QualcodeError) as told:
        list(find(study, pattern, regex=regex))
    assert told.value.advice
