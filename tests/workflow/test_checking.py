"""`check`: everything that is wrong is listed, each with its place and what to do; what is in order is not."""

from collections.abc import Callable

import pytest

from qualcode.core.codebook import Code
from qualcode.core.problem import Problem
from qualcode.store.study import Study
from qualcode.workflow.oversight.checking import check

TALK = [("Q", "Alors ?"), ("Théo", "J'avais peur."), ("Léa", "Moi aussi.")]
Make = Callable[..., Study]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, tags=[("ana", "E01:2", "fear")])


def put(study: Study, path: str, data: str | bytes) -> None:
    (study.root / path).parent.mkdir(parents=True, exist_ok=True)
    (study.root / path).write_bytes(data if isinstance(data, bytes) else data.encode())


def one(study: Study) -> Problem:
    (problem,) = check(Study(study.root))
    assert problem.advice
    assert not problem.path.startswith("/")
    return problem


def test_the_example_study_is_in_order(example: Study) -> None:
    assert check(example) == []


def test_a_study_just_made_is_in_order(study: Study) -> None:
    assert check(study) == []


def test_an_empty_folder_with_settings_is_a_study_in_order(study_of: Make) -> None:
    study = study_of()
    for folder in ("transcripts", "codebooks"):
        for path in (study.root / folder).iterdir():
            path.unlink()
        (study.root / folder).rmdir()
    assert check(Study(study.root)) == []


def replaced(study: Study, path: str, old: str, new: str) -> None:
    text = (study.root / path).read_text(encoding="utf-8")
    assert old in text
    put(study, path, text.replace(old, new))


@pytest.mark.parametrize(
    ("path", "old", "new", "where", "severity", "words"),
    [
        ("transcripts/E01.txt", "Léa: R02", "Léa: R09", "transcripts/E01.txt:4", "error", "R09"),
        ("transcripts/E01.txt", "Léa: R02", "Léo: R02", "transcripts/E01.txt:2", "warning", "“Léa”"),
        ("transcripts/E01.txt", "date: 2026-01-01\n", "", "transcripts/E01.txt:1", "warning", "no date"),
        ("transcripts/E01.txt", "2026-01-01", "mars", "transcripts/E01.txt:2", "warning", "“mars” is not a date"),
        (
            "transcripts/respondents.csv",
            "R02,Léa,pair aidant",
            "R02,Léa,",
            "transcripts/respondents.csv:3",
            "warning",
            "R02",
        ),
        ("transcripts/respondents.csv", "R02,Léa", ",Léa", "transcripts/respondents.csv:3", "error", "no id"),
        ("codebooks/codebook.yaml", "fr: pay\n", "fr: Fear\n", "codebooks/codebook.yaml:7", "warning", "same label"),
        ("codebooks/codebook.yaml", "id: fear", "id: dread", "transcripts/codings/ana/E01.jsonl:2", "error", "“fear”"),
    ],
)
def test_what_is_wrong_is_listed_once_with_its_line(
    study: Study, path: str, old: str, new: str, where: str, severity: str, words: str
) -> None:
    replaced(study, path, old, new)
    problems = [problem for problem in check(Study(study.root)) if words in problem.message]
    assert [(problem.where, problem.severity) for problem in problems] == [(where, severity)]
    assert problems[0].advice


def test_a_respondent_who_stands_twice_is_listed_with_both_lines(study: Study) -> None:
    replaced(study, "transcripts/respondents.csv", "R02,Léa", "R01,Léa")
    problem = next(problem for problem in check(Study(study.root)) if "twice" in problem.message)
    assert problem.where == "transcripts/respondents.csv:3"
    assert "line 2" in problem.message


def test_a_code_without_a_definition_is_a_warning(study_of: Make) -> None:
    study = study_of(TALK, codes=["fear", Code(id="pay", label={"fr": "paie"})])
    assert (one(study).severity, one(study).where) == ("warning", "codebooks/codebook.yaml:7")


def test_codings_of_a_transcript_that_is_gone_are_kept_and_listed(study: Study) -> None:
    study.transcript_path("E01").unlink()
    assert one(study).where == "transcripts/codings/ana/E01.jsonl"
    assert study.coding_path("ana", "E01").exists()


def test_an_outcome_that_is_none_is_listed(study: Study) -> None:
    put(
        study,
        "transcripts/recruitment.csv",
        "id,type,asked_on,outcome\nR01,pair,2026-01-01,done\nR02,pair,2026-01-01,yes\n",
    )
    assert one(study).where == "transcripts/recruitment.csv:3"
    assert "refused" in one(study).advice


@pytest.mark.parametrize("path", ["respondents.csv", "recruitment.csv"])
@pytest.mark.parametrize(
    "data", [b"", b"\0\1\2\xff", b"PK\x03\x04", "\ufeff".encode(), b"a;b\n1;2\n", "été\n".encode("cp1252")]
)
def test_a_table_that_cannot_be_read_is_a_problem_like_any_other(study: Study, path: str, data: bytes) -> None:
    put(study, f"transcripts/{path}", data)
    for problem in check(Study(study.root)):
        assert problem.advice
        assert not problem.path.startswith("/")
    if path == "respondents.csv":
        assert any(problem.severity == "error" for problem in check(Study(study.root)))


def test_a_coding_that_is_wrong_is_listed_although_another_file_is_broken(study: Study) -> None:
    data = study.coding_path("ana", "E01").read_bytes()
    study.coding_path("ana", "E01").write_bytes(data + b'{"id":"cut')
    put(study, "codebooks/codebook.yaml", "codes: [\n")
    paths = {problem.path for problem in check(Study(study.root))}
    assert {"codebooks/codebook.yaml", "transcripts/codings/ana/E01.jsonl"} <= paths


def test_errors_come_first_then_files_in_natural_order(study: Study) -> None:
    for n in (2, 10, 3):
        put(study, f"transcripts/E{n}.txt", "")
    replaced(study, "transcripts/E01.txt", "date: 2026-01-01\n", "")
    found = [(problem.severity, problem.path) for problem in check(Study(study.root))]
    assert found == [*(("error", f"transcripts/E{n}.txt") for n in (2, 3, 10)), ("warning", "transcripts/E01.txt")]


def test_what_other_programs_leave_beside_the_files_is_not_read(study: Study) -> None:
    for name in (
        "transcripts/.E01.txt.swp",
        "transcripts/E01.txt~",
        "transcripts/.~lock.respondents.csv#",
        "codebooks/.x.yaml",
    ):
        put(study, name, b"\xff\xfe")
    put(study, "transcripts/codings/ana/E01.jsonl.orig", "x")
    put(study, "transcripts/codings/.git/E01.jsonl", "x")
    assert check(Study(study.root)) == []
