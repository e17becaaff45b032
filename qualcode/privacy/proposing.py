"""What was found in one interview, put together by name: what the researcher decides on."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualcode.privacy.key import Key
from qualcode.privacy.mention import KINDS, Kind
from qualcode.privacy.search import words_of
from qualcode.privacy.substitutes import Inventor, by_words, dressed, entries_for, in_its_place, is_titled

HEADER = ""
"""The turn of what stands outside the turns: labels of speakers, the file's name, the header's values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place: code points of a turn (or of a text outside the turns), the words there and around."""

    turn: str
    start: int
    end: int
    text: str = field(repr=False)
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    rule: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A name and everywhere it stands. `substitute` is what would be written; `known`: the key has it already.

    `rows` is what the key would hold of it: (name or part of it, its substitute).
    """

    kind: Kind
    name: str = field(repr=False)
    occurrences: tuple[Occurrence, ...] = field(repr=False)
    substitute: str = ""
    known: bool = False
    rows: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def sure(self) -> bool:
        """True when it may be replaced without asking."""
        return any(each.sure for each in self.occurrences)

    @property
    def in_place(self) -> bool:
        """True for what is replaced where it stands, each time by something else: dates and ages."""
        return self.kind in {"date", "age"}


def proposals(
    found: Iterable[tuple[Kind, Occurrence]], key: Key, inventor: Inventor, *, days: int, pseudonyms: Mapping[str, str]
) -> tuple[Proposal, ...]:
    """What was found, grouped by name, each with a substitute, in the order of kinds.

    `pseudonyms` are what the table of respondents already calls somebody, by their label's folded words.
    """
    groups: dict[tuple[Kind, str], list[Occurrence]] = {}
    for kind, occurrence in found:
        groups.setdefault((kind, _same(kind, occurrence.text)), []).append(occurrence)
    known = {**pseudonyms, **by_words(key.entries)}
    there = {(entry.kind, " ".join(words_of(entry.name))): entry.substitute for entry in key.entries}
    made: list[Proposal] = []
    for (kind, words), places in sorted(groups.items(), key=lambda item: -len(item[0][1].split())):
        name = max((place.text for place in places), key=lambda text: (not text.islower(), text.istitle()))
        proposal = Proposal(kind=kind, name=name, occurrences=tuple(places))
        if proposal.in_place:
            new = in_its_place(kind, name, days, inventor.language) or ""
        elif (kind, words) in there:
            new, proposal = there[kind, words], replace(proposal, known=True)
        else:
            titled = any(is_titled(place.before) for place in places)
            rows = entries_for(kind, name, known, inventor, pseudonyms.get(words), titled=titled)
            new = rows.get(name) or whole(name, {" ".join(words_of(part)): sub for part, sub in rows.items()})
            known |= {" ".join(words_of(part)): sub for part, sub in rows.items()} if kind == "person" else {}
            proposal = replace(proposal, rows=tuple(rows.items()))
        made.append(replace(proposal, substitute=new))
    return tuple(sorted(made, key=_order))


def _order(proposal: Proposal) -> tuple[int, bool, int, int]:
    """By kind; sure ones first; whole names before their parts; what comes often before what comes once."""
    words = len(proposal.name.split()) if proposal.kind == "person" else 0
    return KINDS.index(proposal.kind), not proposal.sure, -words, -len(proposal.occurrences)


def _same(kind: Kind, text: str) -> str:
    """What makes two spellings one name; initials and numbers are one only when written alike."""
    return text if kind in {"initials", "date", "age"} else " ".join(words_of(text)) or text


def whole(text: str, known: Mapping[str, str]) -> str:
    """A name with each part replaced by its substitute; the text itself when none is known.

    >>> whole("Madame Petit", {"petit": "Garnier"})
    'Madame Garnier'
    """
    if (substitute := known.get(" ".join(words_of(text)))) is not None:
        return dressed(substitute, text)
    return " ".join(dressed(known.get(" ".join(words_of(word)), word), word) for word in text.split(" "))


def words_around(text: str, start: int, end: int, width: int = 40) -> tuple[str, str]:
    """The words right before and after a place, on one line."""
    before, after = text[max(0, start - width) : start], text[end : end + width]
    if start > width:
        before = f"…{before.partition(' ')[2] or before}"
    if len(text) > end + width:
        after = f"{after.rpartition(' ')[0] or after}…"
    return before.replace("\n", " "), after.replace("\n", " ")
