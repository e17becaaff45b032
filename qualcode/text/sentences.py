"""Sentences of speech: spaCy's sentencizer, with what transcripts need on top.

A line break ends a sentence. "…" or a closing guillemet before a small letter does not: it is a hesitation, or reported
speech, inside a sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qualcode.text.pipeline import tokenizer, word_and_mark

METHOD = "sentences-1"
"""Named in caches: change it with the rules."""

Span = tuple[int, int]
_OPENING = " \u00a0\u202f«“([-—–"
_GOES_ON = re.compile(r"(?:…|\.\.\.|[»”\"])\s*\Z")
_SPACE = re.compile(r"\s")
_BEYOND = re.compile("[\U00010000-\U0010ffff]")
_NO_SPACE = re.compile(r"\S")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """What a stretch between white space does to sentences.

    `starts`: where sentences begin in it, when none was due before; `first`: its first token that is not punctuation, or
    -1; `ended`: a sentence ended in it, and the next has not begun.
    """

    starts: tuple[int, ...]
    first: int
    ended: bool


def sentences(texts: Iterable[str], language: str) -> Iterator[tuple[Span, ...]]:
    """Half-open code-point spans of the sentences of each text, without surrounding white space."""
    for text in texts:
        spans = _opened(text, _sentencized(text, language))
        yield tuple(_trimmed(text, _joined(text, _split_at_lines(text, spans))))


def _sentencized(text: str, language: str) -> list[Span]:
    """The spans that spaCy's sentencizer finds: a sentence begins at the first word after a full stop (or ?, !)."""
    if not text:
        return []
    starts = [0, *_later_starts(text, language)]
    ends = [start - (text[start - 1] == " ") for start in starts[1:]]
    return list(zip(starts, [*ends, len(text)], strict=True))


def _later_starts(text: str, language: str) -> Iterator[int]:
    """Where the sentences after the first begin. Only chunks with a full stop, and those right after, are looked at."""
    stops = _stops(language, beyond=_BEYOND.search(text) is not None)
    at, due = 0, False
    while at < len(text):
        left = _next_word(text, at) if due else _next_stop(text, at, stops)
        if due and text[at:left] != " ":  # white space beyond one blank is a token, and begins the sentence
            yield at + (text[at] == " ")
            at, due = left, False
            continue
        if left == len(text):
            return
        right = found.start() if (found := _SPACE.search(text, left)) else len(text)
        chunk = _chunk(text[left:right], language)
        if due and chunk.first >= 0:
            yield left + chunk.first
        yield from (left + start for start in chunk.starts if not due or start > chunk.first >= 0)
        at, due = right, chunk.ended or (due and chunk.first < 0)
        if (
            due and text[at : at + 1] == " " and text[at + 1 : at + 2].isalnum()
        ):  # nearly always: the next word begins it
            yield at + 1
            at, due = at + 1, False


def _next_word(text: str, at: int) -> int:
    found = _NO_SPACE.search(text, at)
    return found.start() if found else len(text)


def _next_stop(text: str, at: int, stops: re.Pattern[str]) -> int:
    """Where the chunk begins that holds the next full stop."""
    found = stops.search(text, at)
    if found is None:
        return len(text)
    before = text[at : found.start()]
    return found.start() if before[-1:].isspace() or not before else found.start() - len(before.rsplit(None, 1)[-1])


@lru_cache(maxsize=4)
def _stops(language: str, *, beyond: bool) -> re.Pattern[str]:
    """Any sign that ends sentences; those beyond U+FFFF make the search slow, and are left out where they are not needed."""
    signs = tokenizer(language).get_pipe("sentencizer").punct_chars
    wanted = sorted(sign for sign in signs if beyond or not _BEYOND.match(sign))
    return re.compile(f"[{re.escape(''.join(wanted))}]")


@lru_cache(maxsize=100_000)
def _chunk(chunk: str, language: str) -> _Chunk:
    if (plain := word_and_mark(chunk, language)) and plain[-1] == ".":
        return _Chunk(starts=(), first=0, ended=True)
    nlp = tokenizer(language)
    signs = nlp.get_pipe("sentencizer").punct_chars
    starts: list[int] = []
    first, ended = -1, False
    for token in nlp.tokenizer(chunk):
        if token.text in signs:
            ended = True
        elif not token.is_punct:
            first = token.idx if first < 0 else first
            if ended:
                starts.append(token.idx)
            ended = False
    return _Chunk(starts=tuple(starts), first=first, ended=ended)


def _opened(text: str, spans: list[Span]) -> list[Span]:
    """An opening guillemet or bracket belongs to the sentence that it opens, not to the one before."""
    for n in range(len(spans) - 1):
        start, end = spans[n]
        if text[end - 1 : end] not in _OPENING:
            continue
        cut = start + len(text[start:end].rstrip(_OPENING))
        if start < cut < end and text[cut:end].strip():
            spans[n], spans[n + 1] = (start, cut), (cut, spans[n + 1][1])
    return spans


def _split_at_lines(text: str, spans: list[Span]) -> Iterable[Span]:
    return _at_lines(text, spans) if "\n" in text else spans


def _at_lines(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        at = start
        while (cut := text.find("\n", at, end)) >= 0:
            yield at, cut
            at = cut + 1
        yield at, end


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in spans:
        if start == end or (text[start].isspace() and text[start:end].isspace()):
            continue
        if last is not None and _one_sentence(text, last, start, end):
            last = (last[0], end)
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last


def _one_sentence(text: str, last: Span, start: int, end: int) -> bool:
    if text[start].isupper() or "\n" in text[last[1] : start]:
        return False
    following = text[start:end].lstrip()
    return following[:1].islower() and _GOES_ON.search(text[last[0] : last[1]]) is not None


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        if not (text[start].isspace() or text[end - 1].isspace()):
            yield start, end
            continue
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        yield start + left, start + len(piece.rstrip())
