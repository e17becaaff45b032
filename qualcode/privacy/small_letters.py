"""People in small letters without punctuation, as speech recognition writes: no capital tells a name."""

import re
from collections.abc import Iterator

from qualcode.privacy import lists
from qualcode.privacy.extents import name_end, place_at
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Mention
from qualcode.privacy.people import ACTS, ANDS, ARTICLES, beside_name, is_tied, person
from qualcode.privacy.words import Reading

# A word that says what somebody is like is a name only after these.
_WITH = re.compile(
    r"(?<!\w)(?:avec|chez|sans|(?:dit|demande|parle|telephone) a|presente|rencontre|merci|bonjour|salut|told|asked|met) $"
)
_ODD = (4, 12)  # letters: the dictionaries go no further
_SOUND = re.compile(r"(.)\1\1|^[^aeiouy]+$")


def listed(reading: Reading) -> Iterator[Mention]:
    """Names that are no words, sure where the lists know them; words that are names too, where names stand."""
    n = 0
    while n < len(reading.words):
        mention, end = _found(reading, n)
        if mention is not None:
            yield mention
        n = max(end, n + 1)


def _found(reading: Reading, n: int) -> tuple[Mention | None, int]:
    found = grade(reading.words[n].plain, reading.language)
    if found in {Grade.ORDINARY, Grade.WORD_LAST}:
        surname = found == Grade.WORD_LAST and _follows_first(reading, n)  # "solange menant"
        return person(reading, n, n + 1, sure=False, rule="maybe_name") if surname else None, n + 1
    end = name_end(reading, n)
    thing = n > 0 and reading.words[n - 1].plain in table(reading.language).not_after and reading.between(n) == " "
    if found == Grade.FIRST:
        return person(reading, n, end, sure=not thing, rule="first_name"), end
    if found == Grade.WORD_FIRST and not thing:
        return _word(reading, n, end)
    rule = "" if thing or (place_at(reading, n) and not _follows_first(reading, n)) else _unknown(reading, n, end)
    return (person(reading, n, end, sure=False, rule=rule), end) if rule else (None, n + 1)


def _unknown(reading: Reading, n: int, end: int) -> str:
    """The rule by which a word that is none is proposed: a surname, or any where names stand; "" for what is too short."""
    known = grade(reading.words[n].plain, reading.language) == Grade.LAST or _follows_first(reading, n)
    if known or _stands_before(reading, n) or _stands_after(reading, end):
        return "maybe_name"
    return "unknown_word" if _is_odd(reading, n) else ""


def _follows_first(reading: Reading, n: int) -> bool:
    """True right after a first name that is no word."""
    return n > 0 and reading.between(n) == " " and grade(reading.words[n - 1].plain, reading.language) == Grade.FIRST


def _word(reading: Reading, n: int, end: int) -> tuple[Mention | None, int]:
    """A first name that is a word too: sure between words that go with names, or before a surname."""
    plain, language = reading.words[n].plain, table(reading.language)
    joined = beside_name(reading, n, end)
    before = joined or _stands_before(reading, n) or _beside_like(reading, n, end)
    after = joined or _stands_after(reading, end)
    followed = end > n + 1
    acts = ACTS.match(reading.plain, reading.words[end - 1].end) is not None
    acts = acts and not (n and reading.words[n - 1].plain in ARTICLES)
    foreign = plain not in lists.words(reading.language)  # "morgan": a word of another language
    second = _follows_first(reading, n)  # "christine price"
    if not (before or after or followed or acts or foreign or second):
        return None, n + 1
    quality = plain in language.qualities
    sure = ((before and after) or followed) and not quality
    near = after or _WITH.search(reading.plain, max(0, reading.words[n].start - 20), reading.words[n].start) is not None
    if quality and not (near or second):
        return None, n + 1
    return person(reading, n, end, sure=sure, rule="maybe_name"), end


def _stands_before(reading: Reading, n: int) -> bool:
    """True after words that often come before a name ("avec", "dit à")."""
    start = reading.words[n].start
    return table(reading.language).before_name.search(reading.plain, max(0, start - 30), start) is not None


def _stands_after(reading: Reading, end: int) -> bool:
    """True before words that often come after a name ("m'a dit", "elle")."""
    return table(reading.language).after_name.match(reading.plain, reading.words[end - 1].end) is not None


def _beside_like(reading: Reading, n: int, end: int) -> bool:
    """True for a word that "and" ties to another such word, neither after an article: "violette et capucine"."""
    words, language = reading.words, table(reading.language)
    for other, first in ((n - 2, n - 2), (end + 1, n)):
        joined = 0 <= other < len(words) and words[other + 1 if other < n else end].plain in ANDS
        if joined and grade(words[other].plain, reading.language) == Grade.WORD_FIRST:
            before = words[first - 1].plain if first > 0 else ""
            return before not in language.not_after | ARTICLES and words[other].plain not in language.qualities
    return False


def _is_odd(reading: Reading, n: int) -> bool:
    """True for a word by itself that no dictionary has, long enough and no sound of speech ("mmmm")."""
    plain = reading.words[n].plain
    return _ODD[0] <= len(plain) <= _ODD[1] and _SOUND.search(plain) is None and not is_tied(reading, n)
