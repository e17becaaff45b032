"""Real files beside the project, where there are any. Nothing of them is quoted here."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import SUFFIXES, Draft, guess_interviewer, read, variants

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no real files in {DATA}")

DOCX = sorted(DATA.glob("fr_interviews_docx/*.docx"))
ODT = sorted(DATA.glob("en_coded_taguette/*.odt"))
CAPTIONS = sorted(path for path in DATA.glob("captions_*/*") if path.suffix in SUFFIXES - {".md", ".txt"})
_HEAD = re.compile(r"\[\w+\] \((\d+):(\d+)\s?- ?.*\)")


def draft(path: Path) -> Draft:
    return read(path.read_bytes(), path.name, unlabelled="Participant")


def paragraphs(path: Path, part: str) -> list[str]:
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read(part))
    return ["".join(found.itertext()) for found in root.iter() if etree.QName(found).localname == "p"]


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text))


def told(found: Draft) -> set[str]:
    return words(" ".join([*found.warnings, *(f"{turn.speaker} {turn.text}" for turn in found.turns)]))


@pytest.mark.parametrize("path", DOCX, ids=lambda path: path.stem)
def test_interviews_in_word(path: Path) -> None:
    found = draft(path)
    found = found.relabelled(variants({label: counts.turns for label, counts in found.speakers.items()}))
    assert set(found.speakers) == {"Chercheur", "Interviewe"}
    assert guess_interviewer(found) == ("Chercheur",)
    written = paragraphs(path, "word/document.xml")
    assert not words(" ".join(written)) - told(found)
    heads = [head for text in written if (head := _HEAD.match(text.replace("–", "-")))]
    starts = [int(head[1]) * 60 + int(head[2]) for head in heads]
    assert [turn.time for turn in found.turns] == [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}" for s in starts]
    assert not any("[" in turn.text and "(" in turn.text.split("[")[1][:20] for turn in found.turns)


@pytest.mark.parametrize("path", ODT, ids=lambda path: path.stem)
def test_sessions_in_opendocument(path: Path) -> None:
    found = draft(path)
    assert set(found.speakers) == {"MODERATOR", "Participant"}
    assert guess_interviewer(found) == ("MODERATOR",)
    written = paragraphs(path, "content.xml")
    assert not words(" ".join(written)) - told(found)
    assert found.speakers["MODERATOR"].turns == sum(text.strip().startswith("MODERATOR") for text in written)


@pytest.mark.parametrize("path", CAPTIONS, ids=lambda path: path.name)
def test_captions_are_read_or_refused(path: Path) -> None:
    try:
        found = draft(path)
    except UnreadableFile as error:
        found, told_why = None, (error.message, error.advice)
        assert all(sentence.endswith(".") for sentence in told_why)
    assert found is None or all(turn.text == " ".join(turn.text.split()) for turn in found.turns)


@pytest.mark.parametrize("stem", sorted({path.name.split(".")[0] for path in CAPTIONS if "whisper" in str(path)}))
def test_the_same_speech_is_the_same_in_every_format(stem: str) -> None:
    said = {}
    for path in CAPTIONS:
        if path.name.startswith(f"{stem}."):
            said[path.name] = "".join("".join(turn.text.split()) for turn in draft(path).turns)
    assert len(set(said.values())) == 1
