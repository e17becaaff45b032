"""How often suggestions are right: on the study's own codings, each interview left out in turn."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from qualcode.core.codebook import Codebook
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.report.evaluation import CodePoint, Evaluation, Point
from qualcode.store.study import Study
from qualcode.suggest.teaching import Passage, Teaching
from qualcode.workflow.suggestions import calibrating, learning
from qualcode.workflow.suggestions.embedding import embedder

if TYPE_CHECKING:  # numpy is loaded by the measures
    from qualcode.analysis.calibration import Calibration
    from qualcode.analysis.retrieval import Floats
    from qualcode.suggest.fusion import Cues, Engine
    from qualcode.suggest.semantic import Embed

CuesOf = Callable[[Sequence[Passage]], "Cues"]

SIZES = (1, 2, 4, 8, 16, 32, 64)
"""Numbers of coded interviews in the learning curve, as far as the study has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """What was scored in one go: all are (passages, codes)."""

    passages: tuple[Passage, ...]
    scores: "Floats"
    baseline: "Floats"
    truth: "Floats"
    seen: "Floats"


def evaluate(study: Study, coder: str, progress: Callable[[int, int], None] = lambda _done, _of: None) -> Evaluation:
    """Measure what this coder would have been shown; keeps the calibration for `suggest`.

    `progress` is told how many times something was learned, and how many times that will be.
    Raises QualcodeError with fewer than two coded interviews, where there is nothing to leave out, or without codes.
    """
    from qualcode.suggest import fusion, semantic  # noqa: PLC0415

    engine = learning.of_some_codes(study, coder)
    coded = sorted({passage.interview for passage in engine.teaching.passages if passage.codes})
    if len(coded) < 2:  # noqa: PLR2004 - one to learn from, one to try on
        raise QualcodeError(
            _("suggestions can't be measured yet: {coder} has coded {n} of the two interviews that takes.").format(
                coder=coder, n=len(coded)
            ),
            advice=_("Code a second interview, or name another coder with --coder."),
        )
    embed = embedder(study)
    steps = count(1)
    whole = 1 + len(coded) * (sum(size < len(coded) - 1 for size in SIZES) + 2)

    def cues(passages: Sequence[Passage]) -> "Cues":
        progress(next(steps), whole)  # asked for once for each fold
        return _cues(study, passages)

    def left_out() -> Iterator[str]:
        for name in coded:
            progress(next(steps), whole)
            yield name

    found = measure(engine.teaching, embed, cues)
    calibration = _calibrated(study, coder, engine.teaching, embed, left_out())
    calibrating.keep(study, coder, engine, calibration)
    return replace(
        found,
        coder=coder,
        calibration=calibration,
        missing=semantic.missing(),
        caveats=fusion.caveats(engine.teaching),
    )


def measure(teaching: Teaching, embed: "Embed | None", cues_of: CuesOf | None = None) -> Evaluation:
    """The measures alone, from what teaches: what evaluate and the benchmark share."""
    from qualcode.analysis import retrieval  # noqa: PLC0415
    from qualcode.suggest.proposers import table  # noqa: PLC0415

    interviews = sorted({passage.interview for passage in teaching.passages if passage.codes})
    cues = cues_of or (lambda passages: [{} for _passage in passages])
    uncoded = _fold(replace(teaching, passages=()), teaching.passages, embed, cues)
    curve = [
        _point(size, _parts(teaching, interviews, size, embed, cues)) for size in SIZES if size < len(interviews) - 1
    ]
    folds = [_left_out(teaching, name, embed, cues) for name in interviews]
    whole = _joined(folds)
    ours, theirs = (retrieval.recalls(scores, whole.truth) for scores in (whole.scores, whole.baseline))
    names = [passage.interview for passage in whole.passages]
    return Evaluation(
        coder="",
        interviews=len(interviews),
        passages=len(whole.passages),
        proposers=("cues", *(proposer.name for proposer in table(embed))),
        curve=(_point(0, [uncoded]), *curve, _point(len(interviews) - 1, folds)),
        codes=_codes(whole, teaching.codes),
        by_codebook=tuple(
            one for one in retrieval.per_code(uncoded.scores, uncoded.truth, teaching.codes) if one.positives
        ),
        difference=retrieval.paired_interval(ours, theirs, names),
        calibration=None,
        missing="",
        caveats=(),
    )


def _parts(
    teaching: Teaching, interviews: Sequence[str], size: int, embed: "Embed | None", cues: CuesOf
) -> Iterator[_Fold]:
    """Learned from `size` interviews that follow one another in a circle, tried on all others; once for each first one."""
    for first in range(len(interviews)):
        taught = {interviews[(first + n) % len(interviews)] for n in range(size)}
        known = tuple(passage for passage in teaching.passages if passage.interview in taught)
        others = tuple(passage for passage in teaching.passages if passage.interview not in taught)
        yield _fold(replace(teaching, passages=known), others, embed, cues)


