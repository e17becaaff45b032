"""People: names that somebody introduces, addresses or tells of, and names that the lists know wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qualcode.privacy import lists
from qualcode.privacy.extents import end_of, firm_end, is_name_like, name_end, place_at
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Mention
from qualcode.privacy.rules import Rule
from qualcode.privacy.words import Reading, Word

_NAMES = frozenset({Grade.FIRST, Grade.LAST, Grade.RARE})
_PREFIXES = frozenset("mno")
_BRINGERS = frozenset({"pere", "mere", "papa"})  # of presents, at Christmas
_BEFORE_TOWN = re.compile(r"(?<!\w)(?:(?<!dit )(?<!parle )(?<!demande )(?<!grace )a|vers|sur|pres de|in|near|from) $")
# In small letters a word that says what somebody is like is a name only after these.
_WITH = re.compile(
    r"(?<!\w)(?:avec|chez|(?:dit|demande|parle|telephone) a|presente|rencontre|merci|bonjour|salut|told|asked|met) $"
)
_ARTICLES = frozenset({"la", "le", "les", "de", "du", "d", "l", "en", "the", "of", "in", "my"})
_ANDS = frozenset({"et", "ou", "ni", "and", "or", "nor"})
# What an abstract noun does as well as somebody: "Hope is all you have", "Rose était la couleur".
_BARE_VERB = re.compile(
    r",? ?(?:is|isn't|was|wasn't|has|had|never|would|c'est|c'etait|est|etait|avait|comme|talk|power|my words)(?!\w)"
)
_ACTS = re.compile(r" (?:a|avait|est|etait|ne|n'\w+|lui|nous|m'\w+|l'\w+|s'\w+) \w")
_GOES_ON = re.compile(r"\.(?=,| [^\W\d_A-Z])")  # a full stop that ends no sentence: "M. et J. dormaient"
_ODD = (4, 12)  # letters: the dictionaries go no further
_SOUND = re.compile(r"(.)\1\1|^[^aeiouy]+$")
_WORDS_TOO = frozenset({Grade.WORD_FIRST, Grade.WORD_LAST})
# Rules after which a name is all but certain, and those after which a word that is also a name may be just a word.
_CERTAIN = frozenset({"introduced", "title"})


def person(reading: Reading, n: int, end: int, *, sure: bool, rule: str) -> Mention:
    """The mention of a person over words n to end."""
    start, stop = reading.words[n].start, end_of(reading, end)
    return Mention(start=start, end=stop, kind="person", text=reading.text[start:stop], sure=sure, rule=rule)


def _is_prefixed(reading: Reading, n: int) -> bool:
    """True where the word before is the first letter of the name: M'Barek, N'Diaye, O'Connor."""
    before = reading.words[n - 1] if n and reading.between(n) == "'" else None
    return before is not None and before.capital and before.plain in _PREFIXES


def named(reading: Reading, n: int, rule: Rule) -> Mention | None:
    """The name that begins at word n, where a rule says that one does; None where that is no name."""
    begin = _past_particles(reading, n) if rule.id in _CERTAIN else n
    if begin is None:
        return None
    found = grade(reading.words[begin].plain, reading.language)
    sure = _is_named(reading, begin, found, rule)
    if sure is None:
        return None
    if begin > n and reading.words[begin - 1].plain in {"le", "la", "les"} and not reading.words[begin - 1].capital:
        sure = sure and found in _NAMES  # "madame la Présidente"
    elif begin > n and not reading.words[begin - 1].capital:
        sure = sure and found != Grade.ORDINARY  # "le professeur de Maths"
    end = name_end(reading, begin, loose=rule.id in _CERTAIN)
    return person(reading, n, end, sure=sure and rule.sure, rule=rule.id)


