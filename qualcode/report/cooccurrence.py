"""Which codes come together, for readers and for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.cooccurrence import Cooccurrence, Pair
from qualcode.core.language import _, plural
from qualcode.report.agreement import coefficient
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CooccurrenceReport:
    """The pairs, and what they were counted on."""

    unit: str
    coders: tuple[str, ...]
    interviews: tuple[str, ...]
    table: Cooccurrence
    labels: Mapping[str, str]
    notes: tuple[str, ...] = ()


_KEYS = ("code1", "label1", "code2", "label2", "n12", "n1", "n2", "jaccard", "second_given_first", "first_given_second")


def cooccurrence_text(found: CooccurrenceReport, *, width: int, top: int | None) -> str:
    """The first `top` pairs for a terminal (None: all)."""
    return sheet_text(cooccurrence_sheet(found, top=top), width=width) + "\n"


def cooccurrence_markdown(found: CooccurrenceReport, *, top: int | None) -> str:
    """The same in Markdown."""
    return sheet_markdown(cooccurrence_sheet(found, top=top))


def cooccurrence_csv(found: CooccurrenceReport, *, top: int | None) -> str:
    """One row for each pair; shares between 0 and 1."""
    rows = tuple(tuple(_row(pair, found.labels).values()) for pair in found.table.pairs[:top])
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in _KEYS), rows=rows))


def cooccurrence_document(found: CooccurrenceReport, *, top: int | None) -> dict[str, Any]:
    """The JSON document: `{"unit","units","coders","interviews","pairs":[{"code1",…}],"notes"}`; `units` carry a code."""
    return {
        "unit": found.unit,
        "units": found.table.units,
        "coders": list(found.coders),
        "interviews": list(found.interviews),
        "pairs": [_row(pair, found.labels) for pair in found.table.pairs[:top]],
        "notes": [*_reading_notes(found), *found.notes],
    }


def cooccurrence_title(found: CooccurrenceReport) -> str:
    """What was counted, in how many units."""
    return _("Codes that come together, in {units}").format(units=_counted(found))


def cooccurrence_sheet(found: CooccurrenceReport, *, top: int | None) -> Sheet:
    """A row for each pair, the closest first."""
    pairs = found.table.pairs[:top]
    more = len(found.table.pairs) - len(pairs)
    rest = plural(
        "{n} more pair (--top {all} shows all).", "{n} more pairs (--top {all} shows all).", more, all=more + len(pairs)
    )
    return Sheet(
        title=cooccurrence_title(found),
        columns=(
            Column(key="label1", label=_("Code")),
            Column(key="label2", label=_("with")),
            Column(key="n12", label=_("both"), align="right"),
            Column(key="n1", label=_("first"), align="right"),
            Column(key="n2", label=_("second"), align="right"),
            Column(key="jaccard", label=_("Jaccard"), align="right"),
            Column(key="second_given_first", label=_("in first"), align="right"),
            Column(key="first_given_second", label=_("in second"), align="right"),
        ),
        rows=tuple(_shown(pair, found.labels) for pair in pairs),
        notes=(*([rest] if more else []), *_reading_notes(found), *found.notes),
    )


def _row(pair: Pair, labels: Mapping[str, str]) -> dict[str, Cell]:
    values = (pair.jaccard, pair.second_given_first, pair.first_given_second)
    counts = (pair.n12, pair.n1, pair.n2)
    shares = (None if value is None else round(value, 4) for value in values)
    names = (pair.first, labels[pair.first], pair.second, labels[pair.second])
    return dict(zip(_KEYS, (*names, *counts, *shares), strict=True))


def _shown(pair: Pair, labels: Mapping[str, str]) -> tuple[Cell, ...]:
    return (
        labels[pair.first],
        labels[pair.second],
        pair.n12,
        pair.n1,
        pair.n2,
        coefficient(pair.jaccard),
        coefficient(pair.second_given_first),
        coefficient(pair.first_given_second),
    )


def _counted(found: CooccurrenceReport) -> str:
    n = found.table.units
    return {
        "turn": plural("{n} coded turn", "{n} coded turns", n),
        "sentence": plural("{n} coded sentence", "{n} coded sentences", n),
        "passage": plural("{n} coded passage", "{n} coded passages", n),
        "interview": plural("{n} coded interview", "{n} coded interviews", n),
    }[found.unit]


def _reading_notes(found: CooccurrenceReport) -> Iterator[str]:
    if not found.table.pairs:
        yield _("No two codes come together in this unit; a larger one (--unit turn, --unit interview) may show some.")
        return
    yield _(
        "both, first, second: units that carry both codes, the first, the second. Jaccard: both, out of the units that carry "
        "either. in first: of the units with the first code, the share that has the second too; in second: the reverse."
    )
    yield _(
        "A pair counts only where the same coder gave both codes. Codes that are frequent meet often by chance alone, and "
        "coming together is neither cause nor sequence: read the passages."
    )
