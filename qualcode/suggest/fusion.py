"""How proposers are combined: an unweighted sum, the simplest; the one weighting tried did not help on both corpora.

total = sum of the proposers' scores + CUES x the strength of the code's cues. With no extra, the semantic term is not there;
with nothing coded, only the codebook's wordings and cues speak. Adding the base rate of each code made recall@3 better by .001
with many interviews coded and worse by .01 with one; it is left out. A code turned down is below zero near that passage.

Most of what people say carries no code: a segment is shown where a glance (ridge and cues, no neighbours) finds enough, which
`workflow/suggestions/abstaining.py` measures; its codes are then those above the floor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import blake2b
from itertools import zip_longest
from math import exp

import numpy as np
from numpy.typing import NDArray

from qualcode.core.language import _
from qualcode.suggest import popularity, proposers
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.proposers import Active, Proposer, learn_all, read, relearned, table, without
from qualcode.suggest.semantic import Embed
from qualcode.suggest.teaching import Passage, Teaching

VERSION = "1"
CUES = 0.5
FLOOR = 0.15
"""Of one code's total, to be named beside the best of a segment."""

OTHERS = 0.5
"""What a code loses at most where the matter told is that of other people; see `Engine.discounts`."""

_NEAREST = 3

FINE = 200
"""Above so many codes, suggestions were right in a third of cases only; see `caveats`."""

Array = NDArray[np.float32]
Cues = Sequence[Mapping[str, float]]
"""For each text, the strength (0 to 1) of the cues found for a code."""