def _left_out(teaching: Teaching, name: str, embed: "Embed | None", cues: CuesOf) -> _Fold:
    tried = tuple(passage for passage in teaching.passages if passage.interview == name)
    return _fold(teaching.without(name), tried, embed, cues)


def _fold(known: Teaching, tried: Sequence[Passage], embed: "Embed | None", cues: CuesOf) -> _Fold:
    import numpy as np  # noqa: PLC0415

    from qualcode.suggest import fusion  # noqa: PLC0415

    passages = tuple(passage for passage in tried if passage.codes)
    texts = [passage.text for passage in passages]
    engine = fusion.learn(known, embed)
    seen = {code for passage in known.passages for code in passage.codes}
    truth = [[code in passage.codes for code in known.codes] for passage in passages]
    shape = (len(passages), len(known.codes))
    return _Fold(
        passages=passages,
        scores=np.asarray(engine.totals(texts, cues(passages)), dtype=float),
        baseline=np.asarray(engine.popularity(texts), dtype=float),
        truth=np.array(truth, dtype=float).reshape(shape),
        seen=np.tile(np.array([code in seen for code in known.codes], dtype=float), (len(passages), 1)),
    )


def _joined(folds: Sequence[_Fold]) -> _Fold:
    import numpy as np  # noqa: PLC0415

    return _Fold(
        passages=tuple(passage for fold in folds for passage in fold.passages),
        scores=np.vstack([fold.scores for fold in folds]),
        baseline=np.vstack([fold.baseline for fold in folds]),
        truth=np.vstack([fold.truth for fold in folds]),
        seen=np.vstack([fold.seen for fold in folds]),
    )


def _point(size: int, folds: "Sequence[_Fold] | Iterator[_Fold]") -> Point:
    from qualcode.analysis import retrieval  # noqa: PLC0415

    whole = _joined(list(folds))
    return Point(
        interviews=size,
        suggestions=retrieval.retrieval(whole.scores, whole.truth),
        popularity=retrieval.retrieval(whole.baseline, whole.truth),
        ceiling=retrieval.ceiling(whole.truth, whole.seen),
    )


def _codes(whole: _Fold, codes: Sequence[str]) -> tuple[CodePoint, ...]:
    from qualcode.analysis.retrieval import per_code  # noqa: PLC0415

    both = (per_code(scores, whole.truth, codes) for scores in (whole.scores, whole.baseline))
    return tuple(
        CodePoint(code=ours.code, suggestions=ours, popularity=theirs)
        for ours, theirs in zip(*both, strict=True)
        if ours.positives
    )


def _cues(study: Study, passages: Sequence[Passage]) -> "Cues":
    return cues_in(study.codebook, [passage.text for passage in passages], study.settings.language)


def cues_in(codebook: Codebook, texts: Sequence[str], language: str) -> "Cues":
    """The strength of the cues found in each text, by code."""
    from qualcode.suggest.cues import find_hits, suggestions  # noqa: PLC0415
    from qualcode.text.sentences import sentences  # noqa: PLC0415

    hits = find_hits(texts, sentences(texts, language), codebook, language)
    return [
        {one.code: one.score for one in suggestions(found, "", (0, len(text)))}
        for text, found in zip(texts, hits, strict=True)
    ]


def _calibrated(
    study: Study, coder: str, teaching: Teaching, embed: "Embed | None", coded: Iterable[str]
) -> "Calibration | None":
    """From what would have been shown on every segment of the coded interviews, each left out of what teaches.

    Segments that carry no code count too: most of what people say has none, and a probability must know that.
    """
    from qualcode.analysis.calibration import calibrate  # noqa: PLC0415
    from qualcode.suggest import fusion  # noqa: PLC0415

    shown = [
        (name, total, right)
        for name in coded
        for total, right in _outcomes(study, coder, name, fusion.learn(teaching.without(name), embed))
    ]
    names, totals, rights = zip(*shown, strict=True) if shown else ((), (), ())
    return calibrate(totals, rights, names)


def _outcomes(study: Study, coder: str, transcript_id: str, engine: "Engine") -> Iterator[tuple[float, bool]]:
    """The three best suggestions on each segment: their totals, and whether the coder gave the code there."""
    from qualcode.workflow.suggestions.deciding import decided_by  # noqa: PLC0415
    from qualcode.workflow.suggestions.scoring import scored  # noqa: PLC0415

    transcript = study.transcript(transcript_id)
    given = decided_by(study, transcript, coder, [""])
    for found in scored(study, transcript, engine):
        for code, standing in list(found.standings.items())[:3]:
            yield standing.total, code in given.codes(found.spoken.segment)
