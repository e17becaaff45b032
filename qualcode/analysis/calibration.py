"""From a score that ranks to a probability that can be checked; only with at least fifty positives."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Of n suggestions with a stated probability from `low` to `high`: their mean, and how many were right."""

    low: float
    high: float
    n: int
    stated: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """A rising step function from scores to probabilities: at `scores[i]` and above, `probabilities[i]`.

    `bins` show how it held on interviews it was not fitted on; `error` is the mean gap there, weighted (Naeini 2015).
    """

    scores: tuple[float, ...]
    probabilities: tuple[float, ...]
    positives: int
    bins: tuple[Bin, ...]
    error: float

    def probability(self, score: float) -> float:
        """The probability at a score."""
        place = int(np.searchsorted(self.scores, score, "right")) - 1
        return self.probabilities[max(place, 0)]


POSITIVES_NEEDED = 50
_BINS = 5


def calibrate(scores: ArrayLike, right: ArrayLike, groups: Sequence[str]) -> Calibration | None:
    """Isotonic regression of right on score (Zadrozny & Elkan 2002), held against interviews left out.

    All are (suggestions,). None below fifty right ones (METHODS 6), or with one interview only.
    """
    scores_, right_, names = np.asarray(scores, float), np.asarray(right, float), np.asarray(groups).astype(str)
    if right_.sum() < POSITIVES_NEEDED or len(set(names)) < 2:  # noqa: PLR2004
        return None
    stated = np.zeros(len(scores_))
    for name in sorted(set(names)):
        out = names == name
        edges, levels = isotonic(scores_[~out], right_[~out])
        stated[out] = [levels[max(int(np.searchsorted(edges, one, "right")) - 1, 0)] for one in scores_[out]]
    edges, levels = isotonic(scores_, right_)
    bins = _bins(stated, right_)
    error = sum(one.n * abs(one.stated - one.right) for one in bins) / len(scores_)
    return Calibration(
        scores=tuple(map(float, edges)),
        probabilities=tuple(map(float, levels)),
        positives=int(right_.sum()),
        bins=bins,
        error=error,
    )


def isotonic(x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    """Pool adjacent violators (Barlow 1972): where each step begins, and its level; weighted means of y, never falling.

    >>> edges, levels = isotonic([1, 2, 3, 4], [0, 1, 0, 1])
    >>> edges.tolist(), levels.tolist()
    ([1.0, 2.0, 4.0], [0.0, 0.5, 1.0])
    """
    values, where = np.unique(np.asarray(x, dtype=float), return_inverse=True)
    sums, sizes = np.bincount(where, np.asarray(y, dtype=float)), np.bincount(where)
    steps: list[tuple[float, float, float]] = []
    for start, total, size in zip(values, sums, sizes, strict=True):
        step = (float(start), float(total), float(size))
        while steps and steps[-1][1] / steps[-1][2] >= step[1] / step[2]:
            last = steps.pop()
            step = (last[0], last[1] + step[1], last[2] + step[2])
        steps.append(step)
    return np.array([step[0] for step in steps]), np.array([step[1] / step[2] for step in steps])


def _bins(stated: Floats, right: Floats) -> tuple[Bin, ...]:
    edges: Mapping[int, tuple[float, float]] = {n: (n / _BINS, (n + 1) / _BINS) for n in range(_BINS)}
    which = np.minimum((stated * _BINS).astype(int), _BINS - 1)
    return tuple(
        Bin(
            low=low,
            high=high,
            n=int(inside.sum()),
            stated=float(stated[inside].mean()),
            right=float(right[inside].mean()),
        )
        for n, (low, high) in edges.items()
        if (inside := which == n).any()
    )
