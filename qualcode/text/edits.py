"""Carry anchors over an edit whose two sides are known, exactly."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Literal

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript

Side = Literal["start", "end"]
Block = tuple[str, int, int, int, int]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_ENDS = frozenset(".?!…\n")
_REACH = 80  # tokens compared beyond an edit; turns from speech recognition have no full stops to stop at


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMap:
    """What became of each code point of a text: blocks (tag, old start, old end, new start, new end), in order."""

    old: str
    new: str
    blocks: Sequence[Block]
    words: bool = True

    def position(self, place: int, side: Side) -> int:
        """Where a boundary stands now.

        Words put in right before or after a passage stay outside it; a word changed at its edge is still its own.
        """
        here = 0
        for block in self.blocks:
            tag, i1, i2, _j1, j2 = block
            at_edge = tag == "insert" and place == i1
            if i1 < place < i2 or (side == "start" and place == i1 < i2) or (side == "end" and place == i2 > i1):
                return self._inside(place, side, block)
            if place >= i2 and (not at_edge or side == "start"):
                here = j2
        return here

    def _inside(self, place: int, side: Side, block: Block) -> int:
        tag, i1, i2, j1, j2 = block
        if tag == "equal" or (tag == "replace" and i2 - i1 == j2 - j1 and i2 - i1 == 1):
            return j1 + place - i1
        if place in {i1, i2} or tag == "delete" or not self.words:
            return j1 if side == "start" else j2
        return j1 + _letters(self.old[i1:i2], self.new[j1:j2]).position(place - i1, side)


def edit_map(old: str, new: str) -> EditMap:
    """The map between two states of a turn, word by word, and letter by letter where a boundary cuts a changed word.

    The longest runs of words in common stay together (difflib), capitals apart. Where what was put in or taken out could
    begin at several words ("J'avais mal. " or "mal. J'avais "), it begins with a sentence if it can.
    """
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    blocks = _blocks([token.casefold() for token in ours], [token.casefold() for token in theirs])
    here, there = _offsets(ours), _offsets(theirs)
    return EditMap(
        old=old, new=new, blocks=[(tag, here[i1], here[i2], there[j1], there[j2]) for tag, i1, i2, j1, j2 in blocks]
    )


def _blocks(ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """Blocks of tokens. The sentences that both begin with and end with are set apart first: most edits are one place."""
    head = _shared(ours, theirs)
    tail = _shared(ours[head:][::-1], theirs[head:][::-1])
    if head + tail == len(theirs):  # words were taken out in one place: nothing else to compare
        cut = [("equal", 0, head, 0, head), ("delete", head, len(ours) - tail, head, head)]
        return _slid([*cut, ("equal", len(ours) - tail, len(ours), head, len(theirs))], ours, theirs)
    head = _back(ours, head)
    tail = _shared(ours[head:][::-1], theirs[head:][::-1])
    tail = len(ours) - _on(ours, len(ours) - tail)
    middle = SequenceMatcher(None, ours[head : len(ours) - tail], theirs[head : len(theirs) - tail], autojunk=False)
    blocks: list[Block] = [("equal", 0, head, 0, head)]
    blocks += [(tag, i1 + head, i2 + head, j1 + head, j2 + head) for tag, i1, i2, j1, j2 in middle.get_opcodes()]
    blocks.append(("equal", len(ours) - tail, len(ours), len(theirs) - tail, len(theirs)))
    for n in range(1, len(blocks) - 1):
        if blocks[n][0] in {"insert", "delete"} and blocks[n - 1][0] == blocks[n + 1][0] == "equal":
            blocks[n - 1 : n + 2] = _slid(blocks[n - 1 : n + 2], ours, theirs)
    return blocks


def _back(tokens: Sequence[str], at: int) -> int:
    """The beginning of the sentence that holds a place, or a good way back where none is near."""
    near = range(at, max(0, at - _REACH), -1)
    return next((place for place in near if _begins_sentence(tokens, place)), max(0, at - _REACH))


def _on(tokens: Sequence[str], at: int) -> int:
    """The end of the sentence that holds a place, or a good way on where none is near."""
    near = range(at, min(len(tokens), at + _REACH))
    return next((place for place in near if _begins_sentence(tokens, place)), min(len(tokens), at + _REACH))


def _slid(three: Sequence[Block], ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """An insertion or deletion between two equal blocks, moved to where it begins with a sentence."""
    (_, a1, a2, b1, b2), (tag, i1, i2, j1, j2), (_, c1, c2, d1, d2) = three
    tokens, first, last = (theirs, j1, j2) if tag == "insert" else (ours, i1, i2)
    left, right = -_shared(tokens[first - (a2 - a1) : first][::-1], tokens[:last][::-1]), c2 - c1
    right = _shared(tokens[first:], tokens[last : last + right])
    moves = sorted(range(left, right + 1), key=lambda move: (not _begins_sentence(tokens, first + move), abs(move)))
    by = moves[0]
    return [
        ("equal", a1, a2 + by, b1, b2 + by),
        (tag, i1 + by, i2 + by, j1 + by, j2 + by),
        ("equal", c1 + by, c2, d1 + by, d2),
    ]


def _begins_sentence(tokens: Sequence[str], at: int) -> bool:
    before = next((token for token in reversed(tokens[:at]) if not token.isspace()), "")
    return not before or before in _ENDS


def _letters(old: str, new: str) -> EditMap:
    """The map with the fewest single-letter edits (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only edited transcripts need it

    blocks = [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Levenshtein.opcodes(old, new)]
    return EditMap(old=old, new=new, blocks=blocks, words=False)


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(left), len(right)))


