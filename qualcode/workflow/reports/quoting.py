"""Gather the quotes of each code, ready to be signed and printed."""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from qualcode.core.address import Anchor
from qualcode.core.codebook import Code, in_language
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.study import Respondent
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError, Unknown
from qualcode.report.bank import Bank, Chapter, Group, Quote
from qualcode.report.citation import attributes_of, fields
from qualcode.store.study import Study
from qualcode.workflow.interviews.finding import after, before
from qualcode.workflow.reports.carrying import union
from qualcode.workflow.study.groups import NO_GROUP, groups_of_speakers, groups_that_say
from qualcode.workflow.study.naming import attribute, find_code
from qualcode.workflow.study.standing import counted_coders, standing, turned_down_note
from qualcode.workflow.study.telling import shared_by

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Coded:
    """A coding on respondents' turns: its first and last boundary, as (turn's place, code point), and its coder."""

    first: Place
    last: Place
    anchors: tuple[Anchor, ...]
    coding: Coding
    coder: str


def bank(
    study: Study,
    codes: Sequence[str] = (),
    *,
    by: str = "type",
    coder: str | None = None,
    context: int = 0,
    style: str | None = None,
    transcripts: Sequence[str] = (),
    min_cell: int = 1,
    qualifiers: Mapping[str, str] | None = None,
) -> Bank:
    """The quotes of these codes (default: every code that has some), a chapter per code, grouped by an attribute.

    A code's chapter holds its own quotes and those of codes merged into it; codes below it have chapters of their own,
    which naming the code above brings along. One passage coded by several coders is one quote. `context` is how many
    characters around each quote to give. A passage that people of two groups say stands in both, as reports count it.
    `transcripts` keeps to some interviews, `qualifiers` to passages of which a coder said all that (print=yes: marked as
    worth printing). Of a respondent, only what at least `min_cell` respondents share is told. Raises Unknown for a code
    that is not there.
    """
    check_style(study)
    by = attribute(study, by) if by else ""
    chosen = chosen_codes(study, codes)
    named = {study.codebook.resolve(find_code(study, name).id) for name in codes}
    found: dict[str, list[Quote]] = {code.id: [] for code in chosen}
    displaced = refused = 0
    order: dict[str, int] = {}
    for transcript in _in_order(study, transcripts):
        by_code, lost, turned_down = _coded(study, transcript, coder, found)
        displaced += lost
        refused += turned_down
        groups = groups_of_speakers(study, transcript, by) if by else {}
        for group in chain.from_iterable(groups.values()):
            order.setdefault(group, len(order))
        people: dict[str, _Speaker] = {}
        for code_id, codings in by_code.items():
            for passage in _joined(codings):
                if not _said(passage, qualifiers or {}):
                    continue
                label = transcript.by_turn[passage[0].coding.turn].speaker
                if label not in people:
                    people[label] = _speaker(study, transcript, label)
                said_by = {transcript.by_turn[anchor.turn].speaker for coded in passage for anchor in coded.anchors}
                heard = groups_that_say(groups, said_by) or (NO_GROUP,)
                found[code_id] += _quotes(transcript, code_id, passage, people[label], heard, context)
    if min_cell > 1:
        found = _concealed(study, found, by, style, min_cell)
    chapters = [_chapter(study, code, found[code.id], order) for code in chosen if found[code.id] or code.id in named]
    signed = study.settings.quotes
    return Bank(
        title=study.settings.title or study.root.name,
        language=study.settings.language,
        by=by,
        chapters=tuple(chapters),
        style=signed if style is None else replace(signed, style="role" if style == "role" else "name"),
        notes=tuple(_notes(displaced, refused)),
    )


def _in_order(study: Study, transcripts: Sequence[str]) -> list[Transcript]:
    """These interviews, or every readable one, in order of date; a stable sort keeps E2 before E10."""
    there = map(study.transcript, transcripts) if transcripts else study.passes()
    return sorted(there, key=lambda transcript: transcript.date or "9999")


def chosen_codes(study: Study, names: Sequence[str]) -> list[Code]:
    """The codes named and those below them (default: all), in the codebook's order. Raises Unknown."""
    book = study.codebook
    if not names:
        return [code for _depth, code in book.tree() if not code.merged_into]
    wanted: set[str] = set()
    for name in names:
        wanted |= book.under(book.resolve(find_code(study, name).id))
    return [code for _depth, code in book.tree() if code.id in wanted and not code.merged_into]