def _past_particles(reading: Reading, n: int) -> int | None:
    """The first word of a name that may begin with particles ("Monsieur de La Tour"); None where there is none."""
    particles = table(reading.language).particles
    for m in range(n, min(n + 3, len(reading.words))):
        word = reading.words[m]
        if word.plain not in particles or (word.capital and grade(word.plain, reading.language) >= Grade.WORD_LAST):
            return m if m == n or _may_follow_particle(reading, m) else None
        if word.capital and m == n and len(word.plain) > 1 and word.plain not in table(reading.language).stop:
            return m
    return None


def _is_surname_too(word: Word, reading: Reading) -> bool:
    """True for words of speech that are surnames after a title ("docteur Petit")."""
    return (word.capital or not reading.cased) and word.plain in {
        "petit",
        "grand",
        "jeune",
        "vieux",
        "day",
        "young",
        "little",
        "long",
        "good",
        "early",
        "small",
    }


def _may_follow_particle(reading: Reading, n: int) -> bool:
    if reading.cased:
        return is_name_like(reading.words[n], reading)
    return grade(reading.words[n].plain, reading.language) in _NAMES | {Grade.UNKNOWN} | _WORDS_TOO


def _is_named(reading: Reading, n: int, found: Grade, rule: Rule) -> bool | None:  # noqa: PLR0911 - one answer per case
    """True for a name after this rule, False for a likely one, None for none."""
    word = reading.words[n]
    certain = rule.id in _CERTAIN
    if rule.id == "nickname" and found in {Grade.ORDINARY, Grade.WORD_LAST}:
        plain = word.plain not in table(reading.language).stop and word.plain not in lists.not_names(reading.language)
        return False if plain and len(word.plain) > 2 and (word.capital or not reading.cased) else None  # noqa: PLR2004
    if rule.id == "title" and found == Grade.ORDINARY and _is_surname_too(word, reading):
        return word.capital
    if reading.cased:
        if word.capital and (is_name_like(word, reading) or word.plain in lists.feasts(reading.language)):
            return _is_named_capital(reading, n, found, rule)
        return True if found == Grade.FIRST and certain and not word.capital else None
    if not rule.sure:
        return False if found in {Grade.UNKNOWN, Grade.RARE} else None
    if found == Grade.FIRST:
        return True
    if found in {Grade.LAST, Grade.RARE, Grade.UNKNOWN}:
        return certain or (None if place_at(reading, n) else False)
    if certain and found in _WORDS_TOO:
        return True
    if found != Grade.WORD_FIRST or rule.id not in {"kin", "role"}:
        return None
    return rule.id == "kin" and word.plain not in table(reading.language).qualities


def _is_named_capital(reading: Reading, n: int, found: Grade, rule: Rule) -> bool | None:
    certain = rule.id in _CERTAIN
    if reading.words[n].plain in lists.feasts(reading.language):  # "mon mari, Toussaint"; "le père Noël"
        return certain or (False if rule.id == "kin" and reading.words[n - 1].plain not in _BRINGERS else None)
    if rule.id == "introduced" and found == Grade.ORDINARY:  # "le projet s'appelle Territoire zéro chômeur"
        return False
    if certain or found in _NAMES or found == Grade.WORD_FIRST:
        place = place_at(reading, n)
        return True if certain or found == Grade.FIRST or place is None or place[1] != "clear" else None
    if reading.words[n].plain in lists.employers():
        return None
    if found == Grade.ORDINARY:  # "ma grand-mère Taos", but "une amie Algérienne"
        return False if rule.id == "kin" else None
    return True


def listed(reading: Reading) -> Iterator[Mention]:
    """The names that the lists know, alone or with what the words around them say."""
    n = 0
    while n < len(reading.words):
        word = reading.words[n]
        if reading.cased and not word.capital:
            if grade(word.plain, reading.language) == Grade.FIRST and not _is_tied(reading, n):
                yield person(reading, n, n + 1, sure=False, rule="small_name")
            n += 1
            continue
        mention, end = (_capital if reading.cased else _small)(reading, n)
        if mention is None and reading.cased:
            mention = _letter(reading, n) or _nicknamed(reading, n)
        if mention is not None:
            yield mention
        n = max(end, n + 1)


