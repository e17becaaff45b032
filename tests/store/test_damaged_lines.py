"""Coding files and journals that something damaged: kept byte for byte, and listed by check."""

from collections.abc import Callable
from contextlib import suppress

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.problem import Problem
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging, undoing
from qualcode.workflow.oversight.checking import check

TALK = [("Théo", "J'avais peur. Le salaire est bas. La rechute, on n'en parle pas.")]
TAGS = [
    ("ana", "E01:1", "fear", "J'avais peur."),
    ("ana", "E01:1", "pay", "Le salaire est bas."),
    ("ana", "E01:1", "fear", "La rechute"),
]
Make = Callable[..., Study]


def lines_of(study: Study) -> list[bytes]:
    return study.coding_path("ana", "E01").read_bytes().split(b"\n")[:-1]


def put(study: Study, lines: list[bytes]) -> None:
    study.coding_path("ana", "E01").write_bytes(b"\n".join(lines) + b"\n")


def listed(study: Study, name: str = "E01") -> list[Problem]:
    return [problem for problem in check(Study(study.root)) if problem.path.endswith(f"{name}.jsonl")]


def work(study: Study) -> None:
    """Whatever is done in the file next: a coding put in, and another taken out."""
    tagging.add(Study(study.root), [parse_reference("E01:1@40-44")], "pay", coder="ana")
    salary = next(tagged for tagged in tagging.listed(Study(study.root)) if "salaire" in tagged.coding.quote)
    tagging.remove(Study(study.root), salary.coding.id, coder="ana")


DAMAGE: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "cut at its end": lambda lines: [*lines[:-1], lines[-1][:60]],
    "cut inside a character": lambda lines: [*lines[:-1], lines[-1][: lines[-1].index("é".encode()) + 1]],
    "cut in the middle of the file": lambda lines: [lines[0], lines[1][:40], *lines[2:]],
    "run into the next": lambda lines: [lines[0], lines[1] + lines[2], *lines[3:]],
    "not UTF-8": lambda lines: [*lines, b'{"id":"x","turn":"1","quote":"\xe9t\xe9"}'],
    "another program's": lambda lines: [*lines, b"<<<<<<< HEAD"],
    "a list": lambda lines: [*lines, b"[1, 2]"],
    "a wrong type": lambda lines: [*lines, lines[1].replace(b'"start":0', b'"start":"0"')],
    "zeros": lambda lines: [*lines, b"\0\0\0\0"],
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_coding_line_is_listed_and_kept_byte_for_byte(study_of: Make, damage: str) -> None:
    study = study_of([("Théo", TALK[0][1].replace("peur", "été"))], tags=[("ana", "E01:1", "fear", "J'avais été.")])
    tagging.add(study, [parse_reference("E01:1@13-32")], "pay", coder="ana")
    tagging.add(study, [parse_reference("E01:1@33-43")], "fear", coder="ana", memo="relu l'été")
    lines = lines_of(study)
    put(study, DAMAGE[damage](lines))
    before = lines_of(study)
    (problem,) = listed(study)
    assert problem.severity == "error"
    assert problem.line is not None
    assert before[problem.line - 1] not in lines
    assert problem.advice
    tagging.add(Study(study.root), [parse_reference("E01:1@40-44")], "pay", coder="ana")
    assert set(before) <= set(lines_of(study))
    assert len(listed(study)) == 1


