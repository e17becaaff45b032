"""The one table behind saturation: which interview carries which code."""
# ruff: noqa: N802, SIM300 - T, S, U, Y and Q are the papers' names, which the linter takes for constants

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qualcode.errors import Unknown


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # arrays do not compare to one truth value
class Incidence:
    """Interviews x codes, True where the interview carries the code; interviews in the order they were done.

    `table` has shape (T, codes) and is copied and locked. A code never seen may be a column: it counts in nothing.
    T, S, U, Y and Q(k) are the names of Chao & Jost (2012) and Colwell et al. (2004).
    Raises ValueError when names repeat, or the table has another shape or is not boolean.
    """

    interviews: tuple[str, ...]
    codes: tuple[str, ...]
    table: NDArray[np.bool_]

    def __post_init__(self) -> None:
        for names in (self.interviews, self.codes):
            if len(set(names)) != len(names):
                raise ValueError(f"a name stands twice in {names}")
        if self.table.dtype != np.bool_ or self.table.shape != (len(self.interviews), len(self.codes)):
            expected = (len(self.interviews), len(self.codes))
            raise ValueError(
                f"a boolean table of shape {expected} is needed, not {self.table.dtype} {self.table.shape}"
            )
        locked = self.table.copy()
        locked.setflags(write=False)
        object.__setattr__(self, "table", locked)

    @property
    def T(self) -> int:
        """Interviews (sampling units)."""
        return len(self.interviews)

    @property
    def S(self) -> int:
        """Codes seen in at least one interview."""
        return int(np.count_nonzero(self.Y))

    @property
    def U(self) -> int:
        """Incidences: the sum over codes of the interviews that carry each."""
        return int(np.count_nonzero(self.table))

    @property
    def Y(self) -> NDArray[np.intp]:
        """For each code, the interviews that carry it; shape (codes,)."""
        return np.asarray(np.count_nonzero(self.table, axis=0), dtype=np.intp)

    def Q(self, k: int) -> int:
        """Codes found in exactly k interviews; for k = 0, the columns never seen."""
        return int(np.count_nonzero(self.Y == k))

    def select(self, interviews: Iterable[str]) -> "Incidence":
        """A stratum: the rows of these interviews, still in the order they were done, and every column.

        Raises Unknown when an interview is not in the table.
        """
        wanted = set(interviews)
        if missing := sorted(wanted - set(self.interviews)):
            raise Unknown(", ".join(missing))
        kept = [n for n, interview in enumerate(self.interviews) if interview in wanted]
        return Incidence(
            interviews=tuple(self.interviews[n] for n in kept), codes=self.codes, table=self.table[kept, :]
        )

    def only(self, codes: Iterable[str]) -> "Incidence":
        """These codes alone: every row, and the columns named, in the table's order."""
        wanted = set(codes)
        kept = [n for n, code in enumerate(self.codes) if code in wanted]
        return Incidence(
            interviews=self.interviews, codes=tuple(self.codes[n] for n in kept), table=self.table[:, kept]
        )

    def first_seen(self) -> NDArray[np.intp]:
        """For each code, the position from 0 of the first interview that carries it, or T if none; shape (codes,)."""
        if self.T == 0:
            return np.zeros(len(self.codes), dtype=np.intp)
        return np.where(self.table.any(axis=0), self.table.argmax(axis=0), self.T)


def incidence_of(interviews: Sequence[str], codes: Sequence[str], carried: Iterable[tuple[str, str]]) -> Incidence:
    """The table of (interview, code) pairs; a pair may repeat. Raises Unknown for a pair outside the two lists.

    >>> incidence_of(["E01", "E02"], ["fear", "trust"], [("E02", "fear"), ("E02", "fear")]).Y.tolist()
    [1, 0]
    """
    row = {interview: n for n, interview in enumerate(interviews)}
    column = {code: n for n, code in enumerate(codes)}
    table = np.zeros((len(interviews), len(codes)), dtype=np.bool_)
    for interview, code in carried:
        if interview not in row or code not in column:
            raise Unknown(f"{interview}, {code}")
        table[row[interview], column[code]] = True
    return Incidence(interviews=tuple(interviews), codes=tuple(codes), table=table)
