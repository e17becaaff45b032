"""Find what may identify somebody: every detector speaks, then conflicts are resolved, in one call per turn."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from qualcode.privacy.known import Known
from qualcode.privacy.mention import Mention

# What a language model of entities says of a text: half-open code points and its own label (PER, LOC, ORG, MISC).
Entities = Callable[[str], Iterable[tuple[int, int, str]]]


def is_cased(texts: Iterable[str]) -> bool:
    """True for writing with capitals and full stops; False for what speech recognition leaves in small letters."""
    letters = capitals = 0
    for text in texts:
        letters += sum(1 for letter in text if letter.isalpha())
        capitals += sum(1 for letter in text if letter.isupper())
    return capitals >= letters * 0.01


def gather(texts: Iterable[str], *, language: str, known: Known | None = None, cased: bool | None = None) -> Known:
    """What a whole study teaches of its names: `known` with `learned` filled in. Call it once, over all turns."""
    return replace(known or Known(), learned={})


def detect(
    text: str,
    *,
    language: str,
    known: Known | None = None,
    model: Entities | None = None,
    cased: bool | None = None,
) -> tuple[Mention, ...]:
    """The mentions of one turn, in text order, none over another. Author's brackets hold none.

    `cased` says how the transcript is written (`is_cased` over its turns); None looks at this turn alone.
    """
    return ()
