"""A coding: a coder says that a passage carries a code."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from qualcode.core.address import Anchor

QUALIFIERS: Mapping[str, tuple[str, ...]] = {"voice": ("self", "reported"), "polarity": ("affirmed", "negated")}
"""Qualifiers the reports know. Others are allowed."""

State = Literal["exact", "moved", "proposed", "orphan"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """One line of a coding file.

    `start` and `end` are half-open code points of the turn's text; `continues` holds one more anchor for each further
    turn of the passage. `made_on` is the transcript's fingerprint when the coding was made, only where it is not the
    one that the file's first line names. `origin` is manual, import, or the name of what proposed it.
    """

    id: str
    turn: str
    start: int
    end: int
    code: str
    quote: str
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    origin: str = "manual"
    memo: str = ""
    at: str = ""
    continues: tuple[Anchor, ...] = ()
    made_on: str | None = None

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every place of the passage, in text order."""
        return (Anchor(turn=self.turn, start=self.start, end=self.end, quote=self.quote), *self.continues)

    def at_anchors(self, anchors: tuple[Anchor, ...]) -> "Coding":
        """The same coding elsewhere."""
        first, *more = anchors
        return replace(
            self, turn=first.turn, start=first.start, end=first.end, quote=first.quote, continues=tuple(more)
        )


def made_on(coding: Coding, header: str | None) -> str:
    """The state of the transcript on which a coding was made; "" when nobody knows, which no state equals."""
    return coding.made_on if coding.made_on is not None else header or ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """A coding as found on reading: exact and moved ones stand at `coding`'s anchors.

    For a proposed one, `coding` still has its old anchors and `proposal` where it seems to be; an orphan has none.
    """

    coding: Coding
    state: State
    proposal: Coding | None = None

    @property
    def placed(self) -> bool:
        """True when its words stand in the transcript where it says."""
        return self.state in {"exact", "moved"}
