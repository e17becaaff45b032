"""The framework matrix: what each respondent said under each code, beside the researcher's summaries."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError
from qualcode.store.actions import undo
from qualcode.store.study import Study
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.reports.charting import framework
from qualcode.workflow.reports.summarising import summaries_path, summarise

Run = Callable[..., tuple[int, str, str]]
TALKS = {
    "E01": [("Q", "Alors ?"), ("Léa", "J'ai peur. Je gagne peu."), ("Max", "Moi aussi.")],
    "E02": [("Q", "Alors ?"), ("Léa", "Toujours peur.")],
}
TYPES = {"Léa": "pair aidant", "Max": "professionnel"}
TAGS = [
    ("ana", "E01:2.1", "fear"),
    ("ben", "E01:2", "fear", "peur"),
    ("ana", "E01:2.2", "pay"),
    ("ana", "E01:3", "pay"),
    ("ana", "E02:2", "fear"),
]


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    return study_of(TALKS, types=TYPES, tags=TAGS)


def test_a_respondent_has_the_words_of_all_interviews_and_nobody_elses(study: Study) -> None:
    found = framework(study)
    assert [(case.name, case.interviews) for case in found.cases] == [("Léa", ("E01", "E02")), ("Max", ("E01",))]
    assert [one.text for one in found.cells["R01", "fear"]] == [
        "J'ai peur.",
        "Toujours peur.",
    ]  # two coders, one passage
    assert [one.text for one in found.cells["R02", "pay"]] == ["Moi aussi."]
    assert ("R02", "fear") not in found.cells


def test_a_summary_stands_before_the_quotes_and_undo_takes_it_back(study: Study) -> None:
    summarise(study, "léa", "fear", "Elle a  peur\nde tout.", coder="ana")
    assert framework(study).summaries == {("R01", "fear"): "Elle a peur de tout."}
    summarise(study, "R01", "fear", "Autre chose.", coder="ana")
    undo(study, "ana")
    assert framework(study).summaries == {("R01", "fear"): "Elle a peur de tout."}
    undo(study, "ana")
    assert not summaries_path(study).exists()


def test_a_table_of_summaries_saved_by_excel_is_read_and_written_whole(study: Study) -> None:
    path = summaries_path(study)
    path.write_bytes("respondent;code;summary;à revoir\nR01;pay;Payée « à peine ».;oui\n".encode("cp1252"))
    summarise(study, "R02", "pay", "Comme Léa.", coder="ana")
    text = path.read_text(encoding="utf-8-sig")
    assert text == "respondent;code;summary;à revoir\nR01;pay;Payée « à peine ».;oui\nR02;pay;Comme Léa.;\n"


def test_a_summary_changes_its_own_line_alone(study: Study) -> None:
    path = summaries_path(study)
    lines = [
        "respondent,code,summary",
        '"R01","pay","Un\n\nDeux"',
        "",
        "R01,fear,",
        "R02,fear,Trois",
        "R01,fear,Quatre",
    ]
    path.write_bytes("\r\n".join(lines).encode())
    summarise(study, "R01", "fear", "Cinq, six", coder="ana")
    lines[3:] = ['R01,fear,"Cinq, six"', "R02,fear,Trois", ""]
    assert path.read_bytes() == "\r\n".join(lines).encode()
    summarise(study, "R01", "pay", "", coder="ana")
    summarise(study, "R02", "pay", "Sept", coder="ana")
    del lines[1]
    assert path.read_bytes() == "\r\n".join([*lines[:-1], "R02,pay,Sept", ""]).encode()
    undo(study, "ana")
    undo(study, "ana")
    undo(study, "ana")
    assert path.read_bytes().endswith(b"R01,fear,\r\nR02,fear,Trois\r\nR01,fear,Quatre")


def test_a_table_without_its_columns_is_left_alone(study: Study) -> None:
    summaries_path(study).write_text("qui,code\nR01,pay\n", encoding="utf-8")
    with pytest.raises(QualcodeError, match="no column “respondent”"):
        summarise(study, "R01", "pay", "Un.", coder="ana")


def test_summaries_of_nobody_and_of_no_code_are_problems_with_their_line(study: Study) -> None:
    rows = ["respondent,code,summary", "R01,fear,Un.", "R09,fear,Deux.", "R01,feer,Trois.", "R01,fear,Quatre."]
    summaries_path(study).write_text("\n".join(rows) + "\n", encoding="utf-8")
    problems = [one for one in check(study) if "framework" in one.path]
    assert [(one.severity, one.line) for one in problems] == [("error", 3), ("error", 4), ("warning", 5)]
    found = framework(study)
    assert found.summaries == {("R01", "fear"): "Un.\nQuatre."}
    assert "qualcode check" in found.notes[0]


def test_a_merged_code_brings_its_summary_and_its_quotes_along(study_of: Callable[..., Study]) -> None:
    codes = [Code(id="fear"), Code(id="worry", merged_into="fear"), Code(id="old", status="retired")]
    study = study_of(TALKS, types=TYPES, codes=codes, tags=[("ana", "E01:2.1", "fear")])
    summaries_path(study).write_text("respondent,code,summary\nR01,worry,Inquiète.\n", encoding="utf-8")
    assert framework(study).summaries == {("R01", "fear"): "Inquiète."}
    summarise(study, "R01", "fear", "Très inquiète.", coder="ana")
    assert summaries_path(study).read_text(encoding="utf-8").splitlines()[1:] == ["R01,fear,Très inquiète."]


def test_themes_gather_the_codes_below_them(study_of: Callable[..., Study]) -> None:
    codes = [Code(id="work"), Code(id="pay", parent="work"), Code(id="fear")]
    found = framework(study_of(TALKS, types=TYPES, codes=codes, tags=TAGS), themes=True)
    assert found.codes == ("work", "fear")
    assert [one.text for one in found.cells["R01", "work"]] == ["Je gagne peu."]


def test_nothing_coded_is_a_sentence(study_of: Callable[..., Study], study: Study) -> None:
    with pytest.raises(QualcodeError, match="Nothing is coded yet"):
        framework(study_of(TALKS))
    with pytest.raises(QualcodeError, match="there is no code"):
        framework(study, ["hope"])


def test_every_form_says_the_same(example: Study, qualcode: Run) -> None:
    assert qualcode(example, "report", "framework", "--summarise", "Théo", "légitimité", "=À prouver.")[0] == 0
    document = json.loads(qualcode(example, "report", "framework", "--format", "json")[1])
    matrix = list(csv.DictReader(io.StringIO(qualcode(example, "report", "framework", "--format", "csv")[1])))
    assert len(matrix) == len(document["cases"]) == 15
    theo = next(row for row in matrix if row["respondent"] == "R01")
    cell = next(one for one in document["cells"] if (one["respondent"], one["code"]) == ("R01", "legitimacy"))
    assert theo["legitimacy"].splitlines()[0] == "'=À prouver."  # a spreadsheet must not run it
    assert theo["legitimacy"].count("[E01:") == len(cell["quotes"])
    _status, markdown, _err = qualcode(example, "report", "framework", "--format", "md")
    assert markdown.count("**") == 2 * len(document["codes"])
    assert "Nothing from: " in qualcode(example, "report", "framework", "diplomas")[1]


def test_a_docx_has_a_table_for_each_code(example: Study, qualcode: Run) -> None:
    from docx import Document  # noqa: PLC0415 - only this test needs it

    assert qualcode(example, "report", "framework", "pairite", "-o", "f.docx")[0] == 0
    assert len(Document(str(example.root / "f.docx")).tables) == 2
    status, _out, err = qualcode(example, "report", "framework", "--format", "docx")
    assert (status, "-o report.docx" in err) == (2, True)
