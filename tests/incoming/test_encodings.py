"""Texts in the encodings that researchers' programs write."""

import pytest

from qualcode.formats.incoming import Draft, read

TEXT = "Enquêtrice : Où êtes-vous né ?\r\nThéo : À Brest, près de l'œuvre… c'était l'été.\r\n" * 3


def draft(data: bytes) -> Draft:
    return read(data, "e.txt", unlabelled="Participant")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_needs_no_warning(encoding: str) -> None:
    found = draft(TEXT.encode(encoding))
    assert list(found.speakers) == ["Enquêtrice", "Théo"]
    assert found.turns[1].text == "À Brest, près de l'œuvre… c'était l'été."
    assert found.warnings == ()


def test_windows_text_is_read_with_a_warning() -> None:
    found = draft(TEXT.encode("cp1252"))
    assert found.turns[1].text == "À Brest, près de l'œuvre… c'était l'été."
    assert "cp1252" in found.warnings[0]


def test_a_few_foreign_bytes_do_not_spoil_the_rest() -> None:
    found = draft(TEXT.encode() + "Enquêtrice : tr\udce8s bien.".encode("utf-8", "surrogateescape"))
    assert found.turns[-1].text == "très bien."
    assert found.turns[1].text == "À Brest, près de l'œuvre… c'était l'été."
    assert found.warnings


def test_damaged_accents_are_told() -> None:
    assert "damaged" in draft(TEXT.encode().decode("cp1252", "replace").encode()).warnings[0]


@pytest.mark.parametrize("ending", ["\r", "\r\n", "\n", "\u2028", "\x85"])
def test_any_line_end(ending: str) -> None:
    assert len(draft(TEXT.replace("\r\n", ending).encode()).turns) == 6
