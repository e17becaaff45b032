"""spaCy, loaded once per language and only when a command needs it.

What the passes over whole studies rest on: spaCy's tokeniser works on chunks, the stretches between white space, one by
one. What a chunk holds can therefore be worked out once and remembered, and a text need not be tokenised whole to know
where its sentences end or whether it holds a cue. (The one exception of spaCy's, a special case like `8)` written with a
space inside, only ever hides another special case.)
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

_HUGE = 100_000
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzàâäæçèéêëîïôöœùûüÿ")
_LOWER, _ANY = "\1", "\2"


@lru_cache(maxsize=4)
def tokenizer(language: str) -> Any:
    """A blank spaCy pipeline with a sentencizer: no model needed, so it is the same on every machine."""
    import spacy  # noqa: PLC0415 - costs up to a second

    if language == "fr":
        with quick_expressions():
            import spacy.lang.fr  # noqa: PLC0415 - `blank` finds it loaded
    nlp = spacy.blank(language if language in {"fr", "en"} else "xx")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 50_000_000  # nothing here allocates by the length of a text
    return nlp


def word_and_mark(chunk: str, language: str) -> tuple[str, ...] | None:
    """The tokens of a chunk that is a word, or a word and a comma or full stop; None for any other, which spaCy splits.

    Most chunks are like that, and asking spaCy is not free. It keeps some whole ("etc.") and cuts others ("cannot"): it lists
    them. A full stop stays with a capital ("M.").

    >>> word_and_mark("peur,", "fr"), word_and_mark("M.", "fr"), word_and_mark("l'avis", "fr")
    (('peur', ','), None, None)
    """
    listed = tokenizer(language).tokenizer.rules
    if chunk in listed:
        return None
    if chunk.isalpha():
        return (chunk,)
    word, mark = chunk[:-1], chunk[-1:]
    plain = mark in {",", "."} and word.isalpha() and word[-1] in _SMALL
    return (word, mark) if plain and word not in listed else None


@contextmanager
def quick_expressions() -> Iterator[None]:
    """While spaCy's French module loads, its one huge expression is compiled in an equivalent, short form.

    It says which words with a hyphen or an elision stay whole: 300 alternatives that each spell out all the letters of
    Europe, 1.4 million characters, three to six seconds. All other expressions are compiled as they are.
    """
    plain = re.compile

    def quick(pattern: Any, flags: int = 0) -> re.Pattern[Any]:
        huge = isinstance(pattern, str) and len(pattern) > _HUGE
        return plain(factored(pattern) if huge else pattern, flags)

    re.compile = quick
    try:
        yield
    finally:
        re.compile = plain


def factored(pattern: str) -> str:
    """The same language as spaCy's alternatives, written so that each class of letters stands there a few times only.

    The alternatives that end alike are put in one group, and so are those that both begin and end with any letters. What
    is not of the known form is returned as it came.
    """
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER  # noqa: PLC0415

    opening, closing = "(?iu)(?:", ")"
    if not (pattern.startswith(opening) and pattern.endswith(closing)):
        return pattern
    short = pattern[len(opening) : -len(closing)].replace(ALPHA, _ANY).replace(ALPHA_LOWER, _LOWER)
    groups: dict[tuple[str, str], list[str]] = {}
    for part in short.split(")|(?:"):
        head, middle, tail = _around(part)
        groups.setdefault((head, tail), []).append(middle)
    whole = "|".join(f"{head}(?:{'|'.join(middles)}){tail}" for (head, tail), middles in groups.items())
    return "(?iu)" + whole.replace(_ANY, ALPHA).replace(_LOWER, ALPHA_LOWER)


def _around(part: str) -> tuple[str, str, str]:
    """What an alternative begins with, its own words, and what it ends with."""
    head, tail = f"^[{_ANY}]+", f"[{_ANY}]+$"
    if part.startswith(head) and part.endswith(tail):
        return head, part[len(head) : -len(tail)], tail
    at = part.find(f"[{_LOWER}]")
    return ("^", part[1:at], part[at:]) if part.startswith("^") and at > 0 else ("", part, "")
