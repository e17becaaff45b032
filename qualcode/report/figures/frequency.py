"""Codes by type as a shaded table: how many interviews of each type carry each code."""

from collections.abc import Mapping

from qualcode.analysis.frequency import Cell, FrequencyTable
from qualcode.analysis.proportion import SMALLEST_BASE_FOR_PERCENT
from qualcode.core.language import _, plural
from qualcode.report.figures.heat import HeatTable, Shade, heat_figure
from qualcode.report.figures.style import Kind
from qualcode.report.numbers import percent


def frequency_figure(table: FrequencyTable, *, by: str, labels: Mapping[str, str], kind: Kind) -> bytes:
    """A row for every code met, a column for each group and one for the whole study, which stands apart."""
    return heat_figure(_heat(table, by=by, labels=labels), kind=kind)


def _heat(table: FrequencyTable, *, by: str, labels: Mapping[str, str]) -> HeatTable:
    met = [row for row in table.rows if row.total.interviews]
    return HeatTable(
        title=_("Interviews that carry each code, by {by}").format(by=by),
        rows=tuple(labels.get(row.code, row.code) for row in met),
        columns=(
            *(f"{name or _('not stated')} ({n})" for name, n in table.groups.items()),
            _("All ({n})").format(n=table.total),
        ),
        cells=tuple((*(_shade(row.cells[group]) for group in table.groups), _shade(row.total)) for row in met),
        notes=tuple(_notes(table, len(table.rows) - len(met))),
        last_apart=True,
    )


def _shade(cell: Cell) -> Shade:
    """A percentage in colour from five interviews on; below, the count on grey, which nobody takes for a percentage."""
    if cell.n == 0:
        return Shade(text="", value=None)
    share = cell.interviews / cell.n
    if cell.share is None:
        return Shade(text=_("{count} of {n}").format(count=cell.interviews, n=cell.n), value=share * 0.6, plain=True)
    return Shade(text=percent(share), value=share)


def _notes(table: FrequencyTable, left_out: int) -> list[str]:
    notes = [
        _(
            "Share of the coded interviews of each group that carry the code; in brackets, how many interviews these are."
        )
    ]
    if any(0 < n < SMALLEST_BASE_FOR_PERCENT for n in (*table.groups.values(), table.total)):
        notes.append(
            _("In grey, fewer than {n} interviews: a count, not a percentage.").format(n=SMALLEST_BASE_FOR_PERCENT)
        )
    if left_out:
        notes.append(
            plural(
                "{n} code that no interview carries is not shown.",
                "{n} codes that no interview carries are not shown.",
                left_out,
            )
        )
    return [*notes, *table.caveats]
