"""What coders gave to each segment of an interview, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualcode.store.study import Study
from qualcode.workflow.coding.arbitrating import check_finished, readers
from qualcode.workflow.coding.judging import judged_units
from qualcode.workflow.study.naming import labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A segment that somebody coded: where it is, its words, and each coder's codes, in the coders' order."""

    turn: str
    start: int
    words: str
    given: Mapping[str, tuple[str, ...]]

    @property
    def agreed(self) -> bool:
        """True when all gave the same codes."""
        return len(set(self.given.values())) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SideBySide:
    """An interview as its coders saw it; `coders` begins with the one who looks."""

    coders: tuple[str, ...]
    segments: Sequence[Beside]
    labels: Mapping[str, str]


def side_by_side(study: Study, transcript_id: str, coder: str) -> SideBySide:
    """The segments of an interview to which this coder or another gave codes, and which.

    Raises QualcodeError when coders work blind and one of them has not finished the interview.
    """
    transcript = study.transcript(transcript_id)
    coders = tuple(dict.fromkeys((coder, *readers(study, transcript))))
    check_finished(study, transcript_id, coders)
    codings = [study.placed(name, transcript)[0] for name in coders]
    found = [
        Beside(
            turn=unit.segment.turn,
            start=unit.segment.start,
            words=unit.text,
            given={name: tuple(sorted(own)) for name, own in zip(coders, unit.given, strict=True)},
        )
        for unit in judged_units(study, transcript, codings, "segment")
        if unit.segment is not None
    ]
    codes = {code for one in found for own in one.given.values() for code in own}
    return SideBySide(coders=coders, segments=found, labels=labels(study, codes))
