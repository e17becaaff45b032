"""Who was asked for an interview, and what came of it, in words."""

from collections.abc import Mapping

from qualcode.core.language import _, plural

SILENT = ("refused", "no_answer")


def asked_words(asked: Mapping[str, int]) -> str:
    """Six done, one refused: what non-response there is; a dash when nobody was asked."""
    said = {
        "done": plural("{n} done", "{n} done", asked.get("done", 0)),
        "planned": plural("{n} planned", "{n} planned", asked.get("planned", 0)),
        "refused": plural("{n} refused", "{n} refused", asked.get("refused", 0)),
        "no_answer": plural("{n} no answer", "{n} no answer", asked.get("no_answer", 0)),
    }
    return ", ".join(words for outcome, words in said.items() if asked.get(outcome)) or "–"


def asked_line(asked: Mapping[str, int]) -> str:
    """How many people were asked and what came of it; empty when the study keeps no log of it."""
    if not asked:
        return ""
    people = plural("{n} person asked", "{n} people asked", sum(asked.values()))
    return _("{people} ({outcomes}).").format(people=people, outcomes=asked_words(asked))


def mostly_silent(asked: Mapping[str, int]) -> bool:
    """True when at least half of those whose answer is known refused or did not answer."""
    silent = sum(asked.get(outcome, 0) for outcome in SILENT)
    return silent > 0 and silent >= asked.get("done", 0)
