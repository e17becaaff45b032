"""The proposer that compares words: sparse rows of what was coded and of the codebook. Needs no extra."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from qualcode.suggest import nearest, terms
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.teaching import Teaching

VERSION = "2"
POWER = 2.0
_HEAVIEST = 4

Array = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Neighbours(nearest.Nearest):
    """What was learned from rows of terms."""

    count: Callable[[Sequence[str]], terms.Counted]

    def read(self, texts: Sequence[str]) -> "Read":
        """These texts, to be scored and explained."""
        return Read(nearest=self, counted=self.count(texts))


@dataclass(frozen=True, kw_only=True)
class Read(nearest.Read):
    """Texts that were read once."""

    counted: terms.Counted

    @cached_property
    def of_kinds(self) -> Array:
        """(kinds of words, codes): what each adds to the score of a text of length 1."""
        return np.asarray(self.counted.vectors @ self.nearest.fitted.weights, dtype=np.float32)

    @cached_property
    def ridge(self) -> Array:
        """(texts, codes), each kind of word worked out once."""
        return np.asarray(self.counted.counts @ self.of_kinds, dtype=np.float32)

    def evidence(self, text: int, code: str) -> tuple[Evidence, ...]:
        """The three nearest texts, and the words that weigh most."""
        adding = self.counted.adding(text, self.of_kinds[:, self.nearest.teaching.position[code]])
        heavy = [word for word, adds in adding[:_HEAVIEST] if adds > 0]
        near = super().evidence(text, code)
        if not heavy:
            return near
        return (*near, Evidence(kind="terms", words=", ".join(heavy)))


def learn(teaching: Teaching) -> nearest.Nearest | None:
    """Learn; None from an empty codebook and no coding."""
    if not teaching.texts:
        return None
    return nearest.learn(teaching, terms.fit(teaching.texts).count, power=POWER, kind=Neighbours)
