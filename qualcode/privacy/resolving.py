"""Of mentions that lie over one another, the ones that stay: nothing that any of them covers is left uncovered."""

import re
from collections.abc import Iterable
from dataclasses import replace

from qualcode.privacy.mention import Kind, Mention

_ORDER: tuple[Kind, ...] = (
    *("email", "url", "iban", "nir", "phone", "plate", "file_number", "address", "handle"),
    *("organisation", "date", "age", "postcode", "person", "place", "initials"),
)
_RANK = {kind: n for n, kind in enumerate(_ORDER)}
_WORD = re.compile(r"\w+")
_KNOWN = frozenset({"known", "variant"})
_SOLID: frozenset[Kind] = frozenset({"email", "url", "handle", "iban", "nir", "phone", "plate"})  # no name cuts them up


def resolve(text: str, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Non-overlapping mentions in text order.

    A mention inside another goes, unless it is sure and the other is not. Where two cross, the stronger keeps its words and the
    other what is left of it. The stronger is a sure address of the net or number, then what is known, then what is sure, then the
    longer, then the more telling kind.
    """
    kept: list[Mention] = []
    for mention in sorted(mentions, key=_strength):
        kept += _left_of(text, mention, kept)
    return tuple(sorted(kept, key=lambda mention: mention.start))


def _strength(mention: Mention) -> tuple[bool, bool, bool, bool, bool, int, int, int]:
    return (
        mention.rule == "model",
        not (mention.sure and mention.kind in _SOLID),
        mention.rule not in _KNOWN or not mention.sure,
        not mention.sure,
        mention.rule not in _KNOWN,
        mention.start - mention.end,
        _RANK[mention.kind],
        mention.start,
    )


def _left_of(text: str, mention: Mention, kept: list[Mention]) -> list[Mention]:
    """What of a mention no kept one covers, without blanks and signs at its ends; each piece still a mention."""
    pieces = [(mention.start, mention.end)]
    for other in kept:
        pieces = (
            [
                piece
                for start, end in pieces
                for piece in ((start, min(end, other.start)), (max(start, other.end), end))
                if piece[0] < piece[1]
            ]
            if other.start < mention.end and mention.start < other.end
            else pieces
        )
    if pieces == [(mention.start, mention.end)]:
        return [mention]
    return [
        replace(mention, start=a, end=b, text=text[a:b])
        for a, b in (_trimmed(text, *piece) for piece in pieces)
        if a < b
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece without signs, blanks and small words at its ends."""
    telling = [word for word in _WORD.finditer(text, start, end) if not (word[0].islower() and len(word[0]) < 4)]  # noqa: PLR2004
    return (telling[0].start(), telling[-1].end()) if telling else (start, start)
