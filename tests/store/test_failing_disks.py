"""A disk that is full, read-only or failing, at each step of each action: a sentence, and nothing lost."""

import errno
import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.core.journal import history
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, importing, tagging, undoing
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.suggestions import suggesting

TALKS = {
    "E01": [("Q", "Alors ?"), ("Théo", "J'avais peur. Le salaire est bas.")],
    "E02": [("Léa", "La rechute, on n'en parle pas.")],
    "E03": [("Léa", "On est payés au rabais.")],
}
TAGS = [("ana", "E01:2", "fear", "J'avais peur."), ("ana", "E02:1", "fear", "La rechute"), ("ben", "E01:2", "pay")]
TABLE = b"transcript,code,turn,start,end\nE01,pay,2,0,7\nE02,pay,1,0,2\nE03,pay,1,0,7\n"

Make = Callable[..., Study]


def first(study: Study) -> str:
    return next(tagging.listed(study, coder="ana")).coding.id


def edit_transcript(study: Study) -> None:
    text = study.transcript_path("E01").read_text(encoding="utf-8")
    apply_edit(study, "E01", text.replace("J'avais", "Bon, j'avais"))


ACTIONS: dict[str, Callable[[Study], object]] = {
    "add": lambda study: tagging.add(study, [parse_reference("E01:2@0-7")], "pay", coder="ana"),
    "add in a new file": lambda study: tagging.add(study, [parse_reference("E03:1")], "pay", coder="ana"),
    "add by a new coder": lambda study: tagging.add(study, [parse_reference("E03:1")], "pay", coder="cléo"),
    "remove the last of a file": lambda study: tagging.remove(study, first(study), coder="ana"),
    "change": lambda study: tagging.change(study, first(study), coder="ana", memo="à revoir"),
    "import": lambda study: importing.import_table(study, TABLE, "table.csv", coder="ana"),
    "reject": lambda study: suggesting.reject(study, parse_reference("E01:2@0-7"), "pay", coder="ana"),
    "undo": lambda study: undoing.undo(study, "ana"),
    "codebook": lambda study: codebook.add(study, Code(id="new", label={"fr": "neuf"}), coder="ana"),
}


def content(study: Study) -> dict[str, bytes]:
    """Codings, codebook and transcripts as they lie on disk; not the journals."""
    kept = [path for path in study.root.rglob("*") if path.is_file() and ".qualcode" not in path.parts]
    kept = [path for path in kept if path.name != "journal.jsonl" and not path.name.endswith(".tmp")]
    return {study.relative(path): path.read_bytes() for path in kept}


def undoable(study: Study) -> dict[str, int]:
    return {coder: len(history(study.journal(coder)[0]).undoable) for coder in Study(study.root).coders}


def unreadable(study: Study) -> list[object]:
    """Lines and files that can't be read any more."""
    lines: list[object] = [problem for coder in ("ana", "ben", "cléo") for problem in study.journal(coder)[1]]
    for path in study.root.glob("transcripts/codings/*/E*.jsonl"):
        lines += study.coding_file(path.parent.name, path.name.removesuffix(".jsonl")).value.problems
    for name in study.transcript_ids:
        study.transcript(name)
    assert study.codebook.codes
    return lines


def said(error: QualcodeError) -> None:
    assert error.message
    assert error.advice
    assert error.where


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EROFS])
@pytest.mark.parametrize("action", ACTIONS)
def test_one_failure_of_the_disk_changes_nothing(study_of: Make, failing: Any, action: str, error: int) -> None:
    for at in itertools.count(1):
        study = study_of(TALKS, tags=TAGS)
        before, actions_before = content(study), undoable(study)
        raised = None
        with failing(at=at, error=error) as disk:
            try:
                ACTIONS[action](Study(study.root))
            except QualcodeError as told:
                raised = told
        now = Study(study.root)
        assert unreadable(now) == []
        if not disk.reached:
            assert raised is None
            return
        if raised is not None:
            said(raised)
            assert content(now) == before, f"after {disk.steps}"
            assert {coder: n for coder, n in undoable(now).items() if n} == actions_before, f"after {disk.steps}"
        assert not list(study.root.rglob("*.tmp")) or any("unlink" in step for step in disk.steps)


