"""The two reports that decide: how often each code comes up, and whether new interviews still bring new codes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.analysis.thin import Dominated, Said, dominated_cells
from qualcode.core.coding import QUALIFIERS
from qualcode.core.language import _
from qualcode.core.study import StoppingRule
from qualcode.errors import Unknown
from qualcode.store.study import Study
from qualcode.workflow.reports.carrying import Counting
from qualcode.workflow.reports.counting import Counted, CountedInterview, count

if TYPE_CHECKING:  # numpy and pandas are loaded by the report that needs them
    import pandas as pd

    from qualcode.analysis.comparing import Comparison
    from qualcode.analysis.frequency import FrequencyTable
    from qualcode.analysis.incidence import Incidence
    from qualcode.analysis.saturation import Saturation


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyReport:
    """Frequencies, what was counted, and who says half or more of a code's segments; tests where they were asked for.

    `people` gives what readers call each respondent.
    """

    counted: Counted
    table: "FrequencyTable"
    people: Mapping[str, str]
    dominated: tuple[Dominated, ...]
    tests: "Comparison | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaturationReport:
    """One assessment per stratum, the whole study first, and the table that each rests on."""

    counted: Counted
    rule: StoppingRule
    strata: "tuple[Saturation, ...]"
    incidences: "tuple[Incidence, ...]"


def frequency_report(
    study: Study,
    *,
    by: str = "type",
    coder: str | None = None,
    qualifiers: Mapping[str, str] | None = None,
    split: str = "",
    roll_up: bool = False,
    test: bool = False,
) -> FrequencyReport:
    """Interviews, segments and words per code and group; for the options see Counting. With `test`, groups are compared.

    Raises Unknown for an attribute that nobody has, or a qualifier that no coding has.
    """
    for name in (*(qualifiers or {}), *([split] if split else [])):
        _check_qualifier(study, name)
    how = Counting(qualifiers=tuple(sorted((qualifiers or {}).items())), split=split, roll_up=roll_up)
    return frequencies(study, count(study, by=by, coder=coder, how=how), split=split, test=test)


def frequencies(study: Study, counted: Counted, *, split: str = "", test: bool = False) -> FrequencyReport:
    """The same of what was counted, segments and words included; `split` is the qualifier that made its groups."""
    from qualcode.analysis.frequency import frequency  # noqa: PLC0415

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
    return FrequencyReport(
        counted=counted,
        table=table,
        people=names_of_people(study),
        dominated=_dominated(counted),
        tests=_tests(counted, table, split) if test else None,
    )


def _tests(counted: Counted, table: "FrequencyTable", split: str) -> "Comparison | None":
    """Groups compared, where no interview stands in two of them."""
    from qualcode.analysis.comparing import compare  # noqa: PLC0415

    apart = not split and all(len(interview.groups) == 1 for interview in counted.interviews)
    return compare(table) if apart else None


def _dominated(counted: Counted) -> tuple[Dominated, ...]:
    """Who makes half or more of a code's segments; of a study with one respondent, nobody is told so."""
    people = {person for interview in counted.interviews for person in interview.people}
    return dominated_cells(said_by(counted, groups=False)) if len(people) > 1 else ()


def _check_qualifier(study: Study, name: str) -> None:
    if name in QUALIFIERS:
        return
    known = dict.fromkeys(QUALIFIERS)
    for coder in study.coders:
        for transcript in study.coding_names(coder):
            for coding in study.coding_file(coder, transcript).value.codings:
                known |= dict.fromkeys(coding.qualifiers)
    if name not in known:
        raise Unknown(
            _("no coding has the qualifier “{name}”.").format(name=name),
            advice=_("Choose one of: {names}.").format(names=", ".join(known)),
        )


def said_by(counted: Counted, *, groups: bool = True) -> Said:
    """Segments of each code by respondent and group (or in one group of all), codes in the order of the count."""
    said: dict[str, dict[tuple[str, str], int]] = {code: {} for code in counted.codes}
    for interview in counted.interviews:
        for person, carried in interview.said():
            for group in interview.people[person] if groups else ("",):
                key = group, person
                for each in carried:
                    cells = said[each.code]
                    cells[key] = cells.get(key, 0) + each.segments
    return said


def names_of_people(study: Study) -> dict[str, str]:
    """What readers call each respondent."""
    return {person.id: person.pseudonym or person.id for person in study.respondents.values()}


MATRIX_FIXED = 3
"""Columns of the matrix before the codes: the interview, its date, its group."""


def matrix_report(study: Study, *, by: str = "type", coder: str | None = None, counts: bool = False) -> "pd.DataFrame":
    """The interview x code matrix (1 or 0; segments with `counts`), with columns for date and group in front."""
    from qualcode.analysis.matrix import interview_by_code  # noqa: PLC0415

    counted = count(study, by=by, coder=coder)
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
    """The stopping rule applied to the study and to every group."""
    rule = rule or study.settings.saturation
    return saturation_of(count(study, by=by, coder=coder, how=Counting(level=rule.level, words=False)), rule)


def saturation_beside(study: Study, counted: Counted, *, coder: str | None = None) -> SaturationReport:
    """The study's rule applied to what was counted by code for another report; counted anew where the rule is about themes."""
    rule = study.settings.saturation
    return (
        saturation_of(counted, rule) if rule.level == "code" else saturation_report(study, by=counted.by, coder=coder)
    )


def saturation_of(counted: Counted, rule: StoppingRule) -> SaturationReport:
    """The rule applied to what was counted at its level."""
    from qualcode.analysis.saturation import assess  # noqa: PLC0415

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
