"""Gather what a study says of its own methods: who was interviewed, how it was coded, by which rules, with which software."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode import __version__
from qualcode.core.speech import count_words
from qualcode.core.study import values_of
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet, Unknown
from qualcode.report.codebook_activity import KINDS
from qualcode.report.methods_facts import Compared, Facts, Theme
from qualcode.report.provenance import by_hand
from qualcode.store.study import Study
from qualcode.workflow.reports.agreeing import agreement_report
from qualcode.workflow.reports.asking import Question, answers
from qualcode.workflow.reports.carrying import Counting
from qualcode.workflow.reports.counting import Counted, count_question, counted_from, wish_for
from qualcode.workflow.reports.reporting import saturation_beside
from qualcode.workflow.reports.revising import codebook_activity
from qualcode.workflow.study.naming import labels
from qualcode.workflow.study.standing import counted_coders


@dataclass(frozen=True, slots=True, kw_only=True)
class _Interview:
    """What one interview tells: its header, the respondents' words, its length where turns have times, its codings."""

    date: str
    mode: str
    people: tuple[str, ...]
    words: int
    minutes: int | None
    codings: int
    accepted: int


def methods_facts(study: Study, *, by: str = "type") -> Facts:
    """Everything that the methods paragraph and the checklists can be filled with. Raises Unknown for an unknown attribute."""
    wished = wish_for(study, by=by, how=Counting(words=False))
    told, looked = answers(study, Question(look=_told), count_question(study, wished))
    interviews: list[_Interview] = list(told.values())
    counted = counted_from(study, wished, looked)
    activity = Counter(change.kind for change in codebook_activity(study).changes)
    book = study.codebook
    usable = book.usable()
    people = [person for one in interviews for person in one.people]
    dates = sorted(one.date for one in interviews if one.date)
    return Facts(
        title=study.settings.title,
        version=__version__,
        unit=study.settings.unit,
        quote_style=study.settings.quotes.style,
        by=counted.by,
        interviews=len(interviews),
        coded=len(counted.interviews),
        uncoded=counted.uncoded,
        respondents=len(set(people)) or None,
        repeated=sum(n > 1 for n in Counter(people).values()),
        respondents_by_group=_by_group(study, counted.by, people),
        modes=Counter(one.mode for one in interviews if one.mode),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        undated=sum(not one.date for one in interviews),
        words=sum(one.words for one in interviews),
        minutes=tuple(sorted(one.minutes for one in interviews if one.minutes is not None)),
        asked=Counter(asked.outcome for asked in study.recruitment if asked.outcome),
        coders=len(counted_coders(study)),
        codings=sum(one.codings for one in interviews),
        accepted=sum(one.accepted for one in interviews),
        codes=len(usable),
        defined=sum(any(code.definition.values()) for code in usable),
        themes=len({book.theme(code.id) for code in usable}),
        activity={kind: activity[kind] for kind in KINDS if activity[kind]},
        compared=_compared(study),
        strata=saturation_beside(study, counted).strata if counted.interviews else (),
        rule=study.settings.saturation,
        carried=_carried(study, counted),
        blind=bool(study.settings.suggest.blind_coders or study.settings.suggest.blind_share),
    )


def _told(study: Study, transcript: Transcript) -> _Interview:
    times = [turn.time for turn in transcript.turns if turn.time]
    codings = [coding for name in counted_coders(study) for coding in study.placed(name, transcript)[0]]
    return _Interview(
        date=transcript.date,
        mode=transcript.mode,
        people=tuple(dict.fromkeys(transcript.respondents.values())),
        words=sum(count_words(turn.text) for turn in transcript.answers()),
        minutes=_minutes(times[-1]) if times else None,
        codings=len(codings),
        accepted=sum(not by_hand(coding.origin) for coding in codings),
    )


def _minutes(time: str) -> int:
    """Whole minutes of hh:mm:ss.

    >>> _minutes("01:02:59.500")
    62
    """
    hours, minutes, _seconds = time.split(":")
    return 60 * int(hours) + int(minutes)


def _by_group(study: Study, by: str, people: Sequence[str]) -> dict[str, int]:
    """Respondents of each group who were interviewed."""
    known = study.respondents
    groups = [
        value
        for person in dict.fromkeys(people)
        if person in known
        for value in values_of(known[person].attribute(by)) or ("",)
    ]
    return dict(Counter(groups))


def _compared(study: Study) -> Compared | None:
    """How far coders agree; None where nothing can be compared."""
    if len(counted_coders(study)) < 2:  # noqa: PLR2004
        return None
    try:
        found = agreement_report(study, top=0)
    except (NothingYet, Unknown):
        return None
    return Compared(
        coders=len(found.coders),
        interviews=len(found.interviews),
        unit=found.unit,
        units=found.units,
        percent=found.together.percent.value,
        alpha=found.together.alpha.value,
        masi=found.masi.value,
    )


def _carried(study: Study, counted: Counted) -> tuple[Theme, ...]:
    """Themes by the interviews that carry them, the most first."""
    book = study.codebook
    carrying = Counter(
        theme for one in counted.interviews for theme in sorted({book.theme(found.code) for found in one.overall})
    )
    named = labels(study, carrying)
    return tuple(Theme(label=named[theme], interviews=n) for theme, n in carrying.most_common())
