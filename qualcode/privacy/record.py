"""The record of what was done to protect people, line by line: for the ethics file, without any name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.privacy.mention import Kind

What = Literal["key made", "replaced", "renamed", "allowed", "key copied out", "key brought in", "key destroyed"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Event:
    """One line. `key` names the key of the study, `kinds` how many mentions of which kind were replaced in a transcript.

    `entry` is the number of a key's entry that somebody allowed to be published.
    """

    what: What
    at: str
    by: str
    key: str
    transcript: str = ""
    kinds: Mapping[Kind, int] = field(default_factory=dict)
    entry: str = ""


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Event)


def loads(data: bytes, path: str) -> tuple[Event, ...]:
    """Everything that was done, the latest last. Raises UnreadableFile for a line that is none of ours."""
    found = []
    for number, raw in enumerate(data.split(b"\n"), 1):
        if raw.strip():
            try:
                found.append(_decode.decode(raw))
            except (msgspec.MsgspecError, ValueError):
                raise UnreadableFile(
                    _("this line can't be read."), where=f"{path}:{number}", advice=_("Bring it back from a copy.")
                ) from None
    return tuple(found)


def dump(event: Event) -> bytes:
    """An event as a line of the record."""
    return _encode({name: getattr(event, name) for name in Event.__slots__ if getattr(event, name)}) + b"\n"
