"""Word and OpenDocument files: bytes to lines.

The XML inside is read directly: python-docx takes three times as long and hides insertions, text boxes and notes.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - a class, named like a module

from qualcode.core.language import _, plural
from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import odt, word
from qualcode.formats.incoming.marks import Line
from qualcode.formats.incoming.pieces import Block, Paragraph, Skipped, Table
from qualcode.formats.incoming.tables import table_lines
from qualcode.text.normalise import normalise

_LARGEST = 64 * 1024 * 1024  # bytes of XML; an interview of ten hours has about six million


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One of the two formats: where its text stands (a pattern) and how it is walked."""

    part: str
    walk: Callable[[Any], tuple[list[Block], Skipped]]
    program: str


_KINDS = {
    "docx": _Kind(part=r"word/document\d*\.xml", walk=word.walk, program="Word"),
    "odt": _Kind(part=r"content\.xml", walk=odt.walk, program="LibreOffice"),
}


def document_lines(data: bytes, name: str, kind: str) -> tuple[list[Line], tuple[str, ...]]:
    """Lines and warnings of a document; `kind` is docx or odt. Raises UnreadableFile."""
    known = _KINDS[kind]
    blocks, skipped = known.walk(_parse(_part(data, name, known), name))
    lines: list[Line] = []
    warnings: list[str] = []
    for block in blocks:
        if isinstance(block, Table):
            warnings += table_lines(block, lines)
        else:
            lines += paragraph_lines(block, len(lines))
    return lines, (*warnings, *_said(skipped))


def paragraph_lines(paragraph: Paragraph, number: int) -> list[Line]:
    """A paragraph as lines, broken where its author broke them, each with its beginning in bold."""
    rows: list[list[tuple[str, bool]]] = [[]]
    for text, bold in paragraph.runs:
        first, *more = text.split("\n")
        rows[-1].append((first, bold))
        rows += [[(row, bold)] for row in more]
    return [line for row in rows if (line := _line(row, number)).text]


def _line(row: Sequence[tuple[str, bool]], number: int) -> Line:
    lead = ""
    for text, bold in row:
        if not bold and text.strip():
            break
        lead += text
    whole = "".join(text for text, _bold in row).strip()
    if not lead.strip() and "\t" in whole:  # a name, a tab, the words
        lead = whole.partition("\t")[0]
    return Line(text=normalise(whole), lead=normalise(lead), paragraph=number)


# -- the archive -----------------------------------------------------------------------------------------------------


def _part(data: bytes, name: str, kind: _Kind) -> bytes:
    try:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            text = next((inside for inside in names if re.fullmatch(kind.part, inside)), None)
            if text is None:
                raise _not_that(name, kind)
            _refuse_encrypted(archive, names, name)
            with archive.open(text) as part:
                xml = part.read(_LARGEST + 1)
    except (BadZipFile, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, ZlibError) as error:
        raise damaged(name) from error
    if len(xml) > _LARGEST:
        raise UnreadableFile(_("The document is too large to be an interview."), where=name, advice=_("Split it."))
    return xml


def _refuse_encrypted(archive: ZipFile, names: Sequence[str], name: str) -> None:
    manifest = "META-INF/manifest.xml"
    if manifest in names and b"encryption-data" in archive.open(manifest).read(_LARGEST):
        raise protected(name)


def protected(name: str) -> UnreadableFile:
    """For a document that opens with a password only."""
    advice = _("Open it with its password and save a copy without one.")
    return UnreadableFile(_("The document is protected by a password."), where=name, advice=advice)


def _not_that(name: str, kind: _Kind) -> UnreadableFile:
    message = _("The file holds no {program} document, whatever its name says.").format(program=kind.program)
    return UnreadableFile(message, where=name, advice=_("Open it in the program that made it and save it as .docx."))


def damaged(name: str) -> UnreadableFile:
    """For a file that broke off or was changed on its way."""
    advice = _("Copy it again from its source, or open it in a word processor and save it as .docx.")
    return UnreadableFile(_("The document is damaged or incomplete."), where=name, advice=advice)


def _parse(xml: bytes, name: str) -> Any:
    """The root element. Entities are never resolved and a DOCTYPE, which no word processor writes, is refused."""
    from lxml import etree  # noqa: PLC0415 - wanted for documents only

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(name) from error
    if root.getroottree().docinfo.doctype:
        message = _("The document declares entities, as no word processor does.")
        raise UnreadableFile(message, where=name, advice=_("Do not trust it; ask whoever sent it."))
    return root


def _said(skipped: Skipped) -> list[str]:
    """What of the document is not speech, as warnings."""
    told = []
    if skipped.insertions or skipped.deletions:
        told.append(_("The document has tracked changes: insertions are kept, deletions are left out."))
    if skipped.comments:
        told.append(plural("{n} comment is left out.", "{n} comments are left out.", skipped.comments))
    if skipped.notes:
        told.append(plural("{n} footnote is left out.", "{n} footnotes are left out.", skipped.notes))
    return told
