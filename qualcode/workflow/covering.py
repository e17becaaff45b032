"""Where the evidence is thin: which code no interview of a type carries, and which rests on one interview or one person."""

from collections.abc import Iterator, Mapping

from qualcode.analysis.thin import (
    Said,
    dominated_cells,
    empty_cells,
    single_speaker_codes,
    thin_codes,
    unused_codes,
)
from qualcode.report.coverage import CoverageReport
from qualcode.store.study import Study
from qualcode.workflow.counting import NO_GROUP, count, groups_of_speakers
from qualcode.workflow.naming import attribute
from qualcode.workflow.reporting import frequency_report


def coverage_report(study: Study, *, by: str = "type", coder: str | None = None) -> CoverageReport:
    """Empty cells, unused and thin codes, codes of one speaker, dominated cells, on the coded interviews.

    Raises Unknown for an attribute that nobody has, QualcodeError when nothing is coded.
    """
    by = attribute(study, by)
    found = frequency_report(study, by=by, coder=coder)
    people = _people(study)
    said = tuple(_said(study, by, coder)) if people else ()
    alone = single_speaker_codes(said)
    return CoverageReport(
        by=by,
        groups=found.counted.groups,
        total=len(found.counted.interviews),
        codes=len(found.counted.codes),
        labels=found.counted.labels,
        people=people,
        unused=unused_codes(found.table),
        empty=empty_cells(found.table),
        thin=thin_codes(found.table),
        single={code: alone[code] for code in found.counted.codes if code in alone},
        dominated=dominated_cells(said),
        notes=found.counted.notes,
    )


def _people(study: Study) -> dict[str, str]:
    """What readers call each respondent."""
    return {person.id: person.pseudonym or person.id for person in study.respondents.values()}


def _said(study: Study, by: str, coder: str | None) -> Iterator[Said]:
    """Segments of each code by respondent and group: a cell is what the respondents of the group said."""
    counted = count(study, by="id", coder=coder, words=True)
    sizes: dict[tuple[str, str, str], int] = {}
    for interview in counted.interviews:
        groups = _groups_of_people(study, interview.id, by)
        for person, carried in interview.by_group.items():
            for group in groups.get(person, (NO_GROUP,)):
                for each in carried:
                    key = person, group, each.code
                    sizes[key] = sizes.get(key, 0) + each.segments
    order = {code: n for n, code in enumerate(counted.codes)}
    for person, group, code in sorted(sizes, key=lambda key: order[key[2]]):
        yield Said(respondent=person, group=group, code=code, segments=sizes[person, group, code])


def _groups_of_people(study: Study, transcript_id: str, by: str) -> Mapping[str, tuple[str, ...]]:
    """The groups in which each respondent of an interview stands; a speaker without a respondent goes by the interview."""
    transcript = study.load(transcript_id).transcript
    by_label = groups_of_speakers(study, transcript, by)
    found: dict[str, tuple[str, ...]] = {}
    for label, groups in by_label.items():
        person = transcript.respondents.get(label, transcript_id)
        for name in (person, transcript_id):  # `count` falls back on the interview where the table lacks the person
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *groups)))
    return found