def _coded(
    study: Study, transcript: Transcript, coder: str | None, wanted: Container[str]
) -> tuple[dict[str, list[_Coded]], int, int]:
    """Codings of a transcript by the code that counts today, in text order; how many lost their place, were turned down."""
    found: dict[str, list[_Coded]] = {}
    lost = refused = 0
    for name in counted_coders(study, coder):
        own = standing(study, name, transcript)
        lost += own.displaced
        refused += own.turned_down
        for coding in own.codings:
            code = study.codebook.resolve(coding.code)
            if code not in wanted:
                continue
            anchors = tuple(
                anchor for anchor in coding.anchors if not transcript.is_interviewer(transcript.by_turn[anchor.turn])
            )
            if anchors:
                found.setdefault(code, []).append(_as_coded(transcript, anchors, coding, name))
    for codings in found.values():
        codings.sort(key=lambda coded: (coded.first, coded.last, coded.coder))
    return found, lost, refused


def _as_coded(transcript: Transcript, anchors: tuple[Anchor, ...], coding: Coding, coder: str) -> _Coded:
    place = transcript.position
    return _Coded(
        first=(place[anchors[0].turn], anchors[0].start),
        last=(place[anchors[-1].turn], anchors[-1].end),
        anchors=anchors,
        coding=coding if len(anchors) == len(coding.anchors) else coding.at_anchors(anchors),
        coder=coder,
    )


def _joined(codings: Iterable[_Coded]) -> Iterator[list[_Coded]]:
    """Codings that share words, together: they are one passage."""
    passage: list[_Coded] = []
    last: Place = (-1, 0)
    for coded in codings:
        if passage and coded.first >= last:
            yield passage
            passage = []
        passage.append(coded)
        last = max(last, coded.last) if len(passage) > 1 else coded.last
    if passage:
        yield passage


def _said(passage: Sequence[_Coded], qualifiers: Mapping[str, str]) -> bool:
    """True when one coding of the passage carries all these qualifiers."""
    return any(qualifiers.items() <= coded.coding.qualifiers.items() for coded in passage)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """Who speaks in an interview: the id, and what a signature can name (one mapping for all the quotes)."""

    id: str
    attributes: Mapping[str, str]


def _speaker(study: Study, transcript: Transcript, label: str) -> _Speaker:
    person = _person(study, transcript, label)
    attributes = {**transcript.attributes, "mode": transcript.mode, **_stated(attributes_of(person))}
    return _Speaker(id=person.id, attributes=attributes)


def _quotes(
    transcript: Transcript,
    code: str,
    passage: Sequence[_Coded],
    speaker: _Speaker,
    groups: Sequence[str],
    context: int,
) -> Iterator[Quote]:
    """The quote of a passage, once for each group; signed by whoever begins it."""
    pieces = _pieces(transcript, passage)
    (turn, start, end), (last_turn, _start, last_end) = pieces[0], pieces[-1]
    first = transcript.by_turn[turn]
    quote = Quote(
        reference=f"{transcript.id}:{turn}@{start}-{end}",
        text=" […] ".join(transcript.by_turn[turn].text[start:end] for turn, start, end in pieces),
        code=code,
        transcript=transcript.id,
        respondent=speaker.id,
        group=groups[0],
        attributes=speaker.attributes,
        coders=tuple(dict.fromkeys(coded.coder for coded in passage)),
        memos=tuple((coded.coder, coded.coding.memo) for coded in passage if coded.coding.memo),
        qualifiers=_qualifiers(passage),
        before=before(first.text, start, context) if context else "",
        after=after(transcript.by_turn[last_turn].text, last_end, context) if context else "",
        time=first.time or "",
    )
    yield quote
    yield from (replace(quote, group=group) for group in groups[1:])


def _pieces(transcript: Transcript, passage: Sequence[_Coded]) -> list[tuple[str, int, int]]:
    """The stretches of text that a passage is made of: (turn, start, end), in text order."""
    if len(passage) == len(passage[0].anchors) == 1:  # nearly every one
        (only,) = passage[0].anchors
        return [(only.turn, only.start, only.end)]
    spans: dict[str, list[Place]] = {}
    for anchor in (anchor for coded in passage for anchor in coded.anchors):
        spans.setdefault(anchor.turn, []).append((anchor.start, anchor.end))
    return [
        (turn, start, end)
        for turn, found in sorted(spans.items(), key=lambda item: transcript.position[item[0]])
        for start, end in union(found)
    ]


