"""How every figure looks: readable in grey, safe for colour-blind readers, the same bytes for the same values.

Text in an SVG stays text: it can be searched, corrected and read aloud. It is laid out for DejaVu Sans, which comes with
matplotlib and is wider than what a reader's program puts in its place, so nothing runs over. A PDF holds the letters it needs.
"""

import io
import logging
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal, get_args

from qualcode.report.numbers import decimal, percent

if TYPE_CHECKING:  # loaded by the first figure
    from matplotlib.axes import Axes
    from matplotlib.colors import LinearSegmentedColormap
    from matplotlib.figure import Figure

Kind = Literal["svg", "png", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)

WIDTH = 6.85
"""Inches: the 174 mm of a journal's full page."""

INK = "#1a1c20"
SOFT = "#5c616a"
FAINT = "#c9ccd2"
PAPER = "#ffffff"
HUE = "#0072b2"
WARM = "#d55e00"
"""Blue and vermilion: what a figure shows, and what it points out. Their greys differ too."""

DASHES: tuple[tuple[float, ...], ...] = ((), (5, 1.5), (1.5, 1.5), (6, 1.5, 1.5, 1.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """How one series of several is told from the others: by colour, by the shape of its points and by its dashes."""

    color: str
    marker: str
    dashes: tuple[float, ...]


# The palette of Okabe & Ito (2008), which readers with the usual colour vision deficiencies tell apart.
MARKS: tuple[Mark, ...] = tuple(
    Mark(color=color, marker=marker, dashes=DASHES[n % len(DASHES)])
    for n, (color, marker) in enumerate(
        (
            ("#0072b2", "o"),
            ("#d55e00", "s"),
            ("#009e73", "^"),
            ("#000000", "D"),
            ("#cc79a7", "v"),
            ("#56b4e9", "P"),
            ("#e69f00", "X"),
        )
    )
)

_PARAMETERS: dict[Any, Any] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans", "Verdana", "Arial", "Helvetica"],
    "font.size": 8,
    "axes.titlesize": 8.5,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "axes.labelsize": 8,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "legend.fontsize": 7.5,
    "legend.frameon": False,
    "text.color": INK,
    "text.parse_math": False,  # a label may hold a dollar
    "axes.labelcolor": INK,
    "axes.titlecolor": INK,
    "axes.edgecolor": SOFT,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "axes.linewidth": 0.6,
    "xtick.major.width": 0.6,
    "ytick.major.width": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.unicode_minus": True,
    "lines.linewidth": 1.4,
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "savefig.dpi": 300,
    "svg.fonttype": "none",
    "svg.hashsalt": "qualcode",
    "pdf.fonttype": 42,
}
_METADATA: dict[Kind, dict[str, str | None]] = {
    "svg": {"Creator": "qualcode", "Date": None},
    "png": {"Software": "qualcode"},
    "pdf": {"Creator": "qualcode", "Producer": None, "CreationDate": None},
}


def figure_file(
    draw: "Callable[[Figure], None]", *, kind: Kind, title: str, width: float = WIDTH, height: float = 4
) -> bytes:
    """The bytes of a figure that `draw` fills; `title` goes into the file, where screen readers and libraries look.

    Sizes are in inches. No clock, no window, no system font and no setting of this machine has a part in it.
    """
    import matplotlib as mpl  # noqa: PLC0415 - a quarter of a second

    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it announces its list of fonts, in English
    out = io.BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        from matplotlib.figure import Figure  # noqa: PLC0415 - after the level of its messages is set

        mpl.rcdefaults()
        mpl.rcParams.update(_PARAMETERS)
        # An emoji in a label: an SVG keeps it as text, the others show a box.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        figure = Figure(figsize=(width, height), layout="constrained")
        draw(figure)
        named = {} if kind == "png" else {"Title": title}
        figure.savefig(out, format=kind, metadata=_METADATA[kind] | named)
    return out.getvalue()


def shades(color: str) -> "LinearSegmentedColormap":
    """From white to a colour, evenly darker, so that it also reads in grey."""
    from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415

    return LinearSegmentedColormap.from_list(color, [PAPER, color])


def ink_on(red: float, green: float, blue: float) -> str:
    """Black or white, whichever has more contrast on a colour (WCAG 2: relative luminance).

    >>> ink_on(1, 1, 1), ink_on(0, 0.2, 0.4)
    ('#1a1c20', '#ffffff')
    """
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]  # noqa: PLR2004 - sRGB
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return INK if luminance > 0.2 else PAPER  # noqa: PLR2004 - where the two contrasts meet


def in_lines(text: str, width: int) -> str:
    """A label in lines of at most so many letters, cut between words."""
    return fill(text, width, break_long_words=True, break_on_hyphens=False)


def key_above(figure: "Figure", panels: "Sequence[Axes]") -> None:
    """One key for all panels, in the order in which they name what they draw."""
    key = {name: line for axes in panels for line, name in zip(*axes.get_legend_handles_labels(), strict=True)}
    figure.legend(key.values(), key.keys(), loc="outside upper left", ncols=4, columnspacing=1.4)


def notes_below(figure: "Figure", notes: Sequence[str], *, columns: int = 125) -> None:
    """What a reader must know, in small letters under a figure."""
    if notes:
        text = "\n".join(in_lines(note, columns) for note in notes)
        figure.supxlabel(text, x=0.01, ha="left", fontsize=7, color=SOFT, linespacing=1.4)


def whole_ticks(axes: "Axes", which: Literal["x", "y"], *, most: int = 6) -> None:
    """Ticks at whole numbers: nobody codes half a code."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(most, integer=True, min_n_ticks=1))


def percent_ticks(axes: "Axes", which: Literal["x", "y"]) -> None:
    """Shares written as percentages."""
    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_formatter(lambda value, _place: percent(value))


def decimal_ticks(axes: "Axes", which: Literal["x", "y"]) -> None:
    """Numbers with one decimal, as the language writes them."""
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    axis = axes.xaxis if which == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(6, steps=[1, 2, 5, 10]))
    axis.set_major_formatter(lambda value, _place: ("−" if value < 0 else "") + decimal(abs(value)))
