"""Code saturation: the rule of Guest, Namey & Chen (2020), and what may be claimed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.incidence import Incidence
from qualcode.analysis.saturation import (
    Saturation,
    assess,
    cumulative,
    new_per_interview,
    runs,
    sensitivity,
    ten_plus_three,
)
from qualcode.core.study import StoppingRule

Bringing = Callable[[Sequence[int]], Incidence]
RULE = StoppingRule()
# Guest, Namey & Chen (2020), worked example: 37 codes in the base of 4, then 4, 3, 1, 0 new codes.
GUEST = (20, 8, 6, 3, 4, 3, 1, 0)


def said(result: Saturation) -> str:
    return " ".join(result.caveats)


def test_the_papers_own_example_is_reached_at_6_plus_2(bringing: Bringing) -> None:
    result = assess("all", bringing(GUEST), RULE)
    # Guest, Namey & Chen (2020): 7/37 = 19 %, 4/37 = 11 %, 1/37 = 3 %.
    assert [(run.first, run.last, run.new) for run in result.runs] == [(5, 6, 7), (6, 7, 4), (7, 8, 1)]
    assert [round(100 * run.ratio) for run in result.runs] == [19, 11, 3]
    assert (result.verdict, result.reached_at, result.base_codes) == ("reached", "6+2", 37)
    assert (result.interviews, result.codes) == (8, 45)
    assert result.new_per_interview == GUEST
    assert result.cumulative == (20, 28, 34, 37, 41, 44, 45, 45)
    assert result.reason == (
        "Code saturation is reached at 6+2: 1 new code in interviews 7 to 8, 2.7 % of the base."
        " Base 4, run 2, threshold 5 %."
    )


def test_without_its_last_interview_the_example_is_not_reached(bringing: Bringing) -> None:
    result = assess("all", bringing(GUEST[:-1]), RULE)
    assert (result.verdict, result.reached_at) == ("not_reached", None)
    assert "not reached: still 4 new codes in interviews 6 to 7, 11 % of the base" in result.reason


def test_exactly_five_percent_is_at_the_threshold(bringing: Bringing) -> None:
    assert assess("all", bringing((5, 5, 5, 5, 1, 0)), RULE).reached_at == "4+2"  # by hand: 1/20
    assert assess("all", bringing((5, 5, 5, 4, 1, 0)), RULE).reached_at is None  # by hand: 1/19


def test_a_verdict_tells_how_much_was_really_found_when_the_rule_fires(bringing: Bringing) -> None:
    # Guest, Namey & Chen (2020), as METHODS quotes them.
    at_five = said(assess("all", bringing(GUEST), RULE))
    assert "78-82 %" in at_five
    assert "62-71 %" in at_five
    at_zero = said(assess("all", bringing(GUEST), replace(RULE, threshold=0.0)))
    assert "87-89 %" in at_zero
    assert "69-76 %" in at_zero
    assert "78-82 %" not in said(assess("all", bringing(GUEST), replace(RULE, threshold=0.1)))


def test_four_interviews_cannot_carry_a_claim(bringing: Bringing) -> None:
    result = assess("associations", bringing((9, 4, 2, 0)), RULE)
    assert (result.verdict, result.reached_at, result.runs) == ("cannot_be_claimed", None, ())
    assert result.reason == "4 interviews: the rule 4+2 needs at least 6."
    assert (result.coverage, result.chao2, result.expected_new_next) == (None, None, None)
    assert result.cumulative == (9, 13, 15, 15)


def test_the_researcher_may_forbid_a_claim_that_the_numbers_would_allow(bringing: Bringing) -> None:
    rule = replace(RULE, withhold={"associations": "3 of 5 refused."})
    result = assess("associations", bringing(GUEST), rule)
    assert (result.verdict, result.reached_at) == ("cannot_be_claimed", None)
    assert result.reason == "The study withholds the claim here: 3 of 5 refused."
    assert assess("pairs", bringing(GUEST), rule).verdict == "reached"


def test_every_reason_against_a_claim_is_given(bringing: Bringing) -> None:
    reason = assess("associations", bringing((9, 4)), replace(RULE, withhold={"associations": ""})).reason
    assert "without giving a reason" in reason
    assert "2 interviews: the rule 4+2 needs at least 6." in reason


def test_a_base_without_codes_cannot_be_compared_with(bringing: Bringing) -> None:
    result = assess("all", bringing((0, 0, 0, 0, 3, 0, 0)), RULE)
    assert (result.verdict, result.runs) == ("cannot_be_claimed", ())
    assert "The first 4 interviews carry no code" in result.reason


def test_an_empty_study_has_no_verdict(bringing: Bringing) -> None:
    result = assess("all", bringing(()), RULE)
    assert (result.verdict, result.cumulative, result.codes) == ("cannot_be_claimed", (), 0)
    assert result.reason == "0 interviews: the rule 4+2 needs at least 6."


def test_a_reflexive_study_keeps_its_curve_and_hides_its_verdict(bringing: Bringing) -> None:
    result = assess("all", bringing(GUEST), replace(RULE, methodology="reflexive"))
    assert (result.verdict, result.reached_at, result.runs) == ("cannot_be_claimed", None, ())
    assert "reflexive" in result.reason
    assert result.cumulative[-1] == 45


def test_codes_that_come_back_after_the_rule_fired_are_told(bringing: Bringing) -> None:
    result = assess("all", bringing((10, 6, 3, 1, 0, 1, 0, 0, 3)), RULE)
    assert result.reached_at == "4+2"
    assert "The rule fired at 4+2, then 3 more codes appeared in E09." in result.caveats
    assert "appeared" not in said(assess("all", bringing(GUEST), RULE))


def test_a_theme_is_called_a_theme(bringing: Bringing) -> None:
    result = assess("all", bringing((3, 2, 1, 0, 0, 0)), replace(RULE, level="theme"))
    assert result.reason.startswith("Theme saturation is reached at 4+2: 0 new themes")
    # By hand: 1/6 is above 5 %, so that 5 % asks for no new theme at all.
    assert "6 themes in the base: a single new one exceeds 5 %" in said(result)


def test_parameters_that_the_paper_did_not_study_are_told(bringing: Bringing) -> None:
    caveats = said(assess("all", bringing(GUEST), replace(RULE, base=3, run=4)))
    assert "bases of 4 to 6 interviews, not 3" in caveats
    assert "runs of 2 and 3 interviews, not 4" in caveats
    assert "one order only" in caveats


def test_an_interview_without_any_code_is_pointed_at(bringing: Bringing) -> None:
    assert "No code in E08" in said(assess("all", bringing(GUEST), RULE))


def test_a_rule_without_a_base_is_refused(bringing: Bringing) -> None:
    with pytest.raises(ValueError, match="base of 0"):
        assess("all", bringing(GUEST), replace(RULE, base=0))


def test_the_sensitivity_table_tries_every_combination_of_the_paper(bringing: Bringing) -> None:
    cells = {(cell.base, cell.run, cell.threshold): cell for cell in sensitivity(bringing(GUEST))}
    assert len(cells) == 12
    # By hand: 37, 41 and 44 codes in bases of 4, 5 and 6.
    assert {key: cell.reached_at for key, cell in cells.items()} == {
        (4, 2, 0.0): None,
        (4, 2, 0.05): "6+2",  # 1/37
        (4, 3, 0.0): None,
        (4, 3, 0.05): None,  # 8/37, 4/37
        (5, 2, 0.0): None,
        (5, 2, 0.05): "6+2",  # 4/41, 1/41
        (5, 3, 0.0): None,
        (5, 3, 0.05): None,  # 4/41
        (6, 2, 0.0): None,
        (6, 2, 0.05): "6+2",  # 1/44
        (6, 3, 0.0): None,
        (6, 3, 0.05): None,
    }
    assert [key for key, cell in cells.items() if cell.hindrance] == [(6, 3, 0.0), (6, 3, 0.05)]
    assert cells[6, 3, 0.05].hindrance == "8 interviews: the rule 6+3 needs at least 9."


def test_a_table_of_a_base_without_codes_says_so_in_each_cell(bringing: Bringing) -> None:
    cells = sensitivity(bringing((0, 0, 0, 0, 2, 0, 0, 0, 0)))
    assert all("carry no code" in cell.hindrance for cell in cells if cell.base == 4)
    assert all(not cell.hindrance for cell in cells if cell.base == 5)


def test_ten_plus_three_stops_at_thirteen_at_the_earliest(bringing: Bringing) -> None:
    # Francis et al. (2010): earliest success n = 13.
    assert ten_plus_three(bringing((5, 3, *[0] * 11))) == 13
    assert ten_plus_three(bringing((5, 3, *[0] * 10))) is None
    assert ten_plus_three(bringing((5, 3, *[0] * 8, 0, 1, 0, 0, 0, 0))) == 15
    assert ten_plus_three(bringing([0] * 14)) is None


@given(st.from_type(Incidence))
def test_the_curve_never_falls_and_ends_at_the_codes_seen(incidence: Incidence) -> None:
    curve = cumulative(incidence)
    assert list(curve) == sorted(curve)
    assert len(curve) == incidence.T
    assert curve[-1:] == ((incidence.S,) if incidence.T else ())


@given(st.from_type(Incidence), st.randoms())
def test_the_order_of_codes_is_irrelevant(incidence: Incidence, random: Random) -> None:
    columns = list(range(len(incidence.codes)))
    random.shuffle(columns)
    shuffled = Incidence(
        interviews=incidence.interviews,
        codes=tuple(incidence.codes[n] for n in columns),
        table=incidence.table[:, columns],
    )
    assert assess("all", shuffled, RULE) == assess("all", incidence, RULE)
    assert sensitivity(shuffled) == sensitivity(incidence)


@given(st.from_type(Incidence), st.integers(1, 5), st.integers(1, 4))
def test_runs_slide_by_one_over_what_follows_the_base(incidence: Incidence, base: int, run: int) -> None:
    found = runs(incidence, base=base, run=run)
    assert len(found) in {0, max(0, incidence.T - base - run + 1)}
    assert all(each.new == sum(new_per_interview(incidence)[each.first - 1 : each.last]) for each in found)


@given(st.from_type(Incidence))
def test_every_verdict_comes_with_a_sentence(incidence: Incidence) -> None:
    result = assess("all", incidence, RULE)
    assert result.reason.endswith(".")
    assert (result.reached_at is not None) == (result.verdict == "reached")
    assert (result.chao2 is None) == (incidence.T < 6 or incidence.S == 0)
