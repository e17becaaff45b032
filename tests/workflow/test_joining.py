"""The joint display: a questionnaire's answers beside what interviews say, and where the two differ."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.report.joint import ALL, JointDisplay
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.reports.joining import joint_display
from qualcode.workflow.reports.mapping import questionnaire_path

Run = Callable[..., tuple[int, str, str]]
TALKS = {
    "E01": [("Q", "Alors ?"), ("Léa", "J'ai peur. Je gagne peu.")],
    "E02": [("Q", "Alors ?"), ("Max", "Je n'ai pas peur.")],
    "E03": [("Q", "Alors ?"), ("Eva", "Peur de tout. Très peur.")],
}
TYPES = {"Léa": "pair aidant", "Max": "professionnel", "Eva": "professionnel"}
TAGS = [
    ("ana", "E01:2.1", "fear"),
    ("ana", "E01:2.2", "pay"),
    ("ana", "E03:2.1", "fear"),
    ("ana", "E03:2.2", "fear"),
]
MAP = """
missing: [NSP]
questions:
  - column: Calme
    answers: [oui, non]
    codes: [pay]
    opposed: {answers: [oui], codes: [fear]}
"""


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    study = study_of(TALKS, types=TYPES, tags=TAGS)
    tagging.add(study, [parse_reference("E02:2")], "fear", coder="ana", qualifiers={"polarity": "negated"})
    return study


def display(study: Study, answers: str, text: str = MAP, **options: object) -> JointDisplay:
    path = questionnaire_path(study)
    path.write_bytes(answers.encode())
    path.with_suffix(".yaml").write_text(text, encoding="utf-8")
    return joint_display(study, **options)  # type: ignore[arg-type]


def rows(kind: str, *answers: str) -> str:
    return "".join(f"{kind},{answer}\n" for answer in answers)


def test_answers_and_missing_values_are_counted_by_group_and_in_all(study: Study) -> None:
    table = (
        "Type,calme\n"
        + rows("Professionnel", "OUI", "non", "nsp", "")
        + rows("pair aidant", "oui")
        + rows("", "peut-être")
    )
    (question,) = display(study, table).questions
    found = {beside.group: beside.tally for beside in question.groups}
    assert found["professionnel"].counts["oui"] == 1
    assert (found["professionnel"].answered, found["professionnel"].missing) == (2, 2)
    assert (found[""].counts["peut-être"], found[ALL].asked) == (1, 6)
    assert question.options == ("oui", "non", "peut-être")


def test_a_discordance_needs_the_share_of_answers_and_an_interview_that_does_not_deny(study: Study) -> None:
    four_of_five = "type,calme\n" + rows("professionnel", "oui", "oui", "oui", "oui", "non", "NSP")
    (question,) = display(study, four_of_five).questions
    found = {beside.group: beside.discordance for beside in question.groups}
    against = found["professionnel"]
    assert against is not None
    assert (against.agreeing, against.answered, against.interviews, against.of) == (4, 5, ("E03",), 2)
    assert [quote.text for quote in against.quotes] == ["Peur de tout.", "Très peur."]
    assert found["pair aidant"] is None  # nobody of this type answered
    assert found[ALL] is None  # it would be said twice
    assert display(study, four_of_five, threshold=0.81).questions[0].groups[1].discordance is None


def test_an_anonymous_questionnaire_is_compared_with_all_interviews(study: Study, qualcode: Run) -> None:
    (question,) = display(study, "calme\n" + "oui\n" * 6).questions
    (everybody,) = question.groups
    assert everybody.discordance is not None
    assert everybody.discordance.interviews == ("E01", "E03")
    _status, out, _err = qualcode(study, "report", "joint")
    said = " ".join(out.split())
    assert "Discordant, all: 6 of 6 answer “oui”; 2 interviews of 3 carry “fear”: E01, E03." in said
    assert "shown for everybody together" in said


def test_excel_files_ids_of_respondents_and_other_names_of_types(study: Study) -> None:
    table = "N°;Qui;Statut;calme\n1;R01;;oui\n2;;pro;non\n3;;Autre;non\n".encode("cp1252")
    questionnaire_path(study).write_bytes(table)
    text = "respondent: Qui\ngroup: statut\ngroups: {pro: professionnel}\n" + MAP
    questionnaire_path(study).with_suffix(".yaml").write_text(text, encoding="utf-8")
    found = joint_display(study)
    asked = {beside.group: beside.tally.asked for beside in found.questions[0].groups}
    assert asked == {"pair aidant": 1, "professionnel": 1, "Autre": 1, ALL: 3}
    assert "No coded interview of this group: Autre." in found.notes


def test_several_answers_in_one_cell_are_counted_once_each(study: Study) -> None:
    text = 'questions:\n  - {column: calme, separator: "|", answers: [a, b]}\n'
    (question,) = display(study, "calme\na|b|a\nb\n|\n", text).questions
    tally = question.groups[0].tally
    assert (dict(tally.counts), tally.answered, tally.missing) == ({"a": 1, "b": 2}, 2, 1)


@pytest.mark.parametrize(
    ("answers", "text", "words"),
    [
        ("type,autre\nx,oui\n", MAP, "no question of the map is a column"),
        ("calme\n", MAP, "holds no answers"),
        ("calme\noui\n", "group: sexe\n" + MAP, "no column “sexe”"),
        ("calme\noui\n", "respondent: id\n" + MAP, "no column “id”"),
        ("calme\noui\n", "questions: []\n", "no question of the map is a column"),
        ("calme\noui\n", "", "list of questions"),
        ("calme\noui\n", "questions:\n  - label: x\n", "no column"),
        ("calme\noui\n", "questions:\n  - column: calme\n    code: pay\n", "not something a question has"),
        ("calme\noui\n", "questions:\n  - column: calme\n    opposed: [fear]\n", "needs two lists"),
    ],
)
def test_what_does_not_fit_is_a_sentence(study: Study, answers: str, text: str, words: str) -> None:
    with pytest.raises(QualcodeError, match=words):
        display(study, answers, text)


def test_files_that_are_not_there_are_named(study: Study) -> None:
    with pytest.raises(UnreadableFile, match="no such table"):
        joint_display(study, Path("answers.csv"))
    questionnaire_path(study).write_text("calme\noui\n", encoding="utf-8")
    with pytest.raises(UnreadableFile, match="no map"):
        joint_display(study)


def test_unknown_codes_are_left_out_said_and_checked(study: Study) -> None:
    found = display(study, "calme\noui\n", MAP.replace("[pay]", "[pay, joy]"))
    assert "Not in the codebook, so left out: joy." in found.notes
    problems = [one for one in check(study) if one.path.endswith("questionnaire.yaml")]
    assert [(one.line, "joy" in one.message) for one in problems] == [(4, True)]


def test_a_study_without_codings_shows_the_questionnaire_alone(study_of: Callable[..., Study]) -> None:
    found = display(study_of(TALKS, types=TYPES), "type,calme\n" + rows("professionnel", "oui"))
    assert found.questions[0].groups[0].tally.answered == 1
    assert "No interview is coded yet: only the questionnaire is shown." in found.notes


def test_the_example_says_that_all_professionals_find_it_easy_and_some_say_otherwise(
    example: Study, qualcode: Run
) -> None:
    document = json.loads(qualcode(example, "report", "joint", "--format", "json")[1])
    found = [group["discordance"] for group in document["questions"][0]["groups"] if group["discordance"]]
    assert [(one["agreeing"], one["answered"], one["interviews"]) for one in found] == [
        (24, 24, ["E02", "E05", "E07", "E11"])
    ]
    table = list(csv.DictReader(io.StringIO(qualcode(example, "report", "joint", "--format", "csv")[1])))
    assert sum(row["side"] == "discordance" for row in table) == 1
    assert "> réticence" in qualcode(example, "report", "joint", "--format", "md")[1]
    assert qualcode(example, "report", "joint", "-o", "joint.docx")[0] == 0
    assert not [one for one in check(example) if "questionnaire" in one.path]
