"""Ask every transcript several things in one reading: on all cores, and only where the answer may have changed."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.cache import read_cache, write_cache
from qualcode.store.study import Study

LARGE = 100
"""From so many transcripts on, every core works, and what was counted is kept, so that only what changed is counted again."""

S = TypeVar("S")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What to find out about each transcript: `look` says it of one, and can be handed to another process.

    With a `name`, a large study (any study, if they are `dear`) keeps the answers under it, as the type `kept`, for as long
    as the transcript, what `coders` coded in it and `frame`, whatever else they rest on, stay the same.
    """

    look: Callable[[Study, Transcript], Any]
    name: str = ""
    kept: Any = None
    frame: str = ""
    coders: tuple[str, ...] = ()
    dear: bool = False


def answers(study: Study, *questions: Question) -> list[dict[str, Any]]:
    """For each question what was found, by transcript. One that can't be read is left out, and left to `check`."""
    known = [_known(study, question) for question in questions]
    asked = [
        (name, [n for n, (keys, kept) in enumerate(known) if name not in kept or kept[name][0] != keys[name]])
        for name in study.transcript_ids
    ]
    look = partial(_look_at, [question.look for question in questions])
    new = dict(spread(study, look, [(name, which) for name, which in asked if which]))
    return [
        _kept(study, question, keys, kept, {name: own[n] for name, own in new.items() if n in own})
        for n, (question, (keys, kept)) in enumerate(zip(questions, known, strict=True))
    ]


_Kept = dict[str, tuple[str, Any]]
"""The state for which each transcript's answer holds, and the answer."""


def _known(study: Study, question: Question) -> tuple[dict[str, str], _Kept]:
    """The state of each transcript, and what was kept; nothing for a question whose answers are not kept."""
    if not question.name or (len(study.transcript_ids) < LARGE and not question.dear):
        return {}, {}
    kept = read_cache(study.root, "answers", question.name, dict[str, tuple[str, question.kept]])  # type: ignore[name-defined]
    keys = {name: f"{question.frame} {study.state(name, question.coders)}" for name in study.transcript_ids}
    return keys, kept or {}


def _kept(study: Study, question: Question, keys: dict[str, str], kept: _Kept, new: dict[str, Any]) -> dict[str, Any]:
    """What holds now, old and new, in the order of the transcripts; kept where answers are."""
    if not keys:
        return new
    now = {
        name: (key, new[name]) if name in new else kept[name]
        for name, key in keys.items()
        if name in new or (name in kept and kept[name][0] == key)
    }
    if now != kept:
        write_cache(study.root, "answers", question.name, now)
    return {name: answer for name, (_key, answer) in now.items()}


def spread(study: Study, look: Callable[[Study, Sequence[S]], list[T]], things: Sequence[S]) -> Iterator[T]:
    """Look at many things of a study on every core; here where they are few, or where the system gives no processes."""
    workers = os.cpu_count() or 1
    size = max(1, len(things) // (4 * workers))
    chunks = [things[n : n + size] for n in range(0, len(things), size)]
    if workers < 2 or len(things) < LARGE:  # noqa: PLR2004 - one core, or little to do
        yield from look(study, things)
        return
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    try:
        with ProcessPoolExecutor(workers) as pool:
            for found in pool.map(partial(_elsewhere, look, study.root), chunks):
                yield from found
    except OSError:  # no semaphores, no memory for a second process
        yield from look(study, things)


def _elsewhere(look: Callable[[Study, Sequence[S]], list[T]], root: Path, things: Sequence[S]) -> list[T]:
    """The same in another process."""
    return look(_opened(root), things)


@cache
def _opened(root: Path) -> Study:
    """The study, opened once in a process that lives for one look."""
    return Study(root)


def _look_at(
    looks: Sequence[Callable[[Study, Transcript], Any]], study: Study, asked: Sequence[tuple[str, Sequence[int]]]
) -> list[tuple[str, dict[int, Any]]]:
    """The answers of these transcripts, each to the questions with these numbers."""
    found = []
    for name, which in asked:
        with suppress(QualcodeError):
            transcript = study.load(name).transcript
            found.append((name, {n: looks[n](study, transcript) for n in which}))
    return found
