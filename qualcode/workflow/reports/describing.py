"""Gather what a study says of its own methods: who was interviewed, how it was coded, by which rules, with which software."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode import __version__
from qualcode.core.speech import count_words
from qualcode.core.study import values_of
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet, Unknown
from qualcode.report.codebook_activity import KINDS
from qualcode.report.methods_facts import Compared, Facts, Theme
from qualcode.store.study import Study
from qualcode.workflow.reports.agreeing import agreement_report
from qualcode.workflow.reports.counting import Counted, count
from qualcode.workflow.reports.provenance import provenance
from qualcode.workflow.reports.reporting import saturation_report
from qualcode.workflow.reports.revising import codebook_activity
from qualcode.workflow.study.naming import labels
from qualcode.workflow.study.standing import counted_coders

if TYPE_CHECKING:
    from qualcode.analysis.saturation import Saturation


def methods_facts(study: Study, *, by: str = "type") -> Facts:
    """Everything that the methods paragraph and the checklists can be filled with. Raises Unknown for an unknown attribute."""
    transcripts = list(map(_headed, study.passes()))
    themes = count(study, by=by, level="theme", words=False)
    origins = provenance(study)
    activity = Counter(change.kind for change in codebook_activity(study).changes)
    book = study.codebook
    usable = book.usable()
    people = [person for one, _words, _minutes in transcripts for person in dict.fromkeys(one.respondents.values())]
    dates = sorted(one.date for one, _words, _minutes in transcripts if one.date)
    return Facts(
        title=study.settings.title,
        version=__version__,
        unit=study.settings.unit,
        quote_style=study.settings.quotes.style,
        by=themes.by,
        interviews=len(transcripts),
        coded=len(themes.interviews),
        uncoded=themes.uncoded,
        respondents=len(set(people)) or None,
        repeated=sum(n > 1 for n in Counter(people).values()),
        respondents_by_group=_by_group(study, themes.by, people),
        modes=Counter(one.mode for one, _words, _minutes in transcripts if one.mode),
        first=dates[0] if dates else "",
        last=dates[-1] if dates else "",
        undated=sum(not one.date for one, _words, _minutes in transcripts),
        words=sum(words for _one, words, _minutes in transcripts),
        minutes=tuple(sorted(minutes for _one, _words, minutes in transcripts if minutes is not None)),
        asked=Counter(asked.outcome for asked in study.recruitment if asked.outcome),
        coders=len(counted_coders(study)),
        codings=origins.total,
        accepted=origins.accepted,
        codes=len(usable),
        defined=sum(any(code.definition.values()) for code in usable),
        themes=len({book.theme(code.id) for code in usable}),
        activity={kind: activity[kind] for kind in KINDS if activity[kind]},
        compared=_compared(study),
        strata=_strata(study, by) if themes.interviews else (),
        rule=study.settings.saturation,
        carried=_carried(study, themes),
        blind=bool(study.settings.suggest.blind_coders or study.settings.suggest.blind_share),
    )


def _headed(transcript: Transcript) -> tuple[Transcript, int, int | None]:
    """A transcript, the respondents' words, and its length in minutes where its turns have times."""
    words = sum(count_words(turn.text) for turn in transcript.answers())
    times = [turn.time for turn in transcript.turns if turn.time]
    return transcript, words, _minutes(times[-1]) if times else None


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


def _strata(study: Study, by: str) -> "tuple[Saturation, ...]":
    return saturation_report(study, by=by).strata


def _carried(study: Study, themes: Counted) -> tuple[Theme, ...]:
    """Themes by the interviews that carry them, the most first."""
    carrying = Counter(found.code for interview in themes.interviews for found in interview.overall)
    named = labels(study, carrying)
    return tuple(Theme(label=named[theme], interviews=n) for theme, n in carrying.most_common())
