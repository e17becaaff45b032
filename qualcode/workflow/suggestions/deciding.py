"""What a coder has decided in a transcript, found by segment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.core.segment import Segment
from qualcode.core.transcript import Transcript
from qualcode.store.study import REJECTED, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a coder has said of a transcript, yes or no: by turn, (start, end, code), codes as they count today."""

    by_turn: Mapping[str, Sequence[tuple[int, int, str]]]

    def codes(self, segment: Segment) -> set[str]:
        """The codes decided on for some of a segment's words."""
        said = self.by_turn.get(segment.turn, ())
        return {code for start, end, code in said if start < segment.end and segment.start < end}


def decided_by(study: Study, transcript: Transcript, coder: str, endings: Sequence[str] = ("", REJECTED)) -> Decided:
    """What this coder has given and turned down in a transcript; with the ending "" alone, given."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for ending in endings:
        for coding in study.placed(coder, transcript, ending)[0]:
            code = study.codebook.resolve(coding.code)
            for anchor in coding.anchors:
                found.setdefault(anchor.turn, []).append((anchor.start, anchor.end, code))
    return Decided(by_turn=found)
