"""Where the evidence is thin: types that never met a code, codes of one interview or of one person."""

import json
from collections.abc import Callable

import pytest

from qualcode.store.study import Study
from qualcode.workflow.reports.covering import coverage_report

Talks = {
    "E01": [("Q", "Alors ?"), ("Léa", "J'ai peur. Je gagne peu. Encore peur. Toujours peur.")],
    "E02": [("Q", "Alors ?"), ("Max", "Je gagne peu.")],
}
TYPES = {"Léa": "pair aidant", "Max": "professionnel"}
TAGS = [
    ("ana", "E01:2.1", "fear"),
    ("ana", "E01:2.3", "fear"),
    ("ana", "E01:2.4", "fear"),
    ("ana", "E01:2.2", "pay"),
    ("ana", "E02:2", "pay"),
]
Run = Callable[..., tuple[int, str, str]]


def test_a_type_that_never_met_a_code_is_an_empty_cell_with_what_it_proves(study_of: Callable[..., Study]) -> None:
    found = coverage_report(study_of(Talks, types=TYPES, tags=TAGS))
    (cell,) = found.empty
    assert (cell.code, cell.group, cell.n) == ("fear", "professionnel", 1)
    assert cell.prevalence == pytest.approx(0.95)


def test_codes_of_one_person_and_cells_of_one_person_are_named(study_of: Callable[..., Study]) -> None:
    found = coverage_report(study_of(Talks, types=TYPES, tags=TAGS, codes=("fear", "pay", "hope")))
    assert {code: found.people[who] for code, who in found.single.items()} == {"fear": "Léa"}
    assert [(each.code, each.segments, each.of) for each in found.dominated] == [("fear", 3, 3)]
    assert found.unused == ("hope",)
    assert [each.code for each in found.thin] == ["fear", "pay"]


def test_two_people_in_one_interview_are_told_apart(study_of: Callable[..., Study]) -> None:
    talk = [("Léa", "J'ai peur."), ("Max", "Peur aussi.")]
    tags = [("ana", "E01:1", "fear"), ("ana", "E01:2", "fear"), ("ana", "E01:2", "pay")]
    assert [*coverage_report(study_of(talk, types=TYPES, tags=tags)).single] == ["pay"]


def test_two_interviews_of_one_person_are_one_person(study_of: Callable[..., Study]) -> None:
    talks = {"E01": [("Léa", "J'ai peur.")], "E02": [("Léa", "Encore.")]}
    tags = [("ana", "E01:1", "fear"), ("ana", "E02:1", "fear")]
    assert [*coverage_report(study_of(talks, tags=tags)).single] == ["fear"]


def test_a_study_without_a_table_of_respondents_answers_by_mode(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = study_of(Talks, types=TYPES, tags=TAGS)
    study.respondents_path.unlink()
    status, out, _err = qualcode(study, "report", "coverage", "--by", "mode")
    assert (status, "one person" in out) == (0, False)


def test_nothing_coded_is_a_sentence(study_of: Callable[..., Study]) -> None:
    assert "Nothing is coded yet" in coverage_report(study_of(Talks)).notes[0]


def test_a_group_nobody_named_is_called_so(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = study_of(Talks, types={"Léa": "pair aidant", "Max": ""}, tags=TAGS)
    _status, out, _err = qualcode(study, "report", "coverage")
    assert "not stated: with 1 interview and no mention, a code held by more than 95" in out.replace("\n  ", " ")


def test_the_example_says_what_six_silences_prove(example: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(example, "report", "coverage")
    assert "pair aidant: with 6 interviews and no mention, a code held by more than 39 %" in out.replace("\n  ", " ")


def test_every_form_says_the_same(example: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(example, "report", "coverage", "--format", "json")
    document = json.loads(out)
    kinds = ("empty_cells", "unused_codes", "thin_codes", "single_speaker_codes", "dominated_cells")
    _status, out, _err = qualcode(example, "report", "coverage", "--format", "csv")
    assert len(out.splitlines()) == 1 + sum(len(document[kind]) for kind in kinds)
    _status, out, _err = qualcode(example, "report", "coverage", "--format", "md")
    assert out.count("\n| ") + out.startswith("| ") >= len(document["dominated_cells"])
