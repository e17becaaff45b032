"""What if the interviews had come in another order? A band around the curve, and where the rule would have stopped.

After Constantinou, Georgiou & Perdikogianni (2017), Qualitative Research 17(5):571-588.
"""
# ruff: noqa: N803, N806 - T is the papers' name

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.incidence import Incidence
from qualcode.core.study import StoppingRule

ORDERS = 10_000
_CHUNK = 2_048  # orders at once: their positions stay in the processor's cache

Counts = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderBand:
    """Codes seen after 1..T interviews over many orders, and the interview at which the rule would have stopped.

    `mean`, `low` and `high` hold T numbers of codes; `low` and `high` bound the central `level` of the orders.
    `stopping` maps k, the interviews done before the first run at or below the threshold, to a number of orders, k
    ascending; `not_reached` orders never got there; `not_computable` had too few interviews or a base without a code.
    `stopping`, `not_reached` and `not_computable` add up to `orders`. `exact` when these are all T! orders, each once;
    else they were drawn at random from `seed`.
    """

    interviews: int
    codes: int
    orders: int
    exact: bool
    seed: int
    level: float
    rule: StoppingRule
    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    stopping: Mapping[int, int]
    not_reached: int
    not_computable: int

    @property
    def share_reached(self) -> float:
        """Share of the orders, 0 to 1, in which the rule would have fired."""
        return sum(self.stopping.values()) / self.orders


def order_band(
    incidence: Incidence, rule: StoppingRule, *, orders: int = ORDERS, seed: int = 0, level: float = 0.95
) -> OrderBand:
    """Permutation band of the accumulation curve and distribution of the stopping point (Constantinou et al. 2017).

    When there are no more than `orders` different orders, all are taken and the band is exact (7 interviews: 5,040).
    The mean converges to `richness.accumulation`. The same seed gives the same band. About n * U byte comparisons for
    n orders, a chunk at a time: 10,000 orders of 100 interviews x 200 codes take a tenth of a second.
    Raises ValueError when orders is below 1, or base or run of the rule is.
    """
    if orders < 1 or rule.base < 1 or rule.run < 1:
        raise ValueError(f"{orders} orders, a base of {rule.base} and runs of {rule.run} interviews")
    exact = _few(incidence.T, orders)
    curves = np.concatenate([_curves(incidence, chunk) for chunk in _positions(incidence.T, orders, seed)])
    low, high = np.quantile(curves, [(1 - level) / 2, (1 + level) / 2], axis=0)
    stopping, not_reached, not_computable = _stopping_points(curves, rule)
    return OrderBand(
        interviews=incidence.T,
        codes=incidence.S,
        orders=len(curves),
        exact=exact,
        seed=seed,
        level=level,
        rule=rule,
        mean=tuple(curves.mean(axis=0).tolist()),
        low=tuple(low.tolist()),
        high=tuple(high.tolist()),
        stopping=stopping,
        not_reached=not_reached,
        not_computable=not_computable,
    )


def _few(T: int, orders: int) -> bool:
    return factorial(min(T, 20)) <= orders  # 20! is above any number of orders one could ask for


def _positions(T: int, orders: int, seed: int) -> Iterator[NDArray[np.unsignedinteger]]:
    """Orders, a chunk at a time, as the position from 0 of each interview; shape (T, orders in the chunk)."""
    small = np.min_scalar_type(T)  # one byte up to 255 interviews: what decides the speed of the minima below
    if _few(T, orders):
        every = np.array(list(permutations(range(T))), dtype=small).T
        yield from (every[:, start : start + _CHUNK] for start in range(0, every.shape[1], _CHUNK))
        return
    random = np.random.default_rng(seed)
    identity = np.arange(T, dtype=small)[:, np.newaxis]
    for start in range(0, orders, _CHUNK):
        yield random.permuted(np.tile(identity, min(_CHUNK, orders - start)), axis=0)


def _curves(incidence: Incidence, positions: NDArray[np.unsignedinteger]) -> Counts:
    """Codes seen after 1..T interviews in each order; shape (orders, T).

    A code is first seen at the smallest position of the interviews that carry it. Interviews are rows, so that each
    minimum runs over whole rows of neighbouring bytes.
    """
    T, orders = positions.shape
    new = np.zeros(orders * T, dtype=np.int32)
    start_of_order = np.arange(orders) * T
    for carriers in incidence.table.T[incidence.Y > 0]:
        # One cell per order: no index repeats, so the plain addition counts each.
        new[start_of_order + positions[carriers].min(axis=0)] += 1
    return np.cumsum(new.reshape(orders, T), axis=1, dtype=np.int32)


def _stopping_points(curves: Counts, rule: StoppingRule) -> tuple[Mapping[int, int], int, int]:
    """The rule of Guest, Namey & Chen (2020) on every curve: ({k: orders}, orders not reached, not computable)."""
    orders, T = curves.shape
    if rule.base + rule.run > T:
        return {}, 0, orders
    base = curves[:, rule.base - 1]
    curves, base = curves[base > 0], base[base > 0]
    new = curves[:, rule.base + rule.run - 1 :] - curves[:, rule.base - 1 : T - rule.run]
    calm = new / base[:, np.newaxis] <= rule.threshold
    fired = calm.any(axis=1)
    points, counts = np.unique(rule.base + calm[fired].argmax(axis=1), return_counts=True)
    stopping = dict(zip(points.tolist(), counts.tolist(), strict=True))
    return stopping, int(np.count_nonzero(~fired)), orders - len(curves)
