"""Codes by type of respondent, and where the evidence is thin."""

from collections.abc import Mapping

import pytest

from qualcode.analysis.frequency import ByGroup, FrequencyTable, Overall, frequency
from qualcode.analysis.thin import (
    Dominated,
    ThinCode,
    dominated_cells,
    empty_cells,
    single_speaker_codes,
    thin_codes,
    unused_codes,
)

CODES = ["trust", "fear", "never"]
GROUPS = {"pair": 3, "association": 2}
# E02 is one person in two roles (the same 2 passages of fear twice); E03 two persons, one passage each.
BY_GROUP: list[ByGroup] = [
    ("E01", "pair", "fear", 3, 30),
    ("E02", "pair", "fear", 2, 20),
    ("E02", "association", "fear", 2, 20),
    ("E03", "pair", "trust", 1, 7),
    ("E03", "association", "trust", 1, 5),
]
OVERALL: list[Overall] = [("E01", "fear", 3, 30), ("E02", "fear", 2, 20), ("E03", "trust", 2, 12)]


def table(
    by_group: list[ByGroup] = BY_GROUP,
    overall: list[Overall] = OVERALL,
    codes: list[str] = CODES,
    groups: Mapping[str, int] = GROUPS,
    total: int = 4,
) -> FrequencyTable:
    return frequency(by_group, overall, codes=codes, groups=groups, total=total)


def test_an_interview_in_two_groups_counts_once_in_the_total() -> None:
    trust, fear, never = table().rows
    # By hand.
    assert [(c.interviews, c.segments, c.words, c.n) for c in fear.cells.values()] == [(2, 5, 50, 3), (1, 2, 20, 2)]
    assert (fear.total.interviews, fear.total.segments, fear.total.words, fear.total.n) == (2, 5, 50, 4)
    assert [(c.interviews, c.segments) for c in trust.cells.values()] == [(1, 1), (1, 1)]
    assert (trust.total.interviews, trust.total.segments, trust.total.words) == (1, 2, 12)
    assert [c.interviews for c in never.cells.values()] == [0, 0]
    assert never.total.segments == 0


def test_codes_and_groups_come_in_the_order_given() -> None:
    result = table(codes=["never", "fear", "trust"], groups={"association": 2, "empty": 0, "pair": 3})
    assert [row.code for row in result.rows] == ["never", "fear", "trust"]
    assert list(result.rows[0].cells) == ["association", "empty", "pair"]
    assert result.rows[1].cells["empty"].interval is None


def test_intervals_stand_beside_counts_and_percentages_wait_for_five() -> None:
    result = table(groups={"pair": 8, "association": 3}, total=11)
    fear = result.rows[1]
    assert fear.cells["pair"].share == 2 / 8
    assert fear.cells["association"].share is None
    interval = result.rows[2].cells["association"].interval
    assert interval is not None
    assert (interval.low, round(interval.high, 2)) == (0, 0.56)  # METHODS: 0/3: 0-56 %


def test_groups_that_do_not_add_up_are_told() -> None:
    assert "several groups" in table().caveats[0]
    assert "no group" in table(total=9).caveats[0]
    assert table(total=5).caveats == ()


def test_a_study_without_any_coding_is_a_table_of_zeros() -> None:
    result = table(by_group=BY_GROUP[:0], overall=OVERALL[:0])
    assert [row.total.interviews for row in result.rows] == [0, 0, 0]


def test_a_row_without_segments_does_not_carry_its_code() -> None:
    by_group: list[ByGroup] = [("E01", "pair", "fear", 0, 30), *BY_GROUP[1:]]
    assert table(by_group=by_group).rows[1].cells["pair"].interviews == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"by_group": [*BY_GROUP, BY_GROUP[0]]}, "a row repeats"),
        ({"overall": [*OVERALL, OVERALL[0]]}, "a row repeats"),
        ({"overall": OVERALL[:2]}, "in a group, not in all"),
        ({"codes": ["fear"]}, "unknown code trust"),
        ({"codes": [*CODES, "fear"]}, "a code stands twice"),
        ({"groups": {"pair": 3}}, "unknown group association"),
        ({"groups": {"pair": 1, "association": 2}}, "in a group of 1"),
        ({"total": 1}, "in a group of 1"),
    ],
)
def test_counts_that_cannot_be_right_are_refused(change: Mapping[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        table(**change)  # type: ignore[arg-type]


def test_thin_and_unused_codes_are_listed_apart() -> None:
    # METHODS: fewer than 2 interviews or 3 segments.
    assert thin_codes(table()) == (ThinCode(code="trust", interviews=1, segments=2),)
    assert unused_codes(table()) == ("never",)


def test_an_empty_cell_says_what_it_would_have_shown() -> None:
    result = table(groups={"pair": 3, "association": 2, "carers": 12, "nobody": 0}, total=16)
    cells = [cell for cell in empty_cells(result) if cell.code == "fear"]
    assert [(cell.group, cell.n, round(cell.prevalence, 2)) for cell in cells] == [("carers", 12, 0.22)]  # METHODS


def test_a_code_of_one_speaker_and_a_speaker_who_makes_half_a_cell() -> None:
    said = {
        "fear": {("pair", "R1"): 3, ("pair", "R2"): 2, ("association", "R2"): 2},
        "trust": {("pair", "R3"): 1, ("association", "R3"): 1, ("pair", "R1"): 0},
    }
    assert single_speaker_codes(said) == {"trust": "R3"}
    assert dominated_cells(said) == (Dominated(code="fear", group="pair", respondent="R1", segments=3, of=5),)
    assert dominated_cells(said)[0].share == 0.6
