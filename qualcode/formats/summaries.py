"""framework.csv: what the researcher wrote of a respondent on a code, one row each; opens in a spreadsheet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.formats.people import Table

COLUMNS = ("respondent", "code", "summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A respondent's stand on a code, in the researcher's words; `line` is where it stands in its file."""

    respondent: str
    code: str
    text: str
    line: int


def summaries(table: Table) -> Iterator[Summary]:
    """The rows that hold a summary."""
    for line, row in table.records():
        if text := row.get("summary", ""):
            yield Summary(respondent=row.get("respondent", ""), code=row.get("code", ""), text=text, line=line)


def missing_columns(table: Table, path: str) -> Iterator[Problem]:
    """A problem for each column that the table lacks; none for an absent file."""
    for name in COLUMNS if table.columns else ():
        if name not in table.columns:
            yield Problem(
                severity="error",
                path=path,
                line=1,
                message=_("there is no column “{name}”.").format(name=name),
                advice=_("The first line must be: {columns}.").format(columns=",".join(COLUMNS)),
            )


def with_summary(table: Table, respondent: str, code: str, text: str, same: Callable[[str], bool]) -> Table:
    """The table with this summary in its row, in a new one at the end, or without it where `text` is empty.

    `same` says which codes of the table stand for this one today.
    """
    columns = (*table.columns, *(name for name in COLUMNS if name not in table.columns))
    place = {name: columns.index(name) for name in COLUMNS}
    rows = [[*row, *[""] * (len(columns) - len(row))] for row in table.rows]
    own = [row for row in rows if row[place["respondent"]].strip() == respondent and same(row[place["code"]].strip())]
    first = own[0] if own else [""] * len(columns)
    for name, cell in zip(COLUMNS, (respondent, code, text), strict=True):
        first[place[name]] = cell
    dropped = own if not text else own[1:]
    kept = [row for row in rows if not any(row is other for other in dropped)]
    if text and not own:
        kept.append(first)
    return replace(table, columns=columns, rows=tuple(map(tuple, kept)), lines=tuple(range(2, len(kept) + 2)))
