"""The table of proposers. A proposer learns from a `Teaching`, then scores texts and says why.

Another package may add one through the entry point group `qualcode.proposers`: the entry's name is the proposer's, and it
points to a function `learn(teaching) -> Learned | None`, None where it has nothing to go by. docs/en/suggestions.md shows one.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.suggest import neighbours, semantic
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.semantic import Embed
from qualcode.suggest.teaching import Teaching

Array = NDArray[np.float32]

GROUP = "qualcode.proposers"


class Learned(Protocol):
    """A proposer that has learned."""

    def scores(self, texts: Sequence[str]) -> Array:
        """(texts, codes): 0 where nothing speaks for or against a code, around 1 where everything does."""
        ...

    def evidence(self, text: str, code: str) -> tuple[Evidence, ...]:
        """Why this code."""
        ...


class Read(Protocol):
    """Texts that a proposer has read once, to be scored and explained."""

    def glance(self) -> Array:
        """(texts, codes): what can be said of all of them at little cost; it decides which are worth a look."""
        ...

    def scores(self, wanted: Sequence[int]) -> Array:
        """(wanted, codes) of those texts."""
        ...

    def evidence(self, text: int, code: str) -> tuple[Evidence, ...]:
        """Why this code for this text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """Texts for a proposer that has no `read`, and is asked again each time."""

    learned: Learned
    texts: Sequence[str]

    def glance(self) -> Array:
        return self.learned.scores(self.texts)

    def scores(self, wanted: Sequence[int]) -> Array:
        return self.learned.scores([self.texts[n] for n in wanted])

    def evidence(self, text: int, code: str) -> tuple[Evidence, ...]:
        return self.learned.evidence(self.texts[text], code)


Learn = Callable[[Teaching], Learned | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposer:
    """A line of the table."""

    name: str
    version: str
    learn: Learn


def table(embed: Embed | None) -> tuple[Proposer, ...]:
    """Every proposer there is; the semantic one only with `embed`. Cues and popularity are the fusion's own terms."""
    own = [Proposer(name="neighbours", version=neighbours.VERSION, learn=neighbours.learn)]
    if embed is not None:
        name = getattr(embed, "proposer", "semantic")  # word vectors are compared in the same way, under their own name
        own.append(Proposer(name=name, version=semantic.VERSION, learn=semantic.learner(embed)))
    return (*own, *others())


def others() -> Iterator[Proposer]:
    """The proposers of other packages, by name. Raises QualcodeError when one can't be loaded."""
    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        version = entry.dist.version if entry.dist else ""
        yield Proposer(name=entry.name, version=version, learn=_loaded(entry))


def _loaded(entry: EntryPoint) -> Learn:
    try:
        learn: Learn = entry.load()
    except Exception as error:  # noqa: BLE001 - whatever another package raises, the sentence names it
        raise QualcodeError(
            _("the proposer “{name}” can't be loaded ({problem}).").format(name=entry.name, problem=error),
            advice=_("Update or uninstall the package that brings it: {package}.").format(
                package=entry.dist.name if entry.dist else entry.value
            ),
        ) from None
    return learn


@dataclass(frozen=True, slots=True, kw_only=True)
class Active:
    """A proposer and what it has learned."""

    proposer: Proposer
    learned: Learned


def learn_all(teaching: Teaching, proposers: Sequence[Proposer]) -> tuple[Active, ...]:
    """Those that found something to learn from."""
    found = ((proposer, proposer.learn(teaching)) for proposer in proposers)
    return tuple(Active(proposer=proposer, learned=learned) for proposer, learned in found if learned is not None)


def read(active: Active, texts: Sequence[str]) -> Read:
    """These texts as the proposer reads them: once, where it can."""
    own = getattr(active.learned, "read", None)
    found: Read = own(texts) if own is not None else _Asked(learned=active.learned, texts=texts)
    return found


def relearned(active: Active, teaching: Teaching, number: int) -> Active:
    """The same once `teaching.passages[number]` is new, at the end, or decided on anew: at once where the proposer can."""
    quick = getattr(active.learned, "with_passage", None)
    learned = quick(teaching, number) if quick is not None else active.proposer.learn(teaching)
    return active if learned is None else replace(active, learned=learned)


def without(active: Active, teaching: Teaching, interview: str) -> Active:
    """The same had an interview not been taught, for a glance: at once where the proposer can."""
    quick = getattr(active.learned, "without", None)
    learned = quick(interview) if quick is not None else active.proposer.learn(teaching.without(interview))
    return active if learned is None else replace(active, learned=learned)
