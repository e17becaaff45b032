"""People: names that somebody introduces, addresses or tells of, and names that the lists know wherever they stand."""

import re
from collections.abc import Iterator
from dataclasses import replace

from qualcode.privacy import lists
from qualcode.privacy.extents import end_of, firm_end, is_name_like, name_end, place_at
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Mention
from qualcode.privacy.rules import Rule, word_set
from qualcode.privacy.spoken import digits_en, digits_fr
from qualcode.privacy.words import Reading, Word

_NAMES = frozenset({Grade.FIRST, Grade.LAST, Grade.RARE})
_PREFIXES = frozenset("mno")
_EXCLAIMED = word_set("juste clair parfait franc vital laid don can even saint sainte will just see ever so early may")
_WHEN = frozenset(
    {"a", "la", "de", "d", "pour", "avant", "apres", "en", "in", "at", "on", "by", "since", "until", "last"}
)
_BRINGERS = frozenset({"pere", "mere", "papa"})  # of presents, at Christmas
_BEFORE_TOWN = re.compile(r"(?<!\w)(?:(?<!dit )(?<!parle )(?<!demande )(?<!grace )a|vers|sur|pres de|in|near|from) $")
ARTICLES = frozenset({"la", "le", "les", "de", "du", "d", "l", "en", "the", "of", "in", "my"})
ANDS = frozenset({"et", "ou", "ni", "and", "or", "nor"})
# What an abstract noun does as well as somebody: "Hope is all you have", "Rose était la couleur".
_BARE_VERB = re.compile(
    r",? ?(?:is|isn't|was|wasn't|has|had|never|would|c'est|c'etait|est|etait|avait|comme|talk|power|my words)(?!\w)"
)
ACTS = re.compile(r" (?:a|avait|est|etait|ne|n'\w+|lui|nous|m'\w+|l'\w+|s'\w+) \w")
_GOES_ON = re.compile(r"\.(?=,| [^\W\d_A-Z])")  # a full stop that ends no sentence: "M. et J. dormaient"
_WORDS_TOO = frozenset({Grade.WORD_FIRST, Grade.WORD_LAST})
# Words of speech that are surnames after a title ("docteur Petit").
_SURNAMES_TOO = word_set("petit grand jeune vieux day young little long good early small")
# What a title may be told more closely by, with a capital as titles have: "le professeur Principal".
_QUALIFIERS = word_set(
    "principal principale general generale adjoint adjointe titulaire stagiaire emerite chef cheffe referent referente associe "
    "associee departemental departementale regional regionale social sociale scolaire president presidente directeur directrice"
)
# What a nickname begins with, with a capital of its own: "Big Mo".
_EPITHETS = word_set("petit petite grand grande gros grosse vieux vieille big little old young fat tall lil")
# Rules after which a name is all but certain, and those after which a word that is also a name may be just a word.
_CERTAIN = frozenset({"introduced", "title"})


def person(reading: Reading, n: int, end: int, *, sure: bool, rule: str) -> Mention:
    """The mention of a person over words n to end."""
    start, stop = reading.words[n - _has_epithet(reading, n)].start, end_of(reading, end)
    return Mention(start=start, end=stop, kind="person", text=reading.text[start:stop], sure=sure, rule=rule)


def _has_epithet(reading: Reading, n: int) -> bool:
    """True where the word before is part of a nickname, by a capital that nothing else explains: "Big Mo", "le Petit Louis"."""
    before = reading.words[n - 1] if n and reading.between(n) == " " else None
    return before is not None and reading.cased and before.capital and not before.opens and before.plain in _EPITHETS


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


def _may_follow_particle(reading: Reading, n: int) -> bool:
    if reading.cased:
        return is_name_like(reading.words[n], reading)
    return grade(reading.words[n].plain, reading.language) in _NAMES | {Grade.UNKNOWN} | _WORDS_TOO


def _is_named(reading: Reading, n: int, found: Grade, rule: Rule) -> bool | None:
    """True for a name after this rule, False for a likely one, None for none."""
    word = reading.words[n]
    certain = rule.id in _CERTAIN
    if rule.id == "nickname" and found in {Grade.ORDINARY, Grade.WORD_LAST}:
        plain = word.plain not in table(reading.language).stop and word.plain not in lists.not_names(reading.language)
        return False if plain and len(word.plain) > 2 and (word.capital or not reading.cased) else None  # noqa: PLR2004
    if rule.id == "title" and found == Grade.ORDINARY and word.plain in _SURNAMES_TOO:
        return word.capital or (None if reading.cased else False)
    if reading.cased:
        if word.capital and rule.id in {"family", "title"} and word.plain in lists.not_names(reading.language):
            return None if word.plain in table(reading.language).stop else False  # "la famille Canal"
        if word.capital and (is_name_like(word, reading) or word.plain in lists.feasts(reading.language)):
            return _is_named_capital(reading, n, found, rule)
        return True if found == Grade.FIRST and certain and not word.capital else None
    return _is_named_small(reading, n, found, rule)


def _is_named_small(reading: Reading, n: int, found: Grade, rule: Rule) -> bool | None:  # noqa: PLR0911 - one answer per case
    certain, plain = rule.id in _CERTAIN, reading.words[n].plain
    if rule.id == "family":  # "la famille mouton", "le père moulin"
        return False if found not in {Grade.ORDINARY, Grade.FIRST} else None
    if not rule.sure:
        return False if found in {Grade.UNKNOWN, Grade.RARE} else None
    if found == Grade.FIRST:
        return True
    if found in {Grade.LAST, Grade.RARE, Grade.UNKNOWN}:
        return certain
    if certain and found in _WORDS_TOO:
        return True
    counted = digits_fr(plain) or digits_en(plain)  # "merci madame trente ans"
    if rule.id == "title" and found == Grade.ORDINARY and not counted and plain not in table(reading.language).stop:
        return False if len(plain) > 2 and plain not in lists.not_names(reading.language) else None  # noqa: PLR2004
    if found != Grade.WORD_FIRST or rule.id not in {"kin", "role"}:
        return None
    return rule.id == "kin" and plain not in table(reading.language).qualities


