"""A segment: the stretch of a turn that is read, coded and suggested on as one."""

from dataclasses import dataclass

from qualcode.core.address import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Code points `start` to `end` of a turn; `sentence` counts from 1 where the segment is exactly one sentence."""

    turn: str
    start: int
    end: int
    sentence: int | None = None
    whole_turn: bool = False

    def reference(self, transcript: str) -> str:
        """The shortest reference that names it."""
        if self.whole_turn:
            return str(Reference(transcript=transcript, turn=self.turn))
        if self.sentence is not None:
            return str(Reference(transcript=transcript, turn=self.turn, sentence=self.sentence))
        return str(Reference(transcript=transcript, turn=self.turn, span=(self.start, self.end)))
