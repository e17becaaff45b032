"""A transcript as its coder reads it: the segments under the cursor, and what was said of each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.segment import Segment
from qualcode.core.transcript import Transcript
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.study.segmenting import is_split, segments

Place = tuple[int, int]
"""A turn's place in the transcript, from 0, and a code point of its text."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one coder sees of a transcript.

    `segments` are the study's units, a question of the interviewer being one segment; while `split` is False, whole turns
    stand in for them. `codings` are those whose words stand in the transcript, with codes as they count today; `displaced`
    is how many others there are. `state` names the files as they were read.
    """

    transcript: Transcript
    coder: str
    book: Codebook
    segments: tuple[Segment, ...]
    split: bool
    codings: tuple[Coding, ...]
    rejected: tuple[Coding, ...]
    displaced: int
    state: str

    @cached_property
    def codings_by_turn(self) -> Mapping[str, Sequence[tuple[int, int, Coding]]]:
        """Start, end and coding of every anchor, by turn, in text order."""
        return _by_turn(self.codings)

    @cached_property
    def rejected_by_turn(self) -> Mapping[str, Sequence[tuple[int, int, Coding]]]:
        """The same of what the coder turned down."""
        return _by_turn(self.rejected)

    @cached_property
    def segments_by_turn(self) -> Mapping[str, range]:
        """The numbers of each turn's segments."""
        found: dict[str, range] = {}
        for n, segment in enumerate(self.segments):
            first = found[segment.turn].start if segment.turn in found else n
            found[segment.turn] = range(first, n + 1)
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Coding]:
        """Codings by id."""
        return {coding.id: coding for coding in self.codings}

    def differs_from(self, other: "Reading") -> Iterator[str]:
        """The turns in which another reading of the same words has other codings, or others turned down."""
        pairs = (self.codings_by_turn, other.codings_by_turn), (self.rejected_by_turn, other.rejected_by_turn)
        for own, others in pairs:
            yield from (turn for turn in own.keys() | others.keys() if own.get(turn) != others.get(turn))

    def is_question(self, segment: Segment) -> bool:
        """True when the interviewer speaks."""
        return self.transcript.is_interviewer(self.transcript.by_turn[segment.turn])

    def words(self, segment: Segment) -> str:
        """The words of a segment."""
        return self.transcript.by_turn[segment.turn].text[segment.start : segment.end]

    def codings_on(self, segment: Segment) -> list[Coding]:
        """The codings that share words with a segment, the earliest made first."""
        return _on(self.codings_by_turn, segment)

    def rejected_on(self, segment: Segment) -> list[Coding]:
        """What was turned down on words of a segment."""
        return _on(self.rejected_by_turn, segment)

    def at(self, turn: str, offset: int) -> int:
        """The number of the segment at a place, or of the nearest one before it; 0 where there is none."""
        numbers = self.segments_by_turn.get(turn)
        if numbers is None:
            place = self.transcript.position.get(turn, 0)
            earlier = [n for n, one in enumerate(self.segments) if self.transcript.position[one.turn] <= place]
            return earlier[-1] if earlier else 0
        return next((n for n in reversed(numbers) if self.segments[n].start <= offset), numbers.start)


def _by_turn(codings: Sequence[Coding]) -> dict[str, list[tuple[int, int, Coding]]]:
    found: dict[str, list[tuple[int, int, Coding]]] = {}
    for coding in codings:
        found.setdefault(coding.turn, []).append((coding.start, coding.end, coding))
        for anchor in coding.continues:
            found.setdefault(anchor.turn, []).append((anchor.start, anchor.end, coding))
    for there in found.values():
        there.sort(key=lambda one: (one[0], -one[1], one[2].code))
    return found


def _on(by_turn: Mapping[str, Sequence[tuple[int, int, Coding]]], segment: Segment) -> list[Coding]:
    there = by_turn.get(segment.turn, ())
    found = {one.id: one for start, end, one in there if start < segment.end and segment.start < end}
    return sorted(found.values(), key=lambda coding: coding.at)


def read(study: Study, transcript_id: str, coder: str, *, wait: bool = True) -> Reading:
    """A transcript as a coder left it. Without `wait`, whole turns stand in for sentences that are not known yet.

    Raises Unknown, or UnreadableFile.
    """
    transcript = study.transcript(transcript_id)
    split = wait or is_split(study, transcript)
    return _reading(study, transcript, coder, _units(study, transcript, split=split), split=split)


def reread(study: Study, before: Reading) -> Reading:
    """The same transcript as it is on disk now; its segments are found again only where its words changed."""
    study.refresh()
    transcript = study.transcript(before.transcript.id)
    if (
        transcript.fingerprint == before.transcript.fingerprint
        and transcript.interviewer == before.transcript.interviewer
    ):
        now = _reading(study, transcript, before.coder, before.segments, split=before.split)
        vars(now)["segments_by_turn"] = before.segments_by_turn  # of the same segments: found once
        return now
    return read(study, transcript.id, before.coder, wait=False)


def _reading(study: Study, transcript: Transcript, coder: str, units: tuple[Segment, ...], *, split: bool) -> Reading:
    book = study.codebook
    state = state_of(study, transcript.id, coder)
    codings, displaced = study.placed(coder, transcript)
    rejected, _lost = study.placed(coder, transcript, REJECTED)
    return Reading(
        transcript=transcript,
        coder=coder,
        book=book,
        segments=units,
        split=split,
        codings=_counted(codings, book),
        rejected=_counted(rejected, book),
        displaced=displaced,
        state=state,
    )


def _counted(codings: Sequence[Coding], book: Codebook) -> tuple[Coding, ...]:
    """The codings with codes as they count today."""
    now = {code: book.resolve(code) for code in {one.code for one in codings}}
    return tuple(one if now[one.code] == one.code else replace(one, code=now[one.code]) for one in codings)


def state_of(study: Study, transcript_id: str, coder: str) -> str:
    """What the files that a reading rests on are on disk: two equal answers mean that nobody wrote them since."""
    paths = (
        study.transcript_path(transcript_id),
        study.coding_path(coder, transcript_id),
        study.coding_path(coder, transcript_id + REJECTED),
        study.codebook_path,
    )
    return " ".join(_stamp(path) for path in paths)


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "-"
    return f"{found.st_ino}.{found.st_mtime_ns}.{found.st_size}"


def _units(study: Study, transcript: Transcript, *, split: bool) -> tuple[Segment, ...]:
    """The study's units; the interviewer's turns stay whole: they are read, and seldom coded."""
    found = segments(study, transcript, None if split else "turn")
    kept: list[Segment] = []
    for segment in found:
        if not transcript.is_interviewer(transcript.by_turn[segment.turn]):
            kept.append(segment)
        elif not kept or kept[-1].turn != segment.turn:
            end = len(transcript.by_turn[segment.turn].text)
            kept.append(Segment(turn=segment.turn, start=0, end=end, whole_turn=True))
    return tuple(kept)
