"""The proposer that compares words: TF-IDF rows of what was coded and of the codebook. Needs no extra."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.core.language import _
from qualcode.suggest import nearest, terms
from qualcode.suggest.suggestion import Evidence
from qualcode.suggest.teaching import Teaching

VERSION = "1"
POWER = 2.0
ENOUGH = 0.24
_HEAVIEST = 4

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What was learned, and the terms it was learned in."""

    terms: terms.Terms
    nearest: nearest.Nearest

    def scores(self, texts: Sequence[str]) -> Array:
        """(texts, codes)."""
        return self.nearest.scores(texts)

    def strengths(self, texts: Sequence[str]) -> Array:
        """(texts,)."""
        return self.nearest.strengths(texts)

    def evidence(self, text: str, code: str) -> tuple[Evidence, ...]:
        """The three nearest texts, and the words that weigh most."""
        weights = self.nearest.fitted.weights[:, self.nearest.teaching.position[code]]
        row = self.nearest.looked_at(text)[0]
        adding = terms.weights_of_words(self.terms, text, weights, row)
        heavy = [word for word, adds in adding[:_HEAVIEST] if adds > 0]
        near = self.nearest.evidence(text, code)
        if not heavy:
            return near
        return (
            *near,
            Evidence(kind="terms", detail=_("words that weigh most: {words}").format(words=", ".join(heavy))),
        )

    def agreement(self) -> Array:
        """(passages, codes): how far the nearest other texts have each code."""
        return self.nearest.agreement()

    def with_one_more(self, teaching: Teaching) -> "Neighbours":
        """The same after one more passage; words never seen before wait for the next whole fit."""
        return Neighbours(terms=self.terms, nearest=self.nearest.with_one_more(teaching))


def learn(teaching: Teaching) -> Neighbours | None:
    """Learn; None from an empty codebook and no coding."""
    found = terms.fit(teaching.texts)
    learned = nearest.learn(teaching, found.rows, power=POWER, enough=ENOUGH) if teaching.texts else None
    return Neighbours(terms=found, nearest=learned) if learned else None
