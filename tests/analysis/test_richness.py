"""What is still unseen."""

from collections.abc import Callable, Sequence
from math import comb

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.incidence import Incidence
from qualcode.analysis.richness import (
    NotEstimable,
    TooFewInterviews,
    accumulation,
    chao2,
    chao2_interval,
    coverage,
    expected_new_next,
    extrapolation,
    smallest_n,
    unseen_prevalence,
)

Carried = Callable[[int, Sequence[int]], Incidence]
# Etosha Pan, incidence frequency counts of 19 sampling units, published in the iNEXT guide (2022).
ETOSHA = (107, 44, 26, 14, 6, 5, 4, 3, 2, 2, 1, 1, 0, 1)


def test_etosha_pan_gives_the_published_figures(carried: Carried) -> None:
    etosha = carried(19, ETOSHA)
    assert (etosha.T, etosha.S, etosha.U, etosha.Q(1), etosha.Q(2)) == (19, 216, 516, 107, 44)  # iNEXT guide (2022)
    assert round(coverage(etosha).value, 4) == 0.8017  # iNEXT guide (2022)
    assert round(chao2(etosha).value, 3) == 339.255  # iNEXT guide (2022)
    assert round(float(accumulation(etosha)[9]), 3) == 153.260  # iNEXT guide (2022), S(10)
    assert round(extrapolation(etosha, 1).value, 3) == 221.386  # iNEXT guide (2022), S(20)
    assert round(extrapolation(etosha, 69).value, 3) == 333.606  # iNEXT guide (2022), S(88)
    assert round(expected_new_next(etosha).value, 3) == 5.386  # iNEXT guide (2022), S(20) - 216


@pytest.mark.parametrize(
    ("units", "found_in", "others", "estimate", "low", "high"),
    [(168, (12, 4), 10, 43.893, 30.511, 96.971), (252, (14, 4), 19, 61.403, 43.502, 128.583)],
)
def test_the_interval_of_the_lower_bound_is_the_published_one(
    carried: Carried, units: int, found_in: Sequence[int], others: int, estimate: float, low: float, high: float
) -> None:
    # Spiders of girdled and of logged trees: ChaoRichness in the iNEXT guide. They are counts of individuals, where
    # individuals stand for sampling units and f1, f2 for Q1, Q2: estimator, variance and interval are the same formulas.
    incidence = carried(units, (*found_in, others))
    interval = chao2_interval(incidence)
    assert interval is not None
    assert round(chao2(incidence).value, 3) == estimate
    assert (round(interval.low, 3), round(interval.high, 3)) == (low, high)


def test_where_nothing_is_estimated_as_missing_there_is_no_interval(carried: Carried) -> None:
    assert chao2_interval(carried(6, (0, 3))) is None
    without_pairs = chao2_interval(carried(6, (3, 0, 2)))
    assert without_pairs is not None
    assert 5 < without_pairs.low < 7.5 < without_pairs.high
    with pytest.raises(TooFewInterviews):
        chao2_interval(carried(5, (2, 1)))


def test_an_estimate_carries_what_it_rests_on(carried: Carried) -> None:
    estimate = chao2(carried(19, ETOSHA))
    assert (estimate.interviews, estimate.Q1, estimate.Q2, estimate.caveats) == (19, 107, 44, ())
    assert "lower bound" in estimate.method


def test_without_a_code_found_twice_the_formulas_change(carried: Carried) -> None:
    incidence = carried(6, (3, 0, 2))
    # By hand: 5 + 5/6 * 3*2/2 = 7.5; U = 9; 1 - 3/9 * 5*2/(5*2 + 2) = 13/18; next: q0 = 2.5, 2.5 * 3/(15 + 3) = 5/12.
    assert chao2(incidence).value == pytest.approx(7.5)
    assert coverage(incidence).value == pytest.approx(13 / 18)
    assert expected_new_next(incidence).value == pytest.approx(5 / 12)


def test_with_codes_found_twice_by_hand(carried: Carried) -> None:
    incidence = carried(6, (2, 1))
    # By hand: 3 + 5/6 * 4/2 = 14/3; U = 4; 1 - 2/4 * 10/(10 + 2) = 7/12; q0 = 5/3, 5/3 * 2/(10 + 2) = 5/18.
    assert chao2(incidence).value == pytest.approx(14 / 3)
    assert coverage(incidence).value == pytest.approx(7 / 12)
    assert expected_new_next(incidence).value == pytest.approx(5 / 18)


