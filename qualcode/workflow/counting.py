"""Count codes over interviews and types of respondents: frequency and saturation rest on the same table."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path
from typing import TypeVar

from qualcode.core.address import Anchor
from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.speech import count_words
from qualcode.core.study import values_of
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.cache import read_cache, write_cache
from qualcode.store.study import Study
from qualcode.workflow.naming import attribute
from qualcode.workflow.standing import counted_coders, standing, turned_down_note

T = TypeVar("T")

Span = tuple[int, int]
Passage = tuple[int, int, tuple[Anchor | Coding, ...]]
"""First and last boundary (turn's place * TURN + code point), and the anchors between them: a coding of one turn is its own."""
TURN = 1 << 32


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
    turned_down: int = 0
    coders: tuple[str, ...] = ()
    notes: tuple[str, ...] = field(default=())


def count(
    study: Study, *, by: str = "type", coder: str | None = None, level: str = "code", words: bool = True
) -> Counted:
    """Count what `coder` (or everybody) coded, by an attribute of the respondents or of the transcript's header.

    `words` can be left out where only codes matter: segments and words may then be 1 and 0.

    Left out: the interviewer's turns, author's brackets, codings that have lost their place or that an arbitration turned
    down, interviews nobody has coded. Raises Unknown when no respondent and no transcript has the attribute.
    """
    by = attribute(study, by)
    coders = counted_coders(study, coder)
    interviews: list[CountedInterview] = []
    uncoded: list[str] = []
    displaced = turned_down = 0
    for transcript_id, looked in _looked_at(study, coders, by, level, words=words).items():
        displaced += looked.displaced
        turned_down += looked.turned_down
        if looked.interview is None:
            uncoded.append(transcript_id)
        else:
            interviews.append(looked.interview)
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
        turned_down=turned_down,
        coders=tuple(coders),
    )
    return _with_notes(counted)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What counting found in one transcript (`interview` is None where nobody coded), for the state that `key` names."""

    key: str
    interview: CountedInterview | None
    displaced: int
    turned_down: int


INDEX_FROM = 100
"""From so many transcripts on, what was counted is kept, so that only what changed is counted again."""
_METHOD = "counts-2"


def _looked_at(study: Study, coders: Sequence[str], by: str, level: str, *, words: bool) -> dict[str, _Looked]:
    """Every readable transcript. What can't be read is left to `check`."""
    cache = blake2b(repr((by, level, words, tuple(coders))).encode(), digest_size=8).hexdigest()
    large = len(study.transcript_ids) >= INDEX_FROM
    kept: dict[str, _Looked] = (large and read_cache(study.root, "counts", cache, dict[str, _Looked])) or {}
    frame = f"{_METHOD} {study.frame}"
    keys = {name: f"{frame} {study.state(name, coders)}" if large else "" for name in study.transcript_ids}
    stale = [name for name, key in keys.items() if name not in kept or kept[name].key != key]
    look = partial(_look_at, study.root, coders, by, level, words=words)
    new = dict(spread(look, stale) if large else look(stale))
    found = {
        name: replace(new[name], key=key) if name in new else kept[name]
        for name, key in keys.items()
        if name in new or name not in stale
    }
    if large and found != kept:
        write_cache(study.root, "counts", cache, found)
    return found


