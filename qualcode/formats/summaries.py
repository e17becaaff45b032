"""framework.csv: what the researcher wrote of a respondent on a code, one row each; opens in a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


def with_summary(
    data: bytes, table: Table, respondent: str, code: str, text: str, same: Callable[[str], bool]
) -> bytes:
    """The file, in UTF-8, with this summary in its row, in a new one at the end, or without it where `text` is empty.

    `same` says which codes of the table stand for this one today. All other lines keep their bytes.
    """
    cells = {"respondent": respondent, "code": code, "summary": text}
    if not table.columns:
        table, data = Table(columns=COLUMNS), f"{','.join(COLUMNS)}\n".encode()
    whole = data.decode()
    end = "\r" if "\r\n" in whole else ""
    lines = (whole if whole.endswith("\n") else f"{whole}{end}\n").split("\n")
    own = [
        (line, row)
        for line, row in zip(table.lines, table.rows, strict=True)
        if _cell(table, row, "respondent") == respondent and same(_cell(table, row, "code"))
    ]
    for place, (line, row) in reversed(list(enumerate(own))):
        kept = dict(zip(table.columns, row, strict=False)) | cells
        new = [_row(kept, table) + end] if text and place == 0 else []
        lines[line - 1 : line + sum(cell.count("\n") for cell in row)] = new
    if text and not own:
        lines.insert(len(lines) - 1, _row(cells, table) + end)
    return "\n".join(lines).encode()


def _cell(table: Table, row: Sequence[str], name: str) -> str:
    place = table.columns.index(name)
    return row[place].strip() if place < len(row) else ""


def _row(cells: Mapping[str, str], table: Table) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=table.separator, lineterminator="").writerow(
        [cells.get(name, "") for name in table.columns]
    )
    return out.getvalue()
