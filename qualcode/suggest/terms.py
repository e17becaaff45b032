"""Texts as sparse rows: TF-IDF of words, and of the letters inside them, so that inflections and slips still match.

A row is [sqrt(.4) w, sqrt(.6) g]: w the words of the text, g the runs of 3 to 5 letters inside each word (with a space on
either side of it), both weighted (1 + ln tf) (1 + ln((1 + n) / (1 + df))) and scaled to length 1 (Salton & Buckley 1988).
The shares .4 and .6 were compared with .5 and .5 only, on two corpora, which barely differed.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.core.speech import blank_brackets

METHOD = "terms-1"
WORD_SHARE = 0.4
_WORD = re.compile(r"[^\W\d_]+")
_SIZES = (3, 4, 5)

Rows = Any
"""A scipy.sparse CSR matrix of float32, (texts, terms)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The columns of rows: words, then runs of letters; `idf` has the weight of each."""

    words: Mapping[str, int]
    grams: Mapping[str, int]
    idf: NDArray[np.float32]

    def rows(self, texts: Sequence[str]) -> Rows:
        """Rows of these texts; what was not in the texts that made the columns is left out."""
        kinds, found = _tokens(texts)
        return _unit(self._weighted(found @ self._of_words(kinds)), WORD_SHARE) + _unit(
            self._weighted(found @ self._of_grams(kinds)), 1 - WORD_SHARE
        )

    def _of_words(self, kinds: Sequence[str]) -> Rows:
        return _csr([[self.words[kind]] if kind in self.words else [] for kind in kinds], len(self.idf))

    def _of_grams(self, kinds: Sequence[str]) -> Rows:
        grams = self.grams
        return _csr([[grams[gram] for gram in grams_of(kind) if gram in grams] for kind in kinds], len(self.idf))

    def _weighted(self, counts: Rows) -> Rows:
        counts.data = (1 + np.log(counts.data)) * self.idf[counts.indices]
        return counts


def fit(texts: Sequence[str]) -> Terms:
    """The columns of these texts."""
    seen: Counter[str] = Counter()
    within: Counter[str] = Counter()
    for text in texts:
        kinds = set(words_of(text))
        seen.update(kinds)
        within.update({gram for kind in kinds for gram in grams_of(kind)})
    found = np.array([*seen.values(), *within.values()], dtype=np.float32)
    idf = (1 + np.log((1 + len(texts)) / (1 + found))).astype(np.float32)
    words = {word: n for n, word in enumerate(seen)}
    return Terms(words=words, grams={gram: n for n, gram in enumerate(within, len(words))}, idf=idf)


def words_of(text: str) -> list[str]:
    """The words of speech in a text, in small letters.

    >>> words_of("J'ai [rires] PEUR.")
    ['j', 'ai', 'peur']
    """
    return _WORD.findall(blank_brackets(text).lower())


@lru_cache(maxsize=200_000)
def grams_of(word: str) -> tuple[str, ...]:
    """The runs of 3 to 5 letters of a word between two spaces.

    >>> list(grams_of("si"))
    [' si', 'si ', ' si ']
    """
    padded = f" {word} "
    return tuple(padded[start : start + size] for size in _SIZES for start in range(len(padded) - size + 1))


def weights_of_words(
    terms: Terms, text: str, weights: NDArray[np.float32], row: Rows | None = None
) -> list[tuple[str, float]]:
    """What each word of a text adds to a linear score, heaviest first. `weights` has one number for each column.

    A run of letters that several words share is divided among them.
    """
    row = terms.rows([text]) if row is None else row
    adds = dict(zip(row.indices.tolist(), (row.data * weights[row.indices]).tolist(), strict=True))
    words = Counter(words_of(text))
    shared = Counter(gram for word in words.elements() for gram in grams_of(word))
    of_word = {
        word: adds.get(terms.words.get(word, -1), 0.0)
        + sum(n * adds.get(terms.grams.get(gram, -1), 0.0) / shared[gram] for gram in grams_of(word))
        for word, n in words.items()
    }
    return sorted(of_word.items(), key=lambda pair: (-pair[1], pair[0]))


def _tokens(texts: Sequence[str]) -> tuple[list[str], Rows]:
    """The kinds of words in these texts, and how often each text has each: (texts, kinds)."""
    number: dict[str, int] = {}
    found = [[number.setdefault(word, len(number)) for word in words_of(text)] for text in texts]
    return list(number), _csr(found, len(number))


def _csr(found: Sequence[Sequence[int]], width: int) -> Rows:
    """A row for each list of columns; a column named twice counts two."""
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - a tenth of a second

    ends = np.cumsum([0, *map(len, found)])
    indices = np.fromiter((column for row in found for column in row), dtype=np.int32, count=int(ends[-1]))
    rows = csr_matrix((np.ones(len(indices), dtype=np.float32), indices, ends), shape=(len(found), width))
    rows.sum_duplicates()
    return rows


def _unit(rows: Rows, share: float) -> Rows:
    """Rows of length sqrt(share); an empty row stays empty."""
    lengths = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    scale = np.sqrt(share) / np.where(lengths > 0, lengths, 1)
    rows.data *= np.repeat(scale, np.diff(rows.indptr)).astype(np.float32)
    return rows
