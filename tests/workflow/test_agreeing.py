"""Two coders on one study: what is compared, what is left out, and what is said where nothing can be."""

import json
from collections.abc import Callable

import pytest

from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError, Unknown
from qualcode.store.study import Study
from qualcode.workflow.coding.judging import COMPARE_UNITS, CompareUnit
from qualcode.workflow.reports.agreeing import agreement_report

Talk = [
    ("Q", "Vous aviez peur ?"),
    ("Léa", "J'avais peur. Un peu [rires] quand même. Et la paie ?"),
    ("Léa", "Rien. Rien du tout."),
]
Run = Callable[..., tuple[int, str, str]]


def test_sentences_that_both_coded_agree_and_the_others_are_listed(study_of: Callable[..., Study]) -> None:
    study = study_of(Talk, tags=[("ana", "E01:2.1", "fear"), ("ben", "E01:2.1", "fear"), ("ben", "E01:2.2", "fear")])
    found = agreement_report(study)
    assert (found.unit, found.units, found.coders, found.interviews) == ("sentence", 5, ("ana", "ben"), ("E01",))
    assert found.codes[0].given == {"ana": 1, "ben": 2}
    assert [(each.reference, each.given) for each in found.disagreements] == [
        ("E01:2.2", {"ana": (), "ben": ("fear",)})
    ]


def test_the_most_contested_code_comes_first(study_of: Callable[..., Study]) -> None:
    tags = [("ana", "E01:2.1", "fear"), ("ana", "E01:2.3", "pay"), ("ben", "E01:3", "pay")]
    found = agreement_report(study_of(Talk, tags=tags))
    assert [each.code for each in found.disagreements] == ["pay", "pay", "pay", "fear"]


def test_questions_and_brackets_are_not_compared(study_of: Callable[..., Study]) -> None:
    tags = [
        ("ana", "E01:1", "fear"),
        ("ana", "E01:2", "pay", "[rires]"),
        ("ana", "E01:2.1", "fear"),
        ("ben", "E01:2.1", "fear"),
    ]
    for unit in ("sentence", "characters", "interview"):
        assert agreement_report(study_of(Talk, tags=tags), unit=unit).disagreements == ()


def test_a_merged_code_is_the_code_it_went_into(study_of: Callable[..., Study]) -> None:
    codes = [Code(id="fear"), Code(id="angst")]
    study = study_of(Talk, codes=codes, tags=[("ana", "E01:2.1", "fear"), ("ben", "E01:2.1", "angst")])
    path = study.codebook_path
    path.write_text(path.read_text("utf-8").replace("id: angst", "id: angst\n    merged_into: fear"), "utf-8")
    assert agreement_report(Study(study.root)).disagreements == ()


def test_characters_are_counted_without_spaces(study_of: Callable[..., Study]) -> None:
    tags = [("ana", "E01:3", "pay", "Rien."), ("ben", "E01:3", "pay", "Rien. Rien")]
    found = agreement_report(study_of(Talk, tags=tags), unit="characters")
    assert found.units == len("J'avaispeur.Unpeuquandmême.Etlapaie?Rien.Riendutout.")
    assert found.codes[0].given == {"ana": 5, "ben": 9}
    assert [each.words.strip() for each in found.disagreements] == ["Rien"]


def test_an_interview_carries_a_code_wherever_it_stands(study_of: Callable[..., Study]) -> None:
    tags = [("ana", "E01:2.1", "fear"), ("ben", "E01:3", "fear"), ("ben", "E01:2.3", "pay")]
    found = agreement_report(study_of(Talk, tags=tags), unit="interview")
    assert [(each.code, each.reference, each.words) for each in found.disagreements] == [
        ("pay", "E01:2@41-53", "Et la paie ?")
    ]
    assert found.codes[0].result.alpha.reason == "not computable (no variation)"


def test_only_interviews_that_all_coded_are_compared(study_of: Callable[..., Study]) -> None:
    tags = [("ana", "E01:2.1", "fear"), ("ben", "E01:2.1", "fear"), ("ana", "E02:2.1", "fear")]
    assert agreement_report(study_of({"E01": Talk, "E02": Talk}, tags=tags)).interviews == ("E01",)


def test_three_coders_without_a_common_interview_are_told_which_two_have_one(study_of: Callable[..., Study]) -> None:
    tags = [("ana", "E01:2", "fear"), ("ben", "E01:2", "fear"), ("zoé", "E02:2", "fear")]
    study = study_of({"E01": Talk, "E02": Talk}, tags=tags)
    with pytest.raises(QualcodeError, match="--coders ana,ben"):
        agreement_report(study)
    assert agreement_report(study, coders=("ben", "ana")).coders == ("ben", "ana")


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ([], "Nobody has coded yet"),
        ([("ana", "E01:2", "fear")], "Only ana has coded"),
        ([("ana", "E01:2", "fear"), ("ben", "E02:2", "fear")], "No interview was coded by all of ana, ben"),
    ],
)
def test_nothing_to_compare_is_a_sentence(
    study_of: Callable[..., Study], qualcode: Run, tags: list[tuple[str, str, str]], said: str
) -> None:
    status, out, err = qualcode(study_of({"E01": Talk, "E02": Talk}, tags=tags), "report", "agreement")
    assert (status, err) == (0, "")
    assert said in out


def test_a_coder_who_coded_nothing_is_unknown(example: Study) -> None:
    with pytest.raises(Unknown, match="zoé has coded nothing here"):
        agreement_report(example, coders=("ana", "zoé"))


@pytest.mark.parametrize("unit", COMPARE_UNITS)
def test_every_unit_answers_on_the_example_study(example: Study, unit: CompareUnit) -> None:
    found = agreement_report(example, unit=unit)
    assert found.interviews == ("E01", "E02", "E05", "E08", "E09")
    weights = sum(each.contested for each in found.codes)
    assert len(found.disagreements) <= weights
    assert all(each.words and len(set(each.given.values())) > 1 for each in found.disagreements)


def test_who_comes_first_changes_no_number(example: Study) -> None:
    ours, theirs = (agreement_report(example, coders=names) for names in (("ana", "ben"), ("ben", "ana")))
    assert ours.masi == theirs.masi
    assert [each.contested for each in ours.codes] == [each.contested for each in theirs.codes]


def test_every_form_says_the_same(example: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(example, "report", "agreement", "--format", "json")
    document = json.loads(out)
    assert document["overall"]["disagreements"] == len(document["disagreements"])
    _status, out, _err = qualcode(example, "report", "agreement", "--format", "csv")
    rows = out.splitlines()
    assert rows[0] == "code,label,n,percent,alpha,kappa,ac1,prevalence,disagreements,given:ana,given:ben"
    assert len(rows) == len(document["codes"]) + 2
    _status, out, _err = qualcode(example, "report", "agreement", "--format", "csv", "--disagreements")
    assert len(out.splitlines()) == len(document["disagreements"]) + 1
    _status, out, _err = qualcode(example, "report", "agreement")
    assert "Agreement of ana and ben on 974 sentences" in out
    assert "High agreement, low alpha or kappa" in out.replace("\n  ", " ")
    _status, out, _err = qualcode(example, "report", "agreement", "--top", "0")
    assert "Passage" not in out
    status, out, _err = qualcode(example, "report", "agreement", "--format", "md", "--top", "1")
    assert (status, out.count("| Passage |")) == (0, sum(each["disagreements"] > 0 for each in document["codes"]))
