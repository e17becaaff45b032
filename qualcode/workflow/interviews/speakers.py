"""Who speaks in an incoming file: respondents known, named by the researcher or the table, or new."""

import re
from collections.abc import Mapping, Sequence

from qualcode.core.language import _
from qualcode.core.study import Respondent
from qualcode.formats import people
from qualcode.formats.incoming import Draft
from qualcode.workflow.interviews.wishes import Wishes, cell, merged
from qualcode.workflow.study.naming import folded


def people_of(
    draft: Draft,
    interviewer: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    wishes: Wishes,
    known: Mapping[str, Respondent],
) -> tuple[dict[str, str], tuple[Respondent, ...]]:
    """Who answers: the respondent's id of each label that is not the interviewer's, and those who are new."""
    respondents: dict[str, str] = {}
    new: dict[str, Respondent] = {}
    labels = [label for label in draft.speakers if label not in interviewer]
    for n, label in enumerate(labels):
        row = _row_for(label, n, rows, wishes)
        person = _person(label, row, wishes, {**known, **new}, alone=n == 0)
        respondents[label] = person.id
        if person.id not in known:
            new[person.id] = person
    return respondents, tuple(new.values())


def _row_for(label: str, n: int, rows: Sequence[Mapping[str, str]], wishes: Wishes) -> Mapping[str, str]:
    """The row that speaks of a speaker: the one with that pseudonym; else all of them speak of the first speaker."""
    own = [row for row in rows if folded(cell(row, "pseudonym", wishes)) == folded(label)]
    if own:
        return own[0]
    named = {folded(cell(row, "pseudonym", wishes)) for row in rows} - {""}
    return merged(rows) if n == 0 and len(named) < 2 else {}  # noqa: PLR2004 - two people, two rows


def _person(
    label: str, row: Mapping[str, str], wishes: Wishes, known: Mapping[str, Respondent], *, alone: bool
) -> Respondent:
    """The respondent behind a label: named by the researcher or the table, known by pseudonym, or somebody new."""
    named = (wishes.respondent if alone else None) or cell(row, "respondent", wishes)
    if named in known:
        return known[named]
    given = cell(row, "pseudonym", wishes)
    pseudonym = given or ("" if is_generic(label) else label)
    if not named and (given if wishes.raw else pseudonym):
        for person in known.values():
            if folded(person.pseudonym) == folded(pseudonym):
                return person
    attributes = {role: cell(row, role, wishes) for role in ("type", "role")}
    return Respondent(id=named or people.next_respondent_id(known), pseudonym=pseudonym, attributes=attributes)


_GENERIC = re.compile(
    r"(interview\w*|enquete\w*|participant\w*|repondant\w*|respondent|informat\w*|locut\w*|speaker|sujet|usager\w*"
    r"|subject|orateur|intervenant\w*|personne|[a-z]{1,2})[ _-]*\d*"
)


def is_generic(label: str) -> bool:
    """True for labels that name a part in the interview, not a person: Interviewé, Speaker 2, R, P12."""
    return label == _("Speaker") or _GENERIC.fullmatch(folded(label).strip()) is not None
