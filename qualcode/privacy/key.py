"""The key of pseudonyms as a value: which name became what. The one thing that leads back to the people; never in a study."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from qualcode.privacy.mention import Kind

Search = Literal["anywhere", "capital", "here"]
"""How an entry is looked for: in any case; with a capital only, as it is a word too (Rose); not beyond the place given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A name as people write it, and what stands in its place. Its words never show in a traceback."""

    id: str
    kind: Kind
    name: str = field(repr=False)
    substitute: str
    search: Search = "anywhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What to write over code points `start` to `end` of a turn, decided for this place."""

    turn: str
    start: int
    end: int
    kind: Kind
    name: str = field(repr=False)
    substitute: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Decisions on single places of a transcript in this state that have not been written into it yet."""

    fingerprint: str
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """Everything that was decided in a study.

    `kept` are words that identify nobody; `days` how far the dates of an interview are moved; `waiting` what a stopped
    review decided on single places, by transcript. `sources` are fingerprints of originals and the interviews they became.
    """

    study: str
    entries: tuple[Entry, ...] = field(default=(), repr=False)
    kept: frozenset[str] = field(default=frozenset(), repr=False)
    days: Mapping[str, int] = field(default_factory=dict, repr=False)
    waiting: Mapping[str, Waiting] = field(default_factory=dict, repr=False)
    sources: Mapping[str, str] = field(default_factory=dict, repr=False)

    def with_entries(self, entries: Iterable[Entry]) -> "Key":
        """The key with these entries; one of the same id takes the place of the old one."""
        found = {entry.id: entry for entry in (*self.entries, *entries)}
        return replace(self, entries=tuple(found.values()))

    def places_in(self, transcript: str, fingerprint: str) -> tuple[Place, ...]:
        """The places of a transcript that were decided on and are not written into it yet; none once it was changed."""
        waiting = self.waiting.get(transcript)
        return waiting.places if waiting is not None and waiting.fingerprint == fingerprint else ()

    def next_id(self) -> str:
        """An id for another entry: it says nothing of the name."""
        return f"n{max((int(entry.id[1:]) for entry in self.entries), default=0) + 1}"
