"""Do coders agree? Percent agreement, Krippendorff's alpha, Cohen's kappa, Gwet's AC1, and alpha for several codes at once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from qualcode.core.language import _

MISSING = -1
"""In a table of ratings: this coder did not judge this unit."""

HIGH_AGREEMENT = 0.8
LOW_COEFFICIENT = 0.4
MOST_DISTINCT_SETS = 3000
"""Above so many different sets of codes, what chance would give is estimated on a seeded sample of them."""

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """A coefficient, or why there is none: `value` is None exactly when `reason` says something.

    `n` counts units, or pairable values for Krippendorff's alpha.
    """

    value: float | None
    n: int
    method: str
    reason: str = ""
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What two or more coders have in common, over `n` units that at least two of them judged.

    `shares` is what part of the judgements each category got; for one code, `shares[1]` is its prevalence.
    """

    n: int
    coders: int
    shares: tuple[float, ...]
    percent: Coefficient
    alpha: Coefficient
    kappa: Coefficient
    ac1: Coefficient
    caveats: tuple[str, ...]


def agreement(ratings: NDArray[np.int64], *, categories: int, weights: NDArray[np.int64] | None = None) -> Agreement:
    """The four coefficients of a table coders x units of categories 0 to `categories` - 1, `MISSING` where not judged.

    `weights` says how many units a column stands for (1 each by default). Raises ValueError for another shape or value.
    """
    weights = np.ones(ratings.shape[-1], dtype=np.int64) if weights is None else weights
    _check(ratings, categories, weights)
    counts = np.stack([np.count_nonzero(ratings == k, axis=0) for k in range(categories)], axis=1).astype(np.float64)
    judged = counts.sum(axis=1)
    paired = (judged > 1) & (weights > 0)
    counts, judged, own = counts[paired], judged[paired], weights[paired].astype(np.float64)
    n = int(own.sum())
    values = own @ counts
    shares = values / values.sum() if n else np.zeros(categories)
    percent = _percent(counts, judged, own)
    reason = _no_reason(n, shares)
    found = Agreement(
        n=n,
        coders=len(ratings),
        shares=tuple(map(float, shares)),
        percent=percent,
        alpha=_alpha(counts, judged, own, reason),
        kappa=_kappa(ratings[:, paired], categories, own, reason),
        ac1=_ac1(percent.value, counts, judged, own, reason),
        caveats=(),
    )
    return replace(found, caveats=_caveats(found))


def _check(ratings: NDArray[np.int64], categories: int, weights: NDArray[np.int64]) -> None:
    if ratings.ndim != 2 or len(ratings) < 2:  # noqa: PLR2004
        raise ValueError(f"a table of at least two coders x units is needed, not {ratings.shape}")
    if weights.shape != ratings.shape[1:] or (weights < 0).any():
        raise ValueError("one weight of at least 0 for each unit is needed")
    if ratings.size and (ratings.min() < MISSING or ratings.max() >= categories):
        raise ValueError(f"categories run from 0 to {categories - 1}")


def _no_reason(n: int, shares: _Floats) -> str:
    """Why chance-corrected agreement can't be computed; empty when it can."""
    if n == 0:
        return _("not computable (nothing was judged by two coders)")
    return _("not computable (no variation)") if np.count_nonzero(shares) == 1 else ""


def _percent(counts: _Floats, judged: _Floats, weights: _Floats) -> Coefficient:
    """Mean over units of the share of pairs of coders that agree; with two coders, the share of units on which they do."""
    n = int(weights.sum())
    if n == 0:
        return Coefficient(value=None, n=0, method="percent agreement", reason=_no_reason(0, np.zeros(0)))
    agreeing = (counts * (counts - 1)).sum(axis=1) / (judged * (judged - 1))
    return Coefficient(value=float(weights @ agreeing) / n, n=n, method="percent agreement")


def _alpha(counts: _Floats, judged: _Floats, weights: _Floats, reason: str) -> Coefficient:
    """Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's alpha-reliability").

    1 - Do/De over the n pairable values: Do = 1/n sum_u sum_{c != k} n_uc n_uk / (m_u - 1), with m_u the values of unit u;
    De = sum_{c != k} n_c n_k / (n (n - 1)). Units with one value pair with nothing and are left out. With one category
    only, both are 0: not computable.
    """
    values = weights @ counts
    n = float(values.sum())
    method = "Krippendorff's alpha, nominal (Krippendorff 2011)"
    if reason:
        return Coefficient(value=None, n=int(n), method=method, reason=reason)
    unlike = (judged**2 - (counts**2).sum(axis=1)) / (judged - 1)
    observed = float(weights @ unlike) / n
    expected = (n * n - float((values**2).sum())) / (n * (n - 1))
    return Coefficient(value=1 - observed / expected, n=int(n), method=method)


