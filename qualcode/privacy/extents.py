"""How far a name, a place or an organisation's name goes, once its first word is known. Half-open numbers of words."""

import re

from qualcode.privacy import lists
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.rules import word_set
from qualcode.privacy.words import Reading, Word

_LONGEST = 8
_CLITICS = word_set("la ci moi toi lui elle il on vous nous tu je t meme y en le les ce")
_ARTICLES = word_set("la le les l the")
# Endings of trades and of makers: "nathalie fournier" is somebody, "nathalie devant" is not.
_SURNAME = re.compile(r"\w{2,}(?:ier|eux|ard|ot|and|eau)$")
_HEIRS = re.compile(r" (?:et|and|&) (?:fils|filles?|freres|cie|associes|sons?|daughters?|co|partners)(?!\w)")
_AFTER_INTRODUCTION = word_set("and i i'm et j je donc")
_INNER = word_set("de du des d la le les l et en pour sur sous dans avec sans entre par aux a au of the for and s")


def is_name_like(word: Word, reading: Reading) -> bool:
    """True for a word with the capital of a name: no shouted abbreviation, no word that is known to name nobody."""
    if (
        not word.capital
        or word.plain in lists.not_names(reading.language)
        or word.plain in table(reading.language).stop
    ):
        return False
    written = reading.text[word.start : word.end]
    return not (written.isupper() and 1 < len(written) < 6 and grade(word.plain, reading.language) < Grade.WORD_FIRST)  # noqa: PLR2004


def name_end(reading: Reading, n: int, *, loose: bool = False) -> int:
    """The word after the last of the name that begins at word n. `loose`: unknown words may belong to it."""
    end = n + 1
    while end < min(len(reading.words), n + _LONGEST):
        taken = _next_of_name(reading, n, end, loose=loose)
        if not taken:
            break
        end += taken
    return end


def _next_of_name(reading: Reading, first: int, n: int, *, loose: bool) -> int:
    """How many words from n on still belong to the name that began at `first`: 0, 1, or a particle and its name."""
    joint, word, before = reading.between(n), reading.words[n], reading.words[n - 1].plain
    if joint == "-":
        return int(word.plain not in _CLITICS or word.capital)
    if joint == "'":  # O'Connor
        return int((len(before) == 1 and (word.capital or not reading.cased)) or _is_breton(reading, n))
    if joint == ". ":
        return int(len(before) == 1 and reading.words[n - 1].capital and word.capital and n - first < _LONGEST)
    if joint != " ":
        return 0
    return _next_capital(reading, n) if reading.cased else _next_small(reading, first, n, loose=loose)


def _is_breton(reading: Reading, n: int) -> bool:
    """True for what follows the apostrophe of Floc'h."""
    return reading.words[n - 1].plain[-1] == "c" and reading.words[n].plain[0] == "h"


def _next_capital(reading: Reading, n: int) -> int:
    word = reading.words[n]
    if is_name_like(word, reading) or (word.capital and word.end - word.start == 1 and not _elides(reading, n)):
        return 1
    if word.capital and not word.opens and _ends_name(reading, n):
        return 1
    if word.capital and _precedes_surname(reading, n):
        return 2
    particles = table(reading.language).particles
    ahead = n
    while ahead < len(reading.words) and ahead < n + 3 and reading.words[ahead].plain in particles:
        ahead += 1
        if ahead == len(reading.words) or reading.between(ahead) not in {" ", "'"}:
            return 0
    if ahead == n or ahead == len(reading.words) or not is_name_like(reading.words[ahead], reading):
        return 0
    elsewhere = place_at(reading, ahead) or place_at(reading, ahead - 1) or firm_end(reading, ahead)
    return 0 if elsewhere else ahead + 1 - n


def _ends_name(reading: Reading, n: int) -> bool:
    """True for a capital right after a first name that is a word of speech or a month elsewhere ("Olivier Petit", "Thi Mai")."""
    known, word = lists.names(reading.language), reading.words[n].plain
    surname = word in known.last_word | known.last or word in lists.feasts(reading.language)
    return surname and grade(reading.words[n - 1].plain, reading.language) > Grade.ORDINARY


def _precedes_surname(reading: Reading, n: int) -> bool:
    """True for a capital between two of a name that is a month or a make elsewhere ("Thi Mai Pham")."""
    known = lists.names(reading.language)
    return (
        reading.words[n].plain in lists.not_names(reading.language)
        and reading.words[n].plain not in table(reading.language).stop
        and n + 1 < len(reading.words)
        and reading.between(n + 1) == " "
        and reading.words[n + 1].capital
        and reading.words[n + 1].plain in known.last
    )


def _next_small(reading: Reading, first: int, n: int, *, loose: bool) -> int:
    word = reading.words[n]
    before, found = reading.words[n - 1].plain, grade(word.plain, reading.language)
    if found in {Grade.FIRST, Grade.LAST, Grade.RARE} and n - first < _LONGEST and not place_at(reading, n):
        return 1
    if f"{before} {word.plain}" in lists.names(reading.language).first:  # Jean Pierre, Marie Rose
        return 1
    if n == first + 1 and found == Grade.WORD_FIRST and word.plain not in table(reading.language).qualities:
        return int(reading.language != "en" and grade(before, reading.language) in {Grade.FIRST, Grade.WORD_FIRST})
    if n == first + 1 and found == Grade.WORD_LAST and _SURNAME.match(word.plain):
        return int(reading.language != "en" and grade(before, reading.language) == Grade.FIRST)
    particles = table(reading.language).particles - {"de", "du", "des", "l", "d", "e", "y", "m", "n", "s", "o", "a"}
    follows = n + 1 < len(reading.words) and reading.between(n + 1) == " "
    if word.plain in particles and follows:
        known, last = lists.names(reading.language), reading.words[n + 1].plain
        whole = f"{word.plain} {last}"
        if grade(last, reading.language) in {Grade.LAST, Grade.RARE} or whole in known.last or whole in known.last_rare:
            return 2
    return int(loose and n == first + 1 and _ends_introduction(reading, n, found))


