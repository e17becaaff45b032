"""What a proposer answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why: `kind` names the sort of reason (cue, misspelling), `detail` shows it in words."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code for a stretch of a turn. `score` ranks (0 to 1); it is not a probability."""

    turn: str
    start: int
    end: int
    code: str
    score: float
    evidence: tuple[Evidence, ...]
    proposer: str = "cues"
