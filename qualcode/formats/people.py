"""respondents.csv and recruitment.csv: tables that open in a spreadsheet and come back as they were."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.study import OUTCOMES, Asked, Respondent
from qualcode.errors import UnreadableFile

csv.field_size_limit(100_000_000)  # a cell may hold a whole interview

RESPONDENT_COLUMNS = ("id", "pseudonym", "type", "role")
RECRUITMENT_COLUMNS = ("id", "type", "asked_on", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A CSV file: its columns, its rows as they stand, the line each begins on, its separator.

    `mark` says that it begins with a byte order mark, by which Excel knows UTF-8.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = ()
    lines: tuple[int, ...] = ()
    separator: str = ","
    mark: bool = False

    def records(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row as column -> cell, white space trimmed, with its line."""
        for line, row in zip(self.lines, self.rows, strict=True):
            yield line, {name: cell.strip() for name, cell in zip(self.columns, row, strict=False)}


def load_table(data: bytes, path: str) -> Table:
    """Read a CSV as a spreadsheet saves it: comma, semicolon or tab; UTF-8, UTF-16, or Excel's Windows-1252.

    Raises UnreadableFile for a file that is not text.
    """
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):  # xlsx, ods; xls
        raise UnreadableFile(
            _("this is not a table of text."),
            where=path,
            advice=_("In the spreadsheet, save it as CSV (in Excel: “CSV UTF-8”), and name that file."),
        )
    text = _text(data)
    excel = data.startswith(_MARKS) or not _is_utf8(data)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    columns = tuple(name.strip() for name in next(reader, []))
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    before = reader.line_num
    for row in reader:
        if any(cell.strip() for cell in row):
            rows.append(tuple(row))
            lines.append(before + 1)
        before = reader.line_num
    return Table(columns=columns, rows=tuple(rows), lines=tuple(lines), separator=separator, mark=excel)


def dump_table(table: Table) -> bytes:
    """Write a CSV, quoted only where it must be."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=table.separator, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().encode("utf-8-sig" if table.mark else "utf-8")


def _separator(text: str) -> str:
    """The mark that parts the columns of the first line: quoted cells apart, and a comma before a space is prose."""
    first = re.sub(r'"[^"]*"', "", text[:65536]).partition("\n")[0]
    counts = {"\t": first.count("\t"), ";": first.count(";"), ",": len(re.findall(r",(?! )", first))}
    return max(counts, key=lambda mark: counts[mark]) if any(counts.values()) else ","


_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _text(data: bytes) -> str:
    if data.startswith(_MARKS[1:]):
        text = data.decode("utf-16", errors="replace")
    else:
        text = data.decode("utf-8-sig") if _is_utf8(data) else data.decode("cp1252", errors="replace")
    return text.replace("\r\n", "\n")


def respondents(table: Table, path: str) -> tuple[tuple[Respondent, ...], tuple[Problem, ...]]:
    """The respondents of the table, and what is wrong with it."""
    found: dict[str, Respondent] = {}
    problems: list[Problem] = []
    if "id" not in table.columns:
        problems.append(_problem(path, 1, _("there is no column “id”."), _("Name the column that identifies people.")))
    for line, record in table.records():
        person = record.pop("id", "")
        pseudonym = record.pop("pseudonym", "")
        if not person:
            problems.append(_problem(path, line, _("this row has no id."), _("Give the respondent one, such as R07.")))
        elif person in found:
            message = _("the respondent “{id}” stands twice (also on line {line}).")
            problems.append(
                _problem(path, line, message.format(id=person, line=found[person].line), _("Keep one of them."))
            )
        else:
            attributes = {name: cell for name, cell in record.items() if name}
            found[person] = Respondent(id=person, pseudonym=pseudonym, attributes=attributes, line=line)
    return tuple(found.values()), tuple(problems)


def recruitment(table: Table, path: str) -> tuple[tuple[Asked, ...], tuple[Problem, ...]]:
    """Who was asked, and what is wrong with the table."""
    asked: list[Asked] = []
    problems: list[Problem] = []
    for line, record in table.records():
        outcome = record.get("outcome", "")
        if outcome not in OUTCOMES:
            problems.append(
                _problem(
                    path,
                    line,
                    _("“{outcome}” is not an outcome.").format(outcome=outcome),
                    _("Write one of: {outcomes}.").format(outcomes=", ".join(OUTCOMES)),
                )
            )
        asked.append(
            Asked(
                id=record.get("id", ""),
                type=record.get("type", ""),
                asked_on=record.get("asked_on", ""),
                outcome=outcome,
                line=line,
            )
        )
    return tuple(asked), tuple(problems)


def with_respondents(table: Table, people: Iterable[Respondent]) -> Table:
    """The table with these people added at its end; columns that it lacks are added too, on the right."""
    people = list(people)
    columns = list(table.columns or RESPONDENT_COLUMNS)
    for person in people:
        columns.extend(name for name in person.attributes if name not in columns)
    width = len(columns)
    rows = [(*row, *[""] * (width - len(row))) for row in table.rows]
    rows.extend(tuple(person.attribute(name) for name in columns) for person in people)
    return replace(table, columns=tuple(columns), rows=tuple(rows), lines=tuple(range(2, len(rows) + 2)))


def next_respondent_id(taken: Iterable[str]) -> str:
    """The next free id of the form R01.

    >>> next_respondent_id(["R01", "R07"])
    'R08'
    """
    numbers = [int(found[1]) for person in taken if (found := re.fullmatch(r"R(\d+)", person))]
    return f"R{max(numbers, default=0) + 1:02d}"


def _problem(path: str, line: int, message: str, advice: str) -> Problem:
    return Problem(severity="error", path=path, line=line, message=message, advice=advice)
