"""Pseudonymise an interview: find, decide, replace. The key is written first, then the study's files, as one.

A crash between the two loses nothing: the key holds every decision, and doing the same again replaces the words.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.core.language import _
from qualcode.core.speech import BRACKETS
from qualcode.core.study import Respondent
from qualcode.errors import QualcodeError
from qualcode.privacy.key import Entry, Key
from qualcode.privacy.mention import Kind
from qualcode.privacy.proposing import HEADER, Occurrence, whole
from qualcode.privacy.record import Event, dump
from qualcode.privacy.search import Hit, Searcher, separate, words_of
from qualcode.privacy.substitutes import dressed
from qualcode.store import ethics, files
from qualcode.store.keys import Opened, write_key
from qualcode.store.study import Study
from qualcode.store.together import Write, write_together
from qualcode.text.edits import Piece
from qualcode.workflow.privacy.identifying import Looked, Subject, searcher_of
from qualcode.workflow.privacy.rewriting import Rewriting, forget_caches, rewriting, writes_of

_Chosen = tuple[int, int, Kind, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was replaced, by kind; which other interviews were changed."""

    transcript: str
    kinds: Mapping[Kind, int]
    renamed: tuple[str, ...] = ()


def carry_out(study: Study, looked: Looked, opened: Opened, *, coder: str | None = None) -> tuple[Done, Opened]:
    """Replace what was decided on in the interview, its codings and journals; the key is written before.

    Substitutes that are real names here get others, in every interview where they stand.
    """
    subject, key = looked.subject, opened.key
    refuse_twice(study, subject, key)
    clashing, key = _renamed(key, looked)
    one, kinds = _rewriting(looked, key)
    one = replace(one, after=replace(one.after, id=_new_id(study, one, subject)))
    if subject.new:
        key = replace(key, sources={**key.sources, subject.transcript.fingerprint: one.after.id})
    opened = write_key(opened, key)
    memos = replacing({}, searcher_of(key), {entry.id: entry for entry in key.entries})
    others = _rename_elsewhere(study, subject, clashing)
    if others:
        renames = [
            ethics.event(study, "renamed", key.study, coder=coder, transcript=other.before.id) for other in others
        ]
        _write(study, writes_of(study, others, memos), renames)
    writes = _incoming(study, one, subject) if subject.new else writes_of(study, [one], memos)
    said = ethics.event(study, "replaced", key.study, coder=coder, transcript=one.after.id)
    _write(study, writes, [replace(said, kinds=kinds)])
    waiting = {name: places for name, places in key.waiting.items() if name != subject.transcript.id}
    if waiting != key.waiting:
        opened = write_key(opened, replace(key, waiting=waiting))
    done = Done(
        transcript=one.after.id,
        kinds=kinds,
        renamed=tuple(other.before.id for other in others),
    )
    return done, opened


def refuse_twice(study: Study, subject: Subject, key: Key) -> None:
    """Raises QualcodeError for an original that came in before."""
    twin = key.sources.get(subject.transcript.fingerprint, "") if subject.new else ""
    if twin in study.transcript_ids:
        raise QualcodeError(
            _("the same words are here already, as {id}.").format(id=twin),
            advice=_("Counted twice, they would change every result. Leave it out, or remove {id} first.").format(
                id=twin
            ),
        )


def _write(study: Study, writes: Sequence[Write], events: Iterable[Event]) -> None:
    data = files.read(study.root / ethics.RECORD)
    record = Write(path=ethics.RECORD, found=files.etag(data), data=(data or b"") + b"".join(map(dump, events)))
    write_together(study.root, [*writes, record])
    forget_caches(study)
    study.refresh()