def facts(study: Study) -> object:
    """What was said, without the random ids, and how many actions can be undone."""
    codings = [
        (str(tagged.reference), tagged.coder, tagged.coding.code, tagged.coding.memo)
        for tagged in tagging.listed(Study(study.root))
    ]
    rejected = [study.coding_file("ana", f"{name}.rejected").value.codings for name in study.transcript_ids]
    done = {coder: n for coder, n in undoable(study).items() if n}
    return sorted(codings), list(map(len, rejected)), study.codebook_path.read_bytes(), done


@pytest.mark.parametrize("action", ACTIONS)
def test_a_disk_that_stays_full_loses_nothing_and_check_lists_what_is_half_done(
    study_of: Make, failing: Any, action: str
) -> None:
    finished = study_of(TALKS, tags=TAGS)
    ACTIONS[action](finished)
    for at in itertools.count(1):
        study = study_of(TALKS, tags=TAGS)
        before, old = content(study), facts(study)
        with failing(at=at, error=errno.ENOSPC, lasting=True) as disk:
            try:
                ACTIONS[action](Study(study.root))
            except QualcodeError as told:
                said(told)
        if not disk.reached:
            return
        now = Study(study.root)
        whole = facts(now) in (old, facts(finished))
        if unreadable(now) or not whole or list(study.root.rglob("*.tmp")):
            assert check(now), f"after {disk.steps}"
        assert {name for name in before if name not in content(now)} <= {
            f"transcripts/codings/ana/E0{n}.jsonl" for n in (1, 2)
        }


def test_an_edit_of_a_transcript_that_fails_leaves_every_coding_on_its_words(study_of: Make, failing: Any) -> None:
    for at in itertools.count(1):
        study = study_of(TALKS, tags=TAGS)
        with failing(at=at, error=errno.ENOSPC) as disk:
            try:
                edit_transcript(Study(study.root))
            except QualcodeError as told:
                said(told)
        now = Study(study.root)
        assert unreadable(now) == []
        found = list(tagging.listed(now))
        assert len(found) == len(TAGS)
        for tagged in found:
            if not tagged.placement.placed:
                assert check(now)
                continue
            turn = now.transcript(tagged.transcript).by_turn[tagged.coding.turn]
            assert turn.text[tagged.coding.start : tagged.coding.end] == tagged.coding.quote
        if not disk.reached:
            return


@pytest.mark.parametrize("action", ["add", "import", "codebook", "undo"])
def test_a_full_disk_of_the_system_itself_changes_nothing(study_of: Make, room: Any, action: str) -> None:
    for size in [0, 1, *range(60, 3000, 97)]:
        study = study_of(TALKS, tags=TAGS)
        (study.root / ".qualcode" / "lock").touch()
        before, actions_before = content(study), undoable(study)
        try:
            with room(size):
                ACTIONS[action](Study(study.root))
        except QualcodeError as told:
            said(told)
            assert content(study) == before
            assert {coder: n for coder, n in undoable(Study(study.root)).items() if n} == actions_before
        assert unreadable(Study(study.root)) == []


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_the_advice_fits_the_reason(study_of: Make, failing: Any, error: int) -> None:
    words = {errno.ENOSPC: "disk is full", errno.EACCES: "read-only for you", errno.EROFS: "disk is read-only"}
    study = study_of(TALKS, tags=TAGS)
    with failing(at=2, error=error), pytest.raises(QualcodeError) as told:
        ACTIONS["add"](study)
    assert words[error] in told.value.advice
    assert Path(told.value.where).is_relative_to(study.root)
