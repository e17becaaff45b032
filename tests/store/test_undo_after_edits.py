"""Undo when somebody worked in the files meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError
from qualcode.store import actions
from qualcode.store.study import Study
from qualcode.workflow import codebook, tagging
from qualcode.workflow.transcripts import apply_edit

TALK = [("Q", "Alors ?"), ("Théo", "J'avais peur. Le salaire est bas."), ("Léa", "La rechute, on n'en parle pas.")]
MERGED = Code(id="doubts", label={"fr": "doutes"}, merged_into="fear")

Do = Callable[[Study], object]
CODEBOOK_ACTIONS: dict[str, Do] = {
    "add": lambda study: codebook.add(study, Code(id="new", label={"fr": "neuf"}), coder="ana"),
    "rename": lambda study: codebook.rename(study, "pay", "la paie", coder="ana"),
    "merge": lambda study: codebook.merge(study, "pay", "fear", coder="ana"),
    "retire": lambda study: codebook.retire(study, "pay", coder="ana"),
    "unmerge": lambda study: codebook.edit(study, "doubts", {"merged_into": ""}, coder="ana"),
}


def test_undo_after_the_codebook_was_edited_by_hand_further_down_is_refused_or_right(
    study_of: Callable[..., Study],
) -> None:
    study = study_of(TALK)
    before = study.codebook_path.read_text(encoding="utf-8")
    codebook.rename(study, "fear", "la peur", coder="ana")
    by_hand = study.codebook_path.read_text(encoding="utf-8") + "  # note d'Ana\n"
    study.codebook_path.write_text(by_hand, encoding="utf-8")
    try:
        actions.undo(Study(study.root), "ana")
    except QualcodeError:
        assert study.codebook_path.read_text(encoding="utf-8") == by_hand
    else:
        assert study.codebook_path.read_text(encoding="utf-8") == before + "  # note d'Ana\n"


@pytest.mark.parametrize("note", ["# note\n", "#\n", "\n", "# une note plus longue que tout le reste du codebook\n" * 20])
@pytest.mark.parametrize("action", CODEBOOK_ACTIONS)
def test_a_codebook_edited_by_hand_above_an_action_is_left_as_it_is(
    study_of: Callable[..., Study], action: str, note: str
) -> None:
    study = study_of(TALK, codes=["fear", "pay", MERGED])
    CODEBOOK_ACTIONS[action](study)
    by_hand = note + study.codebook_path.read_text(encoding="utf-8")
    study.codebook_path.write_text(by_hand, encoding="utf-8")
    with pytest.raises(QualcodeError, match="changed by hand"):
        actions.undo(Study(study.root), "ana")
    assert study.codebook_path.read_text(encoding="utf-8") == by_hand


@pytest.mark.parametrize("action", CODEBOOK_ACTIONS)
def test_a_codebook_edited_by_hand_above_an_undone_action_is_not_redone(
    study_of: Callable[..., Study], action: str
) -> None:
    study = study_of(TALK, codes=["fear", "pay", MERGED])
    CODEBOOK_ACTIONS[action](study)
    actions.undo(study, "ana")
    by_hand = "# note\n" + study.codebook_path.read_text(encoding="utf-8")
    study.codebook_path.write_text(by_hand, encoding="utf-8")
    with pytest.raises(QualcodeError, match="changed by hand"):
        actions.redo(Study(study.root), "ana")
    assert study.codebook_path.read_text(encoding="utf-8") == by_hand


@pytest.mark.parametrize("action", CODEBOOK_ACTIONS)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_undo_restores_a_codebook_that_another_system_saved(
    study_of: Callable[..., Study], action: str, ending: str, mark: bytes
) -> None:
    study = study_of(TALK, codes=["fear", "pay", MERGED])
    saved = mark + study.codebook_path.read_text(encoding="utf-8").replace("\n", ending).encode()
    study.codebook_path.write_bytes(saved)
    CODEBOOK_ACTIONS[action](Study(study.root))
    actions.undo(Study(study.root), "ana")
    assert study.codebook_path.read_bytes() == saved


def edit_outside(study: Study, old: str, new: str) -> None:
    path = study.transcript_path("E01")
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def states(study: Study) -> list[bytes]:
    return [path.read_bytes() for path in sorted(study.root.glob("transcripts/codings/ana/E*.jsonl"))]


def removed_first(root: Path) -> None:
    study = Study(root)
    tagging.remove(study, next(tagging.listed(study, coder="ana")).coding.id, coder="ana")


def settled(root: Path) -> None:
    tagging.settle(Study(root), coder="ana")


def added(root: Path) -> None:
    tagging.add(Study(root), [parse_reference("E01:2@0-6")], "pay", coder="ana")


def retagged(root: Path) -> None:
    study = Study(root)
    tagging.change(study, next(tagging.listed(study, coder="ana")).coding.id, coder="ana", memo="vu")


EDITS = [
    ("J'avais peur", "Ah, j'avais peur"),
    (
        "[2] Théo: J'avais peur. Le salaire est bas.\n[3] Léa: La rechute, on n'en parle pas.",
        "[3] Léa: La rechute, on n'en parle pas.\n[2] Théo: J'avais peur. Le salaire est bas.",
    ),
    ("[2] Théo", "[1a] Q: Hein ?\n[2] Théo"),
]


@pytest.mark.parametrize("act", [removed_first, settled, added, retagged])
@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("mixed", [False, True])
def test_undo_restores_the_bytes_also_when_the_transcript_was_edited_outside(
    study_of: Callable[..., Study], act: Callable[[Path], None], edit: tuple[str, str], mixed: bool
) -> None:
    study = study_of(TALK, tags=[("ana", "E01:2", "fear", "Le salaire est bas"), ("ana", "E01:3", "pay", "La rechute")])
    edit_outside(study, *edit)
    if mixed:  # a coding made on the new state beside those made on the old one
        added(study.root)
        tagging.add(Study(study.root), [parse_reference("E01:3@0-9")], "fear", coder="ana")
    before = states(study)
    try:
        act(study.root)
    except QualcodeError:
        return
    if states(study) != before:
        after = states(study)
        actions.undo(Study(study.root), "ana")
        assert states(study) == before
        actions.redo(Study(study.root), "ana")
        assert states(study) == after


def test_what_was_coded_before_an_edit_can_be_undone_after_it(study_of: Callable[..., Study]) -> None:
    study = study_of(TALK, tags=[("ana", "E01:2", "fear", "peur"), ("ana", "E01:3", "pay", "La rechute")])
    text = study.transcript_path("E01").read_text(encoding="utf-8")
    apply_edit(study, "E01", text.replace("J'avais", "Ah, j'avais"))
    actions.undo(Study(study.root), "ana")
    assert [tagged.coding.quote for tagged in tagging.listed(Study(study.root))] == ["peur"]
    actions.undo(Study(study.root), "ana")
    assert list(tagging.listed(Study(study.root))) == []
    actions.redo(Study(study.root), "ana")
    (back,) = tagging.listed(Study(study.root))
    assert (back.coding.quote, back.placement.state) == ("peur", "moved")


def test_undo_restores_the_first_line_when_the_last_coding_of_an_old_state_was_removed(
    study_of: Callable[..., Study],
) -> None:
    study = study_of(TALK, tags=[("ana", "E01:2", "fear", "peur")])
    edit_outside(study, "Alors", "Et alors")
    added(study.root)
    before = states(study)
    old = next(tagged for tagged in tagging.listed(Study(study.root)) if tagged.coding.quote == "peur")
    tagging.remove(Study(study.root), old.coding.id, coder="ana")
    actions.undo(Study(study.root), "ana")
    assert states(study) == before
