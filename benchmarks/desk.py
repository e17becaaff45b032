"""The desk on a large interview: when the page is first seen, how soon a key is answered, how much memory it takes.

`python -m benchmarks.desk` writes a study of one interview of 300,000 characters with 2,000 codings, opens the desk on it in
a process of its own, without a terminal, and presses keys as a coder does. The first paint counts from the start of the
interpreter; suggestions are prepared meanwhile, as they are for people.
"""

import asyncio
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks import corpora
from benchmarks.measure import ROOT, environment

WORDS, CODINGS, CODES = 50_000, 2_000, 60
BARS = {"first paint (s)": 1.0, "key, 95th percentile (ms)": 50.0, "memory (MB)": 300.0}
KINDS = {
    "moving": ("j",) * 12 + ("k", "n", "J", "K", "pagedown", "G", "g", "tab", "s"),
    "passage": ("shift+right", "shift+right", "shift+down", "z", "escape"),
    "writing": ("1", "n", "2", "w", "p", "n", "3", "d", "n", "a"),
    "undo and redo": ("u", "u", "U", "u"),
    "windows": ("slash", "p", "down", "escape", "x", "escape", "m", "escape", "question_mark", "escape"),
}
"""What a coder presses in turn, by what it does; a move between two that write is counted with them."""

_PATIENCE = 2.0
"""Seconds after which a key that draws nothing is given up."""
_REST = 0.03
"""Seconds between an answer and the next key."""


def study(root: Path, *, words: int = WORDS, codings: int = CODINGS) -> None:
    """One long interview, coded densely."""
    corpora.write_study(root, 1, words, codes=CODES, per_coder=lambda _n: codings)


async def _drive(root: Path, started: float, rounds: int) -> dict[str, Any]:
    from qualcode.store.study import Study  # noqa: PLC0415 - what importing costs is measured too
    from qualcode.tui.app import DeskApp  # noqa: PLC0415

    class Watched(DeskApp):
        """Notes when a key was obeyed, and when the screen was drawn next."""

        obeyed = False
        answered: tuple[float, float] | None = None

        async def _obey(self, event: Any) -> None:
            await super()._obey(event)
            self.obeyed = True

        def post_display_hook(self) -> None:
            if self.obeyed and self.answered is None:
                self.answered = time.perf_counter(), time.process_time()

    app = Watched(Study(root), "E0001", "ana")
    async with app.run_test(size=(120, 40)):
        first, first_busy = time.time() - started, time.process_time()
        took: dict[str, list[tuple[float, float]]] = {kind: [] for kind in KINDS}
        for n in range(rounds):
            if n == 1:
                await _prepared(app)
            for kind, keys in KINDS.items():
                took[kind] += [found for key in keys if (found := await _answer(app, key))]
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = {"memory": _memory(), "beside": beside}
    return {"first": first, "first_busy": first_busy, "keys": took, **memory}


async def _prepared(app: Any) -> None:
    """Wait until suggestions are there: the first keys are pressed before, the others after."""
    while app.screen_stack[0].desk.suggestions is None:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


async def _answer(app: Any, key: str) -> tuple[float, float] | None:
    """From a key to the first drawing after it was obeyed: seconds on the clock and on the processor.

    None for a key that changes nothing on the screen. What the process beside tells later is drawn later.
    """
    app.obeyed, app.answered = False, None
    pressed, busy = time.perf_counter(), time.process_time()
    app.simulate_key(key)
    while app.answered is None and time.perf_counter() - pressed < _PATIENCE:  # noqa: ASYNC110
        await asyncio.sleep(0.001)  # the drawing is no event of asyncio's
    await asyncio.sleep(_REST)
    return None if app.answered is None else (app.answered[0] - pressed, app.answered[1] - busy)


def _memory() -> float:
    """Megabytes at the peak."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(root: Path, *, rounds: int = 8) -> dict[str, Any]:
    """One desk in a process of its own, with an empty cache."""
    shutil.rmtree(root / ".qualcode", ignore_errors=True)
    command = [sys.executable, "-m", "benchmarks.desk", "drive", str(root), str(rounds)]
    told = subprocess.run(
        [*command, repr(time.time())], env=environment(), cwd=ROOT, check=True, capture_output=True, text=True
    )
    found: dict[str, Any] = json.loads(told.stdout.splitlines()[-1])
    return found


def _report(found: dict[str, Any]) -> dict[str, float]:
    every = [pair for some in found["keys"].values() for pair in some]
    numbers = {
        "first paint (s)": found["first"],
        "the same, on the processor (s)": found["first_busy"],
        "memory (MB)": found["memory"],
        "memory of the process beside (MB)": found["beside"],
    }
    for kind, pairs in (("key", every), *found["keys"].items()):
        for what, column in ((kind, 0), (f"{kind}, on the processor", 1)):
            took = [1000 * pair[column] for pair in pairs]
            numbers[f"{what}, median (ms)"] = median(took)
            numbers[f"{what}, 95th percentile (ms)"] = quantiles(took, n=20)[-1]
    return numbers


def main() -> None:
    """Write the study, drive the desk, print each number beside its bar."""
    if sys.argv[1:2] == ["drive"]:
        root, rounds, started = Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
        print(json.dumps(asyncio.run(_drive(root, started, rounds))))
        os._exit(0)  # what is prepared beside the desk need not be waited for
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        study(root)
        found = measure(root)
        print(f"{sum(map(len, found['keys'].values()))} keys, an eighth of them before suggestions are prepared")
        for name, value in _report(found).items():
            bar = f"  bar {BARS[name]:g}" if name in BARS else ""
            print(f"{name:<56}{value:9.2f}{bar}")


if __name__ == "__main__":
    main()
