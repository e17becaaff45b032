"""Decide what becomes of each name that was found; every decision is a new key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.privacy.key import Entry, Key, Place, Search, Waiting
from qualcode.privacy.mention import Kind
from qualcode.privacy.proposing import Occurrence, Proposal
from qualcode.privacy.search import words_of
from qualcode.privacy.substitutes import Inventor, by_words, dressed, entries_for, inventor, searched, usable
from qualcode.store.study import Study
from qualcode.workflow.privacy.identifying import Looked, searcher_of

Action = Literal["everywhere", "here", "never"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the researcher wants for a proposal.

    `places` are indexes of occurrences: the ones that "here" is about, or all that a person saw and wants replaced.
    """

    action: Action
    substitute: str = field(default="", repr=False)
    places: tuple[int, ...] = ()


def decide(looked: Looked, key: Key, proposal: Proposal, decision: Decision) -> Key:
    """The key after a decision. Raises QualcodeError for a substitute that is, or looks like, a real name."""
    if decision.action == "never":
        words = words_of(proposal.name)
        left = tuple(entry for entry in key.entries if words_of(entry.name) != words)
        return replace(key, entries=left, kept=key.kept | {" ".join(words)})
    if decision.substitute and decision.substitute != proposal.substitute:
        _refuse_real(looked.inventor, decision.substitute, proposal.substitute)
    chosen = decision.substitute or proposal.substitute
    if decision.action == "here" or proposal.in_place or proposal.kind == "initials":
        wanted = decision.places if decision.action == "here" else range(len(proposal.occurrences))
        places = [(proposal.occurrences[n], proposal, chosen) for n in wanted]
        key = _with_places(key, looked.subject.transcript, places)
        return (
            key
            if proposal.in_place
            else _with_rows(key, proposal.kind, {proposal.name: chosen}, looked.inventor, here=True)
        )
    seen = [(proposal.occurrences[n], proposal, chosen) for n in decision.places]
    key = _with_places(key, looked.subject.transcript, [one for one in seen if not one[0].sure and one[0].turn])
    if proposal.known and chosen == proposal.substitute:
        return key
    if chosen == proposal.substitute:  # as it was shown
        return _with_rows(key, proposal.kind, dict(proposal.rows), looked.inventor)
    rows = entries_for(proposal.kind, proposal.name, by_words(key.entries), looked.inventor, chosen)
    return _with_rows(key, proposal.kind, rows, looked.inventor)


def with_name(study: Study, key: Key, kind: Kind, name: str, substitute: str | None = None) -> Key:
    """The key with a name that nobody has met yet. Raises QualcodeError for a substitute that is a real name."""
    inventing = inventor(key, [name], language=study.settings.language)
    if not words_of(name):
        raise QualcodeError(_("“{name}” is no name.").format(name=name))
    if substitute:
        _refuse_real(inventing, substitute, inventing.name(name, family=False))
    rows = entries_for(kind, name, by_words(key.entries), inventing, substitute)
    return _with_rows(key, kind, rows, inventing)


def _refuse_real(inventing: Inventor, substitute: str, other: str) -> None:
    if substitute.startswith("[") or usable(substitute, inventing.busy):
        return
    raise QualcodeError(
        _("“{name}” is, or looks like, a real name of this study.").format(name=substitute),
        advice=_("Choose another one, such as {name}.").format(name=other),
    )


def _with_rows(key: Key, kind: Kind, rows: Mapping[str, str], inventing: Inventor, *, here: bool = False) -> Key:
    """The key with these names; those that were only replaced here do not change one that it has."""
    there = {(entry.kind, " ".join(words_of(entry.name))): entry for entry in key.entries}
    for name, substitute in rows.items():
        old = there.get((kind, " ".join(words_of(name))))
        if old is not None and here:
            continue
        search: Search = "here" if here else searched(kind, name, inventing.language)
        number = old.id if old else key.next_id()
        key = key.with_entries([Entry(id=number, kind=kind, name=name, substitute=substitute, search=search)])
    return key


def _with_places(key: Key, transcript: Transcript, chosen: Iterable[tuple[Occurrence, Proposal, str]]) -> Key:
    old = key.places_in(transcript.id, transcript.fingerprint)
    new = tuple(
        Place(
            turn=place.turn,
            start=place.start,
            end=place.end,
            kind=proposal.kind,
            name=place.text,
            substitute=dressed(substitute, place.text),
        )
        for place, proposal, substitute in chosen
    )
    kept = [place for place in old if not any((place.turn, place.start) == (one.turn, one.start) for one in new)]
    waiting = Waiting(fingerprint=transcript.fingerprint, places=(*kept, *new))
    return replace(key, waiting={**key.waiting, transcript.id: waiting})


def sure_ones(looked: Looked, key: Key) -> tuple[Key, tuple[Proposal, ...]]:
    """The key with every sure proposal replaced everywhere, and the proposals that a person must decide on."""
    rest = []
    for proposal in looked.proposals:
        if not proposal.sure:
            rest.append(proposal)
        elif proposal.known:  # replaced as the key says
            continue
        elif proposal.in_place or proposal.kind == "initials":
            wanted = tuple(n for n, place in enumerate(proposal.occurrences) if place.sure)
            key = decide(looked, key, proposal, Decision(action="here", places=wanted))
        else:
            key = decide(looked, key, proposal, Decision(action="everywhere"))
    searcher = searcher_of(key)  # a misspelling of a name that was just decided on is replaced with it
    return key, tuple(each for each in rest if not any(hit.sure for hit in searcher.find(each.name)))
