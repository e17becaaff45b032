"""Measures of suggestions, against counts made by hand."""

import numpy as np
import pytest

from qualcode.analysis.calibration import calibrate, isotonic
from qualcode.analysis.retrieval import (
    average_precision,
    ceiling,
    chances,
    paired_interval,
    per_code,
    recalls,
    retrieval,
)


def test_counts_made_by_hand() -> None:
    scores = [[0.9, 0.5, 0.3, 0.2, 0.1, 0.0], [0.0, 0.1, 0.2, 0.3, 0.5, 0.9]]
    truth = [[1, 0, 0, 1, 0, 0], [0, 1, 0, 0, 0, 0]]
    found = retrieval(scores, truth)
    assert (found.n, found.precision_1, found.recall_3, found.hit_3, found.hit_5) == (2, 0.5, 0.25, 0.5, 1.0)


@pytest.mark.parametrize(
    ("scores", "k", "expected"),
    [
        ([3, 2, 1], 1, [1, 0, 0]),
        ([2, 2, 1], 1, [0.5, 0.5, 0]),
        ([1, 1, 1], 2, [2 / 3] * 3),
        ([1, 1, 1], 5, [1, 1, 1]),
        ([2, 1, 1], 2, [1, 0.5, 0.5]),
    ],
)
def test_ties_share_the_places_they_fill(scores: list[float], k: int, expected: list[float]) -> None:
    assert chances([scores], k)[0].tolist() == pytest.approx(expected)


def test_hits_with_ties_are_the_mean_over_all_orders() -> None:
    """Two true codes among four tied ones, three places: a miss is impossible; one place: half."""
    truth = [[1, 1, 0, 0]]
    found = retrieval([[1, 1, 1, 1]], truth)
    assert (found.precision_1, found.hit_3) == (0.5, 1.0)
    assert found.recall_3 == pytest.approx(0.75)


def test_average_precision_by_hand() -> None:
    assert average_precision([4, 3, 2, 1], [0, 1, 0, 1]) == 0.5
    assert average_precision([1, 1], [1, 0]) == 0.5
    assert average_precision([1, 2], [0, 0]) is None


def test_a_code_that_nobody_used_has_no_numbers() -> None:
    used, unused = per_code([[2, 1], [2, 1]], [[1, 0], [1, 0]], ["a", "b"])
    assert (used.positives, used.recall_3, used.average_precision) == (2, 1.0, 1.0)
    assert (unused.positives, unused.recall_3, unused.average_precision) == (0, None, None)


def test_the_ceiling_is_what_was_seen() -> None:
    assert ceiling([[1, 1], [0, 1]], [[1, 0], [1, 0]]) == 0.25
    assert ceiling(np.zeros((0, 2)), np.zeros((0, 2))) is None


def test_no_segment_no_number() -> None:
    nothing = np.zeros((0, 3))
    assert retrieval(nothing, nothing).recall_3 is None
    assert recalls(nothing, nothing).tolist() == []
    assert per_code(nothing, nothing, ["a", "b", "c"])[0].recall_3 is None


@pytest.mark.parametrize(("scores", "truth"), [([[1, 2]], [[1]]), ([1, 2], [1, 0]), ([[1, 2]], [[0, 0]])])
def test_tables_that_do_not_fit_are_refused(scores: object, truth: object) -> None:
    with pytest.raises(ValueError, match=r"shape|no code"):
        retrieval(scores, truth)  # type: ignore[arg-type]


def test_the_interval_of_a_difference_draws_interviews() -> None:
    names = ["a"] * 4 + ["b"] * 4 + ["c"] * 4
    assert paired_interval([1] * 12, [0] * 12, names) == (1.0, 1.0)
    low, high = paired_interval([1] * 8 + [0] * 4, [0] * 8 + [1] * 4, names) or (0, 0)
    assert low < 0 < high
    assert paired_interval([1, 1], [0, 0], ["a", "b"]) is None


def test_isotonic_steps_by_hand() -> None:
    edges, levels = isotonic([1, 2, 2, 3], [1, 0, 0, 1])
    assert edges.tolist() == [1.0, 3.0]
    assert levels.tolist() == pytest.approx([1 / 3, 1.0])


def test_probabilities_take_fifty_positives_and_two_interviews() -> None:
    scores = np.tile(np.arange(10) / 10, 20)
    right = scores >= 0.5
    names = np.repeat(["E01", "E02"], 100)
    found = calibrate(scores, right, names)  # type: ignore[arg-type]
    assert found is not None
    assert (found.positives, found.error) == (100, 0)
    assert (found.probability(-1), found.probability(0.2), found.probability(0.95)) == (0, 0, 1)
    assert calibrate(scores[:90], right[:90], names[:90]) is None  # type: ignore[arg-type]
    assert calibrate(scores[:100], right[:100], names[:100]) is None  # type: ignore[arg-type]
    assert calibrate([], [], []) is None
