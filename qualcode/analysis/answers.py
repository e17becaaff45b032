"""The distribution of the answers to one question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How often each answer was given by `answered` of `asked` people; the others said nothing.

    Where one may give several answers, the counts add up to more than `answered`.
    """

    counts: Mapping[str, int]
    answered: int
    asked: int

    @property
    def missing(self) -> int:
        """People without an answer."""
        return self.asked - self.answered


def tally(given: Iterable[Sequence[str]], *, options: Sequence[str]) -> Tally:
    """Count answers, one sequence for each person (empty: no answer), an answer given twice by one person once.

    Every option is there, if only with 0; answers that are no option follow in order of first appearance.

    >>> found = tally([["yes"], ["no"], [], ["yes"]], options=["yes", "no", "perhaps"])
    >>> found.counts, found.answered, found.missing
    ({'yes': 2, 'no': 1, 'perhaps': 0}, 3, 1)
    """
    counts = dict.fromkeys(options, 0)
    answered = asked = 0
    for answers in given:
        asked += 1
        answered += bool(answers)
        for answer in dict.fromkeys(answers):
            counts[answer] = counts.get(answer, 0) + 1
    return Tally(counts=counts, answered=answered, asked=asked)


def holders(given: Iterable[Sequence[str]], wanted: Sequence[str]) -> int:
    """People who gave at least one of these answers.

    >>> holders([["a", "b"], ["b"], []], ["a", "b"])
    2
    """
    return sum(bool(set(answers) & set(wanted)) for answers in given)
