"""Pairs of codes: counted within a coder, each unit once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.cooccurrence import Pair, cooccurrence

sets = st.frozensets(st.sampled_from("abcd"))


def test_jaccard_of_a_frequent_and_a_rare_code() -> None:
    """METHODS section 5: 5/(100+10-5) = .048."""
    units = [frozenset("ab")] * 5 + [frozenset("a")] * 95 + [frozenset("b")] * 5
    (pair,) = cooccurrence(enumerate(units), codes="ab").pairs
    assert (pair.n1, pair.n2, pair.n12) == (100, 10, 5)
    assert round(pair.jaccard, 3) == 0.048
    assert (pair.second_given_first, pair.first_given_second) == (0.05, 0.5)


def test_two_coders_who_differ_make_no_pair() -> None:
    assert cooccurrence([("E01:2", frozenset("a")), ("E01:2", frozenset("b"))], codes="ab").pairs == ()


def test_two_coders_who_agree_make_one_pair_in_one_unit() -> None:
    found = cooccurrence([("E01:2", frozenset("ab")), ("E01:2", frozenset("ab"))], codes="ab")
    assert (found.units, found.pairs[0].n12, found.pairs[0].n1) == (1, 1, 1)


def test_a_code_that_is_not_in_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown code z"):
        cooccurrence([(1, frozenset("az"))], codes="ab")


def test_a_pair_without_units_has_no_conditionals() -> None:
    pair = Pair(first="a", second="b", n1=0, n2=0, n12=0)
    assert (pair.jaccard, pair.second_given_first, pair.first_given_second) == (0, None, None)


@given(st.lists(st.tuples(st.integers(0, 5), sets)))
def test_both_are_never_more_than_either(readings: list[tuple[int, frozenset[str]]]) -> None:
    found = cooccurrence(readings, codes="abcd")
    for pair in found.pairs:
        assert 1 <= pair.n12 <= min(pair.n1, pair.n2) <= found.units
        assert 0 < pair.jaccard <= 1


@given(st.lists(st.tuples(st.integers(0, 5), sets)), st.permutations("abcd"))
def test_order_of_readings_and_codes_changes_no_count(
    readings: list[tuple[int, frozenset[str]]], codes: list[str]
) -> None:
    def counts(rows: list[tuple[int, frozenset[str]]], order: list[str]) -> dict[frozenset[str], int]:
        return {frozenset((each.first, each.second)): each.n12 for each in cooccurrence(rows, codes=order).pairs}

    assert counts(readings, list("abcd")) == counts(readings[::-1], codes)
