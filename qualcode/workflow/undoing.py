"""Take the last action back, or do it again."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from qualcode.core.coding import Coding
from qualcode.core.journal import EDIT, Entry
from qualcode.store import actions, files
from qualcode.store.study import Study
from qualcode.workflow.transcripts import Known, apply_edit


def undo(study: Study, coder: str) -> Sequence[Entry]:
    """Take back a coder's last action; returns the lines of the journal that were taken back.

    Raises QualcodeError when there is nothing to undo, or when the file was changed by hand since.
    """
    return _again(study, coder, "undo")


def redo(study: Study, coder: str) -> Sequence[Entry]:
    """Do again what was undone last."""
    return _again(study, coder, "redo")


def _again(study: Study, coder: str, what: str) -> Sequence[Entry]:
    lines = actions.next_in_line(study, coder, what)
    first = lines[0]
    if first.what != EDIT or first.text is None:
        return actions.undo(study, coder) if what == "undo" else actions.redo(study, coder)
    # The words go back by another edit, so that every coder's codings move along.
    text = (files.read(study.root / first.file) or b"").decode()
    change = first.text.inverse() if what == "undo" else first.text
    back = actions.changed_back(first, change, text)
    known = _moved_by(study, first.action, back=what == "undo")
    apply_edit(study, PurePosixPath(first.file).stem, back, coder=coder, what=what, of=first.action, known=known)
    return lines


def _moved_by(study: Study, edit: str, *, back: bool) -> Known:
    """What an edit did to each coding that it moved, or its opposite."""
    found: dict[tuple[str, str], dict[str, tuple[Coding, Coding]]] = {}
    for coder in study.coders:
        for line in study.journal(coder)[0]:
            if line.what == EDIT and line.of == edit:
                pairs = zip(line.before, line.after, strict=True)
                moved = {old.id: (new, old) if back else (old, new) for old, new in pairs if old.id == new.id}
                found.setdefault((coder, line.file), {}).update(moved)
    return found
