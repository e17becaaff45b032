"""Passages: consecutive sentences of a turn that hold together.

Method: lexical cohesion in the manner of TextTiling (Hearst 1997, Computational Linguistics 23(1):33-64), at sentence
gaps. Similarity at a gap is the cosine of the content lemmas of the two sentences on either side; the depth of a gap is
how far similarity falls below the peaks to its left and right; a passage ends where the depth exceeds the mean plus half a
standard deviation of the turn's gaps. A turn of up to 60 words is one passage; none grows past 120 words where a sentence
end allows a cut.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import fmean, pstdev

from qualcode.core.speech import blank_brackets, count_words
from qualcode.text.lemmas import content_lemma
from qualcode.text.sentences import Span

METHOD = "passages-1"
"""Named in caches: change it with the rules."""

_SHORT, _LONG, _REACH = 60, 120, 2
_WORD = re.compile(r"[^\W\d_]+")


def passages(text: str, sentences: Sequence[Span], language: str) -> tuple[Span, ...]:
    """Half-open code-point spans of the passages of one turn, each a run of its sentences."""
    if not sentences:
        return ()
    words = [count_words(text[start:end]) for start, end in sentences]
    if sum(words) <= _SHORT or len(sentences) < 3:  # noqa: PLR2004 - two sentences have no inner gap to compare
        return ((sentences[0][0], sentences[-1][1]),)
    bags = [_bag(text[start:end], language) for start, end in sentences]
    cuts = _cuts(_depths([_cohesion(bags, gap) for gap in range(1, len(bags))]), words)
    edges = [0, *cuts, len(sentences)]
    return tuple((sentences[a][0], sentences[b - 1][1]) for a, b in pairwise(edges))


def _bag(sentence: str, language: str) -> Counter[str]:
    found = (content_lemma(word, language) for word in _WORD.findall(blank_brackets(sentence)))
    return Counter(lemma for lemma in found if lemma)


def _cohesion(bags: Sequence[Counter[str]], gap: int) -> float:
    """Cosine of the lemmas on either side of a gap."""
    left = sum(bags[max(0, gap - _REACH) : gap], Counter[str]())
    right = sum(bags[gap : gap + _REACH], Counter[str]())
    dot = sum(n * right[lemma] for lemma, n in left.items())
    norm = sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return dot / norm if norm else 0.0


def _depths(similarity: Sequence[float]) -> list[float]:
    """How far each gap lies below the highest similarity reached on the way up, left and right."""

    def peak(steps: Sequence[float], here: float) -> float:
        top = here
        for value in steps:
            if value < top:
                break
            top = value
        return top

    return [
        peak(similarity[gap + 1 :], here) + peak(similarity[:gap][::-1], here) - 2 * here
        for gap, here in enumerate(similarity)
    ]


def _cuts(depths: Sequence[float], words: Sequence[int]) -> list[int]:
    """Sentence numbers at which a new passage begins."""
    threshold = fmean(depths) + pstdev(depths) / 2
    cuts: list[int] = []
    length = words[0]
    for gap, depth in enumerate(depths, 1):
        deep = depth > threshold and length >= _SHORT // 3
        if deep or length + words[gap] > _LONG:
            cuts.append(gap)
            length = 0
        length += words[gap]
    return cuts
