"""The one normal form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.text.normalise import normalise


@given(text=st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(text=st.text(max_size=60))
def test_the_normal_form_is_nfc_without_control_characters_and_can_be_saved(text: str) -> None:
    found = normalise(text)
    assert unicodedata.is_normalized("NFC", found)
    assert not [char for char in found if unicodedata.category(char) == "Cc" and char != "\n"]
    assert all(line == line.strip() for line in found.split("\n"))
    assert "\r" not in found
    found.encode()


@given(text=st.text(st.characters(categories=["L", "N", "M", "S", "P"]), max_size=40))
def test_no_letter_is_lost(text: str) -> None:
    said = unicodedata.normalize("NFC", text)
    assert normalise(text) == said.strip().replace("\ufeff", "")


@pytest.mark.parametrize("kept", ["10\u202f000", "a\u00a0!", "👩🏽‍⚕️", "\u200fשלום", "l’été", "…", "œ", "[rires]"])
def test_what_french_and_other_scripts_need_is_kept(kept: str) -> None:
    assert normalise(f"a {kept} b") == f"a {kept} b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("e\u0301te\u0301", "été"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a \t b", "a b"),
        ("a\u00adb", "ab"),
        ("\ufeffa", "a"),
    ],
)
def test_what_programs_leave_behind_is_gone(text: str, found: str) -> None:
    assert normalise(text) == found
