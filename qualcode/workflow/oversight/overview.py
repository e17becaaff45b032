"""The study at a glance."""

from itertools import chain
from typing import TYPE_CHECKING

from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.report.status import Status, TypeStatus
from qualcode.store.study import Study
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.reports.carrying import words_said
from qualcode.workflow.reports.reporting import saturation_report
from qualcode.workflow.study.groups import groups_of_speakers
from qualcode.workflow.study.standing import counted_coders

if TYPE_CHECKING:  # numpy comes with it
    from qualcode.analysis.saturation import Saturation


def status(study: Study, *, by: str = "type") -> Status:
    """Interviews per type, how much is coded, the verdicts, and how many problems `check` finds."""
    rows: dict[str, list[int]] = {}
    codings = dict.fromkeys(counted_coders(study), 0)
    for transcript in study.passes():
        found = {coder: study.placements(coder, transcript) for coder in codings}
        for coder, placements in found.items():
            codings[coder] += len(placements)
        words, coded_words = words_said(transcript, chain.from_iterable(found.values()))
        for group in _groups(study, transcript, by):
            row = rows.setdefault(group, [0, 0, 0, 0])
            row[0] += 1
            row[1] += coded_words > 0
            row[2] += words
            row[3] += coded_words
    problems = check(study)
    return Status(
        title=study.settings.title,
        types=tuple(
            TypeStatus(name=name, interviews=n, coded=coded, words=words, coded_words=done, asked=_asked(study, name))
            for name, (n, coded, words, done) in rows.items()
        ),
        codes=len(study.codebook.usable()),
        codings=codings,
        strata=_strata(study, by) if any(codings.values()) else (),
        errors=sum(problem.severity == "error" for problem in problems),
        warnings=sum(problem.severity == "warning" for problem in problems),
    )


def _groups(study: Study, transcript: Transcript, by: str) -> list[str]:
    return list(dict.fromkeys(group for names in groups_of_speakers(study, transcript, by).values() for group in names))


def _asked(study: Study, group: str) -> dict[str, int]:
    """How many people of a type are planned, done, refused or gave no answer."""
    counts: dict[str, int] = {}
    for asked in study.recruitment:
        if asked.type == group:
            counts[asked.outcome] = counts.get(asked.outcome, 0) + 1
    return counts


def _strata(study: Study, by: str) -> "tuple[Saturation, ...]":
    try:
        return saturation_report(study, by=by).strata
    except QualcodeError:  # nothing coded that counts
        return ()
