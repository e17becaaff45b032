"""Keys of pseudonyms on disk: outside every study, readable by their owner only.

Beside a key lie the digests by which its names are found again without the passphrase (`privacy/search.py`), made with a
secret of this machine.
"""

import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from qualcode.core.language import _
from qualcode.errors import QualcodeError, Unknown
from qualcode.privacy.key import Entry, Key
from qualcode.privacy.sealing import Seal, seal_of, sealed, study_of, unseal
from qualcode.privacy.search import Index, fits, index_of
from qualcode.store import files
from qualcode.store.study import find_root


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A key that was opened, with what it takes to write it again. Nothing of it shows in a traceback."""

    key: Key = field(repr=False)
    seal: Seal = field(repr=False)
    etag: str


def folder() -> Path:
    """Where keys lie: QUALCODE_KEYS (a stick, say), else the user's own data folder. Raises QualcodeError inside a study."""
    from platformdirs import user_data_path  # noqa: PLC0415 - only commands about keys need it

    named = os.environ.get("QUALCODE_KEYS")
    found = (Path(named).expanduser() if named else user_data_path("qualcode") / "keys").absolute()
    refuse_inside_study(found)
    return found


def refuse_inside_study(path: Path) -> None:
    """Raises QualcodeError when a path lies in a study: whoever gets the study would get the key."""
    try:
        root = find_root(path.resolve())
    except Unknown:
        return
    raise QualcodeError(
        _("a key may not lie inside a study: whoever gets the study would get the key."),
        where=path,
        advice=_("Choose a place outside {root}.").format(root=root),
    )


class KeyElsewhere(QualcodeError):  # noqa: N818 - a state of affairs, named as such
    """The key of the study is not on this machine."""


def unsearchable(key: str) -> KeyElsewhere:
    """For a key whose names can't be looked for: it is not here, or only its digests are missing."""
    if not exists(key):
        return absent()
    return KeyElsewhere(
        _("the digests by which names are found are missing beside the key."),
        where=folder(),
        advice=_("Open the key once (qualcode key show): they are made again."),
    )


def path_of(key: str) -> Path:
    """The file of a key."""
    return folder() / f"{key}.key"


def exists(key: str) -> bool:
    """True when the key is on this machine."""
    return bool(key) and path_of(key).exists()


def make_key(passphrase: str, entries: Iterable[Entry] = ()) -> Opened:
    """A new key with an id of its own, on disk."""
    made = Key(study=secrets.token_hex(8)).with_entries(entries)
    return write_key(Opened(key=made, seal=seal_of(passphrase), etag=files.ABSENT), made)


def open_key(key: str, passphrase: str) -> Opened:
    """A key. Raises QualcodeError when it is not on this machine, or for another passphrase."""
    path = path_of(key)
    data = files.read(path)
    if data is None:
        raise absent()
    found, seal = unseal(data, passphrase, path)
    if found.study != key:
        raise QualcodeError(
            _("this is the key of another study, under the name of this one's."),
            where=path,
            advice=_("Move it elsewhere, then bring back a copy of the right one: qualcode key import FILE."),
        )
    return Opened(key=found, seal=seal, etag=files.etag(data))


def absent() -> KeyElsewhere:
    """For a key that is not on this machine."""
    return KeyElsewhere(
        _("the key of this study is not on this machine."),
        where=folder(),
        advice=_(
            "Copy it from the machine where it is (qualcode key export FILE there, qualcode key import FILE here)."
        ),
    )


def write_key(opened: Opened, key: Key) -> Opened:
    """Put a key in the place of the one that was opened; its digests first, so that no name is in the key unsearched."""
    _write_index(key)
    data = sealed(key, opened.seal)
    _write(path_of(key.study), data, expected=opened.etag)
    return Opened(key=key, seal=opened.seal, etag=files.etag(data))


def make_index(key: Key) -> None:
    """Write the digests of a key that came from another machine."""
    _write_index(key)


def bring_in(data: bytes, where: Path) -> str:
    """Put a key's file in its place; returns the study's id. Raises QualcodeError when another one is there already."""
    study = study_of(data, where)
    path = path_of(study)
    there = files.read(path)
    if there == data:
        return study
    if there is not None:
        raise QualcodeError(
            _("this machine holds another state of this key: two keys are never merged."),
            where=path,
            advice=_(
                "Find out which one knows more (qualcode key show), put the other one aside under another name, "
                "then do the same again."
            ),
        )
    _write(path, data, expected=files.ABSENT)
    return study


def destroy(key: str) -> None:
    """Take a key, its digests and what a crash left of them off this machine, written over first where the disk allows it."""
    for path in (path_of(key), _index_path(key), *folder().glob(f".{key}.*.tmp")):
        with files.explained(path), suppress(FileNotFoundError):
            with path.open("r+b") as out:
                out.write(os.urandom(path.stat().st_size))
                os.fsync(out.fileno())
            path.unlink()
            files.sync_folder(path.parent)


# Digests

_SECRET = 32  # bytes


def read_index(key: str) -> tuple[Index, bytes] | None:
    """The digests of a key's names and the secret they were made with; None when they are not on this machine, or damaged."""
    data, secret = files.read(_index_path(key)), files.read(_secret_path())
    if data is None or secret is None or len(secret) != _SECRET:
        return None
    with suppress(msgspec.MsgspecError):
        index = msgspec.msgpack.decode(data, type=Index)
        return (index, secret) if fits(index, secret) else None
    return None


def _write_index(key: Key) -> None:
    path = _index_path(key.study)
    data = msgspec.msgpack.encode(index_of(key, _secret()))
    _write(path, data, expected=files.etag(files.read(path)))


def _secret() -> bytes:
    path = _secret_path()
    there = files.read(path)
    if there is not None and len(there) == _SECRET:
        return there
    made = secrets.token_bytes(_SECRET)
    _write(path, made, expected=files.etag(there))
    return made


def _secret_path() -> Path:
    return folder() / "this-machine.secret"


def _index_path(key: str) -> Path:
    return folder() / f"{key}.search"


def _write(path: Path, data: bytes, *, expected: str) -> None:
    with files.explained(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    files.replace(path, data, expected=expected, private=True)