def _ends_introduction(reading: Reading, n: int, found: Grade) -> bool:
    """True for an unknown word after a first name, or a surname that is a word where the talk goes on after it."""
    if found != Grade.WORD_LAST or grade(reading.words[n - 1].plain, reading.language) != Grade.FIRST:
        return found == Grade.UNKNOWN
    follows = n + 1 < len(reading.words) and reading.between(n + 1) == " "
    return not follows or reading.words[n + 1].plain in _AFTER_INTRODUCTION  # "my name is gareth pugh and i drive"


def _elides(reading: Reading, n: int) -> bool:
    return reading.plain[reading.words[n].end : reading.words[n].end + 1] == "'"


def end_of(reading: Reading, end: int) -> int:
    """Where word end - 1 ends, with the full stop of an initial."""
    word = reading.words[end - 1]
    stop = reading.plain[word.end : word.end + 1] == "." and word.end - word.start == 1 and word.capital
    return word.end + 1 if stop else word.end


def place_at(reading: Reading, n: int) -> tuple[int, str] | None:
    """The longest place of the lists that begins at word n: the word after it, and which part of the lists holds it."""
    places = lists.places(reading.language)
    word = reading.words[n]
    if n and reading.between(n) == "-":
        return None
    if word.plain in places.heads or word.plain in {"st", "ste"}:
        parts = _joined(reading, n)
        for end in range(len(parts), 1, -1):
            section = _section_of(" ".join(parts[:end]), reading.language)
            if section and _is_whole(reading, n + end):
                return n + end, section
    if _is_whole(reading, n + 1) and (section := _section_of(word.plain, reading.language)):
        return n + 1, section
    return _contracted(reading, n)


def _is_whole(reading: Reading, end: int) -> bool:
    """True where no hyphen ties the next word: "le Pas" is no place in "le Pas-de-Calais"."""
    return end == len(reading.words) or reading.between(end) != "-" or reading.words[end].plain in _CLITICS


def _joined(reading: Reading, n: int) -> list[str]:
    """The words from n on that stand side by side, as places are written in the lists."""
    parts = [{"st": "saint", "ste": "sainte"}.get(reading.words[n].plain, reading.words[n].plain)]
    for m in range(n + 1, min(n + _LONGEST, len(reading.words))):
        if reading.between(m) not in {" ", "-", "'"}:
            break
        parts.append(reading.words[m].plain)
    return parts


def _section_of(name: str, language: str) -> str:
    places = lists.places(language)
    for section in ("areas", "words", "clear", "small"):
        if name in getattr(places, section):
            return section
    return ""


def _contracted(reading: Reading, n: int) -> tuple[int, str] | None:
    """As place_at, for a place whose article is hidden in the word before ("au Havre", "du Mans", "aux Ulis")."""
    before = reading.words[n - 1].plain if n else ""
    article = {"au": "le", "du": "le", "aux": "les", "des": "les"}.get(before)
    if reading.language == "en" or article is None or (reading.cased and not reading.words[n].capital):
        return None
    parts = [article, *_joined(reading, n)]
    for end in range(len(parts), 1, -1):
        if " ".join(parts[:end]) in lists.places(reading.language).clear:
            return n + end - 1, "clear" if reading.cased or end > 2 else "words"  # noqa: PLR2004 - au kremlin bicêtre
    return None


def firm_end(reading: Reading, n: int) -> int:
    """The word after the longest firm of the list that begins at word n; 0 where none does."""
    parts: list[str] = []
    best = 0
    for m in range(n, min(n + 5, len(reading.words))):
        if m > n and reading.between(m) not in {" ", "-", "'", "&", "’"}:
            break
        parts.append(reading.words[m].plain)
        if " ".join(parts) in lists.employers():
            best = m + 1
    return best


def title_end(reading: Reading, n: int, *, digits: bool = True) -> int:
    """The word after the last of an organisation's or place's own name that begins at word n: capitals, small words inside."""
    end, m = n, n
    if not (reading.words[n].capital or reading.words[n].plain in _ARTICLES):
        return n
    while m < len(reading.words) and m < n + _LONGEST and (m == n or reading.between(m) in {" ", "-", "'"}):
        word = reading.words[m]
        tied = reading.between(m) == "-" or (reading.between(m) == "'" and _is_breton(reading, m))
        if tied or word.capital or (digits and word.plain.isdigit() and m > n):
            end = m + 1
        elif word.plain not in _INNER:
            break
        m += 1
    if heirs := _HEIRS.match(reading.plain, reading.words[end - 1].end if end > n else len(reading.plain)):
        end += len(heirs[0].split())
    if end > n and reading.plain.startswith("'s", reading.words[end - 1].end) and end < len(reading.words):
        end += 1
    return end
