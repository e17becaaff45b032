"""Count which codes come together, over all coded interviews."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal

from qualcode.analysis.cooccurrence import cooccurrence
from qualcode.core.language import plural
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet
from qualcode.report.cooccurrence import CooccurrenceReport
from qualcode.store.study import Study
from qualcode.workflow.coding.judging import judged_units
from qualcode.workflow.reports.asking import Question, answers
from qualcode.workflow.reports.counting import nothing_yet
from qualcode.workflow.study.naming import labels
from qualcode.workflow.study.standing import counted_coders, standing, turned_down_note

PairUnit = Literal["segment", "turn", "interview"]
Given = tuple[int, frozenset[str]]
"""A unit's number in its interview, and the codes that one coder gave there."""
Reading = tuple[tuple[str, int], frozenset[str]]


def cooccurrence_report(study: Study, *, unit: PairUnit = "segment", coder: str | None = None) -> CooccurrenceReport:
    """Pairs of codes that the same coder gave to one unit: a turn, a segment of the study's unit, or an interview.

    Left out: the interviewer's turns, author's brackets, codings that have lost their place. A code and those below it in
    the tree are codes like others. Raises NothingYet when nothing is coded.
    """
    coders = counted_coders(study, coder)
    readings: list[Reading] = []
    interviews: list[str] = []
    displaced = refused = 0
    (given,) = answers(study, Question(look=partial(_given, coders=coders, unit=unit)))
    for transcript_id, (found, lost, turned_down) in given.items():
        displaced += lost
        refused += turned_down
        if found:
            interviews.append(transcript_id)
            readings += (((transcript_id, n), codes) for n, codes in found)
    if not readings:
        raise NothingYet(nothing_yet())
    used = {code for _unit, own in readings for code in own}
    codes = [code.id for _depth, code in study.codebook.tree() if code.id in used]
    codes += sorted(used - set(codes))
    return CooccurrenceReport(
        unit=study.settings.unit if unit == "segment" else unit,
        coders=tuple(coders),
        interviews=tuple(interviews),
        table=cooccurrence(readings, codes=codes),
        labels=labels(study, codes),
        notes=tuple(_notes(displaced, refused)),
    )


def _given(study: Study, transcript: Transcript, coders: Sequence[str], unit: PairUnit) -> tuple[list[Given], int, int]:
    """What each coder gave to each unit, where it is anything; how many codings lost their place, were turned down."""
    own = [standing(study, coder, transcript) for coder in coders]
    codings = [one.codings for one in own]
    units = judged_units(study, transcript, codings, unit) if any(codings) else ()
    given = [(n, codes) for n, judged in enumerate(units) for codes in judged.given if codes]
    return given, sum(one.displaced for one in own), sum(one.turned_down for one in own)


def _notes(displaced: int, refused: int) -> Iterator[str]:
    if refused:
        yield turned_down_note(refused)
    if displaced:
        yield plural(
            "{n} coding has lost its place and is not counted (see `qualcode check`).",
            "{n} codings have lost their place and are not counted (see `qualcode check`).",
            displaced,
        )
