"""Cues: words and patterns of the codebook, found in speech with spaCy's matcher and simplemma's lemmas.

A cue is one or more words in order. A word matches its lemma, whatever its inflection and capitals; `précar*` matches any
ending; `=mot` that very form; ` ... ` stands for up to five words of the same sentence. An anti-cue found in a sentence
silences the cues of its code there. A long word that the lemma tables do not know, one or two letters away from a cue's, is
taken for a misspelling or an error of transcription, and said to be one.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, compress
from typing import Any

from qualcode.core.codebook import Codebook
from qualcode.core.speech import blank_brackets
from qualcode.suggest.cue_language import GAP, pattern_of
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.suggestion import Suggestion
from qualcode.text.chunks import Chunks, cut
from qualcode.text.lemmas import is_known, lemma
from qualcode.text.pipeline import tokenizer, word_and_mark

METHOD = "cues-1"
"""Named in caches: change it with the rules."""

_LONG_WORD = 6
_REMEMBERED = 200_000
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
    """A cue: its matcher, its token patterns by number, and how many tokens it spans at most."""

    number: int
    code: str
    cue: str
    against: bool
    matcher: Any
    elements: frozenset[int]
    reach: int


Match = tuple[_Rule, int, int, bool]
"""A rule, where its words stand, and whether one of them is misspelt."""


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
    held: "_Held"
    alone: dict[str, tuple[Match, ...]]  # the cues of one word in a chunk


class _Held(dict[str, tuple[int, ...]]):
    """The token patterns that a chunk satisfies; most satisfy none. A new one is looked at."""

    table: _Table

    def __missing__(self, piece: str) -> tuple[int, ...]:
        found: tuple[int, ...] = ()
        for form in _forms(piece, self.table.language):
            found += _elements(form, self.table)
        self[piece] = found
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

    Only where all words of a cue are met near each other is anything tokenised and given to the matcher; what each chunk
    between white space holds is worked out once. The result is that of matching every cue on the whole text.
    """
    table = _compiled(_cues(codebook), language)
    for found, spans in zip(_hits(list(texts), table), sentences, strict=True):
        yield list(_spoken(found, spans)) if found else []


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
        held=_Held(),
        alone={},
    )
    table.held.table = table
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
    return _Rule(
        number=number,
        code=cue[0],
        cue=cue[1],
        against=cue[2],
        matcher=matcher,
        elements=frozenset(elements),
        reach=len(asked) + GAP * (len(pattern) - len(asked)),
    )


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


def _hits(texts: Sequence[str], table: _Table) -> list[list[tuple[_Rule, Hit]]]:
    """What every rule finds in each text, anti-cues too."""
    if len(table.held) > _REMEMBERED:
        table.held.clear()
        table.alone.clear()
    chunks = cut(map(blank_brackets, texts))
    places = _places(chunks.pieces, table)
    found: list[list[tuple[_Rule, Hit]]] = [[] for _text in texts]
    for chunk, (rule, start, end, misspelt) in chain(_alone(chunks, places, table), _together(chunks, places, table)):
        text = chunks.text_of(chunk)
        begun = chunks.texts[text]
        found[text].append(_hit(texts[text], rule, start - begun, end - begun, misspelt=misspelt))
    return found


def _places(pieces: Sequence[str], table: _Table) -> dict[int, list[int]]:
    """The chunks that satisfy each token pattern, in order."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    held = list(map(table.held.__getitem__, pieces))
    for chunk, elements in compress(enumerate(held), held):  # most hold nothing
        for element in elements:
            found[element].append(chunk)
    return found


def _alone(chunks: Chunks, places: Mapping[int, list[int]], table: _Table) -> Iterator[tuple[int, Match]]:
    """Cues of one word, by chunk."""
    asked = {element for rule in table.rules if rule.reach == 1 for element in rule.elements}
    for chunk in {chunk for element in asked for chunk in places.get(element, ())}:
        piece, (begun, _end) = chunks.pieces[chunk], chunks.stretch(chunk, chunk + 1)
        if piece not in table.alone:
            tokens = _tokenised(piece, table)
            table.alone[piece] = tuple(
                match for rule in table.rules if rule.reach == 1 for match in _matches(rule, *tokens)
            )
        for rule, start, end, misspelt in table.alone[piece]:
            yield chunk, (rule, begun + start, begun + end, misspelt)


def _together(chunks: Chunks, places: Mapping[int, list[int]], table: _Table) -> Iterator[tuple[int, Match]]:
    """Cues of several words, by one of the chunks around; looked for where all their words are."""
    known: dict[Span, tuple[Any, set[int]]] = {}
    for rule in table.rules:
        if rule.reach == 1:
            continue
        for first, last in _windows(chunks, [places.get(element, []) for element in rule.elements], rule.reach):
            left, right = chunks.stretch(first, last)
            tokens = known[first, last] = known.get((first, last)) or _tokenised(chunks.speech[left:right], table)
            for _rule, start, end, misspelt in _matches(rule, *tokens):
                yield first, (rule, left + start, left + end, misspelt)


def _windows(chunks: Chunks, places: Sequence[list[int]], reach: int) -> list[Span]:
    """Where a cue of so many tokens may stand: runs of chunks around the places of its rarest word that hold all others."""
    runs: list[Span] = []
    for place in min(places, key=len):
        first, last = chunks.around(place, reach)
        if any(bisect_left(there, first) == bisect_left(there, last) for there in places):
            continue
        if runs and first < runs[-1][1]:
            runs[-1] = runs[-1][0], last
        else:
            runs.append((first, last))
    return runs


def _forms(piece: str, language: str) -> list[str]:
    """The tokens of a chunk, in small letters."""
    if plain := word_and_mark(piece, language):
        return [part.lower() for part in plain]
    return [token.lower_ for token in tokenizer(language).tokenizer(piece)]


def _elements(form: str, table: _Table) -> tuple[int, ...]:
    """The token patterns that a token satisfies."""
    found = table.lemmas.get(_meant(form, table)[0], ()) + table.forms.get(form, ())
    if table.begins.match(form):
        found += tuple(element for beginning, element in table.beginnings.items() if beginning.match(form))
    return found


def _tokenised(text: str, table: _Table) -> tuple[Any, set[int]]:
    doc = tokenizer(table.language).make_doc(text)
    return doc, _lemmatise(doc, table)


def _matches(rule: _Rule, doc: Any, misspelt: set[int]) -> Iterator[Match]:
    """Where a rule's words stand in a document."""
    for _key, first, last in rule.matcher(doc):
        span = doc[first:last]
        yield rule, span.start_char, span.end_char, not misspelt.isdisjoint(range(first, last))


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
