"""The words in a file of any kind, part by part: text as it stands; word-processor files with their properties."""

import html
import re
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - an exception

_LARGEST = 200_000_000
_BREAKS = re.compile(
    rb"</(?:w:p|text:p|text:h|a:p|row|si|table:table-row)>|<(?:w:br|w:tab|text:line-break|text:tab)[^>]*>"
)
_BETWEEN = re.compile(rb"</(?:c|v|t|dc:\w+|cp:\w+|meta:[\w-]+|table:table-cell|Company|Manager|Template)>")
_TAGS = re.compile(rb"<[^>]*>")
_VALUES = re.compile(rb"""\w="([^"]*)\"""")
_MARKUP = (".xml", ".rels", ".html", ".htm", ".xhtml", ".rdf", ".opf")


def legible(data: bytes) -> Iterator[tuple[str, str]] | None:
    """(part of the file, its text); the part is "" for a file of text. None for what holds no text that we can read."""
    if data.startswith(b"PK\x03\x04"):
        return _parts(data)
    text = as_text(data)
    return None if text is None else iter([("", text)])


def as_text(data: bytes) -> str | None:
    """Bytes as text: UTF-8, UTF-16 with its mark, else Windows-1252; None for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data[:8192] or data.startswith(b"%PDF"):
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _parts(data: bytes) -> Iterator[tuple[str, str]]:
    """The parts of an archive that hold text; words that formatting cut in two are whole again."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            for inside in archive.infolist():
                yield inside.filename, inside.filename
                if inside.file_size > _LARGEST or inside.flag_bits & 1:
                    continue
                part = archive.read(inside)
                if inside.filename.lower().endswith(_MARKUP):
                    yield inside.filename, from_markup(part)
                elif (text := as_text(part)) is not None:
                    yield inside.filename, text
    except (BadZipFile, ZlibError, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        yield "", (as_text(data.replace(b"\0", b" ")) or "")


def from_markup(data: bytes) -> str:
    """The text between tags, a paragraph per line, then the values of attributes, where authors' names hide."""
    values = b"\n".join(found[1] for found in _VALUES.finditer(data) if b" " in found[1] or found[1].isalpha())
    words = _TAGS.sub(b"", _BETWEEN.sub(b" ", _BREAKS.sub(b"\n", data)))
    return html.unescape(words.decode(errors="replace") + "\n" + values.decode(errors="replace"))
