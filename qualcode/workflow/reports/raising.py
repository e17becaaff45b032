"""Hold the interview guide against the interviews: which topics were asked, which were spoken about, which are coded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b

from qualcode.core.codebook import Code, Codebook
from qualcode.core.guide import Guide, Topic
from qualcode.core.language import _
from qualcode.core.transcript import Transcript, Turn
from qualcode.errors import NothingYet
from qualcode.report.guide import GuideReport, Raised
from qualcode.store.study import Study
from qualcode.workflow.interviews.finding import plain
from qualcode.workflow.reports.asking import Question, answers
from qualcode.workflow.reports.carrying import Counting
from qualcode.workflow.reports.counting import Counted, count_question, counted_from, left_out, wish_for
from qualcode.workflow.reports.guiding import check_guide, wanted_guide
from qualcode.workflow.study.groups import groups_of_speakers
from qualcode.workflow.study.naming import attribute

Found = tuple[str, str, str, str]
"""Topic, "asked" or "heard", the speaker's label, the first turn where it is found."""
_METHOD = "guide-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scanned:
    """What one interview raises, and the groups of those who answer."""

    transcript: str
    date: str
    speakers: Mapping[str, tuple[str, ...]]
    found: tuple[Found, ...]


def guide_report(study: Study, *, by: str = "type", coder: str | None = None) -> GuideReport:
    """Topics x interviews, by an attribute: asked, spoken about, coded.

    Asked: the guide's own words, or a cue of the topic, in a turn of the interviewer. Heard: a cue in a respondent's turn.
    Coded: a passage of the group's speakers carries a code of the topic, or one below it. Raises NothingYet when the
    study has no guide, or an empty one, or no interview; Unknown for an attribute that nobody has.
    """
    by = attribute(study, by)
    guide = wanted_guide(study)
    wished = wish_for(study, by=by, coder=coder, how=Counting(words=False))
    found, looked = answers(study, _question(study, guide, by), count_question(study, wished))
    scanned = sorted(found.values(), key=lambda one: one.date or "9999")
    if not scanned:
        raise NothingYet(
            _("there is no interview to hold the guide against."),
            where="transcripts/",
            advice=_("Bring one in: qualcode transcript add FILE."),
        )
    counted = counted_from(study, wished, looked)
    carried = _carried(counted)
    codes = {topic.id: _codes(study, topic) for topic in guide.topics}
    cells = [_raised(one, topic, codes[topic.id], carried) for topic in guide.topics for one in scanned]
    groups: dict[str, int] = {}
    for one in scanned:
        for group in _groups(one):
            groups[group] = groups.get(group, 0) + 1
    return GuideReport(
        by=by,
        groups=groups,
        topics={topic.id: topic.label_in(study.settings.language) for topic in guide.topics},
        interviews=tuple(one.transcript for one in scanned),
        cells=tuple(raised for found in cells for raised in found),
        without_code=frozenset(topic.id for topic in guide.topics if not topic.codes),
        notes=tuple(_notes(study, guide, counted)),
    )


# What the interviews say


def _question(study: Study, guide: Guide, by: str) -> Question:
    """What is asked of every transcript; the answers are kept, since looking for cues loads spaCy."""
    topics = [(topic.id, topic.questions, topic.asked, topic.heard) for topic in guide.topics]
    rests_on = _METHOD, by, topics, study.settings.language, sorted(study.respondents.items())
    return Question(
        look=partial(_scan, guide=guide, by=by),
        name="guide",
        kept=_Scanned,
        frame=blake2b(repr(rests_on).encode(), digest_size=8).hexdigest(),
        dear=True,
    )


def _scan(study: Study, transcript: Transcript, guide: Guide, by: str) -> _Scanned:
    return _Scanned(
        transcript=transcript.id,
        date=transcript.date,
        speakers=groups_of_speakers(study, transcript, by),
        found=_first(study, transcript, guide),
    )


