"""Transcripts: a header between `---` lines, then one turn after another.

    [2 00:00:09] Théo: On m'a laissé en observation.
      Et puis ça s'est fait.

A line that is neither a turn nor a continuation keeps its words: they join the turn above, and the problem is listed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from qualcode.core.address import RESERVED, TRANSCRIPT_ID
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.transcript import Transcript, Turn, turn_order
from qualcode.errors import UnreadableFile
from qualcode.formats.yaml_nodes import read_yaml

_TURN = re.compile(r"\[(\d+[a-z]*)(?: (\d{1,3}:\d\d:\d\d(?:\.\d+)?))?\] ([^:\n]*?)[ \u00a0\u202f]?:(?: (.*)|)")
_KNOWN = frozenset({"id", "date", "respondents", "interviewer", "language", "mode", "source"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A transcript and what is wrong with its file."""

    transcript: Transcript
    problems: tuple[Problem, ...]


def loads(data: bytes, path: str) -> Loaded:
    """Read a transcript. Raises UnreadableFile when it has no header, no id, or is not UTF-8."""
    text = decode(data, path)
    head, body, first_line = _split(text, path)
    fields = _header(head, path)
    turns, problems = _turns(body, first_line, path)
    transcript = _assemble(fields, turns, path)
    return Loaded(transcript=transcript, problems=(*_header_problems(transcript, path), *problems))


def dumps(transcript: Transcript) -> bytes:
    """Write a transcript in its one canonical form."""
    lines = ["---", *_dump_header(transcript), "---"]
    for turn in transcript.turns:
        time = f" {turn.time}" if turn.time else ""
        first, *more = turn.text.split("\n")
        lines.append(f"[{turn.id}{time}] {turn.speaker}: {first}" if first else f"[{turn.id}{time}] {turn.speaker}:")
        lines.extend(f"  {line}" if line else "" for line in more)
    return ("\n".join(lines) + "\n").encode()


def decode(data: bytes, path: str) -> str:
    """Text of a file of the study: UTF-8, with LF. Raises UnreadableFile, naming the line that is not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise UnreadableFile(
            _("this is not UTF-8 text."),
            where=f"{path}:{line}",
            advice=_("Save the file as UTF-8, or bring the original in again with `qualcode transcript add`."),
        ) from None
    return text.replace("\r\n", "\n")


def _split(text: str, path: str) -> tuple[str, str, int]:
    if not text.startswith("---\n") or (end := text.find("\n---\n", 3)) < 0:
        raise UnreadableFile(
            _("the header is missing."),
            where=f"{path}:1",
            advice=_(
                "A transcript begins with a header between two lines of ---; `qualcode transcript add` writes it."
            ),
        )
    head = text[4 : end + 1]
    return head, text[end + 5 :], head.count("\n") + 3


@lru_cache(maxsize=4096)
def _header(head: str, path: str) -> Mapping[str, Any]:
    fields, _lines = read_yaml(head, path, first_line=2)
    if not isinstance(fields, dict):
        raise UnreadableFile(
            _("the header is not a list of `key: value`."),
            where=f"{path}:2",
            advice=_("Write one per line, as in `id: E01`."),
        )
    return fields


def _assemble(fields: Mapping[str, Any], turns: tuple[Turn, ...], path: str) -> Transcript:
    transcript_id = str(fields.get("id", ""))
    if not TRANSCRIPT_ID.fullmatch(transcript_id) or transcript_id in RESERVED:
        raise UnreadableFile(
            _("“{id}” can't be the id of a transcript.").format(id=transcript_id),
            where=f"{path}:2",
            advice=_("Use letters, digits, - and _ (and not “journal”), as in `id: E01`."),
        )
    interviewer = fields.get("interviewer") or []
    return Transcript(
        id=transcript_id,
        turns=turns,
        date=str(fields.get("date", "")),
        respondents=_people(fields.get("respondents") or {}, path),
        interviewer=(interviewer,) if isinstance(interviewer, str) else tuple(map(str, interviewer)),
        language=str(fields.get("language", "")),
        mode=str(fields.get("mode", "")),
        source=str(fields.get("source", "interview")),
        attributes={key: _as_text(value) for key, value in fields.items() if key not in _KNOWN},
    )


def _people(value: Any, path: str) -> dict[str, str]:
    """Labels and respondents' ids: {Théo: R07}; a list of names, or of such pairs, is understood too."""
    if isinstance(value, dict):
        value = [value]
    found: dict[str, str] = {}
    for entry in [value] if isinstance(value, str) else value:
        if isinstance(entry, dict) and all(isinstance(person, str) for person in entry.values()):
            found.update(entry)
        elif isinstance(entry, str):
            found[entry] = ""
        else:
            raise UnreadableFile(
                _("`respondents` can't be understood."),
                where=f"{path}:2",
                advice=_("Write it as in `respondents: {Théo: R07}`."),
            )
    return found


