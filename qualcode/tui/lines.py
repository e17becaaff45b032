"""A transcript as lines of a page of some width. Offsets are code points of the turn; widths are cells of the terminal."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rich.cells import cell_len, split_graphemes

from qualcode.core.transcript import Transcript, Turn

_NARROW = re.compile(r"[\x20-\x7e\xa0-\xac\xae-\u02ff\u1e00-\u1eff‐-‧\u202f€\n]*")
"""Characters that take one cell each, whatever stands beside them."""
_UNSHOWN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ufeff]")
"""Characters that would steer the terminal instead of being read."""
_GLUED = re.compile(r"(?<=«) | (?=[»:;!?])")
"""Spaces at which French typography breaks no line."""
_PIECE = re.compile(r"[^ \n]*[ ]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: the turn's place, and which code points of its text stand there (none on a heading or a blank line)."""

    turn: int
    kind: Literal["head", "words", "blank"]
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True)
class Lines:
    """All lines of a transcript at one width; `first` is the line of each turn's heading."""

    transcript: Transcript
    width: int
    lines: Sequence[Line]
    first: Sequence[int]

    @cached_property
    def turns(self) -> Sequence[str]:
        """Each turn's text as it is shown, as long as it is."""
        return [shown(turn.text) for turn in self.transcript.turns]

    def line_of(self, turn: int, offset: int) -> int:
        """The line on which a code point of a turn stands."""
        first = self.first[turn] + 1
        last = self.last(turn)
        starts = [self.lines[n].start for n in range(first, last + 1)]
        return first + max(bisect_right(starts, offset) - 1, 0) if starts else self.first[turn]

    def last(self, turn: int) -> int:
        """The last line of words of a turn."""
        after = self.first[turn + 1] if turn + 1 < len(self.first) else len(self.lines)
        return after - 2

    def offset_at(self, number: int, cell: int) -> tuple[int, int]:
        """The turn's place and the code point under a cell of a line; beside the words, the nearest end of the line."""
        line = self.lines[min(max(number, 0), len(self.lines) - 1)]
        if line.kind == "head":
            return line.turn, 0
        text = self.turns[line.turn]
        if line.kind == "blank":
            return line.turn, len(text)
        there = text[line.start : line.end]
        if _NARROW.fullmatch(there):
            return line.turn, line.start + min(max(cell, 0), len(there))
        width = 0
        for start, _end, cells in split_graphemes(there)[0]:
            if width + cells > cell:
                return line.turn, line.start + start
            width += cells
        return line.turn, line.end


def lay_out(transcript: Transcript, width: int) -> Lines:
    """The transcript's lines: for each turn a heading, its words, and a blank line."""
    lines: list[Line] = []
    first: list[int] = []
    for place, turn in enumerate(transcript.turns):
        first.append(len(lines))
        lines.append(Line(turn=place, kind="head"))
        lines.extend(Line(turn=place, kind="words", start=a, end=b) for a, b in wrapped(shown(turn.text), width))
        lines.append(Line(turn=place, kind="blank"))
    return Lines(transcript=transcript, width=width, lines=lines, first=first)


def shown(text: str) -> str:
    r"""The text as long as it is, a point for what would steer the terminal, no-break spaces where French has them.

    >>> shown("a\x1b[31mb")
    'a·[31mb'
    """
    return _GLUED.sub("\u00a0", _UNSHOWN.sub("·", text))


def wrapped(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Start and end of each line, broken at spaces and line ends; a word longer than the line is cut.

    >>> [("un deux trois"[a:b]) for a, b in wrapped("un deux trois", 8)]
    ['un deux ', 'trois']
    """
    start = 0
    for paragraph in text.split("\n") if text else ():
        end = start + len(paragraph)
        if _NARROW.fullmatch(paragraph):
            yield from _narrow(text, start, end, width)
        else:
            yield from _wide(text, start, end, width)
        start = end + 1


def _narrow(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Lines where every character takes one cell."""
    while end - start > width:
        cut = text.rfind(" ", start, start + width + 1)
        stop = cut + 1 if cut > start else start + width
        while stop < end and text[stop] == " ":
            stop += 1
        yield start, stop
        start = stop
    yield start, end


def _wide(text: str, start: int, end: int, width: int) -> Iterator[tuple[int, int]]:
    """Lines of text with wide, combining or joined characters, which are never parted."""
    begin, used = start, 0
    for piece in _PIECE.finditer(text, start, end):
        at, stop = piece.span()
        if at == stop:
            continue
        cells = cell_len(piece[0].rstrip(" "))
        if used and used + cells > width:
            yield begin, at
            begin, used = at, 0
        if cells > width:
            for a, _b in _cut(piece[0].rstrip(" "), width):
                if at + a > begin:
                    yield begin, at + a
                begin, used = at + a, cell_len(piece[0][a:])
            continue
        used += cell_len(piece[0])
    yield begin, end


def _cut(word: str, width: int) -> Iterator[tuple[int, int]]:
    """Stretches of a long word that fit a line each."""
    begin, used = 0, 0
    for at, _stop, cells in split_graphemes(word)[0]:
        if used + cells > width and at > begin:
            yield begin, at
            begin, used = at, 0
        used += cells
    yield begin, len(word)


def heading(turn: Turn) -> tuple[str, str]:
    """What stands over a turn: the speaker, then the turn's id and time."""
    return shown(turn.speaker), "  ".join(part for part in (turn.id, turn.time and turn.time.split(".")[0]) if part)
