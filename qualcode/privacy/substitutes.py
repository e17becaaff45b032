"""What a name becomes: an invented name of the same gender and sound, a kind of town, a letter for an institution."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random, SystemRandom

from qualcode.privacy.dates import band, moved
from qualcode.privacy.invented import Gender, family_names, first_names, origin_of, sound_of
from qualcode.privacy.key import Entry, Key, Search
from qualcode.privacy.lists import names
from qualcode.privacy.mention import Kind
from qualcode.privacy.search import fold, is_word, words_of
from qualcode.privacy.towns import town_in_general

_CIVIL = """m mr mm mme mmes mlle madame mesdames monsieur messieurs mademoiselle dr docteur pr professeur professeure me
    maitre mrs ms miss mister doctor professor sir lady"""
_KIN = "soeur frere pere mere tante tonton oncle mamie papi aunt uncle"
_SMALL = "de du des la le les van von der den el al ben bin ibn da di d o mac mc st saint sainte"
_TITLES, _PARTICLES = frozenset(_CIVIL.split()), frozenset(_SMALL.split())
_AHEAD = _TITLES | frozenset(_KIN.split())
_VOWELS = frozenset("aeiouyh")
_GENERAL: Mapping[Kind, tuple[str, str]] = {
    "place": ("lieu", "place"),
    "organisation": ("structure", "organisation"),
    "date": ("date", "date"),
    "age": ("âge", "age"),
    "address": ("adresse", "address"),
    "postcode": ("code postal", "postcode"),
    "phone": ("numéro de téléphone", "phone number"),
    "email": ("adresse électronique", "e-mail address"),
    "url": ("page web", "web page"),
    "handle": ("identifiant", "user name"),
    "nir": ("numéro de sécurité sociale", "social security number"),
    "iban": ("numéro de compte", "account number"),
    "plate": ("plaque d’immatriculation", "number plate"),
    "file_number": ("numéro de dossier", "file number"),
}
_LETTERED: frozenset[Kind] = frozenset({"place", "organisation"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What an invented name keeps of the real one."""

    initial: bool = False
    gender: bool = True
    origin: bool = True


@dataclass(slots=True, kw_only=True)
class Inventor:
    """Invents what is not in use. `busy` are folded words that no invented name may be, or be one letter away from."""

    language: str
    busy: set[str]
    used: set[str]
    wish: Wish = field(default_factory=Wish)
    chance: Random = field(default_factory=SystemRandom)

    def name(self, real: str, *, family: bool) -> str:
        """A first or family name in the place of a real one, used by nobody."""
        gender, origin = _sounds(real, self.language, family=family)
        for pool in self._pools(real, gender, origin, family=family):
            free = [name for name in pool if self._free(name)]
            if free:
                return self._take(self.chance.choice(free))
        return self.lettered("nom" if self.language == "fr" else "name")

    def _pools(self, real: str, gender: Gender | None, origin: str, *, family: bool) -> Iterator[list[str]]:
        """Names to choose from, those that keep most first: the sound of its beginning goes before all ("d'Hélène")."""
        if family:
            names = [name for which, all_of in family_names().items() if self._fits(which, origin) for name in all_of]
        else:
            names = [
                name
                for (which, sex), all_of in first_names().items()
                if self._fits(which, origin) and (not self.wish.gender or gender in {None, sex})
                for name in all_of
            ]
        first = fold(real)[:1]
        initial = [name for name in names if (fold(name)[0] == first) == self.wish.initial]
        yield [name for name in initial if (fold(name)[0] in _VOWELS) == (first in _VOWELS)]
        yield initial
        yield names
        yield (
            [name for all_of in family_names().values() for name in all_of]
            if family
            else [name for all_of in first_names().values() for name in all_of]
        )

    def _fits(self, which: str, origin: str) -> bool:
        return which == origin if self.wish.origin else True

    def _free(self, name: str) -> bool:
        return usable(name, self.busy) and fold(name) not in self.used

    def _take(self, name: str) -> str:
        self.used.add(fold(name))
        return name

    def letter(self, real: str) -> str:
        """Another letter in the place of an initial."""
        return self.chance.choice([letter for letter in "ABCDEFGHLMNPRSTV" if letter.casefold() != fold(real)[:1]])

    def lettered(self, words: str, *, bare: bool = False) -> str:
        """The words in author's brackets with the next free letter; `bare`: without one while they are free."""
        if bare and fold(words) not in self.used:
            self.used.add(fold(words))
            return f"[{words}]"
        letters = (letter for n in range(26 * 27) for letter in [_letters(n + bare)])
        free = next(letter for letter in letters if fold(f"{words} {letter}") not in self.used)
        self.used.add(fold(f"{words} {free}"))
        return f"[{words} {free}]"


