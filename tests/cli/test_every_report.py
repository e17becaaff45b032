"""Every report, in every form, on studies that have hardly anything: a sentence, not an error."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]
Make = Callable[..., Study]
TALK = [("Q", "Et alors ?"), ("Léa", "J'avais peur du salaire.")]
OTHER = [("Max", "On parlait d'argent.")]

STUDIES: Mapping[str, Mapping[str, Any]] = {
    "nothing at all": {"talks": {}},
    "no codings": {"talks": {"E01": TALK, "E02": OTHER}},
    "one interview": {"talks": {"E01": TALK}, "tags": [("ana", "E01:2", "fear")]},
    "one coder": {
        "talks": {"E01": TALK, "E02": OTHER},
        "tags": [("ana", "E01:2", "fear"), ("ana", "E02:1", "fear"), ("ana", "E02:1", "pay")],
    },
    "a code used once": {
        "talks": {"E01": TALK, "E02": OTHER},
        "tags": [("ana", "E01:2", "fear"), ("ben", "E01:2", "pay"), ("ana", "E02:1", "fear")],
    },
    "a respondent without a type": {
        "talks": {"E01": TALK, "E02": OTHER},
        "types": {"Léa": "pair", "Max": ""},
        "tags": [("ana", "E01:2", "fear"), ("ana", "E02:1", "fear"), ("ben", "E02:1", "pay")],
    },
    "no dates": {
        "talks": {"E01": TALK, "E02": OTHER},
        "dates": {"E01": "", "E02": ""},
        "tags": [("ana", "E01:2", "fear"), ("ben", "E02:1", "pay")],
    },
    "only questions coded": {"talks": {"E01": TALK}, "tags": [("ana", "E01:1", "fear")]},
}
REPORTS = (
    "agreement",
    "codebook",
    "cooccurrence",
    "coverage",
    "framework",
    "frequency",
    "frequency --by type,role --roll-up --test",
    "frequency --qualifier voice",
    "matrix",
    "methods",
    "provenance",
    "saturation",
    "saturation --detail",
)


@pytest.fixture
def study(study_of: Make, request: pytest.FixtureRequest) -> Study:
    made = study_of(**STUDIES[request.param])
    return Study(made.root)


@pytest.mark.parametrize("study", STUDIES, indirect=True)
@pytest.mark.parametrize("report", REPORTS)
def test_a_study_with_hardly_anything_gets_a_sentence(study: Study, qualcode: Run, report: str) -> None:
    for form in ("table", "md"):
        status, out, err = qualcode(study, "report", *report.split(), "--format", form)
        assert (status, "Error" in err) == (0, False), err
        assert any(letter.isalpha() for letter in out + err)
        assert "nan" not in out.split()
    status, out, _err = qualcode(study, "report", *report.split(), "--format", "json")
    assert status == 0
    assert isinstance(json.loads(out, parse_constant=pytest.fail), dict | list)
    status, out, _err = qualcode(study, "report", *report.split(), "--format", "csv")
    assert status == 0
    assert len({len(row) for row in csv.reader(io.StringIO(out))}) <= 1


@pytest.mark.parametrize("study", STUDIES, indirect=True)
@pytest.mark.parametrize("report", ["frequency", "saturation", "agreement", "cooccurrence"])
def test_nothing_to_draw_is_a_sentence_too(study: Study, qualcode: Run, report: str) -> None:
    status, out, err = qualcode(study, "report", report, "--format", "svg")
    assert (status, "Error" in err) == (0, False), err
    assert "<svg" in out or any(letter.isalpha() for letter in err)


def test_an_uncoded_study_is_told_what_to_do(study_of: Make, qualcode: Run) -> None:
    study = study_of({"E01": TALK})
    for report in ("frequency", "saturation", "coverage", "cooccurrence"):
        _status, out, err = qualcode(study, "report", report)
        assert "Nothing is coded yet" in out + err, report
    assert "agreement takes two coders" in qualcode(study, "report", "agreement")[1]
    document = json.loads(qualcode(study, "report", "agreement", "--format", "json")[1])
    assert (document["units"], document["codes"]) == (0, [])


def test_an_order_without_dates_is_said(study_of: Make, qualcode: Run) -> None:
    _status, _out, err = qualcode(study_of(**STUDIES["no dates"]), "report", "saturation")
    assert "No interview has a date: their order is that of their files." in err


def test_a_code_used_once_is_named(study_of: Make, qualcode: Run) -> None:
    _status, out, _err = qualcode(study_of(**STUDIES["a code used once"]), "report", "frequency")
    assert "Given once only: pay." in out


def test_requiring_a_verdict_of_an_uncoded_study_is_no(study_of: Make, qualcode: Run) -> None:
    assert qualcode(study_of({"E01": TALK}), "report", "saturation", "--require", "all")[0] == 1
