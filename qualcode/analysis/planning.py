"""How many? Interviews to plan before collecting, units to code twice before claiming agreement."""

from math import ceil
from statistics import NormalDist


def units_to_code_twice(*, kappa: float, share: float, precision: float, level: float = 0.95) -> int:
    """Units that two coders must both judge to know kappa to within +- `precision`, for a code given to `share` of them.

    n = (z/d)**2 (1-k) ((1-k)(1-2k) + k(2-k) / (2 p (1-p))): the large-sample variance of kappa with two coders who give the
    code equally often (Bloch & Kraemer 1989; that of Fleiss, Cohen & Everitt 1969 in this case). Units are supposed
    independent, which passages of one interview are not: a minimum. Raises ValueError outside 0 <= kappa < 1, 0 < share < 1,
    precision > 0.

    >>> units_to_code_twice(kappa=0.8, share=0.1, precision=0.1), units_to_code_twice(kappa=0.8, share=0.02, precision=0.1)
    (401, 1873)
    """
    if not 0 <= kappa < 1 or not 0 < share < 1 or precision <= 0:
        raise ValueError(f"kappa {kappa}, share {share}, precision {precision}")
    z = NormalDist().inv_cdf((1 + level) / 2)
    return ceil((z / precision) ** 2 * kappa_variance(kappa, share))


def kappa_variance(kappa: float, share: float) -> float:
    """Variance of kappa times the number of units (see `units_to_code_twice`)."""
    return (1 - kappa) * ((1 - kappa) * (1 - 2 * kappa) + kappa * (2 - kappa) / (2 * share * (1 - share)))
