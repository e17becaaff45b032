"""Agreement of coders as points on a line, the most contested code first."""

from typing import TYPE_CHECKING

from qualcode.core.language import _, plural
from qualcode.report.agreement import AgreementReport, CodeAgreement, agreement_title, coefficient
from qualcode.report.figures.style import (
    FAINT,
    HUE,
    INK,
    PAPER,
    SOFT,
    WARM,
    Kind,
    figure_file,
    in_lines,
    key_above,
    notes_below,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qualcode.analysis.agreement import Agreement

TENTATIVE, SOUND = 0.667, 0.8
"""The customary marks for alpha: Krippendorff (2004), Human Communication Research 30(3):411-433."""
_ROW = 0.2


def agreement_figure(found: AgreementReport, *, kind: Kind, most: int | None = None, bare: bool = False) -> bytes:
    """Alpha, AC1 and percent agreement of each code (`most` of them), then of all decisions together.

    `bare` leaves the notes to a page that has them beside the figure.
    """
    rows = _rows(found)
    kept = rows[:most]

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        _lines(axes, len(kept) + 1)
        for n, each in enumerate(kept):
            _points(axes, n, each.result)
        _points(axes, len(kept) + 0.4, found.together)
        _frame(axes, [found.labels[each.code] for each in kept], _lowest(found))
        key_above(figure, [axes])
        notes_below(figure, () if bare else (agreement_title(found), *agreement_notes(found, most=most)))

    return figure_file(
        draw, kind=kind, title=agreement_title(found), height=_ROW * (len(kept) + 1) + (0.9 if bare else 1.5)
    )


def _rows(found: AgreementReport) -> list[CodeAgreement]:
    """Codes with an alpha, the lowest first; then those where nothing varies."""

    def key(each: CodeAgreement) -> tuple[bool, float]:
        value = each.result.alpha.value
        return value is None, 0 if value is None else value

    return sorted(found.codes, key=key)


def _points(axes: "Axes", y: float, result: "Agreement") -> None:
    alpha, ac1, share = (found.value for found in (result.alpha, result.ac1, result.percent))
    if alpha is not None and ac1 is not None:
        axes.plot([alpha, ac1], [y, y], color=FAINT, linewidth=1, zorder=1)
    for value, marker, color, filled, label in (
        (alpha, "o", HUE, True, _("alpha (Krippendorff)")),
        (ac1, "D", WARM, False, _("AC1 (Gwet)")),
        (share, "|", INK, True, _("percent agreement")),
    ):
        if value is not None:
            axes.plot(
                [value],
                [y],
                marker=marker,
                markersize=9 if marker == "|" else 5,
                markerfacecolor=color if filled else "white",
                markeredgecolor=color,
                linestyle="",
                label=label,
                zorder=4 if value is alpha else 3,
            )
    if alpha is None:
        axes.text(0.01, y, _("nothing varies: no coefficient"), va="center", fontsize=7, color=SOFT, style="italic")
    else:
        axes.annotate(
            coefficient(alpha),
            (alpha, y),
            xytext=(-5, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            fontsize=6.5,
            bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.8},  # over the line of 0
        )


def _lines(axes: "Axes", rows: int) -> None:
    for mark in (TENTATIVE, SOUND):
        axes.axvline(mark, color=SOFT, linewidth=0.7, dashes=(2, 2), zorder=0)
    axes.axvline(0, color=SOFT, linewidth=0.7, zorder=0)
    axes.set_ylim(rows - 0.1, -0.6)


def _frame(axes: "Axes", names: list[str], lowest: float) -> None:
    places = [*range(len(names)), len(names) + 0.4]
    axes.set_yticks(places, [*(in_lines(name, 34) for name in names), _("All together")], linespacing=1.15)
    axes.set_xlim(lowest, 1.03)
    axes.set_xticks([0, 0.2, 0.4, 0.6, 0.8, 1])
    axes.xaxis.set_major_formatter(lambda value, _place: coefficient(value))
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)


def _lowest(found: AgreementReport) -> float:
    """Where the axis begins: at 0, or lower where a coefficient is negative; its number needs room."""
    values = [each.result.alpha.value for each in found.codes] + [found.together.alpha.value]
    return min(-0.08, min((value for value in values if value is not None), default=0) - 0.1)


def agreement_notes(found: AgreementReport, *, most: int | None = None) -> list[str]:
    """What the marks mean, and what is not drawn."""
    left_out = len(found.codes[most:]) if most is not None else 0
    notes = [
        _(
            "Alpha and AC1 take away what chance would give: 0 is chance, 1 full agreement. Dashed: {tentative} and {sound}, the "
            "customary marks for alpha (Krippendorff 2004)."
        ).format(tentative=coefficient(TENTATIVE), sound=coefficient(SOUND)),
    ]
    if left_out:
        notes.append(
            plural(
                "{n} code with better agreement is not shown.",
                "{n} codes with better agreement are not shown.",
                left_out,
            )
        )
    return notes
