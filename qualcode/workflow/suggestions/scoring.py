"""How codes stand for the respondents' segments: what cues find there, what the proposers say, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.core.segment import Segment
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.store.cache import cached
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Evidence, Suggestion
from qualcode.workflow.study.segmenting import segments
from qualcode.workflow.suggestions.embedding import remember_segments

if TYPE_CHECKING:  # the proposers load numpy, the cues spaCy: the cache usually knows what they found
    from qualcode.analysis.calibration import Calibration
    from qualcode.suggest.cues import Hit
    from qualcode.suggest.fusion import Engine, Read
    from qualcode.suggest.proposers import Array

_AT_ONCE = 2_000  # segments read together: bounds memory


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A segment, the codes that may be proposed for it, best first, and who can say why: text `number` of `read`."""

    spoken: Spoken
    standings: Mapping[str, Standing]
    read: "Read"
    number: int


def spoken_segments(study: Study, transcript: Transcript, unit: Unit | None = None) -> list[Spoken]:
    """The respondents' segments of a transcript that hold words, with what cues find in them."""
    answers = {turn.id: turn.text for turn in transcript.answers()}
    found = segments(study, transcript, unit)
    split = (unit or study.settings.unit) == "sentence"
    hits = _hits(study, transcript, found if split else None)
    by_turn = {turn.id: there for turn, there in zip(transcript.turns, hits, strict=True) if there}
    return [
        Spoken(
            segment=segment,
            text=answers[segment.turn][segment.start : segment.end],
            cues=_cues(by_turn[segment.turn], segment) if segment.turn in by_turn else {},
        )
        for segment in found
        if segment.turn in answers
    ]


def _cues(hits: "Sequence[Hit]", segment: Segment) -> Mapping[str, Suggestion]:
    from qualcode.suggest.cues import suggestions  # noqa: PLC0415

    start, end = segment.start, segment.end
    inside = [hit for hit in hits if hit.start < end and start < hit.end]
    return {one.code: one for one in suggestions(inside, segment.turn, (start, end))} if inside else {}


def _hits(study: Study, transcript: Transcript, sentences: Sequence[Segment] | None) -> "list[list[Hit]]":
    """What cues find in each turn; `sentences` where they are at hand."""
    from qualcode.suggest.cues import Hit, cue_key, find_hits  # noqa: PLC0415

    language = transcript.language or study.settings.language
    key = f"{transcript.fingerprint} {language} {','.join(transcript.interviewer)} {cue_key(study.codebook)}"

    def make() -> list[list[Hit]]:
        spans: dict[str, list[tuple[int, int]]] = {turn.id: [] for turn in transcript.turns}
        for segment in sentences if sentences is not None else segments(study, transcript, "sentence"):
            spans[segment.turn].append((segment.start, segment.end))
        texts = ["" if transcript.is_interviewer(turn) else turn.text for turn in transcript.turns]
        return list(find_hits(texts, (spans[turn.id] for turn in transcript.turns), study.codebook, language))

    return cached(study.root, "cues", transcript.id, key, list[list[Hit]], make)


def scored(
    study: Study, transcript: Transcript, engine: "Engine", *, least: float | None = None, unit: Unit | None = None
) -> Iterator[Scored]:
    """The segments on which something can be proposed; with `least`, those that reach it at a glance."""
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest import fusion  # noqa: PLC0415

    for found, read in read_segments(study, transcript, engine, unit):
        cues = engine.cue_scores([strengths(spoken) for spoken in found])
        best = read.glance(cues).max(axis=1, initial=0)
        anything = (best >= fusion.FLOOR) | (cues > 0).any(axis=1)
        kept = np.flatnonzero(anything if least is None else anything & (best >= least))
        lost = _lost(study, transcript, engine, [found[n].text for n in kept.tolist()])
        if (
            least is not None and lost.any()
        ):  # others' matter, of which a few were turned down, has to stand out all the same
            still = (read.glance(cues)[kept] - lost).max(axis=1, initial=0) >= least
            kept, lost = kept[still], lost[still]
        totals, proposers = _totals(engine, read, kept.tolist(), cues[kept])
        totals -= lost
        for row, n in enumerate(kept.tolist()):
            wanted = (cues[n] > 0) | (totals[row] >= fusion.FLOOR)
            standings = _standings(engine.teaching.codes, totals[row], wanted, proposers[row])
            if standings:
                yield Scored(spoken=found[n], standings=standings, read=read, number=n)


