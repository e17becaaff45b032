"""Agreement of coders: published tables to their printed digits, and what must hold of any table."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from qualcode.analysis.agreement import (
    MISSING,
    Agreement,
    Sets,
    agreement,
    masi,
    masi_alpha,
    paradoxical,
    per_code,
)


def table(*coders: str) -> NDArray[np.int64]:
    """Coders' rows as printed in the paper: categories from 1, a dot where nothing was judged."""
    rows = [[MISSING if cell == "." else int(cell) - 1 for cell in row.split()] for row in coders]
    return np.array(rows, dtype=np.int64)


def crossed(counts: list[list[int]]) -> Agreement:
    """Two coders, from their table of counts."""
    cells = [(i, j, n) for i, row in enumerate(counts) for j, n in enumerate(row)]
    ratings = np.array([[i for i, _j, _n in cells], [j for _i, j, _n in cells]], dtype=np.int64)
    weights = np.array([n for _i, _j, n in cells], dtype=np.int64)
    return agreement(ratings, categories=len(counts), weights=weights)


def sets_of(given: NDArray[np.bool_]) -> Counter[Sets]:
    """How many units got which sets of codes, from a table codes x coders x units."""
    return Counter(tuple(frozenset(f"code_{code}" for code in np.flatnonzero(own)) for own in unit) for unit in given.T)


KRIPPENDORFF = table(
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)


def test_alpha_of_four_observers_with_missing_values() -> None:
    """Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C: 40 pairable values, alpha .743."""
    found = agreement(KRIPPENDORFF, categories=5)
    assert found.alpha.value == pytest.approx(0.743, abs=5e-4)
    assert (found.alpha.n, found.n) == (40, 11)


def test_kappa_and_ac1_of_three_categories() -> None:
    """METHODS section 4: [[13,0,0],[0,20,7],[0,4,56]]."""
    found = crossed([[13, 0, 0], [0, 20, 7], [0, 4, 56]])
    assert found.kappa.value == pytest.approx(0.7964, abs=5e-5)
    assert found.ac1.value == pytest.approx(0.8493, abs=5e-5)


def test_the_paradox_of_high_agreement_and_no_kappa_is_said() -> None:
    """METHODS section 4 (after Feinstein & Cicchetti 1990, and Gwet 2008): [[118,5],[2,0]]."""
    found = crossed([[118, 5], [2, 0]])
    assert found.kappa.value == pytest.approx(-0.023, abs=5e-4)
    assert found.ac1.value == pytest.approx(0.941, abs=5e-4)
    assert found.percent.value == pytest.approx(118 / 125)
    assert paradoxical(found)
    assert any("AC1" in caveat for caveat in found.caveats)


def test_the_example_that_nvivo_publishes() -> None:
    """NVivo's help, "Coding comparison query": of 1,000 characters 50 both, 150 one coder, 800 neither."""
    found = crossed([[800, 0], [150, 50]])
    assert found.percent.value == pytest.approx(0.85)
    assert found.kappa.value == pytest.approx(0.348, abs=5e-4)


def test_without_variation_nothing_is_computable_but_the_percentage() -> None:
    found = crossed([[30, 0], [0, 0]])
    assert found.percent.value == 1
    for coefficient in (found.alpha, found.kappa, found.ac1):
        assert coefficient.value is None
        assert coefficient.reason == "not computable (no variation)"
    assert not paradoxical(found)


def test_a_coder_who_never_gives_the_code_makes_kappa_nothing_and_says_why() -> None:
    found = crossed([[90, 10], [0, 0]])
    assert found.kappa.value == 0
    assert found.caveats[0].startswith("One coder always gave the same answer")


def test_three_coders_have_no_kappa() -> None:
    found = agreement(np.array([[0, 1], [0, 1], [1, 1]]), categories=2)
    assert found.kappa.reason == "defined for two coders only"
    assert found.alpha.value is not None


def test_nothing_judged_twice_has_no_percentage() -> None:
    found = agreement(table("1 . 2", ". 1 ."), categories=2)
    assert (found.n, found.percent.value, found.alpha.value) == (0, None, None)
    assert "two coders" in found.percent.reason


