"""What to decide on next: where a decision teaches most, where one code may have been missed, what may be an error."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.core.language import _
from qualcode.core.study import Unit
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.suggest.teaching import Passage
from qualcode.workflow.study.naming import code_to_apply
from qualcode.workflow.suggestions import calibrating, learning
from qualcode.workflow.suggestions.blinding import is_blind
from qualcode.workflow.suggestions.deciding import decided_by
from qualcode.workflow.suggestions.scoring import Scored, Standing, scored, scored_for, suggestion_of

if TYPE_CHECKING:
    from qualcode.suggest.fusion import Engine

_MOST = 3  # suggestions shown with a segment


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """A passage to look at, why, and what is proposed for it, best first. `code` is the code in question, or ""."""

    reference: str
    text: str
    reason: str
    suggestions: tuple[Suggestion, ...] = ()
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    value: float
    transcript: str
    scored: Scored


def most_teaching(
    study: Study, *, coder: str, transcripts: Sequence[str] = (), top: int = 10, unit: Unit | None = None
) -> list[Next]:
    """Segments on which the coder has said nothing yet, those first where a decision teaches most.

    value = how close the two best codes stand (total of the second over that of the first, 0 where there is none) x what
    there is to go by (total of the first) / sqrt(1 + passages that already have the first code): margin sampling (Settles
    2009, 3.1), leaning to codes with few examples. One segment of a turn at most.
    """
    engine = learning.engine(study, coder)
    known = Counter(code for passage in engine.teaching.passages for code in passage.codes)
    found = [
        _Candidate(value=_teaches(one.standings, known), transcript=name, scored=one)
        for name, one in _open(study, engine, coder, transcripts, unit)
    ]
    return [_shown(study, coder, engine, one, _why(one)) for one in _best(found, top)]


def _teaches(standings: Mapping[str, Standing], known: Counter[str]) -> float:
    (first, best), *others = standings.items()
    second = max(others[0][1].total, 0.0) if others else 0.0
    total = max(best.total, 1e-6)
    return float((0.1 + second / total) * total / (1 + known[first]) ** 0.5)


def _why(candidate: _Candidate) -> str:
    first, *others = candidate.scored.standings
    if others:
        return _("undecided between {first} and {second}").format(first=first, second=others[0])
    return _("few passages show yet what {code} is").format(code=first)


def _open(
    study: Study, engine: "Engine", coder: str, transcripts: Sequence[str], unit: Unit | None
) -> Iterator[tuple[str, Scored]]:
    """Segments with something to propose, of which the coder has neither coded nor rejected anything."""
    for transcript_id in transcripts or study.transcript_ids:
        transcript = study.transcript(transcript_id)
        decided = decided_by(study, transcript, coder)
        for one in scored(study, transcript, engine, unit=unit):
            place = one.spoken.segment
            blind = is_blind(study.settings, coder, transcript_id, place.turn, place.start)
            if not blind and not decided.codes(place):
                yield transcript_id, one


def _best(found: Sequence[_Candidate], top: int) -> list[_Candidate]:
    """The best, one of each turn."""
    best: dict[tuple[str, str], _Candidate] = {}
    for one in sorted(found, key=lambda one: -one.value):
        best.setdefault((one.transcript, one.scored.spoken.segment.turn), one)
    return list(best.values())[:top]


def _shown(study: Study, coder: str, engine: "Engine", one: _Candidate, reason: str, code: str = "") -> Next:
    calibration = calibrating.kept(study, coder, engine)
    return Next(
        reference=one.scored.spoken.segment.reference(one.transcript),
        text=one.scored.spoken.text,
        reason=reason,
        suggestions=tuple(
            suggestion_of(one.scored, proposed, calibration) for proposed in list(one.scored.standings)[:_MOST]
        ),
        code=code,
    )


def likeliest(
    study: Study,
    code_name: str,
    *,
    coder: str,
    transcripts: Sequence[str] = (),
    top: int = 10,
    unit: Unit | None = None,
) -> list[Next]:
    """The segments likeliest to carry one code, of those on which the coder has not decided about it.

    No floor: the best are shown even where nothing speaks clearly for them. Raises Unknown for a code that is not there.
    """
    code = code_to_apply(study, code_name).id
    engine = learning.engine(study, coder)
    found: list[_Candidate] = []
    for transcript_id in transcripts or study.transcript_ids:
        found.extend(_of_code(study, engine, transcript_id, coder, code, unit))
    best = sorted(found, key=lambda one: -one.value)[:top]
    reason = _("among the likeliest of {code}").format(code=code)
    return [_shown(study, coder, engine, one, reason, code) for one in best]


def _of_code(
    study: Study, engine: "Engine", transcript_id: str, coder: str, code: str, unit: Unit | None
) -> Iterator[_Candidate]:
    transcript = study.transcript(transcript_id)
    decided = decided_by(study, transcript, coder)
    for one in scored_for(study, transcript, engine, code, unit):
        place = one.spoken.segment
        blind = is_blind(study.settings, coder, transcript_id, place.turn, place.start)
        if not blind and code not in decided.codes(place):
            yield _Candidate(value=one.standings[code].total, transcript=transcript_id, scored=one)


def doubtful(study: Study, *, coder: str, transcripts: Sequence[str] = (), top: int = 10) -> list[Next]:
    """Coded passages that no neighbour agrees with: none of the nearest other texts has the code they were given.

    First those where the neighbours agree most on another code. Raises QualcodeError with nothing coded, too little, or no code.
    """
    engine = learning.of_some_codes(study, coder)
    if engine.teaching.coded < 2:  # noqa: PLR2004 - one passage has no neighbour
        raise QualcodeError(
            _("there is nothing to compare codings with yet: {n} coded.").format(n=engine.teaching.coded),
            advice=_("Code a few passages first."),
        )
    agreement = engine.agreement()
    found = [
        (float(agreement[n].max()), passage, code, engine.teaching.codes[int(agreement[n].argmax())])
        for n, passage in enumerate(engine.teaching.passages)
        if not transcripts or passage.interview in transcripts
        for code in sorted(passage.codes)
        if agreement[n, engine.teaching.position[code]] <= 0
    ]
    found.sort(key=lambda one: (-one[0], one[1].reference, one[2]))
    return [_doubt(passage, code, other) for _value, passage, code, other in found[:top]]


def _doubt(passage: Passage, code: str, other: str) -> Next:
    if other in passage.codes:
        reason = _("coded {code}, which nothing near it is").format(code=code)
    else:
        reason = _("coded {code}, which nothing near it is; most of what is near is {other}").format(
            code=code, other=other
        )
    return Next(reference=passage.reference, text=passage.text, reason=reason, code=code)
