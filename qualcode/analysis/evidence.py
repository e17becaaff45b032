"""What stands beside a verdict: other rules, other orders, another author's rule, what is unseen, what more would bring."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from qualcode.analysis.incidence import Incidence
from qualcode.analysis.orders import OrderBand, order_band
from qualcode.analysis.proportion import Interval
from qualcode.analysis.richness import NotEstimable, accumulation, chao2_interval, extrapolation
from qualcode.analysis.saturation import Saturation, SensitivityCell, sensitivity, ten_plus_three
from qualcode.core.study import StoppingRule

ORDERS = 2_000
"""Orders drawn for a report: a share of them is then right to about two points."""
FARTHEST = 10
"""Nobody asks what an eleventh more interview would bring."""
FRANCIS_NEEDS = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Francis:
    """Where 10 + 3 stops (Francis et al. 2010), for all codes and for those of each theme; None where it does not."""

    stopped_at: int | None
    themes: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """`mean` is the exact mean curve; `outlook[m - 1]` the codes that m more interviews should bring; `once` met once only.

    `sensitivity`, `francis` and the stopping points of `band` are verdicts by other means: they are empty or None wherever
    the verdict itself is not told. `interval` is that of Chao2; it and `outlook` are there only where Chao2 is.
    """

    mean: tuple[float, ...]
    band: OrderBand | None
    stopping_told: bool
    sensitivity: tuple[SensitivityCell, ...]
    francis: Francis | None
    interval: Interval | None
    outlook: tuple[float, ...]
    once: tuple[str, ...]


def evidence(incidence: Incidence, result: Saturation, *, themes: Mapping[str, str], orders: int = ORDERS) -> Evidence:
    """What stands beside this result; `themes` gives the theme of each code (none: the rule is not applied per theme)."""
    told = result.verdict != "cannot_be_claimed"
    estimated = result.chao2 is not None
    return Evidence(
        mean=tuple(accumulation(incidence).tolist()),
        band=order_band(incidence, result.rule, orders=orders) if incidence.T > 1 else None,
        stopping_told=told,
        sensitivity=sensitivity(incidence) if told else (),
        francis=_francis(incidence, themes) if told and incidence.T >= FRANCIS_NEEDS else None,
        interval=chao2_interval(incidence) if estimated else None,
        outlook=_outlook(incidence) if estimated else (),
        once=tuple(code for code, y in zip(incidence.codes, incidence.Y, strict=True) if y == 1),
    )


def crossing(groups: Mapping[str, Incidence]) -> dict[str, tuple[str, ...]]:
    """Codes met in at least two groups, with these groups, in the order of the codes."""
    found: dict[str, list[str]] = {}
    for name, incidence in groups.items():
        for place in np.flatnonzero(incidence.Y):
            found.setdefault(incidence.codes[place], []).append(name)
    order = {code: n for incidence in groups.values() for n, code in enumerate(incidence.codes)}
    return {code: tuple(found[code]) for code in sorted(found, key=order.__getitem__) if len(found[code]) > 1}


def usual_stopping(band: OrderBand) -> tuple[int, float] | None:
    """The interview after which the rule would most often have stopped, and in what share of the orders; None if never."""
    if not band.stopping:
        return None
    point = max(band.stopping, key=lambda k: (band.stopping[k], -k))
    return point, band.stopping[point] / band.orders


def as_point(k: int, rule: StoppingRule) -> str:
    """A stopping point as Guest, Namey & Chen (2020) write it.

    >>> as_point(6, StoppingRule())
    '6+2'
    """
    return f"{k}+{rule.run}"


def _francis(incidence: Incidence, themes: Mapping[str, str]) -> Francis:
    by_theme: dict[str, list[str]] = {}
    for code, y in zip(incidence.codes, incidence.Y, strict=True):
        if y and code in themes:
            by_theme.setdefault(themes[code], []).append(code)
    return Francis(
        stopped_at=ten_plus_three(incidence),
        themes={theme: ten_plus_three(incidence.only(codes)) for theme, codes in by_theme.items()},
    )


def _outlook(incidence: Incidence) -> tuple[float, ...]:
    try:
        farthest = min(FARTHEST, incidence.T)
        return tuple(extrapolation(incidence, m).value - incidence.S for m in range(1, farthest + 1))
    except NotEstimable:
        return ()
