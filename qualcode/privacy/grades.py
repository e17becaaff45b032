"""How much a word by itself looks like a name: from the lists, the dictionary, and the words of speech that are neither."""

import re
from enum import IntEnum
from functools import lru_cache

from qualcode.privacy import lists
from qualcode.privacy.rules import Language

# The dictionaries stop at twelve letters (tools/name_lists.py): longer words tell themselves by their endings.
_LONG_WORD = re.compile(
    r"\w{10,}(?:al|ally|ly|ing|ed|tion|ment|ity|ite|[ai]ble|ness|ive|isme|ism|iste|ist|ique|ance|ence|aire|eur|euse)s?$"
)
_PREFIX = re.compile(
    r"(?:re|de|anti|auto|sur|sous|multi|pre|co|non|un|inter|mini|super|hyper|ultra|micro|post)(?=\w{4})"
)


class Grade(IntEnum):
    """What a word may be, from a word of the language to a first name that is nothing else."""

    ORDINARY = 0
    UNKNOWN = 1
    WORD_LAST = 2
    WORD_FIRST = 3
    RARE = 4
    LAST = 5
    FIRST = 6


@lru_cache(maxsize=2)
def table(language: str) -> Language:
    """The rules of a language; English ones for English, French ones for all others."""
    if language == "en":
        from qualcode.privacy.rules_en import ENGLISH  # noqa: PLC0415 - compiled for its own texts only

        return ENGLISH
    from qualcode.privacy.rules_fr import FRENCH  # noqa: PLC0415 - compiled for its own texts only

    return FRENCH


@lru_cache(maxsize=200_000)
def grade(plain: str, language: str) -> Grade:
    """What a folded word may be."""
    nobody = plain in lists.not_names(language) and plain not in lists.feasts(language)
    if plain in table(language).stop or nobody or not plain.isalpha() or len(plain) < 2:  # noqa: PLR2004
        return Grade.ORDINARY
    if plain in lists.feasts(language):
        return Grade.WORD_FIRST
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    names = lists.names(language)
    for section, found in (
        (names.first, Grade.FIRST),
        (names.first_word, Grade.WORD_FIRST),
        (names.last, Grade.LAST),
        (names.last_word, Grade.WORD_LAST),
        (names.last_rare, Grade.RARE),
    ):
        if plain in section:
            return found
    # Speech in French is full of English words; the other way round they are rare.
    borrowed = language == "fr" and plain in lists.words("en")
    long = len(plain) > 12 and _LONG_WORD.match(plain) is not None  # noqa: PLR2004 - the longest of the dictionaries
    made = (begun := _PREFIX.match(plain)) is not None and plain[begun.end() :] in lists.words(language)
    return Grade.ORDINARY if borrowed or long or made or plain in lists.words(language) else Grade.UNKNOWN
