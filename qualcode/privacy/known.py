"""What is known of a study's people and places before a turn is read."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from qualcode.privacy.mention import Kind
from qualcode.privacy.words import plain_words

Index = Mapping[str, tuple[tuple[tuple[str, ...], Kind], ...]]


@dataclass(frozen=True, kw_only=True)
class Known:
    """`entries` are the study's own list and the real names of its key: found in any case, with or without accents.

    `learned` is what `gather` understood from the study's transcripts, `likely` what it could not be sure of, `common` the
    folded words that it mostly writes in small letters: a capital alone makes no name of them. `never` are words that the
    researcher said identify nobody. All may be written with any capitals and accents.
    """

    entries: Mapping[str, Kind] = field(default_factory=dict)
    learned: Mapping[str, Kind] = field(default_factory=dict)
    likely: Mapping[str, Kind] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    never: frozenset[str] = frozenset()

    @cached_property
    def by_entry(self) -> Index:
        """Entries under their first plain word, the longest first."""
        return _index(self.entries.items())

    @cached_property
    def by_learned(self) -> Index:
        """Learned names under their first plain word, the longest first."""
        return _index(self.learned.items())

    @cached_property
    def by_likely(self) -> Index:
        """Likely names under their first plain word, the longest first."""
        return _index(self.likely.items())

    @cached_property
    def never_plain(self) -> frozenset[str]:
        """What is never replaced, as plain words."""
        return frozenset(" ".join(plain_words(one)) for one in self.never)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The plain words of known names, long enough to be misspelt."""
        every = (*self.entries.items(), *self.learned.items())
        people = {word for name, kind in every if kind in {"person", "place"} for word in plain_words(name)}
        return tuple(sorted(word for word in people if len(word) > 3))  # noqa: PLR2004


def _index(items: Iterable[tuple[str, Kind]]) -> Index:
    found: defaultdict[str, list[tuple[tuple[str, ...], Kind]]] = defaultdict(list)
    for name, kind in items:
        if words := plain_words(name):
            found[words[0]].append((words, kind))
    return {first: tuple(sorted(entries, key=lambda entry: -len(entry[0]))) for first, entries in found.items()}
