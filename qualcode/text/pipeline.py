"""spaCy, loaded once per language and only when a command needs it."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4)
def tokenizer(language: str) -> Any:
    """A blank spaCy pipeline with a sentencizer: no model needed, so it is the same on every machine."""
    import spacy  # noqa: PLC0415 - costs up to a second

    nlp = spacy.blank(language if language in {"fr", "en"} else "xx")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 50_000_000  # nothing here allocates by the length of a text
    return nlp


def documents(texts: Iterable[str], language: str) -> Iterator[Any]:
    """A spaCy Doc for each text, tokenised and with sentence starts set."""
    return iter(tokenizer(language).pipe(texts))
