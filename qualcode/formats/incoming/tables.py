"""Tables: a transcript is often laid out with the speakers in one column and their words in the next."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.language import _
from qualcode.formats.incoming.labels import fold, looks
from qualcode.formats.incoming.marks import Line, Mark
from qualcode.formats.incoming.pieces import Paragraph, Table
from qualcode.formats.incoming.times import alone
from qualcode.text.normalise import normalise

_HEADINGS = """
    locuteur locutrice intervenant intervenante speaker speakers name nom qui who personne participant temps time
    horaire minutage timecode
"""
_TITLES = frozenset(_HEADINGS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Which column holds what, counted from 0."""

    speaker: int
    speech: int
    time: int | None


def table_lines(table: Table, lines: list[Line]) -> list[str]:
    """Append a table's lines; the answer is its warnings. Without a column of speakers, cells are paragraphs."""
    rows = [[_text(cell) for cell in row] for row in table.rows]
    rows = [row for row in rows if any(row)]
    columns = _columns(rows)
    if columns is None:
        _add(lines, [text for row in rows for cell in row for text in cell.split("\n") if text])
        return []
    return _speech_lines(rows, columns, lines)


def _text(cell: Sequence[Paragraph]) -> str:
    return normalise("\n".join(paragraph.text for paragraph in cell))


def _add(lines: list[Line], texts: Sequence[str]) -> None:
    for text in texts:
        lines.append(Line(text=text, paragraph=len(lines)))


def _columns(rows: Sequence[Sequence[str]]) -> _Columns | None:
    width = max((len(row) for row in rows), default=0)
    if width < 2 or len(rows) < 2:  # noqa: PLR2004
        return None
    columns = [[row[n] if n < len(row) else "" for row in rows] for n in range(width)]
    speech = max(range(width), key=lambda n: sum(len(cell.split()) for cell in columns[n]))
    speaker = next((n for n in range(width) if n != speech and _holds_speakers(columns[n])), None)
    if speaker is None:
        return None
    times = (n for n in range(width) if n not in {speech, speaker} and _holds_times(columns[n]))
    return _Columns(speaker=speaker, speech=speech, time=next(times, None))


def _holds_speakers(cells: Sequence[str]) -> bool:
    """Short labels, most of which come back."""
    filled = [cell for cell in cells if cell]
    labels = Counter(fold(cell) for cell in filled if looks(cell.strip(" :")))
    again = sum(n for n in labels.values() if n > 1)
    roles = sum(looks(cell.strip(" :")) == "role" for cell in filled)
    return bool(filled) and max(again, roles) >= 0.6 * len(filled) and len(labels) <= max(2, len(filled) / 2)


def _holds_times(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and sum(alone(cell) is not None for cell in filled) >= 0.6 * len(filled)


def _speech_lines(rows: Sequence[Sequence[str]], columns: _Columns, lines: list[Line]) -> list[str]:
    left: list[str] = []
    for n, row in enumerate(rows):
        cells = [*row, *[""] * (max(columns.speaker, columns.speech, columns.time or 0) + 1 - len(row))]
        label, speech = cells[columns.speaker], cells[columns.speech]
        clock = cells[columns.time] if columns.time is not None else ""
        time = alone(clock)
        if n == 0 and time is None and (fold(label) in _TITLES or fold(clock) in _TITLES):
            left += cells
            continue
        known = {columns.speaker, columns.speech} | ({columns.time} if time else set())
        left += [cell for m, cell in enumerate(cells) if m not in known and cell and not cell.isdigit()]
        _turn(lines, label, speech, time)
    left = [cell.replace("\n", " ") for cell in left if cell]
    return [_("Left out, other cells of a table: {words}").format(words=" / ".join(left))] if left else []


def _turn(lines: list[Line], label: str, speech: str, time: str | None) -> None:
    first, *more = speech.split("\n")
    shown = " ".join(label.split()).strip(" :")
    if looks(shown):
        mark = Mark(family="cell", label=shown, rest=first, time=time)
        lines.append(Line(text=first, paragraph=len(lines), given=mark))
        _add(lines, more)
    else:  # no speaker in this row: whoever spoke before goes on
        _add(lines, [text for text in (label, first, *more) if text])