def _letter(reading: Reading, n: int) -> Mention | None:
    """A single capital that stands for a name, with a full stop that ends no sentence or where names stand; proposed."""
    word = reading.words[n]
    if (
        word.opens
        or not word.capital
        or word.end - word.start > 1
        or word.plain.isdigit()
        or reading.text[word.end : word.end + 1] in "'’-"
    ):
        return None
    if reading.language == "en" and word.plain in {"i", "a"}:
        return None
    if _GOES_ON.match(reading.text, word.end) is None and not _follows(reading, n):
        return None
    return replace(person(reading, n, n + 1, sure=False, rule="initial_alone"), kind="initials")


def _nicknamed(reading: Reading, n: int) -> Mention | None:
    """A word of the language whose capital nothing explains, where names stand ("avec Biscotte"); proposed."""
    if reading.words[n].opens or not is_name_like(reading.words[n], reading) or not _follows(reading, n):
        return None
    if place_at(reading, n) or firm_end(reading, n):
        return None
    return person(reading, n, name_end(reading, n), sure=False, rule="maybe_name")


def _follows(reading: Reading, n: int) -> bool:
    """True after words that often come before a name ("avec", "dit à")."""
    start = reading.words[n].start
    return table(reading.language).before_name.search(reading.plain, max(0, start - 30), start) is not None


def _initial_before(reading: Reading, n: int) -> int:
    """1 where an initial belongs to the name at word n ("P. Mercier"), 0 where a letter only ends a sentence ("plan B.")."""
    if not n or reading.between(n) not in {". ", "."} or not reading.words[n - 1].capital:
        return 0
    letter = reading.words[n - 1]
    alone = (
        letter.opens
        or n == 1
        or reading.between(n - 1) != " "
        or reading.words[n - 2].plain in table(reading.language).stop
    )
    return int(letter.end - letter.start == 1 and letter.plain.isalpha() and alone)


def _is_tied(reading: Reading, n: int) -> bool:
    """True for a part of a word with a hyphen or an apostrophe, or of an address on the net."""
    around = reading.plain[max(0, reading.words[n].start - 1) : reading.words[n].end + 1]
    return any(sign in around for sign in "-'@_") or "." in around[:1]


def _capital(reading: Reading, n: int) -> tuple[Mention | None, int]:
    """A name with its capital: first names that are nothing else are sure, words that are names too are proposed."""
    word = reading.words[n]
    if _is_double(reading, n):
        end = name_end(reading, n + 1)
        spoken = not word.opens or table(reading.language).after_name.match(reading.plain, end_of(reading, end))
        return person(reading, n, end, sure=bool(spoken), rule="first_name" if spoken else "maybe_name"), end
    if word.plain in lists.feasts(reading.language):
        return _feast(reading, n)
    if not is_name_like(word, reading) or (n and reading.between(n) == "-" and reading.words[n - 1].capital):
        return None, n + 1
    end = name_end(reading, n)
    grades = [grade(reading.words[m].plain, reading.language) for m in range(n, end)]
    sure = _sure_of(reading, n, end, grades)
    if sure is None:
        return None, n + 1
    begin = n - (_is_prefixed(reading, n) or _initial_before(reading, n))
    sure = sure or (begin < n and grades[0] in _NAMES)
    mention = person(reading, begin, end, sure=sure, rule="first_name" if sure else "maybe_name")
    town = (
        not sure
        and grades[0] in {Grade.UNKNOWN, Grade.RARE}
        and _BEFORE_TOWN.search(reading.plain, max(0, word.start - 20), word.start)
    )
    return (replace(mention, kind="place", rule="maybe_place") if town else mention), end


