"""Could chance alone make groups differ this much? An exact test per code, corrected for their number, and the difference.

On demand only: with few interviews a test can hardly answer, and what it says is how surprising the counts would be, never
that a code matters more to somebody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import lgamma, sqrt

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.frequency import FrequencyTable
from qualcode.analysis.proportion import Interval, wilson

MOST_TABLES = 2_000_000
"""Above so many possible tables, they are drawn at random instead of all being looked at."""
DRAWS = 100_000
_TIE = 1e-7  # two probabilities that differ by rounding only are the same

_Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class PValue:
    """A p-value, the smallest that these sizes allow, and whether all tables were looked at (`exact`) or `DRAWS` drawn."""

    value: float
    smallest: float | None
    exact: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Share in `first` minus share in `second`, -1 to 1, with its interval (Newcombe 1998, method 10)."""

    first: str
    second: str
    value: float
    interval: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeTest:
    """One code: its p-value, the same corrected for the number of codes (Holm 1979), differences of every two groups."""

    code: str
    p: PValue
    corrected: float
    differences: tuple[Difference, ...]

    @property
    def widest(self) -> Difference:
        """The difference furthest from 0, chosen after looking; the first of equals."""
        return max(self.differences, key=lambda each: abs(each.value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A test per code that some, and not all, interviews carry; `smallest` is the least p that any code could have had."""

    groups: Mapping[str, int]
    tests: tuple[CodeTest, ...]
    smallest: float | None


def compare(table: FrequencyTable, *, seed: int = 1) -> Comparison:
    """Every code of a table compared between groups; groups without a name or an interview are left out.

    The caller makes sure that no interview stands in two groups: the test supposes them apart. Codes that no interview
    carries, or all, can't differ and are left out. With fewer than two groups there is nothing to compare.
    """
    groups = {name: n for name, n in table.groups.items() if name and n}
    sizes = tuple(groups.values())
    if len(groups) < 2:  # noqa: PLR2004
        return Comparison(groups=groups, tests=(), smallest=None)
    counts = {row.code: tuple(row.cells[name].interviews for name in groups) for row in table.rows}
    counts = {code: own for code, own in counts.items() if 0 < sum(own) < sum(sizes)}
    found = {code: freeman_halton(own, sizes, seed=seed) for code, own in counts.items()}
    corrected = holm([p.value for p in found.values()])
    tests = tuple(
        CodeTest(
            code=code,
            p=p,
            corrected=after,
            differences=tuple(
                newcombe(dict(zip(groups, counts[code], strict=True)), groups, first, second)
                for first, second in combinations(groups, 2)
            ),
        )
        for (code, p), after in zip(found.items(), corrected, strict=True)
    )
    return Comparison(groups=groups, tests=tests, smallest=smallest_p(sizes))


def freeman_halton(carrying: Sequence[int], sizes: Sequence[int], *, seed: int = 1) -> PValue:
    """Exact test that groups of these sizes carry a code equally often (Freeman & Halton 1951; two groups: Fisher 1935).

    Given how many interviews carry it, x in each group has probability prod C(n_i, x_i) / C(N, sum x); the p-value is the
    probability of all tables no likelier than this one. Above 2,000,000 tables it is estimated from 100,000 seeded draws,
    (b + 1) / (B + 1). Raises ValueError unless 0 <= x <= n.

    >>> freeman_halton([3, 0], [3, 3]).value, freeman_halton([3, 0], [3, 3]).smallest
    (0.1, 0.1)
    """
    if len(carrying) != len(sizes) or any(not 0 <= x <= n for x, n in zip(carrying, sizes, strict=True)):
        raise ValueError(f"{carrying} of {sizes}")
    own = sum(_log_choose(n, x) for x, n in zip(carrying, sizes, strict=True))
    tables = _tables(tuple(sizes), sum(carrying))
    if tables is None:
        return _drawn(carrying, sizes, own, seed)
    logs, cumulated = tables
    place = int(np.searchsorted(logs, own + _TIE, side="right"))
    smallest = int(np.searchsorted(logs, logs[0] + _TIE, side="right"))
    return PValue(value=_share(cumulated, place), smallest=_share(cumulated, smallest), exact=True)


def smallest_p(sizes: Sequence[int]) -> float | None:
    """The least p-value that any code could have with groups of these sizes; None where too many tables are possible.

    >>> smallest_p([3, 3])
    0.1
    """
    cells = float(np.prod([n + 1.0 for n in sizes]))
    if cells > MOST_TABLES:
        return None
    found = [_tables(tuple(sizes), carrying) for carrying in range(1, sum(sizes))]
    return min(
        (
            _share(cumulated, int(np.searchsorted(logs, logs[0] + _TIE, side="right")))
            for logs, cumulated in filter(None, found)
        ),
        default=None,
    )


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """p-values corrected for their number, in the order given (Holm 1979): the i-th smallest times m - i + 1, never falling.

    >>> holm([0.01, 0.04, 0.03])
    (0.03, 0.06, 0.06)
    """
    order = sorted(range(len(values)), key=values.__getitem__)
    corrected = [0.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(values) - rank) * values[place]))
        corrected[place] = highest
    return tuple(corrected)


def newcombe(carrying: Mapping[str, int], sizes: Mapping[str, int], first: str, second: str) -> Difference:
    """Difference of two shares, and its 95 % interval from their Wilson intervals (Newcombe 1998, method 10).

    p1 - p2 - sqrt((p1 - l1)**2 + (u2 - p2)**2) to p1 - p2 + sqrt((u1 - p1)**2 + (p2 - l2)**2).
    """
    p, q = carrying[first] / sizes[first], carrying[second] / sizes[second]
    one, two = wilson(carrying[first], sizes[first]), wilson(carrying[second], sizes[second])
    return Difference(
        first=first,
        second=second,
        value=p - q,
        interval=Interval(
            low=p - q - sqrt((p - one.low) ** 2 + (two.high - q) ** 2),
            high=p - q + sqrt((one.high - p) ** 2 + (q - two.low) ** 2),
            method="Newcombe",
        ),
    )


@lru_cache(maxsize=4096)  # codes carried by as many interviews share their tables
def _tables(sizes: tuple[int, ...], carrying: int) -> tuple[_Floats, _Floats] | None:
    """Log weights of every table with these margins, ascending, and their probabilities added up; None if too many."""
    *others, last = sorted(sizes)
    ranges = [np.arange(min(n, carrying) + 1) for n in others]
    if float(np.prod([float(len(each)) for each in ranges])) > MOST_TABLES:
        return None
    logs, totals = np.zeros(1), np.zeros(1, dtype=np.int64)
    for n, each in zip(others, ranges, strict=True):
        logs = np.add.outer(logs, _log_chooses(n, each)).ravel()
        totals = np.add.outer(totals, each).ravel()
    rest = carrying - totals
    possible = (rest >= 0) & (rest <= last)
    logs = np.sort(logs[possible] + _log_chooses(last, rest[possible]))
    weights = np.exp(logs - logs[-1])
    return logs, np.cumsum(weights) / weights.sum()


def _drawn(carrying: Sequence[int], sizes: Sequence[int], own: float, seed: int) -> PValue:
    random = np.random.default_rng(seed)
    drawn = random.multivariate_hypergeometric(np.asarray(sizes), sum(carrying), size=DRAWS, method="marginals")
    logs = sum((_log_chooses(n, drawn[:, place]) for place, n in enumerate(sizes)), np.zeros(DRAWS))
    rarer = int(np.count_nonzero(logs <= own + _TIE))
    return PValue(value=(rarer + 1) / (DRAWS + 1), smallest=None, exact=False)


def _share(cumulated: _Floats, place: int) -> float:
    """The probability of the first tables, without the noise of adding many small numbers."""
    return float(f"{min(1.0, float(cumulated[place - 1])):.12g}")


def _log_choose(n: int, x: int) -> float:
    return lgamma(n + 1) - lgamma(x + 1) - lgamma(n - x + 1)


def _log_chooses(n: int, x: NDArray[np.int64]) -> _Floats:
    every = np.array([_log_choose(n, k) for k in range(n + 1)])
    return np.asarray(every[x], dtype=np.float64)
