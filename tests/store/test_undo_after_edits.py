"""Undo when somebody worked in the files meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging, undoing
from qualcode.workflow.interviews.transcripts import apply_edit

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


NOTE = "# une note d'Ana, plus longue que tout le reste\n"


def noted(text: str, at: int, note: str) -> str:
    """A text with a note written by hand between two of its lines."""
    lines = text.splitlines(keepends=True)
    return "".join([*lines[:at], note, *lines[at:]])


@pytest.mark.parametrize("again", ["undo", "redo"])
@pytest.mark.parametrize("note", [NOTE, NOTE * 20, "#\n", "\n"])
@pytest.mark.parametrize("action", CODEBOOK_ACTIONS)
def test_beside_a_note_written_by_hand_an_action_is_taken_back_exactly_or_not_at_all(
    study_of: Callable[..., Study], action: str, note: str, again: str
) -> None:
    study = study_of(TALK, codes=["fear", "pay", MERGED])
    path = study.codebook_path
    before = path.read_text(encoding="utf-8")
    CODEBOOK_ACTIONS[action](study)
    after = path.read_text(encoding="utf-8")
    if again == "redo":
        undoing.undo(study, "ana")
        before, after = after, before
    taken_back = 0
    for at in range(len(after.splitlines()) + 1):
        study = study_of(TALK, codes=["fear", "pay", MERGED])
        CODEBOOK_ACTIONS[action](study)
        if again == "redo":
            undoing.undo(study, "ana")
        by_hand = noted(after, at, note)
        study.codebook_path.write_text(by_hand, encoding="utf-8")
        refused = ""
        try:
            (undoing.undo if again == "undo" else undoing.redo)(Study(study.root), "ana")
        except QualcodeError as told:
            refused = str(told)
        found = study.codebook_path.read_text(encoding="utf-8")
        if refused:
            assert "changed by hand" in refused
            assert found == by_hand
        else:
            assert found in {noted(before, n, note) for n in range(len(before.splitlines()) + 1)}
            taken_back += 1
    assert taken_back


def test_a_codebook_whose_lines_were_changed_by_hand_is_left_as_it_is(study_of: Callable[..., Study]) -> None:
    study = study_of(TALK)
    codebook.rename(study, "pay", "la paie", coder="ana")
    by_hand = study.codebook_path.read_text(encoding="utf-8").replace("la paie", "le salaire")
    study.codebook_path.write_text(by_hand, encoding="utf-8")
    with pytest.raises(QualcodeError, match="changed by hand") as refused:
        undoing.undo(Study(study.root), "ana")
    assert "codebook.yaml" in refused.value.where
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
    undoing.undo(Study(study.root), "ana")
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
        undoing.undo(Study(study.root), "ana")
        assert states(study) == before
        undoing.redo(Study(study.root), "ana")
        assert states(study) == after


def everything(study: Study) -> dict[str, bytes]:
    kept = [*study.root.glob("transcripts/*.txt"), *study.root.glob("transcripts/codings/*/E*.jsonl")]
    return {study.relative(path): path.read_bytes() for path in kept}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("J'avais", "Ah, j'avais"),
        ("peur. Le", "peur. Vraiment. Le"),
        ("Le salaire est bas.", "Le est bas."),
        ("salaire est", "salarie est"),
        ("Le salaire est", "est"),
        ("La rechute, on", "On"),
        ("Alors ?", "Et alors ?"),
        ("[3] Léa: La rechute, on n'en parle pas.\n", ""),
        ("[3]", "[2a] Q: Ah.\n[3]"),
    ],
)
def test_undoing_an_edit_of_a_transcript_restores_it_and_every_coding(
    study_of: Callable[..., Study], old: str, new: str
) -> None:
    tags = [("ana", "E01:2", "fear", "peur"), ("ana", "E01:3", "pay", "La rechute"), ("ben", "E01:2@14-32", "fear")]
    study = study_of(TALK, tags=tags)
    before = everything(study)
    text = study.transcript_path("E01").read_text(encoding="utf-8")
    apply_edit(study, "E01", text.replace(old, new), coder="ana")
    after = everything(study)
    undoing.undo(Study(study.root), "ana")
    assert everything(study) == before
    undoing.redo(Study(study.root), "ana")
    assert everything(study) == after


def test_what_was_coded_before_an_edit_can_be_undone_after_it(study_of: Callable[..., Study]) -> None:
    study = study_of(TALK, tags=[("ana", "E01:2", "fear", "peur"), ("ana", "E01:3", "pay", "La rechute")])
    text = study.transcript_path("E01").read_text(encoding="utf-8")
    apply_edit(study, "E01", text.replace("J'avais", "Ah, j'avais"), coder="cléo")
    undoing.undo(Study(study.root), "ana")
    assert [tagged.coding.quote for tagged in tagging.listed(Study(study.root))] == ["peur"]
    undoing.undo(Study(study.root), "ana")
    assert list(tagging.listed(Study(study.root))) == []
    undoing.redo(Study(study.root), "ana")
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
    undoing.undo(Study(study.root), "ana")
    assert states(study) == before