def _feast(reading: Reading, n: int) -> tuple[Mention | None, int]:
    """A first name that is a day or a month as well, where a surname or what somebody does follows; proposed."""
    end = name_end(reading, n)
    named = end > n + 1 and any(
        grade(reading.words[m].plain, reading.language) > Grade.ORDINARY for m in range(n + 1, end)
    )
    after = table(reading.language).after_name.match(reading.plain, end_of(reading, end)) is not None
    if not (named or after or _beside_name(reading, n, end)):
        return None, n + 1
    return person(reading, n, end, sure=False, rule="maybe_name"), end


def _sure_of(reading: Reading, n: int, end: int, grades: list[Grade]) -> bool | None:  # noqa: PLR0911 - one answer per case
    language = table(reading.language)
    first, word, place = grades[0], reading.words[n], place_at(reading, n)
    if place is not None and place[0] >= end > n + 1:
        return None
    thing = n > 0 and reading.words[n - 1].plain in table(reading.language).counted and reading.between(n) == " "
    if first == Grade.FIRST:
        return len(grades) > 1 or _sure_of_first(reading, n, thing=thing)
    if thing:  # "un Delaruelle", "les Traoré", and "un Doliprane"
        return False if first in {Grade.LAST, Grade.RARE, Grade.UNKNOWN} and not place else None
    if Grade.FIRST in grades and first > Grade.ORDINARY:
        return True
    if first == Grade.WORD_FIRST and len(grades) > 1 and max(grades[1:]) > Grade.ORDINARY and not word.opens:
        return reading.words[n - 1].plain not in _ARTICLES  # "the Ward Manager"
    if place and first != Grade.WORD_FIRST:
        return None
    if word.plain in lists.employers():
        return None
    spoken = _stands_as_name(reading, n, end)
    if first == Grade.WORD_FIRST:
        return _sure_of_word(reading, n, spoken=spoken)
    if first in {Grade.LAST, Grade.RARE, Grade.UNKNOWN}:
        after = language.after_name.match(reading.plain, end_of(reading, end)) is not None
        return after and not (n and reading.words[n - 1].plain in _ARTICLES)  # "l'Envol du Trégor, elle existe"
    acts = (
        _ACTS.match(reading.plain, end_of(reading, end)) is not None
    )  # "Fauconnier a refusé": a thing has its article
    return False if first == Grade.WORD_LAST and (spoken or acts or not word.opens) else None


def _sure_of_first(reading: Reading, n: int, *, thing: bool) -> bool | None:
    """For a first name that is no word, alone: not after "une", and in capitals rather an abbreviation ("l'ELSA", "un IBAN")."""
    if _is_shouted(reading, reading.words[n]):
        return None if n and (thing or reading.words[n - 1].plain in _ARTICLES) else False
    return not thing


def _is_double(reading: Reading, n: int) -> bool:
    """True where a particle with its capital begins a surname of the lists: "Ben Salah", "Da Silva"."""
    if n + 1 == len(reading.words) or reading.between(n + 1) != " " or not reading.words[n + 1].capital:
        return False
    known, whole = lists.names(reading.language), f"{reading.words[n].plain} {reading.words[n + 1].plain}"
    return reading.words[n].plain in table(reading.language).particles and (
        whole in known.last or (whole in known.last_rare and not place_at(reading, n))
    )


def _is_shouted(reading: Reading, word: Word) -> bool:
    """True for an abbreviation in capitals that reads like a name ("l'ELSA")."""
    written = reading.text[word.start : word.end]
    return written.isupper() and 1 < len(written) < 6 and not reading.text.isupper()  # noqa: PLR2004


def _sure_of_word(reading: Reading, n: int, *, spoken: bool) -> bool | None:
    """For a capital that is a first name and a word: at the head of a sentence a word without article is hardly a thing."""
    word = reading.words[n]
    if word.opens and word.plain in table(reading.language).qualities:  # "Clair, il faut y aller."
        return False if spoken else None
    if n and reading.words[n - 1].plain in _ARTICLES and reading.between(n) == " ":  # "the Ward Manager disagreed"
        return False
    return spoken and not (word.opens and _BARE_VERB.match(reading.plain, word.end))


