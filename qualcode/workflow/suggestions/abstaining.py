"""How much must speak for a code before a segment is shown: measured on the study's own codings where there are enough."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from math import log
from typing import TYPE_CHECKING

from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.cache import cached
from qualcode.store.study import Study
from qualcode.suggest.teaching import Teaching
from qualcode.workflow.suggestions.deciding import decided_by
from qualcode.workflow.suggestions.embedding import embedder
from qualcode.workflow.suggestions.scoring import read_segments

if TYPE_CHECKING:
    from qualcode.suggest.fusion import Engine

METHOD = "abstaining-1"
SHARE = 0.1
"""Of what respondents say, where nothing could be measured; on the example study measuring shows from .10 to .20."""
FEWEST = 20
"""Segments that this share has to be of; with less speech, everything is shown."""

_INTERVIEWS = 8  # left out in turn, of those coded
_GROWTH = 1.25  # measured anew when a quarter more is coded


def least(study: Study, coder: str, engine: "Engine") -> float | None:
    """What a segment must reach at a glance to be shown to this coder; None for everything.

    Remembered until the codebook, the transcripts, the interviews coded or a quarter of the passages change.
    """
    return cached(
        study.root, "abstaining", coder, _key(study, engine), float | None, lambda: _measured(study, coder, engine)
    )


def _key(study: Study, engine: "Engine") -> str:
    teaching = engine.teaching
    digest = blake2b(digest_size=8)
    for told in (study.settings.unit, *study.transcript_ids, *study.codebook.usable(), *_coded(teaching)):
        digest.update(repr(told).encode())
    return f"{METHOD} {dict(engine.versions)} {digest.hexdigest()} {int(log(1 + teaching.coded, _GROWTH))}"


def _coded(teaching: Teaching) -> list[str]:
    """The interviews in which something is coded."""
    return sorted({passage.interview for passage in teaching.passages if passage.codes})


def _measured(study: Study, coder: str, engine: "Engine") -> float | None:
    import numpy as np  # noqa: PLC0415

    from qualcode.analysis.retrieval import best_cut  # noqa: PLC0415
    from qualcode.suggest import fusion  # noqa: PLC0415

    whole = fusion.learn(engine.teaching, embedder(study)) if engine.since else engine
    coded = _spread(_coded(whole.teaching), _INTERVIEWS)
    if len(coded) > 1:
        tried = [one for name in coded for one in _tried(study, coder, name, whole.without(name))]
        cut = best_cut(*(np.array(column) for column in zip(*tried, strict=True))) if tried else None
        if cut is not None:
            return cut
    said = [value for name in _spread(study.transcript_ids, _INTERVIEWS) for value in _heard(study, name, whole)]
    if len(said) * SHARE < FEWEST:
        return None
    return float(np.quantile(said, 1 - SHARE))


def _tried(study: Study, coder: str, transcript_id: str, engine: "Engine") -> Iterator[tuple[float, bool, bool]]:
    """Segments as far as the coder has coded: the best at a glance, whether she coded it, whether one of three was right."""
    transcript = _readable(study, transcript_id)
    given = decided_by(study, transcript, coder, [""]) if transcript else None
    if not transcript or not given or not given.by_turn:
        return
    places = [transcript.position[turn] for turn in given.by_turn]
    for found, read, cues in read_segments(study, transcript, engine):
        for n, scores in enumerate(read.glance(cues)):
            place = found(n).segment
            if min(places) <= transcript.position[place.turn] <= max(places):
                codes = given.codes(place)
                three = {engine.teaching.codes[n] for n in (-scores).argsort(kind="stable")[:3].tolist()}
                yield float(scores.max(initial=0)), bool(codes), bool(codes & three)


def _heard(study: Study, transcript_id: str, engine: "Engine") -> Iterator[float]:
    """The best at a glance of each segment."""
    transcript = _readable(study, transcript_id)
    for _found, read, cues in read_segments(study, transcript, engine) if transcript else ():
        yield from read.glance(cues).max(axis=1, initial=0).tolist()


def _readable(study: Study, transcript_id: str) -> Transcript | None:
    try:
        return study.transcript(transcript_id)
    except QualcodeError:  # `check` reports it
        return None


def _spread(names: Sequence[str], most: int) -> list[str]:
    """Some of these names, from first to last."""
    step = max(1.0, len(names) / most)
    return [names[int(n * step)] for n in range(min(most, len(names)))]
