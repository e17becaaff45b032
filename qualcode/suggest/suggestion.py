"""What a proposer answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.suggest.evidence import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code for a stretch of a turn. `score` ranks (0 to 1); it is not a probability.

    `proposer` is the one that weighed most, `version` its own. `probability` is None until it could be calibrated.
    `qualifiers` are proposed too (voice, polarity), with evidence of that kind; a person says whether they hold.
    """

    turn: str
    start: int
    end: int
    code: str
    score: float
    evidence: tuple[Evidence, ...]
    proposer: str = "cues"
    version: str = ""
    probability: float | None = None
    qualifiers: Mapping[str, str] = field(default_factory=dict)
