"""A share of few interviews: its interval, and whether it may be written as a percentage."""

from dataclasses import dataclass
from math import floor, sqrt
from statistics import NormalDist

from qualcode.core.language import _

SMALLEST_BASE_FOR_PERCENT = 5
"""Below this many interviews a report writes "2 of 3"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A confidence interval; of a proportion, `low` and `high` are shares between 0 and 1."""

    low: float
    high: float
    level: float = 0.95
    method: str = "Wilson"


def percent_allowed(n: int) -> bool:
    """True when a share of n interviews may be written as a percentage.

    >>> percent_allowed(4), percent_allowed(5)
    (False, True)
    """
    return n >= SMALLEST_BASE_FOR_PERCENT


def wilson(x: int, n: int, *, level: float = 0.95) -> Interval:
    """Score interval of x interviews out of n (Wilson 1927), without continuity correction.

    (p + z**2/2n -+ z sqrt(p(1-p)/n + z**2/4n**2)) / (1 + z**2/n), with p = x/n.
    The low end is exactly 0 when x = 0, the high end exactly 1 when x = n. Raises ValueError unless 0 <= x <= n, n > 0.

    >>> found = wilson(5, 8)
    >>> round(found.low, 2), round(found.high, 2)
    (0.31, 0.86)
    """
    if n < 1 or not 0 <= x <= n:
        raise ValueError(f"{x} of {n} is not a share")
    z = NormalDist().inv_cdf((1 + level) / 2)
    p = x / n
    centre = p + z * z / (2 * n)
    half = z * sqrt(p * (1 - p) / n + (z / (2 * n)) ** 2)
    scale = 1 + z * z / n
    # Rounding would leave the two exact ends a hair off.
    low = 0.0 if x == 0 else (centre - half) / scale
    high = 1.0 if x == n else (centre + half) / scale
    return Interval(low=low, high=high, level=level)


def half_up(value: float) -> int:
    """The nearest whole number, halves upwards as readers round them (5 of 8 is 63 %, not 62 %).

    >>> half_up(62.5), half_up(0.5), half_up(12.4999)
    (63, 1, 12)
    """
    return floor(value + 0.5 + 1e-9)  # 100 * 0.145 must count as 14.5


def percentage(share: float) -> str:
    """A share as a percentage: a tenth below 10 %, so that 5.4 % is not read as the 5 % it exceeds.

    >>> percentage(1 / 37), percentage(7 / 37), percentage(0.05), percentage(5 / 8), percentage(1.5)
    ('2.7 %', '19 %', '5 %', '63 %', '150 %')
    """
    whole, tenth = divmod(half_up(1000 * share), 10)
    if whole >= 10 or tenth == 0:  # noqa: PLR2004 - two digits are what counts of interviews can bear
        return _("{percent} %").format(percent=half_up(100 * share))
    return _("{whole}.{tenth} %").format(whole=whole, tenth=tenth)