def _as_text(value: Any) -> str:
    return " ; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _turns(body: str, first_line: int, path: str) -> tuple[tuple[Turn, ...], list[Problem]]:
    found: list[tuple[int, re.Match[str], list[str]]] = []
    problems: list[Problem] = []
    blank = 0
    for number, line in enumerate(body.split("\n"), first_line):
        if not line.strip():
            blank += 1
            continue
        if line.startswith("[") and (match := _TURN.fullmatch(line)):
            found.append((number, match, [match[4] or ""]))
        elif line.startswith("  ") and found:
            found[-1][2].extend([""] * blank + [line[2:]])
        else:
            problems.append(_stray(line, path, number))
            if found:
                found[-1][2].extend([""] * blank + [line])
        blank = 0
    turns = tuple(
        Turn(id=match[1], speaker=match[3].strip(), text="\n".join(lines), time=match[2]) for _n, match, lines in found
    )
    return turns, [*problems, *_turn_problems(found, path)]


def _stray(line: str, path: str, number: int) -> Problem:
    return Problem(
        severity="error",
        path=path,
        line=number,
        message=_("“{text}” is neither a turn nor the continuation of one.").format(text=line.strip()[:40]),
        advice=_("Begin it with [number] Speaker: or indent it by two spaces."),
    )


def _turn_problems(found: list[tuple[int, re.Match[str], list[str]]], path: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, match, _lines in found:
        turn = match[1]
        if turn in seen:
            yield Problem(
                severity="error",
                path=path,
                line=number,
                message=_("turn {turn} stands twice (also on line {line}).").format(turn=turn, line=seen[turn]),
                advice=_("Give the second one an id of its own, such as {turn}a; never renumber the others.").format(
                    turn=turn.rstrip("abcdefghijklmnopqrstuvwxyz")
                ),
            )
        seen.setdefault(turn, number)
    if not found:
        yield Problem(severity="warning", path=path, line=None, message=_("there is no turn in this transcript."))


def _header_problems(transcript: Transcript, path: str) -> Iterator[Problem]:
    def problem(message: str, advice: str) -> Problem:
        return Problem(severity="warning", path=path, line=2, message=message, advice=advice)

    if transcript.date and not _DATE.fullmatch(transcript.date):
        yield problem(
            _("“{date}” is not a date.").format(date=transcript.date),
            _("Write it as 2026-03-04: it orders interviews."),
        )
    known = {*transcript.respondents, *transcript.interviewer}
    strangers = dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker not in known)
    if strangers:
        yield problem(
            _("nobody in the header is called {names}.").format(names=", ".join(f"“{name}”" for name in strangers)),
            _(
                "Name every speaker under `respondents` or `interviewer`; their words have no respondent type until then."
            ),
        )


def next_turn_id(transcript: Transcript) -> str:
    """The id that a turn added at the end takes."""
    last = max((turn_order(turn.id)[0] for turn in transcript.turns), default=0)
    return str(last + 1)


def _dump_header(transcript: Transcript) -> Iterator[str]:
    yield f"id: {transcript.id}"
    if transcript.date:
        yield f"date: {_scalar(transcript.date)}"
    people = ", ".join(f"{_scalar(name)}: {_scalar(person)}" for name, person in transcript.respondents.items())
    yield f"respondents: {{{people}}}"
    yield f"interviewer: [{', '.join(map(_scalar, transcript.interviewer))}]"
    for key in ("language", "mode", "source"):
        if value := getattr(transcript, key):
            yield f"{key}: {_scalar(value)}"
    for key, value in transcript.attributes.items():
        yield f"{_scalar(key)}: {_scalar(value)}"


_PLAIN = re.compile(r"[^\W_](?:[\w .'/()-]*[\w.')])?")


def _scalar(value: str) -> str:
    """A YAML scalar that reads back as the same string, quoted only where it must be."""
    if _PLAIN.fullmatch(value):
        return value
    return str(yaml.safe_dump(value, default_style='"', allow_unicode=True, width=2**31)).rstrip("\n")
