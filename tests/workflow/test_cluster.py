"""The same work by several processes: the same results, in the same order, whatever happens to a process."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from qualcode.core.codebook import Code
from qualcode.core.segment import Segment
from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.store.study import Study
from qualcode.workflow.cluster import one_by_one, over
from qualcode.workflow.interviews import finding
from qualcode.workflow.study.segmenting import segments
from qualcode.workflow.suggestions.suggesting import propose

needs_dask = pytest.mark.skipif(find_spec("distributed") is None, reason="the extra cluster is not installed")

TALKS = {
    f"E{n:02}": [("Q", "La peur ?"), ("Théo", f"J'avais peur, {n} fois. Le salaire est bas. [rires] Bon…")]
    for n in range(1, 25)
}
CODES = [Code(id="fear", label={"fr": "peur"}, cues=("avoir peur",)), Code(id="pay", cues=("salaire",))]

two = partial(over, workers=2)


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    return study_of(TALKS, codes=CODES)


def cut(study: Study, transcript_id: str) -> tuple[Segment, ...]:
    return segments(study, study.transcript(transcript_id))


def process(_study: Study, _transcript_id: str) -> int:
    return os.getpid()


def die_once(study: Study, transcript_id: str) -> str:
    """Kill the process that works on E05, the first time."""
    mark = study.root / "died"
    if transcript_id == "E05" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return transcript_id


def die(_study: Study, _transcript_id: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def listening(_study: Study, _transcript_id: str) -> list[str]:
    psutil: Any = import_module("psutil")  # comes with the extra
    return [one.laddr.ip for one in psutil.Process().net_connections() if one.status == psutil.CONN_LISTEN]


@needs_dask
@pytest.mark.parametrize("work", [cut, partial(propose, coder="ana", top=2)])
def test_several_processes_answer_as_one_does(study: Study, work: Callable[[Study, str], Any]) -> None:
    ids = (*study.transcript_ids, "E03")
    expected = [tuple(found) for found in one_by_one(study, work, ids)]
    assert len(expected) == 25
    assert all(expected)
    assert [tuple(found) for found in two(study.root, work, ids)] == expected


@needs_dask
def test_a_search_over_several_processes_finds_the_same(study: Study) -> None:
    def many(study: Study, function: Callable[[Study, str], Any], ids: Any) -> Iterator[Any]:
        return two(study.root, function, list(ids))

    alone = list(finding.find(study, "sala*"))
    assert len(alone) == 24
    assert list(finding.find(study, "sala*", over=many)) == alone


@needs_dask
def test_other_processes_do_the_work(study: Study) -> None:
    found = set(two(study.root, process, study.transcript_ids))
    assert found
    assert os.getpid() not in found


@needs_dask
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_the_work_of_a_process_that_dies_is_done_by_another(study: Study) -> None:
    assert list(two(study.root, die_once, study.transcript_ids)) == list(study.transcript_ids)
    assert (study.root / "died").exists()


@needs_dask
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_work_that_kills_every_process_ends_with_a_sentence(study: Study) -> None:
    with pytest.raises(QualcodeError, match="died again and again"):
        list(two(study.root, die, ["E01"]))


@needs_dask
def test_a_transcript_that_cannot_be_read_is_the_same_mistake_as_alone(study: Study) -> None:
    study.transcript_path("E02").write_text("---\nid: E20\n---\n[1] Q: Oui ?\n", encoding="utf-8")
    with pytest.raises(UnreadableFile) as alone:
        list(one_by_one(Study(study.root), cut, study.transcript_ids))
    found = two(study.root, cut, study.transcript_ids)
    assert next(found) == cut(study, "E01")
    with pytest.raises(UnreadableFile) as spread:
        list(found)
    assert str(spread.value) == str(alone.value)


@needs_dask
def test_a_local_cluster_listens_to_this_machine_only(study: Study) -> None:
    (ports,) = two(study.root, listening, ["E01"])
    assert set(ports) == {"127.0.0.1"}


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """A Dask scheduler with one worker, two processes of their own, that listen to this machine only."""
    said = tmp_path / "scheduler.json"
    here = ["--host", "127.0.0.1", "--scheduler-file", str(said), "--no-dashboard"]
    started = [_started("scheduler", *here, "--port", "0")]
    for _n in range(200):
        if said.exists():
            break
        time.sleep(0.05)
    started.append(_started("worker", *here, "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path)))
    yield str(json.loads(said.read_text("utf-8"))["address"])
    for process in started:
        process.terminate()
        process.wait()


def _started(kind: str, *options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@needs_dask
def test_a_scheduler_that_runs_already_answers_as_one_process_does(study: Study, scheduler: str) -> None:
    work = partial(propose, coder="ana", top=2)
    expected = [tuple(found) for found in one_by_one(study, work, study.transcript_ids)]
    shutil.rmtree(study.root / ".qualcode")
    found = over(study.root, work, study.transcript_ids, scheduler=scheduler)
    assert [tuple(one) for one in found] == expected


@needs_dask
def test_a_scheduler_that_is_not_there_is_said_to_be_so(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.workflow.cluster.WAIT", 0.5)
    with pytest.raises(QualcodeError, match="no Dask scheduler answers"):
        list(over(study.root, cut, ["E01"], scheduler="tcp://127.0.0.1:9"))


def test_without_dask_a_sentence_says_what_to_install(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dask", None)
    with pytest.raises(QualcodeError, match="qualcode\\[cluster\\]"):
        list(over(study.root, cut, ["E01"]))


@needs_dask
@pytest.mark.parametrize(
    "command", [("segment", "--json"), ("suggest", "--json"), ("suggest", "E02"), ("find", "peur", "--json")]
)
def test_commands_answer_the_same_with_a_cluster(
    qualcode: Callable[..., tuple[int, str, str]],
    study: Study,
    command: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUALCODE_LANG", "fr")
    alone = qualcode(study, *command)
    shutil.rmtree(study.root / ".qualcode", ignore_errors=True)
    assert qualcode(study, *command, "--cluster") == alone
