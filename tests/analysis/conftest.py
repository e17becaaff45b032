"""Tables of interviews x codes, made to measure or drawn by Hypothesis."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from qualcode.analysis.incidence import Incidence


def _incidence(table: Sequence[Sequence[bool]], codes: int) -> Incidence:
    return Incidence(
        interviews=tuple(f"E{n + 1:02}" for n in range(len(table))),
        codes=tuple(f"c{n + 1}" for n in range(codes)),
        table=np.array(table, dtype=np.bool_).reshape(len(table), codes),
    )


@st.composite
def _any_incidence(draw: DrawFn) -> Incidence:
    codes = draw(st.integers(0, 8))
    rows: SearchStrategy[list[bool]] = st.lists(st.booleans(), min_size=codes, max_size=codes)
    return _incidence(draw(st.lists(rows, max_size=9)), codes)


st.register_type_strategy(Incidence, _any_incidence())

Bringing = Callable[[Sequence[int]], Incidence]


@pytest.fixture
def bringing() -> Bringing:
    """A study where each interview brings so many codes that nobody had said, and repeats none."""

    def build(new: Sequence[int]) -> Incidence:
        first = [interview for interview, codes in enumerate(new) for _code in range(codes)]
        return _incidence([[n == interview for n in first] for interview in range(len(new))], len(first))

    return build


@pytest.fixture
def carried() -> Callable[[int, Sequence[int]], Incidence]:
    """T interviews and, for k = 1, 2..., so many codes found in exactly k of them."""

    def build(interviews: int, found_in: Sequence[int]) -> Incidence:
        times = [k for k, codes in enumerate(found_in, start=1) for _code in range(codes)]
        return _incidence([[interview < k for k in times] for interview in range(interviews)], len(times))

    return build