def _is_named_capital(reading: Reading, n: int, found: Grade, rule: Rule) -> bool | None:
    certain = rule.id in _CERTAIN
    if reading.words[n].plain in lists.feasts(reading.language):  # "mon mari, Toussaint"; "le père Noël"
        return certain or (False if rule.id == "kin" and reading.words[n - 1].plain not in _BRINGERS else None)
    told = rule.id == "title" and reading.words[n].plain in _QUALIFIERS
    if told or (rule.id == "introduced" and found == Grade.ORDINARY):  # "le projet s'appelle Territoire zéro chômeur"
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
    """The names that the lists know, in writing with capitals, alone or with what the words around them say."""
    n = 0
    while n < len(reading.words):
        word = reading.words[n]
        if not word.capital:
            if grade(word.plain, reading.language) == Grade.FIRST and not is_tied(reading, n):
                yield person(reading, n, n + 1, sure=False, rule="small_name")
            n += 1
            continue
        mention, end = _capital(reading, n)
        mention = mention or _letter(reading, n) or _nicknamed(reading, n)
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
    if not is_name_like(reading.words[n], reading) or (
        not _is_before_surname(reading, n) and (reading.words[n].opens or not _follows(reading, n))
    ):
        return None
    if place_at(reading, n) or firm_end(reading, n):
        return None
    end = n + 1 if reading.words[n].opens else name_end(reading, n)
    return person(reading, n, end, sure=False, rule="maybe_name")


def _is_before_surname(reading: Reading, n: int) -> bool:
    """True for what opens a sentence right before a name that is nobody's first: "Bob Aupic était là"."""
    if not reading.words[n].opens or n + 1 == len(reading.words) or reading.between(n + 1) != " ":
        return False
    after = reading.words[n + 1]
    return after.capital and grade(after.plain, reading.language) in {Grade.LAST, Grade.RARE, Grade.UNKNOWN}


def _follows(reading: Reading, n: int) -> bool:
    """True after words that often come before a name ("avec", "dit à")."""
    language, start = table(reading.language), reading.words[n].start
    return any(
        said.search(reading.plain, max(0, start - 30), start) is not None
        for said in (language.before_name, language.perhaps_before)
    )


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


def is_tied(reading: Reading, n: int) -> bool:
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
    timed = n > 0 and reading.words[n - 1].plain in _WHEN and not named  # "à Noël, ils boivent"
    if timed or not (named or after or beside_name(reading, n, end)):
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
        return reading.words[n - 1].plain not in ARTICLES  # "the Ward Manager"
    if place and first != Grade.WORD_FIRST:
        return None
    if word.plain in lists.employers():
        return None
    spoken = _stands_as_name(reading, n, end)
    if first == Grade.WORD_FIRST:
        return _sure_of_word(reading, n, spoken=spoken)
    if first in {Grade.LAST, Grade.RARE, Grade.UNKNOWN}:
        after = language.after_name.match(reading.plain, end_of(reading, end)) is not None
        return after and not (n and reading.words[n - 1].plain in ARTICLES)  # "l'Envol du Trégor, elle existe"
    return False if _may_be_surname(reading, n, end, spoken=spoken) else None


def _may_be_surname(reading: Reading, n: int, end: int, *, spoken: bool) -> bool:
    """True for a capital on a word of the language that acts, as things do with their article: "Fauconnier a refusé"."""
    opens, acts = reading.words[n].opens, ACTS.match(reading.plain, end_of(reading, end)) is not None
    if grade(reading.words[n].plain, reading.language) == Grade.WORD_LAST:
        return spoken or acts or not opens
    return acts and opens


def _sure_of_first(reading: Reading, n: int, *, thing: bool) -> bool | None:
    """For a first name that is no word, alone: not after "une", and in capitals rather an abbreviation ("l'ELSA", "un IBAN")."""
    if _is_shouted(reading, reading.words[n]):
        return None if n and (thing or reading.words[n - 1].plain in ARTICLES) else False
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
        return False if spoken or word.plain not in _EXCLAIMED else None
    if n and reading.words[n - 1].plain in ARTICLES and reading.between(n) == " ":  # "the Ward Manager disagreed"
        return False
    return spoken and not (word.opens and _BARE_VERB.match(reading.plain, word.end))


def _stands_as_name(reading: Reading, n: int, end: int) -> bool:
    """True where the words before ("avec", "dit à") or after ("m'a dit", "elle") go with somebody's name."""
    language, start = table(reading.language), reading.words[n].start
    if beside_name(reading, n, end) or language.after_name.match(reading.plain, end_of(reading, end)) is not None:
        return True
    return (
        not reading.words[n].opens and language.before_name.search(reading.plain, max(0, start - 30), start) is not None
    )


def beside_name(reading: Reading, n: int, end: int) -> bool:
    """True for a word that "and" ties to a first name that is nothing else: "Julie et Pierre"."""
    words, ands = reading.words, ANDS
    if n > 1 and words[n - 1].plain in ands and grade(words[n - 2].plain, reading.language) == Grade.FIRST:
        return True
    return (
        end + 1 < len(words)
        and words[end].plain in ands
        and grade(words[end + 1].plain, reading.language) == Grade.FIRST
    )