def _rewriting(looked: Looked, key: Key) -> tuple[Rewriting, dict[Kind, int]]:
    transcript = looked.subject.transcript
    searcher = searcher_of(key)
    entries = {entry.id: entry for entry in key.entries}
    known = {" ".join(words_of(entry.name)): entry.substitute for entry in key.entries if entry.search != "here"}
    decided = _decided(looked, key)
    places = key.places_in(transcript.id, transcript.fingerprint)
    kinds: dict[Kind, int] = {}
    literal: dict[str, str] = {}
    only_here: dict[str, str] = {}
    pieces: dict[str, list[Piece]] = {}
    for turn in transcript.turns:
        chosen = [(place.start, place.end, place.kind, place.substitute) for place in places if place.turn == turn.id]
        here = {(start, end) for start, end, kind, _new in chosen if kind not in {"date", "age"}}
        chosen += [
            (place.start, place.end, kind, whole(place.text, known)) for kind, place in decided if place.turn == turn.id
        ]
        hits = [hit for hit in searcher.find(turn.text) if hit.sure]
        chosen += [(hit.start, hit.end, entries[hit.entry].kind, _substitute(hit, turn.text, entries)) for hit in hits]
        for start, end, kind, new in _apart(chosen):
            old = turn.text[start:end]
            kinds[kind] = kinds.get(kind, 0) + 1
            (only_here if (start, end) in here else literal).setdefault(old, new)
            pieces.setdefault(turn.id, []).extend(_by_word(turn.text, start, end, new))
    for _kind, place in decided:
        if place.turn == HEADER:
            literal.setdefault(place.text, whole(place.text, known))
    one = rewriting(transcript, pieces, replacing(literal, searcher, entries))
    if gone := _gone(only_here, one):
        one = rewriting(transcript, pieces, replacing({**gone, **literal}, searcher, entries))
    return one, kinds


def _gone(only_here: Mapping[str, str], one: Rewriting) -> dict[str, str]:
    """Names replaced place by place that stand nowhere any more: older states, in journals, lose them too."""
    text = "\n".join(turn.text for turn in one.after.turns)
    return {
        old: new
        for old, new in only_here.items()
        if sum(map(str.isalpha, old)) > 1 and re.search(rf"(?<!\w){re.escape(old)}(?!\w)", text) is None
    }


def _decided(looked: Looked, key: Key) -> list[tuple[Kind, Occurrence]]:
    """The sure places of names that are replaced everywhere; the others were decided on one by one."""
    there = {(entry.kind, " ".join(words_of(entry.name))) for entry in key.entries if entry.search != "here"}
    parts = {words for kind, words in there if kind == "person"}
    found = []
    for proposal in looked.proposals:
        words = words_of(proposal.name)
        titled = proposal.kind == "person" and bool(words) and words[-1] in parts
        if (proposal.kind, " ".join(words)) in there or titled:
            found += [(proposal.kind, place) for place in proposal.occurrences if place.sure]
    return found


def _substitute(hit: Hit, text: str, entries: Mapping[str, Entry]) -> str:
    return dressed(entries[hit.entry].substitute, text[hit.start : hit.end])


def _apart(chosen: Iterable[_Chosen]) -> list[_Chosen]:
    """Places in text order, none over another: the longest stays, and of equals the one decided first."""
    kept: list[_Chosen] = []
    for one in sorted(chosen, key=lambda one: one[0] - one[1]):
        if all(one[1] <= other[0] or one[0] >= other[1] for other in kept):
            kept.append(one)
    return sorted(kept)


def _by_word(text: str, start: int, end: int, new: str) -> Iterator[Piece]:
    """A piece as one for each word, where there are as many: a coding that ends between them stays exact.

    Inside author's brackets a general term goes without brackets of its own.
    """
    if any(found.start() < start and end < found.end() for found in BRACKETS.finditer(text)):
        new = new.strip("[]")
    old, words = text[start:end].split(" "), new.split(" ")
    if len(old) != len(words) or new.startswith("["):
        yield start, end, new
        return
    for was, word in zip(old, words, strict=True):
        if was != word:
            yield start, start + len(was), word
        start += len(was) + 1


def replacing(literal: Mapping[str, str], searcher: Searcher, entries: Mapping[str, Entry]) -> Callable[[str], str]:
    """Replaces, in any text, what was replaced in the turns, then every other name of the key."""
    longest = sorted(literal, key=len, reverse=True)
    known = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)") if longest else None

    def replaced(text: str) -> str:
        if known is not None:
            text = known.sub(lambda found: literal[found[0]], text)
        for hit in reversed(separate(hit for hit in searcher.find(text) if hit.sure)):
            text = text[: hit.start] + _substitute(hit, text, entries) + text[hit.end :]
        return text

    return replaced


