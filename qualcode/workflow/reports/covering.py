"""Where the evidence is thin: which code no interview of a type carries, and which rests on one interview or one person."""

from qualcode.analysis.thin import (
    dominated_cells,
    empty_cells,
    single_speaker_codes,
    thin_codes,
    unused_codes,
)
from qualcode.report.coverage import CoverageReport
from qualcode.store.study import Study
from qualcode.workflow.reports.reporting import FrequencyReport, frequency_report, said_by


def coverage_report(study: Study, *, by: str = "type", coder: str | None = None) -> CoverageReport:
    """Empty cells, unused and thin codes, codes of one speaker, dominated cells, on the coded interviews.

    Raises Unknown for an attribute that nobody has.
    """
    return coverage(frequency_report(study, by=by, coder=coder))


def coverage(found: FrequencyReport) -> CoverageReport:
    """The same of frequencies that were counted, without qualifiers."""
    said = said_by(found.counted) if found.people else {}
    alone = single_speaker_codes(said)
    return CoverageReport(
        by=found.counted.by,
        groups=found.counted.groups,
        total=len(found.counted.interviews),
        codes=len(found.counted.codes),
        labels=found.counted.labels,
        people=found.people,
        unused=unused_codes(found.table),
        empty=empty_cells(found.table),
        thin=thin_codes(found.table),
        single={code: alone[code] for code in found.counted.codes if code in alone},
        dominated=dominated_cells(said),
        notes=found.counted.notes,
    )
