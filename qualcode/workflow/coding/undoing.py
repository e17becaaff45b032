"""Take the last action back, or do it again."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from qualcode.core.coding import Coding
from qualcode.core.journal import EDIT, Entry
from qualcode.core.language import _, plural
from qualcode.report.typography import quoted
from qualcode.store import actions, files
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.interviews.transcripts import Known, apply_edit


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


def summary(lines: Sequence[Entry]) -> str:
    """One action in one line."""
    first = lines[0]
    what = name_of(first.what)
    codings = [coding for line in lines for coding in (line.after or line.before)]
    if first.text is not None or not codings:
        return f"{what} {first.file}"
    if len(codings) == 1:
        coding = codings[0]
        return (
            f"{first.what} {first.file.removesuffix(REJECTED)}:{coding.turn} {coding.code} {quoted(coding.quote, 60)}"
        )
    names = list(dict.fromkeys(line.file.removesuffix(REJECTED) for line in lines))
    places = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")  # noqa: PLR2004
    return f"{what} {plural('{n} coding', '{n} codings', len(codings))} ({places})"


def name_of(what: str) -> str:
    """What people call an action that journals name."""
    return _names().get(what, what)


def _names() -> dict[str, str]:
    """What people call the actions that journals name."""
    return {
        "add": _("coding"),
        "remove": _("removal"),
        "change": _("change"),
        "import": _("import"),
        "reject": _("rejection"),
        "settle": _("new places"),
        "summarise": _("summary in the framework matrix"),
        "arbitrate": _("arbitration"),
        "done": _("finished:"),
        "split": _("split"),
        "undo": _("undo"),
        "redo": _("redo"),
        "transcript edit": _("edit of a transcript"),
        "codebook add": _("new code"),
        "codebook edit": _("edit of a code"),
        "codebook rename": _("renaming of a code"),
        "codebook move": _("move of a code"),
        "codebook merge": _("merging of codes"),
        "codebook retire": _("retirement of a code"),
    }
