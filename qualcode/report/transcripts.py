"""The list of interviews, for readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.report.sheet import Column, Sheet, sheet_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A transcript at a glance. `words` are the respondents'; `codings` counts every coder's."""

    transcript: Transcript
    types: tuple[str, ...]
    words: int
    codings: int


def overview_text(rows: Sequence[Overview], *, width: int) -> str:
    """A table with a row for each interview."""
    columns = (
        Column(key="id", label=_("Interview")),
        Column(key="date", label=_("Date")),
        Column(key="respondents", label=_("Respondents")),
        Column(key="type", label=_("Type")),
        Column(key="turns", label=_("Turns"), align="right"),
        Column(key="words", label=_("Words"), align="right"),
        Column(key="codings", label=_("Codings"), align="right"),
    )
    return sheet_text(Sheet(title="", columns=columns, rows=tuple(map(_row, rows))), width=width) + "\n"


def _row(row: Overview) -> tuple[str | int | None, ...]:
    made = row.transcript
    people = ", ".join(f"{label} ({person})" for label, person in made.respondents.items())
    types = ", ".join(row.types)
    return made.id, made.date or None, people or None, types or None, len(made.turns), row.words, row.codings
