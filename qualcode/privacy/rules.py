"""What a language's table of detection rules is made of. Tables: rules_fr, rules_en, numbers; detection reads them.

Every pattern runs over a folded text: small letters, no accents, straight apostrophes, author's brackets blanked.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from qualcode.privacy.mention import Kind

Pattern = re.Pattern[str]
Reach = Literal["match", "name", "place", "organisation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to recognise something. The group `x` of the pattern is what identifies (all of it where there is none).

    Where `reach` is not the match, the pattern's last letter is the first of a name, a place or an organisation's own name,
    which goes on as far as it goes. `check` has the last word on the words matched.
    """

    id: str
    kind: Kind
    pattern: Pattern
    sure: bool = True
    reach: Reach = "match"
    check: Callable[[str], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's tables: `rules` of what is said around names, `particles` inside names, and words that are neither.

    `not_after` are words after which a small-letter name is a thing ("une rose"), `counted` those after which a capital is a
    make or a people ("une Clio", "les Bretons"). `before_name` and `before_place` end where a name or a place often begins,
    `perhaps_before` where other things do as well; `after_name` begins where one has just ended. `qualities` are names that
    say what somebody is like ("mon fils constant").
    """

    rules: tuple[Rule, ...]
    particles: frozenset[str]
    stop: frozenset[str]
    not_after: frozenset[str]
    counted: frozenset[str]
    qualities: frozenset[str]
    before_name: Pattern
    perhaps_before: Pattern
    before_place: Pattern
    after_name: Pattern


def words(*alternatives: str) -> Pattern:
    r"""A pattern that begins a word: any of the alternatives, which may be patterns; a space stands for any white space.

    >>> words("je m'appelle ?").search("moi je  m'appelle theo").end()
    18
    """
    return re.compile(rf"(?<!\w)(?:{_spaced(alternatives)})")


def following(*alternatives: str) -> Pattern:
    """A pattern to match right after a name: any of the alternatives, a space standing for any white space."""
    return re.compile(_spaced(alternatives))


def _spaced(alternatives: tuple[str, ...]) -> str:
    return "|".join(alternatives).replace(" ?", r"\s*").replace(" ", r"\s+")


def word_set(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())
