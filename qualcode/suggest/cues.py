"""Cues: words and patterns of the codebook, found in speech with spaCy's matcher and simplemma's lemmas.

A cue is one or more words in order. A word matches its lemma, whatever its inflection and capitals; `précar*` matches any
ending; `=mot` that very form; ` ... ` stands for up to five words of the same sentence. An anti-cue found in a sentence
silences the cues of its code there. A long word that the lemma tables do not know, one or two letters away from a cue's, is
taken for a misspelling or an error of transcription, and said to be one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from qualcode.core.codebook import Codebook
from qualcode.core.language import _
from qualcode.core.speech import blank_brackets
from qualcode.suggest.suggestion import Evidence, Suggestion
from qualcode.text.lemmas import lemma
from qualcode.text.pipeline import tokenizer

METHOD = "cues-1"
"""Named in caches: change it with the rules."""

GAP = 5
_SENTENCE_ENDS = (".", "?", "!", "\n", "…")
_LONG_WORD = 6
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
    code: str
    cue: str
    against: bool


def cue_key(codebook: Codebook) -> str:
    """Fingerprint of everything in a codebook that decides what cues find."""
    digest = blake2b(digest_size=8)
    for code in codebook.usable():
        digest.update(repr((code.id, code.cues, code.anti_cues)).encode())
    return f"{METHOD} {digest.hexdigest()}"


def find_hits(
    texts: Iterable[str], sentences: Iterable[Sequence[Span]], codebook: Codebook, language: str
) -> Iterator[list[Hit]]:
    """The hits in each text. `sentences` gives the spans of each text's sentences, where anti-cues work."""
    cues = _cues(codebook)
    if not cues:
        yield from ([] for _text in texts)
        return
    nlp = tokenizer(language)
    matcher, rules, words = _compiled(cues, language)
    if not rules:  # spaCy warns of a matcher without patterns
        yield from ([] for _text in texts)
        return
    for text, spans in zip(texts, sentences, strict=True):
        doc = nlp.make_doc(blank_brackets(text))
        misspelt = _lemmatise(doc, words, language)
        yield list(_spoken(_hits(text, doc, matcher(doc), rules, misspelt), spans))


def _cues(codebook: Codebook) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (code.id, cue, against)
        for code in codebook.usable()
        for cues, against in ((code.cues, False), (code.anti_cues, True))
        for cue in cues
    )


@lru_cache(maxsize=4)
def _compiled(
    cues: tuple[tuple[str, str, bool], ...], language: str
) -> tuple[Any, dict[str, _Rule], Mapping[str, str]]:
    """The matcher, what each of its keys stands for, and the long words of cues with their lemmas."""
    from spacy.matcher import Matcher  # noqa: PLC0415 - the tokeniser has loaded spaCy by now

    nlp = tokenizer(language)
    matcher = Matcher(nlp.vocab)
    rules: dict[str, _Rule] = {}
    words: dict[str, str] = {}
    for number, (code, cue, against) in enumerate(cues):
        pattern = pattern_of(cue, language)
        if pattern:
            rules[str(number)] = _Rule(code=code, cue=cue, against=against)
            matcher.add(str(number), [pattern], greedy="LONGEST")
        if not against:
            plain = (word.lower() for word in cue.split() if word.isalpha() and len(word) >= _LONG_WORD)
            words.update((word, lemma(word, language)) for word in plain)
    return matcher, rules, words


def pattern_of(cue: str, language: str) -> list[dict[str, Any]]:
    """The spaCy pattern of a cue; empty when the cue holds no word."""
    nlp = tokenizer(language)
    pattern: list[dict[str, Any]] = []
    for piece in cue.replace("…", "...").split():
        if piece == "...":
            if pattern:
                pattern.append({"TEXT": {"NOT_IN": list(_SENTENCE_ENDS)}, "OP": f"{{0,{GAP}}}"})
            continue
        pattern.extend(_token_pattern(word, piece, language) for word in _words(nlp, piece))
    while pattern and "OP" in pattern[-1]:
        pattern.pop()
    return pattern


def _words(nlp: Any, piece: str) -> list[str]:
    """The tokens of one piece of a cue; a trailing * stays with its word."""
    bare = piece.strip("*=")
    words = [token.text for token in nlp.make_doc(bare)]
    if piece.endswith("*") and words:
        words[-1] += "*"
    return words


def _token_pattern(word: str, piece: str, language: str) -> dict[str, Any]:
    import re  # noqa: PLC0415

    small = word.lower().replace("’", "'")
    if small.endswith("*"):
        return {"LOWER": {"REGEX": f"^{re.escape(small[:-1])}"}}
    if piece.startswith("="):
        return {"LOWER": small}
    return {"LEMMA": {"IN": sorted({small, lemma(small, language)})}}


def _lemmatise(doc: Any, words: Mapping[str, str], language: str) -> set[int]:
    """Set the lemma of every token; returns the tokens taken for misspellings of a cue's word."""
    misspelt = set()
    for token in doc:
        small = token.lower_.replace("’", "'")
        token.lemma_ = lemma(small, language)
        if len(small) >= _LONG_WORD - 1 and small.isalpha() and small not in words:
            meant = _misspelling(small, tuple(words), language)
            if meant:
                token.lemma_ = words[meant]
                misspelt.add(token.i)
    return misspelt


@lru_cache(maxsize=100_000)
def _misspelling(word: str, words: tuple[str, ...], language: str) -> str | None:
    """The cue's word that an unknown word seems to be: same first letter, one letter off (two from nine letters on)."""
    from rapidfuzz.distance import DamerauLevenshtein  # noqa: PLC0415
    from rapidfuzz.process import extractOne  # noqa: PLC0415
    from simplemma import is_known  # noqa: PLC0415

    if is_known(word, lang=language if language in {"fr", "en"} else "en"):
        return None
    near = [candidate for candidate in words if candidate[0] == word[0]]
    allowed = 1 if len(word) < 9 else 2  # noqa: PLR2004
    found = extractOne(word, near, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return found[0] if found else None


def _hits(
    text: str, doc: Any, matches: Iterable[tuple[int, int, int]], rules: Mapping[str, _Rule], misspelt: set[int]
) -> Iterator[tuple[Hit, bool]]:
    for key, first, last in matches:
        rule = rules[doc.vocab.strings[key]]
        span = doc[first:last]
        kind = "misspelling" if misspelt.intersection(range(first, last)) else "phrase" if " " in rule.cue else "cue"
        hit = Hit(
            code=rule.code,
            cue=rule.cue,
            kind=kind,
            start=span.start_char,
            end=span.end_char,
            words=text[span.start_char : span.end_char],
        )
        yield hit, rule.against


def _spoken(found: Iterable[tuple[Hit, bool]], sentences: Sequence[Span]) -> Iterator[Hit]:
    """The hits that no anti-cue silences in their sentence."""
    found = list(found)
    silent = {
        (hit.code, span)
        for hit, against in found
        if against
        for span in sentences
        if _overlap(hit.start, hit.end, span)
    }
    for hit, against in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
        if not against and not any(
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
    if hit.kind == "misspelling":
        detail = _("“{words}”, read as a misspelling, matches the cue “{cue}”").format(words=hit.words, cue=hit.cue)
    else:
        detail = _("“{words}” matches the cue “{cue}”").format(words=hit.words, cue=hit.cue)
    return Evidence(kind=hit.kind if hit.kind == "misspelling" else "cue", detail=detail)
