"""All that stands beside the verdicts on saturation: orders, estimates, who was asked, codes that cross groups."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from qualcode.analysis.evidence import crossing, evidence
from qualcode.analysis.saturation import assess
from qualcode.analysis.thin import single_speaker_codes
from qualcode.report.saturation import Crossing, Stratum
from qualcode.report.saturation_text import Page
from qualcode.store.study import Study
from qualcode.workflow.reports.reporting import ALL, SaturationReport, names_of_people, said_by
from qualcode.workflow.study.groups import NO_GROUP
from qualcode.workflow.study.naming import labels


def saturation_page(study: Study, found: SaturationReport) -> Page:
    """Each stratum with its evidence, the codes that cross groups, and those that one person alone said."""
    by_code = found.rule.level == "code"
    themes = {code: study.codebook.theme(code) for code in found.counted.codes} if by_code else {}
    strata = tuple(
        _stratum(study, found, n, themes if len(set(themes.values())) < len(themes) else {})
        for n in range(len(found.strata))
    )
    alone = single_speaker_codes(said_by(found.counted)) if len(names_of_people(study)) > 1 else {}
    named = {*found.counted.codes, *themes.values()}
    return Page(
        strata=strata,
        by=found.counted.by,
        labels=labels(study, named),
        crossing=_crossing(found),
        single={code: alone[code] for code in found.counted.codes if code in alone},
        people=names_of_people(study),
        notes=found.counted.notes,
    )


def _stratum(study: Study, found: SaturationReport, n: int, themes: Mapping[str, str]) -> Stratum:
    result, incidence = found.strata[n], found.incidences[n]
    beside = evidence(incidence, result, themes=themes)
    return Stratum(
        result=result,
        interviews=incidence.interviews,
        sensitivity=beside.sensitivity,
        evidence=beside,
        asked=_asked(study, found.counted.by, result.name),
    )


def _asked(study: Study, by: str, name: str) -> dict[str, int]:
    """People asked, by what came of it; the log knows their type and nothing else of them."""
    if name != ALL and by != "type":
        return {}
    return dict(Counter(asked.outcome for asked in study.recruitment if name in {ALL, asked.type} and asked.outcome))


def _crossing(found: SaturationReport) -> Crossing | None:
    """The codes that groups share and the rule on them alone; None with fewer than two named groups."""
    groups = {
        result.name: incidence
        for result, incidence in zip(found.strata[1:], found.incidences[1:], strict=True)
        if result.name != NO_GROUP
    }
    if len(groups) < 2:  # noqa: PLR2004
        return None
    codes = crossing(groups)
    result = assess(ALL, found.incidences[0].only(codes), found.rule)
    # Every code of one interview was left out, so that any estimate of the unseen would find nothing missing.
    bare = replace(result, coverage=None, chao2=None, expected_new_next=None, caveats=())
    return Crossing(groups=tuple(groups), codes=codes, result=bare)
