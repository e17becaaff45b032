"""How codes stand for the respondents' segments: what cues find there, what the proposers say, and why."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import TYPE_CHECKING

from qualcode.core.segment import Segment
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.store.cache import cached
from qualcode.store.study import Study
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.study.segmenting import Span, segment, spans
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The respondents' segments of a transcript, by number: turn, number in the turn and span; words; what cues find in some.

    A value for each of them would cost more than all that is found out about them; see `spoken`.
    """

    unit: Unit
    places: Sequence[tuple[str, int, Span]]
    texts: Sequence[str]
    cues: Mapping[int, Mapping[str, Suggestion]]

    def spoken(self, first: int, number: int) -> Spoken:
        """The one of this number from another on."""
        turn, n, span = self.places[first + number]
        found = segment(turn, n, span, self.unit)
        return Spoken(segment=found, text=self.texts[first + number], cues=self.cues.get(first + number, {}))

    def strengths(self, first: int, last: int) -> list[dict[str, float]]:
        """For each of some segments, how much the cues found there speak for each code, from 0 to 1."""
        return [
            {code: one.score for code, one in self.cues[n].items()} if n in self.cues else {}
            for n in range(first, last)
        ]


def heard(study: Study, transcript: Transcript, unit: Unit | None = None) -> Heard:
    """The respondents' segments of a transcript that hold words, with what cues find in them."""
    from qualcode.suggest.cues import suggestions  # noqa: PLC0415

    unit = unit or study.settings.unit
    by_turn = spans(study, transcript, unit)
    all_hits = _hits(study, transcript, by_turn if unit == "sentence" else None)
    places: list[tuple[str, int, Span]] = []
    texts: list[str] = []
    cues: dict[int, Mapping[str, Suggestion]] = {}
    for turn, found, hits in zip(transcript.turns, by_turn, all_hits, strict=True):
        if transcript.is_interviewer(turn):
            continue
        for n, there in _by_span(found, hits).items():
            cues[len(places) + n] = {one.code: one for one in suggestions(there, turn.id, found[n])}
        places += [(turn.id, n, span) for n, span in enumerate(found, 1)]
        texts += [turn.text[start:end] for start, end in found]
    return Heard(unit=unit, places=places, texts=texts, cues=cues)


def _by_span(found: Sequence[Span], hits: "Sequence[Hit]") -> "dict[int, list[Hit]]":
    """The hits in each of the spans that have some."""
    there: dict[int, list[Hit]] = {}
    for hit in hits:
        n = bisect_right(found, hit.start, key=itemgetter(1))
        while n < len(found) and found[n][0] < hit.end:
            there.setdefault(n, []).append(hit)
            n += 1
    return there


def _hits(study: Study, transcript: Transcript, sentences: list[list[Span]] | None) -> "list[list[Hit]]":
    """What cues find in each turn; `sentences` where they are at hand."""
    from qualcode.suggest.cues import Hit, cue_key, find_hits  # noqa: PLC0415

    language = transcript.language or study.settings.language
    key = f"{transcript.fingerprint} {language} {','.join(transcript.interviewer)} {cue_key(study.codebook)}"

    def make() -> list[list[Hit]]:
        within = spans(study, transcript, "sentence") if sentences is None else sentences
        texts = ["" if transcript.is_interviewer(turn) else turn.text for turn in transcript.turns]
        return list(find_hits(texts, within, study.codebook, language))

    return cached(study.root, "cues", transcript.id, key, list[list[Hit]], make)


def scored(
    study: Study, transcript: Transcript, engine: "Engine", *, least: float | None = None, unit: Unit | None = None
) -> Iterator[Scored]:
    """The segments on which something can be proposed; with `least`, those that reach it at a glance."""
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest import fusion  # noqa: PLC0415

    for found, read, cues in read_segments(study, transcript, engine, unit):
        best = read.glance(cues).max(axis=1, initial=0)
        anything = (best >= fusion.FLOOR) | (cues > 0).any(axis=1)
        kept = np.flatnonzero(anything if least is None else anything & (best >= least))
        lost = _lost(study, transcript, engine, [read.texts[n] for n in kept.tolist()])
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
                yield Scored(spoken=found(n), standings=standings, read=read, number=n)


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
    for found, read, cues in read_segments(study, transcript, engine, unit):
        totals, proposers = _totals(engine, read, range(len(read.texts)), cues)
        totals -= _lost(study, transcript, engine, read.texts)
        for n in range(len(read.texts)):
            wanted = totals[n] > 0
            wanted[:column] = wanted[column + 1 :] = False
            standings = _standings(engine.teaching.codes, totals[n], wanted, proposers[n])
            if standings:
                yield Scored(spoken=found(n), standings=standings, read=read, number=n)


def read_segments(
    study: Study, transcript: Transcript, engine: "Engine", unit: Unit | None = None
) -> "Iterator[tuple[Callable[[int], Spoken], Read, Array]]":
    """A transcript's segments, as many at a time as are read together: each by its number, their texts read, their cues."""
    whole = heard(study, transcript, unit)
    remember_segments(study, transcript, whole.unit, whole.texts)
    for first in range(0, len(whole.texts), _AT_ONCE):
        texts = whole.texts[first : first + _AT_ONCE]
        cues = engine.cue_scores(whole.strengths(first, first + len(texts)))
        yield partial(whole.spoken, first), engine.read(texts), cues


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
    evidence = tuple(one.as_evidence for one in (*found, *others))
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
