"""A cumulative curve drawn with letters, for any terminal, font and printer: no colour, no block characters."""

from collections.abc import Sequence

HEIGHT = 8
_WIDEST_STEP = 4


def cumulative_curve(values: Sequence[int], *, width: int, height: int = HEIGHT) -> list[str]:
    """Lines of a drawing of `values` (never falling), an o for each interview and its number under the axis.

    The axis stands at 0. With more interviews than columns, every second, third… one is drawn. Nothing is drawn of no
    value, nor of zeros alone.

    >>> for line in cumulative_curve([2, 3, 4, 4], width=30): print(line)
    4 |         o---o
      |     o---
    2 | o---
      |
    0 +-----------------
        1   2   3   4
    """
    if not values or values[-1] == 0:
        return []
    top = values[-1]
    margin = len(str(top))
    room = max(width - margin - 3, 1)
    drawn = range(0, len(values), -(-len(values) // room))
    step = min(_WIDEST_STEP, max(1, room // len(drawn)))
    rows = min(height, top)
    # One code is more than none: it never rounds down to the axis.
    levels = [max(round(values[n] * rows / top), min(values[n], 1)) for n in drawn]
    labels = {rows: str(top), 0: "0"} | ({rows // 2: str(top // 2)} if rows % 2 == 0 and top % 2 == 0 else {})
    lines = [f"{labels.get(row, ''):>{margin}} | {_steps(levels, row, step)}" for row in range(rows, 0, -1)]
    zeros = "".join(("o" if level == 0 else "-").ljust(step, "-") for level in levels)
    axis = f"{labels[0]:>{margin}} +-{zeros}"
    return [line.rstrip() for line in (*lines, axis, " " * (margin + 3) + _numbers(drawn, step, room))]


def _steps(levels: Sequence[int], row: int, step: int) -> str:
    """One row: the points at this level, each followed by its stair except the last."""
    cells = ["o".ljust(step, "-") if level == row else " " * step for level in levels]
    return "".join(cells).rstrip().removesuffix("-" * (step - 1)) if levels[-1] == row else "".join(cells)


def _numbers(drawn: range, step: int, room: int) -> str:
    """The numbers of the interviews, counted from 1, as many as fit under their points within `room` columns."""
    line = ""
    for place, n in enumerate(drawn):
        if len(line) <= place * step <= room - len(str(n + 1)):
            line = line.ljust(place * step) + f"{n + 1} "
    return line
