"""The body of a Word document (word/document.xml) as paragraphs and tables."""

from typing import Any

from qualcode.formats.incoming.pieces import Block, Paragraph, Skipped, Table, flat

_TRANSITIONAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011"}
_OFF = frozenset({"0", "false", "off", "none"})


def walk(root: Any) -> tuple[list[Block], Skipped]:
    """Paragraphs and tables in reading order, and what was skipped. Text boxes follow the paragraph that holds them."""
    w = root.tag[: root.tag.index("}") + 1] if "}" in root.tag else _TRANSITIONAL  # Word's strict files differ
    skipped = Skipped(
        insertions=sum(1 for _found in root.iter(f"{w}ins", f"{w}moveTo")),
        deletions=sum(1 for _found in root.iter(f"{w}del", f"{w}moveFrom")),
        comments=len({found.get(f"{w}id") for found in root.iter(f"{w}commentReference")}),
        notes=sum(1 for _found in root.iter(f"{w}footnoteReference", f"{w}endnoteReference")),
    )
    gone = _gone_marks(root, w) if skipped.deletions else set()
    _tidy(root, w)
    return _blocks(root, w, gone), skipped


def _gone_marks(root: Any, w: str) -> set[Any]:
    """Paragraphs whose end was deleted: they run on into the next."""
    ends = root.iterfind(f".//{w}p/{w}pPr/{w}rPr/{w}del")
    return {end.getparent().getparent().getparent() for end in ends}


def _tidy(root: Any, w: str) -> None:
    """Take out what nobody said; put text boxes after the paragraphs they hang on."""
    for found in list(root.iter(f"{w}del", f"{w}moveFrom", f"{w}rPrChange", f"{w}pPrChange", _FALLBACK)):
        if (parent := found.getparent()) is not None:
            parent.remove(found)
    for box in reversed(list(root.iter(f"{w}txbxContent"))):
        host = next(box.iterancestors(f"{w}p"), None)
        if host is not None:
            host.addnext(box)


def _blocks(container: Any, w: str, gone: set[Any]) -> list[Block]:
    blocks: list[Block] = []
    pending: tuple[tuple[str, bool], ...] = ()
    for child in container:
        if child.tag == f"{w}p":
            runs = pending + _runs(child, w)
            pending = runs if child in gone else ()
            if runs and not pending:
                blocks.append(Paragraph(runs=runs))
        elif child.tag == f"{w}tbl":
            blocks.append(_table(child, w, gone))
        elif len(child):
            blocks += _blocks(child, w, gone)
    return [*blocks, Paragraph(runs=pending)] if pending else blocks


def _table(table: Any, w: str, gone: set[Any]) -> Table:
    rows = [row for row in table.iter(f"{w}tr") if next(row.iterancestors(f"{w}tbl")) is table]
    return Table(rows=tuple(_cells(row, w, gone) for row in rows))


def _cells(row: Any, w: str, gone: set[Any]) -> tuple[tuple[Paragraph, ...], ...]:
    cells = [cell for cell in row.iter(f"{w}tc") if next(cell.iterancestors(f"{w}tr")) is row]
    return tuple(flat(_blocks(cell, w, gone)) for cell in cells)


def _runs(paragraph: Any, w: str) -> tuple[tuple[str, bool], ...]:
    """The text of a paragraph, run by run. Run properties come first in a run, so bold is known before its text.

    Bold matters at the head of a line only (a speaker's name); behind plain text nobody asks for it.
    """
    runs: list[tuple[str, bool]] = []
    bold, head = False, True
    skip = len(w)
    for part in paragraph.iter(f"{w}r", f"{w}t", _MATHS, *(f"{w}{name}" for name in _BREAKS)):
        name = part.tag[skip:]
        if name == "r":
            bold = head and _bold(part, w)
        elif name in _BREAKS:
            if part.getparent().tag == f"{w}r":  # elsewhere w:tab defines a tab stop
                runs.append((_BREAKS[name], bold))
                head = head or _BREAKS[name] == "\n"
        elif part.text:
            runs.append((part.text, bold))
            head = head and (bold or part.text.isspace())
    return tuple(runs)


def _bold(run: Any, w: str) -> bool:
    properties = run.find(f"{w}rPr")
    mark = properties.find(f"{w}b") if properties is not None else None
    return mark is not None and mark.get(f"{w}val") not in _OFF
