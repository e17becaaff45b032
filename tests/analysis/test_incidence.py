"""The table of interviews and codes."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.incidence import Incidence, incidence_of
from qualcode.errors import Unknown

HAND = incidence_of(
    ["E01", "E02", "E03"],
    ["fear", "trust", "never", "team"],
    [("E01", "fear"), ("E02", "fear"), ("E02", "trust"), ("E03", "fear"), ("E03", "team")],
)


def test_the_papers_letters_count_a_table_by_hand() -> None:
    assert (HAND.T, HAND.S, HAND.U) == (3, 3, 5)
    assert HAND.Y.tolist() == [3, 1, 0, 1]
    assert [HAND.Q(k) for k in range(4)] == [1, 2, 0, 1]
    assert HAND.first_seen().tolist() == [0, 1, 3, 2]


def test_a_stratum_keeps_the_order_in_which_interviews_were_done() -> None:
    stratum = HAND.select(["E03", "E01"])
    assert stratum.interviews == ("E01", "E03")
    assert stratum.codes == HAND.codes
    assert stratum.S == 2
    assert stratum.first_seen().tolist() == [0, 2, 2, 1]
    assert HAND.select([]).T == 0


def test_an_interview_that_is_not_there_cannot_be_selected() -> None:
    with pytest.raises(Unknown, match="E09"):
        HAND.select(["E01", "E09"])
    with pytest.raises(Unknown, match="E09"):
        incidence_of(["E01"], ["fear"], [("E09", "fear")])


@pytest.mark.parametrize(
    ("interviews", "table", "message"),
    [
        (("E01", "E01"), np.zeros((2, 1), dtype=np.bool_), "twice"),
        (("E01", "E02"), np.zeros((1, 2), dtype=np.bool_), "shape"),
        (("E01", "E02"), np.zeros((2, 1), dtype=np.int_), "boolean"),
    ],
)
def test_a_table_that_makes_no_sense_is_refused_at_the_door(
    interviews: tuple[str, ...], table: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        Incidence(interviews=interviews, codes=("fear",), table=table)


def test_a_table_does_not_change_behind_its_back() -> None:
    table = np.zeros((1, 1), dtype=np.bool_)
    incidence = Incidence(interviews=("E01",), codes=("fear",), table=table)
    table[0, 0] = True
    assert incidence.S == 0
    with pytest.raises(ValueError, match="read-only"):
        incidence.table[0, 0] = True


@given(st.from_type(Incidence))
def test_counts_agree_with_each_other(incidence: Incidence) -> None:
    assert sum(incidence.Q(k) for k in range(1, incidence.T + 1)) == incidence.S
    assert sum(k * incidence.Q(k) for k in range(incidence.T + 1)) == incidence.U
    assert int((incidence.first_seen() < incidence.T).sum()) == incidence.S


def test_statistics_load_neither_pandas_nor_scipy() -> None:
    rooms = ["incidence", "saturation", "richness", "orders", "proportion", "frequency", "thin"]
    program = f"import sys, {', '.join(f'qualcode.analysis.{room}' for room in rooms)}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "scipy", "spacy", "click", "rich"} & set(loaded)
