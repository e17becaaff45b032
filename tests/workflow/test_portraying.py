"""The sheet of one interview: who, how much, what is new in it, who disagrees."""

import json
from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import Unknown
from qualcode.store.study import Study
from qualcode.workflow.reports.portraying import interview_sheet
from qualcode.workflow.suggestions.suggesting import reject

Run = Callable[..., tuple[int, str, str]]
TALKS = {
    "E01": [("Q", "Alors ?"), ("Léa", "J'ai peur. Je gagne peu."), ("Max", "Moi aussi [rires].")],
    "E02": [("Q", "Et vous ?"), ("Léa", "J'ai encore peur.")],
    "E03": [("Q", "Rien ?"), ("Max", "Rien.")],
}
TAGS = [("ana", "E01:2.1", "fear"), ("ana", "E01:2.2", "pay"), ("ana", "E02:2", "fear"), ("ben", "E01:2.1", "pay")]


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    return study_of(TALKS, dates={"E01": "2026-02-01", "E02": "2026-01-01"}, tags=TAGS)


def test_new_means_not_in_an_interview_of_an_earlier_date(study: Study) -> None:
    found = interview_sheet(study, "E01")
    assert (found.rank, found.of) == (2, 2)
    assert [(one.code, one.new, one.segments, one.interviews) for one in found.codes] == [
        ("fear", False, 1, 2),
        ("pay", True, 2, 1),
    ]


def test_words_are_the_respondents_without_brackets_and_under_a_code_counts_each_once(study: Study) -> None:
    found = interview_sheet(study, "E01")
    assert (found.words, found.coded_words, found.question_words) == (7, 5, 1)
    assert [(one.name, one.turns, one.words) for one in found.speakers] == [("Léa", 1, 5), ("Max", 1, 2)]


def test_disagreements_and_refusals_are_those_of_this_interview(study: Study) -> None:
    reject(study, parse_reference("E01:3"), "pay", coder="ana")
    found = interview_sheet(study, "E01")
    assert [(one.code, one.reference) for one in found.disagreements] == [
        ("fear", "E01:2.1"),
        ("pay", "E01:2.1"),
        ("pay", "E01:2.2"),
    ]
    assert found.rejected == {"ana": 1}
    assert interview_sheet(study, "E02").disagreements == ()


def test_an_interview_nobody_coded_has_a_sheet_that_says_so(study: Study, qualcode: Run) -> None:
    status, out, _err = qualcode(study, "report", "interview", "E03")
    assert (status, "Nobody has coded this interview yet" in out) == (0, True)
    with pytest.raises(Unknown):
        interview_sheet(study, "E99")


def test_a_study_of_one_undated_interview_without_types(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = study_of(TALKS["E01"], dates={"E01": ""}, types={"Léa": "", "Max": ""}, tags=TAGS[:1])
    _status, out, _err = qualcode(study, "report", "interview", "E01")
    assert "every code in it is new" in out
    assert "no date" in out


def test_every_form_has_the_codes_and_the_documents_have_the_quotes(example: Study, qualcode: Run) -> None:
    from docx import Document  # noqa: PLC0415 - only this test needs it

    document = json.loads(qualcode(example, "report", "interview", "E08", "--format", "json")[1])
    rows = qualcode(example, "report", "interview", "E08", "--format", "csv")[1].splitlines()
    assert len(rows) == 1 + len(document["codes"])
    quotes = [quote for chapter in document["chapters"] for group in chapter["groups"] for quote in group["quotes"]]
    assert len(quotes) == sum(code["segments"] for code in document["codes"])
    markdown = qualcode(example, "report", "interview", "E08", "--format", "md")[1]
    assert markdown.count("\n> ") >= len(quotes)
    assert qualcode(example, "report", "interview", "E08", "-o", "E08.docx")[0] == 0
    headings = [
        one.text
        for one in Document(str(example.root / "E08.docx")).paragraphs
        if one.style and one.style.name == "Heading 1"
    ]
    assert headings == [chapter["label"] for chapter in document["chapters"]]
