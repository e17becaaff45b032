"""Who could be recognised by a combination of attributes: k-anonymity, and the smallest change that restores it.

A respondent is at risk when fewer than k respondents of the study share all of the attributes that a reader may know
(Sweeney 2002, k-anonymity: Int. J. Uncertainty, Fuzziness and Knowledge-Based Systems 10(5):557-570). Here the respondents
stand for the population, which is the cautious reading where the reader knows who was interviewed.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Records = Mapping[str, tuple[str, ...]]
"""For each respondent, a value for each attribute; an empty one is a value too (nobody stated it)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """A change after which nobody is at risk: attributes that are still told, values that become one."""

    told: tuple[str, ...]
    merged: tuple[str, tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """Respondents at risk with how many share their combination; the remedies, the smallest first."""

    at_risk: Mapping[str, int]
    remedies: tuple[Remedy, ...] = field(default=())


def sizes(records: Records) -> dict[str, int]:
    """For each respondent, how many respondents share all of the attributes (1: nobody else).

    >>> sizes({"R1": ("a", "x"), "R2": ("a", "x"), "R3": ("a", "y")})
    {'R1': 2, 'R2': 2, 'R3': 1}
    """
    shared = Counter(records.values())
    return {person: shared[combination] for person, combination in records.items()}


def disclosure(records: Records, names: Sequence[str], k: int) -> Disclosure:
    """Who is at risk below k, and what removes it: merging values of one attribute, or telling fewer attributes.

    Of each attribute the fewest rare values are merged that suffice. Of the attributes, as many are kept as can be. Where not
    even the number of respondents reaches k, nothing helps and no remedy is given.
    """
    risky = {person: size for person, size in sizes(records).items() if size < k}
    if not risky or len(records) < k:
        return Disclosure(at_risk=risky)
    return Disclosure(at_risk=risky, remedies=(*_mergers(records, names, k), *_fewer(records, names, k)))


def _mergers(records: Records, names: Sequence[str], k: int) -> Iterator[Remedy]:
    for at, name in enumerate(names):
        counts = Counter(values[at] for values in records.values())
        rare = sorted(counts, key=lambda value: (counts[value], value))
        for number in range(2, len(rare)):  # all of them: the attribute is not told at all
            merged = set(rare[:number])
            changed = {
                person: (*values[:at], "*" if values[at] in merged else values[at], *values[at + 1 :])
                for person, values in records.items()
            }
            if min(sizes(changed).values()) >= k:
                yield Remedy(told=tuple(names), merged=(name, tuple(rare[:number])))
                break


def _fewer(records: Records, names: Sequence[str], k: int) -> Iterator[Remedy]:
    for number in range(len(names) - 1, -1, -1):
        kept = [
            chosen
            for chosen in combinations(range(len(names)), number)
            if min(sizes(_only(records, chosen)).values()) >= k
        ]
        if kept:
            yield from (Remedy(told=tuple(names[at] for at in chosen)) for chosen in kept)
            return


def _only(records: Records, chosen: Sequence[int]) -> dict[str, tuple[str, ...]]:
    return {person: tuple(values[at] for at in chosen) for person, values in records.items()}


def tellable(records: Records, k: int) -> dict[str, int]:
    """For each respondent, how many of the attributes, from the first on, at least k respondents share.

    >>> tellable({"R1": ("a", "x"), "R2": ("a", "x"), "R3": ("a", "y")}, 2)
    {'R1': 2, 'R2': 2, 'R3': 1}
    """
    width = max((len(values) for values in records.values()), default=0)
    found = dict.fromkeys(records, 0)
    for number in range(1, width + 1):
        for person, size in sizes(_only(records, range(number))).items():
            if size >= k and found[person] == number - 1:
                found[person] = number
    return found