def _kappa(ratings: NDArray[np.int64], categories: int, weights: _Floats, reason: str) -> Coefficient:
    """Cohen's kappa (1960), two coders: (po - pe) / (1 - pe), with pe = sum over categories of p1k p2k.

    The chance that two coders agree is a sum over categories, not a product. Where one coder always says the same, po = pe
    and kappa is 0 whatever the agreement: said as a caveat. More than two coders: not defined.
    """
    n, method = int(weights.sum()), "Cohen's kappa (Cohen 1960)"
    if len(ratings) != 2:  # noqa: PLR2004
        return Coefficient(value=None, n=n, method=method, reason=_("defined for two coders only"))
    if reason:
        return Coefficient(value=None, n=n, method=method, reason=reason)
    first, second = (np.bincount(own, weights=weights, minlength=categories) / n for own in ratings)
    observed = float(weights @ (ratings[0] == ratings[1])) / n
    expected = float(first @ second)
    flat = any(np.count_nonzero(shares) == 1 for shares in (first, second))
    caveat = _("One coder always gave the same answer: kappa is then 0, however much they agree.")
    value = 0.0 if flat else (observed - expected) / (1 - expected)
    return Coefficient(value=value, n=n, method=method, caveats=(caveat,) if flat else ())


def _ac1(percent: float | None, counts: _Floats, judged: _Floats, weights: _Floats, reason: str) -> Coefficient:
    """Gwet's AC1 (2008): (pa - pe) / (1 - pe), pe = sum_k pi_k (1 - pi_k) / (q - 1), pi_k the mean share of category k.

    q is the number of categories there are, met or not. It stays near the percent agreement where one category is rare or
    nearly everything. With one category met it would be 1 by construction: not computable.
    """
    n, method = int(weights.sum()), "Gwet's AC1 (Gwet 2008)"
    if reason or percent is None:
        return Coefficient(value=None, n=n, method=method, reason=reason)
    pi = weights @ (counts / judged[:, None]) / n
    expected = float((pi * (1 - pi)).sum()) / (counts.shape[1] - 1)
    return Coefficient(value=(percent - expected) / (1 - expected), n=n, method=method)


def _caveats(found: Agreement) -> tuple[str, ...]:
    return (*found.kappa.caveats, *([_paradox()] if paradoxical(found) else []))


def _paradox() -> str:
    return _(
        "High agreement, low alpha or kappa: nearly all answers are the same one, so that chance alone would give most of the "
        "agreement (Feinstein & Cicchetti 1990). AC1, made for this case, stays high. Before claiming agreement, compare how "
        "often either coder gave the code with how often they differ."
    )


def paradoxical(found: Agreement) -> bool:
    """True when coders agree on at least 80 % of units and alpha or kappa stays below .40: prevalence makes it so."""
    values = [each.value for each in (found.alpha, found.kappa) if each.value is not None]
    return bool(values) and (found.percent.value or 0) >= HIGH_AGREEMENT and min(values) < LOW_COEFFICIENT


# Several codes on one unit

Sets = tuple[frozenset[str], ...]
"""The codes that each coder gave to a unit, in the coders' order."""


def masi(ours: frozenset[str], theirs: frozenset[str]) -> float:
    """Distance of two sets of codes, 0 to 1 (Passonneau 2006): 1 - J M.

    J is the Jaccard coefficient; M is 1 for the same set, 2/3 where one holds the other, 1/3 where they overlap, 0 where they
    share nothing. Two empty sets are the same; an empty one and another share nothing.

    >>> round(masi(frozenset("ab"), frozenset("a")), 3), masi(frozenset(), frozenset("a"))
    (0.667, 1.0)
    """
    return float(_masi(np.array(len(ours)), np.array(len(theirs)), np.array(len(ours & theirs))))


def _masi(ours: NDArray[np.int64], theirs: NDArray[np.int64], shared: NDArray[np.int64]) -> _Floats:
    """The same from the sizes of the two sets and of what they share."""
    together = ours + theirs - shared
    jaccard = shared / np.maximum(together, 1)
    smaller = np.minimum(ours, theirs)
    like = np.where(shared == together, 1.0, np.where(shared == smaller, 2 / 3, np.where(shared > 0, 1 / 3, 0.0)))
    return np.where(together == 0, 0.0, 1 - jaccard * like)


