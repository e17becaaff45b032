"""Gather all that is known of one interview, for an analysis that goes interview by interview."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from qualcode.core.language import _
from qualcode.core.speech import count_words
from qualcode.core.transcript import Transcript
from qualcode.report.agreement import Disagreement
from qualcode.report.interview import CodeHere, InterviewSheet, Speaker
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.reports.agreeing import disagreements_in
from qualcode.workflow.reports.carrying import words_said
from qualcode.workflow.reports.counting import Counted, count
from qualcode.workflow.reports.quoting import bank
from qualcode.workflow.study.standing import counted_coders


def interview_sheet(study: Study, transcript_id: str, *, coder: str | None = None) -> InterviewSheet:
    """The sheet of one interview; counts are those of every coder, or of `coder`. Raises Unknown."""
    transcript = study.transcript(transcript_id)
    coders = counted_coders(study, coder)
    placements = {name: study.placements(name, transcript) for name in coders}
    words, coded = words_said(transcript, chain.from_iterable(placements.values()))
    counted = count(study, by=_any_attribute(study), coder=coder)
    rank = next((n for n, one in enumerate(counted.interviews, 1) if one.id == transcript_id), None)
    asked = [turn for turn in transcript.turns if transcript.is_interviewer(turn)]
    own = [name for name, found in placements.items() if found]
    return InterviewSheet(
        id=transcript_id,
        language=study.settings.language,
        header=dict(_header(transcript)),
        speakers=tuple(_speakers(study, transcript)),
        last_turn=transcript.turns[-1].time or "" if transcript.turns else "",
        questions=len(asked),
        question_words=sum(count_words(turn.text) for turn in asked),
        words=words,
        coded_words=coded,
        rank=rank,
        of=len(counted.interviews),
        codes=tuple(_codes(counted, rank)) if rank else (),
        codings={name: len(placements[name]) for name in own},
        rejected=dict(_rejected(study, transcript_id, coders)),
        qualifiers=_qualifiers(study, transcript, own),
        disagreements=_disagreements(study, transcript, own),
        bank=bank(study, by="", coder=coder, transcripts=[transcript_id]),
        notes=tuple(_notes(study, transcript, own)),
    )


def _any_attribute(study: Study) -> str:
    """What the count is grouped by does not matter here; by type, it is the one that other reports keep."""
    return "type" if "type" in study.table(study.respondents_path).value.columns else "mode"


def _header(transcript: Transcript) -> Iterator[tuple[str, str]]:
    for name in ("date", "mode", "source", *transcript.attributes):
        value = transcript.attribute(name)
        if value and (name, value) != ("source", "interview"):
            yield name, value


def _speakers(study: Study, transcript: Transcript) -> Iterator[Speaker]:
    """Whoever answers, in order of first turn."""
    for label in dict.fromkeys(turn.speaker for turn in transcript.answers()):
        own = [turn for turn in transcript.answers() if turn.speaker == label]
        person = transcript.respondents.get(label, "")
        known = study.respondents.get(person)
        yield Speaker(
            id=person or label,
            name=known.pseudonym if known and known.pseudonym else label,
            attributes={name: value for name, value in (known.attributes if known else {}).items() if value},
            turns=len(own),
            words=sum(count_words(turn.text) for turn in own),
        )


def _codes(counted: Counted, rank: int) -> Iterator[CodeHere]:
    """The codes of the interview at this place, in the codebook's order."""
    carried = [{one.code for one in interview.overall} for interview in counted.interviews]
    before = set().union(*carried[: rank - 1])
    here = {one.code: one for one in counted.interviews[rank - 1].overall}
    for code in counted.codes:
        if one := here.get(code):
            yield CodeHere(
                code=code,
                label=counted.labels[code],
                segments=one.segments,
                words=one.words,
                new=code not in before,
                interviews=sum(code in codes for codes in carried),
            )


def _rejected(study: Study, transcript_id: str, coders: Sequence[str]) -> Iterator[tuple[str, int]]:
    for coder in coders:
        if n := len(study.coding_file(coder, transcript_id + REJECTED).value.codings):
            yield coder, n


def _qualifiers(study: Study, transcript: Transcript, coders: Sequence[str]) -> Mapping[tuple[str, str], int]:
    pairs = (pair for coder in coders for one in study.placed(coder, transcript)[0] for pair in one.qualifiers.items())
    return dict(sorted(Counter(pairs).items()))


def _disagreements(study: Study, transcript: Transcript, coders: Sequence[str]) -> tuple[Disagreement, ...]:
    return tuple(disagreements_in(study, transcript, coders)) if len(coders) > 1 else ()


def _notes(study: Study, transcript: Transcript, coders: Sequence[str]) -> Iterator[str]:
    if not transcript.date:
        yield _("The interview has no date: it is put last, and “new” means: in no other interview.")
    if any(study.placed(coder, transcript)[1] for coder in coders):
        yield _("Some codings have lost their place and are not counted (see `qualcode check`).")
