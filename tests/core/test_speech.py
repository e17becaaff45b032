"""What counts as speech, and what a word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.core.speech import BRACKETS, blank_brackets, count_words
from qualcode.core.study import values_of


@given(text=st.text(alphabet="ab é[]\n…’-", max_size=40))
def test_blanking_brackets_keeps_every_other_character_in_its_place(text: str) -> None:
    blank = blank_brackets(text)
    assert len(blank) == len(text)
    assert BRACKETS.search(blank) is None
    inside = {n for found in BRACKETS.finditer(text) for n in range(*found.span())}
    assert all(new == old for n, (new, old) in enumerate(zip(blank, text, strict=True)) if n not in inside)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("[rires]", 0),
        ("Oui [rires] bon.", 2),
        ("Qui, « on » ?", 2),
        ("L'équipe, aujourd'hui.", 2),
        ("là-bas", 1),
        ("10 h 30", 3),
        ("10\u202f000 euros", 3),
        ("… — !", 0),
        ("🙂", 0),
        ("un\ndeux", 2),
        ("[un\ndeux]", 2),
        ("שלום עולם", 2),
    ],
)
def test_words_are_counted_as_speech_has_them(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("cell", "values"),
    [("", ()), (" ; ", ()), ("a", ("a",)), ("a;b", ("a", "b")), (" a ; b ;", ("a", "b")), ("a, b", ("a, b",))],
)
def test_two_roles_are_two_values(cell: str, values: tuple[str, ...]) -> None:
    assert values_of(cell) == values
