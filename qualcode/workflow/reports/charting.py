"""Chart what each respondent said under each code, beside the researcher's summaries (framework analysis)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet
from qualcode.report.framework import Case, Extract, Framework
from qualcode.store.study import Study
from qualcode.workflow.interviews.finding import after
from qualcode.workflow.reports import summarising
from qualcode.workflow.reports.asking import Question, answers
from qualcode.workflow.reports.carrying import Counting, passages_by_code, union
from qualcode.workflow.reports.counting import left_out, nothing_yet
from qualcode.workflow.reports.quoting import chosen_codes
from qualcode.workflow.study.groups import groups_of_speakers
from qualcode.workflow.study.naming import attribute, labels
from qualcode.workflow.study.standing import counted_coders, standing

Row = tuple[str, str, str, str]
"""Respondent, code, reference, words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Charted:
    """What one interview gives to the matrix; nothing when nobody coded it."""

    transcript: str
    date: str
    people: Mapping[str, tuple[str, ...]]
    rows: tuple[Row, ...]
    coded: bool
    displaced: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """What is charted, and how."""

    by: str
    level: str
    coders: tuple[str, ...]
    codes: frozenset[str] | None
    length: int


def framework(
    study: Study,
    names: Sequence[str] = (),
    *,
    by: str = "type",
    coder: str | None = None,
    themes: bool = False,
    length: int = 200,
) -> Framework:
    """Respondents x codes (those named and below; default: all that hold something), quotes cut at `length` (0: whole).

    With `themes`, a code's passages stand under the top of its tree. Rows are sorted by the attribute `by`. A respondent
    has the words of one's own turns, in all interviews. Raises Unknown for a code or an attribute that is not there,
    NothingYet when there is nothing to chart.
    """
    by = attribute(study, by)
    level = "theme" if themes else "code"
    wanted = {_column(study, code.id, level) for code in chosen_codes(study, names)} if names else None
    wish = _Wish(
        by=by,
        level=level,
        coders=counted_coders(study, coder),
        codes=None if wanted is None else frozenset(wanted),
        length=length,
    )
    (found,) = answers(study, Question(look=partial(_chart, wish=wish)))
    charted = sorted(found.values(), key=lambda one: one.date or "9999")
    cells: dict[tuple[str, str], list[Extract]] = {}
    for one in charted:
        for person, code, reference, words in one.rows:
            cells.setdefault((person, code), []).append(Extract(reference=reference, text=words))
    written = _written(study, level, wanted)
    if not cells and not written:
        raise _nothing(named=bool(names))
    codes = _columns(study, {code for _person, code in (*cells, *written)} | (wanted or set()))
    return Framework(
        title=study.settings.title or study.root.name,
        language=study.settings.language,
        by=by,
        charted=bool(names),
        cases=tuple(_cases(study, charted, {person for person, _code in written}, by)),
        codes=codes,
        labels=labels(study, codes),
        cells={key: tuple(found) for key, found in cells.items()},
        summaries=written,
        notes=tuple(_notes(study, charted)),
    )


def _column(study: Study, code: str, level: str) -> str:
    code = study.codebook.resolve(code)
    return study.codebook.theme(code) if level == "theme" else code


def _nothing(*, named: bool) -> NothingYet:
    return NothingYet(_("Nothing is coded with these codes, so there is nothing to chart.") if named else nothing_yet())


# The interviews


def _chart(study: Study, transcript: Transcript, wish: _Wish) -> _Charted:
    placed: list[Coding] = []
    lost = turned_down = 0
    for coder in wish.coders:
        found = standing(study, coder, transcript)
        placed += found.codings
        lost += found.displaced
        turned_down += found.turned_down
    coded = bool(placed or lost or turned_down)
    groups = groups_of_speakers(study, transcript, wish.by)
    speakers = [turn.speaker for turn in transcript.answers()]
    people = {_person(transcript, label): groups.get(label, ("",)) for label in dict.fromkeys(speakers)}
    return _Charted(
        transcript=transcript.id,
        date=transcript.date,
        people=people if coded else {},
        rows=tuple(_rows(study, transcript, placed, wish)),
        coded=coded,
        displaced=lost,
    )


