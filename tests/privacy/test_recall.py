"""The bars that detection must clear on the invented sentences; `python -m benchmarks.privacy` prints the figures."""

from functools import cache

import pytest

from benchmarks.privacy import FOLDER, HALVES, Marked, Score, score, sentences
from qualcode.privacy.mention import KINDS
from qualcode.text.entities import recogniser


@cache
def every(language: str) -> tuple[Marked, ...]:
    return tuple(sentences(FOLDER / f"sentences_{language}.txt"))


def scored(language: str, part: str, *, with_model: bool = False) -> Score:
    model = recogniser(language) if with_model else None
    return score([sentence for sentence in every(language) if sentence.part == part], model)


def test_the_sentences_are_many_and_marked_with_known_kinds() -> None:
    marks = [mark for language in ("fr", "en") for sentence in every(language) for mark in sentence.marks]
    assert len(every("fr")) >= 150
    assert sum(sentence.part == "lower" for sentence in every("fr")) >= 60
    assert len(every("en")) >= 60
    assert len(marks) >= 300
    assert {kind for kind, _start, _end in marks} <= set(KINDS)


@pytest.mark.parametrize(("part", "bar"), [("cased", 0.95), ("lower", 0.90)])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_lists_and_rules_find_what_identifies(language: str, part: str, bar: float) -> None:
    counts = scored(language, part)
    assert counts.direct_found >= bar * counts.direct


@pytest.mark.parametrize(("part", "bar"), [("cased", 0.98), ("lower", 0.93)])
def test_the_french_model_finds_more(part: str, bar: float) -> None:
    if recogniser("fr") is None:
        pytest.skip("the extra fr is not installed")
    counts = scored("fr", part, with_model=True)
    assert counts.direct_found >= bar * counts.direct


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize("part", ["cased", "lower"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_replaced_without_asking_identifies(language: str, part: str, half: str) -> None:
    of = [sentence for sentence in every(language) if (sentence.part, sentence.half) == (part, half)]
    counts = score(of, None)
    assert counts.right >= 0.97 * counts.sure