@pytest.mark.parametrize("found_in", [(0, 0, 4), (0, 3), (1, 0, 4)])
def test_where_nothing_seems_unseen_nothing_is_divided_by_zero(carried: Carried, found_in: Sequence[int]) -> None:
    incidence = carried(6, found_in)
    assert chao2(incidence).value == incidence.S
    assert coverage(incidence).value == 1
    assert expected_new_next(incidence).value == 0
    assert extrapolation(incidence, 100).value == incidence.S


def test_without_a_singleton_the_estimate_says_that_it_claims_everything(carried: Carried) -> None:
    assert "claim that everything is found" in " ".join(chao2(carried(6, (0, 3))).caveats)


def test_looking_too_far_ahead_is_told(carried: Carried) -> None:
    assert extrapolation(carried(19, ETOSHA), 19).caveats == ()
    assert "More than twice" in extrapolation(carried(19, ETOSHA), 20).caveats[0]


@pytest.mark.parametrize("estimate", [chao2, coverage, expected_new_next, lambda table: extrapolation(table, 1)])
def test_below_six_interviews_nothing_is_estimated(carried: Carried, estimate: Callable[[Incidence], object]) -> None:
    with pytest.raises(TooFewInterviews, match="5 interviews are too few"):
        estimate(carried(5, (2, 1)))
    with pytest.raises(NotEstimable, match="No code was seen"):
        estimate(carried(6, ()))


def test_one_cannot_look_back(carried: Carried) -> None:
    with pytest.raises(ValueError, match="-1 more"):
        extrapolation(carried(6, (1, 1)), -1)


@given(st.from_type(Incidence))
def test_the_mean_curve_is_the_formula_in_whole_numbers(incidence: Incidence) -> None:
    T = incidence.T  # noqa: N806 - the paper's name
    expected = [
        incidence.S - sum(comb(T - int(y), t) / comb(T, t) for y in incidence.Y if y > 0) for t in range(1, T + 1)
    ]
    assert np.allclose(accumulation(incidence), expected, atol=1e-9)
    assert accumulation(incidence)[-1:] == pytest.approx([incidence.S][: incidence.T])


@given(st.from_type(Incidence).filter(lambda incidence: incidence.T >= 6 and incidence.S > 0), st.integers(0, 50))
def test_estimates_stay_where_they_can_be(incidence: Incidence, m: int) -> None:
    assert 0 <= coverage(incidence).value <= 1
    assert chao2(incidence).value >= incidence.S
    assert incidence.S <= extrapolation(incidence, m).value <= chao2(incidence).value + 1e-9
    assert extrapolation(incidence, m).value <= extrapolation(incidence, m + 1).value
    assert extrapolation(incidence, 1).value == pytest.approx(incidence.S + expected_new_next(incidence).value)


def test_a_hundred_and_more_interviews_do_not_overflow(carried: Carried) -> None:
    curve = accumulation(carried(1500, (10, 20, 30)))
    assert curve[-1] == pytest.approx(60)
    assert bool(np.all(np.diff(curve) >= 0))


def test_what_n_interviews_would_have_met() -> None:
    # METHODS: 6: 39 %, 12: 22 %, 20: 14 %.
    assert [round(100 * unseen_prevalence(n)) for n in (6, 12, 20)] == [39, 22, 14]
    assert unseen_prevalence(0) == 1
    with pytest.raises(ValueError, match="-1"):
        unseen_prevalence(-1)


def test_how_many_interviews_to_plan() -> None:
    assert smallest_n(prevalence=0.1, instances=2, power=0.8) == 29  # Fugard & Potts (2015)
    # By hand: 1 - 0.9**n >= 0.8 from n = 16 on; everybody holds the code; one in a thousand: log(.01)/log(.999).
    assert smallest_n(prevalence=0.1, instances=1, power=0.8) == 16
    assert smallest_n(prevalence=1, instances=4, power=0.99) == 4
    assert smallest_n(prevalence=0.001, instances=1, power=0.99) == 4603
    for wrong in (0.0, 1.1):
        with pytest.raises(ValueError, match="prevalence"):
            smallest_n(prevalence=wrong, instances=1, power=0.8)
