"""Agreement with and without suggestions: published kappas, then how the comparison behaves."""

import numpy as np
import pytest

from qualcode.analysis.anchoring import Agreement, Anchoring, agreement, counts, difference, kappas, kept, resampled


def cells(both: int, only_a: int, only_b: int, neither: int) -> np.ndarray:
    """One segment for each cell."""
    return np.repeat(np.eye(4, dtype=np.int64), [both, only_a, only_b, neither], axis=0)


@pytest.mark.parametrize(
    ("table", "percent", "kappa"),
    [
        # METHODS §4: the paradox [[118, 5], [2, 0]], and NVivo's published example of 1,000 characters
        ((118, 5, 2, 0), 0.944, -0.023),
        ((50, 150, 0, 800), 0.85, 0.348),
        # by hand: po = .7, pe = .5 * .6 + .5 * .4 = .5
        ((20, 5, 10, 15), 0.7, 0.4),
        ((5, 0, 0, 5), 1.0, 1.0),
        ((0, 5, 5, 0), 0.0, -1.0),
    ],
)
def test_kappa_and_percent_agreement_as_published(
    table: tuple[int, int, int, int], percent: float, kappa: float
) -> None:
    found = agreement(cells(*table), draws=50)
    assert (found.both, found.only_a, found.only_b, found.neither) == table
    assert found.percent == pytest.approx(percent)
    assert found.kappa == pytest.approx(kappa, abs=0.0005)


@pytest.mark.parametrize("table", [(0, 0, 0, 9), (9, 0, 0, 0)])
def test_without_variation_kappa_is_not_computable_and_never_one(table: tuple[int, int, int, int]) -> None:
    found = agreement(cells(*table), draws=50)
    assert found.percent == 1.0
    assert found.kappa is None
    assert found.kappa_interval is None


def test_no_segments_are_no_agreement() -> None:
    found = agreement(np.zeros((0, 4), dtype=np.int64), draws=10)
    assert found == Agreement(
        segments=0,
        both=0,
        only_a=0,
        only_b=0,
        neither=0,
        kappa=None,
        kappa_interval=None,
        percent_interval=None,
    )
    assert found.percent is None


def test_each_segment_is_counted_over_its_codes() -> None:
    a = np.array([[True, True, False], [False, False, False]])
    b = np.array([[True, False, True], [False, False, False]])
    assert counts(a, b).tolist() == [[1, 1, 1, 0], [0, 0, 0, 3]]
    with pytest.raises(ValueError, match="not the same"):
        counts(a, b[:1])


def test_intervals_hold_the_value_narrow_with_n_and_are_the_same_for_the_same_seed() -> None:
    small, large = (agreement(cells(2 * n, n, n, 6 * n), seed=3) for n in (10, 100))
    for found in (small, large):
        assert found.kappa_interval is not None
        assert found.kappa is not None
        assert found.kappa_interval.low < found.kappa < found.kappa_interval.high
        assert found.kappa_interval.method == "bootstrap"
    widths = [one.kappa_interval.high - one.kappa_interval.low for one in (small, large) if one.kappa_interval]
    assert widths[1] < widths[0] / 2
    assert agreement(cells(20, 10, 10, 60), seed=3) == small
    # 100 cells: the bootstrap of a share comes near the normal interval, .8 +- 1.96 * .04
    assert small.percent_interval is not None
    assert small.percent_interval.low == pytest.approx(0.72, abs=0.02)


def test_draws_do_not_depend_on_how_many_are_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = resampled(cells(3, 2, 2, 5), seed=1, draws=20)
    monkeypatch.setattr("qualcode.analysis.anchoring._AT_ONCE", 30)
    assert (resampled(cells(3, 2, 2, 5), seed=1, draws=20) == whole).all()
    assert (whole.sum(1) == 12).all()


def test_the_difference_is_kappa_with_less_kappa_without() -> None:
    shown, blind = cells(40, 5, 5, 150), cells(10, 20, 20, 150)
    found = difference(shown, blind)
    expected = kappas(np.array([[40.0, 5, 5, 150]]))[0] - kappas(np.array([[10.0, 20, 20, 150]]))[0]
    assert found.kappa == pytest.approx(expected)
    assert found.interval is not None
    assert found.interval.low > 0
    nothing = difference(shown, cells(0, 0, 0, 9))
    assert (nothing.kappa, nothing.interval) == (None, None)


def test_what_the_other_coder_kept_too_is_counted_by_origin() -> None:
    one, other = frozenset({(0, "fear")}), frozenset({(1, "pay"), (2, "pay")})
    given = [("ana", "cues", one), ("ana", "manual", other), ("ana", "manual", one), ("ben", "manual", one)]
    found = kept(given, {"ana": frozenset({(2, "pay")}), "ben": one | other})
    assert [(own.coder, own.origin, own.codings, own.shared) for own in found] == [
        ("ana", "cues", 1, 0),
        ("ana", "manual", 2, 1),
        ("ben", "manual", 1, 1),
    ]
    assert found[1].interval is not None
    assert found[1].interval.method == "Wilson"


def test_small_conditions_are_said_to_be_small() -> None:
    def made(shown: int, blind: int) -> Anchoring:
        conditions = [agreement(cells(n, n, 0, n), draws=10) for n in (shown, 0, blind)]
        return Anchoring(
            coders=("ana", "ben"),
            unit="sentence",
            transcripts=("E01",),
            codes=("fear",),
            shown=conditions[0],
            mixed=conditions[1],
            blind=conditions[2],
            difference=difference(cells(1, 1, 0, 1), cells(1, 1, 0, 1), draws=10),
            kept=(),
        )

    assert made(10, 40).few
    assert not made(20, 20).few
