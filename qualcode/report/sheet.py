"""A table as a value, and the four ways in which it is read: terminal, CSV, Markdown, JSON rows."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import fill
from typing import Literal

from qualcode.report.plain import Cell, csv_text

NOTHING = "–"
"""What a table shows where there is no value; a CSV cell stays empty."""

Align = Literal["left", "right", "center"]

_GAP = 2  # between columns: one of padding, one of the box
_MANY = 5  # columns from which a table too wide is cut into several
_EASY = 24  # a cell of so many characters is read without being wrapped
_HELD_TOGETHER = {ord("\u00a0"): "\ue000", ord("\u202f"): "\ue000"}
_RULES: dict[Align, str] = {"left": "---", "right": "---:", "center": ":---:"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """`key` is stable and names the column to programs; `label` is for readers."""

    key: str
    label: str
    align: Align = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows have one cell for each column. Raises ValueError when one has not."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of {self.title!r} has not {len(self.columns)} cells")


def sheet_text(sheet: Sheet, *, width: int) -> str:
    """The table for a terminal of `width` columns, title above and notes below; cells wrap, lines end without spaces.

    No-break spaces hold words together when lines are cut, and are printed as spaces: a terminal does not cut lines
    again, and what is copied or searched there should be plain.
    """
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it

    def printed(panel: Sheet) -> str:
        out = io.StringIO()
        console = Console(file=out, width=width, color_system=None, force_terminal=False, legacy_windows=False)
        console.print(_table(panel, width))
        lines = [line.rstrip() for line in out.getvalue().translate({0xE000: " "}).splitlines()]
        return "\n".join(line for line in lines if line)

    panels = map(printed, _panels(sheet, width))
    parts = (wrapped(sheet.title, width=width), *panels, notes_text(sheet.notes, width=width))
    return "\n\n".join(part for part in parts if part)


def sheet_csv(sheet: Sheet) -> str:
    """The table as CSV, its keys as header; no title, no notes."""
    return csv_text([column.key for column in sheet.columns], sheet.rows)


def sheet_markdown(sheet: Sheet) -> str:
    """The table in Markdown, title in bold, notes below as a list."""
    header = _line([column.label for column in sheet.columns])
    rule = "| " + " | ".join(_RULES[column.align] for column in sheet.columns) + " |"
    table = "\n".join([header, rule, *(_line(row) for row in sheet.rows)])
    notes = "\n".join(f"- {note}" for note in sheet.notes)
    return "\n\n".join(part for part in (f"**{sheet.title}**" if sheet.title else "", table, notes) if part) + "\n"


def sheet_records(sheet: Sheet) -> list[dict[str, Cell]]:
    """One dictionary for each row, for JSON."""
    return [{column.key: cell for column, cell in zip(sheet.columns, row, strict=True)} for row in sheet.rows]


def notes_text(notes: Sequence[str], *, width: int) -> str:
    """Notes for a terminal, one under another, each behind a dash."""
    return "\n".join(wrapped(note, width=width, first="- ", then="  ") for note in notes)


def wrapped(text: str, *, width: int, first: str = "", then: str = "") -> str:
    """A paragraph cut at `width`, never at a no-break space nor inside a word; no-break spaces then become spaces."""
    cut = fill(
        text,
        width=width,
        initial_indent=first,
        subsequent_indent=then,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return cut.replace("\u00a0", " ").replace("\u202f", " ")


def _panels(sheet: Sheet, width: int) -> Iterator[Sheet]:
    """The table; or, where its words would be cut, tables of the columns that fit, each behind the first column."""
    words = [max(map(len, _held(" ".join(texts)).split()), default=1) for texts in _columns(sheet)]
    if len(words) < _MANY or sum(words) + _GAP * (len(words) - 1) <= width:
        yield sheet
        return
    needs = [
        max(word, min(max(map(len, body), default=0), _EASY))
        for word, (_label, *body) in zip(words, _columns(sheet), strict=True)
    ]
    start = 1
    while start < len(needs):
        stop, room = start + 1, width - needs[0] - _GAP - needs[start]
        while stop < len(needs) and (room := room - _GAP - needs[stop]) >= 0:
            stop += 1
        yield replace(
            sheet,
            columns=(sheet.columns[0], *sheet.columns[start:stop]),
            rows=tuple((row[0], *row[start:stop]) for row in sheet.rows),
        )
        start = stop


def _columns(sheet: Sheet) -> list[list[str]]:
    """The texts of each column, its label first."""
    return [[column.label, *(_shown(row[n]) for row in sheet.rows)] for n, column in enumerate(sheet.columns)]


def _table(sheet: Sheet, width: int) -> object:
    from rich import box  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for column, size in zip(sheet.columns, _widths(sheet, width), strict=True):
        table.add_column(Text(_held(column.label)), justify=column.align, overflow="fold", width=size)
    for row in sheet.rows:
        table.add_row(*(Text(_held(_shown(cell))) for cell in row))
    return table


def _widths(sheet: Sheet, width: int) -> list[int]:
    """The width of each column: what its text needs, the widest giving way first, words cut in two last of all.

    Left to itself, rich cuts words while other columns have room.
    """
    columns = _columns(sheet)
    widths = [max(len(line) for text in texts for line in text.split("\n")) for texts in columns]
    room = max(width - _GAP * (len(widths) - 1), len(widths))
    least = [max((len(word) for text in texts for word in _held(text).split()), default=1) for texts in columns]
    if sum(least) > room:
        least = [1] * len(widths)
    while sum(widths) > room:
        widest = max(range(len(widths)), key=lambda n: (widths[n] > least[n], widths[n]))
        widths[widest] -= 1
    return widths


def _held(text: str) -> str:
    """Rich cuts lines at no-break spaces too: they travel through it as a private character one column wide."""
    return text.translate(_HELD_TOGETHER)


def _shown(cell: Cell) -> str:
    return NOTHING if cell is None else str(cell)


def _line(cells: Sequence[Cell]) -> str:
    shown = (_shown(cell).replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>") for cell in cells)
    return "| " + " | ".join(shown) + " |"
