"""Frequencies crossed, by qualifier, rolled up, tested; and who alone makes half of a code."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.errors import Unknown
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.reports.reporting import frequency_report

Run = Callable[..., tuple[int, str, str]]
TALKS = {
    "E01": [("Léa", "un deux trois"), ("Léa", "quatre cinq"), ("Léa", "six sept")],
    "E02": [("Max", "un deux trois")],
}
TYPES = {"Léa": "pair", "Max": "soignant"}
CODES = [Code(id="team"), Code(id="doubt", parent="team"), Code(id="pay")]


def cells(study: Study, **options: Any) -> dict[str, dict[str, tuple[int, int]]]:
    table = frequency_report(Study(study.root), **options).table
    return {row.code: {g: (cell.interviews, cell.segments) for g, cell in row.cells.items()} for row in table.rows}


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    made = study_of(TALKS, types=TYPES, codes=CODES, tags=[("ana", "E02:1", "pay")])
    for place, code, voice in (
        ("E01:1", "doubt", "self"),
        ("E01:2", "team", "reported"),
        ("E01:3", "doubt", ""),
        ("E02:1", "team", "self"),
    ):
        qualifiers = {"voice": voice} if voice else {}
        tagging.add(made, [parse_reference(place)], code, coder="ana", qualifiers=qualifiers)
    return made


def test_only_codings_with_a_qualifier_are_counted_and_every_interview_stays_in_the_total(study: Study) -> None:
    found = cells(study, qualifiers={"voice": "self"})
    assert found["team"] == {"pair": (0, 0), "soignant": (1, 1)}
    assert found["doubt"] == {"pair": (1, 1), "soignant": (0, 0)}
    table = frequency_report(Study(study.root), qualifiers={"voice": "reported"}).table
    assert (table.total, table.groups) == (2, {"pair": 1, "soignant": 1})


def test_a_qualifier_without_a_value_makes_a_column_for_each(study: Study) -> None:
    found = cells(study, by="", split="voice")
    assert found["doubt"] == {"self": (1, 1), "reported": (0, 0), "": (1, 1)}
    crossed = cells(study, by="type", split="voice")
    assert crossed["team"]["soignant × self"] == (1, 1)
    assert crossed["team"]["pair × reported"] == (1, 1)


def test_a_code_above_takes_in_those_below_and_an_interview_once(study: Study) -> None:
    assert cells(study, roll_up=True)["team"] == {"pair": (1, 3), "soignant": (1, 1)}
    assert cells(study)["team"] == {"pair": (1, 1), "soignant": (1, 1)}


def test_attributes_are_crossed_and_what_is_missing_shows(study: Study) -> None:
    path = study.respondents_path
    path.write_text("id,pseudonym,type,site\nR01,Léa,pair,nord\nR02,Max,soignant,\n", encoding="utf-8")
    assert frequency_report(Study(study.root), by="type,site").table.groups == {"pair × nord": 1, "soignant × –": 1}
    assert frequency_report(Study(study.root), by="Type, SITE").counted.by == "type,site"


def test_who_makes_half_of_a_code_is_named(study: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(study, "report", "frequency", "--roll-up")
    assert "team: Léa alone makes 3 of 4 segments." in out
    document = json.loads(qualcode(study, "report", "frequency", "--roll-up", "--format", "json")[1])
    assert document["dominated"][0] == {"code": "team", "respondent": "R01", "segments": 3, "of": 4}


def test_an_unknown_qualifier_is_a_sentence(study: Study) -> None:
    with pytest.raises(Unknown, match="no coding has the qualifier “tone”"):
        frequency_report(study, qualifiers={"tone": "angry"})


def test_a_test_is_on_demand_and_says_what_it_cannot(study: Study, qualcode: Run) -> None:
    assert json.loads(qualcode(study, "report", "frequency", "--format", "json")[1])["tests"] is None
    _status, out, _err = qualcode(study, "report", "frequency", "--test")
    words = " ".join(out.split())
    assert "With groups of 1, 1 interviews, no code could have a p below 1.000, before correction." in words
    assert "matters more" not in out


def test_interviews_in_two_groups_are_not_tested(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = study_of(TALKS, types={"Léa": "pair ; élue", "Max": "soignant"}, tags=[("ana", "E01:1", "fear")])
    _status, out, _err = qualcode(study, "report", "frequency", "--test")
    assert "No test: some interviews stand in several groups" in out


def test_the_example_is_tested_with_holm(example: Study, qualcode: Run) -> None:
    tests = json.loads(qualcode(example, "report", "frequency", "--test", "--format", "json")[1])["tests"]
    assert tests["groups"] == {"pair aidant": 6, "professionnel": 5, "membre d'association": 3}
    ageing = next(each for each in tests["codes"] if each["code"] == "ageing_associations")
    assert round(ageing["p"], 5) == round(1 / 364, 5)  # 3 of 3 and none elsewhere: one table of C(14, 3)
    assert round(ageing["p_holm"], 4) == round(19 / 364, 4)
