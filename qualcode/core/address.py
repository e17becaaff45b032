"""How a passage is addressed. Stated here, used everywhere.

A passage is a half-open range of Unicode code points inside one turn's text, together with the text it quotes.
A passage over several turns is one coding with one anchor per turn. A person writes an address as a reference:
`E01:2` (a turn), `E01:2.1` (its first sentence), `E01:2@0-34` (code points).
"""

import re
from dataclasses import dataclass

from qualcode.core.language import _
from qualcode.errors import QualcodeError

TRANSCRIPT_ID = re.compile(r"[^\W_][\w-]*")
TURN_ID = re.compile(r"\d+[a-z]*")
RESERVED = frozenset({"journal"})  # the name of a coder's own file beside the codings of the transcripts

_REFERENCE = re.compile(
    r"(?P<transcript>[^\W_][\w-]*):(?P<turn>\d+[a-z]*)(?:\.(?P<sentence>\d+)|@(?P<start>\d+)-(?P<end>\d+))?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One place: code points `start` to `end` (half-open) of a turn, and the words that stand there."""

    turn: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a person typed to name a passage. `sentence` counts from 1; `span` is half-open code points."""

    transcript: str
    turn: str
    sentence: int | None = None
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        tail = "" if self.sentence is None else f".{self.sentence}"
        if self.span is not None:
            tail = f"@{self.span[0]}-{self.span[1]}"
        return f"{self.transcript}:{self.turn}{tail}"


def parse_reference(text: str) -> Reference:
    """Read a reference. Raises QualcodeError when it is not one.

    >>> parse_reference("E01:2@0-34").span
    (0, 34)
    >>> str(parse_reference("E01:2a.1"))
    'E01:2a.1'
    """
    found = _REFERENCE.fullmatch(text.strip())
    if found is None:
        raise QualcodeError(
            _("“{text}” is not a reference.").format(text=text),
            advice=_("Write E01:2 for a turn, E01:2.1 for its first sentence, E01:2@0-34 for characters 0 to 34."),
        )
    sentence = int(found["sentence"]) if found["sentence"] else None
    span = (int(found["start"]), int(found["end"])) if found["start"] else None
    if span is not None and span[0] >= span[1]:
        raise QualcodeError(
            _("“{text}” ends before it begins.").format(text=text), advice=_("The first number must be the smaller.")
        )
    return Reference(transcript=found["transcript"], turn=found["turn"], sentence=sentence, span=span)