def _letters(n: int) -> str:
    """A, B, …, Z, AA, AB: the n-th, from 0."""
    return _letters(n // 26 - 1) + _letters(n % 26) if n >= 26 else chr(ord("A") + n)  # noqa: PLR2004 - letters


def usable(name: str, busy: set[str]) -> bool:
    """True for a name that is no real one and not one letter away from one: it would be taken for it."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - only where names are invented

    words = words_of(name)
    return all(DamerauLevenshtein.distance(word, real, score_cutoff=1) > 1 for word in words for real in busy)


def inventor(
    key: Key, names: Sequence[str], *, language: str, wish: Wish | None = None, chance: Random | None = None
) -> Inventor:
    """An inventor that knows every real name of the key and of what is being read, and every substitute in use."""
    real = {word for name in (*names, *key.kept, *(entry.name for entry in key.entries)) for word in words_of(name)}
    people = (entry for entry in key.entries if entry.kind == "person")
    used = {fold(entry.substitute.strip("[]")) for entry in key.entries}
    used |= {word for entry in people for word in words_of(entry.substitute)}
    return Inventor(
        language=language,
        busy={word for word in real if len(word) > 1},
        used=used,
        wish=wish or Wish(),
        chance=chance or SystemRandom(),
    )


def _sounds(real: str, language: str, *, family: bool) -> tuple[Gender | None, str]:
    """The gender and origin of a name: as in the lists (Pierre, a word too, is among the invented), else by its ending."""
    own = "en" if language == "en" else "fr"
    words = words_of(real) or [""]
    if family:
        return None, origin_of(words[-1], own) or own
    listed = names(language)
    found = sound_of(" ".join(words), own) or sound_of(words[0], own)
    known = words[0] in listed.first or words[0] in listed.first_word
    gender: Gender = "f" if words[0].endswith(("a", "e", "ah")) else "m"
    if words[0] in listed.women or words[0] in listed.men:
        gender = "f" if words[0] in listed.women else "m"
    elif found:
        gender = found[0]
    return gender, found[1] if found and not (known and found[1] in {"fr", "en"}) else own


# Entries: what goes into the key for one thing that was found


def entries_for(
    kind: Kind,
    name: str,
    known: Mapping[str, str],
    inventor: Inventor,
    chosen: str | None = None,
    *,
    titled: bool = False,
) -> dict[str, str]:
    """What to write for a name and for each part of it that is used alone: {name: substitute}.

    `known` are parts that have a substitute already, by their folded words. `chosen` is what the researcher wants. `titled`:
    "Madame" or "docteur" stands before it, so that one word is a family name.
    """
    if kind != "person":
        return {name: chosen or general(kind, name, inventor)}
    before, words = _without_title(name)
    if not words:
        return {name: chosen or inventor.name(name, family=is_titled(before))}
    if chosen:
        return _as_chosen(before, words, name, chosen)
    parts: dict[str, str] = {}
    titled = titled or is_titled(before)
    for n, word in enumerate(words):
        if word in parts:
            continue
        if is_initial(word):
            parts[word] = re.sub(r"[^\W\d_]", inventor.letter(word), word)
        elif fold(word) in _PARTICLES and len(words) > 1:
            parts[word] = ""
        else:
            family = _is_family(word, n, len(words), titled=titled, language=inventor.language)
            parts[word] = _known(word, known) or inventor.name(word, family=family)
    whole = " ".join(parts[word] for word in words if parts[word])
    alone = {word: new for word, new in parts.items() if new and not is_initial(word)}
    title = f"{before} " if before else ""
    return {**alone, f"{title}{' '.join(words)}": f"{title}{whole}"} if len(words) > 1 else alone


def _known(word: str, known: Mapping[str, str]) -> str | None:
    """The substitute that a name has, also when somebody spells it otherwise: Teo is Théo, Mathieu is Matthieu."""
    same, sound = " ".join(words_of(word)), heard(word)
    return known.get(same) or next((new for name, new in known.items() if heard(name) == sound), None)


def heard(name: str) -> str:
    """How a name is heard, for spellings that differ in silent and double letters only.

    >>> heard("Théo") == heard("TEO"), heard("Matthieu") == heard("Mathieu"), heard("Anna") == heard("Hanna")
    (True, True, False)
    """
    plain = " ".join(words_of(name)).replace("ph", "f").replace("y", "i")
    return re.sub(r"(\w)\1", r"\1", re.sub(r"\Bh", "", plain))


def _as_chosen(before: str, words: Sequence[str], name: str, chosen: str) -> dict[str, str]:
    """The researcher's own choice, for the whole and, where it has as many words, for each of them."""
    new = chosen.split()
    title = f"{before} " if before and not fold(chosen).startswith(fold(before)) else ""
    if len(words) == 1:
        return {words[0]: chosen}
    parts = dict(zip(words, new, strict=True)) if len(new) == len(words) and not chosen.startswith("[") else {}
    alone = {word: sub for word, sub in parts.items() if not is_initial(word) and fold(word) not in _PARTICLES}
    return {**alone, name: f"{title}{chosen}"}


def is_titled(before: str) -> bool:
    """True when the words before a name end with a title that goes with family names ("mon frère Mourad" has none).

    >>> is_titled("avec le docteur "), is_titled("avec Anne ")
    (True, False)
    """
    return bool(before.strip()) and fold(before.rsplit(maxsplit=1)[-1]).strip(".") in _TITLES


def _without_title(name: str) -> tuple[str, list[str]]:
    """The titles before a name, and its words."""
    words = name.split()
    n = 0
    while n < len(words) and fold(words[n]).strip(".") in _AHEAD:
        n += 1
    return " ".join(words[:n]), words[n:]


def _is_family(word: str, n: int, total: int, *, titled: bool, language: str) -> bool:
    """True when the n-th word of a name is a family name, as the lists have it; where they do not tell, after the first."""
    plain, listed = " ".join(words_of(word)), names(language)
    names_of_one = {plain, plain.partition(" ")[0]}  # Jean-Pierre is as much of a first name as Jean
    first = any(one in listed.first or one in listed.first_word or sound_of(one) for one in names_of_one)
    last = plain in listed.last or plain in listed.last_word or plain in listed.last_rare
    if total == 1:
        return titled or (not first and (last or (word.isupper() and len(word) > 2)))  # noqa: PLR2004 - an acronym of two
    if n == total - 1:
        return last or not first
    return not first and (last or n > 0)


def is_initial(word: str) -> bool:
    """True for one letter, with or without its full stop."""
    return len("".join(filter(str.isalpha, word))) == 1


def general(kind: Kind, name: str, inventor: Inventor) -> str:
    """A place, organisation, number or address in general words, in author's brackets."""
    if kind == "initials":
        return re.sub(r"[^\W\d_]", lambda found: inventor.letter(found[0]), name)
    if kind == "place" and (town := town_in_general(name, inventor.language)) is not None:
        return inventor.lettered(town, bare=True)
    words = _GENERAL[kind][inventor.language == "en"]
    return inventor.lettered(words) if kind in _LETTERED else f"[{words}]"


def in_its_place(kind: Kind, text: str, days: int, language: str) -> str | None:
    """What stands for a date or an age, which no key holds; None for any other kind."""
    if kind == "date":
        return moved(text, days) or f"[{_GENERAL[kind][language == 'en']}]"
    if kind == "age":
        found = band(text, language)
        return f"[{found or _GENERAL[kind][language == 'en']}]"
    return None


def searched(kind: Kind, name: str, language: str) -> Search:
    """How a name is looked for elsewhere: one that is a word of the language too, with its capital only."""
    words = words_of(name)
    if kind == "initials" or not words or (len(words) == 1 and len(words[0]) < 2):  # noqa: PLR2004 - one letter is no name
        return "here"
    if len(words) == 1 and (is_word(words[0], _dictionary(language)) or is_word(name, _dictionary(language))):
        return "capital"
    if kind in {"place", "organisation"} and all(is_word(word, _dictionary(language)) for word in name.split()):
        return "capital"  # Entre-deux, Le Foyer
    return "anywhere"


def _dictionary(language: str) -> str:
    return "en" if language == "en" else "fr"


def dressed(substitute: str, text: str) -> str:
    """The substitute with the capitals and the full stop of what it stands for; author's brackets stay as they are.

    >>> dressed("Tristan", "THÉO"), dressed("Éric E.", "yann k"), dressed("[lieu A]", "NANTES")
    ('TRISTAN', 'éric e', '[lieu A]')
    """
    if substitute.startswith("["):
        return substitute
    if not text.endswith("."):
        substitute = substitute.removesuffix(".")
    if text.isupper() and len(text) > 1:
        return substitute.upper()
    return substitute.lower() if text.islower() else substitute


def by_words(entries: Sequence[Entry]) -> dict[str, str]:
    """Substitutes of people by the folded words of their names."""
    return {" ".join(words_of(entry.name)): entry.substitute for entry in entries if entry.kind == "person"}
