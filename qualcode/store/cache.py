"""What may be lost: results that cost time, in .qualcode/, each under the fingerprint of what it was made from."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


def cached(root: Path, kind: str, name: str, key: str, kept: type[T], make: Callable[[], T]) -> T:
    """The value made for this key, from the cache when it is there; a cache that can't be read or written is ignored."""
    path = root / ".qualcode" / kind / f"{name}.json"
    with suppress(OSError, msgspec.MsgspecError, ValueError, TypeError):
        found_key, value = msgspec.json.decode(path.read_bytes(), type=tuple[str, kept])  # type: ignore[valid-type]
        if found_key == key:
            return value
    value = make()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.tmp")
        temporary.write_bytes(msgspec.json.encode((key, value)))
        temporary.replace(path)
    return value
