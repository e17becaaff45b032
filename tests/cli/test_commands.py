"""The commands as people and scripts call them: help, JSON, statuses, language, Ctrl-C."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

from qualcode.cli import main, program
from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]


def leaves(group: click.Group, *path: str) -> Iterator[tuple[str, ...]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name)
        if isinstance(command, click.Group):
            yield from leaves(command, *path, name)


COMMANDS = [" ".join(path) for path in leaves(program())]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_and_every_option_has_help(tmp_path: Path, qualcode: Run, command: str, language: str) -> None:
    status, answer, message = qualcode(tmp_path, *command.split(), "--help", "--lang", language)
    assert (status, message) == (0, "")
    assert len(answer.splitlines()) > 4
    found: Any = program()
    for name in command.split():
        found = found.get_command(click.Context(found), name)
    assert found.help
    assert all(option.help for option in found.params if isinstance(option, click.Option))


def test_the_help_lists_every_command_with_what_it_does(tmp_path: Path, qualcode: Run) -> None:
    status, answer, _message = qualcode(tmp_path, "--help")
    assert status == 0
    for name in program().list_commands(click.Context(program())):
        assert f"  {name} " in answer


HEAVY = ("pandas", "spacy", "textual", "numpy", "scipy", "simplemma", "docx", "ruamel")
LOADED = "import sys; from qualcode.cli import run; status = run(sys.argv[1:]); "
LOADED += f"heavy = [name for name in {HEAVY} if name in sys.modules]; "
LOADED += "print(heavy, file=sys.stderr); sys.exit(status)"


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["check"],
        ["codebook", "list"],
        ["tag", "list"],
        ["tag", "--help"],
        ["transcript", "list"],
    ],
)
def test_commands_that_need_no_heavy_library_load_none(example: Study, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", LOADED, *arguments],
        cwd=example.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr.splitlines()[-1] == "[]"
    assert done.returncode == 0
    assert done.stdout.strip()


def document(said: tuple[int, str, str], status: int = 0) -> Any:
    assert said[0] == status
    return json.loads(said[1])


def test_check_finds_nothing_wrong_with_the_example(example: Study, qualcode: Run) -> None:
    assert document(qualcode(example, "check", "--json")) == {"errors": 0, "warnings": 0, "problems": []}


def test_segment_as_json(example: Study, qualcode: Run) -> None:
    rows = document(qualcode(example, "segment", "E01", "--json"))
    assert rows[0]["ref"] == "E01:1.1"
    transcript = example.transcript("E01")
    for row in rows:
        assert {"ref", "turn", "speaker", "start", "end", "text"} <= row.keys()
        turn = transcript.by_turn[row["turn"]]
        assert row["text"] == turn.text[row["start"] : row["end"]]
        assert row["speaker"] == turn.speaker
    by_turn = document(qualcode(example, "segment", "E01", "--unit", "turn", "--json"))
    assert [row["ref"] for row in by_turn] == [f"E01:{turn.id}" for turn in transcript.turns]
    assert "E01:10a" in {row["ref"] for row in by_turn}


def test_a_reference_from_segment_names_the_same_words_in_tag_add(example: Study, qualcode: Run) -> None:
    for unit in ("sentence", "turn", "passage"):
        row = document(qualcode(example, "segment", "E01", "--unit", unit, "--json"))[-1]
        assert qualcode(example, "tag", "add", row["ref"], "reluctance", "--coder", "cléo")[0] == 0
        tagged = document(qualcode(example, "tag", "list", "--coder", "cléo", "--json"))
        assert (row["turn"], row["start"], row["end"]) in {(t["turn"], t["start"], t["end"]) for t in tagged}


def test_suggest_as_json(example: Study, qualcode: Run) -> None:
    rows = document(qualcode(example, "suggest", "E01", "--coder", "zoé", "--json"))
    assert rows
    known = example.codebook.by_id
    transcript = example.transcript("E01")
    for row in rows:
        assert {"ref", "turn", "start", "end", "code", "score", "evidence"} <= row.keys()
        assert row["code"] in known
        assert 0 < row["score"] <= 1
        assert not transcript.is_interviewer(transcript.by_turn[row["turn"]])
        assert all(set(why) == {"kind", "detail"} and why["detail"] for why in row["evidence"])
        assert row["evidence"]
    for one, after in pairwise(rows):
        if one["ref"] == after["ref"]:
            assert one["score"] >= after["score"]
    assert document(qualcode(example, "suggest", "E01", "--coder", "zoé", "--json")) == rows
    only = document(qualcode(example, "suggest", "E01", "--coder", "zoé", "--code", "reluctance", "--json"))
    assert {row["code"] for row in only} == {"reluctance"}


def test_codebook_list_as_json(example: Study, qualcode: Run) -> None:
    rows = document(qualcode(example, "codebook", "list", "--json"))
    assert {row["id"] for row in rows} == set(example.codebook.by_id)
    for row in rows:
        assert {"id", "label", "parent", "status", "merged_into", "interviews", "codings"} <= row.keys()
    doubts = next(row for row in rows if row["id"] == "doubts")
    assert (doubts["merged_into"], doubts["codings"], doubts["status"]) == ("reluctance", 0, "active")
    tagged = document(qualcode(example, "tag", "list", "--json"))
    assert sum(row["codings"] for row in rows) == len(tagged)


def test_tag_list_as_json(example: Study, qualcode: Run) -> None:
    rows = document(qualcode(example, "tag", "list", "--json"))
    assert {row["coder"] for row in rows} == {"ana", "ben"}
    for row in rows:
        keys = {"id", "transcript", "coder", "code", "turn", "start", "end", "quote", "origin", "memo"}
        assert keys <= row.keys()
        text = example.transcript(row["transcript"]).by_turn[row["turn"]].text
        assert text[row["start"] : row["end"]] == row["quote"]
    under = document(qualcode(example, "tag", "list", "--code", "reluctance", "--json"))
    assert {row["code"] for row in under} <= {"reluctance", "doubts", "blurred_roles", "being_replaced"}
    assert {"blurred_roles", "reluctance"} <= {row["code"] for row in under}
    assert {row["transcript"] for row in document(qualcode(example, "tag", "list", "E02", "--json"))} == {"E02"}


def test_status_and_check_answer_with_one_json_document(example: Study, qualcode: Run) -> None:
    assert isinstance(document(qualcode(example, "status", "--json")), dict)
    (example.root / "transcripts" / "E01.txt").write_text("", encoding="utf-8")
    found = document(qualcode(example, "check", "--json"), status=1)
    assert found["errors"] >= 1
    assert {"severity", "path", "line", "message", "advice"} <= found["problems"][0].keys()


def test_a_day_of_work(example: Study, qualcode: Run) -> None:
    assert (
        qualcode(example, "tag", "add", "E01:6", "reticence", "--quote", "Très sympa, vraiment", "--memo", "« oui »")[0]
        == 0
    )
    row = document(qualcode(example, "tag", "list", "E01", "--json"))
    (mine,) = [one for one in row if one["memo"] == "« oui »"]
    assert (mine["code"], mine["quote"], mine["coder"]) == ("reluctance", "Très sympa, vraiment", "ana")
    assert qualcode(example, "tag", "edit", mine["id"], "--qualifier", "voice=reported", "--memo", "relu")[0] == 0
    assert qualcode(example, "tag", "remove", mine["id"])[0] == 0
    for _n in range(3):
        assert qualcode(example, "undo")[0] == 0
    assert [one for one in document(qualcode(example, "tag", "list", "--json")) if one["id"] == mine["id"]] == []
    log = document(qualcode(example, "log", "-n", "3", "--json"))
    assert [line["what"] for line in log] == ["undo", "undo", "undo"]
    assert qualcode(example, "redo")[0] == 0
    assert len([one for one in document(qualcode(example, "tag", "list", "--json")) if one["id"] == mine["id"]]) == 1


def test_coding_twice_says_already_and_writes_nothing(example: Study, qualcode: Run) -> None:
    first = qualcode(example, "tag", "add", "E01:6.1", "reluctance")
    path = example.coding_path("ana", "E01")
    before = path.read_bytes()
    again = qualcode(example, "tag", "add", "E01:6.1", "reluctance")
    assert (first[0], again[0]) == (0, 0)
    assert "Already coded" in again[1]
    assert path.read_bytes() == before


def test_coding_the_interviewers_words_is_told(example: Study, qualcode: Run) -> None:
    status, _answer, message = qualcode(example, "tag", "add", "E01:3", "reluctance")
    assert status == 0
    assert "interviewer" in message


def test_the_coder_is_named_by_option_environment_or_study(
    example: Study, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    qualcode(example, "tag", "add", "E03:2", "reluctance", "--coder", "cléo")
    monkeypatch.setenv("QUALCODE_CODER", "zoé")
    qualcode(example, "tag", "add", "E03:2", "reluctance")
    assert {"ana", "ben", "cléo", "zoé"} == set(Study(example.root).coders)


def test_messages_come_in_the_language_asked_for(example: Study, qualcode: Run) -> None:
    english = qualcode(example, "tag", "add", "E99:1", "reluctance", "--lang", "en")[2]
    french = qualcode(example, "tag", "add", "E99:1", "reluctance", "--lang=fr")[2]
    assert english != french
    assert "“E99”" in english
    assert "E99" in french


def test_init_makes_a_study_that_check_finds_in_order(tmp_path: Path, qualcode: Run) -> None:
    for template in ("pair-aidance", "blank"):
        folder = tmp_path / f"étude {template}"
        assert qualcode(tmp_path, "init", str(folder), "--template", template)[0] == 0
        assert document(qualcode(folder, "check", "--json"))["problems"] == []
        assert qualcode(folder, "status")[0] == 0
        assert qualcode(folder, "suggest")[0] == 0


def test_ctrl_c_says_what_was_saved_and_leaves_with_130(
    example: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pressed(_study: Study) -> None:
        raise KeyboardInterrupt

    monkeypatch.chdir(example.root)
    monkeypatch.setattr("qualcode.workflow.oversight.checking.check", pressed)
    with pytest.raises(SystemExit) as left:
        main(["check"])
    assert left.value.code == 130
    assert "Stopped" in capsys.readouterr().err


def test_a_closed_pipe_is_no_traceback(example: Study) -> None:
    command = f"{sys.executable} -m qualcode segment --unit turn | head -1"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=example.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("E01:1")
    assert done.stderr == ""


def test_accents_come_out_whole_in_any_locale(example: Study) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", "codebook", "list", "--lang", "fr"],
        cwd=example.root,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert "réticence" in done.stdout.decode("utf-8")
