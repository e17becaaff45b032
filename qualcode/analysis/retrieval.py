"""How often the right codes are among those proposed first, when nobody has to propose more than a few.

Everything takes scores (segments, codes) and truth (segments, codes) of the same shape, truth being 0 or 1 with at least one 1
in a row. Codes with equal scores share the places they fill: an order among them would be luck.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

_FEWEST_RIGHT = 20
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrieval:
    """Means over n segments; None where there is no segment."""

    n: int
    precision_1: float | None
    recall_3: float | None
    hit_3: float | None
    hit_5: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeRetrieval:
    """One code over n segments, of which `positives` carry it. `recall_3` is the share of those with it among three."""

    code: str
    n: int
    positives: int
    average_precision: float | None
    recall_3: float | None


def retrieval(scores: ArrayLike, truth: ArrayLike) -> Retrieval:
    """precision@1, recall@3 (mean over segments of the share of their codes among three), hit@3, hit@5 (Manning 2008, 8).

    Ties are averaged over all orders of the tied codes. Raises ValueError for shapes that differ or a segment without code.
    """
    scores_, truth_ = _checked(scores, truth)
    if not len(truth_):
        return Retrieval(n=0, precision_1=None, recall_3=None, hit_3=None, hit_5=None)
    codes = truth_.sum(axis=1)
    return Retrieval(
        n=len(truth_),
        precision_1=float((chances(scores_, 1) * truth_).sum(axis=1).mean()),
        recall_3=float(((chances(scores_, 3) * truth_).sum(axis=1) / codes).mean()),
        hit_3=float(_hits(scores_, truth_, 3).mean()),
        hit_5=float(_hits(scores_, truth_, 5).mean()),
    )


def chances(scores: ArrayLike, k: int) -> Floats:
    """(segments, codes): the chance that a code is among the first k, ties in random order.

    A code with a codes above it and t tied with it (itself included) has min(max(k - a, 0), t) / t.

    >>> chances([[0.9, 0.5, 0.5, 0.1]], 2).tolist()
    [[1.0, 0.5, 0.5, 0.0]]
    """
    above, tied = _places(np.asarray(scores, dtype=float))
    return np.clip(k - above, 0, tied) / tied


def _places(scores: Floats) -> tuple[Floats, Floats]:
    """(segments, codes) each: how many codes stand above, how many stand level (itself included)."""
    ordered = np.sort(scores, axis=1)
    width = scores.shape[1]
    below = np.array([np.searchsorted(row, values, "left") for row, values in zip(ordered, scores, strict=True)])
    upto = np.array([np.searchsorted(row, values, "right") for row, values in zip(ordered, scores, strict=True)])
    below, upto = below.reshape(scores.shape), upto.reshape(scores.shape)
    return (width - upto).astype(float), (upto - below).astype(float)


def _hits(scores: Floats, truth: Floats, k: int) -> Floats:
    """(segments,): the chance that at least one true code is among the first k.

    1 where one stands there for certain; otherwise 1 minus the chance that r places drawn among t tied codes miss all of
    their p true ones, C(t - p, r) / C(t, r).
    """
    chance = chances(scores, k)
    hit = ((chance >= 1) & (truth > 0)).any(axis=1).astype(float)
    edge = (chance > 0) & (chance < 1)
    for n in np.flatnonzero((hit == 0) & edge.any(axis=1)):
        tied, true = int(edge[n].sum()), int((edge[n] & (truth[n] > 0)).sum())
        hit[n] = 1 - _missed(tied, true, round(float(chance[n][edge[n]].sum())))
    return hit


def _missed(tied: int, true: int, drawn: int) -> float:
    missed = 1.0
    for n in range(drawn):
        missed *= max(tied - true - n, 0) / (tied - n)
    return missed


def average_precision(scores: ArrayLike, truth: ArrayLike) -> float | None:
    """Average precision of one code over segments: the mean, over those that carry it, of the precision at their rank.

    Ties count at the end of their run (a cautious reading). None where no segment carries it.

    >>> average_precision([0.9, 0.8, 0.1], [1, 0, 1])
    0.8333333333333333
    """
    scores_, truth_ = np.asarray(scores, dtype=float), np.asarray(truth, dtype=float)
    positives = np.flatnonzero(truth_ > 0)
    if not len(positives):
        return None
    at = [scores_ >= scores_[n] for n in positives]
    return float(np.mean([truth_[above].sum() / above.sum() for above in at]))


def per_code(scores: ArrayLike, truth: ArrayLike, codes: Sequence[str]) -> tuple[CodeRetrieval, ...]:
    """Each code by itself, over all segments."""
    scores_, truth_ = _checked(scores, truth)
    among = chances(scores_, 3) if len(scores_) else scores_
    return tuple(
        CodeRetrieval(
            code=code,
            n=len(truth_),
            positives=int(truth_[:, n].sum()),
            average_precision=average_precision(scores_[:, n], truth_[:, n]),
            recall_3=float(among[truth_[:, n] > 0, n].mean()) if truth_[:, n].any() else None,
        )
        for n, code in enumerate(codes)
    )


def ceiling(truth: ArrayLike, seen: ArrayLike) -> float | None:
    """The recall that no learner can pass: mean over segments of the share of their codes already seen in training.

    `seen` is (segments, codes), 1 where the code was coded in what the segment's scores were learned from.
    """
    truth_ = np.asarray(truth, dtype=float)
    if not len(truth_):
        return None
    return float(((truth_ * np.asarray(seen, dtype=float)).sum(axis=1) / truth_.sum(axis=1)).mean())


def paired_interval(
    ours: ArrayLike, baseline: ArrayLike, groups: Sequence[str], *, draws: int = 2000
) -> tuple[float, float] | None:
    """95 % interval of the mean difference, by drawing whole groups (interviews) with replacement (Efron 1979).

    `ours` and `baseline` are (segments,). None below three groups: an interval of two would be a guess.
    """
    differences = np.asarray(ours, dtype=float) - np.asarray(baseline, dtype=float)
    names, member = np.unique(np.asarray(groups, dtype=object).astype(str), return_inverse=True)
    if len(names) < 3:  # noqa: PLR2004 - as said
        return None
    sums, sizes = np.bincount(member, differences), np.bincount(member)
    drawn = np.random.default_rng(0).integers(0, len(names), size=(draws, len(names)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def recalls(scores: ArrayLike, truth: ArrayLike, k: int = 3) -> Floats:
    """(segments,): the share of each segment's codes among the first k."""
    scores_, truth_ = _checked(scores, truth)
    return np.asarray((chances(scores_, k) * truth_).sum(axis=1) / truth_.sum(axis=1)) if len(truth_) else np.zeros(0)


