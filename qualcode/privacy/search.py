"""Find the names of a key in any text, without the key: every spelling is kept as a keyed digest only.

A word is compared as it is, one letter short, one letter over, one letter changed and two letters swapped: each of these is
one look into a table, so that the number of names costs nothing. Words of the dictionary are nobody's misspelling.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Literal
from unicodedata import combining, normalize

from qualcode.privacy.key import Entry, Key
from qualcode.privacy.mention import Kind

How = Literal["exact", "spelling", "initials"]

TOKEN = re.compile(r"[^\W\d_]+|\d+")
_GAP = re.compile(r"[\s'’._/@:\-\u2010-\u2013]{0,3}")
_NUMBER = re.compile(r"(?<!\d)\+?\d(?:[\s.\-/()]{0,2}\d){5,}(?!\d)")
_INITIALS = re.compile(r"(?<!\w)([^\W\d_])\.[ \u00a0\u202f-]?([^\W\d_])\.(?!\w)")
_OPENING = re.compile(r"(?:^|[.?!…:\n])[\s«»“”\"'’(\[—–-]*$")
_SHORTEST = 4  # letters: shorter names are one letter away from half of the language
_NUMBERS: frozenset[Kind] = frozenset({"phone", "nir", "iban", "file_number"})
_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What is needed to find an entry of the key, and not to read it: digests under a secret, and entries' ids and kinds.

    `sign` tells the secret: with another one nothing would be found, and nobody would know.
    """

    sign: str = ""
    table: Mapping[str, str]
    kinds: Mapping[str, Kind]
    capital: frozenset[str] = frozenset()
    longest: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A name of the key at code points `start` to `end`. One that is not sure may be an ordinary word."""

    start: int
    end: int
    entry: str
    how: How
    sure: bool


def fold(text: str) -> str:
    """Without accents, capitals and ligatures.

    >>> fold("Théo Lœuillet")
    'theo loeuillet'
    """
    if text.isascii():
        return text.casefold()
    plain = text.casefold().replace("œ", "oe").replace("æ", "ae")
    return "".join(char for char in normalize("NFD", plain) if not combining(char))


def words_of(name: str) -> list[str]:
    """The words and numbers of a name, folded.

    >>> words_of("d'Hervé-Jean 2")
    ['d', 'herve', 'jean', '2']
    """
    return [fold(word) for word in TOKEN.findall(normalize("NFC", name))]


@lru_cache(maxsize=100_000)
def is_word(word: str, *languages: str) -> bool:
    """True for a word of the dictionary of one of these languages, as written in small letters."""
    from simplemma import is_known  # noqa: PLC0415 - loads its tables on first use

    return any(is_known(word.lower(), lang=language) for language in languages or ("fr",))


def _digest(secret: bytes, text: str) -> str:
    return blake2b(text.encode(), digest_size=9, key=secret).hexdigest()


# Building


def fits(index: Index, secret: bytes) -> bool:
    """True for the secret that the digests were made with."""
    return index.sign == _digest(secret, "")


def index_of(key: Key, secret: bytes) -> Index:
    """The digests of every entry that is looked for, of its misspellings, and of the words that are known to be none."""
    searched = [entry for entry in key.entries if entry.search != "here"]
    rows = {spelling: entry.id for entry in searched for spelling in _spellings(entry)}
    rows |= {f"={name}": entry.id for entry in searched if f"={(name := ' '.join(words_of(entry.name)))}" in rows}
    fine = {word for entry in key.entries if entry.kind in {"person", "place"} for word in words_of(entry.substitute)}
    rows |= {f"!{fold(word)}": "" for word in {*fine, *key.kept} if f"={fold(word)}" not in rows}
    return Index(
        sign=_digest(secret, ""),
        table={_digest(secret, spelling): entry for spelling, entry in rows.items()},
        kinds={entry.id: entry.kind for entry in searched},
        capital=frozenset(entry.id for entry in searched if entry.search == "capital"),
        longest=max((len(words_of(entry.name)) for entry in searched), default=1),
    )


def _spellings(entry: Entry) -> Iterator[str]:
    words = words_of(entry.name)
    whole = " ".join(words)
    digits = "".join(word for word in words if word.isdigit())
    if entry.kind in _NUMBERS and len(digits) >= _DIGITS:
        yield f"#{_number(digits)}"
    if not words or (len(words) == 1 and (len(whole) < 2 or (whole.isdigit() and len(whole) < _SHORTEST))):  # noqa: PLR2004 - one letter is no name
        return
    if entry.kind == "person" and len(words) > 1 and all(map(str.isalpha, words)):
        yield f".{words[0][0]}{words[-1][0]}"
        yield f"={''.join(words)}"
    yield from (f"<{' '.join(words[:n])}" for n in range(1, len(words)))
    yield f"={whole}"
    if len(words) == 1 and whole.isalpha():
        yield from (f"={whole}{ending}" for ending in ("s", "e", "es"))
        if len(whole) >= _SHORTEST:
            yield from _near(whole)


def _near(word: str) -> Iterator[str]:
    """The misspellings of a name that need a row of their own; one letter over is found from the other side."""
    for at in range(len(word)):
        yield f"-{word[:at]}{word[at + 1 :]}"
        yield f"?{word[:at]}*{word[at + 1 :]}"
        if at and word[at] != word[at - 1]:
            yield f"~{word[: at - 1]}{word[at]}{word[at - 1]}{word[at + 1 :]}"


def _number(digits: str) -> str:
    """A number without the ways of writing it: +33 6… and 06… are one.

    >>> _number("33612345678"), _number("0612345678")
    ('0612345678', '0612345678')
    """
    digits = digits.removeprefix("00")
    return f"0{digits[2:]}" if digits.startswith("33") and len(digits) == 11 else digits  # noqa: PLR2004 - +33 and nine digits


# Finding


@dataclass(frozen=True, slots=True)
class _Word:
    entry: str
    how: How
    starts: bool


class Searcher:
    """Looks words up in one index, each different word once."""

    def __init__(self, index: Index, secret: bytes) -> None:
        self._index, self._secret = index, secret
        self._words: dict[str, _Word | None] = {}

    def is_invented(self, word: str) -> bool:
        """True for a word of a substitute, and for one that the researcher said identifies nobody."""
        return self._entry(f"!{fold(word)}") is not None

    def find(self, text: str) -> Iterator[Hit]:
        """The names in a text, in text order; the longest one where several begin."""
        known = self._words
        tokens = list(TOKEN.finditer(text))
        end = 0
        for n, token in enumerate(tokens):
            word = token[0]
            if word not in known:
                known[word] = self._look_up(word)
            info = known[word]
            if info is not None and token.start() >= end and (hit := self._hit(text, tokens, n, info)) is not None:
                yield hit
                end = hit.end
        yield from self._patterns(text)

    def _look_up(self, word: str) -> _Word | None:
        folded = fold(word)
        starts = self._entry(f"<{folded}") is not None
        if (entry := self._entry(f"={folded}")) is not None:
            return _Word(entry, "exact", starts)
        near = None if self._entry(f"!{folded}") is not None else self._near(folded)
        if near is not None and not is_word(word, "fr", "en"):
            return _Word(near, "spelling", starts)
        return _Word("", "exact", starts) if starts else None

    def _entry(self, spelling: str) -> str | None:
        return self._index.table.get(_digest(self._secret, spelling))

    def _near(self, word: str) -> str | None:
        if len(word) < _SHORTEST - 1 or not word.isalpha():
            return None
        looks = [f"-{word}", f"~{word}"]
        if len(word) >= _SHORTEST:
            looks += [f"?{word[:at]}*{word[at + 1 :]}" for at in range(len(word))]
        if len(word) > _SHORTEST:
            looks += [f"={word[:at]}{word[at + 1 :]}" for at in range(len(word))]
        return next((entry for look in looks if (entry := self._entry(look))), None)

    def _hit(self, text: str, tokens: list[re.Match[str]], n: int, info: _Word) -> Hit | None:
        first = tokens[n]
        if info.starts and (longer := self._longer(text, tokens, n)) is not None:
            last, entry = longer
            sure = entry not in self._index.capital or _is_name_like(text, tokens, n)
            return Hit(start=first.start(), end=last, entry=entry, how="exact", sure=sure)
        if not info.entry:
            return None
        sure = info.entry not in self._index.capital or (info.how == "exact" and _is_name_like(text, tokens, n))
        return Hit(start=first.start(), end=first.end(), entry=info.entry, how=info.how, sure=sure)

    def _longer(self, text: str, tokens: list[re.Match[str]], n: int) -> tuple[int, str] | None:
        """The longest entry of several words that begins at a token: where it ends, and its id."""
        found = None
        gram = fold(tokens[n][0])
        for m in range(n + 1, min(n + self._index.longest, len(tokens))):
            if not _GAP.fullmatch(text, tokens[m - 1].end(), tokens[m].start()):
                break
            gram += f" {fold(tokens[m][0])}"
            if (entry := self._entry(f"={gram}")) is not None:
                found = tokens[m].end(), entry
            if self._entry(f"<{gram}") is None:
                break
        return found

    def _patterns(self, text: str) -> Iterator[Hit]:
        for number in _NUMBER.finditer(text):
            digits = "".join(filter(str.isdigit, number[0]))
            if (entry := self._entry(f"#{_number(digits)}")) is not None:
                yield Hit(start=number.start(), end=number.end(), entry=entry, how="exact", sure=True)
        for found in _INITIALS.finditer(text):
            if (entry := self._entry(f".{fold(found[1])}{fold(found[2])}")) is not None:
                yield Hit(start=found.start(), end=found.end(), entry=entry, how="initials", sure=False)


def _is_name_like(text: str, tokens: list[re.Match[str]], n: int) -> bool:
    """True for a capital that no beginning of a sentence and no line in capitals explains."""
    word, before = tokens[n][0], tokens[n - 1][0] if n else ""
    if not word[0].isupper():
        return False
    if word.isupper() and len(word) > 1:
        return not (before.isupper() and len(before) > 1)
    return _OPENING.search(text, max(0, tokens[n].start() - 12), tokens[n].start()) is None


def separate(hits: Iterable[Hit]) -> list[Hit]:
    """Hits in text order, none over another: the longer one stays."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, hit.start)):
        if all(hit.end <= other.start or hit.start >= other.end for other in kept):
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)
