"""Join a table of interviews that the researcher keeps to the files of the interviews."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.formats.people import Table
from qualcode.workflow.study.naming import folded

SURE = 90.0
"""Similarity (rapidfuzz ratio, 0 to 100) from which a row and a file whose numbers agree are a pair."""

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A file's name, the rows that speak of it (several, for an interview in two parts), and how alike they are."""

    name: str
    rows: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The pairs, the files without a row, the rows (lines of the table) without a file, and the column that names files."""

    column: str
    pairs: tuple[Pair, ...]
    files: tuple[str, ...]
    rows: tuple[int, ...]


def join(table: Table, names: Sequence[str], *, column: str | None = None) -> Join:
    """Match rows with file names. Numbers must agree, in order; the rest may differ by spaces, underscores, suffixes.

    `names` are file names without their ending. Raises QualcodeError when `column` is not in the table, or when no
    column names any of the files.
    """
    if column is not None and column not in table.columns:
        raise QualcodeError(
            _("the table has no column “{column}”.").format(column=column),
            advice=_("Its columns are: {names}.").format(names=", ".join(filter(None, table.columns))),
        )
    rows = dict(table.records())
    tried = [_join(rows, names, name) for name in ([column] if column else dict.fromkeys(filter(None, table.columns)))]
    best = max(tried, key=lambda found: (len(found.pairs), sum(pair.score for pair in found.pairs)), default=None)
    if best is None or (not best.pairs and column is None):
        raise QualcodeError(
            _("no column of the table names the files."),
            advice=_("Say which one does: --file-column COLUMN. Its cells must look like the files' names."),
        )
    return best


def _join(rows: Mapping[int, Row], names: Sequence[str], column: str) -> Join:
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415

    trimmed = dict(zip(names, map(_plain, without_common_ending(names)), strict=True))
    cells = {line: _plain(_stem(row.get(column, ""))) for line, row in rows.items()}
    taken: dict[str, list[tuple[float, int]]] = {}
    for line, cell in cells.items():
        scored = [
            (max(ratio(cell, own), ratio(cell, _plain(name))), name)
            for name, own in trimmed.items()
            if cell and _numbers_agree(cell, own)
        ]
        if scored and (best := max(scored))[0] >= SURE and [score for score, _name in scored].count(best[0]) == 1:
            taken.setdefault(best[1], []).append((best[0], line))
    pairs = tuple(
        Pair(name=name, rows=tuple(line for _score, line in found), score=max(found)[0])
        for name in names
        if (found := taken.get(name))
    )
    used = {line for pair in pairs for line in pair.rows}
    return Join(
        column=column,
        pairs=pairs,
        files=tuple(name for name in names if name not in taken),
        rows=tuple(line for line in rows if line not in used),
    )


def _stem(cell: str) -> str:
    return re.sub(r"\.(docx?|odt|txt|md|vtt|srt|json|rtf)$", "", cell.strip(), flags=re.IGNORECASE)


def _plain(name: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", folded(name)))


def without_common_ending(names: Sequence[str]) -> list[str]:
    """Names without the last words that nearly all of them share (a stray file in the folder changes nothing).

    >>> without_common_ending(["Entretien 01_traité A", "Entretien 02_traité A"])
    ['Entretien 01', 'Entretien 02']
    """
    words = [re.findall(r"[^\W_]+|[\W_]+", name) for name in names]
    while shared := _shared_ending(words):
        words = [own[:-1] if own[-1] == shared and len(own) > 1 else own for own in words]
    return ["".join(own).rstrip(" _-.") for own in words]


def _shared_ending(words: Sequence[Sequence[str]]) -> str:
    """The last word of more than two names in three; empty when there is none."""
    endings = Counter(own[-1] for own in words if len(own) > 1)
    ending, count = endings.most_common(1)[0] if endings else ("", 0)
    return ending if count > 1 and 3 * count > 2 * len(words) else ""


def _numbers_agree(cell: str, name: str) -> bool:
    """Same numbers in the same order; a part ("03a") agrees with the file that holds it ("03ab")."""
    ours, theirs = ([word for word in text.split() if word[0].isdigit()] for text in (cell, name))
    return len(ours) == len(theirs) and all(map(_number_agrees, ours, theirs))


def _number_agrees(part: str, whole: str) -> bool:
    digits, letters = _split_number(part)
    own_digits, own_letters = _split_number(whole)
    return digits.lstrip("0") == own_digits.lstrip("0") and set(letters) <= set(own_letters or letters)


def _split_number(word: str) -> tuple[str, str]:
    digits = re.match(r"\d*", word)
    length = digits.end() if digits else 0
    return word[:length], word[length:]


# Dates

_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)")


def iso_date(text: str) -> str:
    """A date as a researcher writes it (2026-01-13, 13/01/2026, 13.01.26, January 2026 as 2026-01); "" when unreadable.

    >>> iso_date("13/01/2026"), iso_date("2026-01"), iso_date("mardi")
    ('2026-01-13', '2026-01', '')
    """
    text = text.strip()
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        return text
    try:
        return str(date.fromisoformat(text[:10]))
    except ValueError:
        pass
    found = _DAY_FIRST.match(text)
    if found is None:
        return ""
    day, month, year = (int(part) for part in found.groups())
    try:
        return str(date(year + (2000 if year < 100 else 0), month, day))  # noqa: PLR2004
    except ValueError:
        return ""


_DATE = re.compile(r"(?<!\d)(\d{4}|\d\d)([-._])(\d\d)\2(\d{4}|\d\d)(?!\d)")


def dates_in_names(names: Sequence[str], today: date) -> dict[str, str]:
    """The date that each name holds, as 2024-10-03, where one reading fits all names and none lies in the future.

    24.10.03 alone may be October 3, 2024 or October 24, 2003: the readings year first and day first are both tried on
    all names, and nothing is returned when both fit.
    """
    found = {name: match for name in names if (match := _DATE.search(name))}
    readings = [{name: _read(match, order, today) for name, match in found.items()} for order in ("ymd", "dmy")]
    fitting = [reading for reading in readings if reading and all(reading.values())]
    if len(fitting) == 1:
        return {name: str(when) for name, when in fitting[0].items() if when}
    four = {name: _read(match, "ymd" if len(match[1]) == 4 else "dmy", today) for name, match in found.items()}  # noqa: PLR2004
    unambiguous = all(len(match[1]) == 4 or len(match[4]) == 4 for match in found.values())  # noqa: PLR2004
    return {name: str(when) for name, when in four.items() if when} if unambiguous else {}


def _read(match: re.Match[str], order: str, today: date) -> date | None:
    first, _separator, middle, last = match.groups()
    year, day = (first, last) if order == "ymd" else (last, first)
    try:
        when = date(int(year) + (2000 if len(year) == 2 else 0), int(middle), int(day))  # noqa: PLR2004
    except ValueError:
        return None
    return when if date(1950, 1, 1) <= when <= today else None
