"""A table whose cells are shaded and hold their numbers: codes by type, codes by codes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.report.figures.style import (
    HUE,
    INK,
    SOFT,
    WIDTH,
    Kind,
    figure_file,
    in_lines,
    ink_on,
    notes_below,
    shades,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_ROW = 0.215
"""Inches: the height of a row, and below what width of a column its name is turned."""
_NARROW = 0.72
_APART = 0.15
_LONGEST = 30
_LETTER = 0.062  # inches: a letter of the size that names have, on average


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """One cell: what is written in it, how dark it is (0 to 1, None for blank), and whether the colour is kept from it."""

    text: str
    value: float | None
    plain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatTable:
    """Rows of cells, a name for each row and column, and what a reader must know."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Shade, ...], ...]
    notes: tuple[str, ...] = ()
    last_apart: bool = False


def heat_figure(table: HeatTable, *, kind: Kind) -> bytes:
    """The table as a figure; it grows with its rows and, past a page's width, with its columns."""
    letters = 30 if len(table.columns) < 8 else 24  # noqa: PLR2004
    names = [in_lines(name, letters) for name in table.rows]
    margin = _LETTER * max((len(line) for name in names for line in name.split("\n")), default=0) + 0.2
    width = max(WIDTH, margin + 0.42 * len(table.columns))
    room = (width - margin) / max(len(table.columns), 1)
    turned = room < _NARROW or max(map(len, table.columns), default=0) * _LETTER > 3 * room
    heads = [_cut(name) if turned else in_lines(name, max(6, int(room / _LETTER))) for name in table.columns]
    tall = [1.0 if "\n" not in name else 0.62 * (1 + name.count("\n")) for name in names]

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        if table.rows:
            _cells(axes, table, tall)
            _names(axes, names, heads, tall, turned=turned, last_apart=table.last_apart)
        else:
            axes.set_axis_off()
        notes_below(figure, table.notes, columns=int(18 * width))

    lines = max((head.count("\n") + 1 for head in heads), default=1)
    head = 0.35 + 0.05 * max(map(len, heads), default=0) if turned else 0.16 * lines
    height = _ROW * sum(tall) + head + 0.2 + 0.16 * sum(len(in_lines(note, 120).split("\n")) for note in table.notes)
    return figure_file(draw, kind=kind, title=table.title, width=width, height=height)


def _cut(name: str) -> str:
    """A name that stands slanted, on one line; its row says it in full."""
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def _cells(axes: "Axes", table: HeatTable, tall: Sequence[float]) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    coloured, grey = shades(HUE), shades(SOFT)
    top = 0.0
    for cells, height in zip(table.cells, tall, strict=True):
        for n, cell in enumerate(cells):
            color = (grey if cell.plain else coloured)(0.92 * (cell.value or 0))
            left = n + (_APART if table.last_apart and n == len(cells) - 1 else 0)
            if cell.value is not None:
                axes.add_patch(Rectangle((left, top), 1, height, facecolor=color, edgecolor="white", linewidth=1))
            axes.text(
                left + 0.5,
                top + height / 2,
                cell.text,
                ha="center",
                va="center_baseline",
                fontsize=7,
                color=ink_on(*color[:3]) if cell.value else SOFT,
            )
        top += height
    axes.set_xlim(0, len(table.columns) + (_APART if table.last_apart else 0))
    axes.set_ylim(top, 0)


def _names(
    axes: "Axes", rows: Sequence[str], columns: Sequence[str], tall: Sequence[float], *, turned: bool, last_apart: bool
) -> None:
    middles = [sum(tall[:n]) + height / 2 for n, height in enumerate(tall)]
    axes.set_yticks(middles, rows, fontsize=7.5, color=INK, linespacing=1.15)
    places = [n + 0.5 + (_APART if last_apart and n == len(columns) - 1 else 0) for n in range(len(columns))]
    axes.set_xticks(places, columns, fontsize=7.5, color=INK)
    axes.xaxis.tick_top()
    if turned:
        for label in axes.get_xticklabels():
            label.set(rotation=50, ha="left", va="bottom", rotation_mode="anchor")
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.set_facecolor("none")
    axes.grid(visible=False)