def _offsets(tokens: Iterable[str]) -> list[int]:
    return list(accumulate(map(len, tokens), initial=0))


Piece = tuple[int, int, str]


def pieces_map(old: str, pieces: Iterable[Piece]) -> EditMap:
    """The map of an edit that is known: pieces (start, end, new words) in text order, none over another.

    A boundary inside a piece takes the whole of the new words along.

    >>> pieces_map("Oui, Théo Lambert vient", [(5, 17, "Max")]).new
    'Oui, Max vient'
    """
    blocks: list[Block] = []
    new, here, there = [], 0, 0
    for start, end, words in pieces:
        blocks.append(("equal", here, start, there, there + start - here))
        there += start - here
        blocks.append(("replace", start, end, there, there + len(words)))
        new += [old[here:start], words]
        here, there = end, there + len(words)
    blocks.append(("equal", here, len(old), there, there + len(old) - here))
    return EditMap(old=old, new="".join([*new, old[here:]]), blocks=blocks, words=False)


def carry(
    coding: Coding, before: Transcript, after: Transcript, maps: Mapping[str, EditMap] | None = None
) -> Coding | None:
    """The coding on the edited transcript; None where one of its turns is gone or all its words were taken out.

    `maps` says of turns what was done in them, where that is known; of the others it is found by comparing.
    """
    anchors = [_carry_anchor(anchor, before, after, (maps or {}).get(anchor.turn)) for anchor in coding.anchors]
    kept = tuple(anchor for anchor in anchors if anchor is not None)
    return coding.at_anchors(kept) if len(kept) == len(anchors) else None


def _carry_anchor(anchor: Anchor, before: Transcript, after: Transcript, done: EditMap | None) -> Anchor | None:
    old, new = before.by_turn.get(anchor.turn), after.by_turn.get(anchor.turn)
    if old is None or new is None:
        return None
    if old.text == new.text:
        return anchor
    moved = done or edit_map(old.text, new.text)
    start, end = moved.position(anchor.start, "start"), moved.position(anchor.end, "end")
    quote = new.text[start:end]
    return Anchor(turn=anchor.turn, start=start, end=end, quote=quote) if quote.strip() else None
