"""What researchers bring: word-processor files, texts, captions and recognisers' output, to draft turns."""

from qualcode.formats.incoming.draft import Counts, Draft, DraftTurn
from qualcode.formats.incoming.labels import guess_interviewer, guessed, variants
from qualcode.formats.incoming.reading import SUFFIXES, SURE_SUFFIXES, read

__all__ = [
    "SUFFIXES",
    "SURE_SUFFIXES",
    "Counts",
    "Draft",
    "DraftTurn",
    "guess_interviewer",
    "guessed",
    "read",
    "variants",
]
