"""Carry anchors over an edit whose two sides are known, exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript

Block = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditMap:
    """What became of each code point of a turn's text: blocks (tag, old start, old end, new start, new end)."""

    blocks: Sequence[Block]
    new: str

    def position(self, old: int, side: Literal["start", "end"]) -> int:
        """Where a boundary stands now. Words put in right before or after a passage stay outside it."""
        here = 0
        for tag, i1, i2, j1, j2 in self.blocks:
            if side == "start" and old >= i2 and tag == "insert" and old == i1:
                here = j2
            elif i1 < old < i2 or (side == "start" and old == i1 < i2) or (side == "end" and old == i2 > i1):
                return self._inside(old, side, (tag, i1, i2, j1, j2))
            elif old >= i2 and not (tag == "insert" and old == i1):
                here = j2
        return here

    @staticmethod
    def _inside(old: int, side: Literal["start", "end"], block: Block) -> int:
        tag, i1, _i2, j1, j2 = block
        if tag == "equal":
            return j1 + old - i1
        return j1 if side == "start" else j2


def edit_map(old: str, new: str) -> EditMap:
    """The map between two states of a turn, from the fewest single-character edits (Levenshtein)."""
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - only edited transcripts need it

    blocks = [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Levenshtein.opcodes(old, new)]
    return EditMap(blocks=blocks, new=new)


def carry(coding: Coding, before: Transcript, after: Transcript) -> Coding | None:
    """The coding on the edited transcript; None where one of its turns is gone or all its words were taken out."""
    anchors = [_carry_anchor(anchor, before, after) for anchor in coding.anchors]
    kept = tuple(anchor for anchor in anchors if anchor is not None)
    return coding.at_anchors(kept) if len(kept) == len(anchors) else None


def _carry_anchor(anchor: Anchor, before: Transcript, after: Transcript) -> Anchor | None:
    old, new = before.by_turn.get(anchor.turn), after.by_turn.get(anchor.turn)
    if old is None or new is None:
        return None
    if old.text == new.text:
        return anchor
    moved = edit_map(old.text, new.text)
    start, end = moved.position(anchor.start, "start"), moved.position(anchor.end, "end")
    quote = new.text[start:end]
    return Anchor(turn=anchor.turn, start=start, end=end, quote=quote) if quote.strip() else None
