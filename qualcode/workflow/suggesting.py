"""Propose codes for the respondents' segments; remember what the coder accepted and turned down."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from qualcode.suggest.suggestion import Evidence, Suggestion
from qualcode.workflow import calibrating, learning
from qualcode.workflow.blinding import is_blind
from qualcode.workflow.embedding import remember_segments
from qualcode.workflow.naming import code_to_apply, find_passage
from qualcode.workflow.segmenting import segments
from qualcode.workflow.tagging import Added, add

if TYPE_CHECKING:  # the proposer loads spaCy's neighbours; the cache usually knows its hits
    from qualcode.analysis.calibration import Calibration
    from qualcode.suggest.cues import Hit
    from qualcode.suggest.fusion import Engine


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
    for spoken, found in scored(study, transcript, engine, unit):
        place = spoken.segment
        if not even_blind and is_blind(study.settings, coder, transcript.id, place.turn, place.start):
            continue
        left = (one for one in found if (not wanted or one in wanted) and not is_decided(spoken.segment, one, decided))
        for code in list(left)[:top]:
            suggestion = suggestion_of(engine, calibration, spoken, code, found[code])
            suggestion = _qualified(study, transcript, suggestion)
            reference = spoken.segment.reference(transcript.id)
            yield Proposed(reference=reference, text=spoken.text, suggestion=suggestion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A respondent's segment with its words, and what cues find in it, by code."""

    segment: Segment
    text: str
    cues: Mapping[str, Suggestion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where a code stands for a segment: `total` ranks; `proposer` is the one that weighed most."""

    total: float
    proposer: str


def spoken_segments(study: Study, transcript: Transcript, unit: Unit | None = None) -> list[Spoken]:
    """The respondents' segments of a transcript that hold words, with what cues find in them."""
    from qualcode.suggest.cues import suggestions  # noqa: PLC0415

    hits = dict(zip((turn.id for turn in transcript.turns), _hits(study, transcript), strict=True))
    found = []
    for segment in segments(study, transcript, unit):
        turn = transcript.by_turn[segment.turn]
        if not transcript.is_interviewer(turn):
            text = turn.text[segment.start : segment.end]
            cues = suggestions(hits[segment.turn], segment.turn, (segment.start, segment.end)) if hits[turn.id] else []
            found.append(Spoken(segment=segment, text=text, cues={one.code: one for one in cues}))
    return found


def scored(
    study: Study, transcript: Transcript, engine: "Engine", unit: Unit | None = None
) -> Iterator[tuple[Spoken, Mapping[str, Standing]]]:
    """Every segment on which something can be proposed, with its codes, best first."""
    from qualcode.suggest import fusion  # noqa: PLC0415

    found = spoken_segments(study, transcript, unit)
    remember_segments(study, transcript, unit or study.settings.unit, [spoken.text for spoken in found])
    strong = engine.strengths([spoken.text for spoken in found]) >= 1
    kept = [n for n, spoken in enumerate(found) if spoken.cues or strong[n]]
    parts = engine.parts([found[n].text for n in kept])
    cues = [{code: one.score for code, one in found[n].cues.items()} for n in kept]
    totals = engine.combined(parts, len(kept), cues)
    for row, n in enumerate(kept):
        spoken = found[n]
        standings = {
            code: standing_of(
                spoken, code, float(totals[row, column]), {name: p[row, column] for name, p in parts.items()}
            )
            for code, column in engine.teaching.position.items()
            if code in spoken.cues or (strong[n] and totals[row, column] >= fusion.FLOOR)
        }
        if standings:
            yield spoken, dict(sorted(standings.items(), key=lambda pair: (-pair[1].total, pair[0])))


def standing_of(spoken: Spoken, code: str, total: float, parts: Mapping[str, float]) -> Standing:
    """Cues come first among proposers: they are what a person can check at a glance."""
    proposer = "cues" if code in spoken.cues else max(parts, key=lambda name: parts[name])
    return Standing(total=total, proposer=proposer)


def suggestion_of(
    engine: "Engine", calibration: "Calibration | None", spoken: Spoken, code: str, standing: Standing
) -> Suggestion:
    """The suggestion with its evidence, and its probability where there is a calibration."""
    from qualcode.suggest import cues, fusion  # noqa: PLC0415

    by_cue = spoken.cues[code].evidence if code in spoken.cues else ()
    return Suggestion(
        turn=spoken.segment.turn,
        start=spoken.segment.start,
        end=spoken.segment.end,
        code=code,
        score=fusion.shown(standing.total),
        evidence=(*by_cue, *engine.evidence(spoken.text, code)),
        proposer=standing.proposer,
        version=engine.versions.get(standing.proposer, cues.METHOD.removeprefix("cues-")),
        probability=round(calibration.probability(standing.total), 2) if calibration else None,
    )


def _qualified(study: Study, transcript: Transcript, suggestion: Suggestion) -> Suggestion:
    """The suggestion with what speech may hide: told by somebody else, denied, or about other people."""
    from qualcode.suggest import qualifiers  # noqa: PLC0415

    language = transcript.language or study.settings.language
    turn, start, end = suggestion.turn, suggestion.start, suggestion.end
    found = qualifiers.of_passage(transcript, turn, start, end, language=language)
    others = qualifiers.about_others(transcript.by_turn[turn].text[start:end], language)
    evidence = tuple(Evidence(kind=one.name, detail=one.detail) for one in (*found, *others))
    return replace(suggestion, evidence=(*suggestion.evidence, *evidence), qualifiers=qualifiers.proposed(found))


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
