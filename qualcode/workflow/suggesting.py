"""Propose codes for the respondents' segments; remember what the coder accepted and turned down."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.segment import Segment
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.errors import Unknown
from qualcode.store.actions import Change, new_id, now, record
from qualcode.store.cache import cached
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.naming import code_to_apply, find_passage
from qualcode.workflow.segmenting import segments
from qualcode.workflow.tagging import Added, add

if TYPE_CHECKING:  # the proposer loads spaCy's neighbours; the cache usually knows its hits
    from qualcode.suggest.cues import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """A suggestion with its segment's reference and words."""

    reference: str
    text: str
    suggestion: Suggestion


def propose(
    study: Study,
    transcript_id: str,
    *,
    coder: str,
    codes: Sequence[str] = (),
    top: int | None = None,
    unit: Unit | None = None,
) -> Iterator[Proposed]:
    """Suggestions for a transcript, in text order, best first within a segment.

    Left out: the interviewer's turns, what the coder has coded so already, and what the coder turned down.
    """
    transcript = study.transcript(transcript_id)
    wanted = {code_to_apply(study, name).id for name in codes}
    hits = dict(zip((turn.id for turn in transcript.turns), _hits(study, transcript), strict=True))
    decided = _decided(study, transcript, coder)
    for segment in segments(study, transcript, unit):
        if not hits[segment.turn] or transcript.is_interviewer(transcript.by_turn[segment.turn]):
            continue
        yield from _for_segment(transcript, segment, hits[segment.turn], decided, wanted, top)


def _for_segment(
    transcript: Transcript,
    segment: Segment,
    hits: "Sequence[Hit]",
    decided: Sequence[Coding],
    wanted: set[str],
    top: int | None,
) -> Iterator[Proposed]:
    from qualcode.suggest.cues import suggestions  # noqa: PLC0415

    found = [
        suggestion
        for suggestion in suggestions(hits, segment.turn, (segment.start, segment.end))
        if (not wanted or suggestion.code in wanted) and not _is_decided(suggestion, decided)
    ]
    text = transcript.by_turn[segment.turn].text[segment.start : segment.end]
    for suggestion in found[:top]:
        yield Proposed(reference=segment.reference(transcript.id), text=text, suggestion=suggestion)


def _hits(study: Study, transcript: Transcript) -> "list[list[Hit]]":
    from qualcode.suggest.cues import Hit, cue_key, find_hits  # noqa: PLC0415

    language = transcript.language or study.settings.language
    key = f"{transcript.fingerprint} {language} {','.join(transcript.interviewer)} {cue_key(study.codebook)}"

    def make() -> list[list[Hit]]:
        spans: dict[str, list[tuple[int, int]]] = {turn.id: [] for turn in transcript.turns}
        for segment in segments(study, transcript, "sentence"):
            spans[segment.turn].append((segment.start, segment.end))
        texts = ["" if transcript.is_interviewer(turn) else turn.text for turn in transcript.turns]
        return list(find_hits(texts, (spans[turn.id] for turn in transcript.turns), study.codebook, language))

    return cached(study.root, "cues", transcript.id, key, list[list[Hit]], make)


def _decided(study: Study, transcript: Transcript, coder: str) -> list[Coding]:
    """What the coder has said of this transcript, yes or no, with codes as they count today."""
    said = (*study.placed(coder, transcript)[0], *study.placed(coder, transcript, REJECTED)[0])
    return [replace(coding, code=study.codebook.resolve(coding.code)) for coding in said]


def _is_decided(suggestion: Suggestion, decided: Iterable[Coding]) -> bool:
    return any(
        coding.code == suggestion.code
        and any(
            anchor.turn == suggestion.turn and anchor.start < suggestion.end and suggestion.start < anchor.end
            for anchor in coding.anchors
        )
        for coding in decided
    )


def accept(study: Study, reference: Reference, code_name: str, *, coder: str) -> Added:
    """Code the passage; the coding remembers what suggested it. Raises Unknown when nothing did."""
    code = code_to_apply(study, code_name)
    passage = find_passage(study, reference)
    proposed = _matching(study, reference, code.id, passage.start, passage.end, coder)
    if proposed is None and not _already(study, reference.transcript, passage, code.id, coder):
        raise Unknown(
            _("{code} is not proposed for {ref}.").format(code=code.id, ref=reference),
            advice=_("To code it all the same: qualcode tag add {ref} {code}").format(ref=reference, code=code.id),
        )
    return add(study, [reference], code.id, coder=coder, origin=proposed.proposer if proposed else "manual")


def _already(study: Study, transcript_id: str, passage: Anchor, code: str, coder: str) -> bool:
    coded = study.placed(coder, study.transcript(transcript_id))[0]
    return any(coding.code == code and coding.anchors == (passage,) for coding in coded)


def _matching(study: Study, reference: Reference, code: str, start: int, end: int, coder: str) -> Suggestion | None:
    for unit in ("sentence", "turn", "passage"):
        for found in propose(study, reference.transcript, coder=coder, codes=[code], unit=unit):
            suggestion = found.suggestion
            if suggestion.turn == reference.turn and suggestion.start < end and start < suggestion.end:
                return suggestion
    return None


def reject(study: Study, reference: Reference, code_name: str, *, coder: str) -> Coding:
    """Turn a suggestion down: it is not made again for these words. `undo` takes that back."""
    code = code_to_apply(study, code_name)
    passage = find_passage(study, reference)
    coding = Coding(
        id=new_id(),
        turn=passage.turn,
        start=passage.start,
        end=passage.end,
        quote=passage.quote,
        code=code.id,
        origin="rejected",
        at=now(),
    )
    record(study, coder, "reject", {reference.transcript + REJECTED: Change(after=(coding,))})
    return coding
