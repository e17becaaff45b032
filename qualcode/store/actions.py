"""Every change to codings and codebook: journal first, then the files, so that each can be taken back.

A crash between the two leaves an action in the journal that no file shows: nothing is lost by it, and `check` says so.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from qualcode.core.coding import Coding, made_on
from qualcode.core.journal import Entry, Splice, digest, history, splice
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.formats import codings
from qualcode.formats.journals import dump_entry
from qualcode.store import files
from qualcode.store.study import REJECTED, Study


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an action does to one coding file: codings taken out, codings put in."""

    before: tuple[Coding, ...] = ()
    after: tuple[Coding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Write:
    """A file about to be replaced."""

    path: Path
    old: bytes | None
    new: bytes
    entry: Entry
    file: codings.CodingFile | None = None


def now() -> str:
    """The moment, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """An id for a coding or an action: ten random hexadecimal digits."""
    return os.urandom(5).hex()


def record(study: Study, coder: str, what: str, changes: Mapping[str, Change], *, of: str | None = None) -> str:
    """Apply changes to coding files of one coder as one action; returns the action's id.

    Raises ExternallyChanged or QualcodeError, with everything as it was before.
    """
    action, at = new_id(), now()
    with files.locked(study.root):
        writes = []
        for name, change in changes.items():
            entry = Entry(action=action, at=at, what=what, file=name, of=of)
            writes.append(_coding_write(study, coder, name, _read(study, coder, name), change, entry))
        _commit(study, coder, writes)
    study.refresh()
    return action


def record_text(
    study: Study, coder: str, what: str, path: Path, data: bytes, *, expected: str, of: str | None = None
) -> str:
    """Replace a text file of the study (codebook, transcript) as one action of a coder; returns the action's id."""
    action, at = new_id(), now()
    with files.locked(study.root):
        old = files.read(path)
        if files.etag(old) != expected:
            files.replace(path, b"", expected=expected)  # raises ExternallyChanged
        change = splice((old or b"").decode(), data.decode())
        entry = Entry(action=action, at=at, what=what, file=study.relative(path), text=change, of=of)
        _commit(study, coder, [_Write(path=path, old=old, new=data, entry=entry)])
    study.refresh()
    return action


def _read(study: Study, coder: str, name: str) -> tuple[bytes | None, codings.CodingFile]:
    path = study.coding_path(coder, name)
    data = files.read(path)
    return data, study.parsed(path, data)


def _coding_write(
    study: Study, coder: str, name: str, read: tuple[bytes | None, codings.CodingFile], change: Change, entry: Entry
) -> _Write:
    data, file = read
    transcript = study.transcript(name.removesuffix(REJECTED))
    there = {coding.id for coding in file.codings}
    foreign = {line.coding.id for line in file.lines if line.coding is not None and line.foreign}
    gone = {coding.id for coding in change.before} - foreign
    if foreign and change.before and not gone:
        raise QualcodeError(
            _("this coding has keys that this version of qualcode does not know."),
            where=study.relative(study.coding_path(coder, name)),
            advice=_("Update qualcode, or change the coding in a text editor; nothing was changed."),
        )
    # The journal says of each coding on which state of the transcript it was made: it must still be true when undone.
    before = tuple(
        replace(coding, made_on=made_on(coding, file.fingerprint)) for coding in file.codings if coding.id in gone
    )
    after = tuple(
        coding if coding.made_on is not None else replace(coding, made_on=transcript.fingerprint)
        for coding in change.after
        if coding.id not in foreign
    )
    new, lines = codings.rewrite(
        file,
        transcript=transcript.id,
        remove=gone,
        add=[coding for coding in after if coding.id in gone or coding.id not in there],
    )
    return _Write(
        path=study.coding_path(coder, name),
        old=data,
        new=new,
        entry=replace(entry, before=before, after=after),
        file=lines,
    )


def _commit(study: Study, coder: str, writes: Sequence[_Write]) -> None:
    journal = study.journal_path(coder)
    size = files.append(journal, b"".join(dump_entry(write.entry) + b"\n" for write in writes))
    try:
        for write in writes:
            files.replace(write.path, write.new, expected=write.old, sync=False)
        for folder in {write.path.parent for write in writes}:
            with files.explained(folder):
                files.sync_folder(folder)
    except BaseException:
        if _put_back(writes):
            files.cut_back(journal, size)
        raise
    for write in writes:
        if write.file is not None:
            study.keep(write.path, write.new, write.file)


def _put_back(writes: Sequence[_Write]) -> bool:
    """Undo the files already replaced; False when that failed, and the journal must keep what was done."""
    put_back = True
    for write in reversed(writes):
        try:
            if files.read(write.path) == (write.new or None) != write.old:
                files.replace(write.path, write.old or b"", expected=write.new or None)
        except QualcodeError:
            put_back = False
    return put_back


# Undo and redo


def undo(study: Study, coder: str) -> Sequence[Entry]:
    """Take back the coder's last action; returns the lines of the journal that were taken back."""
    return _again(study, coder, "undo")


def redo(study: Study, coder: str) -> Sequence[Entry]:
    """Do again what was undone last."""
    return _again(study, coder, "redo")


def next_in_line(study: Study, coder: str, what: str) -> Sequence[Entry]:
    """The journal's lines of the action that undo (or redo) is about. Raises QualcodeError when there is none."""
    entries, _problems = study.journal(coder)
    state = history(entries)
    stack = state.undoable if what == "undo" else state.redoable
    if not stack:
        raise QualcodeError(
            _("there is nothing to undo.") if what == "undo" else _("there is nothing to redo."),
            advice=_("`qualcode log` shows what {coder} did.").format(coder=coder),
        )
    return [entry for entry in entries if entry.action == stack[-1]]


def _again(study: Study, coder: str, what: str) -> Sequence[Entry]:
    lines = next_in_line(study, coder, what)
    of = lines[0].action
    texts = [entry for entry in lines if entry.text is not None]
    changes = {
        entry.file: Change(before=entry.after, after=entry.before)
        if what == "undo"
        else Change(before=entry.before, after=entry.after)
        for entry in lines
        if entry.text is None
    }
    action, at = new_id(), now()
    with files.locked(study.root):
        writes = [
            _coding_write(
                study,
                coder,
                name,
                _read(study, coder, name),
                change,
                Entry(action=action, at=at, what=what, file=name, of=of),
            )
            for name, change in changes.items()
        ]
        writes += [_text_write(study, entry, action, at, what) for entry in texts]
        _commit(study, coder, writes)
    study.refresh()
    return lines


def _text_write(study: Study, entry: Entry, action: str, at: str, what: str) -> _Write:
    path = study.root / entry.file
    old = files.read(path)
    assert entry.text is not None
    change: Splice = entry.text.inverse() if what == "undo" else entry.text
    text = changed_back(entry, change, (old or b"").decode())
    line = Entry(action=action, at=at, what=what, file=entry.file, text=change, of=entry.action)
    return _Write(path=path, old=old, new=text.encode(), entry=line)


def changed_back(entry: Entry, change: Splice, text: str) -> str:
    """A text after undoing or redoing a change. Raises QualcodeError when its lines are not there any more.

    A change that a crash kept from the file needs no taking back.
    """
    after = change.apply(text)
    if after is None and digest(text) == change.left:
        return text
    if after is None:
        raise QualcodeError(
            _("this file was changed by hand since; it was left as it is."),
            where=entry.file,
            advice=_("Take the change back by hand: `qualcode log` shows what it was."),
        )
    return after


def write_file(study: Study, path: Path, data: bytes, *, expected: str) -> None:
    """Write another file of the study (a transcript, a table), locked and compared; not part of a journal."""
    with files.locked(study.root):
        files.replace(path, data, expected=expected)
    study.refresh()
