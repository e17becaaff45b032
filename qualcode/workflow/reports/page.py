"""Gather what the report page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.core.codebook import in_language
from qualcode.errors import QualcodeError
from qualcode.report.agreement import AgreementReport
from qualcode.report.coverage import CoverageReport
from qualcode.report.page.values import Counts, GroupStatus, Page
from qualcode.store.study import Study
from qualcode.workflow.reports.agreeing import agreement_report
from qualcode.workflow.reports.counting import Counted
from qualcode.workflow.reports.covering import coverage
from qualcode.workflow.reports.curves import curves
from qualcode.workflow.reports.exhibiting import as_many_as_fit, exhibited
from qualcode.workflow.reports.reporting import FrequencyReport, frequencies, frequency_report, saturation_beside
from qualcode.workflow.reports.withholding import Withheld, withheld, without
from qualcode.workflow.study.groups import groups_of_speakers
from qualcode.workflow.study.naming import attribute
from qualcode.workflow.study.standing import counted_coders


def report_page(
    study: Study,
    *,
    by: str = "type",
    coder: str | None = None,
    style: str | None = None,
    quotes: int | None = None,
    min_cell: int = 1,
) -> Page:
    """The study's status, frequencies, saturation, coverage and agreement, and the quotes that their numbers open.

    `quotes` is how many a cell may open; by default as many as keep the page light. Of a respondent only what at least
    `min_cell` respondents share is told; of a group no code that fewer of its interviews carry, nor its quotes. Where nothing
    is coded the page says so. Raises Unknown for an attribute that nobody has.
    """
    by = attribute(study, by)
    found = _frequency(study, by, coder)
    quotes = as_many_as_fit(found) if quotes is None and found else quotes
    agreement = _agreement(study, quotes)
    counted = found.counted if found else None
    held = withheld(study, by, counted.interviews if counted else (), min_cell)
    groups = tuple(group for group in _status(study, by, counted) if group.name not in held.groups)
    if min_cell > 1:
        groups = tuple(replace(group, asked={}) for group in groups)
    return Page(
        title=study.settings.title or study.root.name,
        language=study.settings.language,
        by=by,
        coders=counted_coders(study, coder),
        codes=len(study.codebook.usable()),
        groups=groups,
        interviews=len(study.transcript_ids),
        counts=_counts(study, found, agreement, held, _Quoted(coder=coder, style=style, most=quotes, min_cell=min_cell))
        if found
        else None,
        agreement=agreement,
        notes=counted.notes if counted else (),
        min_cell=min_cell,
    )


def _frequency(study: Study, by: str, coder: str | None) -> FrequencyReport | None:
    """None where nothing is coded yet."""
    try:
        found = frequency_report(study, by=by, coder=coder)
    except QualcodeError:
        return None
    return found if found.counted.interviews else None


def _agreement(study: Study, most: int | None) -> AgreementReport | str:
    """The report with as many disagreements of each code as it may open, or why coders can't be compared."""
    try:
        return agreement_report(study, top=most)
    except QualcodeError as reason:
        return reason.message


@dataclass(frozen=True, slots=True, kw_only=True)
class _Quoted:
    """Whose codings are quoted, how they are signed, how many a cell opens, and how many respondents share what is told."""

    coder: str | None
    style: str | None
    most: int | None
    min_cell: int


def _counts(
    study: Study, found: FrequencyReport, agreement: AgreementReport | str, held: Withheld, quoted: _Quoted
) -> Counts:
    saturation = saturation_beside(study, found.counted, coder=quoted.coder)
    told = frequencies(study, without(found.counted, held)) if held.cells or held.groups else found
    codes = study.codebook.by_id
    return Counts(
        table=told.table,
        labels=found.counted.labels,
        definitions={
            code: in_language(codes[code].definition, study.settings.language)
            for code in found.counted.codes
            if code in codes
        },
        curves=tuple(curve for curve in curves(saturation) if curve.stratum.result.name not in held.groups),
        coverage=_coverage(found, held),
        store=exhibited(
            study,
            told,
            saturation,
            agreement,
            coder=quoted.coder,
            style=quoted.style,
            most=quoted.most,
            min_cell=quoted.min_cell,
        ),
        withheld=held.cells,
    )


def _coverage(found: FrequencyReport, held: Withheld) -> CoverageReport:
    whole = coverage(found)
    return replace(
        whole,
        groups={group: n for group, n in whole.groups.items() if group not in held.groups},
        empty=tuple(cell for cell in whole.empty if cell.group not in held.groups),
    )


def _status(study: Study, by: str, counted: Counted | None) -> tuple[GroupStatus, ...]:
    """The groups in the order in which coded interviews bring them, then those of interviews nobody has coded."""
    coded: Mapping[str, int] = counted.groups if counted else {}
    waiting: dict[str, int] = {}
    for transcript_id in counted.uncoded if counted else _readable(study):
        speakers = groups_of_speakers(study, study.load(transcript_id).transcript, by)
        for group in {group: None for groups in speakers.values() for group in groups}:
            waiting[group] = waiting.get(group, 0) + 1
    asked = _asked(study) if by == "type" else {}
    return tuple(
        GroupStatus(
            name=name,
            interviews=coded.get(name, 0) + waiting.get(name, 0),
            coded=coded.get(name, 0),
            asked=asked.get(name, {}),
        )
        for name in {**coded, **waiting, **asked}
    )


def _readable(study: Study) -> Sequence[str]:
    return [transcript.id for transcript in study.passes()]


def _asked(study: Study) -> dict[str, dict[str, int]]:
    """How many people of each type are planned, done, refused or gave no answer."""
    found: dict[str, dict[str, int]] = {}
    for asked in study.recruitment:
        own = found.setdefault(asked.type, {})
        own[asked.outcome] = own.get(asked.outcome, 0) + 1
    return found