# Bringing in


def _new_id(study: Study, one: Rewriting, subject: Subject) -> str:
    """The id without names; a name in general words loses its brackets."""
    if not subject.new:
        return one.before.id
    words = re.sub(r"[-_]", " ", one.before.id)
    without = one.replace(words)
    made = "-".join(re.findall(r"[^\W_]+", without)) if without != words else one.before.id
    number, free = 1, made
    while free in study.transcript_ids:
        number += 1
        free = f"{made}-{number}"
    return free


def _incoming(study: Study, one: Rewriting, subject: Subject) -> list[Write]:
    """The files that a new interview brings: itself, and the table with its respondents."""
    from qualcode.formats import people, transcripts  # noqa: PLC0415 - only for what comes in

    path = study.transcript_path(one.after.id)
    found = [Write(path=study.relative(path), found=files.ABSENT, data=transcripts.dumps(one.after))]
    if subject.respondents:
        table = study.table(study.respondents_path)
        new = [_respondent(person, one) for person in subject.respondents]
        data = people.dump_table(people.with_respondents(table.value, new))
        found.append(Write(path=study.relative(study.respondents_path), found=table.etag, data=data))
    return found


def _respondent(person: Respondent, one: Rewriting) -> Respondent:
    attributes = {name: one.replace(cell) for name, cell in person.attributes.items()}
    return replace(person, pseudonym=one.replace(person.pseudonym), attributes=attributes)


# Substitutes that turn out to be real names


def _renamed(key: Key, looked: Looked) -> tuple[Key, Key]:
    """The clashing substitutes as a key of their own (old substitute, new one), and the key with new ones."""
    names: dict[str, str] = {}
    for clash in looked.clashes:
        for word in clash.substitute.split():
            if word not in names and set(words_of(word)) & looked.inventor.busy:
                names[word] = looked.inventor.name(word, family=False)
    entries = []
    for entry in key.entries if names else ():
        new = " ".join(names.get(word, word) for word in entry.substitute.split(" "))
        if entry.kind == "person" and new != entry.substitute and not entry.substitute.startswith("["):
            entries.append(replace(entry, substitute=new))
    renames = [
        Entry(id=f"n{n}", kind="person", name=old, substitute=new) for n, (old, new) in enumerate(names.items(), 1)
    ]
    return Key(study=key.study, entries=tuple(renames)), key.with_entries(entries)


def _rename_elsewhere(study: Study, subject: Subject, clashing: Key) -> list[Rewriting]:
    """The interviews in which a clashing substitute stands, with the new one in its place."""
    if not clashing.entries:
        return []
    done = {each.transcript for each in ethics.events(study) if each.what == "replaced"} - {subject.transcript.id}
    entries = {entry.id: entry for entry in clashing.entries}
    searcher = searcher_of(clashing)
    found = []
    for transcript_id in sorted(done & set(study.transcript_ids)):
        transcript = study.transcript(transcript_id)
        pieces = {
            turn.id: [
                (hit.start, hit.end, _substitute(hit, turn.text, entries))
                for hit in separate(searcher.find(turn.text))
                if hit.how == "exact"
            ]
            for turn in transcript.turns
        }
        one = rewriting(transcript, pieces, replacing({}, searcher, entries))
        if one.after != one.before:
            found.append(one)
    return found


def elsewhere(study: Study, key: Key, done: Collection[str]) -> tuple[str, ...]:
    """The interviews, other than those just done, that hold names of the key."""
    searcher = searcher_of(key)
    found = []
    for transcript_id in study.transcript_ids:
        text = (files.read(study.transcript_path(transcript_id)) or b"").decode(errors="replace")
        if transcript_id not in done and any(hit.sure for hit in searcher.find(text)):
            found.append(transcript_id)
    return tuple(found)
