"""Cues: words and patterns of the codebook, found in speech with spaCy's matcher and simplemma's lemmas.

A cue is one or more words in order. A word matches its lemma, whatever its inflection and capitals; `précar*` matches any
ending; `=mot` that very form; ` ... ` stands for up to five words of the same sentence. An anti-cue found in a sentence
silences the cues of its code there. A long word that the lemma tables do not know, one or two letters away from a cue's, is
taken for a misspelling or an error of transcription, and said to be one.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate, chain, compress
from typing import Any

from qualcode.core.codebook import Codebook
from qualcode.core.speech import blank_brackets
from qualcode.suggest.cue_language import GAP, pattern_of
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.suggestion import Suggestion
from qualcode.text.lemmas import content_lemma, is_known, lemma
from qualcode.text.pipeline import tokenizer, word_and_mark

METHOD = "cues-1"
"""Named in caches: change it with the rules."""

_LONG_WORD = 6
_REMEMBERED = 200_000
_CHUNK = re.compile(r"\S+")
_WEIGHTS = {"phrase": 0.8, "cue": 0.5, "misspelling": 0.3}

Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A cue of a code found at code points `start` to `end` of a turn; `kind` is phrase, cue or misspelling."""

    code: str
    cue: str
    kind: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """A cue: its matcher, its token patterns by number, which of them is rarest, and how many tokens it spans at most."""

    number: int
    code: str
    cue: str
    against: bool
    matcher: Any
    elements: frozenset[int]
    rarest: int
    reach: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """What a stretch between white space holds: whole cues (rule, start, end, misspelt), and cues' rarest words."""

    whole: tuple[tuple[_Rule, int, int, bool], ...]
    begun: tuple[_Rule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rules of a codebook, what their token patterns ask for, and what is known of the chunks seen so far."""

    language: str
    rules: tuple[_Rule, ...]
    words: Mapping[str, str]  # the long words of cues, with their lemmas
    near: Mapping[str, tuple[str, ...]]  # these words by their first letter
    lemmas: Mapping[str, tuple[int, ...]]
    forms: Mapping[str, tuple[int, ...]]
    beginnings: Mapping[re.Pattern[str], int]
    begins: re.Pattern[str]  # any of these
    chunks: "_Seen"
    elements: dict[str, frozenset[int]]


class _Seen(dict[str, _Chunk | None]):
    """What is known of chunks by their text; None where no cue rests on one. Others are looked at when first asked for."""

    table: _Table

    def __missing__(self, piece: str) -> _Chunk | None:
        self[piece] = found = _look_at(piece, self.table)
        return found


def cue_key(codebook: Codebook) -> str:
    """Fingerprint of everything in a codebook that decides what cues find."""
    digest = blake2b(digest_size=8)
    for code in codebook.usable():
        digest.update(repr((code.id, code.cues, code.anti_cues)).encode())
    return f"{METHOD} {digest.hexdigest()}"


def find_hits(
    texts: Iterable[str], sentences: Iterable[Sequence[Span]], codebook: Codebook, language: str
) -> Iterator[list[Hit]]:
    """The hits in each text. `sentences` gives the spans of each text's sentences, where anti-cues work.

    Only what surrounds the rarest word of a cue is tokenised and given to the matcher; what each chunk between white
    space holds is worked out once. The result is that of matching every cue on the whole text.
    """
    table = _compiled(_cues(codebook), language)
    for text, spans in zip(texts, sentences, strict=True):
        yield list(_spoken(_hits(text, table), spans)) if table.rules else []


def _cues(codebook: Codebook) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (code.id, cue, against)
        for code in codebook.usable()
        for cues, against in ((code.cues, False), (code.anti_cues, True))
        for cue in cues
    )


@lru_cache(maxsize=4)
def _compiled(cues: tuple[tuple[str, str, bool], ...], language: str) -> _Table:
    numbers: dict[str, tuple[int, dict[str, Any]]] = {}
    rules = tuple(
        _rule(number, cue, pattern, numbers, language)
        for number, cue in enumerate(cues)
        if (pattern := pattern_of(cue[1], language))
    )
    plain = (
        word.lower()
        for _code, cue, against in cues
        if not against
        for word in cue.split()
        if word.isalpha() and len(word) >= _LONG_WORD
    )
    lemmas: dict[str, tuple[int, ...]] = {}
    forms: dict[str, tuple[int, ...]] = {}
    beginnings: dict[str, int] = {}
    for element, piece in numbers.values():
        if "LEMMA" in piece:
            lemmas |= {form: (*lemmas.get(form, ()), element) for form in piece["LEMMA"]["IN"]}
        elif isinstance(piece["LOWER"], str):
            forms[piece["LOWER"]] = (*forms.get(piece["LOWER"], ()), element)
        else:
            beginnings[piece["LOWER"]["REGEX"]] = element
    words = {word: lemma(word, language) for word in plain}
    table = _Table(
        language=language,
        rules=rules,
        words=words,
        near={first: tuple(word for word in words if word[0] == first) for first in {word[0] for word in words}},
        lemmas=lemmas,
        forms=forms,
        beginnings={re.compile(beginning): element for beginning, element in beginnings.items()},
        begins=re.compile("|".join(beginnings) or r"(?!)"),
        chunks=_Seen(),
        elements={},
    )
    table.chunks.table = table
    return table


def _rule(
    number: int,
    cue: tuple[str, str, bool],
    pattern: list[dict[str, Any]],
    numbers: dict[str, tuple[int, dict[str, Any]]],
    language: str,
) -> _Rule:
    """A cue with a matcher of its own; its token patterns take their numbers from, or in, `numbers`."""
    from spacy.matcher import Matcher  # noqa: PLC0415 - the tokeniser has loaded spaCy by now

    matcher = Matcher(tokenizer(language).vocab)
    matcher.add(str(number), [pattern], greedy="LONGEST")
    asked = [piece for piece in pattern if "OP" not in piece]
    elements = [numbers.setdefault(repr(piece), (len(numbers), piece))[0] for piece in asked]
    rarest = max(zip(asked, elements, strict=True), key=lambda pair: _rareness(pair[0], language))[1]
    return _Rule(
        number=number,
        code=cue[0],
        cue=cue[1],
        against=cue[2],
        matcher=matcher,
        elements=frozenset(elements),
        rarest=rarest,
        reach=len(asked) + GAP * (len(pattern) - len(asked)),
    )


def _rareness(piece: Mapping[str, Any], language: str) -> tuple[bool, int]:
    """How rare a token pattern's words are, as far as one can tell: words of grammar are not, long words are."""
    (asked,) = piece.values()
    words = [asked] if isinstance(asked, str) else asked.get("IN", [asked.get("REGEX")])
    shortest = min(words, key=len)
    return content_lemma(shortest, language) is not None, len(shortest)


def _lemmatise(doc: Any, table: _Table) -> set[int]:
    """Set the lemma of every token; returns the tokens taken for misspellings of a cue's word."""
    misspelt = set()
    for token in doc:
        token.lemma_, is_misspelt = _meant(token.lower_, table)
        if is_misspelt:
            misspelt.add(token.i)
    return misspelt


def _meant(form: str, table: _Table) -> tuple[str, bool]:
    """The lemma of a word in small letters, and whether it is taken for a misspelling of a cue's."""
    small = form.replace("’", "'")
    if len(small) >= _LONG_WORD - 1 and small.isalpha() and small not in table.words:
        meant = _misspelling(small, table.near.get(small[0], ()), table.language)
        if meant:
            return table.words[meant], True
    return lemma(small, table.language), False


@lru_cache(maxsize=100_000)
def _misspelling(word: str, near: tuple[str, ...], language: str) -> str | None:
    """The cue's word, of those with the same first letter, that an unknown word seems to be.

    One letter off; two from nine letters on.
    """
    if not near:
        return None
    nearest, distance = _comparison()
    found = nearest(word, near, scorer=distance, score_cutoff=1 if len(word) < 9 else 2)  # noqa: PLR2004
    return None if found is None or is_known(word, language) else found[0]


@lru_cache(maxsize=1)
def _comparison() -> tuple[Callable[..., Any], Callable[..., Any]]:
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415 - only where something may be misspelt
    from rapidfuzz.process import extractOne  # noqa: PLC0415

    return extractOne, DamerauLevenshtein.distance


def _hits(text: str, table: _Table) -> Iterator[tuple[_Rule, Hit]]:
    """What every rule finds in a text, anti-cues too."""
    if len(table.chunks) > _REMEMBERED:
        table.chunks.clear()
        table.elements.clear()
    speech = blank_brackets(text)
    pieces = speech.split()
    chunks = list(map(table.chunks.__getitem__, pieces))
    found: list[tuple[int, _Chunk]] = list(compress(enumerate(chunks), chunks))  # type: ignore[arg-type] # none is None
    windows = list(_windows(found, pieces, table))
    if not windows and not any(chunk.whole for _n, chunk in found):
        return
    start_of = _starts(speech, pieces)
    for n, chunk in found:
        for rule, start, end, misspelt in chunk.whole:
            yield _hit(text, rule, start_of(n) + start, start_of(n) + end, misspelt=misspelt)
    docs: dict[Span, tuple[Any, set[int]]] = {}
    for rule, first, last in windows:
        left, right = window = start_of(first), start_of(last - 1) + len(pieces[last - 1])
        doc, misspellings = docs[window] = docs.get(window) or _tokenised(speech[left:right], table)
        for start, end, misspelt in _matches(rule, doc, misspellings):
            yield _hit(text, rule, left + start, left + end, misspelt=misspelt)


def _starts(speech: str, pieces: Sequence[str]) -> Callable[[int], int]:
    """Where a chunk begins; nearly always one blank lies between them, and their lengths are enough to tell."""
    before = list(accumulate(map(len, pieces), initial=0))
    if before[-1] + len(pieces) == len(speech) + 1:
        return lambda n: before[n] + n
    return [piece.start() for piece in _CHUNK.finditer(speech)].__getitem__


def _windows(
    found: Iterable[tuple[int, _Chunk]], pieces: Sequence[str], table: _Table
) -> Iterator[tuple[_Rule, int, int]]:
    """Where a cue of several words may stand: runs of chunks around its rarest word that hold all its others too."""
    places: dict[int, tuple[_Rule, list[int]]] = {}
    for n, chunk in found:
        for rule in chunk.begun:
            places.setdefault(rule.number, (rule, []))[1].append(n)
    whole = set(_held(pieces, table)) if places else set()
    for rule, there in places.values():
        if not rule.elements <= whole:
            continue
        for first, last in _runs(there, rule.reach, len(pieces)):
            if rule.elements.issubset(_held(pieces[first:last], table)):
                yield rule, first, last


def _held(pieces: Sequence[str], table: _Table) -> Iterable[int]:
    """The token patterns that these chunks satisfy, one after another."""
    return chain.from_iterable(filter(None, map(table.elements.get, pieces)))


def _runs(places: Iterable[int], reach: int, number: int) -> list[Span]:
    """Runs of chunks that hold whatever spans `reach` tokens around these places; runs that touch are one."""
    runs: list[Span] = []
    for place in places:
        first, last = max(0, place - reach + 1), min(number, place + reach)
        if runs and first <= runs[-1][1]:
            runs[-1] = runs[-1][0], last
        else:
            runs.append((first, last))
    return runs


def _look_at(piece: str, table: _Table) -> _Chunk | None:
    """What there is to know of a chunk; None when no cue rests on it."""
    held = frozenset(element for form in _forms(piece, table.language) for element in _elements(form, table))
    if not held:
        return None
    table.elements[piece] = held
    rules = [rule for rule in table.rules if rule.rarest in held]
    if not rules:
        return None
    doc, misspelt = _tokenised(piece, table)
    whole = tuple((rule, *match) for rule in rules if rule.reach == 1 for match in _matches(rule, doc, misspelt))
    return _Chunk(whole=whole, begun=tuple(rule for rule in rules if rule.reach > 1))


def _forms(piece: str, language: str) -> list[str]:
    """The tokens of a chunk, in small letters."""
    if plain := word_and_mark(piece, language):
        return [part.lower() for part in plain]
    return [token.lower_ for token in tokenizer(language).tokenizer(piece)]


def _elements(form: str, table: _Table) -> Iterator[int]:
    """The token patterns that a token satisfies."""
    yield from table.lemmas.get(_meant(form, table)[0], ())
    yield from table.forms.get(form, ())
    if table.begins.match(form):
        yield from (element for beginning, element in table.beginnings.items() if beginning.match(form))


def _tokenised(text: str, table: _Table) -> tuple[Any, set[int]]:
    doc = tokenizer(table.language).make_doc(text)
    return doc, _lemmatise(doc, table)


def _matches(rule: _Rule, doc: Any, misspelt: set[int]) -> Iterator[tuple[int, int, bool]]:
    """Where a rule's words stand in a document, and whether one of them is misspelt."""
    for _key, first, last in rule.matcher(doc):
        span = doc[first:last]
        yield span.start_char, span.end_char, not misspelt.isdisjoint(range(first, last))


def _hit(text: str, rule: _Rule, start: int, end: int, *, misspelt: bool) -> tuple[_Rule, Hit]:
    kind = "misspelling" if misspelt else "phrase" if " " in rule.cue else "cue"
    return rule, Hit(code=rule.code, cue=rule.cue, kind=kind, start=start, end=end, words=text[start:end])


def _spoken(found: Iterable[tuple[_Rule, Hit]], sentences: Sequence[Span]) -> Iterator[Hit]:
    """The hits that no anti-cue silences in their sentence, in text order; at one place, in the codebook's."""
    found = sorted(found, key=lambda pair: (pair[1].start, pair[1].end, pair[0].number))
    silent = {
        (hit.code, span)
        for rule, hit in found
        if rule.against
        for span in sentences
        if _overlap(hit.start, hit.end, span)
    }
    for rule, hit in found:
        if not rule.against and not any(
            (hit.code, span) in silent for span in sentences if _overlap(hit.start, hit.end, span)
        ):
            yield hit


def _overlap(start: int, end: int, span: Span) -> bool:
    return start < span[1] and span[0] < end


def suggestions(hits: Iterable[Hit], turn: str, span: Span) -> list[Suggestion]:
    """What the hits inside one segment propose, best first.

    score = 1 - product of (1 - weight) over the distinct cues found: a phrase weighs .8, a word .5, a misspelling .3.
    """
    by_code: dict[str, dict[str, Hit]] = {}
    for hit in hits:
        if _overlap(hit.start, hit.end, span):
            by_code.setdefault(hit.code, {}).setdefault(hit.cue, hit)
    found = [_suggestion(turn, span, code, list(cues.values())) for code, cues in by_code.items()]
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.code))


def _suggestion(turn: str, span: Span, code: str, hits: Sequence[Hit]) -> Suggestion:
    left = 1.0
    for hit in hits:
        left *= 1 - _WEIGHTS[hit.kind]
    return Suggestion(
        turn=turn, start=span[0], end=span[1], code=code, score=round(1 - left, 3), evidence=tuple(map(_evidence, hits))
    )


def _evidence(hit: Hit) -> Evidence:
    return Evidence(kind="misspelling" if hit.kind == "misspelling" else "cue", words=hit.words, source=hit.cue)
