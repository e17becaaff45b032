"""Codings carried over an edit whose two sides are known: exactly."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript, Turn
from qualcode.text.edits import carry, edit_map, pieces_map

# Words as speech has them. Neither a word nor a part of one stands twice in a turn, so that what an edit did is known.
SPEECH = """on laissé en observation je n'osais pas parler et puis ça fait le salaire est bas la rechute
peur à toute équipe 🙂 été œuvre cœur שלום quatre-vingts « voilà »"""
WORDS = SPEECH.split()
NEW = ["euh", "vraiment", "du coup", "bref", "hein", "[rires]"]


def transcript_of(*texts: str) -> Transcript:
    turns = (Turn(id=str(n), speaker="Théo", text=text) for n, text in enumerate(texts, 1))
    return Transcript(id="E01", turns=tuple(turns))


def coding_of(text: str, quote: str, turn: str = "1") -> Coding:
    start = text.index(quote)
    return Coding(id="c", turn=turn, start=start, end=start + len(quote), quote=quote, code="fear")


def carried(before: str, quote: str, after: str, start: int | None = None) -> str | None:
    """What a coding on the words `quote` quotes after the edit."""
    start = before.index(quote) if start is None else start
    coding = replace(coding_of(before, quote), start=start, end=start + len(quote))
    found = carry(coding, transcript_of(before), transcript_of(after))
    if found is None:
        return None
    assert after[found.start : found.end] == found.quote
    return found.quote


def carried_words(words: list[str], first: int, last: int, after: list[str]) -> str | None:
    """The same for the words from `first` to before `last`."""
    start = len(" ".join([*words[:first], ""]))
    return carried(" ".join(words), " ".join(words[first:last]), " ".join(after), start)


@st.composite
def turns(draw: st.DrawFn) -> tuple[list[str], int, int]:
    """The words of a turn, and which of them are coded."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12, unique=True))
    first = draw(st.integers(0, len(words) - 1))
    return words, first, draw(st.integers(first + 1, len(words)))


@given(turn=turns(), at=st.integers(0, 12), new=st.sampled_from(NEW))
def test_words_put_in_stay_outside_unless_they_stand_between_coded_words(
    turn: tuple[list[str], int, int], at: int, new: str
) -> None:
    words, first, last = turn
    at = min(at, len(words))
    expected = words[first:last]
    if first < at < last:
        expected.insert(at - first, new)
    assert carried_words(words, first, last, [*words[:at], new, *words[at:]]) == " ".join(expected)


@given(turn=turns(), start=st.integers(0, 11), length=st.integers(1, 4))
def test_words_taken_out_leave_the_other_coded_words(turn: tuple[list[str], int, int], start: int, length: int) -> None:
    words, first, last = turn
    gone = range(start, start + length)
    after = [word for n, word in enumerate(words) if n not in gone]
    expected = " ".join(word for n, word in enumerate(words) if first <= n < last and n not in gone)
    found = carried_words(words, first, last, after)
    assert (found or "").strip() == expected


@given(turn=turns(), at=st.integers(0, 11), letter=st.integers(0, 9), typo=st.sampled_from("zéx"))
def test_a_typo_fixed_anywhere_moves_every_coding_exactly(
    turn: tuple[list[str], int, int], at: int, letter: int, typo: str
) -> None:
    words, first, last = turn
    at, fixed = min(at, len(words) - 1), list(words)
    letter = min(letter, len(words[at]) - 1)
    fixed[at] = words[at][:letter] + typo + words[at][letter + 1 :]
    assert carried_words(words, first, last, fixed) == " ".join(fixed[first:last])


@given(turn=turns(), at=st.integers(0, 11), letter=st.integers(0, 10), typo=st.sampled_from("zéx"))
def test_a_missing_letter_put_into_a_coded_word_is_coded_too(
    turn: tuple[list[str], int, int], at: int, letter: int, typo: str
) -> None:
    words, first, last = turn
    at, fixed = min(at, len(words) - 1), list(words)
    assume(words[at].isalpha())
    letter = min(letter, len(words[at]))
    fixed[at] = words[at][:letter] + typo + words[at][letter:]
    assert carried_words(words, first, last, fixed) == " ".join(fixed[first:last])


