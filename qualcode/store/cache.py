"""What may be lost: results that cost time, in .qualcode/, each under the fingerprint of what it was made from."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def cached(root: Path, kind: str, name: str, key: str, kept: Any, make: Callable[[], T]) -> T:
    """The value made for this key, from the cache when it is there; a cache that can't be read or written is ignored."""
    found: tuple[str, T] | None = read_cache(root, kind, name, tuple[str, kept])
    if found is not None and found[0] == key:
        return found[1]
    value = make()
    write_cache(root, kind, name, (key, value))
    return value


def read_cache(root: Path, kind: str, name: str, kept: Any) -> Any:
    """What was kept under a name, as that type; None when there is nothing, or nothing that can be read."""
    with suppress(OSError, msgspec.MsgspecError, ValueError, TypeError):
        return msgspec.json.decode(_path(root, kind, name).read_bytes(), type=kept)
    return None


def write_cache(root: Path, kind: str, name: str, value: object) -> None:
    """Keep a value; on a disk that refuses, nothing is kept."""
    path = _path(root, kind, name)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        temporary.write_bytes(msgspec.json.encode(value))
        temporary.replace(path)


def _path(root: Path, kind: str, name: str) -> Path:
    return root / ".qualcode" / kind / f"{name}.json"
