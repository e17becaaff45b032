"""What an incoming file becomes: draft turns, before a researcher has looked at them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qualcode.core.speech import count_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTurn:
    """One turn. `text` is normalised and never empty; `time` is its start as hh:mm:ss[.mmm], or None."""

    speaker: str
    text: str
    time: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much one speaker says."""

    turns: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The turns of one file. `kind` is docx, odt, text, markdown, webvtt, subrip or whisper.

    `warnings` are sentences for the researcher; together, turns and warnings hold every word of the file.
    """

    turns: tuple[DraftTurn, ...]
    kind: str
    warnings: tuple[str, ...] = ()

    @property
    def speakers(self) -> Mapping[str, Counts]:
        """Turns and words of each speaker, in order of appearance."""
        found: dict[str, Counts] = {}
        for turn in self.turns:
            past = found.get(turn.speaker, Counts(turns=0, words=0))
            found[turn.speaker] = Counts(turns=past.turns + 1, words=past.words + count_words(turn.text))
        return found

    def relabelled(self, mapping: Mapping[str, str]) -> "Draft":
        """The same draft, with speakers renamed. Joins no turns."""
        turns = tuple(replace(turn, speaker=mapping.get(turn.speaker, turn.speaker)) for turn in self.turns)
        return replace(self, turns=turns)