def _stands_as_name(reading: Reading, n: int, end: int) -> bool:
    """True where the words before ("avec", "dit à") or after ("m'a dit", "elle") go with somebody's name."""
    language, start = table(reading.language), reading.words[n].start
    if _beside_name(reading, n, end) or language.after_name.match(reading.plain, end_of(reading, end)) is not None:
        return True
    return (
        not reading.words[n].opens and language.before_name.search(reading.plain, max(0, start - 30), start) is not None
    )


def _beside_name(reading: Reading, n: int, end: int) -> bool:
    """True for a word that "and" ties to a first name that is nothing else: "Julie et Pierre"."""
    words, ands = reading.words, _ANDS
    if n > 1 and words[n - 1].plain in ands and grade(words[n - 2].plain, reading.language) == Grade.FIRST:
        return True
    return (
        end + 1 < len(words)
        and words[end].plain in ands
        and grade(words[end + 1].plain, reading.language) == Grade.FIRST
    )


def _beside_like(reading: Reading, n: int, end: int) -> bool:
    """True for a word that "and" ties to another such word, neither after an article: "violette et capucine"."""
    words, language = reading.words, table(reading.language)
    if grade(words[n].plain, reading.language) != Grade.WORD_FIRST:
        return False
    for other, first in ((n - 2, n - 2), (end + 1, n)):
        joined = 0 <= other < len(words) and words[other + 1 if other < n else end].plain in _ANDS
        if joined and grade(words[other].plain, reading.language) == Grade.WORD_FIRST:
            before = words[first - 1].plain if first > 0 else ""
            return before not in language.not_after | _ARTICLES and words[other].plain not in language.qualities
    return False


def _is_odd(reading: Reading, n: int) -> bool:
    """True for a word by itself that no dictionary has, long enough and no sound of speech ("mmmm")."""
    plain = reading.words[n].plain
    return _ODD[0] <= len(plain) <= _ODD[1] and _SOUND.search(plain) is None and not _is_tied(reading, n)


def _small(reading: Reading, n: int) -> tuple[Mention | None, int]:  # noqa: PLR0911 - one answer per case
    """A name in small letters: one that is no word, or one that is and stands where names stand."""
    word, language = reading.words[n], table(reading.language)
    found = grade(word.plain, reading.language)
    if found in {Grade.ORDINARY, Grade.WORD_LAST}:
        return None, n + 1
    end = name_end(reading, n)
    thing = n > 0 and reading.words[n - 1].plain in language.not_after and reading.between(n) == " "
    if found == Grade.FIRST:
        return person(reading, n, end, sure=not thing, rule="first_name"), end
    before = language.before_name.search(reading.plain, max(0, word.start - 30), word.start) is not None
    after = language.after_name.match(reading.plain, reading.words[end - 1].end) is not None
    before, after = (True, True) if _beside_name(reading, n, end) else (before or _beside_like(reading, n, end), after)
    followed = found == Grade.WORD_FIRST and end > n + 1
    if found == Grade.LAST and not place_at(reading, n) and not thing:
        return person(reading, n, end, sure=False, rule="maybe_name"), end
    if place_at(reading, n) and found != Grade.WORD_FIRST:
        return None, n + 1
    if found == Grade.UNKNOWN and not (before or after) and _is_odd(reading, n):
        return person(reading, n, end, sure=False, rule="unknown_word"), end
    if thing or not (before or after or followed):
        return None, n + 1
    sure = (
        found == Grade.WORD_FIRST
        and ((before and after) or followed)
        and word.plain not in table(reading.language).qualities
    )
    near = after or _WITH.search(reading.plain, max(0, word.start - 20), word.start) is not None
    if found == Grade.WORD_FIRST and not (sure or near) and word.plain in table(reading.language).qualities:
        return None, n + 1
    return person(reading, n, end, sure=sure, rule="maybe_name"), end
