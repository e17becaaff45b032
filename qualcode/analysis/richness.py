"""How much is still unseen: estimates from the codes found in one interview and in two (Chao 1987 and after).

They are meant for six interviews or more: with three interviews and no singleton they claim everything is found.
"""
# ruff: noqa: N806 - T, A, K and Q are the papers' names

from bisect import bisect_left
from dataclasses import dataclass
from math import comb, exp, lgamma, log, log1p, sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from qualcode.analysis.incidence import Incidence
from qualcode.analysis.proportion import Interval
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError

FEWEST_INTERVIEWS = 6
"""Below this many interviews nothing is said of what is unseen."""


class NotEstimable(QualcodeError):  # noqa: N818 - a state of affairs, named as such
    """These interviews hold nothing to estimate from."""


class TooFewInterviews(NotEstimable):
    """Fewer than six interviews."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A number, the interviews and rare codes it rests on, and what to keep in mind; `Q1`, `Q2` are printed with it."""

    value: float
    interviews: int
    Q1: int
    Q2: int
    method: str
    caveats: tuple[str, ...] = ()


def chao2(incidence: Incidence) -> Estimate:
    """Lower bound of the number of codes, seen and unseen (Chao 1987).

    S + (T-1)/T * Q1**2 / (2 Q2), and S + (T-1)/T * Q1 (Q1-1) / 2 where no code was found exactly twice.
    Raises TooFewInterviews below six: with three interviews and no singleton it would claim everything is found.
    Raises NotEstimable when no code was seen.
    """
    _check(incidence)
    return _estimate(incidence, incidence.S + _q0(incidence), _("Chao2 (Chao 1987), a lower bound"))


def chao2_interval(incidence: Incidence, *, level: float = 0.95) -> Interval | None:
    """Log-normal interval of Chao2 (Chao 1987; Colwell's EstimateS), never below the codes seen; None where Chao2 is S.

    S + q0/K to S + q0 K, K = exp(z sqrt(log(1 + var/q0**2))); with A = (T-1)/T and r = Q1/Q2, var = Q2 (A r**2/2 +
    A**2 r**3 + A**2 r**4/4), and where no code was found twice A Q1 (Q1-1)/2 + A**2 Q1 (2 Q1-1)**2/4 - A**2 Q1**4/(4 Chao2).
    Raises as `chao2`.
    """
    _check(incidence)
    T, Q1, Q2, q0 = incidence.T, incidence.Q(1), incidence.Q(2), _q0(incidence)
    if q0 == 0:
        return None
    A = (T - 1) / T
    if Q2:
        r = Q1 / Q2
        variance = Q2 * (A * r**2 / 2 + A**2 * r**3 + A**2 * r**4 / 4)
    else:
        variance = A * Q1 * (Q1 - 1) / 2 + A**2 * Q1 * (2 * Q1 - 1) ** 2 / 4 - A**2 * Q1**4 / (4 * (incidence.S + q0))
    z = NormalDist().inv_cdf((1 + level) / 2)
    K = exp(z * sqrt(log1p(variance / q0**2)))
    return Interval(low=incidence.S + q0 / K, high=incidence.S + q0 * K, level=level, method="log-normal (Chao 1987)")


def coverage(incidence: Incidence) -> Estimate:
    """Share of the incidences of the whole that belong to codes already seen, 0 to 1 (Chao & Jost 2012).

    1 - Q1/U * (T-1) Q1 / ((T-1) Q1 + 2 Q2); with Q2 = 0, 1 - Q1/U * (T-1)(Q1-1) / ((T-1)(Q1-1) + 2);
    with Q1 = 0 it is 1. Raises TooFewInterviews below six, NotEstimable when no code was seen.
    """
    _check(incidence)
    T, Q1, Q2 = incidence.T, incidence.Q(1), incidence.Q(2)
    if Q1 == 0:
        value = 1.0
    elif Q2 == 0:
        value = 1 - Q1 / incidence.U * (T - 1) * (Q1 - 1) / ((T - 1) * (Q1 - 1) + 2)
    else:
        value = 1 - Q1 / incidence.U * (T - 1) * Q1 / ((T - 1) * Q1 + 2 * Q2)
    return _estimate(incidence, value, _("sample coverage (Chao & Jost 2012)"))


def accumulation(incidence: Incidence) -> NDArray[np.float64]:
    """Mean number of codes seen in t interviews over every order, for t = 1..T; shape (T,), last value S.

    S(t) = S - sum_i C(T - Y_i, t) / C(T, t), by log-gamma, no simulation (Colwell et al. 2004, Chao et al. 2014).
    It describes the interviews done and says nothing of the unseen, so it holds for any number of them, none included.
    """
    T = incidence.T
    log_factorial = np.array([lgamma(n + 1) for n in range(T + 1)])
    t = np.arange(1, T + 1)
    unseen = np.zeros(T)
    for y, codes in zip(*np.unique(incidence.Y[incidence.Y > 0], return_counts=True), strict=True):
        # A code is missed only while the interviews that do not carry it can make up the whole draw.
        draws = t[: T - y]
        missed = log_factorial[T - y] - log_factorial[T - y - draws] - log_factorial[T] + log_factorial[T - draws]
        unseen[: T - y] += codes * np.exp(missed)
    return np.asarray(incidence.S - unseen, dtype=np.float64)


