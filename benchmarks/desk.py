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
_KEYS = (
    ("j",) * 12
    + ("k", "n", "J", "K", "1", "2", "u", "pagedown", "shift+right", "shift+right", "shift+down", "escape", "w", "p")
    + ("G", "g", "tab", "z", "escape", "n", "3", "d", "u", "U", "s", "a")
)


_REST = 0.08
"""Seconds without drawing after which a key counts as answered."""
_LONGEST = 1.0
"""Seconds after which a key that draws nothing is given up."""


def study(root: Path, *, words: int = WORDS, codings: int = CODINGS) -> None:
    """One long interview, coded densely."""
    corpora.write_study(root, 1, words, codes=CODES, per_coder=lambda _n: codings)


async def _drive(root: Path, started: float, rounds: int) -> dict[str, Any]:
    from qualcode.store.study import Study  # noqa: PLC0415 - what importing costs is measured too
    from qualcode.tui.app import DeskApp  # noqa: PLC0415
    from qualcode.tui.desk import DeskScreen  # noqa: PLC0415

    class Watched(DeskApp):
        """Notes when the screen was drawn."""

        drawn = busy = 0.0

        def post_display_hook(self) -> None:
            self.drawn, self.busy = time.perf_counter(), time.process_time()

    app = Watched(Study(root), "E0001", "ana")
    async with app.run_test(size=(120, 40)):
        first, first_busy = time.time() - started, time.process_time()
        took: dict[str, list[tuple[float, float]]] = {key: [] for key in _KEYS}
        for _round in range(rounds):
            for key in _KEYS:
                took[key].append(await _answer(app, key))
        screen = app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        prepared = screen.desk.suggestions is not None
    beside = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    memory = {"memory": _memory(), "beside": beside}
    return {"first": first, "first_busy": first_busy, "keys": took, "prepared": prepared, **memory}


async def _answer(app: Any, key: str) -> tuple[float, float]:
    """From a key to the last drawing that follows it, before a rest: seconds on the clock and on the processor."""
    pressed, busy = time.perf_counter(), time.process_time()
    app.simulate_key(key)
    while time.perf_counter() - max(app.drawn, pressed) < (_REST if app.drawn > pressed else _LONGEST):  # noqa: ASYNC110
        await asyncio.sleep(_REST / 8)  # it waits for a silence, which is no event
    return max(app.drawn - pressed, 0.0), max(app.busy - busy, 0.0)


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
    keys = [1000 * wall for some in found["keys"].values() for wall, _busy in some]
    busy = [1000 * busy for some in found["keys"].values() for _wall, busy in some]
    return {
        "first paint (s)": found["first"],
        "the same, on the processor (s)": found["first_busy"],
        "key, median (ms)": median(keys),
        "key, 95th percentile (ms)": quantiles(keys, n=20)[-1],
        "the same, on the processor (ms)": quantiles(busy, n=20)[-1],
        "key, slowest (ms)": max(keys),
        "memory (MB)": found["memory"],
        "memory of the process beside (MB)": found["beside"],
    }


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
        print(f"{sum(map(len, found['keys'].values()))} keys; suggestions prepared before the end: {found['prepared']}")
        for name, value in _report(found).items():
            bar = f"  bar {BARS[name]:g}" if name in BARS else ""
            print(f"{name:<34}{value:9.2f}{bar}")


if __name__ == "__main__":
    main()