@pytest.mark.parametrize(
    ("ratings", "weights"),
    [([[0, 1]], [1, 1]), ([[0, 1], [0, 2]], [1, 1]), ([[0, 1], [0, -2]], [1, 1]), ([[0, 1], [0, 1]], [1])],
)
def test_a_table_that_is_none_is_refused(ratings: list[list[int]], weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        agreement(np.array(ratings), categories=2, weights=np.array(weights))


@pytest.mark.parametrize(
    ("ours", "theirs", "distance"),
    [
        ("ab", "ab", 0),
        ("ab", "a", 1 - 1 / 2 * 2 / 3),
        ("ab", "bc", 1 - 1 / 3 * 1 / 3),
        ("ab", "cd", 1),
        ("", "a", 1),
        ("", "", 0),
    ],
)
def test_masi_is_as_passonneau_defines_it(ours: str, theirs: str, distance: float) -> None:
    """Passonneau 2006, "Measuring Agreement on Set-valued Items (MASI)", section 3."""
    assert masi(frozenset(ours), frozenset(theirs)) == pytest.approx(distance)


def test_sets_of_one_code_have_the_alpha_of_nominal_data() -> None:
    """Disjoint sets are as far apart as two categories: both ways must give one number."""
    ratings = np.array([[0, 1, 2, 1, 0, 2, 2], [0, 1, 1, 1, 0, 2, 0]])
    sets = np.stack([ratings == code for code in range(3)])
    assert masi_alpha(sets_of(sets)).value == pytest.approx(agreement(ratings, categories=3).alpha.value)


def test_alpha_of_sets_by_hand() -> None:
    """Two coders, two units: {a},{a,b} and {b},{b}. Do = (2/3)/2; De is the mean of the 12 ordered pairs of 4 values."""
    sets = np.array([[[1, 0], [1, 0]], [[0, 1], [1, 1]]], dtype=bool)
    # Values {a}, {a,b}, {b}, {b}: distances 2/3, 1, 1, 2/3, 2/3, 0.
    expected = 2 * (2 / 3 + 1 + 1 + 2 / 3 + 2 / 3 + 0) / 12
    assert masi_alpha(sets_of(sets)).value == pytest.approx(1 - (1 / 3) / expected)


def test_sets_without_variation_have_no_alpha() -> None:
    assert masi_alpha(sets_of(np.zeros((3, 2, 5), dtype=bool))).reason == "not computable (no variation)"


def test_a_sample_of_very_many_sets_says_so_and_comes_near(monkeypatch: pytest.MonkeyPatch) -> None:
    sets = np.random.default_rng(3).random((12, 2, 400)) < 0.2
    whole = masi_alpha(sets_of(sets)).value
    monkeypatch.setattr("qualcode.analysis.agreement.MOST_DISTINCT_SETS", 200)
    found = masi_alpha(sets_of(sets))
    assert found.caveats
    assert found.value == pytest.approx(whole, abs=0.05)


def test_all_decisions_together_are_the_codes_put_end_to_end() -> None:
    sets = np.random.default_rng(5).random((4, 2, 50)) < 0.3
    _each, together = per_code(sets_of(sets), [f"code_{n}" for n in range(4)])
    laid = sets.transpose(1, 0, 2).reshape(2, -1).astype(np.int64)
    assert together.alpha.value == pytest.approx(agreement(laid, categories=2).alpha.value)


# What must hold of any table

ratings_of = st.integers(2, 4).flatmap(
    lambda coders: st.lists(
        st.lists(st.integers(MISSING, 3), min_size=coders, max_size=coders), min_size=1, max_size=30
    )
)


def _coefficients(found: Agreement) -> list[float | None]:
    return [each.value for each in (found.percent, found.alpha, found.kappa, found.ac1)]


def _same(ours: Agreement, theirs: Agreement) -> bool:
    pairs = zip(_coefficients(ours), _coefficients(theirs), strict=True)
    return all(a is b if a is None or b is None else a == pytest.approx(b, abs=1e-9) for a, b in pairs)


@given(ratings_of, st.permutations(range(4)))
def test_names_of_categories_do_not_matter(units: list[list[int]], names: list[int]) -> None:
    ratings = np.array(units).T
    renamed = np.where(ratings == MISSING, MISSING, np.array(names)[ratings])
    assert _same(agreement(ratings, categories=4), agreement(renamed, categories=4))


@given(ratings_of, st.integers(0, 1000))
def test_order_of_coders_and_units_does_not_matter(units: list[list[int]], seed: int) -> None:
    ratings = np.array(units).T
    generator = np.random.default_rng(seed)
    shuffled = ratings[generator.permutation(len(ratings))][:, generator.permutation(ratings.shape[1])]
    assert _same(agreement(ratings, categories=4), agreement(shuffled, categories=4))


@given(ratings_of)
def test_coefficients_stay_in_their_bounds(units: list[list[int]]) -> None:
    found = agreement(np.array(units).T, categories=4)
    assert found.percent.value is None or 0 <= found.percent.value <= 1
    for each in (found.alpha, found.kappa, found.ac1):
        assert (each.value is None) == bool(each.reason)
        assert each.value is None or -1 - 1e-9 <= each.value <= 1 + 1e-9


@given(ratings_of)
def test_a_unit_that_stands_twice_is_a_unit_of_weight_two(units: list[list[int]]) -> None:
    ratings = np.array(units).T
    doubled = agreement(np.concatenate([ratings, ratings], axis=1), categories=4)
    assert _same(doubled, agreement(ratings, categories=4, weights=np.full(ratings.shape[1], 2)))


@given(st.lists(st.lists(st.booleans(), min_size=3, max_size=3), min_size=1, max_size=20))
def test_a_code_counted_by_sets_is_the_code_judged_unit_by_unit(units: list[list[bool]]) -> None:
    table = np.array(units).T
    found = per_code(sets_of(table[None, :, :]), ["code_0"])[0][0]
    assert _same(found.agreement, agreement(table.astype(np.int64), categories=2))
    assert found.given == tuple(table.sum(axis=1))
    assert found.contested == sum(len(set(unit)) > 1 for unit in units)


@given(st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=1, max_size=20))
def test_alpha_of_sets_is_at_most_one_and_one_only_without_a_difference(units: list[list[bool]]) -> None:
    sets = np.array(units).T.reshape(3, 2, -1)
    value = masi_alpha(sets_of(sets)).value
    same = bool((sets[:, 0] == sets[:, 1]).all())
    assert value is None or (value == pytest.approx(1) if same else value < 1)
