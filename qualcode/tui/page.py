"""The page: a transcript as one reads it, drawn line by line, only the lines that are seen."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment as Piece
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.core.coding import Coding
from qualcode.core.language import spoken
from qualcode.tui import margin
from qualcode.tui.lines import Line, Lines, heading, lay_out
from qualcode.tui.palette import Look, Palette, colours
from qualcode.workflow.desk import choosing
from qualcode.workflow.desk.reading import Place
from qualcode.workflow.desk.state import PRINT, SURE, UNSURE, WORTH, Desk, is_suggested

MEASURE = 76
"""Longest line of words: longer ones are tiring to read."""
_CURSOR, _GAP = 2, 1
_HEAD_ROOM = 3
"""Lines kept in sight above and below the segment that is read."""

_DRAWN = ("only", "found", "blind", "suggestions")
"""What changes the look of every line; so do other words, segments or codes."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Where things stand across the page, in cells."""

    pad: int
    words: int
    names: int

    @property
    def left(self) -> int:
        """Cells before the words."""
        return self.pad + _CURSOR + margin.LANES + _GAP


def _columns(width: int) -> _Columns:
    names = 20 if width >= 96 else 16 if width >= 70 else 10 if width >= 48 else 0  # noqa: PLR2004
    words = max(min(MEASURE, width - _CURSOR - margin.LANES - _GAP - names - 3), 12)
    spare = width - _CURSOR - margin.LANES - _GAP - words - names - 3
    return _Columns(pad=min(max(spare // 2, 0), 12), words=words, names=names)


class Page(ScrollView, can_focus=True, inherit_bindings=False):
    """Draws a desk. It decides nothing: clicks and drags are told as messages."""

    DEFAULT_CSS = """
    Page {
        background: $background; overflow-x: hidden; scrollbar-gutter: stable; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background; scrollbar-color: $panel;
        scrollbar-color-hover: $secondary; scrollbar-background-active: $background; scrollbar-color-active: $secondary;
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    class Pointed(Message):
        """A click on a place."""

        def __init__(self, place: Place) -> None:
            super().__init__()
            self.place = place

    class Drawn(Message):
        """A passage drawn with the mouse."""

        def __init__(self, first: Place, last: Place) -> None:
            super().__init__()
            self.first, self.last = first, last

    def __init__(self, desk: Desk, palette: Palette) -> None:
        super().__init__(id="page")
        self.desk = desk
        self.palette = palette
        self._columns = _columns(80)
        self._lines: Lines = lay_out(desk.reading.transcript, self._columns.words)
        self._colours: Mapping[str, str] = colours(desk.reading.book)
        self._sides: dict[int, Mapping[int, margin.Side]] = {}
        self._strips: dict[tuple[int, Stretch | None, Stretch | None], Strip] = {}
        self._pressed: Place | None = None

    @property
    def colours(self) -> Mapping[str, str]:
        """A colour for each code."""
        return self._colours

    def show(self, desk: Desk) -> None:
        """Draw another desk, and bring its cursor into sight."""
        before, self.desk = self.desk, desk
        if desk.reading.book is not before.reading.book:
            self._colours = colours(desk.reading.book)
        if desk.reading.transcript is not before.reading.transcript:
            self._lay_out()
        if self._looks_new(before, desk):
            self._forget()
            self.refresh()
        elif desk.reading is not before.reading:
            self._forget_turns(set(desk.reading.differs_from(before.reading)))
        top = self.scroll_offset.y
        self._bring_into_sight()
        if self.scroll_offset.y == top:
            self.refresh(*self._changed(before, desk))

    def _looks_new(self, before: Desk, now: Desk) -> bool:
        return any(getattr(now, name) is not getattr(before, name) for name in _DRAWN) or any(
            getattr(now.reading, name) is not getattr(before.reading, name)
            for name in ("transcript", "segments", "book")
        )

    def _forget_turns(self, turns: Collection[str]) -> None:
        """Draw only these turns anew."""
        for turn in turns:
            place = self.desk.reading.transcript.position[turn]
            first, last = self._lines.first[place], self._lines.last(place) + 1
            self._sides.pop(place, None)
            for key in [key for key in self._strips if first <= key[0] <= last]:
                del self._strips[key]
            self.refresh(Region(0, first - self.scroll_offset.y, self.size.width, last - first + 1))

    def _changed(self, before: Desk, now: Desk) -> Iterator[Region]:
        """The lines of the segments and passages of two desks: nothing else looks different."""
        for desk in (before, now):
            for place, start, end in _marked(desk):
                if place < len(self._lines.first):
                    first, last = self._lines.line_of(place, start), self._lines.line_of(place, max(end - 1, start))
                    yield Region(0, first - self.scroll_offset.y, self.size.width, last - first + 1)

    def recolour(self, palette: Palette) -> None:
        """Draw with other colours."""
        self.palette = palette
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        self._sides.clear()
        self._strips.clear()

    def _lay_out(self) -> None:
        self._columns = _columns(self.size.width or 80)
        self._lines = lay_out(self.desk.reading.transcript, self._columns.words)
        self.virtual_size = Size(self.size.width, len(self._lines.lines))
        self._forget()

    def on_resize(self) -> None:
        """Break the lines anew; the segment that is read stays in sight."""
        self._lay_out()
        self.call_after_refresh(self._bring_into_sight, anew=True)  # how far it scrolls is known only then

    # Scrolling

    def _bring_into_sight(self, *, anew: bool = False) -> None:
        segment, height = self.desk.segment, self.size.height
        if segment is None or not height:
            return
        place = self.desk.reading.transcript.position[segment.turn]
        first = self._lines.line_of(place, segment.start)
        last = self._lines.line_of(place, max(segment.end - 1, segment.start))
        if self.desk.selection is not None:
            turn, offset = self.desk.selection.moving
            first = last = self._lines.line_of(turn, max(offset - 1, 0))
        elif first == self._lines.first[place] + 1:
            first -= 1  # the speaker's name comes along
        top, room = self.scroll_offset.y, min(_HEAD_ROOM, height // 5)
        if anew or not top + room <= first or not last < top + height - room:
            if not anew and last >= top + height - room and last - first < height - 2 * room:
                top = last + room + 1 - height if last < top + 2 * height else first - height // 3
            elif not anew and first < top + room and first > top - height:
                top = first - room
            else:
                top = first - height // 3
            self.scroll_to(y=max(top, 0), animate=False, immediate=True)

    def page_of(self, step: int) -> Place:
        """The place a page further (or back) than the cursor."""
        segment = self.desk.segment
        if segment is None:
            return 0, 0
        line = self._lines.line_of(self.desk.reading.transcript.position[segment.turn], segment.start)
        number = min(max(line + step * max(self.size.height - 2, 1), 0), len(self._lines.lines) - 1)
        return self._lines.offset_at(number, 0)

    # Drawing

    def render_line(self, y: int) -> Strip:
        """One line of the page."""
        number = self.scroll_offset.y + y
        width = self.size.width
        if number >= len(self._lines.lines):
            return Strip([Piece(" " * width, self.palette.blank())], width)
        line = self._lines.lines[number]
        here, chosen = self._stretch_here(line), self._stretch_chosen(line)
        key = (number, here, chosen)
        strip = self._strips.get(key)
        if strip is None:
            strip = Strip(self._pieces(number, line, here, chosen)).adjust_cell_length(width, self.palette.blank())
            if len(self._strips) > 20_000:  # noqa: PLR2004 - some megabytes
                self._strips.clear()
            self._strips[key] = strip
        return strip

    def _stretch_here(self, line: Line) -> Stretch | None:
        """What of a line belongs to the segment under the cursor."""
        segment = self.desk.segment
        if segment is None or line.kind != "words":
            return None
        if self.desk.reading.transcript.turns[line.turn].id != segment.turn:
            return None
        return _common((segment.start, segment.end), line)

    def _stretch_chosen(self, line: Line) -> Stretch | None:
        if self.desk.selection is None or line.kind != "words":
            return None
        for place, start, end in choosing.spans(self.desk.reading, self.desk.selection):
            if place == line.turn:
                return _common((start, end), line)
        return None

    def _pieces(self, number: int, line: Line, here: Stretch | None, chosen: Stretch | None) -> Iterator[Piece]:
        columns, palette = self._columns, self.palette
        turn = self.desk.reading.transcript.turns[line.turn]
        if line.kind == "head":
            speaker, rest = heading(turn)
            yield Piece(" " * columns.left, palette.blank())
            yield Piece(speaker, palette.name(question=self.desk.reading.transcript.is_interviewer(turn)))
            yield Piece(f"  {rest}", palette.faint())
            return
        side = margin.side(self._margins(line.turn), number)
        yield Piece(" " * columns.pad + self._cursor_mark(line, here), palette.mark(bold=True))
        for bar in side.bars:
            style = palette.mark(self._colours.get(bar.coding.code, "")) if bar else palette.blank()
            yield Piece(bar.glyph if bar else " ", style)
        yield Piece(" ", palette.blank())
        used = 0
        for text, look in self._runs(line, here, chosen):
            used += cell_len(text)
            yield Piece(text, palette.words(look))
        yield Piece(" " * max(columns.words - used, 0) + "  ", palette.blank())
        yield from self._names(side)

    def _cursor_mark(self, line: Line, here: Stretch | None) -> str:
        if here is not None:
            segment = self.desk.segment
            return "❯ " if segment and here[0] == segment.start else "│ "
        return "◦ " if self._has_suggestion(line) else "  "

    def _has_suggestion(self, line: Line) -> bool:
        """True where a segment with an open suggestion begins."""
        reading = self.desk.reading
        for n in reading.segments_by_turn.get(reading.transcript.turns[line.turn].id, ()):
            if line.start <= reading.segments[n].start < line.end:
                return is_suggested(self.desk, n)
        return False

    def _margins(self, turn: int) -> Mapping[int, margin.Side]:
        if turn not in self._sides:
            self._sides[turn] = margin.of_turn(self.desk.reading, self._lines, turn, self.desk.only)
        return self._sides[turn]

    def _names(self, side: margin.Side) -> Iterator[Piece]:
        for coding in side.names:
            more = f" +{side.more}" if side.more > 0 else ""
            room = self._columns.names - cell_len(more)
            if room > 3:  # noqa: PLR2004 - fewer letters say nothing
                label = _label(self.desk, coding)
                text = label if cell_len(label) <= room else set_cell_size(label, room - 1) + "…"
                yield Piece(text + more, self.palette.mark(self._colours.get(coding.code, "")))

    def _runs(self, line: Line, here: Stretch | None, chosen: Stretch | None) -> Iterator[tuple[str, Look]]:
        """The words of a line, cut where their look changes."""
        reading = self.desk.reading
        turn = reading.transcript.turns[line.turn]
        text = self._lines.turns[line.turn]
        question = reading.transcript.is_interviewer(turn)
        only = self.desk.only
        codings = [
            (start, end, one.code)
            for start, end, one in reading.codings_by_turn.get(turn.id, ())
            if start < line.end and line.start < end and (not only or one.code == only)
        ]
        codings.sort(key=lambda one: one[1] - one[0])
        found = self._found(turn.id)
        stretches = [(a, b) for a, b, *_code in codings] + found + [one for one in (here, chosen) if one]
        stop = line.start + len(text[line.start : line.end].rstrip(" "))
        edges = {line.start, stop, *(at for pair in stretches for at in pair if line.start < at < stop)}
        cuts = sorted(edges)
        for a, b in pairwise(cuts):
            look = Look(
                codes=tuple(
                    self._colours.get(code, "") or "#808080" for start, end, code in codings if start <= a < end
                ),
                question=question,
                here=_holds(here, a),
                chosen=_holds(chosen, a),
                found=any(start <= a < end for start, end in found),
                aside=bool(only) and not codings,
            )
            yield text[a:b].replace("\n", " "), look

    def _found(self, turn: str) -> list[Stretch]:
        own = self.desk.reading.transcript.id
        places: Sequence[Stretch | None] = [
            one.reference.span
            for one in self.desk.found
            if one.reference.transcript == own and one.reference.turn == turn
        ]
        return [place for place in places if place]

    # The mouse

    def _place(self, event: events.MouseEvent) -> Place:
        offset = event.get_content_offset_capture(self)
        return self._lines.offset_at(self.scroll_offset.y + offset.y, offset.x - self._columns.left)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A passage may begin here."""
        if self._lines.lines:
            self._pressed = self._place(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The passage grows with the mouse."""
        if self._pressed is not None and event.button and self._place(event) != self._pressed:
            self.post_message(self.Drawn(self._pressed, self._place(event)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """A click, or the end of a passage."""
        if self._pressed is not None and self._place(event) == self._pressed:
            self.post_message(self.Pointed(self._pressed))
        self._pressed = None
        self.release_mouse()


def _marked(desk: Desk) -> Iterator[tuple[int, int, int]]:
    """The turn's place, start and end of what is marked: the segment under the cursor, the passage chosen."""
    if desk.segment is not None:
        yield desk.reading.transcript.position[desk.segment.turn], desk.segment.start, desk.segment.end
    if desk.selection is not None:
        yield from choosing.spans(desk.reading, desk.selection)


def _label(desk: Desk, coding: Coding) -> str:
    """A code's name with its marks: worth printing, unsure, has a memo."""
    code = desk.reading.book.by_id.get(coding.code)
    marks = "★" * (coding.qualifiers.get(PRINT) == WORTH) + "?" * (coding.qualifiers.get(UNSURE) == SURE)
    marks += "✎" * bool(coding.memo)
    label = code.label_in(spoken()) if code else coding.code
    return f"{marks} {label}" if marks else label


def _common(stretch: Stretch, line: Line) -> Stretch | None:
    start, end = max(stretch[0], line.start), min(stretch[1], line.end)
    return (start, end) if start < end else None


def _holds(stretch: Stretch | None, at: int) -> bool:
    return stretch is not None and stretch[0] <= at < stretch[1]
