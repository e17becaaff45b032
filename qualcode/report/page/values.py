"""What the report page holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qualcode.analysis.frequency import FrequencyTable
from qualcode.report.agreement import AgreementReport
from qualcode.report.coverage import CoverageReport
from qualcode.report.figures.saturation import Curve

Place = tuple[str, str | None]
"""A cell of the frequency table: a code and a group, or a code in the whole study (None)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """One quote: its words between quotation marks, who is quoted, and where it stands."""

    text: str
    signature: str
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a number opens: places in the list of quotes, and how many passages there are in all.

    `heads` has a word to put over each quote, where they are of different codes.
    """

    quotes: tuple[int, ...]
    total: int
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteStore:
    """Every quote once; what each cell opens, and what each interview of a stratum brought that was new.

    `most` is how many quotes a cell may open, None for all. `new` has a key for a stratum and an interview; `disagreements`
    for a code on which coders differ.
    """

    quotes: tuple[Cited, ...]
    cells: Mapping[Place, Opened]
    new: Mapping[tuple[str, str], Opened]
    disagreements: Mapping[str, Opened]
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupStatus:
    """Interviews of a group, how many of them are coded, and the people asked by what came of it."""

    name: str
    interviews: int
    coded: int
    asked: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Everything that rests on the codings: absent from the page of a study where nobody has coded.

    `withheld` are cells whose count is not told; of a code in all (None), the total counts what is told.
    """

    table: FrequencyTable
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    curves: tuple[Curve, ...]
    coverage: CoverageReport
    store: QuoteStore
    withheld: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole page. `agreement` is a sentence where coders can't be compared; `language` is the one quotes are in.

    Of a respondent it tells only what at least `min_cell` respondents share.
    """

    title: str
    language: Literal["fr", "en"]
    by: str
    coders: tuple[str, ...]
    codes: int
    groups: tuple[GroupStatus, ...]
    interviews: int
    counts: Counts | None
    agreement: AgreementReport | str
    notes: tuple[str, ...] = ()
    min_cell: int = 1