def test_undo_works_beside_a_damaged_line(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    put(study, [*lines_of(study)[:-1], lines_of(study)[-1][:50]])
    before = lines_of(study)
    work(study)
    undoing.undo(Study(study.root), "ana")
    undoing.undo(Study(study.root), "ana")
    assert sorted(lines_of(study)) == sorted(before)


def test_an_unknown_key_of_a_coding_is_listed_and_survives_every_change(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    head, first, *rest = lines_of(study)
    first = first[:-1] + b',"colour":"blue"}'
    put(study, [head, first, *rest])
    (problem,) = listed(study)
    assert problem.line == 2
    assert "colour" in problem.message
    work(study)
    assert first in lines_of(study)


def test_two_lines_run_into_one_are_never_half_read(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    head, first, second, third = lines_of(study)
    put(study, [head, first + second, third])
    assert [tagged.coding.quote for tagged in tagging.listed(Study(study.root))] == ["La rechute"]


def test_an_unknown_key_survives_a_change_of_its_own_coding(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    head, first, *rest = lines_of(study)
    put(study, [head, first[:-1] + b',"colour":"blue"}', *rest])
    before = lines_of(study)
    coding = next(tagging.listed(Study(study.root))).coding
    with suppress(QualcodeError):  # it may also be refused
        tagging.remove(Study(study.root), coding.id, coder="ana")
        undoing.undo(Study(study.root), "ana")
    assert lines_of(study) == before


def test_a_repeated_id_is_listed_and_both_lines_are_kept(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    head, first, *rest = lines_of(study)
    twice = first.replace(b'"memo":""', b'"memo":"de l\'autre machine"')
    put(study, [head, first, twice, *rest])
    (problem,) = listed(study)
    assert problem.line == 3
    assert "twice" in problem.message
    work(study)
    assert {first, twice} <= set(lines_of(study))


@pytest.mark.parametrize("act", ["remove", "change"])
def test_undo_brings_both_lines_of_a_repeated_id_back(study_of: Make, act: str) -> None:
    study = study_of(TALK, tags=TAGS)
    head, first, *rest = lines_of(study)
    put(study, [head, first, first.replace(b'"memo":""', b'"memo":"autre"'), *rest])
    before = lines_of(study)
    coding = next(tagging.listed(Study(study.root))).coding
    with suppress(QualcodeError):  # it may also be refused
        if act == "remove":
            tagging.remove(Study(study.root), coding.id, coder="ana")
        else:
            tagging.change(Study(study.root), coding.id, coder="ana", code_name="pay")
        undoing.undo(Study(study.root), "ana")
    assert sorted(lines_of(study)) == sorted(before)


def test_the_same_line_twice_is_listed(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    put(study, [*lines_of(study), lines_of(study)[1]])
    assert [problem.line for problem in listed(study)] == [5]


def test_two_first_lines_that_disagree_are_listed_and_vouch_for_nothing(study_of: Make) -> None:
    study = study_of([("Théo", "Oui. Oui. Oui.")], tags=[("ana", "E01:1@0-3", "fear"), ("ana", "E01:1@5-8", "pay")])
    head, *rest = lines_of(study)
    other = b'{"transcript":"E01","fingerprint":"00000000deadbeef"}'
    put(study, [head, rest[0], other, *rest[1:]])
    assert any(problem.line == 3 for problem in listed(study))
    assert {tagged.placement.state for tagged in tagging.listed(Study(study.root))} == {"proposed"}
    tagging.add(Study(study.root), [parse_reference("E01:1@10-13")], "fear", coder="ana")
    assert set(rest) <= set(lines_of(study))
    found = {tagged.coding.start: tagged.placement.state for tagged in tagging.listed(Study(study.root))}
    assert found == {0: "proposed", 5: "proposed", 10: "exact"}
    assert listed(study)


def test_two_equal_first_lines_are_one(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    head, *rest = lines_of(study)
    put(study, [head, head, *rest])
    assert {tagged.placement.state for tagged in tagging.listed(Study(study.root))} == {"exact"}
    work(study)
    assert lines_of(study).count(head) == 1


def test_a_file_without_its_first_line_keeps_its_codings_and_vouches_for_none(study_of: Make) -> None:
    study = study_of([("Théo", "Oui. Oui. Oui.")], tags=[("ana", "E01:1@0-3", "fear"), ("ana", "E01:1@5-8", "pay")])
    rest = lines_of(study)[1:]
    put(study, rest)
    for start in (10, 11, 12):
        tagging.add(Study(study.root), [parse_reference(f"E01:1@{start}-13")], "fear", coder="ana")
        assert all(problem.line != 1 for problem in listed(study))
        assert len([line for line in lines_of(study) if line.startswith(b'{"transcript"')]) == 1
    found = {tagged.coding.start: tagged.placement.state for tagged in tagging.listed(Study(study.root))}
    assert found == {0: "proposed", 5: "proposed", 10: "exact", 11: "exact", 12: "exact"}


@pytest.mark.parametrize("cut", [1, 30, -1])
def test_a_cut_journal_line_is_listed_kept_and_followed_by_whole_ones(study_of: Make, cut: int) -> None:
    study = study_of(TALK, tags=TAGS)
    journal = study.journal_path("ana")
    lines = journal.read_bytes().split(b"\n")[:-1]
    damaged = b"\n".join([*lines[:-1], lines[-1][:cut]])
    journal.write_bytes(damaged)
    problems = listed(study, "journal")
    assert [problem.line for problem in problems] == [3]
    assert all(problem.severity == "warning" for problem in problems)
    tagging.add(Study(study.root), [parse_reference("E01:1@40-44")], "pay", coder="ana")
    assert journal.read_bytes().startswith(damaged + b"\n")
    entries, unread = Study(study.root).journal("ana")
    assert [entry.what for entry in entries] == ["add", "add", "add"]
    assert len(unread) == 1
    undoing.undo(Study(study.root), "ana")
    assert len(list(tagging.listed(Study(study.root)))) == 3


def test_a_coding_file_saved_by_windows_reads_the_same(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    before = list(tagging.listed(study))
    data = study.coding_path("ana", "E01").read_bytes()
    for mark in (b"", b"\xef\xbb\xbf"):
        for end in (b"\n", b"\r\n"):
            study.coding_path("ana", "E01").write_bytes(mark + data.replace(b"\n", end))
            assert list(tagging.listed(Study(study.root))) == before
            assert listed(study) == []


def test_a_journal_saved_by_windows_reads_the_same(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    before = study.journal("ana")
    data = study.journal_path("ana").read_bytes()
    study.journal_path("ana").write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    assert Study(study.root).journal("ana") == before


def test_what_was_rejected_is_checked_like_codings(study_of: Make) -> None:
    study = study_of(TALK)
    study.coding_path("ana", "E01").parent.mkdir(parents=True)
    study.coding_path("ana", "E01.rejected").write_bytes(b'{"transcript":"E01","fingerprint":"0"}\n{"id":"x","tur')
    assert [problem.line for problem in listed(study, "E01.rejected")] == [2]
