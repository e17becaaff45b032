"""How a cue is written, as a spaCy pattern: words by their lemma, `précar*`, `=mot`, and ` ... ` for up to five words."""

import re
from typing import Any

from qualcode.text.lemmas import lemma
from qualcode.text.pipeline import tokenizer

GAP = 5
_SENTENCE_ENDS = (".", "?", "!", "\n", "…")


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
    small = word.lower().replace("’", "'")
    if small.endswith("*"):
        return {"LOWER": {"REGEX": f"^{re.escape(small[:-1])}"}}
    if piece.startswith("="):
        return {"LOWER": small}
    return {"LEMMA": {"IN": sorted({small, lemma(small, language)})}}
