"""The interview x code matrix."""

from qualcode.analysis.matrix import interview_by_code

CARRIED = [("E1", "fear", 3), ("E2", "pay", 1)]


def test_every_interview_and_code_stands_in_its_order_also_where_nothing_is() -> None:
    frame = interview_by_code(CARRIED, interviews=["E2", "E1", "E3"], codes=["pay", "fear", "never"])
    assert list(frame.index) == ["E2", "E1", "E3"]
    assert list(frame.columns) == ["pay", "fear", "never"]
    assert frame.to_numpy().tolist() == [[1, 0, 0], [0, 1, 0], [0, 0, 0]]


def test_counts_are_segments() -> None:
    frame = interview_by_code(CARRIED, interviews=["E1", "E2"], codes=["fear", "pay"], counts=True)
    assert frame.to_numpy().tolist() == [[3, 0], [0, 1]]
