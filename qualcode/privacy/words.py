"""A text as words: each with its plain form, its place, and whether it is written as a name would be."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from qualcode.core.speech import blank_brackets

_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"[.!?…:\n«»“”‘\"•–—(\[]")
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "‑": "-", "‐": "-"}


class _Plain(dict[int, str]):
    """One plain character for each character, worked out when first met, so that places hold."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        base = unicodedata.normalize("NFD", _QUOTES.get(letter, letter))[0].lower()
        plain = self[code] = {"ı": "i", "ł": "l", "ø": "o", "đ": "d"}.get(base, base) if len(base) == 1 else letter
        return plain


_PLAIN = _Plain()


def fold(text: str) -> str:
    r"""The text in small letters, without accents, with straight apostrophes; as long as it was.

    >>> fold("Élodie d’Été")
    "elodie d'ete"
    """
    return text.translate(_PLAIN)


def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a text.

    >>> plain_words("Jean-Noël d’Été")
    ('jean', 'noel', 'd', 'ete')
    """
    return tuple(_WORD.findall(fold(text)))


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits. `capital`: written like a name; `opens`: a capital says nothing there."""

    start: int
    end: int
    plain: str
    capital: bool
    opens: bool


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A text, its plain form of the same length, and its words. Author's brackets are blank in both."""

    text: str
    cased: bool
    language: str

    @cached_property
    def plain(self) -> str:
        """The text folded, brackets blanked."""
        return fold(blank_brackets(self.text))

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words in order."""
        plain, last = self.plain, 0
        found: list[Word] = []
        for match in _WORD.finditer(plain):
            start, end = match.span()
            opens = not found or _ENDS.search(self.text, last, start) is not None
            opens = opens or (found[-1].opens and found[-1].plain.isdigit())  # "2 Submit a query"
            first = self.text[start]
            found.append(Word(start, end, plain[start:end], first.isupper(), opens))
            last = end
        return tuple(found)

    @cached_property
    def at(self) -> dict[int, int]:
        """The number of the word that begins at a place."""
        return {word.start: n for n, word in enumerate(self.words)}

    def between(self, n: int) -> str:
        """What stands between word n - 1 and word n."""
        return self.plain[self.words[n - 1].end : self.words[n].start]
