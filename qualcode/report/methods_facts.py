"""What a study knows of its own methods."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.core.study import StoppingRule, Unit
from qualcode.report.codebook_activity import Kind

if TYPE_CHECKING:  # numpy comes with it
    from qualcode.analysis.saturation import Saturation


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Agreement of coders on the units that all of them judged, all decisions together; None where not computable."""

    coders: int
    interviews: int
    unit: str
    units: int
    percent: float | None
    alpha: float | None
    masi: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The top of a tree of codes, and how many interviews carry it or a code below it."""

    label: str
    interviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a study says of its own methods. `respondents` is None without a table of them; `minutes` are sorted."""

    title: str
    version: str
    unit: Unit
    quote_style: str
    by: str
    interviews: int
    coded: int
    uncoded: tuple[str, ...]
    respondents: int | None
    repeated: int
    respondents_by_group: Mapping[str, int]
    modes: Mapping[str, int]
    first: str
    last: str
    undated: int
    words: int
    minutes: tuple[int, ...]
    asked: Mapping[str, int]
    coders: int
    codings: int
    accepted: int
    codes: int
    defined: int
    themes: int
    activity: Mapping[Kind, int]
    compared: Compared | None
    strata: "tuple[Saturation, ...]"
    rule: StoppingRule = field(default_factory=StoppingRule)
    carried: tuple[Theme, ...] = ()
    blind: bool = False
