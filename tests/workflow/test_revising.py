"""Codebook activity: what was changed, while which interview was coded; what was undone does not count."""

import json
from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.coding.undoing import undo
from qualcode.workflow.reports.revising import codebook_activity

Run = Callable[..., tuple[int, str, str]]
TALK = [("Q", "Et alors ?"), ("Théo", "J'avais peur du salaire.")]


@pytest.fixture
def study(study_of: Callable[..., Study], monkeypatch: pytest.MonkeyPatch) -> Study:
    seconds = iter(range(100))
    monkeypatch.setattr("qualcode.store.actions.now", lambda: f"2026-01-01T00:00:{next(seconds):02}Z")
    made = study_of({"E01": TALK, "E02": TALK}, codes=["fear", "pay", "debt"])
    codebook.add(made, Code(id="shame", label={"fr": "honte"}), coder="ana")
    tagging.add(made, [parse_reference("E01:2")], "fear", coder="ana")
    codebook.merge(made, "debt", "pay", coder="ana")
    codebook.edit(made, "fear", {"definition": "Peur de rechuter."}, coder="ana")
    tagging.add(made, [parse_reference("E02:2")], "pay", coder="ben")
    codebook.retire(made, "shame", coder="ben")
    codebook.add(made, Code(id="oops"), coder="ben")
    undo(made, "ben")
    return made


def test_each_change_is_told_with_its_code_and_the_interview_of_the_moment(study: Study) -> None:
    found = codebook_activity(Study(study.root))
    assert [(each.kind, each.code, each.interview, each.coder) for each in found.changes] == [
        ("added", "shame", "", "ana"),
        ("merged", "debt", "E01", "ana"),
        ("redefined", "fear", "E01", "ana"),
        ("retired", "shame", "E02", "ben"),
    ]
    assert list(found.interviews) == ["E01", "E02"]


def test_every_form_says_the_same(study: Study, qualcode: Run) -> None:
    document = json.loads(qualcode(study, "report", "codebook", "--format", "json")[1])
    assert document["totals"]["added"] == 1
    assert document["interviews"][0]["merged"] == 1
    assert len(qualcode(study, "report", "codebook", "--format", "csv")[1].splitlines()) == 5
    page = qualcode(study, "report", "codebook")[1]
    assert "honte" in page
    assert "Last change on 1 January 2026, while the last interview was being coded." in page
    assert qualcode(study, "report", "codebook", "--format", "md")[1].startswith("**Changes of the codebook")


def test_a_codebook_that_was_never_changed_is_a_sentence(example: Study, qualcode: Run) -> None:
    status, out, _err = qualcode(example, "report", "codebook")
    assert (status, out.startswith("- The journals hold no change of the codebook.")) == (0, True)