def _concealed(
    study: Study, found: Mapping[str, Sequence[Quote]], by: str, style: str | None, k: int
) -> dict[str, list[Quote]]:
    """The quotes with no more told of each respondent than k respondents share: the group first, then the signature."""
    parts = tuple(filter(None, by.split(",")))
    names = tuple(dict.fromkeys((*parts, *signature_fields(study, style))))
    told = shared_by(study, names, k)

    def concealed(quote: Quote) -> Quote:
        hidden = names[told.get(quote.respondent, 0) :]
        kept = {name: value for name, value in quote.attributes.items() if name not in hidden}
        return replace(
            quote, group=quote.group if told.get(quote.respondent, 0) >= len(parts) else NO_GROUP, attributes=kept
        )

    return {code: _told_once(map(concealed, quotes)) for code, quotes in found.items()}


def _told_once(quotes: Iterable[Quote]) -> list[Quote]:
    """A quote that stood in two groups stands once where no group is told."""
    return list({(quote.reference, quote.group): quote for quote in quotes}.values())


def signature_fields(study: Study, style: str | None = None) -> tuple[str, ...]:
    """The attributes that signatures tell, pseudonym and id apart."""
    quotes = study.settings.quotes
    template = quotes.role if (style or quotes.style) == "role" else quotes.first
    return tuple(name for name in dict.fromkeys(fields(template)) if name not in {"pseudonym", "id"})


def _stated(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """Attributes that say something: what a respondent's row leaves open, the interview's header may tell."""
    return {name: value for name, value in attributes.items() if value}


def _qualifiers(passage: Sequence[_Coded]) -> Mapping[str, str]:
    """Qualifiers of all codings of the passage; where coders differ, both values are shown."""
    found: dict[str, dict[str, None]] = {}
    for coded in passage:
        for name, value in coded.coding.qualifiers.items():
            found.setdefault(name, {})[value] = None
    return {name: " / ".join(values) for name, values in sorted(found.items())}


def _person(study: Study, transcript: Transcript, label: str) -> Respondent:
    """The respondent who speaks; one that no table knows is named by the label in the transcript."""
    person = transcript.respondents.get(label, "")
    return study.respondents.get(person) or Respondent(id=person or label, pseudonym=label)


def _chapter(study: Study, code: Code, found: Sequence[Quote], order: Mapping[str, int]) -> Chapter:
    language = study.settings.language
    by_group: dict[str, list[Quote]] = {}
    for quote in found:
        by_group.setdefault(quote.group, []).append(quote)
    return Chapter(
        code=code.id,
        label=code.label_in(language),
        path=tuple(_path(study, code)),
        definition=in_language(code.definition, language),
        groups=tuple(
            Group(name=name, quotes=tuple(by_group[name]))
            for name in sorted(by_group, key=lambda name: order.get(name, len(order)))
        ),
    )


def _path(study: Study, code: Code) -> list[str]:
    """The labels above a code, top first."""
    labels: list[str] = []
    seen = {code.id}
    while (parent := study.codebook.by_id.get(code.parent or "")) is not None and parent.id not in seen:
        seen.add(parent.id)
        labels.insert(0, parent.label_in(study.settings.language))
        code = parent
    return labels


def _notes(displaced: int, refused: int) -> Iterator[str]:
    if displaced:
        yield plural(
            "{n} coding has lost its place and is not quoted (see `qualcode check`).",
            "{n} codings have lost their place and are not quoted (see `qualcode check`).",
            displaced,
        )
    if refused:
        yield turned_down_note(refused)


def check_style(study: Study) -> None:
    """Raises Unknown when a signature names an attribute that nobody and no interview has: it would always be empty."""
    quotes = study.settings.quotes
    wanted = {name for template in (quotes.first, quotes.then, quotes.role) for name in fields(template)}
    known = {"id", "pseudonym", "mode", *study.table(study.respondents_path).value.columns}
    if wanted - known:
        known |= {name for transcript in study.passes() for name in transcript.attributes}
    for name in sorted(wanted - known) if study.transcript_ids else ():
        raise Unknown(
            _("quotes are signed with “{name}”, which no respondent has.").format(name=name),
            where="qualcode.toml",
            advice=_("Choose among: {names}.").format(names=", ".join(sorted(known))),
        )


def nothing_to_quote(found: Bank) -> QualcodeError | None:
    """What to say when no quote was found."""
    if found.quotes:
        return None
    return QualcodeError(
        _("there is no quote yet for these codes."),
        advice=_("`qualcode codebook list` shows which codes have codings."),
    )
