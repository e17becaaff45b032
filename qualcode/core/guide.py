"""The interview guide: the topics that every interview should raise."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.core.codebook import in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One topic. `questions` are the guide's own words, `asked` cues of the interviewer's, `heard` cues of answers.

    `codes` are those that speak of it (with the codes below them); `line` is where it stands in its file.
    """

    id: str
    label: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    line: int | None = None

    def label_in(self, language: str) -> str:
        """The label in this language, else in any, else the id."""
        return in_language(self.label, language) or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """All topics, in the order of their file."""

    topics: tuple[Topic, ...] = ()
