"""Cut an interview into units, and say which codes each coder gave to each."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, get_args

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.segment import Segment
from qualcode.core.speech import blank_brackets
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.store.study import Study
from qualcode.workflow.study.segmenting import segments

CompareUnit = Literal["segment", "turn", "sentence", "passage", "interview", "characters"]
COMPARE_UNITS: tuple[str, ...] = get_args(CompareUnit)


Place = Anchor | Coding
Codes = tuple[frozenset[str], ...]
"""What each coder gave to one unit, in the coders' order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One unit that every coder read: what it weighs, and the codes each gave there, in the coders' order.

    A whole interview, or what nobody coded in it, has no `segment`; `found` then says where each code was first given.
    """

    transcript: str
    segment: Segment | None
    text: str
    weight: int
    given: Codes
    found: Mapping[str, Place] = field(default_factory=dict)


def judged_units(
    study: Study, transcript: Transcript, codings: Sequence[Sequence[Coding]], unit: CompareUnit
) -> Iterator[Judged]:
    """The coded units of an interview, the respondents' words only, with the codes that each coder gives them.

    Units to which nobody gave anything are one, last, that weighs as much as all of them.
    """
    resolve = study.codebook.resolve
    now = {code: resolve(code) for own in codings for code in {coding.code for coding in own}}
    anchored = [
        # Nearly every coding lies in one turn: it is its own anchor.
        [(now[coding.code], anchor) for coding in own for anchor in (coding.anchors if coding.continues else (coding,))]
        for own in codings
    ]
    if unit == "interview":
        yield _interview(transcript, anchored)
        return
    cut = _pieces(transcript, anchored) if unit == "characters" else _segments(study, transcript, unit)
    by_turn: dict[str, list[Segment]] = {}
    for segment in cut:
        by_turn.setdefault(segment.turn, []).append(segment)
    spoken = {turn.id: blank_brackets(turn.text) for turn in transcript.answers()}
    bounds = {
        turn: ([segment.start for segment in own], [segment.end for segment in own]) for turn, own in by_turn.items()
    }
    given = [_given(own, bounds, spoken) for own in anchored]
    blank = 0
    for turn_id, text in spoken.items():
        there = [own.get(turn_id, _NOTHING) for own in given]
        for n, segment in enumerate(by_turn.get(turn_id, ())):
            words = text[segment.start : segment.end]
            weight = sum(map(len, words.split())) if unit == "characters" else 1
            codes = tuple([own.get(n, NO_CODES) for own in there])
            if any(codes):
                spot = transcript.by_turn[turn_id].text[segment.start : segment.end]
                yield Judged(transcript=transcript.id, segment=segment, text=spot, weight=weight, given=codes)
            elif has_words(words):
                blank += weight
    if blank:
        yield Judged(
            transcript=transcript.id, segment=None, text="", weight=blank, given=tuple(NO_CODES for _own in given)
        )


NO_CODES: frozenset[str] = frozenset()
_NOTHING: Mapping[int, frozenset[str]] = {}
Bounds = Mapping[str, tuple[Sequence[int], Sequence[int]]]
"""Where the segments of each turn start, and where they end."""


def _segments(study: Study, transcript: Transcript, unit: CompareUnit) -> Sequence[Segment]:
    wanted: dict[str, Unit] = {"turn": "turn", "sentence": "sentence", "passage": "passage"}
    return segments(study, transcript, wanted.get(unit))


def _pieces(transcript: Transcript, anchored: Sequence[Sequence[tuple[str, Place]]]) -> Iterator[Segment]:
    """Answers cut wherever a coding begins or ends: every character of a piece was judged alike."""
    cuts: dict[str, set[int]] = {}
    for own in anchored:
        for _code, anchor in own:
            cuts.setdefault(anchor.turn, set()).update((anchor.start, anchor.end))
    for turn in transcript.answers():
        places = sorted({0, len(turn.text), *cuts.get(turn.id, ())})
        for start, end in pairwise(places):
            yield Segment(turn=turn.id, start=start, end=end)


def _given(
    anchored: Iterable[tuple[str, Place]], bounds: Bounds, spoken: Mapping[str, str]
) -> dict[str, dict[int, frozenset[str]]]:
    """The codes one coder gave to each segment (turn, place in the turn), where at least a word of it is coded."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    alone: dict[str, frozenset[str]] = {}  # most segments carry one code: their sets are one value
    for code, anchor in anchored:
        text = spoken.get(anchor.turn)
        if text is None or anchor.turn not in bounds:  # the interviewer's
            continue
        starts, ends = bounds[anchor.turn]
        start, end = anchor.start, anchor.end
        for n in range(bisect_right(ends, start), bisect_left(starts, end)):
            if has_words(text[max(starts[n], start) : min(ends[n], end)]):
                own = found.setdefault(anchor.turn, {})
                if n in own:
                    own[n] |= {code}
                else:
                    own[n] = alone.setdefault(code, frozenset((code,)))
    return found


def has_words(text: str) -> bool:
    """True when there is a letter or a digit."""
    return any(map(str.isalnum, text))


def _interview(transcript: Transcript, anchored: Sequence[Sequence[tuple[str, Place]]]) -> Judged:
    spoken = {turn.id: blank_brackets(turn.text) for turn in transcript.answers()}
    given: list[dict[str, Place]] = []
    for own in anchored:
        found: dict[str, Place] = {}
        for code, anchor in own:
            if anchor.turn in spoken and has_words(spoken[anchor.turn][anchor.start : anchor.end]):
                found.setdefault(code, anchor)
        given.append(found)
    first = {code: anchor for found in reversed(given) for code, anchor in found.items()}
    codes = tuple(frozenset(found) for found in given)
    return Judged(transcript=transcript.id, segment=None, text="", weight=1, given=codes, found=first)
