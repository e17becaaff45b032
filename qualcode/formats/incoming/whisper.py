"""What speech recognisers write besides captions: JSON of segments, and tables of start, end and text."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from io import StringIO
from itertools import groupby
from typing import Any

from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.incoming.cues import Cue

_START = ("start", "start_time", "begin", "from")
_END = ("end", "end_time", "stop", "to")
_TEXT = ("text", "word", "transcript")
_COLUMNS = 3


def read_json(text: str, name: str) -> list[Cue]:
    """Cues of Whisper, faster-whisper, WhisperX or whisper.cpp JSON. Raises UnreadableFile."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        advice = _("Export it again from the program that made it.")
        raise UnreadableFile(_("The file is not complete JSON."), where=name, advice=advice) from error
    cues = [cue for segment in _segments(document) for cue in _cues(segment)]
    if not cues:
        raise _no_segments(name)
    return cues


def read_table(text: str, name: str) -> list[Cue]:
    """Cues of Whisper's .tsv (milliseconds) and .csv files (seconds). Raises UnreadableFile."""
    try:
        rows = [row for row in csv.reader(StringIO(text), delimiter=_delimiter(text)) if row]
    except csv.Error as error:
        raise _no_segments(name) from error
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    cues = _headed(rows[1:], head) if any(key in head for key in _TEXT) else _bare(rows)
    if not cues:
        raise _no_segments(name)
    return cues


def _no_segments(name: str) -> UnreadableFile:
    message = _("The file holds no segments of speech with their times and text.")
    return UnreadableFile(message, where=name, advice=_("Export the transcript as .docx, .txt, .vtt or .srt."))


def _segments(document: Any) -> Sequence[Any]:
    if isinstance(document, Mapping):
        document = next((document[key] for key in ("segments", "transcription", "chunks") if document.get(key)), ())
    return document if isinstance(document, list) else ()


def _cues(segment: Any) -> Iterator[Cue]:
    """A segment; cut where its words change speaker, as WhisperX allows."""
    if not isinstance(segment, Mapping) or not isinstance(text := _first(segment, _TEXT), str):
        return
    words = [word for word in segment.get("words") or () if isinstance(word, Mapping)]
    said = [str(_first(word, _TEXT) or "") for word in words]
    speakers = {word["speaker"] for word in words if word.get("speaker")}
    start, end = _span(segment)
    speaker = _speaker(segment) or (_speaker(words[0]) if words and speakers else None)
    if len(speakers) < 2 or "".join("".join(said).split()) != "".join(text.split()):  # noqa: PLR2004
        yield Cue(start=start, end=end, text=text, speaker=speaker)
        return
    for who, group in groupby(zip(words, said, strict=True), key=lambda pair: _speaker(pair[0]) or speaker):
        part = list(group)
        begin, finish = _span(part[0][0])[0], _span(part[-1][0])[1]
        yield Cue(start=begin or start, end=finish or end, text=" ".join(word for _word, word in part), speaker=who)


def _speaker(thing: Mapping[str, Any]) -> str | None:
    named = thing.get("speaker")
    return " ".join(str(named).split()) or None if named is not None else None


def _first(thing: Mapping[str, Any], keys: Sequence[str]) -> Any:
    return next((thing[key] for key in keys if thing.get(key) is not None), None)


def _span(thing: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Seconds. whisper.cpp has `offsets` in milliseconds, Transformers `timestamp` as a pair."""
    if isinstance(offsets := thing.get("offsets"), Mapping):
        return _number(offsets.get("from"), 1000), _number(offsets.get("to"), 1000)
    if isinstance(pair := thing.get("timestamp"), list) and len(pair) == 2:  # noqa: PLR2004
        return _number(pair[0]), _number(pair[1])
    return _number(_first(thing, _START)), _number(_first(thing, _END))


def _number(value: Any, unit: float = 1) -> float | None:
    try:
        number = float(value) / unit
    except (TypeError, ValueError):
        return None
    return number if 0 <= number < 1e7 else None  # noqa: PLR2004 - neither before the start, nor nan, nor endless


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max("\t,;", key=head.count)


def _headed(rows: Sequence[Sequence[str]], head: Sequence[str]) -> list[Cue]:
    things = [dict(zip(head, row, strict=False)) for row in rows]
    begins = [str(_first(thing, _START) or "") for thing in things]
    unit = 1000 if begins and all(begin.isdigit() for begin in begins) else 1
    if not any(begins):
        return []
    return [
        Cue(
            start=_number(_first(thing, _START), unit),
            end=_number(_first(thing, _END), unit),
            text=text,
            speaker=_speaker(thing),
        )
        for thing in things
        if isinstance(text := _first(thing, _TEXT), str) and text.strip()
    ]


def _bare(rows: Sequence[Sequence[str]]) -> list[Cue]:
    """Rows without a header: text, start, end, or start, end, text."""
    cues = []
    for row in rows:
        if len(row) != _COLUMNS:
            return []
        text, start, end = row if _number(row[2]) is not None and _number(row[1]) is not None else (row[2], *row[:2])
        if _number(start) is None:
            return []
        cues.append(Cue(start=_number(start), end=_number(end), text=text))
    return cues


def printed(lines: Sequence[tuple[str, str, str]]) -> list[Cue]:
    """Cues of what Whisper prints: start, end (mm:ss.mmm or hh:mm:ss.mmm) and text of each line."""
    return [Cue(start=_clock(start), end=_clock(end), text=text) for start, end, text in lines]


def _clock(written: str) -> float:
    parts = [float(part.replace(",", ".")) for part in "".join(written.split()).split(":")]
    hours, minutes, seconds = ([0.0] * 3 + parts)[-3:]
    return hours * 3600 + minutes * 60 + seconds
