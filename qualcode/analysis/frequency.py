"""How often each code occurs, by type of respondent: interviews first, segments and words beside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.analysis.proportion import Interval, percent_allowed, wilson
from qualcode.core.language import _

if TYPE_CHECKING:  # pandas takes most of a second to load, and only the caller needs it
    import pandas as pd

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


def frequency(
    by_group: "pd.DataFrame",
    overall: "pd.DataFrame",
    *,
    codes: Sequence[str],
    groups: Mapping[str, int],
    total: int,
) -> FrequencyTable:
    """Count interviews, segments and words per code, by group and in all. No code is said to matter more to a group.

    `by_group`: columns interview, group, code, segments, words; one row per interview x group x code.
    `overall`: columns interview, code, segments, words; one row per interview x code, each passage counted once. It is
    a frame of its own because the totals cannot be summed from the groups: two respondents of one interview each bring
    their own passages, one respondent with two roles brings the same passages twice.
    Words are the respondents', overlapping passages of a code merged by the caller. Rows with 0 segments count nothing.
    `groups` and `total` count interviews, those without any coding included.

    Raises ValueError when a column lacks, a row repeats, a code or group is unknown, `by_group` has an interview and
    code that `overall` has not, or more interviews carry a code than the group or the study has.
    """
    parts = _counted(by_group, ["group", "code"])
    wholes = _counted(overall, ["code"])
    _check(by_group, overall, codes, groups)
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


def _counted(frame: "pd.DataFrame", keys: list[str]) -> dict[tuple[str, ...], _Counts]:
    """Interviews, segments and words for every combination of the keys."""
    if missing := {"interview", "segments", "words", *keys} - set(frame.columns):
        raise ValueError(f"no column {', '.join(sorted(missing))}")
    if frame.duplicated(["interview", *keys]).any():
        raise ValueError(f"a row repeats: one per interview, {', '.join(keys)} is needed")
    counted = (
        frame[frame["segments"] > 0]
        .groupby(keys, sort=False, observed=True)
        .agg({"interview": "nunique", "segments": "sum", "words": "sum"})
        .reset_index()
    )
    columns = (counted[name].tolist() for name in ("interview", "segments", "words"))
    names = zip(*(counted[key].tolist() for key in keys), strict=True)
    return {key: (int(i), int(s), int(w)) for key, i, s, w in zip(names, *columns, strict=True)}


def _check(by_group: "pd.DataFrame", overall: "pd.DataFrame", codes: Sequence[str], groups: Mapping[str, int]) -> None:
    if len(set(codes)) != len(codes):
        raise ValueError("a code stands twice")
    if unknown := ({*by_group["code"].unique(), *overall["code"].unique()}) - set(codes):
        raise ValueError(f"unknown code {', '.join(sorted(unknown))}")
    if unknown := set(by_group["group"].unique()) - set(groups):
        raise ValueError(f"unknown group {', '.join(sorted(unknown))}")
    pairs = by_group[["interview", "code"]].drop_duplicates()
    lost = pairs.merge(overall[["interview", "code"]], how="left", indicator=True).query("_merge == 'left_only'")
    if len(lost):
        raise ValueError(f"in a group, not in all: {', '.join(map(str, lost['code'].unique()))}")


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
