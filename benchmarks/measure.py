"""What a command or a call costs: wall time, processor time, peak memory; medians of several runs, in turn with a reference."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
_LAUNCHER = Path(__file__).with_name("launch.py")
QUALCODE = ("-m", "qualcode")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Seconds on the clock and on the processor, and bytes at the peak."""

    wall: float
    cpu: float
    memory: int


def environment() -> dict[str, str]:
    """The caller's environment without what would change an answer; the checkout comes first."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("QUALCODE_")}
    return {**kept, "PYTHONPATH": str(ROOT), "COLUMNS": "100"}


def run(arguments: Sequence[str], *, allowed: Sequence[int] = (0,)) -> tuple[Cost, str]:
    """One run of Python with these arguments: its cost and its output. Raises RuntimeError when it fails."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "out"
        command = [sys.executable, "-I", "-S", str(_LAUNCHER), str(output), sys.executable, *arguments]
        told = subprocess.run(command, env=environment(), cwd=ROOT, check=True, capture_output=True, text=True)
        wall, cpu, memory, status = told.stdout.split()
        if int(status) not in allowed:
            raise RuntimeError(f"{' '.join(arguments)}: status {status}\n{Path(f'{output}.err').read_text('utf-8')}")
        return Cost(wall=float(wall), cpu=float(cpu), memory=int(memory)), output.read_text("utf-8")


def _nothing() -> None:
    """Nothing to prepare."""


def compare(
    measured: Sequence[str],
    reference: Sequence[str],
    *,
    repeat: int,
    before: Callable[[], None] = _nothing,
    allowed: Sequence[int] = (0,),
) -> tuple[Cost, Cost]:
    """Medians of both, run in turn so that a busy moment of the machine meets both; the first run of each is not counted."""
    costs: tuple[list[Cost], list[Cost]] = [], []
    for n in range(repeat + 1):
        pair = run(reference)[0]
        before()
        own = run(measured, allowed=allowed)[0]
        if n:
            costs[0].append(own)
            costs[1].append(pair)
    return middle(costs[0]), middle(costs[1])


def middle(costs: Sequence[Cost]) -> Cost:
    """Medians of time; the highest peak of memory."""
    return Cost(
        wall=median(cost.wall for cost in costs),
        cpu=median(cost.cpu for cost in costs),
        memory=max(cost.memory for cost in costs),
    )


def call(name: str, *arguments: str) -> tuple[Cost, Cost]:
    """A library call and its reference, timed inside a process of their own by `benchmarks.calls`."""
    whole, output = run(["-m", "benchmarks.calls", name, *arguments])
    own, reference = json.loads(output)
    return (
        Cost(wall=own[0], cpu=own[1], memory=whole.memory),
        Cost(wall=reference[0], cpu=reference[1], memory=whole.memory),
    )
