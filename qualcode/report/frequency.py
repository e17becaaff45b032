"""How often each code occurs, for readers and for programs. What is counted stands under every table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.analysis.frequency import Cell, FrequencyTable
from qualcode.analysis.proportion import SMALLEST_BASE_FOR_PERCENT, half_up, percent_allowed
from qualcode.analysis.thin import Dominated
from qualcode.core.language import _, plural
from qualcode.report.comparing import comparison_document, comparison_sheet, test_notes
from qualcode.report.numbers import glued
from qualcode.report.sheet import Column, Sheet, notes_text, sheet_csv, sheet_markdown, sheet_text

if TYPE_CHECKING:  # numpy comes with it, and few ask for tests
    from qualcode.analysis.comparing import CodeTest, Comparison

MOST_WITH_INTERVALS = 4
"""Groups side by side; with more, a table holds counts alone."""

_KEYS = ("code", "label", "group", "interviews", "of", "share", "low", "high", "segments", "words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequencies:
    """A table of frequencies, by what and of what it counts, and what is said beside it.

    `by` names attributes, with commas; `split` a qualifier; `qualifiers` those that a coding must have. `people` gives what
    readers call each respondent. `tests` are None unless they were asked for, and where an interview is in two groups.
    """

    table: FrequencyTable
    by: str
    labels: Mapping[str, str]
    split: str = ""
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    roll_up: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    dominated: tuple[Dominated, ...] = ()
    tested: bool = False
    tests: "Comparison | None" = None
    notes: tuple[str, ...] = ()

    def label(self, code: str) -> str:
        """What readers call a code."""
        return self.labels.get(code, code)

    @property
    def narrow(self) -> bool:
        """True where so many groups stand side by side that intervals would cut words in two."""
        return len(self.table.groups) > MOST_WITH_INTERVALS

    @property
    def attributes(self) -> str:
        """What the columns compare, for readers: "type × role"."""
        return " × ".join(name.strip() for name in (*self.by.split(","), self.split) if name.strip())


def frequency_text(found: Frequencies, *, width: int) -> str:
    """Two tables for a terminal: interviews that carry each code, then segments and words; notes below.

    Two, because a cell with everything in it takes four lines at 80 columns. Of a study without codings, a sentence.
    """
    if not found.table.total:
        return notes_text(found.notes, width=width) + "\n"
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in frequency_sheets(found)) + "\n"


def frequency_markdown(found: Frequencies) -> str:
    """The tables in Markdown."""
    if not found.table.total:
        return "\n".join(f"- {note}" for note in found.notes) + "\n"
    return "\n".join(sheet_markdown(sheet) for sheet in frequency_sheets(found))


def frequency_csv(found: Frequencies) -> str:
    """One row for each code and group, and one for each code in all (an empty group), with plain numbers.

    `share`, `low` and `high` are shares between 0 and 1 (Wilson 95 %), empty below five interviews. With tests, `p` and
    `p_holm` stand in the row of the code in all.
    """
    tests = {each.code: each for each in found.tests.tests} if found.tests else {}
    keys = (*_KEYS, *(("p", "p_holm") if found.tested else ()))
    columns = tuple(Column(key=key, label=key) for key in keys)
    rows = tuple(
        (
            row.code,
            found.label(row.code),
            group,
            *_numbers(cell),
            *(_p_values(tests.get(row.code) if group is None else None) if found.tested else ()),
        )
        for row in found.table.rows
        for group, cell in [*row.cells.items(), (None, row.total)]
    )
    return sheet_csv(Sheet(title="", columns=columns, rows=rows))


def frequency_document(found: Frequencies) -> dict[str, Any]:
    """The JSON document: `{"by","unit","interviews","groups":[{"name","interviews"}],"rows":[…],"notes":[…]}`.

    A row is `{"code","label","cells":{GROUP:{…}},"total":{…}}`; a cell `{"interviews","segments","words","of","share",
    "low","high"}`, the last three null below five interviews. `dominated` says who makes half or more of a code's segments,
    `tests` is null unless asked for.
    """
    table = found.table
    return {
        "by": found.by,
        "unit": "interview",
        "interviews": table.total,
        "split": found.split or None,
        "qualifiers": dict(found.qualifiers),
        "roll_up": found.roll_up,
        "groups": [{"name": name, "interviews": n} for name, n in table.groups.items()],
        "rows": [
            {
                "code": row.code,
                "label": found.label(row.code),
                "cells": {group: _document_cell(cell) for group, cell in row.cells.items()},
                "total": _document_cell(row.total),
            }
            for row in table.rows
        ],
        "dominated": [
            {"code": each.code, "respondent": each.respondent, "segments": each.segments, "of": each.of}
            for each in found.dominated
        ],
        "tests": comparison_document(found.tests) if found.tests else None,
        "notes": [
            *_notes_on_interviews(found),
            *_notes_on_segments(found),
            *table.caveats,
            *(test_notes(found.tests, found.labels) if found.tested else ()),
            *found.notes,
        ],
    }


def frequency_sheets(found: Frequencies) -> Iterator[Sheet]:
    """Interviews that carry each code, then segments and respondents' words, a column for each group and one in all; tests."""
    table = found.table
    yield Sheet(
        title=_with_what(_("Interviews that carry each code, by {by}"), _("Interviews that carry each code"), found),
        columns=_columns(table),
        rows=tuple(_row(found, n, count_of if found.narrow else interviews_of) for n in range(len(table.rows))),
        notes=(*_notes_on_interviews(found), *table.caveats),
    )
    yield Sheet(
        title=_with_what(
            _("Segments of each code and, in brackets, respondents' words, by {by}"),
            _("Segments of each code and, in brackets, respondents' words"),
            found,
        ),
        columns=_columns(table),
        rows=tuple(_row(found, n, segments_of) for n in range(len(table.rows))),
        notes=tuple(_notes_on_segments(found)),
    )
    if found.tested:
        yield comparison_sheet(found.tests, found.labels)


