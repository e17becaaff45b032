"""Choose a passage by words and sentences, over turns as well, and move either of its ends."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from qualcode.core.address import Reference
from qualcode.workflow.desk.reading import Place, Reading

_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A passage being chosen: the end that stays and the one that moves, in either order."""

    fixed: Place
    moving: Place

    @property
    def ends(self) -> tuple[Place, Place]:
        """First and last boundary."""
        return min(self.fixed, self.moving), max(self.fixed, self.moving)


def spans(reading: Reading, selection: Selection) -> Iterator[tuple[int, int, int]]:
    """The turn's place, start and end of each stretch of words chosen."""
    (first, start), (last, end) = selection.ends
    for place in range(first, last + 1):
        text = reading.transcript.turns[place].text
        a, b = (start if place == first else 0), (end if place == last else len(text))
        words = text[a:b]
        if words.strip():
            a += len(words) - len(words.lstrip())
            yield place, a, a + len(words.strip())


def references(reading: Reading, selection: Selection) -> tuple[Reference, ...]:
    """The references of the passage, one for each turn that has words in it."""
    transcript = reading.transcript
    return tuple(
        Reference(transcript=transcript.id, turn=transcript.turns[place].id, span=(start, end))
        for place, start, end in spans(reading, selection)
    )


def words(reading: Reading, selection: Selection) -> str:
    """The words chosen."""
    turns = reading.transcript.turns
    return " […] ".join(turns[place].text[start:end] for place, start, end in spans(reading, selection))


Change = Callable[[Reading, Selection], Selection]


def _is_start(selection: Selection) -> bool:
    """True when the end that moves is the beginning."""
    return selection.moving < selection.fixed


def word_right(reading: Reading, selection: Selection) -> Selection:
    """The moving end one word further."""
    return _moved(reading, selection, _words(reading, selection.moving[0], start=_is_start(selection)), 1)


def word_left(reading: Reading, selection: Selection) -> Selection:
    """The moving end one word back."""
    return _moved(reading, selection, _words(reading, selection.moving[0], start=_is_start(selection)), -1)


def sentence_down(reading: Reading, selection: Selection) -> Selection:
    """The moving end at the next end of a sentence."""
    return _moved(reading, selection, _sentences(reading, selection.moving[0], start=_is_start(selection)), 1)


def sentence_up(reading: Reading, selection: Selection) -> Selection:
    """The moving end at the end of the sentence before."""
    return _moved(reading, selection, _sentences(reading, selection.moving[0], start=_is_start(selection)), -1)


def other_end(reading: Reading, selection: Selection) -> Selection:
    """The same passage, whose other end moves from now on."""
    del reading
    return Selection(fixed=selection.moving, moving=selection.fixed)


def whole_turn(reading: Reading, selection: Selection) -> Selection:
    """The whole turn in which the passage begins."""
    place = selection.ends[0][0]
    return Selection(fixed=(place, 0), moving=(place, len(reading.transcript.turns[place].text)))


def between(reading: Reading, first: Place, last: Place) -> Selection:
    """The whole words from one place to another, as the mouse drew."""
    start, end = min(first, last), max(first, last)
    begins = max((at for at, _end in _word_spans(reading.transcript.turns[start[0]].text) if at <= start[1]), default=0)
    text = reading.transcript.turns[end[0]].text
    stops = min((stop for at, stop in _word_spans(text) if stop > end[1] - 1 and at < max(end[1], 1)), default=end[1])
    return Selection(fixed=(start[0], begins), moving=(end[0], stops))


def _moved(reading: Reading, selection: Selection, stops: list[Place], step: int) -> Selection:
    """The moving end at the next stop in a direction; a passage keeps at least one word."""
    here = selection.moving
    ahead = [stop for stop in stops if stop > here] if step > 0 else [stop for stop in stops if stop < here][::-1]
    for stop in ahead:
        new = replace(selection, moving=stop)
        if _is_start(new) == _is_start(selection) and stop != selection.fixed and any(spans(reading, new)):
            return new
    return selection


def _words(reading: Reading, turn: int, *, start: bool) -> list[Place]:
    """Beginnings (or ends) of the words of a turn and of those beside it."""
    return [
        (place, word[0] if start else word[1])
        for place in _around(reading, turn)
        for word in _word_spans(reading.transcript.turns[place].text)
    ]


def _sentences(reading: Reading, turn: int, *, start: bool) -> list[Place]:
    found = []
    for place in _around(reading, turn):
        for n in reading.segments_by_turn.get(reading.transcript.turns[place].id, ()):
            segment = reading.segments[n]
            found.append((place, segment.start if start else segment.end))
    return found


def _around(reading: Reading, turn: int) -> range:
    """A turn, and its neighbours up to one that has words on either side."""
    turns = reading.transcript.turns
    first = next((n for n in range(turn - 1, -1, -1) if turns[n].text.strip()), turn)
    last = next((n for n in range(turn + 1, len(turns)) if turns[n].text.strip()), turn)
    return range(first, last + 1)


@lru_cache(maxsize=64)
def _word_spans(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _WORD.finditer(text))
