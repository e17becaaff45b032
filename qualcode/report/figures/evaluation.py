"""How often suggestions are right, drawn: each code against popularity, and what coding more interviews brings."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualcode.core.language import _
from qualcode.report.evaluation import CodePoint, Evaluation
from qualcode.report.figures.style import (
    FAINT,
    HUE,
    INK,
    WARM,
    Kind,
    decimal_ticks,
    figure_file,
    in_lines,
    key_above,
    notes_below,
    percent_ticks,
    whole_ticks,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MOST_CODES = 40
"""Of more codes, those with the most passages are drawn."""
_ROW = 0.26  # inches: room for two lines
_LETTERS = 30


def evaluation_figure(evaluation: Evaluation, *, labels: Mapping[str, str], kind: Kind) -> bytes:
    """Two panels: the average precision of each code, and the curve of recall@3 by number of coded interviews."""
    codes = sorted(evaluation.codes, key=lambda one: -one.suggestions.positives)[:MOST_CODES]

    def draw(figure: "Figure") -> None:
        left, right = figure.subplots(1, 2, width_ratios=(1.2, 1))
        _codes(left, codes, labels)
        _curve(right, evaluation)
        key_above(figure, [left, right])
        notes_below(figure, _notes(evaluation, len(evaluation.codes) - len(codes)))

    height = max(3.4, 1.4 + _ROW * len(codes))
    return figure_file(draw, kind=kind, title=_("How often suggestions are right"), height=height)


def _codes(axes: "Axes", codes: "list[CodePoint]", labels: Mapping[str, str]) -> None:
    ordered = sorted(codes, key=lambda one: one.suggestions.average_precision or 0.0)
    ours = [one.suggestions.average_precision or 0.0 for one in ordered]
    theirs = [one.popularity.average_precision or 0.0 for one in ordered]
    rows = range(len(ordered))
    axes.hlines(rows, theirs, ours, color=FAINT, linewidth=1.6, zorder=1)
    axes.plot(ours, rows, "o", color=HUE, markersize=5, label=_("suggestions"))
    axes.plot(theirs, rows, "D", color=WARM, markersize=4, markerfacecolor="white", label=_("always the most frequent"))
    names = [f"{labels.get(one.code, one.code)} ({one.suggestions.positives})" for one in ordered]
    axes.set_yticks(rows, [in_lines(name, _LETTERS) for name in names])
    axes.set_xlim(0, 1)
    axes.set_xlabel(_("average precision"))
    axes.set_title(_("Each code (passages)"))
    decimal_ticks(axes, "x")


def _curve(axes: "Axes", evaluation: Evaluation) -> None:
    coded = [point.interviews for point in evaluation.curve]
    series = (
        (_("suggestions"), [point.suggestions.recall_3 for point in evaluation.curve], HUE, "o", "-"),
        (_("always the most frequent"), [point.popularity.recall_3 for point in evaluation.curve], WARM, "D", "--"),
        (_("codes seen before"), [point.ceiling for point in evaluation.curve], INK, "", ":"),
    )
    for name, values, color, marker, line in series:
        known = [(n, value) for n, value in zip(coded, values, strict=True) if value is not None]
        axes.plot(*zip(*known, strict=True), color=color, marker=marker, linestyle=line, markersize=4, label=name)
    axes.set_ylim(0, 1.02)
    axes.set_xlabel(_("interviews coded before"))
    axes.set_title(_("Codes found among three"))
    percent_ticks(axes, "y")
    whole_ticks(axes, "x")


def _notes(evaluation: Evaluation, left_out: int) -> list[str]:
    notes = [
        _("Measured on {n} coded passages of {interviews} interviews, each left out in turn ({coder}).").format(
            n=evaluation.passages, interviews=evaluation.interviews, coder=evaluation.coder or "–"
        ),
        _(
            "Average precision is 1 when every passage of the code stands before all others; few passages make it unsure."
        ),
    ]
    if left_out:
        notes.append(_("Not drawn: {n} codes with fewer passages.").format(n=left_out))
    return notes
