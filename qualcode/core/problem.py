"""A problem of a study: what is wrong, where, and what to do. Problems are values; they are listed, not raised."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """`severity` "error" makes `qualcode check` answer 1; a "warning" does not. `path` is relative to the study."""

    severity: Literal["error", "warning"]
    path: str
    line: int | None
    message: str
    advice: str = ""

    @property
    def where(self) -> str:
        """path:line, or the path alone."""
        return self.path if self.line is None else f"{self.path}:{self.line}"
