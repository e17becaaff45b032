"""The two reports that decide: how often each code comes up, and whether new interviews still bring new codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.core.language import _
from qualcode.core.study import StoppingRule
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.counting import Counted, CountedInterview, count

if TYPE_CHECKING:  # numpy and pandas are loaded by the report that needs them
    import pandas as pd

    from qualcode.analysis.frequency import FrequencyTable
    from qualcode.analysis.incidence import Incidence
    from qualcode.analysis.saturation import Saturation


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyReport:
    """Frequencies and what was counted."""

    counted: Counted
    table: "FrequencyTable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationReport:
    """One assessment per stratum, the whole study first, and the table that each rests on."""

    counted: Counted
    rule: StoppingRule
    strata: "tuple[Saturation, ...]"
    incidences: "tuple[Incidence, ...]"


def _counted(study: Study, by: str, coder: str | None, level: str = "code", *, words: bool = True) -> Counted:
    counted = count(study, by=by, coder=coder, level=level, words=words)
    if not counted.interviews:
        raise QualcodeError(
            _("nothing is coded yet, so there is nothing to count."),
            where=study.root,
            advice=_("Code a passage first: qualcode tag add E01:2 CODE, or qualcode suggest E01."),
        )
    return counted


def frequency_report(study: Study, *, by: str = "type", coder: str | None = None) -> FrequencyReport:
    """Interviews, segments and words per code and group. Raises QualcodeError when nothing is coded."""
    from qualcode.analysis.frequency import frequency  # noqa: PLC0415

    counted = _counted(study, by, coder)
    by_group = [
        (interview.id, group, carried.code, carried.segments, carried.words)
        for interview in counted.interviews
        for group, found in interview.by_group.items()
        for carried in found
    ]
    overall = [
        (interview.id, carried.code, carried.segments, carried.words)
        for interview in counted.interviews
        for carried in interview.overall
    ]
    table = frequency(
        by_group,
        overall,
        codes=counted.codes,
        groups=counted.groups,
        total=len(counted.interviews),
    )
    return FrequencyReport(counted=counted, table=table)


def matrix_report(study: Study, *, by: str = "type", coder: str | None = None, counts: bool = False) -> "pd.DataFrame":
    """The interview x code matrix (1 or 0; segments with `counts`), with columns for date and group in front.

    Raises QualcodeError when nothing is coded.
    """
    from qualcode.analysis.matrix import interview_by_code  # noqa: PLC0415

    counted = _counted(study, by, coder)
    frame = interview_by_code(
        ((interview.id, found.code, found.segments) for interview in counted.interviews for found in interview.overall),
        interviews=[interview.id for interview in counted.interviews],
        codes=counted.codes,
        counts=counts,
    )
    frame.insert(0, by, [" ; ".join(interview.groups) for interview in counted.interviews])
    frame.insert(0, "date", [interview.date for interview in counted.interviews])
    return frame.rename_axis("interview").reset_index()


def saturation_report(
    study: Study, *, by: str = "type", coder: str | None = None, rule: StoppingRule | None = None
) -> SaturationReport:
    """The stopping rule applied to the study and to every group. Raises QualcodeError when nothing is coded."""
    from qualcode.analysis.saturation import assess  # noqa: PLC0415

    rule = rule or study.settings.saturation
    counted = _counted(study, by, coder, rule.level, words=False)
    incidences = {ALL: _incidence(counted, counted.interviews, None)}
    for group in counted.groups:
        own = [interview for interview in counted.interviews if group in interview.groups]
        incidences[group] = _incidence(counted, own, group)
    return SaturationReport(
        counted=counted,
        rule=rule,
        strata=tuple(assess(name, incidence, rule) for name, incidence in incidences.items()),
        incidences=tuple(incidences.values()),
    )


ALL = "all"
"""Name of the stratum that is the whole study."""


def _incidence(counted: Counted, interviews: Sequence[CountedInterview], group: str | None) -> "Incidence":
    from qualcode.analysis.incidence import incidence_of  # noqa: PLC0415

    carried = [
        (interview.id, found.code)
        for interview in interviews
        for found in (interview.overall if group is None else interview.by_group[group])
    ]
    return incidence_of([interview.id for interview in interviews], counted.codes, carried)


def with_rule(
    rule: StoppingRule, *, base: int | None = None, run: int | None = None, threshold: float | None = None
) -> StoppingRule:
    """The rule with some parameters changed, for trying."""
    return replace(
        rule,
        base=rule.base if base is None else base,
        run=rule.run if run is None else run,
        threshold=rule.threshold if threshold is None else threshold,
    )