def spread(look: Callable[[list[str]], list[T]], names: list[str]) -> Iterator[T]:
    """Look at many transcripts on every core; one after another where the system gives no processes."""
    workers = os.cpu_count() or 1
    size = max(1, len(names) // (4 * workers))
    chunks = [names[n : n + size] for n in range(0, len(names), size)]
    if workers < 2 or len(names) < INDEX_FROM:  # noqa: PLR2004 - one core, or little to do
        yield from look(names)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(workers) as pool:
            for found in pool.map(look, chunks):
                yield from found
    except OSError:  # no semaphores, no memory for a second process
        yield from look(names)


def _look_at(
    root: Path, coders: Sequence[str], by: str, level: str, names: Sequence[str], *, words: bool
) -> list[tuple[str, _Looked]]:
    """Count in these transcripts; what can't be read is left to `check`."""
    study = Study(root)
    found = []
    for name in names:
        with suppress(QualcodeError):
            transcript = study.load(name).transcript
            found.append((name, _look(study, transcript, coders, by, level, key="", words=words)))
    return found


def _look(
    study: Study, transcript: Transcript, coders: Sequence[str], by: str, level: str, *, key: str, words: bool
) -> _Looked:
    placed: list[Coding] = []
    lost = turned_down = 0
    for name in coders:
        found = standing(study, name, transcript)
        placed += found.codings
        lost += found.displaced
        turned_down += found.turned_down
    coded = bool(placed or lost or turned_down)
    interview = _interview(study, transcript, placed, by, level, words=words) if coded else None
    return _Looked(key=key, interview=interview, displaced=lost, turned_down=turned_down)


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


def groups_that_say(speakers: Mapping[str, tuple[str, ...]], labels: Iterable[str]) -> tuple[str, ...]:
    """The groups in which `count` counts a passage that these labels say: all speakers' one group, else the labels' own."""
    groups = tuple(dict.fromkeys(group for names in speakers.values() for group in names))
    if len(groups) == 1:
        return groups
    own = {group for label in labels for group in speakers.get(label, ())}
    return tuple(group for group in groups if group in own)


NO_GROUP = ""
"""The group of interviews whose respondents lack the attribute."""


def _interview(
    study: Study, transcript: Transcript, codings: Sequence[Coding], by: str, level: str, *, words: bool
) -> CountedInterview:
    speakers = groups_of_speakers(study, transcript, by)
    groups = tuple(dict.fromkeys(group for names in speakers.values() for group in names))
    if not words and len(groups) == 1:  # which codes it carries is all that is asked
        found = _carried_codes(study.codebook, transcript, codings, level)
        return CountedInterview(
            id=transcript.id, date=transcript.date, groups=groups, overall=found, by_group={groups[0]: found}
        )
    merged = passages_by_code(study.codebook, transcript, codings, level)
    overall = tuple(_carried(code, passages, transcript, None, words=words) for code, passages in merged.items())
    by_group = {groups[0]: overall}
    if any(names != groups for names in speakers.values()) or len(groups) > 1:
        by_group = {
            group: tuple(
                carried
                for code, passages in merged.items()
                if (carried := _carried(code, passages, transcript, own, words=words)).segments
            )
            for group in groups
            for own in (_labels_in(speakers, group),)
        }
    return CountedInterview(id=transcript.id, date=transcript.date, groups=groups, overall=overall, by_group=by_group)


def _carried_codes(
    book: Codebook, transcript: Transcript, codings: Sequence[Coding], level: str
) -> tuple[Carried, ...]:
    """The codes of an interview, without counting how much of each."""
    answers = {turn.id for turn in transcript.answers()}
    codes = {
        coding.code
        for coding in codings
        if coding.turn in answers or any(anchor.turn in answers for anchor in coding.continues)
    }
    counted = sorted({_counted_as(book, code, level) for code in codes})
    return tuple(Carried(code=code, segments=1, words=0) for code in counted)


def _labels_in(speakers: Mapping[str, tuple[str, ...]], group: str) -> frozenset[str]:
    return frozenset(label for label, groups in speakers.items() if group in groups)


def passages_by_code(
    book: Codebook, transcript: Transcript, codings: Sequence[Coding], level: str
) -> dict[str, list[Passage]]:
    """The passages of each code, in text order, overlapping ones joined; the interviewer's turns left out."""
    answers = {turn.id: n * TURN for n, turn in enumerate(transcript.turns) if not transcript.is_interviewer(turn)}
    resolved = {code: _counted_as(book, code, level) for code in {coding.code for coding in codings}}
    found: dict[str, list[Passage]] = {}
    for coding in codings:
        anchors: tuple[Anchor | Coding, ...]
        if coding.continues:
            anchors = tuple(anchor for anchor in coding.anchors if anchor.turn in answers)
        else:  # nearly every one: it is its own anchor
            anchors = (coding,) if coding.turn in answers else ()
        if anchors:
            first, last = anchors[0], anchors[-1]
            passage = answers[first.turn] + first.start, answers[last.turn] + last.end, anchors
            found.setdefault(resolved[coding.code], []).append(passage)
    return {code: _joined(sorted(passages, key=itemgetter(0, 1))) for code, passages in found.items()}


def _counted_as(book: Codebook, code: str, level: str) -> str:
    """The code that counts today, or its theme."""
    code = book.resolve(code)
    return book.theme(code) if level == "theme" else code


def _joined(passages: Iterable[Passage]) -> list[Passage]:
    """Sorted passages, those that share words made one."""
    joined: list[Passage] = []
    end = -1
    for passage in passages:
        if passage[0] < end:
            first, _last, anchors = joined[-1]
            end = max(end, passage[1])
            joined[-1] = first, end, anchors + passage[2]
        else:
            joined.append(passage)
            end = passage[1]
    return joined


def _carried(
    code: str, passages: Sequence[Passage], transcript: Transcript, speakers: frozenset[str] | None, *, words: bool
) -> Carried:
    """How much of a code these speakers (None: everybody) say."""
    segments = total = 0
    quotes: list[str] = []
    for _start, _end, anchors in passages:
        own = anchors if speakers is None else _said_by(anchors, transcript, speakers)
        segments += bool(own)
        if len(own) == 1:
            quotes.append(own[0].quote)
        elif words:
            total += _words_once(own, transcript)
    # One count for all quotes: no word and no bracket runs over a line break.
    return Carried(code=code, segments=segments, words=total + (count_words("\n".join(quotes)) if words else 0))


def _said_by(
    anchors: Iterable[Anchor | Coding], transcript: Transcript, speakers: frozenset[str]
) -> tuple[Anchor | Coding, ...]:
    return tuple(anchor for anchor in anchors if transcript.by_turn[anchor.turn].speaker in speakers)


def _words_once(anchors: Iterable[Anchor | Coding], transcript: Transcript) -> int:
    """Words under at least one of the anchors, each counted once."""
    spans: dict[str, list[Span]] = {}
    for anchor in anchors:
        spans.setdefault(anchor.turn, []).append((anchor.start, anchor.end))
    texts = transcript.by_turn
    return sum(count_words(texts[turn].text[start:end]) for turn, own in spans.items() for start, end in union(own))


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


def _with_notes(counted: Counted) -> Counted:
    notes = list(left_out(counted.uncoded, counted.unreadable, counted.displaced))
    if counted.turned_down:
        notes.append(turned_down_note(counted.turned_down))
    if undated := [interview.id for interview in counted.interviews if not interview.date]:
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
