"""How much of each code an interview carries: passages joined where they overlap, the interviewer's turns left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from qualcode.core.address import Anchor
from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding, Placement
from qualcode.core.speech import count_words
from qualcode.core.transcript import Transcript

Span = tuple[int, int]
Passage = tuple[int, int, tuple[Anchor | Coding, ...]]
"""First and last boundary (turn's place * TURN + code point), and the anchors between them: a coding of one turn is its own."""
TURN = 1 << 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Counting:
    """What is counted: codes or themes, with the codes below rolled up or not, all codings or those with these qualifiers.

    `roll_up` counts a passage for its code and for every code above it. A qualifier with an empty value asks for codings
    without it. `split` names a qualifier whose values are counted apart. Without `words`, segments and words may be 1 and 0.
    """

    level: str = "code"
    roll_up: bool = False
    words: bool = True
    qualifiers: tuple[tuple[str, str], ...] = ()
    split: str = ""

    def wants(self, coding: Coding) -> bool:
        """True for a coding that has every qualifier asked for."""
        return all(coding.qualifiers.get(name, "") == value for name, value in self.qualifiers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A code in an interview: coded passages (overlapping ones counted once) and the respondent's words in them."""

    code: str
    segments: int
    words: int


def carried_codes(
    book: Codebook, transcript: Transcript, codings: Sequence[Coding], how: Counting
) -> tuple[Carried, ...]:
    """The codes of an interview, without counting how much of each."""
    answers = {turn.id for turn in transcript.answers()}
    codes = {
        coding.code
        for coding in codings
        if coding.turn in answers or any(anchor.turn in answers for anchor in coding.continues)
    }
    return tuple(map(_there, sorted({counted for code in codes for counted in _counted_as(book, code, how)})))


@cache
def _there(code: str) -> Carried:
    """A code that is carried, however much: one value for all the interviews that do."""
    return Carried(code=code, segments=1, words=0)


def passages_by_code(
    book: Codebook, transcript: Transcript, codings: Sequence[Coding], how: Counting
) -> dict[str, list[Passage]]:
    """The passages of each code, in text order, overlapping ones joined; the interviewer's turns left out."""
    answers = {turn.id: n * TURN for n, turn in enumerate(transcript.turns) if not transcript.is_interviewer(turn)}
    counted = {code: _counted_as(book, code, how) for code in {coding.code for coding in codings}}
    found: dict[str, list[Passage]] = {}
    for coding in codings:
        anchors: tuple[Anchor | Coding, ...]
        if coding.continues:
            anchors = tuple(anchor for anchor in coding.anchors if anchor.turn in answers)
        else:  # nearly every one: it is its own anchor
            anchors = (coding,) if coding.turn in answers else ()
        if anchors:
            first, last = anchors[0], anchors[-1]
            passage = answers[first.turn] + first.start, answers[last.turn] + last.end, anchors
            for code in counted[coding.code]:
                found.setdefault(code, []).append(passage)
    return {code: _joined(sorted(own, key=itemgetter(0, 1))) for code, own in found.items()}


def carried(
    merged: Mapping[str, Sequence[Passage]],
    transcript: Transcript,
    speakers: frozenset[str] | None = None,
    *,
    words: bool,
) -> Iterator[Carried]:
    """How much of each code these speakers (None: everybody) say; codes of which they say nothing are left out."""
    for code, own in merged.items():
        found = _carried(code, own, transcript, speakers, words=words)
        if found.segments:
            yield found


def words_said(transcript: Transcript, placements: Iterable[Placement]) -> tuple[int, int]:
    """The respondents' words, and those under at least one of these codings."""
    spans: dict[str, list[Span]] = {}
    for anchor in (anchor for found in placements if found.placed for anchor in found.coding.anchors):
        spans.setdefault(anchor.turn, []).append((anchor.start, anchor.end))
    words = coded = 0
    for turn in transcript.answers():
        words += count_words(turn.text)
        coded += sum(count_words(turn.text[start:end]) for start, end in union(spans.get(turn.id, ())))
    return words, coded


def union(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, those that overlap or touch made one.

    >>> union([(5, 9), (0, 6), (12, 13)])
    [(0, 9), (12, 13)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _counted_as(book: Codebook, code: str, how: Counting) -> tuple[str, ...]:
    """The codes for which a code counts today: itself or its theme, and those above it when they are rolled up."""
    code = book.resolve(code)
    if how.level == "theme":
        return (book.theme(code),)
    return book.lineage(code) if how.roll_up else (code,)


def _joined(passages: Iterable[Passage]) -> list[Passage]:
    """Sorted passages, those that share words made one."""
    joined: list[Passage] = []
    end = -1
    for passage in passages:
        if passage[0] < end:
            first, _last, anchors = joined[-1]
            end = max(end, passage[1])
            joined[-1] = first, end, anchors + passage[2]
        else:
            joined.append(passage)
            end = passage[1]
    return joined


def _carried(
    code: str, passages: Sequence[Passage], transcript: Transcript, speakers: frozenset[str] | None, *, words: bool
) -> Carried:
    segments = total = 0
    quotes: list[str] = []
    for _start, _end, anchors in passages:
        own = anchors if speakers is None else _said_by(anchors, transcript, speakers)
        segments += bool(own)
        if len(own) == 1:
            quotes.append(own[0].quote)
        elif words:
            total += _words_once(own, transcript)
    # One count for all quotes: no word and no bracket runs over a line break.
    return Carried(code=code, segments=segments, words=total + (count_words("\n".join(quotes)) if words else 0))


def _said_by(
    anchors: Iterable[Anchor | Coding], transcript: Transcript, speakers: frozenset[str]
) -> tuple[Anchor | Coding, ...]:
    return tuple(anchor for anchor in anchors if transcript.by_turn[anchor.turn].speaker in speakers)


def _words_once(anchors: Iterable[Anchor | Coding], transcript: Transcript) -> int:
    """Words under at least one of the anchors, each counted once."""
    spans: dict[str, list[Span]] = {}
    for anchor in anchors:
        spans.setdefault(anchor.turn, []).append((anchor.start, anchor.end))
    texts = transcript.by_turn
    return sum(count_words(texts[turn].text[start:end]) for turn, own in spans.items() for start, end in union(own))