def interviews_of(cell: Cell) -> str | None:
    r"""The cell as it is read: a percentage and its interval from five interviews on; None when there is no interview.

    >>> from qualcode.analysis.proportion import wilson
    >>> interviews_of(Cell(interviews=5, segments=12, words=340, n=6, interval=wilson(5, 6)))
    '5 of 6 (83\xa0%; 44–97\xa0%)'
    >>> interviews_of(Cell(interviews=2, segments=2, words=30, n=3, interval=wilson(2, 3)))
    '2 of 3'
    """
    count = count_of(cell)
    if count is None or cell.interval is None or cell.share is None:
        return count
    share = _("({percent} %; {low}–{high} %)").format(
        percent=half_up(100 * cell.share),
        low=half_up(100 * cell.interval.low),
        high=half_up(100 * cell.interval.high),
    )
    return f"{count} {glued(share)}"


def count_of(cell: Cell) -> str | None:
    """The cell without its percentage; None when there is no interview."""
    return _("{count} of {n}").format(count=cell.interviews, n=cell.n) if cell.n else None


def segments_of(cell: Cell) -> str | None:
    """Segments, and words in brackets, as "12 (340)"; None when there is no interview."""
    if cell.n == 0:
        return None
    return f"{cell.segments} ({cell.words})" if cell.segments else "0"


def _with_what(by: str, alone: str, found: Frequencies) -> str:
    return by.format(by=found.attributes) if found.attributes else alone


def _columns(table: FrequencyTable) -> tuple[Column, ...]:
    groups = [(name, name or _("not stated"), n) for name, n in table.groups.items()]
    if len(groups) == 1 and not groups[0][0]:  # one group of all, without a name
        groups = []
    return (
        Column(key="label", label=_("Code")),
        *(Column(key=f"group:{key}", label=f"{name} ({n})") for key, name, n in groups),
        Column(key="total", label=_("All ({n})").format(n=table.total)),
    )


def _row(found: Frequencies, n: int, shown: Callable[[Cell], str | None]) -> tuple[str | None, ...]:
    row = found.table.rows[n]
    keys = [column.key.removeprefix("group:") for column in _columns(found.table)[1:-1]]
    return (found.label(row.code), *(shown(row.cells[group]) for group in keys), shown(row.total))


def _p_values(test: "CodeTest | None") -> tuple[float | None, float | None]:
    return (test.p.value, test.corrected) if test else (None, None)


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


def _notes_on_interviews(found: Frequencies) -> Iterator[str]:
    table = found.table
    groups = ", ".join(f"{name or _('not stated')}\u00a0{n}" for name, n in table.groups.items())
    if groups:
        yield _("Out of the coded interviews of the group: {groups}; {total} in all.").format(
            groups=groups, total=table.total
        )
    if found.narrow:
        yield _("With so many groups, percentages and their intervals are in --format csv and json.")
    else:
        yield (
            glued(_("In brackets: the percentage, then its 95 % interval (Wilson)."))
            + " "
            + _("Below {n} interviews no percentage is shown.").format(n=SMALLEST_BASE_FOR_PERCENT)
        )
    if found.qualifiers:
        pairs = ", ".join(f"{name}={value}" for name, value in found.qualifiers.items())
        yield _("Only codings with {pairs} are counted; an interview without any stays in the total.").format(
            pairs=pairs
        )
    if found.roll_up:
        yield _("A passage counts for its code and for every code above it, an interview once for each.")
    once = [found.label(row.code) for row in table.rows if row.total.segments == 1]
    if once:
        yield plural("Given once only: {codes}.", "Given once only: {codes}.", len(once), codes=", ".join(once))


def _notes_on_segments(found: Frequencies) -> Iterator[str]:
    yield _("A segment is a coded passage; overlapping codings of the same code count once.")
    yield _("Words are the respondents' words in these passages; brackets and questions are not counted.")
    for each in found.dominated:
        yield _("{label}: {who} alone makes {count} of {n} segments.").format(
            label=found.label(each.code),
            who=found.people.get(each.respondent, each.respondent),
            count=each.segments,
            n=each.of,
        )
