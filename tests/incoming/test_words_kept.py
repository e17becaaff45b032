"""No word of a file is lost without a warning, and normal text is normal once and for all."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import read
from qualcode.text.normalise import normalise

_WORDS = st.from_regex(r"[A-Za-zéÀ]{1,8}\d?[.?!,]?", fullmatch=True)
_LABELS = st.sampled_from(
    ["Ana: ", "Théo : ", "[Ana] ", "[rires] ", "**Ana** ", "— ", "Q: ", "Ana - ", "Donc : ", "# ", ""]
)
_TIMES = st.sampled_from(["", "", "", "[00:01:02] ", "00:00:09 "])
_LINES = st.builds(
    lambda time, label, words: time + label + " ".join(words), _TIMES, _LABELS, st.lists(_WORDS, max_size=6)
)
_HEADS = st.sampled_from(["1\n00:00:01,000 --> 00:00:02,000\n", "2\n00:00:zz\n", "00:01.000 --> 00:02.000\n", ""])
_DOCUMENTS = st.lists(_LINES, min_size=1, max_size=14).map("\n".join)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def told(data: bytes, name: str) -> set[str]:
    try:
        found = read(data, name, unlabelled="Participant")
    except UnreadableFile:
        return set()
    turns = " ".join(f"{turn.speaker} {turn.text} {turn.time or ''}" for turn in found.turns)
    return set(words(f"{turns} {' '.join(found.warnings)}"))


@given(_DOCUMENTS, st.sampled_from(["e.txt", "e.md"]))
def test_every_word_of_a_text_stands_in_a_turn_or_a_warning(text: str, name: str) -> None:
    kept = told(text.encode(), name)
    assert not kept or not set(words(text)) - kept


@given(
    st.lists(st.tuples(_HEADS, st.lists(_WORDS, min_size=1, max_size=5)), min_size=1, max_size=8),
    st.sampled_from(["WEBVTT\n\n", ""]),
)
def test_every_word_of_captions_is_kept(cues: list[tuple[str, list[str]]], head: str) -> None:
    text = head + "\n\n".join(times + " ".join(said) for times, said in cues)
    kept = told(text.encode(), "e.vtt")
    assert not kept or not {word for _times, said in cues for word in words(" ".join(said))} - kept


@given(st.text(alphabet=st.characters(codec=None, exclude_categories=[])))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text())
def test_normal_text_can_be_written_and_read_back(text: str) -> None:
    normal = normalise(text)
    assert unicodedata.is_normalized("NFC", normal)
    assert "\r" not in normal
    assert normal.splitlines() == normal.split("\n") or not normal
    assert normal.encode().decode() == normal


def test_what_normalising_keeps_and_takes() -> None:
    assert normalise("a\u00a0: b\u202f!") == "a\u00a0: b\u202f!"
    assert normalise("e\u0301te\u0301") == "été"
    assert normalise("co\u00adopé\u00adration\ufeff\x00") == "coopération"
    assert normalise("a\u2028b\x0bc\x0cd\x85e\r\nf\rg") == "a\nb\nc\nd\ne\nf\ng"
    assert normalise("\n\n  un \t deux  \n\n") == "un deux"
    assert normalise("👩🏽‍⚕️ שלום مرحبا") == "👩🏽‍⚕️ שלום مرحبا"
    assert normalise("\ud83d!") == "!"
