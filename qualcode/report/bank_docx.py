"""A quote bank for Word and LibreOffice, fit to be printed in black and white and to be restyled: all is in styles."""

# ruff: noqa: PLC0415 - python-docx takes a quarter of a second to load, and only this format needs it
# ruff: noqa: SLF001 - runs of a reference are not in its interface

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualcode.report import word
from qualcode.report.bank import Bank
from qualcode.report.bank_page import Entry, Page, Part, Section, page

if TYPE_CHECKING:
    from docx.document import Document


def bank_docx(bank: Bank, *, memos: bool = False, qualifiers: bool = False) -> bytes:
    """The .docx: a title, a heading 1 for each code, a heading 2 for each group, a paragraph for each quote.

    The same bank gives the same bytes: no author, no date, fixed times inside the archive.
    """
    seen = page(bank, memos=memos, qualifiers=qualifiers)
    document = word.begun(seen.title, seen.language)
    _write(document, seen)
    return word.finished(document)


def _write(document: "Document", seen: Page) -> None:
    if seen.title:
        document.add_paragraph(seen.title, style="Title")
    for note in seen.notes:
        document.add_paragraph(note, style="Quote bank note")
    write_parts(document, seen.parts)


def write_parts(document: "Document", parts: Iterable[Part]) -> None:
    """The codes with their quotes, at the end of a document that `word` began."""
    for part in parts:
        _write_part(document, part)


def _write_part(document: "Document", part: Part) -> None:
    document.add_heading(part.label, level=1)
    if about := "\n".join(text for text in (part.path, part.definition) if text):
        document.add_paragraph(about, style="Code definition")
    for section in part.sections:
        _write_section(document, section)


def _write_section(document: "Document", section: Section) -> None:
    if section.name:
        heading = document.add_heading(section.name, level=2)
        heading.add_run(f"\u2002{section.count}", style="Quote count")
    else:
        document.add_paragraph(style="Code definition").add_run(section.count, style="Quote count")
    for entry in section.entries:
        _write_entry(document, entry)


def _write_entry(document: "Document", entry: Entry) -> None:
    """Context and quote in one paragraph, remarks in another, kept together where they fit."""
    # One paragraph for each line would make long chains of "keep with next", which LibreOffice 7 breaks.
    said = document.add_paragraph(style="Quote")
    if entry.before:
        said.add_run(f"{entry.before}\n", style="Quote context")
    said.add_run(entry.said)
    _add_reference(said, entry.reference)
    if entry.after:
        said.add_run(f"\n{entry.after}", style="Quote context")
    if entry.remarks:
        said.paragraph_format.keep_with_next = True
        said.paragraph_format.space_after = 0
        document.add_paragraph("\n".join(entry.remarks), style="Quote remark")


def _add_reference(paragraph: Any, reference: str) -> None:
    """An address that no line end cuts. Its hyphen is a hyphen again when it is copied."""
    from docx.oxml import OxmlElement

    run = paragraph.add_run("\u2002", style="Quote reference")
    head, *others = reference.replace(" ", "\u00a0").split("-")
    run.add_text(head)
    for part in others:
        run._r.append(OxmlElement("w:noBreakHyphen"))
        run.add_text(part)