def _person(transcript: Transcript, label: str) -> str:
    return transcript.respondents.get(label, "") or label


def _rows(study: Study, transcript: Transcript, placed: Sequence[Coding], wish: _Wish) -> Iterator[Row]:
    person = {turn.id: _person(transcript, turn.speaker) for turn in transcript.answers()}
    for code, passages in passages_by_code(study.codebook, transcript, placed, Counting(level=wish.level)).items():
        if wish.codes is not None and code not in wish.codes:
            continue
        for _first, _last, anchors in passages:
            for name in dict.fromkeys(person[anchor.turn] for anchor in anchors):
                reference, words = _extract(transcript, [one for one in anchors if person[one.turn] == name])
                yield name, code, reference, after(words, 0, wish.length) if wish.length else words


def _extract(transcript: Transcript, anchors: Sequence[Anchor | Coding]) -> tuple[str, str]:
    """The reference of a passage's first stretch, and all its words, with […] where it jumps."""
    first = anchors[0]
    if len(anchors) == 1:  # nearly every one
        return f"{transcript.id}:{first.turn}@{first.start}-{first.end}", first.quote
    spans: dict[str, list[tuple[int, int]]] = {}
    for anchor in anchors:
        spans.setdefault(anchor.turn, []).append((anchor.start, anchor.end))
    pieces = [(turn, *span) for turn, found in spans.items() for span in union(found)]
    turn, start, end = pieces[0]
    words = " […] ".join(transcript.by_turn[turn].text[start:end] for turn, start, end in pieces)
    return f"{transcript.id}:{turn}@{start}-{end}", words


# Rows and columns


def _columns(study: Study, used: Iterable[str]) -> tuple[str, ...]:
    """The codebook's order, then codes that no codebook knows."""
    used = set(used)
    ordered = [code.id for _depth, code in study.codebook.tree() if code.id in used]
    return (*ordered, *sorted(used.difference(ordered)))


def _cases(study: Study, charted: Iterable[_Charted], written: Iterable[str], by: str) -> Iterator[Case]:
    """Whoever speaks in a coded interview or has a summary, by group, in the order of the table of respondents."""
    groups: dict[str, dict[str, None]] = {}
    interviews: dict[str, list[str]] = {}
    for one in charted:
        for person, own in one.people.items():
            groups.setdefault(person, {}).update(dict.fromkeys(own))
            interviews.setdefault(person, []).append(one.transcript)
    for person in written:
        known = study.respondents.get(person)
        groups.setdefault(person, {known.attribute(by) if known else "": None})
    place = {person: n for n, person in enumerate(study.respondents)}
    people = sorted(groups, key=lambda person: (place.get(person, len(place)), person))
    first = {group: n for n, group in reversed(list(enumerate(next(iter(groups[person])) for person in people)))}
    for person in sorted(people, key=lambda person: first[next(iter(groups[person]))]):
        known = study.respondents.get(person)
        name = known.pseudonym if known and known.pseudonym else person
        yield Case(id=person, name=name, groups=tuple(groups[person]), interviews=tuple(interviews.get(person, ())))


def _written(study: Study, level: str, wanted: set[str] | None) -> dict[tuple[str, str], str]:
    """Summaries by respondent and the code that counts today; several for one cell, one under another."""
    found: dict[tuple[str, str], str] = {}
    for one in summarising.written(study):
        code = _column(study, one.code, level)
        known = one.respondent in study.respondents and one.code in study.codebook.by_id
        if known and (wanted is None or code in wanted):
            key = one.respondent, code
            found[key] = f"{found[key]}\n{one.text}" if key in found else one.text
    return found


def _notes(study: Study, charted: Sequence[_Charted]) -> Iterator[str]:
    read = {one.transcript for one in charted}
    unreadable = [name for name in study.transcript_ids if name not in read]
    uncoded = [one.transcript for one in charted if not one.coded]
    yield from left_out(uncoded, unreadable, sum(one.displaced for one in charted))
    if problems := list(summarising.check_summaries(study)):
        yield (
            _("Some summaries are not shown: `qualcode check` says which.")
            if any(problem.severity == "error" for problem in problems)
            else _("Some cells have two summaries: `qualcode check` says which.")
        )
