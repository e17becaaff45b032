"""Lemmas of French and English words, and which of the two a text is in, from simplemma's tables (no model, no network)."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice


@lru_cache(maxsize=200_000)
def lemma(word: str, language: str) -> str:
    """The dictionary form of a word, in small letters; the word itself when the tables do not know it.

    >>> lemma("Tiendrait", "fr")
    'tenir'
    """
    from simplemma import lemmatize  # noqa: PLC0415 - loads its tables on first use

    return lemmatize(word.lower(), lang=language if language in {"fr", "en"} else "en").lower()


def is_known(word: str, language: str) -> bool:
    """True for a word that the tables have, in small letters or not."""
    import simplemma  # noqa: PLC0415

    return simplemma.is_known(word, lang=language if language in {"fr", "en"} else "en")


# Words that tie no two sentences together: grammar and the small change of speech.
_EMPTY = {
    "fr": """à afin ah ai ainsi alors après as au aussi autre aux avec avoir bah beaucoup ben bien bon bref ça car ce cela
        celui cent ces cet cette chose ci comme comment d dans de depuis des dire donc du elle elles en encore enfin ensuite
        entre et étaient était être eu euh fait faire faut gens hein il ils j jamais je jusque l la là le les leur lui m ma
        mais me même mes mettre mieux moi moins mon n ne ni non nos notre nous on ont ou où oui ouais par parce parler
        pas passer penser personne petit peu peut plus plutôt pour pourquoi pouvoir prendre puis qu quand que quel quelque
        qui quoi rien s sa sans savoir se ses si son sont sur t ta tant te tes toi ton toujours tous tout toute trop trouver
        très tu un une va venir voilà voir vous vouloir vraiment y aller savoir devoir falloir celui-là""",
    "en": """a about after all also am an and any are as at be because been but by can come could did do does don for from
        get go gonna good got had has have he her here him his how i if in into is it its just know like ll m make me mean
        more my no not now of oh ok okay on one or our out re really right s say she so some sort t take than that the their
        them then there they thing think this to um up us ve very want was we well were what when where which who will with
        would yeah yes you your""",
}


@lru_cache(maxsize=4)
def _empty(language: str) -> frozenset[str]:
    return frozenset(_EMPTY.get(language, "").split())


def content_lemma(word: str, language: str) -> str | None:
    """The lemma of a word that carries matter; None for grammar and the small change of speech.

    >>> content_lemma("rechutes", "fr"), content_lemma("voilà", "fr")
    ('rechute', None)
    """
    word = word.lower()
    if len(word) < 3 or word in _empty(language):  # noqa: PLR2004 - no word of matter has two letters
        return None
    found = lemma(word, language)
    return None if found in _empty(language) else found


_SAMPLE, _FEWEST = 600, 20  # words
_MOST, _APART = 0.6, 0.2  # of the words, known in the language; and more than in the other


def language_of(texts: Iterable[str]) -> str:
    """The language of most words, "fr" or "en"; an empty text where they are few, of both, or of neither.

    >>> language_of(["Moi je suis arrivé au foyer, et puis mon frère m'a dit que c'était pas possible, alors on est partis"])
    'fr'
    """
    from simplemma import langdetect  # noqa: PLC0415 - loads its tables on first use

    words = list(islice(chain.from_iterable(map(str.split, texts)), _SAMPLE))
    if len(words) < _FEWEST:
        return ""
    known = {language: share for language, share in langdetect(" ".join(words), lang=("fr", "en")) if language != "unk"}
    best, other = sorted(known, key=known.__getitem__, reverse=True)
    return best if known[best] >= _MOST and known[best] - known[other] >= _APART else ""
