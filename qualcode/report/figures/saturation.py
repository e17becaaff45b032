"""Saturation curves, one panel per stratum: what this order showed, and what other orders would have shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from qualcode.core.language import _, plural
from qualcode.report.figures.style import (
    HUE,
    INK,
    SOFT,
    WARM,
    Kind,
    figure_file,
    in_lines,
    key_above,
    notes_below,
    whole_ticks,
)
from qualcode.report.numbers import percent, thousands
from qualcode.report.saturation import Stratum, counts_line, head_line, parameters_line, verdict_line, verdict_word

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_POINTS = 40
"""Up to so many interviews each has a point of its own on the curve."""
_PANEL_HEIGHT = 2.1
_ROOM_FOR_WORDS = 1.05  # inches for the key and the notes


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """A stratum with its mean curve over every order (exact), and the band that holds `level` of the orders.

    `mean`, `low` and `high` hold a number of codes for each interview; `orders` were looked at, all there are if `exact`.
    """

    stratum: Stratum
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    level: float
    orders: int
    exact: bool


def saturation_figure(curves: Sequence[Curve], *, kind: Kind) -> bytes:
    """Small multiples, the whole study first; the number of codes has one scale in all panels.

    A stratum of one interview has no curve: it is named under the figure.
    """
    alone = [curve.stratum.name for curve in curves[1:] if not has_curve(curve)]
    curves = [curve for n, curve in enumerate(curves) if n == 0 or has_curve(curve)]
    columns = _columns(len(curves))
    rows = ceil(len(curves) / columns)

    def draw(figure: "Figure") -> None:
        panels = figure.subplots(rows, columns, sharey=True, squeeze=False).ravel().tolist()
        for axes, curve in zip(panels, curves, strict=False):
            _panel(axes, curve, letters=round(110 / columns))
        for axes in panels[len(curves) :]:
            axes.remove()
        for axes in panels[: len(curves) : columns]:
            axes.set_ylabel(_("codes seen") if curves[0].stratum.result.rule.level == "code" else _("themes seen"))
        for axes in panels[max(0, len(curves) - columns) : len(curves)]:
            axes.set_xlabel(_("interviews"))
        key_above(figure, panels[: len(curves)])
        notes_below(figure, (*saturation_notes(curves), *_without_curve(alone)))

    height = rows * _PANEL_HEIGHT + _ROOM_FOR_WORDS
    return figure_file(draw, kind=kind, title=_("Do new interviews still bring new codes?"), height=height)


def has_curve(curve: Curve) -> bool:
    """True from two interviews on."""
    return curve.stratum.result.interviews > 1


def _without_curve(names: Sequence[str]) -> tuple[str, ...]:
    return (_("One interview only, so no curve: {names}.").format(names=", ".join(names)),) if names else ()


def saturation_panel(curve: Curve, *, top: int, kind: Kind = "svg") -> bytes:
    """One stratum alone, on a scale of up to `top` codes: for a page that has title, key and notes in its own words."""

    def draw(figure: "Figure") -> None:
        axes = figure.subplots()
        _panel(axes, curve, letters=0)
        axes.set_ylim(0, 1.06 * max(top, 1))
        axes.set_ylabel(_("codes seen") if curve.stratum.result.rule.level == "code" else _("themes seen"))
        axes.set_xlabel(_("interviews"))

    return figure_file(draw, kind=kind, title=saturation_alternative(curve), width=3.4, height=2.3)


def saturation_alternative(curve: Curve) -> str:
    """What the panel shows, in words, for whoever does not see it."""
    result = curve.stratum.result
    return _("{name}: {head}. Codes seen after each interview: {numbers}. {verdict}").format(
        name=curve.stratum.name,
        head=head_line(result),
        numbers=", ".join(map(str, result.cumulative[:MOST_POINTS])) + (", …" * (result.interviews > MOST_POINTS)),
        verdict=verdict_line(result),
    )


def saturation_notes(curves: Sequence[Curve]) -> tuple[str, ...]:
    """What the lines mean and how many orders stand behind them."""
    rule = curves[0].stratum.result.rule
    notes = [
        _(
            "The same interviews could have come in another order: the dashed line is the mean over every order (exact), the "
            "band holds {level} of the orders."
        ).format(level=percent(curves[0].level))
    ]
    if drawn := [curve.orders for curve in curves if not curve.exact]:
        notes.append(
            plural(
                "Where there are more orders than can be tried, {number} was drawn at random, always the same.",
                "Where there are more orders than can be tried, {number} were drawn at random, always the same.",
                max(drawn),
                number=thousands(max(drawn)),
            )
        )
    if rule.methodology != "reflexive":
        notes.append(_("Rule: {parameters} (Guest, Namey & Chen 2020).").format(parameters=parameters_line(rule)))
        if any(curve.stratum.result.reached_at for curve in curves):
            notes.append(
                _("6+2 reads: six interviews, then a run of two that brought no more than the threshold allows.")
            )
    return tuple(notes)


def _columns(panels: int) -> int:
    """Two beside each other where that fills the rows, else three."""
    return panels if panels < 3 else 2 if panels == 4 else 3  # noqa: PLR2004


def _panel(axes: "Axes", curve: Curve, *, letters: int) -> None:
    result = curve.stratum.result
    x = range(1, result.interviews + 1)
    band = _("{level} of the orders").format(level=percent(curve.level))
    axes.fill_between(x, curve.low, curve.high, color=HUE, alpha=0.18, linewidth=0, label=band)
    axes.plot(x, curve.mean, color=SOFT, linewidth=1, dashes=(4, 2), label=_("mean over every order"))
    points = result.interviews <= MOST_POINTS
    axes.plot(
        x,
        result.cumulative,
        color=HUE,
        marker="o" if points else "",
        markersize=3,
        label=_("in the order they were done"),
        zorder=3,
    )
    if result.reached_at:
        _stopping_point(axes, curve)
    axes.set_xlim(0.5, max(result.interviews, 2) + 0.5)
    axes.set_ylim(bottom=0)
    whole_ticks(axes, "x")
    whole_ticks(axes, "y")
    if letters:
        head = f"{counts_line(result)}\n{in_lines(verdict_word(result), letters)}"
        axes.set_title(in_lines(curve.stratum.name, round(0.85 * letters)), pad=6 + 10.5 * (head.count("\n") + 1))
        axes.text(0, 1.03, head, transform=axes.transAxes, va="bottom", fontsize=7, color=INK, linespacing=1.35)


def _stopping_point(axes: "Axes", curve: Curve) -> None:
    """A line at the last interview before the run that brought little, and the run itself."""
    result = curve.stratum.result
    last, run = map(int, (result.reached_at or "0+0").split("+"))
    axes.axvspan(last, last + run, color=WARM, alpha=0.12, linewidth=0)
    axes.plot(
        [last],
        [result.cumulative[last - 1]],
        color=WARM,
        marker="D",
        markersize=6,
        linestyle="",
        markeredgecolor="white",
        label=_("the rule stops here"),
        zorder=4,
    )
    axes.annotate(
        result.reached_at or "",
        (last, result.cumulative[last - 1]),
        xytext=(5, -5),
        textcoords="offset points",
        va="top",
        fontsize=7.5,
        color=INK,
    )
