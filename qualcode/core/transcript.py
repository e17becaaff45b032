"""A transcript: one interview, as turns of speech that keep their ids for ever."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker says before another speaks. `time` is hh:mm:ss[.mmm] from the start, or None."""

    id: str
    speaker: str
    text: str
    time: str | None = None


@dataclass(frozen=True, kw_only=True)
class Transcript:
    """One interview. `respondents` maps a speaker's label to a respondent's id; `attributes` are other header keys."""

    id: str
    turns: tuple[Turn, ...]
    date: str = ""
    respondents: Mapping[str, str] = field(default_factory=dict)
    interviewer: tuple[str, ...] = ()
    language: str = ""
    mode: str = ""
    source: str = "interview"
    attributes: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_turn(self) -> Mapping[str, Turn]:
        """Turns by id (the first one, where an id stands twice)."""
        return {turn.id: turn for turn in reversed(self.turns)}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each turn stands in the transcript, from 0."""
        return {turn.id: n for n, turn in reversed(list(enumerate(self.turns)))}

    @cached_property
    def fingerprint(self) -> str:
        """What codings and caches were made on: 16 hexadecimal digits over turn ids and texts, not over the header."""
        return fingerprint(self.turns)

    def is_interviewer(self, turn: Turn) -> bool:
        """True when the turn is a question, never counted and never suggested on."""
        return turn.speaker in self.interviewer

    def answers(self) -> Iterator[Turn]:
        """The turns that are not the interviewer's."""
        return (turn for turn in self.turns if turn.speaker not in self.interviewer)

    def attribute(self, name: str) -> str:
        """The value of a header key, empty when the header has none."""
        if name in {"id", "date", "language", "mode", "source"}:
            return str(getattr(self, name))
        return self.attributes.get(name, "")


def fingerprint(turns: Iterable[Turn]) -> str:
    """The fingerprint of a transcript of these turns."""
    whole = "".join(f"{turn.id}\x1f{turn.text}\x1e" for turn in turns)
    return blake2b(whole.encode(), digest_size=8).hexdigest()


@lru_cache(maxsize=8192)
def turn_order(turn_id: str) -> tuple[int, int, str]:
    """Sorting key of turn ids: 2 before 2a before 2b before 10.

    >>> sorted(["10", "2b", "2", "2a"], key=turn_order)
    ['2', '2a', '2b', '10']
    """
    digits = turn_id.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = turn_id[len(digits) :]
    return int(digits or 0), len(letters), letters
