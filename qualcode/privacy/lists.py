"""The shipped lists of names and places, each read on first use (tools/name_lists.py makes them, NOTICE.md says from what)."""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

Section = frozenset[str]


@lru_cache(maxsize=8)
def _sections(name: str) -> Mapping[str, Section]:
    """The sections of one list: a line `= title`, then one plain name per line."""
    data = gzip.decompress((files("qualcode.privacy") / "lists" / f"{name}.gz").read_bytes()).decode()
    parts = (part.partition("\n") for part in ("\n" + data).split("\n= ")[1:])
    return {title: frozenset(names.split("\n")) for title, _, names in parts}


@lru_cache(maxsize=8)
def _own(name: str) -> Mapping[str, Section]:
    """The sections of a list kept by hand, in plain text: a line `= title`, then names between commas."""
    data = (files("qualcode.privacy") / "lists" / f"{name}.txt").read_text(encoding="utf-8")
    parts = (part.partition("\n") for part in ("\n" + data).split("\n= ")[1:])
    return {
        title: frozenset(" ".join(one.split()) for one in names.replace("\n", " ").split(",") if one.strip())
        for title, _, names in parts
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of one language's speakers, folded, hyphens as spaces.

    `first` and `last` are never ordinary words; `first_word` and `last_word` are words too; `last_rare` only ever follow
    a first name or a title. `women` and `men` are first names that one gender bears.
    """

    first: Section
    first_word: Section
    last: Section
    last_word: Section
    last_rare: Section
    women: Section
    men: Section


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places, folded, hyphens as spaces.

    `clear` are never words, `small` are rarely meant, `words` are words or names too, and those of them that are `towns` may
    well be meant. `areas` (regions, departments, countries) say less of a person. `heads` begin places of several words.
    """

    clear: Section
    small: Section
    words: Section
    towns: Section
    areas: Section
    heads: Section


def _code(language: str) -> str:
    return "en" if language == "en" else "fr"


@lru_cache(maxsize=2)
def names(language: str) -> Names:
    """The names to look for in a text of this language."""
    code = _code(language)
    first, last = _sections(f"first_{code}"), _sections(f"last_{code}")
    return Names(
        first=first["clear"],
        first_word=first["ambiguous"],
        last=last["clear"],
        last_word=last["ambiguous"],
        last_rare=last["other"],
        women=first["women"],
        men=first["men"],
    )


@lru_cache(maxsize=2)
def words(language: str) -> Section:
    """The ordinary words of a language, folded."""
    return _sections("words_en" if language == "en" else "words_fr")["words"]


@lru_cache(maxsize=2)
def places(language: str) -> Places:
    """The places to look for in a text of this language: French communes in French only."""
    world = _own("places")
    none: Section = frozenset()
    communes: Mapping[str, Section] = {} if language == "en" else _sections("communes")
    own, own_words, areas = (
        world[f"{section} {'en' if language == 'en' else 'fr'}"] for section in ("clear", "words", "areas")
    )
    people = names(language).first | names(language).first_word
    areas |= _sections("countries")[_code(language)] - people - words(language)
    doubtful = own_words | communes.get("ambiguous", none) | (world["cities"] & words(language))
    return Places(
        clear=(communes.get("large", none) | own | world["cities"]) - doubtful,
        small=communes.get("small", none),
        words=doubtful,
        towns=communes.get("towns", none) | (world["cities"] & words(language)),
        areas=areas | communes.get("areas", none),
        heads=communes.get("heads", none)
        | {name.split(" ", 1)[0] for name in (*own, *own_words, *areas, *world["cities"])},
    )


@lru_cache(maxsize=2)
def not_names(language: str) -> Section:
    """Words written with a capital that name no person and no place of a respondent: medicines, days, media, public bodies."""
    return frozenset().union(*_own("not_names").values()) - _own("names_too")[f"clear {_code(language)}"]


@lru_cache(maxsize=2)
def feasts(language: str) -> Section:
    """Those of `not_names` that are first names as well: Noël, Toussaint; April, May."""
    return _own("names_too")[f"words {_code(language)}"]


@lru_cache(maxsize=1)
def public_names() -> Section:
    """Names that everybody knows: public and fictional figures, makes that sound like somebody; folded."""
    return frozenset().union(*_own("public_names").values())


@lru_cache(maxsize=1)
def employers() -> Section:
    """Well-known firms and bodies that somebody may work for, folded."""
    return frozenset().union(*_own("employers").values())
