"""Does agreement rest on what both coders were shown? Agreement on segments with and without suggestions.

The unit is segment x code: one cell says whether each of two coders gave the code to the segment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualcode.analysis.proportion import Interval, wilson

FEW_SEGMENTS = 50
"""With fewer segments in a condition, or fewer cells that somebody coded than FEW_CODED, a difference is not to be read."""
FEW_CODED = 30

DRAWS = 2_000
_AT_ONCE = 4_000_000  # numbers drawn at a time: 32 MB

Counts = npt.NDArray[np.int64]
Cells = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Two coders over the cells of some segments; `kappa` is None where nothing varies, the intervals where nothing is there.

    `both`, `only_a`, `only_b`, `neither` count cells. Intervals: 95 %, bootstrap over segments.
    """

    segments: int
    both: int
    only_a: int
    only_b: int
    neither: int
    kappa: float | None
    kappa_interval: Interval | None
    percent_interval: Interval | None

    @property
    def n(self) -> int:
        """Cells."""
        return self.both + self.only_a + self.only_b + self.neither

    @property
    def coded(self) -> int:
        """Cells that at least one of the two coded."""
        return self.n - self.neither

    @property
    def percent(self) -> float | None:
        """Percent agreement as a share: cells on which both say the same / cells."""
        return (self.both + self.neither) / self.n if self.n else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What kappa with suggestions exceeds kappa without; None where one of the two can't be computed."""

    kappa: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Codings of one coder from one origin: how many, and how many of them the other coder gave to the same segment too."""

    coder: str
    origin: str
    codings: int
    shared: int

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 % interval of the share; None without codings."""
        return wilson(self.shared, self.codings) if self.codings else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchoring:
    """Agreement of two coders where both were shown suggestions, where one was, and where neither was.

    `kept` tells accepted proposals and codings by hand apart; `misplaced` counts accepted proposals on segments where the
    settings say that nothing was shown.
    """

    coders: tuple[str, str]
    unit: str
    transcripts: tuple[str, ...]
    codes: tuple[str, ...]
    shown: Agreement
    mixed: Agreement
    blind: Agreement
    difference: Difference
    kept: tuple[Kept, ...]
    misplaced: int = 0
    displaced: int = 0
    seed: int = 0
    draws: int = DRAWS

    @property
    def few(self) -> bool:
        """True when one of the two conditions is too small for its difference to be read."""
        return any(one.segments < FEW_SEGMENTS or one.coded < FEW_CODED for one in (self.shown, self.blind))


def counts(a: Cells, b: Cells) -> Counts:
    """Segments x (both, only a, only b, neither), from two tables of segments x codes.

    Raises ValueError when the tables differ in shape.
    """
    if a.shape != b.shape:
        raise ValueError(f"{a.shape} and {b.shape} are not the same segments and codes")
    return np.stack([(a & b).sum(1), (a & ~b).sum(1), (~a & b).sum(1), (~a & ~b).sum(1)], axis=1).astype(np.int64)


def kappas(table: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Cohen's kappa (1960, Educ Psychol Meas 20:37-46) of rows (both, only a, only b, neither); nan where nothing varies.

    kappa = (po - pe) / (1 - pe); po = (both + neither) / n; pe, the chance agreement, is the sum over the two categories
    of the product of the coders' shares. Not computable when pe = 1: both coders always say the same one thing.

    >>> kappas(np.array([[118.0, 5.0, 2.0, 0.0], [50.0, 150.0, 0.0, 800.0]])).round(3).tolist()
    [-0.023, 0.348]
    """
    n = table.sum(-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = (table[..., 0] + table[..., 3]) / n
        of_a, of_b = (table[..., 0] + table[..., 1]) / n, (table[..., 0] + table[..., 2]) / n
        chance = of_a * of_b + (1 - of_a) * (1 - of_b)
        found: npt.NDArray[np.float64] = np.where(chance < 1, (observed - chance) / (1 - chance), np.nan)
    return found


def agreement(by_segment: Counts, *, seed: int = 0, draws: int = DRAWS) -> Agreement:
    """Percent agreement and kappa over segments, with bootstrap intervals (percentile, segments drawn with replacement)."""
    total = by_segment.sum(0)
    both, only_a, only_b, neither = (int(cells) for cells in total)
    drawn = resampled(by_segment, seed=seed, draws=draws)
    with np.errstate(invalid="ignore"):
        percents = (drawn[:, 0] + drawn[:, 3]) / drawn.sum(1)
    return Agreement(
        segments=len(by_segment),
        both=both,
        only_a=only_a,
        only_b=only_b,
        neither=neither,
        kappa=_number(kappas(total.astype(np.float64))),
        kappa_interval=_percentiles(kappas(drawn)),
        percent_interval=_percentiles(percents),
    )


def difference(shown: Counts, blind: Counts, *, seed: int = 0, draws: int = DRAWS) -> Difference:
    """Kappa with suggestions less kappa without, each side's segments drawn by itself."""
    one, other = (_number(kappas(side.sum(0).astype(np.float64))) for side in (shown, blind))
    if one is None or other is None:
        return Difference(kappa=None, interval=None)
    with_, without = (kappas(resampled(side, seed=seed + n, draws=draws)) for n, side in enumerate((shown, blind)))
    return Difference(kappa=one - other, interval=_percentiles(with_ - without))


def resampled(by_segment: Counts, *, seed: int, draws: int) -> npt.NDArray[np.float64]:
    """Totals of `draws` samples of as many segments, drawn with replacement: draws x 4."""
    size = len(by_segment)
    if not size:
        return np.zeros((draws, 4))
    rng = np.random.default_rng(seed)
    step = max(1, _AT_ONCE // size)
    parts = [
        rng.multinomial(size, np.full(size, 1 / size), size=min(step, draws - done)) @ by_segment
        for done in range(0, draws, step)
    ]
    return np.concatenate(parts).astype(np.float64)


def kept(
    given: Sequence[tuple[str, str, frozenset[tuple[int, str]]]], others: Mapping[str, frozenset[tuple[int, str]]]
) -> tuple[Kept, ...]:
    """Count codings (coder, origin, their segments with the code) and those whose segment and code the other has too.

    `others` holds, for each coder, what the other one coded.
    """
    found: dict[tuple[str, str], list[bool]] = {}
    for coder, origin, cells in given:
        found.setdefault((coder, origin), []).append(bool(cells & others[coder]))
    return tuple(
        Kept(coder=coder, origin=origin, codings=len(shared), shared=sum(shared))
        for (coder, origin), shared in sorted(found.items())
    )


def _number(value: npt.NDArray[np.float64]) -> float | None:
    return None if np.isnan(value) else float(value)


def _percentiles(drawn: npt.NDArray[np.float64]) -> Interval | None:
    """95 % of the draws that could be computed; None when most could not."""
    known = drawn[~np.isnan(drawn)]
    if 2 * len(known) <= len(drawn):
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return Interval(low=float(low), high=float(high), method="bootstrap")