def _first(study: Study, transcript: Transcript, guide: Guide) -> tuple[Found, ...]:
    language = transcript.language or study.settings.language
    questions = [turn for turn in transcript.turns if transcript.is_interviewer(turn)]
    found = (
        *_worded(questions, guide),
        *_cued(questions, "asked", {topic.id: topic.asked for topic in guide.topics}, language),
        *_cued(list(transcript.answers()), "heard", {topic.id: topic.heard for topic in guide.topics}, language),
    )
    place = transcript.position
    first: dict[tuple[str, str, str], str] = {}
    for topic, kind, speaker, turn in sorted(found, key=lambda one: place[one[3]]):
        first.setdefault((topic, kind, speaker), turn)
    return tuple((*key, turn) for key, turn in first.items())


def _worded(turns: Iterable[Turn], guide: Guide) -> Iterator[Found]:
    """Questions asked in the guide's own words, capitals and accents apart."""
    wanted = [(topic.id, _bare(question)) for topic in guide.topics for question in topic.questions]
    for turn in turns if wanted else ():
        text = _bare(turn.text)
        for topic, question in wanted:
            if question and question in text:
                yield topic, "asked", turn.speaker, turn.id


def _bare(text: str) -> str:
    return " ".join(plain(text).casefold().replace("\u00a0", " ").split()).rstrip(" ?.!")


def _cued(turns: Sequence[Turn], kind: str, cues: Mapping[str, tuple[str, ...]], language: str) -> Iterator[Found]:
    """Topics of which a cue is found; cues are written as in a codebook."""
    if not any(cues.values()):
        return
    from qualcode.suggest.cues import find_hits  # noqa: PLC0415 - loads spaCy

    book = Codebook(codes=tuple(Code(id=topic, cues=own) for topic, own in cues.items()))
    hits = find_hits((turn.text for turn in turns), ([] for _turn in turns), book, language)
    for turn, found in zip(turns, hits, strict=True):
        for topic in dict.fromkeys(hit.code for hit in found):
            yield topic, kind, turn.speaker, turn.id


# Cells


def _carried(counted: Counted) -> dict[tuple[str, str], frozenset[str]]:
    """The codes of each coded interview, by group."""
    return {
        (interview.id, group): frozenset(one.code for one in interview.by_group[group])
        for interview in counted.interviews
        for group in interview.groups
    }


def _codes(study: Study, topic: Topic) -> frozenset[str]:
    """The codes of a topic and those below them, as they count today."""
    book = study.codebook
    found = {book.resolve(code) for code in topic.codes if code in book.by_id}
    return frozenset(book.resolve(below) for code in found for below in book.under(code))


def _groups(one: _Scanned) -> list[str]:
    return list(dict.fromkeys(group for groups in one.speakers.values() for group in groups))


def _raised(
    one: _Scanned, topic: Topic, codes: frozenset[str], carried: Mapping[tuple[str, str], frozenset[str]]
) -> Iterator[Raised]:
    """A topic in an interview, for each group of those who answer."""
    own = [found for found in one.found if found[0] == topic.id]
    for group in _groups(one):
        there = carried.get((one.transcript, group))
        asked = next((turn for _topic, kind, _speaker, turn in own if kind == "asked"), "")
        heard = next((turn for _t, kind, who, turn in own if kind == "heard" and _is_of(one, who, group)), "")
        yield Raised(
            topic=topic.id,
            interview=one.transcript,
            group=group,
            asked=f"{one.transcript}:{asked}" if asked else "",
            heard=f"{one.transcript}:{heard}" if heard else "",
            codes=None if there is None else tuple(sorted(codes & there)),
        )


def _is_of(one: _Scanned, speaker: str, group: str) -> bool:
    """True when the speaker stands in the group; one whom the header does not name stands in all."""
    return group in one.speakers.get(speaker, (group,))


def _notes(study: Study, guide: Guide, counted: Counted) -> Iterator[str]:
    yield from left_out((), counted.unreadable, counted.displaced)
    if any(problem.severity == "error" for problem in check_guide(study)):
        yield _("Some codes of the guide are not in the codebook: `qualcode check` says which.")
    if not any(topic.asked or topic.questions for topic in guide.topics):
        yield _("No topic has questions or words under `asked:`: whether it was asked can't be told.")