def _lost(study: Study, transcript: Transcript, engine: "Engine", texts: Sequence[str]) -> "Array":
    """(texts, codes): what codes lose where a text tells the matter of other people."""
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest.qualifiers import about_others  # noqa: PLC0415

    lost = np.zeros((len(texts), len(engine.teaching.codes)), dtype=np.float32)
    if engine.discounts.any():
        language = transcript.language or study.settings.language
        lost[[n for n, text in enumerate(texts) if about_others(text, language)]] = engine.discounts
    return lost


def scored_for(
    study: Study, transcript: Transcript, engine: "Engine", code: str, unit: Unit | None = None
) -> Iterator[Scored]:
    """Every segment for which anything at all speaks for one code."""
    column = engine.teaching.position[code]
    for found, read in read_segments(study, transcript, engine, unit):
        cues = engine.cue_scores([strengths(spoken) for spoken in found])
        totals, proposers = _totals(engine, read, range(len(found)), cues)
        totals -= _lost(study, transcript, engine, [spoken.text for spoken in found])
        for n, spoken in enumerate(found):
            wanted = totals[n] > 0
            wanted[:column] = wanted[column + 1 :] = False
            standings = _standings(engine.teaching.codes, totals[n], wanted, proposers[n])
            if standings:
                yield Scored(spoken=spoken, standings=standings, read=read, number=n)


def read_segments(
    study: Study, transcript: Transcript, engine: "Engine", unit: Unit | None = None
) -> "Iterator[tuple[list[Spoken], Read]]":
    """A transcript's segments, as many at a time as are read together."""
    found = spoken_segments(study, transcript, unit)
    remember_segments(study, transcript, unit or study.settings.unit, [spoken.text for spoken in found])
    for start in range(0, len(found), _AT_ONCE):
        some = found[start : start + _AT_ONCE]
        yield some, engine.read([spoken.text for spoken in some])


def strengths(spoken: Spoken) -> dict[str, float]:
    """How much the cues found there speak for each code, from 0 to 1."""
    return {code: one.score for code, one in spoken.cues.items()}


def _totals(engine: "Engine", read: "Read", wanted: Sequence[int], cues: "Array") -> "tuple[Array, list[list[str]]]":
    """(wanted, codes), and who weighed most. Cues come first: they are what a person can check at a glance."""
    import numpy as np  # noqa: PLC0415

    parts = read.parts(wanted)
    names = np.array([*parts, "cues"], dtype=object)
    most = np.argmax(np.array(list(parts.values())), axis=0) if parts else np.zeros(cues.shape, dtype=np.intp)
    most[cues > 0] = len(parts)
    return engine.combined(parts, cues), names[most].tolist()


def _standings(codes: Sequence[str], totals: "Array", wanted: "Array", proposers: Sequence[str]) -> dict[str, Standing]:
    best = sorted((-float(totals[n]), codes[n], n) for n in wanted.nonzero()[0].tolist())
    return {code: Standing(total=-total, proposer=proposers[n]) for total, code, n in best}


@dataclass(frozen=True, slots=True, kw_only=True)
class Qualified:
    """What speech may hide in a segment: told by somebody else, denied, or about other people."""

    qualifiers: Mapping[str, str]
    evidence: tuple[Evidence, ...]


def qualified(study: Study, transcript: Transcript, segment: Segment) -> Qualified:
    """What the words of a segment say of voice, polarity and whose matter it is."""
    from qualcode.suggest import qualifiers  # noqa: PLC0415

    language = transcript.language or study.settings.language
    turn, start, end = segment.turn, segment.start, segment.end
    found = qualifiers.of_passage(transcript, turn, start, end, language=language)
    others = qualifiers.about_others(transcript.by_turn[turn].text[start:end], language)
    evidence = tuple(Evidence(kind=one.name, detail=one.detail) for one in (*found, *others))
    return Qualified(qualifiers=qualifiers.proposed(found), evidence=evidence)


def suggestion_of(
    scored: Scored, code: str, calibration: "Calibration | None", told: Qualified | None = None
) -> Suggestion:
    """The suggestion with its evidence, and its probability where there is a calibration."""
    from qualcode.suggest import cues, fusion  # noqa: PLC0415

    place, standing = scored.spoken.segment, scored.standings[code]
    by_cue = scored.spoken.cues[code].evidence if code in scored.spoken.cues else ()
    return Suggestion(
        turn=place.turn,
        start=place.start,
        end=place.end,
        code=code,
        score=fusion.shown(standing.total),
        evidence=(*by_cue, *scored.read.evidence(scored.number, code), *(told.evidence if told else ())),
        proposer=standing.proposer,
        version=scored.read.engine.versions.get(standing.proposer, cues.METHOD.removeprefix("cues-")),
        probability=round(calibration.probability(standing.total), 2) if calibration else None,
        qualifiers=told.qualifiers if told else {},
    )
