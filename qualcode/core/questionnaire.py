"""Which codes speak of which questions of a questionnaire: the map of a joint display."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.core.codebook import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One column of answers. `answers` gives their order; `separator` parts several answers in one cell.

    `codes` speak of the same matter. `opposed_codes` say the contrary of `opposed_answers`: together they are what a
    discordance is. `line` is where it stands in its file.
    """

    column: str
    label: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    separator: str = ""
    codes: tuple[str, ...] = ()
    opposed_answers: tuple[str, ...] = ()
    opposed_codes: tuple[str, ...] = ()
    line: int | None = None

    def label_in(self, language: str) -> str:
        """The label in this language, else in any, else the column's name."""
        return in_language(self.label, language) or self.column


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionnaireMap:
    """How a table of answers is read.

    `respondent` names the column of respondents' ids, `group` the column of types (both may be absent: an anonymous
    questionnaire); `groups` says which of the study's types a cell stands for; `missing` are cells that say nothing.
    """

    questions: tuple[Question, ...] = ()
    respondent: str = ""
    group: str = ""
    groups: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
