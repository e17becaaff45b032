"""How often each code occurs, for readers and for programs. What is counted stands under every table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from qualcode.analysis.frequency import Cell, FrequencyTable
from qualcode.analysis.proportion import SMALLEST_BASE_FOR_PERCENT, half_up, percent_allowed
from qualcode.core.language import _
from qualcode.report.numbers import glued
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text

_KEYS = ("code", "label", "group", "interviews", "of", "share", "low", "high", "segments", "words")


def frequency_text(table: FrequencyTable, *, by: str, labels: Mapping[str, str], width: int) -> str:
    """Two tables for a terminal: interviews that carry each code, then segments and words; notes below.

    Two, because a cell with everything in it takes four lines at 80 columns.
    """
    sheets = frequency_sheets(table, by=by, labels=labels)
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in sheets) + "\n"


def frequency_markdown(table: FrequencyTable, *, by: str, labels: Mapping[str, str]) -> str:
    """The two tables in Markdown."""
    return "\n".join(sheet_markdown(sheet) for sheet in frequency_sheets(table, by=by, labels=labels))


def frequency_csv(table: FrequencyTable, *, labels: Mapping[str, str]) -> str:
    """One row for each code and group, and one for each code in all (an empty group), with plain numbers.

    `share`, `low` and `high` are shares between 0 and 1 (Wilson 95 %), empty below five interviews.
    """
    columns = tuple(Column(key=key, label=key) for key in _KEYS)
    rows = tuple(
        (row.code, labels.get(row.code, row.code), group, *_numbers(cell))
        for row in table.rows
        for group, cell in [*row.cells.items(), (None, row.total)]
    )
    return sheet_csv(Sheet(title="", columns=columns, rows=rows))


def frequency_document(table: FrequencyTable, *, by: str, labels: Mapping[str, str]) -> dict[str, Any]:
    """The JSON document: `{"by","unit","interviews","groups":[{"name","interviews"}],"rows":[…],"notes":[…]}`.

    A row is `{"code","label","cells":{GROUP:{…}},"total":{…}}`; a cell `{"interviews","segments","words","of","share",
    "low","high"}`, the last three null below five interviews.
    """
    return {
        "by": by,
        "unit": "interview",
        "interviews": table.total,
        "groups": [{"name": name, "interviews": n} for name, n in table.groups.items()],
        "rows": [
            {
                "code": row.code,
                "label": labels.get(row.code, row.code),
                "cells": {group: _document_cell(cell) for group, cell in row.cells.items()},
                "total": _document_cell(row.total),
            }
            for row in table.rows
        ],
        "notes": [*_notes_on_interviews(table), *_notes_on_segments(), *table.caveats],
    }


def frequency_sheets(table: FrequencyTable, *, by: str, labels: Mapping[str, str]) -> tuple[Sheet, Sheet]:
    """(interviews that carry each code, segments and respondents' words), a column for each group and one in all."""
    return (
        Sheet(
            title=_("Interviews that carry each code, by {by}").format(by=by),
            columns=_columns(table),
            rows=tuple(_row(table, n, labels, interviews_of) for n in range(len(table.rows))),
            notes=(*_notes_on_interviews(table), *table.caveats),
        ),
        Sheet(
            title=_("Segments of each code and, in brackets, respondents' words, by {by}").format(by=by),
            columns=_columns(table),
            rows=tuple(_row(table, n, labels, segments_of) for n in range(len(table.rows))),
            notes=tuple(_notes_on_segments()),
        ),
    )


def interviews_of(cell: Cell) -> str | None:
    r"""The cell as it is read: a percentage and its interval from five interviews on; None when there is no interview.

    >>> from qualcode.analysis.proportion import wilson
    >>> interviews_of(Cell(interviews=5, segments=12, words=340, n=6, interval=wilson(5, 6)))
    '5 of 6 (83\xa0%; 44–97\xa0%)'
    >>> interviews_of(Cell(interviews=2, segments=2, words=30, n=3, interval=wilson(2, 3)))
    '2 of 3'
    """
    if cell.n == 0:
        return None
    count = _("{count} of {n}").format(count=cell.interviews, n=cell.n)
    if cell.interval is None or cell.share is None:
        return count
    share = _("({percent} %; {low}–{high} %)").format(
        percent=half_up(100 * cell.share),
        low=half_up(100 * cell.interval.low),
        high=half_up(100 * cell.interval.high),
    )
    return f"{count} {glued(share)}"


def segments_of(cell: Cell) -> str | None:
    """Segments, and words in brackets, as "12 (340)"; None when there is no interview."""
    if cell.n == 0:
        return None
    return f"{cell.segments} ({cell.words})" if cell.segments else "0"


def _columns(table: FrequencyTable) -> tuple[Column, ...]:
    groups = [(name, name or _("not stated"), n) for name, n in table.groups.items()]
    return (
        Column(key="label", label=_("Code")),
        *(Column(key=f"group:{key}", label=f"{name} ({n})") for key, name, n in groups),
        Column(key="total", label=_("All ({n})").format(n=table.total)),
    )


def _row(
    table: FrequencyTable, n: int, labels: Mapping[str, str], shown: Callable[[Cell], str | None]
) -> tuple[str | None, ...]:
    row = table.rows[n]
    return (labels.get(row.code, row.code), *(shown(row.cells[group]) for group in table.groups), shown(row.total))


def _numbers(cell: Cell) -> tuple[int | float | None, ...]:
    values = _document_cell(cell)
    return tuple(values[key] for key in _KEYS[3:])


def _document_cell(cell: Cell) -> dict[str, int | float | None]:
    allowed = cell.interval if percent_allowed(cell.n) else None
    return {
        "interviews": cell.interviews,
        "segments": cell.segments,
        "words": cell.words,
        "of": cell.n,
        "share": None if cell.share is None else round(cell.share, 4),
        "low": round(allowed.low, 4) if allowed else None,
        "high": round(allowed.high, 4) if allowed else None,
    }


def _notes_on_interviews(table: FrequencyTable) -> Iterator[str]:
    groups = ", ".join(f"{name or _('not stated')}\u00a0{n}" for name, n in table.groups.items())
    if groups:
        yield _("Out of the coded interviews of the group: {groups}; {total} in all.").format(
            groups=groups, total=table.total
        )
    yield (
        glued(_("In brackets: the percentage, then its 95 % interval (Wilson)."))
        + " "
        + _("Below {n} interviews no percentage is shown.").format(n=SMALLEST_BASE_FOR_PERCENT)
    )


def _notes_on_segments() -> Iterator[str]:
    yield _("A segment is a coded passage; overlapping codings of the same code count once.")
    yield _("Words are the respondents' words in these passages; brackets and questions are not counted.")
