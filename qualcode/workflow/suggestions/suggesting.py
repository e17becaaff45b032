"""Propose codes for the respondents' segments; remember what the coder accepted and turned down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.errors import Unknown
from qualcode.store.actions import Change, new_id, now, record
from qualcode.store.cache import cached
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.coding.tagging import Added, add
from qualcode.workflow.study.naming import code_to_apply, find_passage
from qualcode.workflow.suggestions import abstaining, calibrating, learning
from qualcode.workflow.suggestions.blinding import is_blind
from qualcode.workflow.suggestions.deciding import decided_by
from qualcode.workflow.suggestions.scoring import Scored, qualified, scored, suggestion_of

if TYPE_CHECKING:
    from qualcode.analysis.calibration import Calibration
    from qualcode.suggest.fusion import Engine

METHOD = "suggesting-2"
"""Named in caches: change it with what is proposed."""


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
    everything: bool = False,
) -> Iterator[Proposed]:
    """Suggestions for a transcript, in text order, best first within a segment.

    Left out: the interviewer's turns, what the coder has coded so already, what the coder turned down, and segments on
    which the study's settings keep this coder blind (unless `even_blind`); and, unless `everything` or some codes are asked
    for, what does not stand out.
    """
    transcript = study.transcript(transcript_id)
    ground = _ground(study, coder)
    engine, calibration = ground.engine, ground.calibration
    wanted = frozenset(code_to_apply(study, name).id for name in codes)
    least = None if everything or wanted else ground.least

    def made() -> Iterator[Proposed]:
        decided = decided_by(study, transcript, coder)
        for one in scored(study, transcript, engine, least=least, unit=unit):
            place = one.spoken.segment
            said = decided.codes(place)
            chosen = [code for code in one.standings if (not wanted or code in wanted) and code not in said][:top]
            if chosen and (even_blind or not is_blind(study.settings, coder, transcript.id, place.turn, place.start)):
                yield from _proposed(study, transcript, one, chosen, calibration)

    if engine.since or wanted or even_blind:  # asked for in passing
        yield from made()
        return
    header = transcript.language, transcript.interviewer, study.settings
    parts = (METHOD, *header, ground.cues, least, calibration, unit, top)
    key = f"{transcript.fingerprint} {engine.key} {blake2b(repr(parts).encode(), digest_size=8).hexdigest()}"
    yield from cached(study.root, "suggestions", f"{transcript.id}.{coder}", key, list[Proposed], lambda: list(made()))


@dataclass(frozen=True, kw_only=True)
class _Ground:
    """What suggestions to a coder rest on: what was learned and how sure that is, the cues, what is worth showing."""

    study: Study
    coder: str
    engine: "Engine"

    @cached_property
    def calibration(self) -> "Calibration | None":
        return calibrating.kept(self.study, self.coder, self.engine)

    @cached_property
    def cues(self) -> str:
        from qualcode.suggest.cues import cue_key  # noqa: PLC0415

        return cue_key(self.study.codebook)

    @cached_property
    def least(self) -> float | None:
        return abstaining.least(self.study, self.coder, self.engine)


def _ground(study: Study, coder: str) -> _Ground:
    """As things stand now; during a pass, as they stood when it began."""
    known: dict[object, _Ground] = {} if study.of_pass is None else study.of_pass
    if ("ground", coder) not in known:
        known["ground", coder] = _Ground(study=study, coder=coder, engine=learning.engine(study, coder))
    return known["ground", coder]


def _proposed(
    study: Study, transcript: Transcript, one: Scored, codes: Sequence[str], calibration: "Calibration | None"
) -> Iterator[Proposed]:
    """These codes for a segment, each with its evidence and with what speech may hide."""
    told = qualified(study, transcript, one.spoken.segment)
    for code in codes:
        yield Proposed(
            reference=one.spoken.segment.reference(transcript.id),
            text=one.spoken.text,
            suggestion=suggestion_of(one, code, calibration, told),
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
