"""Propose codes for the respondents' segments; remember what the coder accepted and turned down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.segment import Segment
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.errors import Unknown
from qualcode.store.actions import Change, new_id, now, record
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow import calibrating, learning
from qualcode.workflow.blinding import is_blind
from qualcode.workflow.naming import code_to_apply, find_passage
from qualcode.workflow.scoring import qualified, scored, suggestion_of
from qualcode.workflow.tagging import Added, add


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
    even_blind: bool = False,
) -> Iterator[Proposed]:
    """Suggestions for a transcript, in text order, best first within a segment.

    Left out: the interviewer's turns, what the coder has coded so already, what the coder turned down, and segments on
    which the study's settings keep this coder blind (unless `even_blind`).
    """
    transcript = study.transcript(transcript_id)
    wanted = {code_to_apply(study, name).id for name in codes}
    decided = decided_by(study, transcript, coder)
    engine = learning.engine(study, coder)
    calibration = calibrating.kept(study, coder, engine)
    for found in scored(study, transcript, engine, unit):
        place = found.spoken.segment
        if not even_blind and is_blind(study.settings, coder, transcript.id, place.turn, place.start):
            continue
        open_ = (
            one for one in found.standings if (not wanted or one in wanted) and not is_decided(place, one, decided)
        )
        chosen = list(open_)[:top]
        told = qualified(study, transcript, place) if chosen else None
        for code in chosen:
            suggestion = suggestion_of(found, code, calibration)
            if told:
                suggestion = replace(
                    suggestion, evidence=(*suggestion.evidence, *told.evidence), qualifiers=told.qualifiers
                )
            yield Proposed(reference=place.reference(transcript.id), text=found.spoken.text, suggestion=suggestion)


def decided_by(study: Study, transcript: Transcript, coder: str) -> list[Coding]:
    """What the coder has said of this transcript, yes or no, with codes as they count today."""
    said = (*study.placed(coder, transcript)[0], *study.placed(coder, transcript, REJECTED)[0])
    return [replace(coding, code=study.codebook.resolve(coding.code)) for coding in said]


def is_decided(segment: Segment, code: str, decided: Iterable[Coding]) -> bool:
    """True when one of these decisions is about this code and some of these words."""
    return any(
        coding.code == code
        and any(
            anchor.turn == segment.turn and anchor.start < segment.end and segment.start < anchor.end
            for anchor in coding.anchors
        )
        for coding in decided
    )


def accept(
    study: Study,
    reference: Reference,
    code_name: str,
    *,
    coder: str,
    qualifiers: Mapping[str, str] | None = None,
) -> Added:
    """Code the passage; the coding remembers what suggested it. Raises Unknown when nothing did."""
    code = code_to_apply(study, code_name)
    passage = find_passage(study, reference)
    proposed = _matching(study, reference, code.id, passage.start, passage.end, coder)
    if proposed is None and not _already(study, reference.transcript, passage, code.id, coder):
        raise Unknown(
            _("{code} is not proposed for {ref}.").format(code=code.id, ref=reference),
            advice=_("To code it all the same: qualcode tag add {ref} {code}").format(ref=reference, code=code.id),
        )
    origin = origin_of(proposed) if proposed else "manual"
    return add(study, [reference], code.id, coder=coder, origin=origin, qualifiers=qualifiers)


def origin_of(suggestion: Suggestion) -> str:
    """What a coding made from a suggestion remembers: proposer, version, score.

    >>> origin_of(Suggestion(turn="2", start=0, end=4, code="pay", score=0.5, evidence=(), version="1"))
    'cues@1 0.50'
    """
    return f"{suggestion.proposer}@{suggestion.version} {suggestion.score:.2f}"


def _already(study: Study, transcript_id: str, passage: Anchor, code: str, coder: str) -> bool:
    coded = study.placed(coder, study.transcript(transcript_id))[0]
    return any(coding.code == code and coding.anchors == (passage,) for coding in coded)


def _matching(study: Study, reference: Reference, code: str, start: int, end: int, coder: str) -> Suggestion | None:
    for unit in ("sentence", "turn", "passage"):
        for found in propose(study, reference.transcript, coder=coder, codes=[code], unit=unit, even_blind=True):
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
