"""What a researcher asks for when bringing interviews in, and what the rows of their table then mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.workflow.study.naming import folded

ROLES: Mapping[str, tuple[str, ...]] = {
    "id": ("identifiant",),
    "respondent": ("repondant", "repondante", "enquete", "enquetee"),
    "pseudonym": ("pseudonyme", "pseudo"),
    "type": (),
    "role": ("fonction",),
    "date": ("date de l'entretien", "date entretien", "date of interview"),
    "mode": (),
    "language": ("langue",),
    "source": (),
}
"""What columns of a table of interviews mean to a study, with their other names (accents and capitals apart).

The other columns become attributes of the transcript."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the researcher asked for. `columns` maps a role (ROLES) to the column that plays it.

    `raw`: labels are real names, which say nothing of who is in the study under a pseudonym.
    """

    id: str | None = None
    respondent: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)
    speakers: Mapping[str, str] = field(default_factory=dict)
    interviewer: Sequence[str] = ()
    table: Path | None = None
    file_column: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    raw: bool = False


def merged(rows: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """What several rows say of one interview: of each column, the first that says something."""
    said: dict[str, str] = {}
    for row in rows:
        for name, cell in row.items():
            said[name] = said.get(name) or cell
    return said


def cell(row: Mapping[str, str], role: str, wishes: Wishes) -> str:
    """The cell that plays a role; a column of that name plays it without being asked."""
    return row.get(column(row, role, wishes), "")


def column(row: Mapping[str, str], role: str, wishes: Wishes) -> str:
    """The column that plays a role: the one the researcher named, else one called like the role."""
    names = (role, *ROLES[role])
    return wishes.columns.get(role) or next((name for name in row if folded(name) in names), role)
