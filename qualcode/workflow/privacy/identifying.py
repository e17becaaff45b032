"""What in an interview may identify somebody: its turns, who speaks, the name of its file."""

import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from qualcode.core.study import Respondent
from qualcode.core.transcript import Transcript
from qualcode.privacy.detection import Entities, detect, gather, is_cased
from qualcode.privacy.key import Entry, Key
from qualcode.privacy.known import Known
from qualcode.privacy.mention import Kind
from qualcode.privacy.proposing import HEADER, Occurrence, Proposal, proposals, words_around
from qualcode.privacy.search import Searcher, index_of, separate, words_of
from qualcode.privacy.substitutes import Inventor, Wish, inventor, is_initial, usable
from qualcode.store import ethics
from qualcode.store.study import Study
from qualcode.text.lemmas import language_of
from qualcode.workflow.interviews.speakers import is_generic
from qualcode.workflow.study.naming import folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """An interview to pseudonymise: in the study already, or (`new`) about to come in with its respondents.

    `outside` are texts that stand outside the turns: the name of the file, cells of the table.
    """

    transcript: Transcript
    new: bool = False
    respondents: tuple[Respondent, ...] = ()
    outside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What was found in an interview. `clashes` are substitutes in use that turn out to be real names here.

    `language` is the one whose rules were used.
    """

    subject: Subject
    language: str
    proposals: tuple[Proposal, ...]
    inventor: Inventor
    clashes: tuple[Entry, ...] = ()


def look(
    study: Study,
    subject: Subject,
    key: Key,
    *,
    wish: Wish | None = None,
    model_of: Callable[[str], Entities | None] = lambda _language: None,
) -> Looked:
    """What may identify somebody in an interview, with a substitute for each; by the rules of the language of its words."""
    transcript = subject.transcript
    said = transcript.language or study.settings.language
    language = language_of(turn.text for turn in transcript.turns) or said
    model = model_of(language)
    again = _was_replaced(study, subject)
    found = list(_found(subject, key, language, model, again=again))
    names = [place.text for _kind, place in found]
    clashes = () if again else _clashes(key, [place.text for kind, place in found if kind == "person"])
    inventing = inventor(key, names, language=language, wish=wish)
    pseudonyms = _pseudonyms(study, subject, inventing)
    days = key.days.get(_person(transcript), 0)
    made = proposals(found, key, inventing, days=days, pseudonyms=pseudonyms)
    return Looked(subject=subject, language=language, proposals=made, inventor=inventing, clashes=clashes)


def with_days(key: Key, transcript: Transcript) -> Key:
    """The key with a number of days by which this respondent's dates are moved: whole weeks, four to twenty-six."""
    person = _person(transcript)
    if person in key.days:
        return key
    weeks = (4 + secrets.randbelow(23)) * secrets.choice((-1, 1))
    return replace(key, days={**key.days, person: 7 * weeks})


def _person(transcript: Transcript) -> str:
    return next(iter(transcript.respondents.values()), "") or transcript.id


def _was_replaced(study: Study, subject: Subject) -> bool:
    """True when this interview was pseudonymised before: its names are substitutes then."""
    events = ethics.events(study) if not subject.new else ()
    return any(each.what == "replaced" and each.transcript == subject.transcript.id for each in events)


def _found(
    subject: Subject, key: Key, language: str, model: Entities | None, *, again: bool
) -> Iterator[tuple[Kind, Occurrence]]:
    transcript = subject.transcript
    texts = {turn.id: turn.text for turn in transcript.turns}
    cased = is_cased(texts.values())
    searcher = searcher_of(key)
    known = _known(key, texts.values(), language, cased=cased)
    entries = {entry.id: entry for entry in key.entries}
    substitutes = {word for entry in key.entries for word in words_of(entry.substitute)} if again else set()
    yield from _labels(subject, known, language, substitutes)
    for turn, text in texts.items():
        hits = [hit for hit in separate(searcher.find(text)) if hit.sure or hit.how == "exact"]
        taken: list[tuple[int, int]] = []
        for mention in detect(text, language=language, known=known, model=model, cased=cased):
            words = words_of(mention.text)
            if " ".join(words) in key.kept or (words and substitutes.issuperset(words)):
                continue
            taken.append((mention.start, mention.end))
            kind: Kind = "initials" if mention.kind == "person" and is_initial(mention.text) else mention.kind
            yield kind, _occurrence(turn, text, mention.start, mention.end, mention.rule, sure=mention.sure)
        for hit in hits:
            if all(hit.end <= start or hit.start >= end for start, end in taken):
                rule = "key" if hit.how == "exact" else "near"
                yield entries[hit.entry].kind, _occurrence(turn, text, hit.start, hit.end, rule, sure=hit.sure)


