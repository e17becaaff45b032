"""Which codes come together in one unit of text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two codes: `n1` and `n2` units carry each, `n12` carry both. All three count units, each once."""

    first: str
    second: str
    n1: int
    n2: int
    n12: int

    @property
    def jaccard(self) -> float:
        """Of the units that carry at least one of the two, the share that carries both (Jaccard 1901).

        n12 / (n1 + n2 - n12); 0 when neither code was given.

        >>> round(Pair(first="a", second="b", n1=100, n2=10, n12=5).jaccard, 3)
        0.048
        """
        either = self.n1 + self.n2 - self.n12
        return self.n12 / either if either else 0.0

    @property
    def second_given_first(self) -> float | None:
        """Of the units that carry the first, the share that carries the second; None where there is none."""
        return self.n12 / self.n1 if self.n1 else None

    @property
    def first_given_second(self) -> float | None:
        """Of the units that carry the second, the share that carries the first; None where there is none."""
        return self.n12 / self.n2 if self.n2 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooccurrence:
    """Pairs that meet at least once, the highest Jaccard first, then by n12; `units` carry at least one code."""

    units: int
    pairs: tuple[Pair, ...]


def cooccurrence(readings: Iterable[tuple[object, frozenset[str]]], *, codes: Sequence[str]) -> Cooccurrence:
    """Count codes and pairs of codes over units.

    A reading is (unit, the codes that one coder gave to it); a unit has one reading for each coder. A pair counts only when
    the same coder gave both: two coders who call one passage differently disagree, and nothing co-occurs. A unit counts
    once, whether one coder or all of them gave the code or the pair.
    `codes` gives the order in which the two codes of a pair are named. Raises ValueError for a code that is not in it.
    """
    place = {code: n for n, code in enumerate(codes)}
    by_unit: dict[object, list[frozenset[str]]] = {}
    for unit, given in readings:
        if given:
            if unknown := given - place.keys():
                raise ValueError(f"unknown code {', '.join(sorted(unknown))}")
            by_unit.setdefault(unit, []).append(given)
    single: Counter[str] = Counter()
    double: Counter[tuple[str, str]] = Counter()
    for own in by_unit.values():
        single.update(frozenset().union(*own))
        double.update({pair for given in set(own) for pair in combinations(sorted(given, key=place.__getitem__), 2)})
    pairs = (Pair(first=a, second=b, n1=single[a], n2=single[b], n12=n) for (a, b), n in double.items())
    ordered = sorted(pairs, key=lambda each: (-each.jaccard, -each.n12, place[each.first], place[each.second]))
    return Cooccurrence(units=len(by_unit), pairs=tuple(ordered))
