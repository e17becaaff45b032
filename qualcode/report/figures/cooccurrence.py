"""Which codes come together, as half a matrix: the number of units in each cell, shaded by how close the two codes are."""

from qualcode.core.language import _, plural
from qualcode.report.agreement import coefficient
from qualcode.report.cooccurrence import CooccurrenceReport, cooccurrence_title
from qualcode.report.figures.heat import HeatTable, Shade, heat_figure
from qualcode.report.figures.style import Kind

MOST_CODES = 24
"""So many codes side by side can still be read on a page."""


def cooccurrence_figure(found: CooccurrenceReport, *, top: int | None, kind: Kind) -> bytes:
    """The codes of the closest pairs (`top` of them at most), in the order in which the pairs bring them."""
    return heat_figure(_heat(found, top), kind=kind)


def _heat(found: CooccurrenceReport, top: int | None) -> HeatTable:
    codes = _codes(found, top)
    pairs = {frozenset((pair.first, pair.second)): pair for pair in found.table.pairs}
    highest = max((pair.jaccard for pair in found.table.pairs), default=0) or 1

    def shade(row: str, column: str) -> Shade:
        pair = pairs.get(frozenset((row, column)))
        return Shade(text=str(pair.n12), value=pair.jaccard / highest) if pair else Shade(text="·", value=0)

    blank = Shade(text="", value=None)
    return HeatTable(
        title=cooccurrence_title(found),
        rows=tuple(found.labels[code] for code in codes[1:]),
        columns=tuple(found.labels[code] for code in codes[:-1]),
        cells=tuple(
            tuple(shade(row, column) if n < place else blank for n, column in enumerate(codes[:-1]))
            for place, row in enumerate(codes[1:], 1)
        ),
        notes=tuple(_notes(found, len(codes), highest)),
    )


def _codes(found: CooccurrenceReport, top: int | None) -> tuple[str, ...]:
    kept: dict[str, None] = {}
    for pair in found.table.pairs[:top]:
        both = {**kept, pair.first: None, pair.second: None}
        if len(both) <= MOST_CODES:
            kept = both
    order = {code: n for n, code in enumerate(found.labels)}
    return tuple(sorted(kept, key=lambda code: order[code]))


def _notes(found: CooccurrenceReport, shown: int, highest: float) -> list[str]:
    if not found.table.pairs:
        return [_("No two codes come together in this unit.")]
    notes = [
        _(
            "In each cell, the units that carry both codes; the darker, the closer the two codes (Jaccard: both, out of the "
            "units that carry either; the darkest is {highest})."
        ).format(highest=coefficient(highest))
    ]
    codes = {code for pair in found.table.pairs for code in (pair.first, pair.second)}
    if shown < len(codes):
        notes.append(
            plural(
                "The {n} code of the closest pairs, of {all} that come together with another.",
                "The {n} codes of the closest pairs, of {all} that come together with another.",
                shown,
                all=len(codes),
            )
        )
    return notes
