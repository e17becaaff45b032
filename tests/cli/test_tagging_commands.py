"""Codings and codes through the command line, answer by answer."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]
Make = Callable[..., Study]
TALK = [("Q", "Alors ?"), ("Théo", "J'avais peur. Le salaire est bas."), ("Léa", "La rechute, on n'en parle pas.")]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, tags=[("ana", "E01:2", "fear", "J'avais peur."), ("ana", "E01:3", "fear", "La rechute")])


def rows(qualcode: Run, study: Study, *arguments: str) -> Any:
    return json.loads(qualcode(study, *arguments, "--json")[1])


def edit_outside(study: Study, old: str, new: str) -> None:
    path = study.transcript_path("E01")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_respondents_own_words_become_a_code(study: Study, qualcode: Run) -> None:
    status, answer, _message = qualcode(
        study, "codebook", "add", "parler", "--in-vivo", "E01:3", "--quote", "on n'en parle pas", "--parent", "fear"
    )
    assert status == 0
    assert "« on n'en parle pas »" in answer
    code = Study(study.root).codebook.by_id["parler"]
    assert (code.label_in("fr"), code.parent) == ("« on n'en parle pas »", "fear")
    (tagged,) = rows(qualcode, study, "tag", "list", "--code", "parler")
    assert (tagged["quote"], tagged["turn"]) == ("on n'en parle pas", "3")


def test_words_that_are_not_there_make_no_code(study: Study, qualcode: Run) -> None:
    assert qualcode(study, "codebook", "add", "x", "--in-vivo", "E01:3", "--quote", "rien de tel")[0] == 2
    assert "x" not in Study(study.root).codebook.by_id


def test_merged_codes_part_again_with_their_codings(study: Study, qualcode: Run) -> None:
    qualcode(study, "codebook", "merge", "fear", "pay")
    counts = {row["id"]: row["codings"] for row in rows(qualcode, study, "codebook", "list")}
    assert counts == {"fear": 0, "pay": 2}
    assert qualcode(study, "codebook", "edit", "fear", "--unmerge")[0] == 0
    counts = {row["id"]: row["codings"] for row in rows(qualcode, study, "codebook", "list")}
    assert counts == {"fear": 2, "pay": 0}


def test_a_retired_code_comes_back_active(study: Study, qualcode: Run) -> None:
    qualcode(study, "codebook", "retire", "pay")
    assert qualcode(study, "codebook", "edit", "pay", "--status", "active")[0] == 0
    assert qualcode(study, "tag", "add", "E01:2", "pay")[0] == 0


def test_cues_are_added_once(study: Study, qualcode: Run) -> None:
    for _n in range(2):
        qualcode(study, "codebook", "edit", "pay", "--cue", "salaire", "--cue", "prime")
    assert Study(study.root).codebook.by_id["pay"].cues == ("salaire", "prime")


def test_an_edit_that_changes_nothing_writes_nothing(study: Study, qualcode: Run) -> None:
    before = study.codebook_path.read_bytes(), study.journal_path("ana").read_bytes()
    status, _answer, message = qualcode(study, "codebook", "edit", "pay")
    assert status == 0
    assert "--label" in message
    assert (study.codebook_path.read_bytes(), study.journal_path("ana").read_bytes()) == before


def test_chosen_codings_are_split_off_by_their_ids(study: Study, qualcode: Run) -> None:
    chosen = rows(qualcode, study, "tag", "list")[1]["id"]
    assert qualcode(study, "codebook", "split", "fear", "pay", chosen)[0] == 0
    assert [row["code"] for row in rows(qualcode, study, "tag", "list")] == ["fear", "pay"]


def test_settle_writes_what_moved_and_lists_what_waits(study: Study, qualcode: Run) -> None:
    edit_outside(study, "J'avais peur.", "Bon. J'avait peur.")
    edit_outside(study, "La rechute", "Bah, la rechute. La rechute")
    assert qualcode(study, "check")[0] == 1
    before = study.coding_path("ana", "E01").read_bytes()
    status, answer, _message = qualcode(study, "tag", "settle")
    assert status == 0
    assert "[moved]" in answer
    assert "[proposed]" in answer
    assert study.coding_path("ana", "E01").read_bytes() == before
    status, answer, _message = qualcode(study, "tag", "settle", "--write")
    assert status == 0
    assert "1 coding has its new place" in answer
    assert "J'avait peur" in answer
    waiting = rows(qualcode, study, "tag", "list")[0]["id"]
    assert waiting in answer
    assert "1 coding has its new place" in qualcode(study, "tag", "settle", "--accept", waiting)[1]
    assert qualcode(study, "check")[0] == 0
    assert rows(qualcode, study, "tag", "list")[0]["quote"] == "J'avait peur."


def test_what_check_advises_for_displaced_codings_puts_them_in_order(study: Study, qualcode: Run) -> None:
    edit_outside(study, "J'avais peur.", "Bon. J'avait peur.")
    edit_outside(study, "La rechute", "Bah, la rechute. La rechute")
    problems = rows(qualcode, study, "check")["problems"]
    assert len(problems) == 2
    for problem in problems:
        advised = next(command for command in problem["advice"].split("`") if command.startswith("qualcode "))
        assert qualcode(study, *advised.split()[1:])[0] == 0
    assert rows(qualcode, study, "check")["problems"] == []


def test_settle_all_accepts_every_proposal(study: Study, qualcode: Run) -> None:
    edit_outside(study, "J'avais", "J'avait")
    edit_outside(study, "La rechute", "La rechutte")
    assert "2 codings" in qualcode(study, "tag", "settle", "--all")[1]
    assert qualcode(study, "check")[0] == 0


def test_an_import_answers_0_when_every_row_came_in_and_1_when_not(study: Study, qualcode: Run) -> None:
    (study.root / "in.csv").write_text("transcript,code,quote\nE01,pay,Le salaire est bas.\n", encoding="utf-8")
    assert rows(qualcode, study, "tag", "import", "in.csv") == {"added": 1, "already": 0, "created": [], "unplaced": []}
    (study.root / "in.csv").write_text("transcript,code,quote\nE01,pay,Rien.\nE01,new,bas\n", encoding="utf-8")
    status, answer, _message = qualcode(study, "tag", "import", "in.csv")
    assert status == 1
    assert "in.csv:2: E01 pay “Rien.”" in answer
    assert "in.csv:3: E01 new “bas”" in answer
    status, answer, _message = qualcode(study, "tag", "import", "in.csv", "--create-codes", "--json")
    assert status == 1
    assert json.loads(answer)["created"] == ["new"]
    assert [row["line"] for row in json.loads(answer)["unplaced"]] == [2]


def test_find_answers_1_when_nothing_is_found(study: Study, qualcode: Run) -> None:
    assert qualcode(study, "find", "rechute")[0] == 0
    assert qualcode(study, "find", "licorne")[0] == 1
    (found,) = rows(qualcode, study, "find", "peur")
    assert (found["ref"], found["words"], found["codes"]) == ("E01:2@8-12", "peur", ["fear"])


def test_a_passage_over_two_turns_is_one_coding(study: Study, qualcode: Run) -> None:
    assert qualcode(study, "tag", "add", "E01:2@14-33", "E01:3", "pay", "--memo", "les deux")[0] == 0
    (tagged,) = [row for row in rows(qualcode, study, "tag", "list") if row["code"] == "pay"]
    (line,) = [line for line in study.coding_path("ana", "E01").read_bytes().splitlines() if b"les deux" in line]
    assert json.loads(line)["continues"][0]["turn"] == "3"
    assert tagged["turn"] == "2"


def test_a_coding_line_has_the_keys_of_the_design_in_their_order(study: Study) -> None:
    head, first, *_rest = study.coding_path("ana", "E01").read_text(encoding="utf-8").splitlines()
    assert list(json.loads(head)) == ["transcript", "fingerprint"]
    keys = ["id", "turn", "start", "end", "code", "quote", "qualifiers", "origin", "memo", "at"]
    assert list(json.loads(first)) == keys
    assert '": ' not in first
    assert "J'avais peur." in first


def test_a_transcript_edited_in_an_editor_carries_its_codings(
    study: Study, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.edit", lambda text, **_options: text.replace("J'avais", "Ben, j'avais"))
    status, answer, _message = qualcode(study, "transcript", "edit", "E01")
    assert status == 0
    assert "E01" in answer
    assert qualcode(study, "check")[0] == 0
    assert "Ben, j'avais" in study.transcript_path("E01").read_text(encoding="utf-8")
    assert qualcode(study, "undo")[0] == 0
    assert "Ben, j'avais" not in study.transcript_path("E01").read_text(encoding="utf-8")
    assert {row["start"] for row in rows(qualcode, study, "tag", "list")} == {0}


def test_a_removed_transcript_is_kept_with_its_codings(study: Study, qualcode: Run) -> None:
    coded = study.coding_path("ana", "E01").read_bytes()
    assert qualcode(study, "transcript", "remove", "E01")[0] == 2
    status, answer, _message = qualcode(study, "transcript", "remove", "E01", "--yes")
    assert status == 0
    assert "transcripts/removed/E01.txt" in answer
    assert (study.root / "transcripts" / "removed" / "codings" / "ana" / "E01.jsonl").read_bytes() == coded
    assert rows(qualcode, study, "tag", "list") == []
    assert rows(qualcode, study, "transcript", "list") == []
