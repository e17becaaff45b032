"""Count codes over interviews and types of respondents: frequency and saturation rest on the same table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b

from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.transcript import Transcript
from qualcode.store.study import Study
from qualcode.workflow.reports.asking import Question, answers
from qualcode.workflow.reports.carrying import Carried, Counting, Passage, carried, carried_codes, passages_by_code
from qualcode.workflow.study.groups import NO_GROUP, combined, groups_of_speakers
from qualcode.workflow.study.naming import attribute, labels
from qualcode.workflow.study.standing import counted_coders, standing, turned_down_note


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedInterview:
    """One coded interview: the groups it stands in, and the codes it carries, in all and by group.

    Split by a qualifier, `values` are those that it has, and the groups of `by_group` are combined with them.
    `people` maps each respondent to the groups he or she stands in (the interview's id stands for an unknown one);
    `by_person` says who carries what where there are several.
    """

    id: str
    date: str
    groups: tuple[str, ...]
    overall: tuple[Carried, ...]
    by_group: Mapping[str, tuple[Carried, ...]]
    values: tuple[str, ...] = ()
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    by_person: Mapping[str, tuple[Carried, ...]] = field(default_factory=dict)

    def said(self) -> Iterator[tuple[str, tuple[Carried, ...]]]:
        """Each respondent, and the codes of what he or she said."""
        return ((person, self.by_person.get(person, self.overall)) for person in self.people)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The coded interviews in order of date, and what was left out of the count."""

    by: str
    interviews: tuple[CountedInterview, ...]
    groups: Mapping[str, int]
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    uncoded: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    displaced: int = 0
    turned_down: int = 0
    coders: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is counted: whose codings, by which attribute of the respondents or of the transcript's header, and how.

    `by` may name several attributes, with commas: groups are then their combinations; empty, it makes one group of all.
    """

    by: str
    coders: tuple[str, ...]
    how: Counting


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What counting found in one transcript; `interview` is None where nobody coded."""

    interview: CountedInterview | None
    displaced: int
    turned_down: int


def wish_for(study: Study, *, by: str = "type", coder: str | None = None, how: Counting | None = None) -> Wish:
    """What `coder` (or everybody) coded, by an attribute. Raises Unknown when nobody and no transcript has the attribute."""
    return Wish(by=attribute(study, by) if by else "", coders=counted_coders(study, coder), how=how or Counting())


def count(study: Study, *, by: str = "type", coder: str | None = None, how: Counting | None = None) -> Counted:
    """Count what `coder` (or everybody) coded, by an attribute; for how, see Counting. Raises Unknown as `wish_for`."""
    wished = wish_for(study, by=by, coder=coder, how=how)
    (found,) = answers(study, count_question(study, wished))
    return counted_from(study, wished, found)


def counted_from(study: Study, wish: Wish, found: Mapping[str, Looked]) -> Counted:
    """The count, from what was found in each transcript.

    Left out: the interviewer's turns, author's brackets, codings that have lost their place or that an arbitration turned
    down, interviews nobody has coded. An interview without a coding that has the qualifiers asked for is coded all the same,
    and stays in what is counted out of.
    """
    by, how = wish.by, wish.how
    interviews = [looked.interview for looked in found.values() if looked.interview]
    interviews.sort(key=lambda interview: interview.date or "9999")  # undated last; a stable sort keeps E2 before E10
    codes = _codes_in_order(study.codebook, interviews, how.level)
    return _with_notes(
        Counted(
            by=by,
            interviews=tuple(interviews),
            groups=_split_sizes(interviews, by) if how.split else _group_sizes(interviews),
            codes=codes,
            labels=labels(study, codes),
            uncoded=tuple(name for name, looked in found.items() if not looked.interview),
            unreadable=tuple(name for name in study.transcript_ids if name not in found),
            displaced=sum(looked.displaced for looked in found.values()),
            turned_down=sum(looked.turned_down for looked in found.values()),
            coders=wish.coders,
        )
    )


_METHOD = "counts-4"


def count_question(study: Study, wish: Wish) -> Question:
    """What is asked of every transcript to count what is wished for."""
    digest = blake2b(repr((wish.by, wish.how, wish.coders)).encode(), digest_size=8).hexdigest()
    return Question(
        look=partial(_look, wish=wish),
        name=f"counts-{digest}",
        kept=Looked,
        frame=f"{_METHOD} {study.frame}",
        coders=wish.coders,
    )


def _look(study: Study, transcript: Transcript, wish: Wish) -> Looked:
    placed: list[Coding] = []
    lost = turned_down = 0
    for name in wish.coders:
        found = standing(study, name, transcript)
        placed += found.codings
        lost += found.displaced
        turned_down += found.turned_down
    coded = bool(placed or lost or turned_down)
    how = wish.how
    wanted = [coding for coding in placed if how.wants(coding)] if how.qualifiers else placed
    interview = _interview(study, transcript, wanted, wish.by, how) if coded else None
    return Looked(interview=interview, displaced=lost, turned_down=turned_down)


def _interview(
    study: Study, transcript: Transcript, codings: Sequence[Coding], by: str, how: Counting
) -> CountedInterview:
    speakers = groups_of_speakers(study, transcript, by)
    groups = tuple(dict.fromkeys(group for names in speakers.values() for group in names))
    people = _people(study, transcript, speakers)
    known = {person: own for person, (_labels, own) in people.items()}
    if (
        not how.words and len(groups) == len(people) == 1 and not how.split
    ):  # which codes it carries is all that is asked
        found = carried_codes(study.codebook, transcript, codings, how)
        by_group = {groups[0]: found}
        return CountedInterview(
            id=transcript.id, date=transcript.date, groups=groups, overall=found, by_group=by_group, people=known
        )
    merged = passages_by_code(study.codebook, transcript, codings, how)
    overall = tuple(carried(merged, transcript, words=how.words))

    def said_by(labels: Iterable[str], own: Mapping[str, Sequence[Passage]] = merged) -> tuple[Carried, ...]:
        everybody = frozenset(labels) >= speakers.keys()
        if everybody and own is merged:
            return overall
        return tuple(carried(own, transcript, None if everybody else frozenset(labels), words=how.words))

    values = tuple(dict.fromkeys(coding.qualifiers.get(how.split, "") for coding in codings)) if how.split else ()
    parts = {group: [label for label, own in speakers.items() if group in own] for group in groups}
    by_value = {
        value: passages_by_code(study.codebook, transcript, _with(codings, how.split, value), how) for value in values
    }
    return CountedInterview(
        id=transcript.id,
        date=transcript.date,
        groups=groups,
        overall=overall,
        by_group={
            _with_value(by, group, value): said_by(labels, own)
            for group, labels in parts.items()
            for value, own in by_value.items()
        }
        if how.split
        else {group: said_by(labels) for group, labels in parts.items()},
        values=values,
        people=known,
        by_person={person: said_by(labels) for person, (labels, _own) in people.items()} if len(people) > 1 else {},
    )


def _people(
    study: Study, transcript: Transcript, speakers: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[list[str], tuple[str, ...]]]:
    """Each respondent of an interview with his or her labels and groups; who is not in the table goes by the interview."""
    found: dict[str, tuple[list[str], tuple[str, ...]]] = {}
    for label, groups in speakers.items():
        person = transcript.respondents.get(label, "")
        person = person if person in study.respondents else transcript.id
        labels, known = found.get(person, ([], ()))
        found[person] = [*labels, label], tuple(dict.fromkeys((*known, *groups)))
    return found


def _with_value(by: str, group: str, value: str) -> str:
    return combined(group, value) if by else value


def _with(codings: Sequence[Coding], qualifier: str, value: str) -> list[Coding]:
    return [coding for coding in codings if coding.qualifiers.get(qualifier, "") == value]


def _group_sizes(interviews: Iterable[CountedInterview]) -> dict[str, int]:
    """Coded interviews in each group, in order of first appearance."""
    sizes: dict[str, int] = {}
    for interview in interviews:
        for group in interview.groups:
            sizes[group] = sizes.get(group, 0) + 1
    return sizes


def _split_sizes(interviews: Sequence[CountedInterview], by: str) -> dict[str, int]:
    """The same for each value of a qualifier: every interview of a group could have had such a coding."""
    values = dict.fromkeys(value for interview in interviews for value in interview.values)
    ordered = sorted(values, key=lambda value: value == NO_GROUP)  # what is stated first
    return {_with_value(by, group, value): n for group, n in _group_sizes(interviews).items() for value in ordered}


def _codes_in_order(book: Codebook, interviews: Iterable[CountedInterview], level: str) -> tuple[str, ...]:
    """The codebook's order, usable codes even at zero; then codes that no codebook knows."""
    used = {carried.code for interview in interviews for carried in interview.overall}
    themes = {book.theme(code.id) for code in book.usable()}
    ordered = [
        code.id
        for _depth, code in book.tree()
        if code.id in used
        or (code.id in themes if level == "theme" else code.status == "active" and not code.merged_into)
    ]
    return (*ordered, *sorted(used - set(ordered)))


def nothing_yet() -> str:
    """What is said of a study in which nobody has coded anything."""
    return _(
        "Nothing is coded yet, so there is nothing to count: qualcode tag add E01:2 CODE, or qualcode suggest E01."
    )


def _with_notes(counted: Counted) -> Counted:
    notes = [] if counted.interviews else [nothing_yet()]
    notes += left_out(counted.uncoded if counted.interviews else (), counted.unreadable, counted.displaced)
    if counted.turned_down:
        notes.append(turned_down_note(counted.turned_down))
    undated = [interview.id for interview in counted.interviews if not interview.date]
    if undated and len(undated) == len(counted.interviews):
        notes.append(_("No interview has a date: their order is that of their files."))
    elif undated:
        notes.append(_("Without a date, so put last in the order: {ids}.").format(ids=", ".join(undated)))
    return replace(counted, notes=tuple(notes))


def left_out(uncoded: Sequence[str], unreadable: Sequence[str], displaced: int) -> Iterator[str]:
    """What a report says about the interviews and codings that it could not count."""
    if uncoded:
        yield plural(
            "{n} interview is not coded yet and is left out: {ids}.",
            "{n} interviews are not coded yet and are left out: {ids}.",
            len(uncoded),
            ids=", ".join(uncoded),
        )
    if unreadable:
        yield _("Can't be read and left out (see `qualcode check`): {ids}.").format(ids=", ".join(unreadable))
    if displaced:
        yield plural(
            "{n} coding has lost its place and is not counted (see `qualcode check`).",
            "{n} codings have lost their place and are not counted (see `qualcode check`).",
            displaced,
        )
