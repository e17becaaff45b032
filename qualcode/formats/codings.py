"""Coding files: a first line that fingerprints the transcript, then one JSON line per coding, in text order.

A file is edited by its lines: those that do not change keep their bytes, also the ones that can't be read (a line cut by
a crash, a key that a later version wrote). So nothing is lost by rewriting, and a diff shows only what was done.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Any

import msgspec

from qualcode.core.coding import Coding, made_on
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.transcript import turn_order

_encode = msgspec.json.Encoder().encode
_quick = msgspec.json.Decoder(Coding)
_KEYS = frozenset(field.name for field in fields(Coding))
_known = msgspec.json.Decoder(
    msgspec.defstruct("Known", [(name, Any, None) for name in _KEYS], forbid_unknown_fields=True)
)
_HEADER = re.compile(rb'\{"transcript":')


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a file: its bytes without the line end, the coding it holds (None: unreadable), where it was read.

    `foreign` lines hold keys that this version does not know: they count, but are not rewritten.
    """

    raw: bytes
    coding: Coding | None
    number: int = 0
    foreign: bool = False


@dataclass(frozen=True, kw_only=True)
class CodingFile:
    """What a coding file holds. `fingerprint` is None where the header is missing or two headers disagree."""

    fingerprint: str | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def codings(self) -> tuple[Coding, ...]:
        """Every coding that could be read."""
        return tuple(line.coding for line in self.lines if line.coding is not None)


EMPTY = CodingFile(fingerprint=None, lines=())


def read_codings(data: bytes) -> tuple[str | None, list[Coding]] | None:
    """The fingerprint and codings of a file that is in order; None when it must be read with care by `loads`."""
    head, _newline, body = data.partition(b"\n")
    try:
        fingerprint = msgspec.json.decode(head, type=dict[str, str])["fingerprint"]
        found = _quick.decode_lines(body)
    except (msgspec.MsgspecError, KeyError, ValueError):
        return None
    return (fingerprint, found) if len(found) == body.count(b"\n") else None


def loads(data: bytes, path: str) -> CodingFile:
    """Read a coding file line by line. Never raises: what can't be read is a problem and keeps its bytes."""
    quick = read_codings(data)
    if quick is not None and _only_known_keys(data):
        raws = data.split(b"\n")[1:-1]
        in_order = [
            Line(raw=raw, coding=coding, number=n)
            for n, (raw, coding) in enumerate(zip(raws, quick[1], strict=True), 2)
        ]
        return CodingFile(fingerprint=quick[0], lines=tuple(in_order), problems=tuple(_repeated(in_order, path)))
    return _carefully(data, path)


def _only_known_keys(data: bytes) -> bool:
    try:
        _known.decode_lines(data.partition(b"\n")[2])
    except msgspec.MsgspecError:
        return False
    return True


def _carefully(data: bytes, path: str) -> CodingFile:
    headers: dict[str, int] = {}
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").split(b"\n"), 1):
        if not raw.strip():
            continue
        if _HEADER.match(raw) and (state := _fingerprint(raw)) is not None:
            headers.setdefault(state, number)
            continue
        coding, why = _coding(raw)
        lines.append(Line(raw=raw, coding=coding, number=number, foreign=bool(why)))
        if coding is None:
            problems.append(_unreadable(path, number, why))
        elif why:
            problems.append(_foreign(path, number, why))
    problems.extend(_headers(headers, lines, path))
    problems.extend(_repeated(lines, path))
    fingerprint = next(iter(headers)) if len(headers) == 1 else None
    return CodingFile(fingerprint=fingerprint, lines=tuple(lines), problems=tuple(problems))


def _headers(headers: Mapping[str, int], lines: Collection[Line], path: str) -> Iterator[Problem]:
    """A first line that lacks, or two that disagree: every coding is then verified by its words."""
    if len(headers) == 1 or not lines:
        return
    if headers:
        number = max(headers.values())
        message = _("two first lines name two states of the transcript.")
    else:
        number = 1
        message = _("the first line, which names the state of the transcript, is missing.")
    advice = _("Codings are looked up by their words; `qualcode tag settle --write` puts the file in order.")
    yield Problem(severity="warning", path=path, line=number, message=message, advice=advice)


def _fingerprint(raw: bytes) -> str | None:
    try:
        return msgspec.json.decode(raw, type=dict[str, str]).get("fingerprint")
    except (msgspec.MsgspecError, ValueError):
        return None


def _coding(raw: bytes) -> tuple[Coding | None, str]:
    """The coding on a line and "", or the first key that we do not know; None and the reason where there is no coding."""
    try:
        keys = msgspec.json.decode(raw)
        coding = msgspec.convert(keys, Coding)
    except (msgspec.MsgspecError, ValueError) as error:  # ValueError: bytes that are not UTF-8
        return None, str(error)
    return coding, min(set(keys) - _KEYS, default="")


def _foreign(path: str, number: int, key: str) -> Problem:
    return Problem(
        severity="warning",
        path=path,
        line=number,
        message=_("this coding has a key “{key}” that this version does not know.").format(key=key),
        advice=_("It is counted and kept, but can't be changed here: update qualcode, or take the key out."),
    )


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
    remove: Collection[str] = (),
    add: Iterable[Coding] = (),
) -> tuple[bytes, CodingFile]:
    """The file with codings (by id) taken out and others put in, as bytes (b"" when nothing is left) and as lines.

    Codings put in say on which state of the transcript they were made (`made_on`). The first line names the state of most
    codings, the others say theirs: adding a coding after the transcript was edited never vouches for the ones made
    before, and taking it out again restores the file.
    """
    kept = [line for line in file.lines if line.coding is None or line.coding.id not in remove]
    new = [Line(raw=b"", coding=coding) for coding in add]
    lines = _in_text_order(kept, new)
    if not lines:
        return b"", EMPTY
    header = _usual_state(lines, file.fingerprint or "")
    written = tuple(_line(line, file.fingerprint or "", header) for line in lines)
    head = _encode({"transcript": transcript, "fingerprint": header})
    data = b"\n".join([head, *(line.raw for line in written)]) + b"\n"
    return data, CodingFile(fingerprint=header, lines=written)


def _line(line: Line, old_header: str, header: str) -> Line:
    """A line under the new header: the same one, unless what it says changes."""
    coding = line.coding
    if coding is None or (line.raw and line.foreign):
        return line
    state = made_on(coding, old_header)
    said = None if state == header else state
    if line.raw and coding.made_on == said:
        return line
    coding = replace(coding, made_on=said)
    return Line(raw=dump_coding(coding), coding=coding)


def _usual_state(lines: Iterable[Line], old_header: str) -> str:
    """The state on which most codings were made; of two with as many, the one that sorts first."""
    states = Counter(made_on(line.coding, old_header) for line in lines if line.coding is not None)
    return min(states, key=lambda state: (-states[state], state), default=old_header)


Place = tuple[tuple[int, int, str], int, int, str]


def _in_text_order(kept: Iterable[Line], new: Iterable[Line]) -> list[Line]:
    """Codings by turn id, place and id: an order that no edit of the transcript changes, so that undo restores the bytes.

    A line that can't be read stays behind its neighbour.
    """
    keyed: list[tuple[Place, Line]] = []
    place: Place = ((-1, 0, ""), 0, 0, "")
    for line in (*kept, *new):
        place = place if line.coding is None else _place(line.coding)
        keyed.append((place, line))
    return [line for _place_of, line in sorted(keyed, key=lambda pair: pair[0])]


def _place(coding: Coding) -> Place:
    return turn_order(coding.turn), coding.start, coding.end, coding.id