def _known(key: Key, texts: Iterable[str], language: str, *, cased: bool) -> Known:
    entries = {entry.name: entry.kind for entry in key.entries if entry.search == "anywhere"}
    return gather(texts, language=language, known=Known(entries=entries, never=key.kept), cased=cased)


def _labels(subject: Subject, known: Known, language: str, substitutes: set[str]) -> Iterator[tuple[Kind, Occurrence]]:
    """Names outside the turns: of whoever speaks, in the file's name, in the header."""
    transcript = subject.transcript
    speakers = dict.fromkeys([*(turn.speaker for turn in transcript.turns), *transcript.respondents])
    names = [label for label in speakers if not is_generic(label) and label not in _ROLES]
    names += [cell for name, cell in transcript.attributes.items() if folded(name) in _COLUMNS]
    for name in filter(None, names):
        words = words_of(name)
        if words and " ".join(words) not in known.never and not substitutes.issuperset(words):
            yield "person", Occurrence(turn=HEADER, start=0, end=len(name), text=name, rule="speaker")
    for text in (*subject.outside, *transcript.attributes.values()):
        for mention in detect(text, language=language, known=known, cased=True):
            if mention.kind in {"person", "initials", "place", "organisation", "email", "phone"} and not (
                mention.kind == "phone" and text in subject.outside  # numbers of a file's name
            ):
                yield (
                    mention.kind,
                    _occurrence(HEADER, text, mention.start, mention.end, mention.rule, sure=mention.sure),
                )


_COLUMNS = frozenset(  # of a researcher's table
    [
        *(
            "nom",
            "prenom",
            "nom de famille",
            "nom complet",
            "nom et prenom",
            "prenom et nom",
            "nom prenom",
            "prenom nom",
        ),
        *("name", "first name", "last name", "surname", "family name", "full name"),
    ]
)
_ROLES = frozenset(
    ["Enquêtrice", "Enquêteur", "Chercheur", "Chercheuse", "Intervieweur", "Intervieweuse", "Interviewer", "Moderator"]
)


def _occurrence(turn: str, text: str, start: int, end: int, rule: str, *, sure: bool) -> Occurrence:
    before, after = words_around(text, start, end)
    return Occurrence(
        turn=turn, start=start, end=end, text=text[start:end], before=before, after=after, rule=rule, sure=sure
    )


def _clashes(key: Key, names: Iterable[str]) -> tuple[Entry, ...]:
    """Entries whose substitute is the real name of somebody in this interview."""
    real = {word for name in names for word in words_of(name) if len(word) > 1}
    own = {word for entry in key.entries for word in words_of(entry.name)}
    people = (entry for entry in key.entries if entry.kind == "person" and not entry.substitute.startswith("["))
    return tuple(entry for entry in people if (real - own) & set(words_of(entry.substitute)))


def _pseudonyms(study: Study, subject: Subject, inventing: Inventor) -> dict[str, str]:
    """Pseudonyms that the table of respondents gives already, by the folded words of the label they stand for."""
    people = {**study.respondents, **{person.id: person for person in subject.respondents}}
    found = {}
    for label, person in subject.transcript.respondents.items():
        pseudonym = people[person].pseudonym if person in people else ""
        words = set(words_of(pseudonym))
        if words and not words & set(words_of(label)) and usable(pseudonym, inventing.busy - words):
            found[" ".join(words_of(label))] = pseudonym
    return found


def searcher_of(key: Key) -> Searcher:
    """Finds the names of a key that is open."""
    secret = os.urandom(32)
    return Searcher(index_of(key, secret), secret)