def _checked(scores: ArrayLike, truth: ArrayLike) -> tuple[Floats, Floats]:
    scores_, truth_ = np.asarray(scores, dtype=float), np.asarray(truth, dtype=float)
    if scores_.shape != truth_.shape or scores_.ndim != 2:  # noqa: PLR2004 - segments by codes
        raise ValueError(f"scores {scores_.shape} and truth {truth_.shape} are not two tables of one shape")
    if (truth_.sum(axis=1) == 0).any():
        raise ValueError("a segment carries no code")
    return scores_, truth_


def best_cut(scores: Floats, wanted: Floats, right: Floats) -> float | None:
    """The score from which showing is worth most by F with beta = 1/2; None where no cut shows 20 right ones.

    F = 1.25 P R / (.25 P + R), precision twice as important as recall (van Rijsbergen 1979, ch. 7); P = right among those shown,
    R = right among those `wanted`. No more are shown than are wanted: where hardly any is right, F alone would show everything.
    Equal scores are shown together; of equal F, the cut that shows more.
    """
    if not len(scores) or not wanted.any():
        return None
    order = np.argsort(-scores, kind="stable")
    found = np.cumsum(right[order], dtype=float)
    precision, recall = found / np.arange(1, len(order) + 1), found / wanted.sum()
    value = 1.25 * precision * recall / np.maximum(0.25 * precision + recall, 1e-12)
    last = np.append(np.diff(scores[order]) != 0, True)
    value[~last | (found < _FEWEST_RIGHT)] = -1
    value[int(wanted.sum()) :] = -1
    if value.max() < 0:
        return None
    return float(scores[order[len(value) - 1 - int(np.argmax(value[::-1]))]])
