"""The body of an OpenDocument text (content.xml) as paragraphs and tables."""

from collections.abc import Iterator
from typing import Any

from qualcode.formats.incoming.pieces import Block, Paragraph, Skipped, Table, flat

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_TEXT, _TABLE, _OFFICE = f"{{{_OASIS}:text:1.0}}", f"{{{_OASIS}:table:1.0}}", f"{{{_OASIS}:office:1.0}}"
_DRAW, _STYLE = f"{{{_OASIS}:drawing:1.0}}", f"{{{_OASIS}:style:1.0}}"
_SVG, _FO = f"{{{_OASIS}:svg-compatible:1.0}}", f"{{{_OASIS}:xsl-fo-compatible:1.0}}"

_PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_UNSAID = (
    f"{_TEXT}note",
    f"{_OFFICE}annotation",
    f"{_TEXT}tracked-changes",
    f"{_TEXT}ruby-text",
    f"{_SVG}title",
    f"{_SVG}desc",
)
_HEAVY = frozenset({"bold", "600", "700", "800", "900"})


def walk(root: Any) -> tuple[list[Block], Skipped]:
    """Paragraphs and tables in reading order, and what was skipped. Text boxes follow the paragraph that holds them."""
    skipped = Skipped(
        insertions=sum(1 for _found in root.iter(f"{_TEXT}insertion")),
        deletions=sum(1 for _found in root.iter(f"{_TEXT}deletion")),
        comments=sum(1 for _found in root.iter(f"{_OFFICE}annotation")),
        notes=sum(1 for _found in root.iter(f"{_TEXT}note")),
    )
    _tidy(root)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    return ([] if body is None else _blocks(body, _bold_styles(root))), skipped


def _bold_styles(root: Any) -> frozenset[str]:
    """Names of the document's own styles that make text bold."""
    return frozenset(
        style.get(f"{_STYLE}name", "")
        for style in root.iter(f"{_STYLE}style")
        for properties in style.iterfind(f"{_STYLE}text-properties")
        if properties.get(f"{_FO}font-weight") in _HEAVY
    )


def _tidy(root: Any) -> None:
    """Take out what nobody said, keeping the words behind it; put text boxes after their paragraphs."""
    for found in list(root.iter(*_UNSAID)):
        _remove(found)
    for box in reversed(list(root.iter(f"{_DRAW}text-box"))):
        host = next(box.iterancestors(*_PARAGRAPHS), None)
        if host is not None:
            _remove(box)
            host.addnext(box)


def _remove(element: Any) -> None:
    """Take an element out; the text after it, which lxml hangs on it, stays."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    element.tail = None
    parent.remove(element)


def _blocks(container: Any, bold: frozenset[str]) -> list[Block]:
    blocks: list[Block] = []
    for child in container:
        if child.tag in _PARAGRAPHS:
            runs = tuple(_runs(child, bold, heavy=child.get(f"{_TEXT}style-name") in bold))
            blocks += [Paragraph(runs=runs)] if runs else []
        elif child.tag == f"{_TABLE}table":
            blocks.append(_table(child, bold))
        elif len(child):
            blocks += _blocks(child, bold)
    return blocks


def _table(table: Any, bold: frozenset[str]) -> Table:
    rows = [row for row in table.iter(f"{_TABLE}table-row") if next(row.iterancestors(f"{_TABLE}table")) is table]
    return Table(rows=tuple(tuple(flat(_blocks(cell, bold)) for cell in row) for row in rows))


def _runs(element: Any, bold: frozenset[str], *, heavy: bool) -> Iterator[tuple[str, bool]]:
    """The text of an element and what is inside it. Line feeds written in the XML are only spaces."""
    if element.text:
        yield element.text.replace("\n", " "), heavy
    for child in element:
        if child.tag == f"{_TEXT}s":
            yield " ", heavy  # however many it stands for: they become one
        elif child.tag == f"{_TEXT}tab":
            yield "\t", heavy
        elif child.tag == f"{_TEXT}line-break":
            yield "\n", heavy
        else:
            yield from _runs(child, bold, heavy=heavy or child.get(f"{_TEXT}style-name") in bold)
        if child.tail:
            yield child.tail.replace("\n", " "), heavy
