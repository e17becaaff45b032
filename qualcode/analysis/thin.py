"""Where the evidence is thin: rare codes, codes of one speaker, cells that nobody filled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualcode.analysis.frequency import FrequencyTable
from qualcode.analysis.richness import unseen_prevalence

FEWEST_INTERVIEWS_OF_A_CODE = 2
FEWEST_SEGMENTS_OF_A_CODE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinCode:
    """A code carried by fewer than 2 interviews or fewer than 3 segments."""

    code: str
    interviews: int
    segments: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyCell:
    """A code that none of the n interviews of a group carries.

    A code that more than `prevalence` (a share, 0 to 1) of this type hold would have been met with 95 % probability,
    had it been asked.
    """

    code: str
    group: str
    n: int
    prevalence: float


Said = Mapping[str, Mapping[tuple[str, str], int]]
"""For each code, the segments of it that each respondent said in each group: {code: {(group, respondent): segments}}."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dominated:
    """A cell of which one respondent alone makes at least half; `share` is `segments` / `of`, 0.5 to 1."""

    code: str
    group: str
    respondent: str
    segments: int
    of: int

    @property
    def share(self) -> float:
        """What part of the cell's segments the respondent said."""
        return self.segments / self.of


def thin_codes(table: FrequencyTable) -> tuple[ThinCode, ...]:
    """Codes seen in fewer than 2 interviews or in fewer than 3 segments, in the table's order.

    A code never seen is not thin but unused: see `unused_codes`.
    """
    return tuple(
        ThinCode(code=row.code, interviews=row.total.interviews, segments=row.total.segments)
        for row in table.rows
        if row.total.interviews
        and (row.total.interviews < FEWEST_INTERVIEWS_OF_A_CODE or row.total.segments < FEWEST_SEGMENTS_OF_A_CODE)
    )


def unused_codes(table: FrequencyTable) -> tuple[str, ...]:
    """Codes that no interview carries, in the table's order."""
    return tuple(row.code for row in table.rows if row.total.interviews == 0)


def empty_cells(table: FrequencyTable) -> tuple[EmptyCell, ...]:
    """Groups with interviews where a code seen elsewhere is missing: not asked, or not held.

    The prevalence is 1 - 0.05**(1/n) (see `unseen_prevalence`). Codes seen nowhere are left to `unused_codes`.
    """
    return tuple(
        EmptyCell(code=row.code, group=group, n=cell.n, prevalence=unseen_prevalence(cell.n))
        for row in table.rows
        if row.total.interviews
        for group, cell in row.cells.items()
        if cell.n and not cell.interviews
    )


def single_speaker_codes(said: Said) -> dict[str, str]:
    """Codes that one respondent alone said, with that respondent; in the order the codes come.

    >>> single_speaker_codes({"fear": {("pair", "R07"): 4}, "trust": {("pair", "R07"): 1, ("pair", "R08"): 1}})
    {'fear': 'R07'}
    """
    speakers = {code: {who for (_group, who), segments in cells.items() if segments} for code, cells in said.items()}
    return {code: next(iter(names)) for code, names in speakers.items() if len(names) == 1}


def dominated_cells(said: Said) -> tuple[Dominated, ...]:
    """Cells (code x group) of at least 3 segments of which one respondent makes half or more.

    Smaller cells are left out: one of two segments is half without meaning anything. Two respondents may each hold
    exactly half of one cell.
    """
    return tuple(each for code, cells in said.items() for each in _dominated(code, cells))


def _dominated(code: str, cells: Mapping[tuple[str, str], int]) -> Iterator[Dominated]:
    sizes: dict[str, int] = {}
    for (group, _who), segments in cells.items():
        sizes[group] = sizes.get(group, 0) + segments
    for (group, who), segments in cells.items():
        of = sizes[group]
        if of >= FEWEST_SEGMENTS_OF_A_CODE and 2 * segments >= of:
            yield Dominated(code=code, group=group, respondent=who, segments=segments, of=of)