@dataclass(frozen=True, kw_only=True)
class Engine:
    """Proposers and the teaching they learn from when first asked, the last `since` decisions of it one by one.

    `numbers` tells where each place is among the passages; `learned` is there where nothing is left to learn.
    """

    teaching: Teaching
    proposers: tuple[Proposer, ...]
    numbers: Mapping[tuple[str, str, str, str], int]
    since: int = 0
    learned: tuple[Active, ...] | None = None

    @cached_property
    def active(self) -> tuple[Active, ...]:
        """The proposers that found something to learn from. What is kept in caches is found without them."""
        return learn_all(self.teaching, self.proposers) if self.learned is None else self.learned

    @cached_property
    def versions(self) -> Mapping[str, str]:
        """Version of each proposer, by name."""
        return {one.name: one.version for one in self.proposers}

    @cached_property
    def key(self) -> str:
        """Fingerprint of what teaches, in any order, and of the proposers."""
        digest = blake2b(digest_size=8)
        decided = [(*one.place, sorted(one.codes), sorted(one.rejected)) for one in self.teaching.passages]
        said = sorted(one for one in decided if one[-1] or one[-2])
        for told in (self.teaching.codes, self.teaching.wordings, sorted(self.versions.items()), *said):
            digest.update(repr(told).encode())
        return digest.hexdigest()

    def read(self, texts: Sequence[str]) -> "Read":
        """These texts, to be scored and explained by every proposer."""
        return Read(engine=self, texts=texts, by_name={one.proposer.name: read(one, texts) for one in self.active})

    def totals(self, texts: Sequence[str], cues: Cues | None = None) -> Array:
        """(texts, codes)."""
        return self.combined(
            self.read(texts).parts(range(len(texts))), self.cue_scores(cues or [{} for _text in texts])
        )

    def combined(self, parts: Mapping[str, Array], cues: Array) -> Array:
        """(texts, codes) from what the proposers said and from the strengths of cues."""
        return np.asarray(sum(parts.values(), CUES * cues), dtype=np.float32)

    def cue_scores(self, cues: Cues) -> Array:
        """(texts, codes)."""
        found = np.zeros((len(cues), len(self.teaching.codes)), dtype=np.float32)
        for n, strengths in enumerate(cues):
            for code, strength in strengths.items():
                if code in self.teaching.position:
                    found[n, self.teaching.position[code]] = strength
        return found

    def taught(self, passage: Passage) -> "Engine":
        """The same after one more decision: on new words, or on those of a passage that was taught before."""
        passages = list(self.teaching.passages)
        number = self.numbers.get(passage.place, len(passages)) if passage.reference else len(passages)
        passages[number:] = [passage, *passages[number + 1 :]]
        teaching = replace(self.teaching, passages=tuple(passages))
        learned = tuple(relearned(one, teaching, number) for one in self.active)
        numbers = {**self.numbers, passage.place: number}
        return replace(self, teaching=teaching, learned=learned, numbers=numbers, since=self.since + 1)

    @cached_property
    def discounts(self) -> Array:
        """(codes,): what each loses where others' matter is told: OTHERS x (no - yes) / (no + yes + 2), 0 or more.

        no and yes count the decisions on passages of that kind, so that three turned down and none given cost .3.
        """
        found = np.zeros(len(self.teaching.codes), dtype=np.float32)
        said = [one for one in self.teaching.passages if one.others]
        for column, code in enumerate(self.teaching.codes):
            no, yes = sum(code in one.rejected for one in said), sum(code in one.codes for one in said)
            found[column] = OTHERS * max(0, no - yes) / (no + yes + 2)
        return found

    def without(self, interview: str) -> "Engine":
        """The same had an interview not been taught, for a glance at it."""
        return replace(self, learned=tuple(without(one, self.teaching, interview) for one in self.active), since=0)

    def agreement(self) -> Array:
        """(passages, codes): how far what lies near each passage, itself left out, has each code."""
        found = np.zeros((len(self.teaching.passages), len(self.teaching.codes)), dtype=np.float32)
        for one in self.active:
            agreement = getattr(one.learned, "agreement", None)
            found += agreement() if agreement is not None else 0
        return found

    def popularity(self, texts: Sequence[str]) -> Array:
        """The baseline, (texts, codes)."""
        return popularity.scores(self.teaching, texts)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Texts that every proposer has read once."""

    engine: Engine
    texts: Sequence[str]
    by_name: Mapping[str, proposers.Read]

    def glance(self, cues: Array) -> Array:
        """(texts, codes): what decides whether a text is worth a look; `cues` (texts, codes) are their strengths."""
        return np.asarray(sum((one.glance() for one in self.by_name.values()), CUES * cues), dtype=np.float32)

    def parts(self, wanted: Sequence[int]) -> Mapping[str, Array]:
        """(wanted, codes) of every proposer, by name."""
        return {name: one.scores(wanted) for name, one in self.by_name.items()}

    def evidence(self, text: int, code: str) -> tuple[Evidence, ...]:
        """What every proposer shows for this code: the three nearest passages among them, then the rest."""
        lists = [one.evidence(text, code) for one in self.by_name.values()]
        mixed = [why for row in zip_longest(*lists) for why in row if why is not None]
        by_place = {(why.kind, why.source, why.words): why for why in mixed}  # however similar each proposer finds them
        near = [why for why in by_place.values() if why.kind == "neighbour"][:_NEAREST]
        return (*near, *(why for why in by_place.values() if why.kind != "neighbour"))


def learn(teaching: Teaching, embed: Embed | None) -> Engine:
    """Every proposer, to learn from this."""
    numbers = {passage.place: n for n, passage in enumerate(teaching.passages)}
    return Engine(teaching=teaching, proposers=table(embed), numbers=numbers)


def shown(total: float) -> float:
    """A total as a number from 0 to 1 that ranks; it is no probability.

    >>> shown(0.0), shown(0.5), shown(-1.0)
    (0.0, 0.528, 0.0)
    """
    return round(1 - exp(-1.5 * max(total, 0.0)), 3)


def caveats(teaching: Teaching) -> tuple[str, ...]:
    """What a reader of suggestions has to know about this study."""
    found = []
    if not teaching.codes:
        found.append(_("The codebook has no code to propose."))
    elif not teaching.coded:
        found.append(_("Nothing is coded yet: suggestions rest on the cues, definitions and examples of the codebook."))
    if len(teaching.codes) > FINE:
        found.append(
            _(
                "The codebook has {n} codes: with more than {fine}, suggestions were right about one time in three."
            ).format(n=len(teaching.codes), fine=FINE)
        )
    return tuple(found)
