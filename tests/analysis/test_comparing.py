"""Tests of groups: published values, enumeration by hand, and what may not be said."""

from collections.abc import Sequence
from itertools import product
from math import comb, prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis import comparing
from qualcode.analysis.comparing import compare, freeman_halton, holm, newcombe, smallest_p
from qualcode.analysis.frequency import frequency

GROUPS = st.lists(st.integers(1, 5), min_size=2, max_size=4)


def test_three_against_three_can_never_be_rarer_than_one_in_ten() -> None:
    assert freeman_halton([3, 0], [3, 3]).value == 0.1  # METHODS; by hand: 2 of C(6, 3) = 20 tables
    assert smallest_p([3, 3]) == 0.1


def test_the_lady_tasting_tea() -> None:
    # Fisher (1935): 3 of 4 cups right. One-sided 17/70; both sides 34/70, the value of R's manual of fisher.test: 0.4857.
    assert round(freeman_halton([3, 1], [4, 4]).value, 4) == 0.4857


def test_convictions_of_twins() -> None:
    # Fisher's criminal twins: 10 of 13 and 2 of 17 convicted. R's manual of fisher.test: p = 0.0005367.
    assert round(freeman_halton([10, 2], [13, 17]).value, 7) == 0.0005367


@pytest.mark.parametrize(
    ("carrying", "sizes", "low", "high"),
    [
        ((56, 48), (70, 80), 0.0524, 0.3339),
        ((9, 3), (10, 10), 0.1705, 0.8090),
        ((6, 2), (7, 7), 0.0582, 0.8062),
        ((5, 0), (56, 29), -0.0381, 0.1926),
        ((0, 0), (10, 20), -0.1611, 0.2775),
        ((0, 0), (10, 10), -0.2775, 0.2775),
        ((10, 0), (10, 20), 0.6791, 1.0),
        ((10, 0), (10, 10), 0.6075, 1.0),
    ],
)
def test_newcombe_published_intervals(carrying: Sequence[int], sizes: Sequence[int], low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17:873-890, table II, method 10.
    groups = ("a", "b")
    interval = newcombe(
        dict(zip(groups, carrying, strict=True)), dict(zip(groups, sizes, strict=True)), "a", "b"
    ).interval
    assert (round(interval.low, 4), round(interval.high, 4)) == (low, high)


def test_holm_by_hand() -> None:
    # 4 values: .01 * 4, .02 * 3, .03 * 2, .04 * 1; never falling.
    assert holm([0.03, 0.01, 0.04, 0.02]) == pytest.approx((0.06, 0.04, 0.06, 0.06))
    assert holm([]) == ()
    assert holm([0.9, 0.8]) == (1.0, 1.0)


@given(GROUPS, st.data())
def test_the_p_value_is_the_enumeration_in_whole_numbers(sizes: list[int], data: st.DataObject) -> None:
    carrying = [data.draw(st.integers(0, n)) for n in sizes]
    weights = [
        prod(comb(n, x) for n, x in zip(sizes, table, strict=True))
        for table in product(*(range(n + 1) for n in sizes))
        if sum(table) == sum(carrying)
    ]
    own = prod(comb(n, x) for n, x in zip(sizes, carrying, strict=True))
    found = freeman_halton(carrying, sizes)
    assert found.value == pytest.approx(sum(w for w in weights if w <= own) / sum(weights), rel=1e-6)
    least = sum(w for w in weights if w == min(weights)) / sum(weights)
    assert found.smallest == pytest.approx(least, rel=1e-6)


def test_too_many_tables_are_drawn_the_same_way_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = freeman_halton([4, 1, 2], [6, 6, 6]).value
    comparing._tables.cache_clear()
    monkeypatch.setattr(comparing, "MOST_TABLES", 3)
    drawn = freeman_halton([4, 1, 2], [6, 6, 6])
    assert not drawn.exact
    assert drawn == freeman_halton([4, 1, 2], [6, 6, 6])
    assert drawn.value == pytest.approx(exact, abs=0.01)
    assert smallest_p([6, 6, 6]) is None
    comparing._tables.cache_clear()


def test_counts_above_the_size_are_refused() -> None:
    with pytest.raises(ValueError, match="of"):
        freeman_halton([4, 0], [3, 3])


def test_a_code_of_everybody_or_of_nobody_is_not_tested() -> None:
    rows = [(f"E{n}", "a" if n < 3 else "b", "all", 1, 1) for n in range(6)]
    rows += [("E0", "a", "once", 1, 1)]
    overall = [(interview, code, 1, 1) for interview, _group, code, _s, _w in rows]
    table = frequency(rows, overall, codes=["all", "once", "never"], groups={"a": 3, "b": 3}, total=6)
    found = compare(table)
    assert [each.code for each in found.tests] == ["once"]
    assert found.tests[0].p.value == 1
    assert (found.tests[0].widest.first, round(found.tests[0].widest.value, 2)) == ("a", 0.33)
    assert compare(frequency([], [], codes=["all"], groups={"a": 3}, total=3)).tests == ()
