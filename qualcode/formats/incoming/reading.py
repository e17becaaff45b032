"""One file of whatever kind to a draft: which reader, and what is refused."""

import re
from pathlib import PurePath

from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import documents, whisper
from qualcode.formats.incoming.captions import looks_like_captions, read_captions
from qualcode.formats.incoming.cues import Cue, turns_of
from qualcode.formats.incoming.draft import Draft
from qualcode.formats.incoming.layout import arrange
from qualcode.formats.incoming.plain import decode, text_lines
from qualcode.formats.incoming.times import CLOCK

_DOCUMENTS = {".docx": "docx", ".docm": "docx", ".odt": "odt"}
_MARKDOWN = frozenset({".md", ".markdown"})
_CAPTIONS = frozenset({".vtt", ".srt"})
_TABLES = frozenset({".tsv", ".csv"})
SUFFIXES = frozenset({*_DOCUMENTS, *_MARKDOWN, *_CAPTIONS, *_TABLES, ".txt", ".text", ".json"})
"""The endings that `read` knows, in small letters."""
SURE_SUFFIXES = SUFFIXES - _TABLES - {".json"}
"""Those that hold a transcript in a folder of interviews; the others may as well be tables or settings."""

_SOUND = ".mp3 .m4a .wav .ogg .opus .flac .aac .wma .mp4 .mov .mkv .avi .webm"
_RECORDINGS = frozenset(_SOUND.split())
_SPOKEN = re.compile(rf"\[\s*({CLOCK})\s*-->\s*({CLOCK})\s*\]\s*(.*)")  # what Whisper prints in the terminal


def read(data: bytes, name: str, *, unlabelled: str) -> Draft:
    """The draft turns of one file. `name` is the file's, with its ending; speech without a speaker is `unlabelled`'s.

    Raises UnreadableFile, with advice, for what holds no transcript.
    """
    suffix = PurePath(name).suffix.lower()
    if not data.strip(b"\xef\xbb\xbf\xfe\xff \t\r\n\x00"):
        raise UnreadableFile(_("The file is empty."), where=name, advice=_("Copy it again from its source."))
    _refuse(data, name, suffix)
    if suffix in _DOCUMENTS:
        return _document(data, name, _DOCUMENTS[suffix], unlabelled)
    text, warnings = decode(data, name)
    text = re.sub(r"\r\n?", "\n", text)
    if suffix in _CAPTIONS or (suffix not in _TABLES and suffix != ".json" and looks_like_captions(text)):
        cues, kind, more = read_captions(text, name)
        return _spoken(cues, kind, (*warnings, *more), unlabelled)
    if suffix == ".json" or suffix in _TABLES:
        cues = whisper.read_json(text, name) if suffix == ".json" else whisper.read_table(text, name)
        return _spoken(_worded(cues, name), "whisper", warnings, unlabelled)
    return _plain(text, suffix, warnings, name, unlabelled)


def _document(data: bytes, name: str, kind: str, unlabelled: str) -> Draft:
    lines, told = documents.document_lines(data, name, kind)
    turns, warnings = arrange(lines, unlabelled=unlabelled)
    return _checked(Draft(turns=turns, kind=kind, warnings=(*warnings, *told)), name)


def _plain(text: str, suffix: str, warnings: tuple[str, ...], name: str, unlabelled: str) -> Draft:
    markdown = suffix in _MARKDOWN
    lines, front = text_lines(text, markdown=markdown)
    printed = [_SPOKEN.fullmatch(line.text) for line in lines]
    if lines and all(printed):
        cues = whisper.printed([(found[1], found[2], found[3]) for found in printed if found])
        return _spoken(cues, "whisper", (*warnings, *front), unlabelled)
    turns, told = arrange(lines, unlabelled=unlabelled)
    kind = "markdown" if markdown else "text"
    return _checked(Draft(turns=turns, kind=kind, warnings=(*warnings, *front, *told)), name)


def _spoken(cues: list[Cue], kind: str, warnings: tuple[str, ...], unlabelled: str) -> Draft:
    turns, told = turns_of(cues, unlabelled=unlabelled)
    return Draft(turns=turns, kind=kind, warnings=(*warnings, *told))


def _worded(cues: list[Cue], name: str) -> list[Cue]:
    if not any(cue.text.strip() for cue in cues):
        raise _no_words(name)
    return cues


def _checked(draft: Draft, name: str) -> Draft:
    if not draft.turns:
        raise _no_words(name)
    return draft


def _no_words(name: str) -> UnreadableFile:
    return UnreadableFile(_("The file holds no words of an interview."), where=name, advice=_("Open it and look."))


# -- what is refused -------------------------------------------------------------------------------------------------


def _refuse(data: bytes, name: str, suffix: str) -> None:
    """Raise for what the first bytes or the ending already tell."""
    if suffix in _RECORDINGS:
        message = _("This is a recording, not a transcript.")
        raise UnreadableFile(message, where=name, advice=_("Transcribe it first, with noScribe for example."))
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise documents.protected(name) if suffix == ".docx" else _old(name, ".doc")
    if data.startswith(b"{\\rtf"):
        raise _old(name, ".rtf")
    if data.startswith(b"%PDF"):
        raise _old(name, ".pdf")
    if suffix not in SUFFIXES:
        raise _unknown(name, suffix)
    zipped = data.startswith(b"PK\x03\x04")
    if zipped and suffix not in _DOCUMENTS:
        message = _("This is a word-processor document (or an archive), although its name ends in {suffix}.")
        advice = _("Rename it to end in .docx or .odt.")
        raise UnreadableFile(message.format(suffix=suffix), where=name, advice=advice)
    if not zipped and suffix in _DOCUMENTS:
        raise _no_document(data, name, suffix)


def _no_document(data: bytes, name: str, suffix: str) -> UnreadableFile:
    try:
        decode(data, name)
    except UnreadableFile:
        return documents.damaged(name)
    message = _("This is a plain text, although its name ends in {suffix}.").format(suffix=suffix)
    return UnreadableFile(message, where=name, advice=_("Rename it to end in .txt."))


def _old(name: str, suffix: str) -> UnreadableFile:
    message = _("Files of the kind {suffix} can't be read.").format(suffix=suffix)
    return UnreadableFile(message, where=name, advice=_("Open it in a word processor and save it as .docx."))


def _unknown(name: str, suffix: str) -> UnreadableFile:
    if suffix in {".doc", ".rtf", ".pdf"}:
        return _old(name, suffix)
    message = _("Files that end in “{suffix}” can't be read.").format(suffix=suffix)
    advice = _("These can: {suffixes}.").format(suffixes=", ".join(sorted(SUFFIXES)))
    return UnreadableFile(message, where=name, advice=advice)
