"""kill -9 at any moment: every file still reads, nothing acknowledged is missing, check lists what is left over."""

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.core.journal import history
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, importing, tagging, undoing
from qualcode.workflow.oversight.checking import check

TALKS = {f"E0{n}": [("Théo", "J'avais peur. Le salaire est bas. " + "Oui, la rechute. " * 12)] for n in (1, 2, 3)}
TAGS = [("ana", "E01:1", "fear", "J'avais peur."), ("ana", "E02:1", "fear", "Le salaire"), ("ben", "E01:1", "pay")]
TABLE = "transcript,code,turn,start,end\n" + "".join(f"E0{n},pay,1,0,{k}\n" for n in (1, 2, 3) for k in range(1, 9))

Make = Callable[..., Study]
Dying = Callable[[int, Callable[[], object]], bool]


def change_first(study: Study) -> None:
    tagging.change(study, next(tagging.listed(study, coder="ana")).coding.id, coder="ana", memo="vu")


def remove_first(study: Study) -> None:
    tagging.remove(study, next(tagging.listed(study, coder="ana")).coding.id, coder="ana")


ACTIONS: dict[str, Callable[[Study], object]] = {
    "add": lambda study: tagging.add(study, [parse_reference("E01:1@0-7")], "pay", coder="ana"),
    "add in a new file": lambda study: tagging.add(study, [parse_reference("E03:1")], "pay", coder="ana"),
    "import": lambda study: importing.import_table(study, TABLE.encode(), "table.csv", coder="ana"),
    "change": change_first,
    "remove": remove_first,
    "undo": lambda study: undoing.undo(study, "ana"),
    "codebook": lambda study: codebook.add(study, Code(id="new", label={"fr": "neuf"}), coder="ana"),
}


def readable(root: Path) -> list[str]:
    """The ids of all codings; every file of the study must read without a problem."""
    study = Study(root)
    assert study.codebook.codes
    found = []
    for path in root.glob("transcripts/codings/*/E*.jsonl"):
        file = study.coding_file(path.parent.name, path.stem).value
        assert file.problems == ()
        assert file.fingerprint
        found += [coding.id for coding in file.codings]
    return found


def bytes_of(study: Study) -> dict[str, bytes]:
    kept = [*study.root.glob("transcripts/codings/*/E*.jsonl"), *study.root.glob("codebooks/*.yaml")]
    return {study.relative(path): path.read_bytes() for path in kept}


@pytest.mark.parametrize("action", ACTIONS)
def test_death_at_any_step_of_an_action_leaves_the_old_or_the_new_and_check_says_so(
    study_of: Make, dying: Dying, action: str
) -> None:
    for at in itertools.count(1):
        study = study_of(TALKS, tags=TAGS)
        before = bytes_of(study)
        old = set(readable(study.root))
        done = history(study.journal("ana")[0]).undoable
        died = dying(at, partial(ACTIONS[action], Study(study.root)))
        now = set(readable(study.root))
        if action not in {"remove", "undo"}:
            assert old <= now
        assert len(old - now) <= 1
        entries, cut = Study(study.root).journal("ana")
        same_files = bytes_of(study) == before
        same_journal = history(entries).undoable == done
        leftover = list(study.root.rglob("*.tmp"))
        if cut or leftover or same_files != same_journal:
            assert check(Study(study.root)), f"step {at}"
        for path in leftover:
            assert any(study.relative(path) == problem.path for problem in check(Study(study.root)))
        if not died:
            return


@pytest.mark.parametrize("action", sorted(set(ACTIONS) - {"undo"}))
def test_after_a_death_everything_can_still_be_undone(study_of: Make, dying: Dying, action: str) -> None:
    for at in itertools.count(1):
        study = study_of(TALKS)
        empty = bytes_of(study)
        for coder, reference, code, *quote in TAGS:
            tagging.add(study, [parse_reference(reference)], code, coder=coder, quote=quote[0] if quote else None)
        died = dying(at, partial(ACTIONS[action], Study(study.root)))
        for coder in ("ana", "ben"):
            while history(Study(study.root).journal(coder)[0]).undoable:
                undoing.undo(Study(study.root), coder)
        assert bytes_of(study) == empty, f"step {at}"
        if not died:
            return


