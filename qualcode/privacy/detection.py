"""Find what may identify somebody: every detector speaks, then conflicts are resolved, in one call per turn."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from qualcode.privacy import organisations, people, public_names, remembered, small_letters, whereabouts
from qualcode.privacy.extents import is_name_like
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.known import Known
from qualcode.privacy.mention import Kind, Mention
from qualcode.privacy.numbers import NUMBERS
from qualcode.privacy.resolving import resolve
from qualcode.privacy.rules import Rule
from qualcode.privacy.words import Reading, fold, plain_words

# What a language model of entities says of a text: half-open code points and its own label (PER, LOC, ORG, MISC).
Entities = Callable[[str], Iterable[tuple[int, int, str]]]
_LETTERS = re.compile(r"(?<![\w@.'’-])[^\W\d_]+(?!\w)")
_DOUBTFUL = frozenset(
    {"maybe_name", "introduced_self", "title_case", "gone_to", "capital", "initial_alone", "model", public_names.RULE}
)
_NOT_LEARNT = frozenset({"area", "capital", "unknown_word", public_names.RULE})
_CAPITALS = 0.01  # of the letters: writing has three or four in a hundred


def is_cased(texts: Iterable[str]) -> bool:
    """True for writing with capitals and full stops; False for what speech recognition leaves in small letters."""
    letters = capitals = 0
    for text in texts:
        letters += sum(map(str.isalpha, text))
        capitals += sum(map(str.isupper, text))
    return capitals > 0 and capitals >= letters * _CAPITALS


def gather(texts: Iterable[str], *, language: str, known: Known | None = None, cased: bool | None = None) -> Known:
    """What a whole study teaches of its names: `known` with `learned` and `likely` filled in. Call it once, over all turns.

    A name that one turn introduces ("je m'appelle…") is then known in all of them, also in small letters.
    """
    before = known or Known()
    learned: dict[str, Kind] = dict(before.learned)
    likely: dict[str, Kind] = dict(before.likely)
    every = tuple(texts)
    given = replace(before, learned={}, likely={}, common=_common(every) if is_cased(every) else frozenset())
    for text in every:
        for mention in detect(text, language=language, known=given, cased=cased):
            if mention.kind in {"person", "place"} and mention.rule not in _NOT_LEARNT:
                into = learned if mention.sure else likely
                into.update(dict.fromkeys(_names_in(mention, _code(language)), mention.kind))
    likely = {name: kind for name, kind in likely.items() if name not in learned}
    return replace(given, learned=learned, likely=likely)


def _common(texts: Iterable[str]) -> frozenset[str]:
    """The words that writing with capitals has in small letters twice or more, and more often than with a capital; folded."""
    counts = Counter(word for text in texts for word in _LETTERS.findall(text))
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for word, number in counts.items():
        (small if word[0].islower() else capital)[fold(word)] += number
    return frozenset(word for word, number in small.items() if number > max(1, capital[word]))


def _names_in(mention: Mention, language: str) -> Iterator[str]:
    """What to remember of a mention: a place whole, of a person each name that is no particle."""
    if mention.kind == "place":
        yield " ".join(plain_words(mention.text))
        return
    skipped = table(language).particles | table(language).stop
    for part in re.split(r"[\s-]+", mention.text):
        name = " ".join(plain_words(part))  # "guivarc h" for Guivarc'h
        if len(name) > 2 and name not in skipped:  # noqa: PLR2004
            yield name


def detect(
    text: str,
    *,
    language: str,
    known: Known | None = None,
    model: Entities | None = None,
    cased: bool | None = None,
) -> tuple[Mention, ...]:
    """The mentions of one turn, in text order, none over another. Author's brackets hold none.

    `cased` says how the transcript is written (`is_cased` over its turns); None looks at this turn alone.
    """
    written = (is_cased([text]) if cased is None else cased) and not text.isupper()  # shouted capitals tell no name
    reading = Reading(text=text, cased=written, language=_code(language))
    found = _with_towns([public_names.weighed(reading, mention) for mention in _found(reading)])
    if model is not None:
        found += _by_model(reading, model)
    if known is not None:
        found += remembered.known(reading, known)
        found = [mention for mention in found if not _is_nobody(mention, known)]
    return resolve(text, found)


def _with_towns(found: list[Mention]) -> list[Mention]:
    """The mentions; five figures right before a town that is sure are its postcode."""
    towns = {mention.start for mention in found if mention.kind == "place" and mention.sure}
    return [
        replace(mention, sure=True) if mention.rule == "postcode_town" and mention.end + 1 in towns else mention
        for mention in found
    ]


def _is_nobody(mention: Mention, known: Known) -> bool:
    """True for what the researcher never wants replaced, and for a mere capital on a word that the study also writes small."""
    words = plain_words(mention.text)
    return " ".join(words) in known.never_plain or (mention.rule in _DOUBTFUL and set(words) <= known.common)


def _code(language: str) -> str:
    return "en" if language == "en" else "fr"


def _found(reading: Reading) -> Iterator[Mention]:
    """Everything that rules and lists find, over one another."""
    for rule in (*NUMBERS, *table(reading.language).rules):
        yield from _by_rule(reading, rule)
    yield from (people if reading.cased else small_letters).listed(reading)
    yield from whereabouts.listed(reading)
    yield from organisations.firms(reading)


def _by_rule(reading: Reading, rule: Rule) -> Iterator[Mention]:
    for match in _matches(reading.plain, rule):
        named = "x" in rule.pattern.groupindex
        start, end = match.span("x") if named else match.span()
        if rule.reach == "match":
            if rule.check is None or rule.check(reading.plain[start:end]):
                yield Mention(
                    start=start, end=end, kind=rule.kind, text=reading.text[start:end], sure=rule.sure, rule=rule.id
                )
            continue
        n = reading.at.get(match.end() - 1)
        if n is None:
            continue
        mention = _reached(reading, n, rule, start)
        if mention is not None:
            yield mention


def _matches(plain: str, rule: Rule) -> Iterator[re.Match[str]]:
    """Every match of a rule; where it only tells where a name begins, also one inside another ("urgences de l'hôpital…")."""
    if rule.reach == "match":
        yield from rule.pattern.finditer(plain)
        return
    match = rule.pattern.search(plain)
    while match is not None:
        yield match
        match = rule.pattern.search(plain, match.start() + 1)


def _reached(reading: Reading, n: int, rule: Rule, start: int) -> Mention | None:
    if rule.reach == "name":
        return people.named(reading, n, rule)
    if rule.reach == "place":
        return whereabouts.placed(reading, n, rule, start)
    return organisations.organised(reading, n, rule, start)


_LABELS: dict[str, Kind] = {"PER": "person", "LOC": "place", "ORG": "organisation"}


def _by_model(reading: Reading, model: Entities) -> Iterator[Mention]:
    """What a model takes for a name, less the words of speech it stumbles over ("Ça", "Ouais"). Never sure by itself."""
    for start, end, label in model(reading.text):
        kind = _LABELS.get(label)
        words = [n for n, word in enumerate(reading.words) if start <= word.start and word.end <= end]
        telling = [n for n in words if _tells(reading, n)]
        if kind is None or not telling or len(words) > len(telling) + 3:
            continue
        first, last = reading.words[telling[0]], reading.words[_joined(reading, telling[-1])]
        text = reading.text[first.start : last.end]
        yield Mention(start=first.start, end=last.end, kind=kind, text=text, sure=False, rule="model")


def _joined(reading: Reading, n: int) -> int:
    """The last word that a hyphen or an apostrophe ties to word n."""
    while n + 1 < len(reading.words) and reading.between(n + 1) in {"-", "'"}:
        n += 1
    return n


def _tells(reading: Reading, n: int) -> bool:
    """True for a word that may be part of a name: in writing a capital, in small letters no word of the language."""
    word = reading.words[n]
    found = grade(word.plain, reading.language)
    if not reading.cased:
        return found in {Grade.UNKNOWN, Grade.RARE, Grade.LAST, Grade.FIRST}
    if not is_name_like(word, reading):
        return False
    return found > Grade.ORDINARY or not word.opens
