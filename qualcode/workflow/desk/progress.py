"""How far an interview is coded, and what it brings to the study."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.workflow.desk.reading import Reading
from qualcode.workflow.study.groups import groups_of_speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is said of a type's saturation: with the rule in a line, and in a word where there is little room."""

    name: str
    line: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """What the rest of the study says: codings per code outside this reading, codes of earlier interviews, verdicts.

    There is a verdict for each type of this interview's respondents.
    """

    codings: Mapping[str, int] = field(default_factory=dict)
    earlier: frozenset[str] = frozenset()
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Respondents' turns: how many there are, were seen, carry a code; codings; codes that no earlier interview carries.

    `new` is None until the rest of the study was looked at.
    """

    turns: int
    seen: int
    coded: int
    codings: int
    new: int | None

    @property
    def left(self) -> int:
        """Turns not seen yet."""
        return self.turns - self.seen


def progress(reading: Reading, seen: int, elsewhere: Elsewhere | None) -> Progress:
    """How far the coder is; `seen` is the furthest turn, by its place."""
    transcript = reading.transcript
    answers = [turn.id for turn in transcript.answers()]
    codes = {coding.code for coding in reading.codings}
    return Progress(
        turns=len(answers),
        seen=sum(transcript.position[turn] <= seen for turn in answers),
        coded=sum(turn in reading.codings_by_turn for turn in answers),
        codings=len(reading.codings),
        new=None if elsewhere is None else len(codes - elsewhere.earlier),
    )


def elsewhere(study: Study, transcript_id: str, coder: str) -> Elsewhere:
    """Look at the rest of the study: what `coder` coded in other interviews, and the verdicts on everybody's codings.

    Other coders' codings enter no count here, so that double coding stays blind.
    """
    here = study.transcript(transcript_id)
    codings: Counter[str] = Counter()
    earlier: set[str] = set()
    for name in study.coding_names(coder):
        if name == transcript_id or name not in study.transcript_ids:
            continue
        codes = [study.codebook.resolve(one.code) for one in study.coding_file(coder, name).value.codings]
        codings.update(codes)
        try:
            date = study.transcript(name).date or "9999"
        except QualcodeError:  # left to `check`
            continue
        if (date, study.transcript_ids.index(name)) < (here.date or "9999", study.transcript_ids.index(transcript_id)):
            earlier.update(codes)
    return Elsewhere(codings=codings, earlier=frozenset(earlier), verdicts=_verdicts(study, transcript_id))


def _verdicts(study: Study, transcript_id: str) -> tuple[Verdict, ...]:
    from qualcode.report.saturation import short_verdict, verdict_line  # noqa: PLC0415 - numpy comes with the statistics
    from qualcode.workflow.reports.reporting import saturation_report  # noqa: PLC0415

    transcript = study.transcript(transcript_id)
    groups = {group for found in groups_of_speakers(study, transcript, "type").values() for group in found}
    try:
        strata = saturation_report(study).strata
    except QualcodeError:  # nothing is coded yet, or nobody has a type
        return ()
    return tuple(
        Verdict(name=one.name, line=verdict_line(one), word=short_verdict(one)) for one in strata if one.name in groups
    )
