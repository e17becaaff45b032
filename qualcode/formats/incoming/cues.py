"""Captions become turns: repeated lines out, speakers found, cues joined."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from itertools import pairwise

from qualcode.core.language import _, plural
from qualcode.formats.incoming.draft import DraftTurn
from qualcode.formats.incoming.layout import recognise
from qualcode.formats.incoming.marks import Line
from qualcode.formats.incoming.times import from_seconds
from qualcode.text.normalise import normalise

_PAUSE = 2.0  # seconds of silence that end a turn after a sentence, where nobody is named
_ENOUGH = 60  # words after which the next sentence begins a turn
_TOO_MUCH = 120  # words after which any cue does: automatic captions may have no full stops
_ROLLING = 0.5  # share of cues that begin with the line the cue before ended with
_TAG = re.compile(r"</?(?:c|i|b|u|s|v|lang|ruby|rt|font)(?=[\s.>/])[^>]*>|<\d[\d:.]*>|\{\\an?\d+\}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>", re.IGNORECASE)
_ENDS = re.compile(r"[.?!…][\s\"'»”)\]]*$")
_CHANGE = re.compile(r"(?:>>+|[-–—](?=\s))\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One caption. Times are seconds; `start` is None when they could not be read. `text` may still hold tags.

    `fresh` marks a change of speaker without a name (a dash, >>).
    """

    start: float | None
    end: float | None
    text: str
    speaker: str | None = None
    fresh: bool = False


@dataclass(slots=True, kw_only=True)
class _Open:
    speaker: str
    start: float | None
    texts: list[str] = field(default_factory=list)
    words: int = 0


def turns_of(cues: Sequence[Cue], *, unlabelled: str) -> tuple[tuple[DraftTurn, ...], tuple[str, ...]]:
    """Turns and warnings of captions in the order of the file."""
    cues, rolled = _unrolled([replace(cue, text=_lines_kept(cue.text)) for cue in cues])
    dashed = any(sum(map(bool, map(_CHANGE.match, _bare(cue.text).split("\n")))) > 1 for cue in cues)
    pieces = _named([piece for cue in cues for piece in _voices(cue, dashed=dashed)])
    named = any(piece.speaker for piece in pieces)
    turns = _joined(pieces, unlabelled=unlabelled, named=named)
    warnings = []
    if rolled:
        warnings.append(
            plural(
                "{n} repeated line of rolling captions is left out.",
                "{n} repeated lines of rolling captions are left out.",
                rolled,
            )
        )
    if turns and not named:
        warnings.append(_("The captions name no speaker: every turn is given to “{name}”.").format(name=unlabelled))
    return turns, tuple(warnings)


def _lines_kept(text: str) -> str:
    return "\n".join(line for line in normalise(text).split("\n") if line)


def _bare(text: str) -> str:
    return normalise(unescape(_TAG.sub("", text)))


# -- rolling captions ------------------------------------------------------------------------------------------------


def _unrolled(cues: Sequence[Cue]) -> tuple[list[Cue], int]:
    """Captions that scroll show each line twice: keep the first showing. The count of lines left out comes second."""
    shown = [[line for line in cue.text.split("\n") if _bare(line)] for cue in cues]
    pairs = [(one, two) for one, two in pairwise(lines for lines in shown if lines)]
    rolling = sum(_overlap(one, two) > 0 for one, two in pairs)
    many = any(len(lines) > 1 for lines in shown)
    if not many or rolling < 2 or rolling < _ROLLING * len(pairs):  # noqa: PLR2004
        return list(cues), 0
    kept, left, before = [], 0, list[str]()
    for cue, lines in zip(cues, shown, strict=True):
        repeated = _overlap(before, lines)
        left += repeated
        kept.append(replace(cue, text="\n".join(lines[repeated:])))
        before = lines or before
    return kept, left


def _overlap(before: Sequence[str], lines: Sequence[str]) -> int:
    """How many lines at the head stood at the foot of the caption before."""
    one, two = [_bare(line) for line in before], [_bare(line) for line in lines]
    return next((n for n in range(min(len(one), len(two)), 0, -1) if one[-n:] == two[:n]), 0)


# -- speakers --------------------------------------------------------------------------------------------------------


def _voices(cue: Cue, *, dashed: bool) -> Iterator[Cue]:
    """The cue, cut where its tags or dashes change the speaker. A dash counts where captions hold two (`dashed`)."""
    head, *voices = _VOICE.split(cue.text)
    yield from _dashes(replace(cue, text=head), dashed=dashed)
    for name, text in zip(voices[::2], voices[1::2], strict=True):
        speaker = " ".join(unescape(name).split())
        said, *after = re.split(r"</v>", text, maxsplit=1)
        yield from _dashes(replace(cue, text=said, speaker=speaker), dashed=dashed)
        yield from _dashes(replace(cue, text="".join(after)), dashed=dashed)


def _dashes(cue: Cue, *, dashed: bool) -> Iterator[Cue]:
    lines = [text for line in cue.text.split("\n") if (text := _bare(line))]
    held: list[str] = []
    fresh = False
    for line in lines:
        found = _CHANGE.match(line)
        if found and (dashed or line.startswith(">>")):
            if held:
                yield replace(cue, text=" ".join(held), fresh=fresh)
            held, fresh = [line[found.end() :]], True
        else:
            held.append(line)
    if held := [line for line in held if line]:
        yield replace(cue, text=" ".join(held), fresh=fresh)


def _named(pieces: Sequence[Cue]) -> list[Cue]:
    """Captions that begin with "Name:" or "[NAME]:", where the whole file bears out that these are names.

    Then a caption without a name is still the last speaker's.
    """
    if any(piece.speaker for piece in pieces):
        return list(pieces)
    marks = recognise([Line(text=piece.text, paragraph=n) for n, piece in enumerate(pieces)])
    named: list[Cue] = []
    speaker: str | None = None
    for piece, mark in zip(pieces, marks, strict=True):
        if mark is None:
            named.append(replace(piece, speaker=speaker))
        else:
            speaker = mark.label
            named.append(replace(piece, speaker=speaker, text=mark.rest))
    return named


# -- joining ---------------------------------------------------------------------------------------------------------


def _joined(pieces: Sequence[Cue], *, unlabelled: str, named: bool) -> tuple[DraftTurn, ...]:
    turns: list[_Open] = []
    ended: float | None = None
    for piece in pieces:
        speaker = piece.speaker or unlabelled
        if not turns or speaker != turns[-1].speaker or (not named and _breaks(turns[-1], piece, ended)):
            turns.append(_Open(speaker=speaker, start=piece.start))
        if piece.text:
            turns[-1].texts.append(piece.text)
            turns[-1].words += len(piece.text.split())
        ended = piece.end if piece.end is not None else ended
    return tuple(
        DraftTurn(
            speaker=turn.speaker,
            text=" ".join(turn.texts),
            time=None if turn.start is None else from_seconds(turn.start),
        )
        for turn in turns
        if turn.texts
    )


def _breaks(turn: _Open, piece: Cue, ended: float | None) -> bool:
    """Where nobody is named: a new turn at a dash, at a pause after a sentence, or when there is enough."""
    if piece.fresh or turn.words >= _TOO_MUCH:
        return True
    silence = 0.0 if ended is None or piece.start is None else piece.start - ended
    return bool(turn.texts and _ENDS.search(turn.texts[-1])) and (silence > _PAUSE or turn.words >= _ENOUGH)
