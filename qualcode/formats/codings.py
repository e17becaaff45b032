"""Coding files: a first line that fingerprints the transcript, then one JSON line per coding, in text order.

A file is edited by its lines: those that do not change keep their bytes, also the ones that can't be read (a line cut by
a crash, a key that a later version wrote). So nothing is lost by rewriting, and a diff shows only what was done.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.problem import Problem

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Coding)
_HEADER = re.compile(rb'\{"transcript":')


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file: its bytes without the line end, the coding it holds (None: unreadable), where it stood."""

    raw: bytes
    coding: Coding | None
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingFile:
    """What a coding file holds. `fingerprint` is None where the header is missing or two headers disagree."""

    fingerprint: str | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def codings(self) -> tuple[Coding, ...]:
        """Every coding that could be read."""
        return tuple(line.coding for line in self.lines if line.coding is not None)


EMPTY = CodingFile(fingerprint=None, lines=())


def read_codings(data: bytes) -> tuple[str | None, list[Coding]] | None:
    """The fingerprint and codings of a file that is in order; None when it must be read with care by `loads`."""
    head, _newline, body = data.partition(b"\n")
    try:
        fingerprint = msgspec.json.decode(head, type=dict[str, str])["fingerprint"]
        return fingerprint, msgspec.json.Decoder(Coding).decode_lines(body)
    except (msgspec.MsgspecError, KeyError, ValueError):
        return None


def loads(data: bytes, path: str) -> CodingFile:
    """Read a coding file line by line. Never raises: what can't be read is a problem and keeps its bytes."""
    headers: list[str] = []
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, raw in enumerate(data.replace(b"\r\n", b"\n").split(b"\n"), 1):
        if not raw.strip():
            continue
        if _HEADER.match(raw) and (state := _fingerprint(raw)) is not None:
            headers.append(state)
            continue
        coding, why = _coding(raw)
        lines.append(Line(raw=raw, coding=coding, number=number))
        if coding is None:
            problems.append(_unreadable(path, number, why))
    fingerprint = headers[0] if len(set(headers)) == 1 else None
    return CodingFile(fingerprint=fingerprint, lines=tuple(lines), problems=(*problems, *_repeated(lines, path)))


def _fingerprint(raw: bytes) -> str | None:
    try:
        return msgspec.json.decode(raw, type=dict[str, str]).get("fingerprint")
    except (msgspec.MsgspecError, ValueError):
        return None


def _coding(raw: bytes) -> tuple[Coding | None, str]:
    try:
        return _decode.decode(raw), ""
    except (msgspec.MsgspecError, ValueError) as error:  # ValueError: bytes that are not UTF-8
        return None, str(error)


def _unreadable(path: str, number: int, why: str) -> Problem:
    return Problem(
        severity="error",
        path=path,
        line=number,
        message=_("this line is not a coding ({why}).").format(why=why),
        advice=_(
            "It may have been cut: it is kept as it is. Mend it, or remove it once you have coded the passage again."
        ),
    )


def _repeated(lines: Iterable[Line], path: str) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for line in lines:
        if line.coding is None:
            continue
        if line.coding.id in seen:
            problems.append(
                Problem(
                    severity="error",
                    path=path,
                    line=line.number,
                    message=_("the coding {id} stands twice.").format(id=line.coding.id),
                    advice=_("Two machines changed it: compare both lines and keep one."),
                )
            )
        seen.add(line.coding.id)
    return problems


def dump_coding(coding: Coding) -> bytes:
    """One line, with the one key order and the one set of separators."""
    return _encode(as_dict(coding))


def as_dict(coding: Coding) -> dict[str, Any]:
    """The keys of a coding line, in their order; optional ones only where they say something."""
    line: dict[str, Any] = {
        "id": coding.id,
        "turn": coding.turn,
        "start": coding.start,
        "end": coding.end,
        "code": coding.code,
        "quote": coding.quote,
        "qualifiers": dict(sorted(coding.qualifiers.items())),
        "origin": coding.origin,
        "memo": coding.memo,
        "at": coding.at,
    }
    if coding.continues:
        line["continues"] = [
            {"turn": more.turn, "start": more.start, "end": more.end, "quote": more.quote} for more in coding.continues
        ]
    if coding.made_on is not None:
        line["made_on"] = coding.made_on
    return line


def rewrite(
    file: CodingFile,
    *,
    transcript: str,
    position: Mapping[str, int],
    remove: Collection[str] = (),
    add: Iterable[Coding] = (),
) -> bytes:
    """The bytes of the file with codings (by id) taken out and others put in; b"" when nothing is left.

    Codings put in say on which state of the transcript they were made (`made_on`). The first line names the state of most
    codings, the others say theirs: adding a coding after the transcript was edited never vouches for the ones made
    before, and taking it out again restores the file. `position` gives the place of each turn.
    """
    kept = [line for line in file.lines if line.coding is None or line.coding.id not in remove]
    new = [Line(raw=b"", coding=coding) for coding in add]
    lines = _in_text_order(kept, new, position)
    if not lines:
        return b""
    header = _usual_state(lines, file.fingerprint or "")
    out = [_encode({"transcript": transcript, "fingerprint": header})]
    out.extend(_line(line, file.fingerprint or "", header) for line in lines)
    return b"\n".join(out) + b"\n"


def _line(line: Line, old_header: str, header: str) -> bytes:
    """The bytes of one line under the new header; those it has, unless what they say changes."""
    if line.coding is None:
        return line.raw
    state = line.coding.made_on or old_header
    made_on = None if state == header else state
    if line.raw and line.coding.made_on == made_on:
        return line.raw
    return dump_coding(replace(line.coding, made_on=made_on))


def _usual_state(lines: Iterable[Line], old_header: str) -> str:
    """The state on which most codings were made; of two with as many, the one that sorts first."""
    states = Counter(line.coding.made_on or old_header for line in lines if line.coding is not None)
    return min(states, key=lambda state: (-states[state], state), default=old_header)


def _in_text_order(kept: list[Line], new: list[Line], position: Mapping[str, int]) -> list[Line]:
    """Codings by place. Kept lines keep their order, whatever it is; one that can't be read stays behind its neighbour."""
    places: list[Place] = []
    for line in kept:
        behind = places[-1] if places else (-1, 0, 0, "")
        places.append(behind if line.coding is None else _place(line.coding, position))
    arriving = sorted((_place(line.coding, position), n) for n, line in enumerate(new) if line.coding is not None)
    lines: list[Line] = []
    # From the end: what arrives goes right behind the last line that stands before it in the text.
    for place, line in zip(reversed(places), reversed(kept), strict=True):
        while arriving and arriving[-1][0] >= place:
            lines.append(new[arriving.pop()[1]])
        lines.append(line)
    lines.extend(new[n] for _place_of, n in reversed(arriving))
    return lines[::-1]


Place = tuple[int, int, int, str]


def _place(coding: Coding, position: Mapping[str, int]) -> Place:
    return position.get(coding.turn, len(position)), coding.start, coding.end, coding.id
