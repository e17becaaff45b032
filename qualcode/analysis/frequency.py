"""How often each code occurs, by type of respondent: interviews first, segments and words beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.analysis.proportion import Interval, percent_allowed, wilson
from qualcode.core.language import _

_Counts = tuple[int, int, int]  # interviews, segments, words


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A code in a group: interviews that carry it out of `n`, its segments, and the respondents' words in them.

    `interval` is the Wilson 95 % interval of interviews / n, None when the group has no interview.
    """

    interviews: int
    segments: int
    words: int
    n: int
    interval: Interval | None

    @property
    def share(self) -> float | None:
        """Interviews / n, 0 to 1; None when n is too small to be written as a percentage ("2 of 3" then)."""
        return self.interviews / self.n if percent_allowed(self.n) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyRow:
    """One code: a cell for every group, zeros included, and one for the whole study."""

    code: str
    cells: Mapping[str, Cell]
    total: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyTable:
    """A row for every code asked for, in that order. `groups` gives the interviews of each, `total` the distinct ones.

    Groups may add up to more than the total (an interview in two of them) or to less (an interview in none).
    """

    groups: Mapping[str, int]
    total: int
    rows: tuple[FrequencyRow, ...]
    caveats: tuple[str, ...]


ByGroup = tuple[str, str, str, int, int]
"""interview, group, code, segments, words"""
Overall = tuple[str, str, int, int]
"""interview, code, segments, words"""


def frequency(
    by_group: Iterable[ByGroup],
    overall: Iterable[Overall],
    *,
    codes: Sequence[str],
    groups: Mapping[str, int],
    total: int,
) -> FrequencyTable:
    """Count interviews, segments and words per code, by group and in all. No code is said to matter more to a group.

    `by_group`: one row (interview, group, code, segments, words) per interview x group x code.
    `overall`: one row (interview, code, segments, words) per interview x code, each passage counted once. The totals
    cannot be summed from the groups: two respondents of one interview each bring their own passages, one respondent with
    two roles brings the same passages twice.
    Words are the respondents', overlapping passages of a code merged by the caller. Rows with 0 segments count nothing.
    `groups` and `total` count interviews, those without any coding included.

    Raises ValueError when a row repeats, a code or group is unknown, `by_group` has an interview and code that `overall`
    has not, or more interviews carry a code than the group or the study has.
    """
    by_group, overall = list(by_group), list(overall)
    _check(by_group, overall, codes, groups)
    parts = _counted((((group, code), segments, words) for _i, group, code, segments, words in by_group))
    wholes = _counted((((code,), segments, words) for _i, code, segments, words in overall))
    return FrequencyTable(
        groups=dict(groups),
        total=total,
        rows=tuple(
            FrequencyRow(
                code=code,
                cells={group: _cell(parts.get((group, code), (0, 0, 0)), n) for group, n in groups.items()},
                total=_cell(wholes.get((code,), (0, 0, 0)), total),
            )
            for code in codes
        ),
        caveats=_caveats(groups, total),
    )


def _counted(rows: Iterable[tuple[tuple[str, ...], int, int]]) -> dict[tuple[str, ...], _Counts]:
    """Interviews, segments and words for every key; each row is another interview."""
    counted: dict[tuple[str, ...], _Counts] = {}
    for key, segments, words in rows:
        if segments:
            n, s, w = counted.get(key, (0, 0, 0))
            counted[key] = n + 1, s + segments, w + words
    return counted


def _check(
    by_group: Sequence[ByGroup], overall: Sequence[Overall], codes: Sequence[str], groups: Mapping[str, int]
) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError("a code stands twice")
    pairs = {(interview, code) for interview, code, _s, _w in overall}
    places = {(interview, group, code) for interview, group, code, _s, _w in by_group}
    if len(pairs) != len(overall) or len(places) != len(by_group):
        raise ValueError("a row repeats: one per interview, group and code is needed")
    if unknown := {code for _i, code in pairs} - set(codes):
        raise ValueError(f"unknown code {', '.join(sorted(unknown))}")
    if unknown := {group for _i, group, _c in places} - set(groups):
        raise ValueError(f"unknown group {', '.join(sorted(unknown))}")
    if lost := {(interview, code) for interview, _g, code in places} - pairs:
        raise ValueError(f"in a group, not in all: {', '.join(map(str, sorted(lost)))}")


def _cell(counts: _Counts, n: int) -> Cell:
    interviews, segments, words = counts
    if interviews > n:
        raise ValueError(f"{interviews} interviews carry a code in a group of {n}")
    interval = wilson(interviews, n) if n else None
    return Cell(interviews=interviews, segments=segments, words=words, n=n, interval=interval)


def _caveats(groups: Mapping[str, int], total: int) -> tuple[str, ...]:
    together = sum(groups.values())
    if together > total:
        return (_("Some interviews stand in several groups: the groups add up to more than the total."),)
    if together < total:
        return (_("Some interviews stand in no group: the groups add up to less than the total."),)
    return ()
