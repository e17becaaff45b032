"""What two proposers share: ridge regression and nearest neighbours over rows of length 1, lexical or semantic.

score = ridge + .3 x the share of each code among the 15 nearest rows, weighted by similarity ** `power`; a passage in which a
code was turned down counts against it. Measured on two corpora: the sum is better than either by .01 to .02 of recall@3.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qualcode.suggest import ridge
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.teaching import Passage, Teaching, Wording

Array = NDArray[np.float32]

NEAREST = 15
SHARE = 0.3
SHOWN = 3
_AT_ONCE = 1_000  # texts compared with everything taught in one step: bounds memory
_LONGEST_QUOTE = 90
_STRETCHES = 64


class Counted(Protocol):
    """Texts as rows."""

    @property
    def rows(self) -> Any:
        """(texts, columns), sparse or dense."""
        ...


@dataclass(frozen=True, kw_only=True)
class Vectors:
    """Texts that are rows already: embeddings."""

    rows: Array


COMMON = 0.1
MANY = 2_000
"""From so many texts on, columns that more than COMMON of them have are left out of the comparison: three quarters of its work
and little of what it tells. Left out of 1,800 passages already, they cost .001 of recall@3, and .006 with half as many."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """The rows of the whole fit, turned, as others are compared with them; `common` tells which columns are left out."""

    columns: Any
    common: NDArray[np.bool_] | None

    def with_rows(self, rows: Any, taught: Any) -> Array:
        """(rows, taught): cosines; what was `taught` since the whole fit comes after its rows."""
        first = self.columns.shape[1]
        found = _dense(rows @ self.columns)
        if first == taught.shape[0]:
            return found
        return np.hstack([found, _dense(rows @ _uncommon(taught[first:], self.common).T)])


def _compared(rows: Any) -> Compared:
    if not hasattr(rows, "tocsr"):
        return Compared(columns=rows.T, common=None)
    many = rows.shape[0] >= MANY
    common = rows.getnnz(axis=0) > COMMON * rows.shape[0] if many else None
    return Compared(columns=_uncommon(rows, common).T.tocsr(), common=common)


def _uncommon(rows: Any, common: NDArray[np.bool_] | None) -> Any:
    """The rows without what they have in the common columns."""
    if common is None:
        return rows
    kept = rows.copy()
    kept.data[common[rows.indices]] = 0
    kept.eliminate_zeros()
    return kept


@dataclass(frozen=True, kw_only=True)
class Nearest:
    """`count` makes rows of texts."""

    teaching: Teaching
    fitted: ridge.Fitted
    rows: Any
    given: Array
    compared: Compared
    count: Callable[[Sequence[str]], Counted]
    power: float

    def read(self, texts: Sequence[str]) -> "Read":
        """These texts, to be scored and explained."""
        return Read(nearest=self, counted=self.count(texts))

    def scores(self, texts: Sequence[str]) -> Array:
        """(texts, codes)."""
        return self.read(texts).scores(range(len(texts)))

    def evidence(self, text: str, code: str) -> tuple[Evidence, ...]:
        """The three nearest texts with this code, passages or words of the codebook."""
        return self.read([text]).evidence(0, code)

    def near(self, rows: Any) -> Array:
        """(rows, taught): cosines."""
        return self.compared.with_rows(rows, self.rows)

    def without(self, interview: str) -> "Nearest":
        """What a glance would say had this interview not been taught; exactly, base rates and the weights of terms apart."""
        rows = [self.row_of(n) for n, one in enumerate(self.teaching.passages) if one.interview == interview]
        return replace(self, fitted=ridge.without(self.fitted, rows))

    def agreement(self) -> Array:
        """(passages, codes): how far the nearest other texts have each code; 0 or less where none of them agrees."""
        count = len(self.teaching.passages)
        order = [n for n in range(self.rows.shape[0]) if isinstance(self.taught(n), Passage)]
        found = np.zeros((count, self.given.shape[1]), dtype=np.float32)
        for start in range(0, count, _AT_ONCE):
            rows = order[start : start + _AT_ONCE]
            near = self.near(self.rows[rows])
            near[np.arange(len(rows)), rows] = -1
            found[start : start + len(rows)] = shares(near, self.given, self.power)
        return found

    def taught(self, row: int) -> Passage | Wording:
        """Rows keep the order of the whole fit; what was added since comes after."""
        teaching = self.teaching
        first = len(self.fitted.scale) - len(teaching.wordings)
        if row < first:
            return teaching.passages[row]
        if row < len(self.fitted.scale):
            return teaching.wordings[row - first]
        return teaching.passages[row - len(teaching.wordings)]

    def row_of(self, passage: int) -> int:
        """The row of a passage."""
        first = len(self.fitted.scale) - len(self.teaching.wordings)
        return passage if passage < first else passage + len(self.teaching.wordings)

    def with_passage(self, teaching: Teaching, number: int) -> "Nearest":
        """The same once `teaching.passages[number]` is new, at the end, or was decided on anew."""
        changed = replace(teaching, passages=(teaching.passages[number],), wordings=())
        weights = ridge.against(teaching)
        target = ridge.targets_of(changed, self.fitted.means, weights)[0]
        if number == len(self.teaching.passages):
            row = self.count([teaching.passages[number].text]).rows
            return replace(
                self,
                teaching=teaching,
                fitted=ridge.with_one_more(self.fitted, row, target),
                rows=ridge.stacked(self.rows, row),
                given=np.vstack([self.given, given_of(changed, weights)]),
            )
        given = self.given.copy()
        given[self.row_of(number)] = given_of(changed, weights)[0]
        fitted = ridge.with_target(self.fitted, self.row_of(number), target)
        return replace(self, teaching=teaching, fitted=fitted, given=given)


@dataclass(frozen=True, kw_only=True)
class Read:
    """Texts that were read once. `compared` keeps what was found near each, for evidence."""

    nearest: Nearest
    counted: Counted
    compared: dict[int, Array] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def ridge(self) -> Array:
        """(texts, codes)."""
        return self.nearest.fitted.scores(self.rows)

    @cached_property
    def rows(self) -> Any:
        """(texts, columns)."""
        return self.counted.rows

    def glance(self) -> Array:
        """(texts, codes): ridge alone, which costs next to nothing."""
        return self.ridge

    def scores(self, wanted: Sequence[int]) -> Array:
        """(wanted, codes)."""
        numbers = np.asarray(wanted, dtype=np.intp)
        found = self.ridge[numbers]
        for start in range(0, len(numbers), _AT_ONCE):
            some = numbers[start : start + _AT_ONCE]
            near = self.nearest.near(self.rows[some])
            self.compared.update(zip(some.tolist(), near, strict=True))
            found[start : start + len(some)] += SHARE * shares(near, self.nearest.given, self.nearest.power)
        return found

    def evidence(self, text: int, code: str) -> tuple[Evidence, ...]:
        """The three nearest texts with this code, passages or words of the codebook."""
        if text not in self.compared:
            self.compared[text] = self.nearest.near(self.rows[[text]])[0]
        having = self.having[code]
        near = self.compared[text][having]
        best = sorted((-float(near[n]), int(having[n])) for n in _most(near, SHOWN))
        return tuple(_evidence(self.nearest.taught(row), -closeness) for closeness, row in best)

    @cached_property
    def having(self) -> dict[str, NDArray[np.intp]]:
        """The rows that have each code."""
        position = self.nearest.teaching.position
        return {code: np.flatnonzero(self.nearest.given[:, column] > 0) for code, column in position.items()}


def learn(
    teaching: Teaching,
    count: Callable[[Sequence[str]], Counted],
    *,
    power: float,
    kind: type[Nearest] = Nearest,
) -> Nearest | None:
    """Learn from all texts; None where there are none."""
    if not teaching.texts:
        return None
    rows = count(teaching.texts).rows
    return kind(
        teaching=teaching,
        fitted=ridge.fit(rows, teaching),
        rows=rows,
        given=given_of(teaching, ridge.against(teaching)),
        compared=_compared(rows),
        count=count,
        power=power,
    )


def given_of(teaching: Teaching, weights: Array) -> Array:
    """(passages + wordings, codes): 1 given, 0 to -1 turned down (`weights` as from `ridge.against`), 0 otherwise."""
    given = ridge.given(teaching)
    for n, passage in enumerate(teaching.passages):
        for code in passage.rejected & teaching.position.keys():
            given[n, teaching.position[code]] = -weights[teaching.position[code]]
    return given


def shares(near: Array, given: Array, power: float) -> Array:
    """(texts, codes): sum of similarity ** power x given over the nearest rows, over the sum of similarity ** power.

    `near` is (texts, rows). A text similar to nothing gets zeros.
    """
    best = np.zeros((len(near), NEAREST), dtype=np.intp)
    weights = np.zeros((len(near), NEAREST), dtype=np.float32)
    for n, (row, least) in enumerate(zip(near, _floors(near), strict=True)):
        some = _most(row, NEAREST, least)
        best[n, : len(some)] = some
        weights[n, : len(some)] = row[some] ** power
    total = np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.einsum("tk,tkc->tc", weights / total, given[best]), dtype=np.float32)


def _floors(near: Array) -> Array:
    """(texts,): a value that NEAREST of a text's similarities reach, or 0: the NEAREST-th of the best of so many stretches."""
    width = near.shape[1] // _STRETCHES
    if width < 2:  # noqa: PLR2004 - stretches of one are the rows themselves
        return np.zeros(len(near), dtype=np.float32)
    best = near[:, : width * _STRETCHES].reshape(len(near), _STRETCHES, width).max(axis=2)
    return np.maximum(np.partition(best, -NEAREST, axis=1)[:, -NEAREST], 0)


def _most(values: Array, number: int, least: float = 0.0) -> NDArray[np.intp]:
    """Where the largest values above zero are, in any order; `least` is one that as many reach, and makes the search quick."""
    found = np.flatnonzero(values >= least) if least > 0 else np.flatnonzero(values > 0)
    return found if len(found) <= number else found[np.argpartition(values[found], -number)[-number:]]


def _evidence(taught: Passage | Wording, similarity: float) -> Evidence:
    kind, source = ("neighbour", taught.reference) if isinstance(taught, Passage) else (taught.kind, "")
    return Evidence(kind=kind, words=_short(taught.text), source=source, similarity=similarity)


@lru_cache(maxsize=10_000)
def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST_QUOTE else plain[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _dense(rows: Any) -> Array:
    return np.asarray(rows.toarray() if hasattr(rows, "toarray") else rows, dtype=np.float32)
