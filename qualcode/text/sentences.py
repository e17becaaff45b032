"""Sentences of speech: spaCy's sentencizer, with what transcripts need on top.

A line break ends a sentence. "…" or a closing guillemet before a small letter does not: it is a hesitation, or reported
speech, inside a sentence.
"""

import re
from collections.abc import Iterable, Iterator

from qualcode.text.pipeline import documents

METHOD = "sentences-1"
"""Named in caches: change it with the rules."""

Span = tuple[int, int]
_OPENING = " \u00a0\u202f«“([-—–"
_GOES_ON = re.compile(r"(?:…|\.\.\.|[»”\"])\s*\Z")


def sentences(texts: Iterable[str], language: str) -> Iterator[tuple[Span, ...]]:
    """Half-open code-point spans of the sentences of each text, without surrounding white space."""
    for doc in documents(texts, language):
        spans = _opened(doc.text, [(sent.start_char, sent.end_char) for sent in doc.sents])
        yield tuple(_trimmed(doc.text, _joined(doc.text, _split_at_lines(doc.text, spans))))


def _opened(text: str, spans: list[Span]) -> list[Span]:
    """An opening guillemet or bracket belongs to the sentence that it opens, not to the one before."""
    for n in range(len(spans) - 1):
        start, end = spans[n]
        cut = start + len(text[start:end].rstrip(_OPENING))
        if start < cut < end and text[cut:end].strip():
            spans[n], spans[n + 1] = (start, cut), (cut, spans[n + 1][1])
    return spans


def _split_at_lines(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        at = start
        while (cut := text.find("\n", at, end)) >= 0:
            yield at, cut
            at = cut + 1
        yield at, end


def _joined(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    last: Span | None = None
    for start, end in spans:
        if not text[start:end].strip():
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
    if "\n" in text[last[1] : start]:
        return False
    following = text[start:end].lstrip()
    return following[:1].islower() and _GOES_ON.search(text[last[0] : last[1]]) is not None


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        yield start + left, start + len(piece.rstrip())