def extrapolation(incidence: Incidence, m: int) -> Estimate:
    """Expected number of codes seen after m more interviews of the same kind (Colwell et al. 2004, Chao et al. 2014).

    S(T+m) = S + q0 [1 - (1 - Q1/(T q0 + Q1))**m], q0 = Chao2 - S; S itself when q0 = 0.
    A caveat says so when m is more than T: past twice the interviews the bias of Chao2 dominates (Chao et al. 2014).
    Raises TooFewInterviews below six, NotEstimable when no code was seen, ValueError when m is negative.
    """
    _check(incidence)
    if m < 0:
        raise ValueError(f"{m} more interviews")
    caveat = _("More than twice the interviews done: the true number may be well above.")
    method = _("extrapolation (Chao et al. 2014)")
    return _estimate(incidence, incidence.S + _expected_new(incidence, m), method, *([caveat] * (m > incidence.T)))


def expected_new_next(incidence: Incidence) -> Estimate:
    """Codes that one more interview of the same kind should bring, S(T+1) - S: the answer to "should I do one more?".

    Formula, citation and errors as `extrapolation`.
    """
    _check(incidence)
    return _estimate(incidence, _expected_new(incidence, 1), _("extrapolation by one interview (Chao et al. 2014)"))


def unseen_prevalence(n: int, *, confidence: float = 0.95) -> float:
    """Share of a type above which a code would have been met in n interviews with 95 % probability.

    1 - 0.05**(1/n): the exact binomial upper bound for 0 of n (Clopper & Pearson 1934), close to the "rule of three".
    With no interview it is 1. Raises ValueError when n is negative.

    >>> [round(unseen_prevalence(n), 2) for n in (6, 12, 20)]
    [0.39, 0.22, 0.14]
    """
    if n < 0:
        raise ValueError(f"{n} interviews")
    return 1 - (1 - confidence) ** (1 / n) if n else 1.0


def smallest_n(*, prevalence: float, instances: int, power: float = 0.8) -> int:
    """Smallest number of interviews that meet a code at least `instances` times with this power (Fugard & Potts 2015).

    Smallest n with P(X >= instances) >= power, X binomial (n, prevalence). `prevalence` is the share of the population
    that holds the code, in (0, 1]; `power` is in (0, 1). Raises ValueError outside.

    >>> smallest_n(prevalence=0.1, instances=2, power=0.8)
    29
    """
    if not 0 < prevalence <= 1 or not 0 < power < 1 or instances < 1:
        raise ValueError(f"prevalence {prevalence}, instances {instances}, power {power}")

    def reached(n: int) -> float:
        return _at_least(instances, n, prevalence)

    enough = instances
    while reached(enough) < power:
        enough *= 2
    possible = range(instances, enough + 1)
    return possible[bisect_left(possible, power, key=reached)]


def _at_least(k: int, n: int, p: float) -> float:
    if p == 1:
        return float(n >= k)
    # Logarithms: a binomial coefficient of a large n does not fit a float.
    return 1 - sum(exp(log(comb(n, x)) + x * log(p) + (n - x) * log1p(-p)) for x in range(k))


def _check(incidence: Incidence) -> None:
    if incidence.T < FEWEST_INTERVIEWS:
        raise TooFewInterviews(
            plural(
                "{n} interview is too few to estimate what is unseen.",
                "{n} interviews are too few to estimate what is unseen.",
                incidence.T,
            ),
            advice=_("Estimates start at {n} interviews.").format(n=FEWEST_INTERVIEWS),
        )
    if incidence.S == 0:
        raise NotEstimable(_("No code was seen."), advice=_("Code these interviews first."))


def _estimate(incidence: Incidence, value: float, method: str, *caveats: str) -> Estimate:
    Q1, Q2 = incidence.Q(1), incidence.Q(2)
    if Q1 == 0:
        caveats += (_("No code was met in one interview only: the estimates then claim that everything is found."),)
    return Estimate(value=value, interviews=incidence.T, Q1=Q1, Q2=Q2, method=method, caveats=caveats)


def _q0(incidence: Incidence) -> float:
    T, Q1, Q2 = incidence.T, incidence.Q(1), incidence.Q(2)
    return (T - 1) / T * (Q1 * Q1 / (2 * Q2) if Q2 else Q1 * (Q1 - 1) / 2)


def _expected_new(incidence: Incidence, m: int) -> float:
    q0, Q1 = _q0(incidence), incidence.Q(1)
    return q0 * (1 - (1 - Q1 / (incidence.T * q0 + Q1)) ** m) if q0 > 0 else 0.0