@given(before=st.text(max_size=30), after=st.text(max_size=30), data=st.data())
def test_any_edit_gives_a_place_inside_the_new_text(before: str, after: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(before)))
    end = data.draw(st.integers(start, len(before)))
    found = edit_map(before, after)
    assert 0 <= found.position(start, "start") <= len(after)
    assert 0 <= found.position(end, "end") <= len(after)
    if start < end and after[found.position(start, "start") : found.position(end, "end")]:
        assert found.position(start, "start") < found.position(end, "end")


@pytest.mark.parametrize(
    ("before", "quote", "after", "quotes"),
    [
        ("Il avai peur de parler.", "peur de parler", "Il avait peur de parler.", "peur de parler"),
        ("J'avais peurr de parler.", "peurr de parler", "J'avais peur de parler.", "peur de parler"),
        ("J'avais peur de parlé.", "peur de parlé", "J'avais peur de parler.", "peur de parler"),
        ("J'avais peur de parle.", "peur de parle", "J'avais peur de parler.", "peur de parler"),
        ("J'avais eur de parler.", "eur de parler", "J'avais peur de parler.", "peur de parler"),
        ("J'avais peur. Du salaire.", "J'avais peur.", "J'avais peur. Du petit salaire.", "J'avais peur."),
        ("J'avais peur.", "J'avais peur.", "Euh, j'avais peur.", "j'avais peur."),
        ("J'avais peur.", "J'avais peur.", "J'avais peur. Voilà.", "J'avais peur."),
        ("J'avais peur.", "J'avais peur.", "J'avais mal. J'avais peur.", "J'avais peur."),
        ("Un. J'ai peur. Bon.", "J'ai peur.", "Un. J'ai mal. J'ai peur. Très peur. Bon.", "J'ai peur."),
        ("Oui. Oui. Oui.", "Oui. Oui. Oui.", "Ah. Oui. Oui. Oui. Bon.", "Oui. Oui. Oui."),
        ("J'avais peur.\nDe parler.", "peur.\nDe", "J'avais peur. De parler.", "peur. De"),
        ("J'avais peur de tout.", "peur", "J'avais de tout.", None),
        ("J'avais peur de tout.", "peur de", "J'avais mal partout et de tout temps.", "mal partout et de"),
    ],
)
def test_what_a_coding_quotes_after_an_edit(before: str, quote: str, after: str, quotes: str | None) -> None:
    assert carried(before, quote, after) == quotes


def test_a_coding_over_turns_is_lost_when_one_of_them_is_gone() -> None:
    before = transcript_of("Un.", "Deux.")
    coding = coding_of("Un.", "Un.")
    both = coding.at_anchors((*coding.anchors, *coding_of("Deux.", "Deux.", "2").anchors))
    assert carry(both, before, transcript_of("Un.", "Deux !")) is not None
    assert carry(both, before, transcript_of("Un.")) is None


def test_turns_that_change_places_keep_their_codings() -> None:
    before = transcript_of("Un.", "Deux.")
    after = Transcript(id="E01", turns=tuple(reversed(before.turns)))
    coding = coding_of("Deux.", "Deux.", "2")
    assert carry(coding, before, after) == coding


@st.composite
def _replaced(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]], int, int]:
    """A text, pieces of it with their new words, and a passage."""
    text = draw(st.text("ab .é", min_size=1, max_size=40))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pieces = [
        (start, end, draw(st.text("XYZ", max_size=5)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if start < end
    ]
    start = draw(st.integers(0, len(text) - 1))
    return text, pieces, start, draw(st.integers(start + 1, len(text)))


@given(_replaced())
def test_a_passage_keeps_every_word_that_was_not_replaced_and_takes_new_words_whole(
    made: tuple[str, list[tuple[int, int, str]], int, int],
) -> None:
    text, pieces, start, end = made
    moved = pieces_map(text, pieces)
    expected, here = "", start
    for first, last, words in pieces:
        if last <= start or first >= end:
            continue
        expected += text[here : max(here, first)] + words
        here = last
    expected += text[here:end]
    assert moved.new[moved.position(start, "start") : moved.position(end, "end")] == expected
