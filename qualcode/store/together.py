"""Several files of the study replaced as one: a crash in between is finished by whoever opens the study next."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from qualcode.core.language import _
from qualcode.errors import ExternallyChanged, UnreadableFile
from qualcode.store import files

UNFINISHED = "transcripts/.unfinished.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """A file, by its path in the study; the etag it was read with; what it becomes (b"": it is taken away)."""

    path: str
    found: str
    data: bytes


def write_together(root: Path, writes: Sequence[Write]) -> None:
    """Replace all these files. What is to be done is on disk before the first one changes.

    Raises ExternallyChanged, with everything as it was, when somebody wrote one of them meanwhile.
    """
    record = root / UNFINISHED
    with files.locked(root):
        for write in writes:
            if files.etag(files.read(root / write.path)) != write.found:
                files.replace(root / write.path, b"", expected=write.found)  # raises ExternallyChanged
        files.replace(record, msgspec.json.encode(list(writes)), expected=files.etag(files.read(record)))
        _carry_out(root, writes)


def finish(root: Path) -> int:
    """Finish what a crash left half done; returns how many files that were still as before it."""
    record = root / UNFINISHED
    if not record.exists():
        return 0
    with files.locked(root):
        data = files.read(record)
        if data is None:  # somebody else has finished meanwhile
            return 0
        try:
            writes = msgspec.json.decode(data, type=list[Write])
        except msgspec.MsgspecError:
            raise UnreadableFile(
                _("this record of an interrupted write can't be read."),
                where=UNFINISHED,
                advice=_(
                    "Bring the study back from a copy, or delete this file and look at what `qualcode check` says."
                ),
            ) from None
        return _carry_out(root, writes)


def _carry_out(root: Path, writes: Sequence[Write]) -> int:
    done = 0
    for write in writes:
        path = root / write.path
        there = files.etag(files.read(path))
        if there == files.etag(write.data or None):
            continue
        if there != write.found:
            raise ExternallyChanged(
                _("an interrupted change of several files can't be finished: this one was changed since."),
                where=write.path,
                advice=_("Bring this file back from a copy, or delete {record} to leave things as they are.").format(
                    record=UNFINISHED
                ),
            )
        files.replace(path, write.data, expected=there)
        done += 1
    record = root / UNFINISHED
    files.replace(record, b"", expected=files.etag(files.read(record)))
    return done
