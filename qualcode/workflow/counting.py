"""Count codes over interviews and types of respondents: frequency and saturation rest on the same table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from qualcode.core.address import Anchor
from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.speech import count_words
from qualcode.core.study import values_of
from qualcode.core.transcript import Transcript
from qualcode.errors import Unknown
from qualcode.store.study import Study

Span = tuple[int, int]
Passage = tuple[tuple[int, int], tuple[int, int], tuple[Anchor, ...]]
"""First and last boundary as (turn's place, code point), and the anchors between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """A code in an interview: coded passages (overlapping ones counted once) and the respondent's words in them."""

    code: str
    segments: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedInterview:
    """One coded interview: the groups it stands in, and the codes it carries, in all and by group."""

    id: str
    date: str
    groups: tuple[str, ...]
    overall: tuple[Carried, ...]
    by_group: Mapping[str, tuple[Carried, ...]]


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
    coders: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def count(study: Study, *, by: str = "type", coder: str | None = None, level: str = "code") -> Counted:
    """Count what `coder` (or everybody) coded, by an attribute of the respondents or of the transcript's header.

    Left out: the interviewer's turns, author's brackets, codings that have lost their place, interviews nobody has coded.
    Raises Unknown when no respondent and no transcript has the attribute.
    """
    coders = (coder,) if coder else study.coders
    interviews: list[CountedInterview] = []
    uncoded: list[str] = []
    displaced = 0
    for transcript in study.passes():
        placements = [placement for name in coders for placement in study.placements(name, transcript)]
        placed = [placement.coding for placement in placements if placement.placed]
        displaced += len(placements) - len(placed)
        if placements:
            interviews.append(_interview(study, transcript, placed, by, level))
        else:
            uncoded.append(transcript.id)
    _check_attribute(study, interviews, by)
    interviews.sort(key=lambda interview: interview.date or "9999")  # undated last; a stable sort keeps E2 before E10
    codes = _codes_in_order(study.codebook, interviews, level)
    seen = {interview.id for interview in interviews} | set(uncoded)
    counted = Counted(
        by=by,
        interviews=tuple(interviews),
        groups=_group_sizes(interviews),
        codes=codes,
        labels=labels(study, codes),
        uncoded=tuple(uncoded),
        unreadable=tuple(name for name in study.transcript_ids if name not in seen),
        displaced=displaced,
        coders=tuple(coders),
    )
    return _with_notes(counted)


def labels(study: Study, codes: Iterable[str]) -> dict[str, str]:
    """What readers call each code, in the study's language."""
    book = study.codebook
    return {code: book.by_id[code].label_in(study.settings.language) if code in book.by_id else code for code in codes}


def groups_of_speakers(study: Study, transcript: Transcript, by: str) -> dict[str, tuple[str, ...]]:
    """The groups of each respondent's label in a transcript: values of `by`, or nothing ("") when the respondent has none."""
    respondents = study.respondents
    own = values_of(transcript.attribute(by))
    groups: dict[str, tuple[str, ...]] = {}
    for label, person in transcript.respondents.items():
        respondent = respondents.get(person)
        values = values_of(respondent.attribute(by)) if respondent else ()
        groups[label] = values or own or (NO_GROUP,)
    return groups or {"": own or (NO_GROUP,)}


NO_GROUP = ""
"""The group of interviews whose respondents lack the attribute."""


def _interview(
    study: Study, transcript: Transcript, codings: Sequence[Coding], by: str, level: str
) -> CountedInterview:
    speakers = groups_of_speakers(study, transcript, by)
    groups = tuple(dict.fromkeys(group for names in speakers.values() for group in names))
    merged = _passages(study.codebook, transcript, codings, level)
    overall = tuple(_carried(code, passages, transcript, None) for code, passages in merged.items())
    if len(groups) == 1 and all(names == groups for names in speakers.values()):
        by_group = {groups[0]: overall}
    else:
        by_group = {
            group: tuple(
                carried
                for code, passages in merged.items()
                if (carried := _carried(code, passages, transcript, _labels_in(speakers, group))).segments
            )
            for group in groups
        }
    return CountedInterview(id=transcript.id, date=transcript.date, groups=groups, overall=overall, by_group=by_group)


def _labels_in(speakers: Mapping[str, tuple[str, ...]], group: str) -> frozenset[str]:
    return frozenset(label for label, groups in speakers.items() if group in groups)


def _passages(
    book: Codebook, transcript: Transcript, codings: Sequence[Coding], level: str
) -> dict[str, list[Passage]]:
    """The passages of each code, in text order, overlapping ones joined; the interviewer's turns left out."""
    position, by_turn, interviewer = transcript.position, transcript.by_turn, transcript.interviewer
    resolved: dict[str, str] = {}
    found: dict[str, list[Passage]] = {}
    for coding in codings:
        code = resolved.get(coding.code)
        if code is None:
            code = book.resolve(coding.code)
            code = resolved[coding.code] = book.theme(code) if level == "theme" else code
        anchors = [anchor for anchor in coding.anchors if by_turn[anchor.turn].speaker not in interviewer]
        if anchors:
            first, last = anchors[0], anchors[-1]
            passage = (position[first.turn], first.start), (position[last.turn], last.end), tuple(anchors)
            found.setdefault(code, []).append(passage)
    return {code: list(_joined(sorted(passages, key=_by_place))) for code, passages in found.items()}


def _by_place(passage: Passage) -> tuple[tuple[int, int], tuple[int, int]]:
    return passage[0], passage[1]


def _joined(passages: Iterable[Passage]) -> Iterator[Passage]:
    last: Passage | None = None
    for passage in passages:
        if last is not None and passage[0] < last[1]:
            last = last[0], max(last[1], passage[1]), last[2] + passage[2]
            continue
        if last is not None:
            yield last
        last = passage
    if last is not None:
        yield last


def _carried(
    code: str, passages: Sequence[Passage], transcript: Transcript, speakers: frozenset[str] | None
) -> Carried:
    """How much of a code these speakers (None: everybody) say."""
    segments = words = 0
    for _start, _end, anchors in passages:
        own = [anchor for anchor in anchors if speakers is None or transcript.by_turn[anchor.turn].speaker in speakers]
        segments += bool(own)
        words += count_words(own[0].quote) if len(own) == 1 else _words_once(own, transcript)
    return Carried(code=code, segments=segments, words=words)


def _words_once(anchors: Iterable[Anchor], transcript: Transcript) -> int:
    """Words under at least one of the anchors, each counted once."""
    total = 0
    for turn, own in groupby(sorted(anchors, key=lambda anchor: (anchor.turn, anchor.start)), lambda a: a.turn):
        text = transcript.by_turn[turn].text
        total += sum(count_words(text[start:end]) for start, end in union((a.start, a.end) for a in own))
    return total


def union(spans: Iterable[Span]) -> list[Span]:
    """Spans sorted, those that overlap or touch made one.

    >>> union([(5, 9), (0, 6), (12, 13)])
    [(0, 9), (12, 13)]
    """
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _group_sizes(interviews: Iterable[CountedInterview]) -> dict[str, int]:
    """Coded interviews in each group, in order of first appearance."""
    sizes: dict[str, int] = {}
    for interview in interviews:
        for group in interview.groups:
            sizes[group] = sizes.get(group, 0) + 1
    return sizes


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


def _check_attribute(study: Study, interviews: Sequence[CountedInterview], by: str) -> None:
    if not interviews or any(group != NO_GROUP for interview in interviews for group in interview.groups):
        return
    columns = [name for name in study.table(study.respondents_path).value.columns if name not in {"id", "pseudonym"}]
    headers = ("mode", "source", "language", "date")
    if by in columns:
        return
    raise Unknown(
        _("no respondent and no transcript has “{by}”.").format(by=by),
        where=study.relative(study.respondents_path),
        advice=_("Choose one of: {names}.").format(names=", ".join([*columns, *headers])),
    )


def _with_notes(counted: Counted) -> Counted:
    from dataclasses import replace  # noqa: PLC0415

    notes = []
    if counted.uncoded:
        note = plural(
            "{n} interview is not coded yet and is left out: {ids}.",
            "{n} interviews are not coded yet and are left out: {ids}.",
            len(counted.uncoded),
            ids=", ".join(counted.uncoded),
        )
        notes.append(note)
    if counted.unreadable:
        names = ", ".join(counted.unreadable)
        notes.append(_("Can't be read and left out (see `qualcode check`): {ids}.").format(ids=names))
    if counted.displaced:
        notes.append(
            plural(
                "{n} coding has lost its place and is not counted (see `qualcode check`).",
                "{n} codings have lost their place and are not counted (see `qualcode check`).",
                counted.displaced,
            )
        )
    if undated := [interview.id for interview in counted.interviews if not interview.date]:
        notes.append(_("Without a date, so put last in the order: {ids}.").format(ids=", ".join(undated)))
    return replace(counted, notes=tuple(notes))
