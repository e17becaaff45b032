"""What stands in the margins: a bar for each coding, side by side where they overlap, and the names of their codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.core.coding import Coding
from qualcode.tui.lines import Lines
from qualcode.workflow.desk.reading import Reading

LANES = 3
"""Bars that stand side by side; a fourth shares the last lane, with a double bar where it does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A coding on one line: the glyph of its bar."""

    coding: Coding
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """The margins of one line: a bar (or None) for each lane, the one nearest to the words last; names at the right."""

    bars: tuple[Bar | None, ...] = (None,) * LANES
    names: tuple[Coding, ...] = ()
    more: int = 0


_EMPTY = Side()


def of_turn(reading: Reading, lines: Lines, place: int, only: str = "") -> Mapping[int, Side]:
    """The margins of a turn's lines, by the line's number. With `only`, one code is shown alone."""
    turn = reading.transcript.turns[place].id
    there = [one for one in reading.codings_by_turn.get(turn, ()) if not only or one[2].code == only]
    if not there:
        return {}
    first, last = lines.first[place] + 1, lines.last(place)
    stretches = [
        (lines.line_of(place, start), lines.line_of(place, max(end - 1, start)), coding) for start, end, coding in there
    ]
    bars: dict[int, list[Bar | None]] = {n: [None] * LANES for n in range(first, last + 1)}
    for begin, end, coding in stretches:
        lane = _free(bars, begin, end)
        for n in range(begin, end + 1):
            shared = bars[n][lane] is not None
            bars[n][lane] = Bar(coding=coding, glyph="║" if shared else _glyph(n, begin, end))
    names = _names([(begin, coding) for begin, _end, coding in stretches], first, last + 1)
    return {
        n: Side(bars=tuple(bars.get(n, (None,) * LANES)), names=tuple(names[n][:1]), more=len(names[n]) - 1)
        for n in range(first, last + 2)
        if names.get(n) or any(bars.get(n, ()))
    }


def side(sides: Mapping[int, Side], number: int) -> Side:
    """The margins of a line."""
    return sides.get(number, _EMPTY)


def _free(bars: Mapping[int, Sequence[Bar | None]], begin: int, end: int) -> int:
    """The lane nearest to the words that is free on all these lines; the furthest one when none is."""
    for lane in range(LANES - 1, -1, -1):
        if all(bars[n][lane] is None for n in range(begin, end + 1)):
            return lane
    return 0


def _glyph(number: int, begin: int, end: int) -> str:
    if begin == end:
        return "▪"
    if number == begin:
        return "┏"
    return "┗" if number == end else "┃"


def _names(starts: Sequence[tuple[int, Coding]], first: int, last: int) -> Mapping[int, list[Coding]]:
    """Names stand where their coding begins, or on the next line that is free; what finds none shares the last line."""
    names: dict[int, list[Coding]] = {n: [] for n in range(first, last + 1)}
    for begin, coding in starts:
        free = next((n for n in range(begin, last + 1) if not names[n]), last)
        names[free].append(coding)
    return names
