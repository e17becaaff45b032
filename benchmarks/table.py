"""The table: what was measured, against which bar, beside which reference."""

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.measure import Cost

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What must not be passed: seconds, or a multiple of the reference; and megabytes."""

    seconds: float | None = None
    times: float | None = None
    megabytes: int | None = None

    def __str__(self) -> str:
        parts = [
            _time(self.seconds) if self.seconds is not None else "",
            f"{self.times:g} ×" if self.times is not None else "",
            f"{self.megabytes} MB" if self.megabytes is not None else "",
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measure. `reference` says in a few words what `beside` cost. Without a bar it is for information."""

    what: str
    size: str
    cost: Cost
    reference: str
    beside: Cost
    bar: Bar | None = None

    @property
    def ratio(self) -> float:
        """How many times the reference, on the clock."""
        return self.cost.wall / self.beside.wall

    @property
    def met(self) -> bool | None:
        """Whether the bar holds; None when there is none."""
        if self.bar is None:
            return None
        return (
            (self.bar.seconds is None or self.cost.wall <= self.bar.seconds)
            and (self.bar.times is None or self.ratio <= self.bar.times)
            and (self.bar.megabytes is None or self.cost.memory <= self.bar.megabytes * _MEGABYTE)
        )

    def cells(self) -> Sequence[str]:
        """What the table says of it."""
        return (
            self.what,
            self.size,
            str(self.bar) if self.bar else "–",
            _time(self.cost.wall),
            _time(self.cost.cpu),
            f"{self.reference}: {_time(self.beside.wall)}",
            f"{self.ratio:.1f} ×",
            f"{self.cost.memory / _MEGABYTE:.0f} MB",
            _HELD[self.met],
        )


_COLUMNS = ("What", "Size", "Bar", "Measured", "Processor", "Reference", "Ratio", "Peak memory", "Held")
_HELD = {True: "yes", False: "**no**", None: "–"}


def head() -> str:
    """The first two lines of a Markdown table."""
    return line(_COLUMNS) + line(["-" * len(name) for name in _COLUMNS])


def line(cells: Iterable[str]) -> str:
    """One line of it."""
    return f"| {' | '.join(cells)} |\n"


def markdown(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table."""
    return head() + "".join(line(row.cells()) for row in rows)


def _time(seconds: float) -> str:
    """Three digits that matter, in seconds or milliseconds.

    >>> _time(1.618), _time(0.0314), _time(0.0042)
    ('1.62 s', '31 ms', '4.2 ms')
    """
    if seconds >= 1:
        return f"{seconds:.3g} s"
    return f"{seconds * 1000:.0f} ms" if seconds >= 0.01 else f"{seconds * 1000:.2g} ms"


def machine() -> str:
    """The machine in general words."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def page(rows: Sequence[Row]) -> str:
    """docs/benchmarks.md."""
    return f"""# Speed and size

Written by `make bench` (`python -m benchmarks`), which generates its corpora: seeded, invented, French-looking.
Commands are timed as whole processes from start to exit, library calls inside a process of their own. Each stands beside a
reference run in turn with it; all times are medians of several runs on the clock, “Processor” is the processor time of the
same runs, and the ratio is what can be compared between machines. Peak memory is the whole process's.

Measured on: {machine()}.

{markdown(rows)}"""
