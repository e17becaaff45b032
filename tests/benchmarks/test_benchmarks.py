"""The benchmarks measure what they say: on corpora that are sound and the same every time."""

from pathlib import Path

import pytest

from benchmarks import corpora
from benchmarks.measure import Cost, run
from benchmarks.suites import SUITES, Scale
from benchmarks.table import Bar, Row, markdown
from qualcode.formats import incoming
from qualcode.store.study import Study
from qualcode.workflow.oversight.checking import check


def _files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _study(root: Path) -> Study:
    corpora.write_study(root, 3, 400, codes=10, per_coder=lambda n: 20 + n)
    return Study(root)


def test_a_generated_study_is_sound_and_the_same_every_time(tmp_path: Path) -> None:
    study = _study(tmp_path / "one")
    _study(tmp_path / "two")
    assert not [problem for problem in check(study) if problem.severity == "error"]
    transcript = study.transcript("E0003")
    assert [placement.state for placement in study.placements("ben", transcript)] == ["exact"] * 22
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


@pytest.mark.parametrize(("kind", "write"), [("docx", corpora.write_docx), ("txt", corpora.write_txt)])
def test_generated_interviews_are_read_with_every_turn_and_word(tmp_path: Path, kind: str, write: object) -> None:
    assert callable(write)
    write(tmp_path / kind, 2, 600)
    for one in corpora.interviews(2, 600):
        name = f"{one.transcript.id}.{kind}"
        draft = incoming.read((tmp_path / kind / name).read_bytes(), name, unlabelled="?")
        assert [(turn.speaker, turn.text) for turn in draft.turns] == [
            (turn.speaker, turn.text) for turn in one.transcript.turns
        ]


def _row(wall: float, *, memory: int = 50_000_000, bar: Bar | None = None) -> Row:
    return Row(
        what="work",
        size="small",
        bar=bar,
        cost=Cost(wall=wall, cpu=wall, memory=memory),
        reference="nothing",
        beside=Cost(wall=0.1, cpu=0.1, memory=1),
    )


def test_a_bar_is_held_or_not() -> None:
    assert _row(1.0).met is None
    assert _row(1.0, bar=Bar(seconds=1)).met is True
    assert _row(1.1, bar=Bar(seconds=1)).met is False
    assert _row(0.2, bar=Bar(times=2)).met is True
    assert _row(0.3, bar=Bar(times=2)).met is False
    assert _row(0.3, memory=2_000_000_000, bar=Bar(seconds=1, megabytes=1000)).met is False


def test_the_table_names_what_missed_its_bar() -> None:
    line = markdown([_row(1.5, bar=Bar(seconds=1))]).splitlines()[-1]
    assert line == "| work | small | 1 s | 1.5 s | 1.5 s | nothing: 100 ms | 15.0 × | 50 MB | **no** |"


def test_a_process_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="status 3"):
        run(["-c", "raise SystemExit(3)"])
    cost, output = run(["-c", "x = bytearray(60_000_000); print('done')"])
    assert output == "done\n"
    assert 60_000_000 < cost.memory < 120_000_000


@pytest.mark.parametrize("name", [name for name in SUITES if name != "first"])
def test_every_benchmark_runs_at_its_small_size(name: str, tmp_path: Path) -> None:
    assert all(row.cost.wall > 0 for row in SUITES[name](Scale(folder=tmp_path, quick=True)))