@pytest.mark.parametrize("action", ACTIONS)
def test_work_goes_on_after_a_death(study_of: Make, dying: Dying, action: str) -> None:
    for at in itertools.count(1):
        study = study_of(TALKS, tags=TAGS)
        died = dying(at, partial(ACTIONS[action], Study(study.root)))
        ids = set(readable(study.root))
        added = tagging.add(Study(study.root), [parse_reference("E01:1@14-24")], "fear", coder="ana")
        assert set(readable(study.root)) == {*ids, added.tagged.coding.id}
        entries, problems = Study(study.root).journal("ana")
        assert entries[-1].after[0].id == added.tagged.coding.id
        assert len(problems) <= 1
        if not died:
            return


MANY = """
import sys
from pathlib import Path
from qualcode.core.address import parse_reference
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
study = Study(Path(sys.argv[1]))
for n in range(1, int(sys.argv[3])):
    reference = parse_reference(f"E0{n % 3 + 1}:1@{n // 60}-{n % 60 + n // 60 + 1}")
    print(tagging.add(study, [reference], "pay", coder=sys.argv[2]).tagged.coding.id, flush=True)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments], stdout=subprocess.PIPE, text=True, env=environment
    )


def test_kill_9_during_many_codings_loses_none_that_was_acknowledged(study_of: Make) -> None:
    chance = random.Random(2)  # noqa: S311 - moments, not secrets
    for acknowledged in (1, 7, 23):
        study = study_of(TALKS)
        process = start(MANY, str(study.root), "ana", "400")
        assert process.stdout is not None
        ids = [process.stdout.readline().strip() for _n in range(acknowledged)]
        time.sleep(chance.random() / 100)
        process.send_signal(signal.SIGKILL)
        rest = process.communicate()[0]
        ids += rest.split("\n")[:-1]
        assert {coding_id for coding_id in ids if coding_id} <= set(readable(study.root))
        for problem in check(Study(study.root)):
            assert problem.severity == "warning"
            assert problem.advice
        tagging.add(Study(study.root), [parse_reference("E01:1")], "fear", coder="ana")  # the lock died with it


def test_kill_9_during_the_import_of_a_table_leaves_whole_files(study_of: Make, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    rows = [f"E0{n},pay,1,{a},{b}" for n in (1, 2, 3) for a in range(60) for b in range(a + 2, a + 40)]
    table.write_text("transcript,code,turn,start,end\n" + "\n".join(rows), encoding="utf-8")
    command = "import sys; from qualcode.cli import run; sys.exit(run(sys.argv[1:]))"
    for delay in (0.25, 0.4, 0.5, 0.6):
        study = study_of(TALKS, tags=TAGS)
        process = start(command, "tag", "import", str(table), "--study", str(study.root))
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        found = readable(study.root)
        assert len(found) == len(set(found))
        per_file = len(rows) // 3
        assert (len(found) - len(TAGS)) % per_file == 0
        importing.import_table(Study(study.root), table.read_bytes(), "table.csv", coder="ana")
        assert len(readable(study.root)) == len(TAGS) + len(rows)


def test_two_processes_that_add_at_once_both_get_their_codings_in(study_of: Make) -> None:
    study = study_of(TALKS)
    both = [start(MANY, str(study.root), "ana", "40"), start(MANY, str(study.root), "ana", "40")]
    ids = [coding_id for process in both for coding_id in process.communicate()[0].split()]
    assert all(process.returncode == 0 for process in both)
    assert len(set(ids)) >= 39
    assert set(readable(study.root)) == set(ids)
    entries, problems = Study(study.root).journal("ana")
    assert not problems
    assert {coding.id for entry in entries for coding in entry.after} == set(ids)
    assert check(Study(study.root)) == []


def test_a_writer_that_waits_too_long_says_that_another_is_writing(
    study_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of(TALKS, tags=TAGS)
    before = bytes_of(study)
    program = "import sys, time; from pathlib import Path; from qualcode.store.files import locked\n"
    program += "with locked(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    holder = start(program, str(study.root))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    monkeypatch.setattr("qualcode.store.files.WAIT", 0.05)
    try:
        with pytest.raises(QualcodeError, match="another qualcode is writing"):
            ACTIONS["add"](Study(study.root))
    finally:
        holder.kill()
        holder.communicate()
    assert bytes_of(study) == before
    ACTIONS["add"](Study(study.root))