def masi_alpha(units: Mapping[Sets, int], *, seed: int = 1) -> Coefficient:
    """Krippendorff's alpha over whole sets of codes with the MASI distance (Passonneau 2006).

    1 - Do/De, De over all pairs of values with the n - 1 correction, as for nominal data. All coders judged every unit. With
    one set throughout (everything empty, say) there is no variation: not computable. With more than 3,000 different sets, De
    comes from a seeded sample of the values, and a caveat says so.
    """
    method = "Krippendorff's alpha, MASI distance (Passonneau 2006)"
    values: Counter[frozenset[str]] = Counter()
    for given, n in units.items():
        for own in given:
            values[own] += n
    if not units or values.total() == sum(units.values()):  # nothing, or a coder alone
        return Coefficient(value=None, n=0, method=method, reason=_no_reason(0, np.zeros(0)))
    if len(values) == 1:
        return Coefficient(value=None, n=values.total(), method=method, reason=_("not computable (no variation)"))
    sets, sizes = list(values), np.array(list(values.values()), dtype=np.int64)
    sampled = len(sets) > MOST_DISTINCT_SETS
    if sampled:
        kept = np.random.default_rng(seed).choice(len(sets), MOST_DISTINCT_SETS, p=sizes / sizes.sum())
        sets, sizes = [sets[n] for n in kept], np.ones(MOST_DISTINCT_SETS, dtype=np.int64)
    caveat = _("More than {n} different sets of codes: chance agreement was estimated on a sample of them.")
    return Coefficient(
        value=1 - _observed(units) / _expected(_rows(sets), sizes),
        n=values.total(),
        method=method,
        caveats=(caveat.format(n=MOST_DISTINCT_SETS),) if sampled else (),
    )


def _rows(sets: Sequence[frozenset[str]]) -> NDArray[np.bool_]:
    """Sets x codes, True where the set holds the code."""
    place = {code: n for n, code in enumerate(frozenset().union(*sets))}
    table = np.zeros((len(sets), len(place)), dtype=np.bool_)
    for n, own in enumerate(sets):
        table[n, [place[code] for code in own]] = True
    return table


def _observed(units: Mapping[Sets, int]) -> float:
    """Mean distance of two coders' sets on the same unit."""
    pairs = [
        (len(ours), len(theirs), len(ours & theirs), n)
        for given, n in units.items()
        for ours, theirs in combinations(given, 2)
    ]
    ours, theirs, shared, sizes = np.array(pairs, dtype=np.int64).T
    return float(sizes @ _masi(ours, theirs, shared) / sizes.sum())


def _expected(sets: NDArray[np.bool_], sizes: NDArray[np.int64], rows: int = 500) -> float:
    """Mean distance of two values taken at random, each with another one."""
    n = float(sizes.sum())
    table = sets.astype(np.float32)
    lengths = np.count_nonzero(sets, axis=1)
    # Empty sets are the same; others that share nothing are not alike at all, and they are most.
    alike = float(sizes[lengths == 0].sum()) ** 2
    for start in range(0, len(sets), rows):
        shared = np.rint(table[start : start + rows] @ table.T).astype(np.int64)
        one, other = np.nonzero(shared)
        likeness = 1 - _masi(lengths[start + one], lengths[other], shared[one, other])
        alike += float((sizes[start + one] * sizes[other]) @ likeness)
    return (n * n - alike) / (n * (n - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeJudged:
    """One code: how far coders agree on it, on how many units they differ, and to how many each gave it, in their order."""

    agreement: Agreement
    contested: int
    given: tuple[int, ...]


def per_code(units: Mapping[Sets, int], codes: Sequence[str]) -> tuple[Sequence[CodeJudged], Agreement]:
    """One code after another (every unit judged by all coders), and all decisions together.

    "Together" takes each unit x code as one decision: most of them are "no", which flatters the percent agreement.
    """
    coders = len(next(iter(units)))
    found = patterns(units, codes)
    every: Counter[int] = Counter()
    for own in found.values():
        every.update(own)
    return [_judged(found[code], coders) for code in codes], _judged(every, coders).agreement


def patterns(units: Mapping[Sets, int], codes: Sequence[str]) -> dict[str, Counter[int]]:
    """For each code, how many units were given it by whom: bit n of a pattern is the n-th coder.

    >>> patterns({(frozenset("a"), frozenset("ab")): 2, (frozenset(), frozenset("a")): 1}, "ab")
    {'a': Counter({3: 2, 2: 1, 0: 0}), 'b': Counter({2: 2, 0: 1})}
    """
    found: dict[str, Counter[int]] = {code: Counter() for code in codes}
    for given, n in units.items():
        who: dict[str, int] = {}
        for coder, own in enumerate(given):
            for code in own:
                who[code] = who.get(code, 0) | 1 << coder
        for code, pattern in who.items():
            found[code][pattern] += n
    total = sum(units.values())
    for patterns_met in found.values():
        patterns_met[0] = total - patterns_met.total()  # nobody: by far the most, and never looked at one by one
    return found


def _judged(patterns: Mapping[int, int], coders: int) -> CodeJudged:
    met = sorted(pattern for pattern, n in patterns.items() if n)
    sizes = np.array([patterns[pattern] for pattern in met], dtype=np.int64)
    ratings = np.array([[pattern >> coder & 1 for pattern in met] for coder in range(coders)], dtype=np.int64)
    differ = (ratings != ratings[0]).any(axis=0)
    return CodeJudged(
        agreement=agreement(ratings, categories=2, weights=sizes),
        contested=int(sizes[differ].sum()),
        given=tuple(map(int, ratings @ sizes)),
    )
