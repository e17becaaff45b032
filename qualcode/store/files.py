"""Writing that a crash can't tear: lock, compare, temporary file, fsync, replace, fsync the folder."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from io import RawIOBase
from pathlib import Path

from qualcode.core.language import _
from qualcode.errors import ExternallyChanged, QualcodeError, UnreadableFile

WAIT = 10.0
"""Seconds that a writer waits for another one."""

ABSENT = "absent"


def etag(data: bytes | None) -> str:
    """What a file was when it was read; ABSENT when there was none."""
    return ABSENT if data is None else blake2b(data, digest_size=16).hexdigest()


def read(path: Path) -> bytes | None:
    """The bytes of a file; None when there is none. Raises UnreadableFile when it can't be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnreadableFile(
            _("this can't be read ({reason}).").format(reason=error.strerror or error),
            where=path,
            advice=_("Check that it is a file and that you may read it."),
        ) from None


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Hold the study's one write lock. Raises QualcodeError when another program keeps it, or the study is read-only."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - reading needs no lock

    folder = root / ".qualcode"
    with explained(folder):
        folder.mkdir(exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
        lock = FileLock(folder / "lock")
        try:
            lock.acquire(timeout=WAIT)
        except Timeout:
            raise QualcodeError(
                _("another qualcode is writing in this study."),
                where=root,
                advice=_("Wait until it has finished, then try again; nothing was changed."),
            ) from None
    try:
        yield
    finally:
        lock.release()


def stands(data: bytes | None, expected: str | bytes | None) -> bool:
    """True when a file is what was read: `expected` is its bytes (None: there was no file), or their etag."""
    return etag(data) == expected if isinstance(expected, str) else data == expected


def replace(path: Path, data: bytes, *, expected: str | bytes | None, sync: bool = True, private: bool = False) -> None:
    """Put `data` in the place of the file that was read as `expected` (see `stands`); b"" takes the file away.

    A `private` file, and the temporary one it was written to, can be read by its owner only.

    Raises ExternallyChanged when somebody else wrote it meanwhile, QualcodeError when the disk refuses. In both cases the
    old file stands untouched. `sync=False` leaves the folder to `sync_folder`, when several files are replaced in it.
    """
    there = read(path)
    if not stands(there, expected):
        raise ExternallyChanged(
            _("this file was changed by another program meanwhile; it was left as it is."),
            where=path,
            advice=_("Do the same again: it will be done on the file as it is now."),
        )
    with explained(path):
        if data:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_beside(path, data, private=private)
        elif there is not None:
            path.unlink()
        if sync:
            sync_folder(path.parent)


def _write_beside(path: Path, data: bytes, *, private: bool = False) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with open(temporary, "wb", opener=_owner_only if private else None) as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)
    except BaseException:  # also Ctrl-C: leave no half-written file behind
        with suppress(OSError):
            temporary.unlink()
        raise


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def append(path: Path, data: bytes) -> int:
    """Add lines at the end of a file, on disk before this returns. Returns the size it had, for `cut_back`.

    A last line that a crash left without its end gets one first, so that what follows can be read.
    """
    with explained(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a+b", buffering=0) as out:  # nothing may wait in a buffer when the disk is full
            size = out.seek(0, os.SEEK_END)
            try:
                if size:
                    out.seek(size - 1)
                    data = data if out.read(1) == b"\n" else b"\n" + data
                _write_all(out, data)
                os.fsync(out.fileno())
            except BaseException:
                with suppress(OSError):
                    out.truncate(size)
                raise
    return size


def _write_all(out: RawIOBase, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[out.write(rest) or 0 :]


def cut_back(path: Path, size: int) -> None:
    """Take back what `append` added."""
    with suppress(OSError), path.open("r+b") as out:
        out.truncate(size)
        os.fsync(out.fileno())


def sync_folder(folder: Path) -> None:
    """Put the names of a folder's files on disk."""
    if os.name == "nt":  # Windows has no handle on folders
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:  # some network shares can't
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise
    finally:
        os.close(descriptor)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what the system says of a write into a sentence that helps."""
    try:
        yield
    except OSError as error:
        raise QualcodeError(
            _("this can't be written ({reason}); nothing was changed.").format(reason=error.strerror or error),
            where=path,
            advice=_ADVICE.get(error.errno or 0, lambda: _("Check that you may write there."))(),
        ) from error


_ADVICE = {
    errno.ENOSPC: lambda: _("The disk is full: make room, then do the same again."),
    errno.EDQUOT: lambda: _("Your quota is full: make room, then do the same again."),
    errno.EROFS: lambda: _("The disk is read-only: copy the study to one that you may write on."),
    errno.EACCES: lambda: _("The folder is read-only for you: ask for write access, or copy the study."),
    errno.ENAMETOOLONG: lambda: _("The name is too long: give a shorter one."),
}
