"""What was found in a text that may identify somebody."""

from dataclasses import dataclass
from typing import Literal, get_args

Kind = Literal[
    "person",
    "initials",
    "place",
    "organisation",
    "date",
    "age",
    "address",
    "postcode",
    "phone",
    "email",
    "url",
    "handle",
    "nir",
    "iban",
    "plate",
    "file_number",
]
KINDS: tuple[Kind, ...] = get_args(Kind)

# What singles a person out by itself. The others do so together (RGPD, recital 26).
DIRECT: frozenset[Kind] = frozenset(
    {"person", "initials", "address", "phone", "email", "url", "handle", "nir", "iban", "plate", "file_number"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One passage, as half-open code points of the text it was found in, and the words there.

    `sure` ones may be replaced without asking; the others are proposed. `rule` is the id of the rule that found it
    (`reasons.reason` says it in a sentence).
    """

    start: int
    end: int
    kind: Kind
    text: str
    sure: bool
    rule: str

    @property
    def direct(self) -> bool:
        """True for what singles a person out by itself, False for what only does so together with more."""
        return self.kind in DIRECT
