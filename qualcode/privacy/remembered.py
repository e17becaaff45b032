"""Names that the study already knows, wherever and however they are written, and words that look like them misspelt."""

from collections.abc import Iterator
from functools import lru_cache

from qualcode.privacy.extents import is_name_like
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.known import Index, Known
from qualcode.privacy.mention import Kind, Mention
from qualcode.privacy.words import Reading

_JOINTS = frozenset({" ", "-", "'", ". ", ".", " - ", "' "})
_AMBIGUOUS = frozenset({Grade.ORDINARY, Grade.WORD_FIRST, Grade.WORD_LAST})


def known(reading: Reading, of: Known) -> Iterator[Mention]:
    """Entries, learned names, likely names, and misspellings of the first two."""
    for n, word in enumerate(reading.words):
        for index, rule in ((of.by_entry, "known"), (of.by_learned, "learned"), (of.by_likely, "likely")):
            found = _longest(reading, n, index) if word.plain in index else None
            if found is not None:
                mention = _judged(reading, n, *found, rule)
                if mention is not None:
                    yield mention
                break
        else:
            if of.names and len(word.plain) > 3 and _may_be_misspelt(reading, n):  # noqa: PLR2004
                near = nearest(word.plain, of.names)
                if near:
                    yield _mention(reading, n, n + 1, "person", "variant", sure=False)


def _longest(reading: Reading, n: int, index: Index) -> tuple[int, Kind] | None:
    """The word after the longest entry that begins at word n, and its kind."""
    for parts, kind in index[reading.words[n].plain]:
        end = n + len(parts)
        if end > len(reading.words):
            continue
        same = all(reading.words[n + k].plain == part for k, part in enumerate(parts))
        if same and all(reading.between(m) in _JOINTS for m in range(n + 1, end)):
            return end, kind
    return None


def _judged(reading: Reading, n: int, end: int, kind: Kind, rule: str) -> Mention | None:
    """The mention; in doubt only proposed where the name is also a word; a learned word in small letters is a word."""
    word = reading.words[n]
    language = table(reading.language)
    if end > n + 1 or grade(word.plain, reading.language) not in _AMBIGUOUS:
        return _mention(reading, n, end, kind, rule, sure=rule != "likely")
    thing = n > 0 and reading.words[n - 1].plain in language.not_after and reading.between(n) == " "
    if reading.cased:
        if word.capital and not word.opens:
            return _mention(reading, n, end, kind, rule, sure=rule != "likely")
        spoken = language.after_name.match(reading.plain, word.end) is not None
        if word.capital:
            return _mention(reading, n, end, kind, rule, sure=rule != "likely" and spoken)
        return _mention(reading, n, end, kind, rule, sure=False) if rule == "known" else None
    before = language.before_name.search(reading.plain, max(0, word.start - 30), word.start) is not None
    after = language.after_name.match(reading.plain, word.end) is not None
    if rule != "known" and (thing or not (before or after)):
        return None
    return _mention(reading, n, end, kind, rule, sure=before and after and rule != "likely")


def _mention(reading: Reading, n: int, end: int, kind: Kind, rule: str, *, sure: bool) -> Mention:
    start, stop = reading.words[n].start, reading.words[end - 1].end
    return Mention(start=start, end=stop, kind=kind, text=reading.text[start:stop], sure=sure, rule=rule)


def _may_be_misspelt(reading: Reading, n: int) -> bool:
    word = reading.words[n]
    if reading.cased and word.capital and not is_name_like(word, reading):
        return False
    return grade(word.plain, reading.language) in {Grade.UNKNOWN, Grade.RARE}


@lru_cache(maxsize=100_000)
def nearest(plain: str, names: tuple[str, ...]) -> str:
    """The known name that a word is one letter away from (two from eight letters on), or an empty text.

    >>> nearest("kervela", ("kervella", "theo"))
    'kervella'
    """
    from rapidfuzz import process  # noqa: PLC0415 - only when a study has names
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    allowed = 2 if len(plain) > 7 else 1  # noqa: PLR2004
    close = process.extractOne(plain, names, scorer=OSA.distance, score_cutoff=allowed)
    return close[0] if close and close[0][0] == plain[0] else ""
