"""What another library, or the definition worked out at length, gives for the same data."""

from collections import Counter
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, fisher_exact

from qualcode.analysis.agreement import agreement, masi, masi_alpha
from qualcode.analysis.comparing import freeman_halton, newcombe
from qualcode.analysis.proportion import wilson
from qualcode.analysis.richness import smallest_n

shares = st.integers(1, 40).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def scipy_wilson(x: int, n: int) -> tuple[float, float]:
    """Wilson's interval as SciPy has it."""
    found = binomtest(x, n).proportion_ci(method="wilson")
    return float(found.low), float(found.high)


@given(shares)
def test_wilson_is_scipys(share: tuple[int, int]) -> None:
    found = wilson(*share)
    assert (found.low, found.high) == pytest.approx(scipy_wilson(*share), abs=1e-9)


@given(shares, shares)
def test_two_groups_have_the_p_of_scipys_fisher(one: tuple[int, int], other: tuple[int, int]) -> None:
    table = [[one[0], other[0]], [one[1] - one[0], other[1] - other[0]]]
    found = freeman_halton([one[0], other[0]], [one[1], other[1]])
    assert found.value == pytest.approx(float(fisher_exact(table).pvalue), abs=1e-9)


@given(shares, shares)
def test_a_difference_has_newcombes_square_and_add_of_scipys_intervals(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    """Newcombe 1998, method 10: each bound moves by the root of the squared distances to the two Wilson bounds."""
    (p, q), (low, high), (low2, high2) = (x / n for x, n in (one, other)), scipy_wilson(*one), scipy_wilson(*other)
    found = newcombe({"a": one[0], "b": other[0]}, {"a": one[1], "b": other[1]}, "a", "b")
    assert found.value == pytest.approx(p - q)
    assert found.interval.low == pytest.approx(p - q - sqrt((p - low) ** 2 + (high2 - q) ** 2), abs=1e-9)
    assert found.interval.high == pytest.approx(p - q + sqrt((high - p) ** 2 + (q - low2) ** 2), abs=1e-9)


@pytest.mark.parametrize("prevalence", [0.01, 0.05, 0.1, 0.25, 0.5, 0.9])
@pytest.mark.parametrize("instances", [1, 2, 5, 10])
@pytest.mark.parametrize("power", [0.8, 0.9, 0.95])
def test_interviews_to_plan_are_the_fewest_by_scipys_binomial(prevalence: float, instances: int, power: float) -> None:
    n = smallest_n(prevalence=prevalence, instances=instances, power=power)
    assert binom.sf(instances - 1, n, prevalence) >= power > binom.sf(instances - 1, n - 1, prevalence)


def test_interviews_to_plan_are_published_ones() -> None:
    # Fugard & Potts (2015), abstract. Greenland & Moore (2022), whom Fugard names as using it well: with 200 people, five
    # instances of a theme of 6 % have a probability of 99 %.
    assert smallest_n(prevalence=0.1, instances=2, power=0.8) == 29
    assert smallest_n(prevalence=0.06, instances=5, power=0.99) <= 200


@given(st.lists(st.tuples(*[st.frozensets(st.sampled_from("abcd"), max_size=3)] * 3), min_size=2, max_size=12))
def test_alpha_of_sets_is_its_definition_over_every_pair(units: list[tuple[frozenset[str], ...]]) -> None:
    """Krippendorff: 1 - (n - 1) sum of distances within units / (m - 1) over sum of distances of all pairs of values."""
    values = [own for unit in units for own in unit]
    everywhere = sum(masi(one, other) for one, other in combinations(values, 2))
    found = masi_alpha(Counter(units)).value
    if not everywhere:
        assert found is None
        return
    within = sum(masi(one, other) for unit in units for one, other in combinations(unit, 2)) / (3 - 1)
    assert found == pytest.approx(1 - (len(values) - 1) * within / everywhere)


@given(st.lists(st.tuples(*[st.integers(-1, 2)] * 3), min_size=1, max_size=15))
def test_coefficients_with_missing_values_are_their_definitions_over_every_pair(units: list[tuple[int, ...]]) -> None:
    """Alpha by pairs of values (Krippendorff), AC1 from the mean share of each category (Gwet), one unit after another."""
    found = agreement(np.array(units).T, categories=3)
    judged = [[value for value in unit if value >= 0] for unit in units]
    paired = [unit for unit in judged if len(unit) > 1]
    values = [value for unit in paired for value in unit]
    if len(set(values)) < 2:
        assert found.alpha.value is None
        assert found.ac1.value is None
        return
    n = len(values)
    unlike = sum((a != b) / (len(unit) - 1) for unit in paired for a, b in combinations(unit, 2))
    by_chance = sum(a != b for a, b in combinations(values, 2)) / (n - 1)
    assert found.alpha.value == pytest.approx(1 - unlike / by_chance)
    agreeing = [[a == b for a, b in combinations(unit, 2)] for unit in paired]
    percent = sum(sum(pairs) / len(pairs) for pairs in agreeing) / len(paired)
    mean = [sum(unit.count(k) / len(unit) for unit in paired) / len(paired) for k in range(3)]
    chance = sum(share * (1 - share) for share in mean) / 2
    assert found.ac1.value == pytest.approx((percent - chance) / (1 - chance))


def test_masi_is_nltks_but_for_its_rounding() -> None:
    """NLTK's manual gives .665 for {1, 2} and {1, 2, 3, 4}: it writes .67 for the two thirds of the paper."""
    assert masi(frozenset("ab"), frozenset("abcd")) == pytest.approx(1 - 0.5 * 2 / 3)
    assert np.round(1 - 0.5 * 0.67, 3) == 0.665
