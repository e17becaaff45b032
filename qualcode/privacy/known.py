"""What is known of a study's people and places before a turn is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.privacy.mention import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """`entries` are the study's own list and the real names of its key: always found, in any case, and sure.

    `learned` is what `gather` understood from the study's transcripts. `never` are words that the researcher said
    identify nobody. All may be written with any capitals and accents.
    """

    entries: Mapping[str, Kind] = field(default_factory=dict)
    learned: Mapping[str, Kind] = field(default_factory=dict)
    never: frozenset[str] = frozenset()
