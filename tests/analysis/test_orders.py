"""Other orders of the same interviews."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import permutations
from time import process_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.incidence import Incidence, incidence_of
from qualcode.analysis.orders import order_band
from qualcode.analysis.richness import accumulation
from qualcode.analysis.saturation import assess
from qualcode.core.study import StoppingRule

RULE = StoppingRule()
SHORT = StoppingRule(base=2, run=1)


def random_study(interviews: int, codes: int) -> Incidence:
    table = np.random.default_rng(1).random((interviews, codes)) < np.linspace(0.02, 0.6, codes)
    return Incidence(interviews=tuple(map(str, range(interviews))), codes=tuple(map(str, range(codes))), table=table)


def test_three_interviews_by_hand() -> None:
    study = incidence_of(["A", "B", "C"], ["x", "y"], [("A", "x"), ("B", "x"), ("C", "y")])
    band = order_band(study, SHORT)
    # By hand: 1 code after one interview; after two, 1 in ABC and BAC, 2 in the four other orders; 2 in the end.
    assert (band.orders, band.exact) == (6, True)
    assert band.mean == pytest.approx((1, 10 / 6, 2))
    assert (band.stopping, band.not_reached, band.not_computable) == ({2: 4}, 2, 0)
    assert band.share_reached == pytest.approx(4 / 6)


@settings(deadline=None)
@given(st.from_type(Incidence).filter(lambda incidence: incidence.T <= 5))
def test_the_stopping_points_are_those_of_the_rule_in_every_order(incidence: Incidence) -> None:
    band = order_band(incidence, SHORT)
    verdicts = Counter(
        (found.verdict, found.reached_at)
        for order in permutations(range(incidence.T))
        for found in [
            assess(
                "all",
                Incidence(
                    interviews=tuple(incidence.interviews[n] for n in order),
                    codes=incidence.codes,
                    table=incidence.table[list(order), :],
                ),
                SHORT,
            )
        ]
    )
    assert {("reached", f"{k}+1"): orders for k, orders in band.stopping.items()} == {
        key: orders for key, orders in verdicts.items() if key[0] == "reached"
    }
    assert band.not_reached == verdicts["not_reached", None]
    assert band.not_computable == verdicts["cannot_be_claimed", None]


@settings(deadline=None, max_examples=30)
@given(st.from_type(Incidence).filter(lambda incidence: incidence.T <= 6))
def test_the_mean_over_all_orders_is_the_exact_curve(incidence: Incidence) -> None:
    band = order_band(incidence, RULE)
    assert band.exact
    assert np.allclose(band.mean, accumulation(incidence))


def test_the_mean_over_random_orders_comes_close_to_the_exact_curve() -> None:
    study = random_study(30, 60)
    band = order_band(study, RULE, orders=5_000)
    assert not band.exact
    # The curve of one order strays by less than 8 codes: the mean of 5,000 by less than 0.12 (one standard error).
    assert np.allclose(band.mean, accumulation(study), atol=0.5)
    assert band.mean[-1] == study.S
    assert all(low <= mean <= high for low, mean, high in zip(band.low, band.mean, band.high, strict=True))
    assert sum(band.stopping.values()) + band.not_reached + band.not_computable == 5_000
    assert list(band.stopping) == sorted(band.stopping)


def test_the_same_seed_gives_the_same_band() -> None:
    study = random_study(12, 20)
    assert order_band(study, RULE, orders=3_000) == order_band(study, RULE, orders=3_000)
    assert order_band(study, RULE, orders=3_000).mean != order_band(study, RULE, orders=3_000, seed=1).mean


def test_every_interview_is_as_likely_to_come_first() -> None:
    study = incidence_of([str(n) for n in range(10)], ["x"], [("3", "x")])
    # By hand: a code of one interview in ten is seen after t of them with probability t/10.
    assert np.allclose(order_band(study, RULE).mean, [t / 10 for t in range(1, 11)], atol=0.02)


def test_too_few_interviews_have_a_band_and_no_stopping_point(bringing: Callable[[Sequence[int]], Incidence]) -> None:
    band = order_band(bringing((3, 2, 1, 1)), RULE)
    assert (band.stopping, band.not_reached, band.not_computable) == ({}, 0, 24)
    assert band.mean[-1] == 7
    assert order_band(bringing(()), RULE).mean == ()


def test_no_order_at_all_is_refused(bringing: Callable[[Sequence[int]], Incidence]) -> None:
    with pytest.raises(ValueError, match="0 orders"):
        order_band(bringing((1,)), RULE, orders=0)


def test_more_than_255_interviews_still_fit() -> None:
    study = random_study(300, 5)
    assert np.allclose(order_band(study, RULE, orders=500).mean, accumulation(study), atol=0.5)


def test_ten_thousand_orders_of_a_hundred_interviews_take_less_than_a_second() -> None:
    study = random_study(100, 200)
    start = process_time()
    order_band(study, RULE)
    assert process_time() - start < 1
