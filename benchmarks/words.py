"""Invented French-looking speech, the same for the same seed. No word of it was ever said."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from random import Random

from qualcode.core.transcript import Turn

INTERVIEWER = "Enquêtrice"

_STARTS = (
    "ré",
    "dé",
    "pa",
    "mou",
    "ti",
    "l'a",
    "qu'é",
    "son",
    "bra",
    "vé",
    "chi",
    "gno",
    "fleu",
    "cœ",
    "ma",
    "no",
    "î",
)
_MIDDLES = ("", "", "li", "man", "ré", "tou", "vai", "ssan", "gui", "çon", "mé", "bli", "ro")
_ENDS = ("ment", "té", "tion", "re", "eau", "er", "é", "que", "ise", "oir", "ante", "el", "ude", "aine", "ot", "")
_SMALL = (
    "de",
    "la",
    "et",
    "on",
    "je",
    "ça",
    "le",
    "pas",
    "à",
    "que",
    "c'est",
    "un",
    "en",
    "les",
    "y",
    "tu",
    "euh",
    "ben",
)
_JOINS = (*[" "] * 14, ", ", ", ", ", enfin, ", " … ")
_CLOSES = (".", ".", ".", ".", " !", " ?", "…", ". [rires]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A turn of speech: its text as a transcript has it, and where each sentence stands in it."""

    turn: Turn
    sentences: tuple[tuple[int, int], ...]


def _word(random: Random) -> str:
    if random.random() < 0.5:
        return random.choice(_SMALL)
    return random.choice(_STARTS) + random.choice(_MIDDLES) + random.choice(_ENDS)


def _sentence(random: Random) -> str:
    words = [_word(random) for _n in range(random.randint(5, 24))]
    text = "".join(word + random.choice(_JOINS) for word in words[:-1]) + words[-1]
    return text[0].upper() + text[1:] + random.choice(_CLOSES)


def sentences(random: Random, number: int) -> list[str]:
    """That many different sentences."""
    found: dict[str, None] = {}
    while len(found) < number:
        found[_sentence(random)] = None
    return list(found)


def interview(random: Random, pool: Sequence[str], speaker: str, words: int) -> Iterator[Said]:
    """Questions and answers in turn, up to a number of words; no sentence twice as long as the pool lasts."""
    waiting = random.sample(pool, len(pool))
    done = turns = 0
    while done < words:
        turns += 1
        asks = turns % 2 == 1
        own = [waiting.pop() for _n in range(random.randint(1, 2) if asks else random.randint(4, 12))]
        if not waiting[20:]:
            waiting = random.sample(pool, len(pool))
        text = " ".join(own)
        starts = accumulate((len(sentence) + 1 for sentence in own[:-1]), initial=0)
        time = f"{turns * 20 // 3600:02d}:{turns * 20 // 60 % 60:02d}:{turns * 20 % 60:02d}"
        turn = Turn(id=str(turns), speaker=INTERVIEWER if asks else speaker, text=text, time=time)
        spans = tuple((start, start + len(sentence)) for start, sentence in zip(starts, own, strict=True))
        yield Said(turn=turn, sentences=spans)
        done += text.count(" ") + 1
