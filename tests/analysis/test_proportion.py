"""Shares of few interviews."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.proportion import percent_allowed, wilson


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [
        (0, 3, 0, 56),  # METHODS
        (5, 8, 31, 86),  # METHODS
        (3, 3, 44, 100),  # by symmetry with 0/3
    ],
)
def test_published_intervals(x: int, n: int, low: int, high: int) -> None:
    interval = wilson(x, n)
    assert (round(100 * interval.low), round(100 * interval.high)) == (low, high)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_bounds_to_four_digits(x: int, n: int, low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17:857-872, table I, method 3.
    interval = wilson(x, n)
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(shares: tuple[int, int]) -> None:
    x, n = shares
    interval, mirror = wilson(x, n), wilson(n - x, n)
    assert 0 <= interval.low <= x / n <= interval.high <= 1
    assert interval.low == pytest.approx(1 - mirror.high)


@pytest.mark.parametrize(("x", "n"), [(0, 0), (4, 3), (-1, 3)])
def test_what_is_no_share_is_refused(x: int, n: int) -> None:
    with pytest.raises(ValueError, match="not a share"):
        wilson(x, n)


def test_below_five_interviews_there_is_no_percentage() -> None:
    assert [n for n in range(8) if percent_allowed(n)] == [5, 6, 7]
