"""How many units to code twice: the formula stands on a published standard error."""

from math import sqrt

import numpy as np
import pytest
from numpy.typing import NDArray

from qualcode.analysis.planning import kappa_variance, units_to_code_twice


def fleiss_cohen_everitt(counts: list[list[float]]) -> tuple[float, float]:
    """Kappa and n times its variance, from a table of two coders (Fleiss, Cohen & Everitt 1969), as an oracle."""
    table: NDArray[np.float64] = np.array(counts) / np.sum(counts)
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    observed, expected = float(np.trace(table)), float(rows @ columns)
    kappa = (observed - expected) / (1 - expected)
    own = np.diag(table) @ (1 - (rows + columns) * (1 - kappa)) ** 2
    other = (table * (rows[None, :] + columns[:, None]) ** 2).sum() - np.diag(table) @ (rows + columns) ** 2
    spread = own + (1 - kappa) ** 2 * other - (kappa - expected * (1 - kappa)) ** 2
    return kappa, float(spread / (1 - expected) ** 2)


def test_the_oracle_gives_a_published_standard_error() -> None:
    # SAS/STAT user's guide, the FREQ procedure, "Agreement Study": 88 patients, kappa .3449, asymptotic s.e. .0724.
    kappa, variance = fleiss_cohen_everitt([[10, 4, 1, 0], [5, 10, 12, 2], [2, 4, 12, 5], [0, 2, 6, 13]])
    assert (round(kappa, 4), round(sqrt(variance / 88), 4)) == (0.3449, 0.0724)


@pytest.mark.parametrize(("kappa", "share"), [(0.2, 0.5), (0.6, 0.3), (0.8, 0.1), (0.9, 0.02)])
def test_the_formula_is_the_general_one_for_coders_who_give_a_code_equally_often(kappa: float, share: float) -> None:
    both = share**2 + kappa * share * (1 - share)
    table = [[both, share - both], [share - both, 1 - 2 * share + both]]
    measured, variance = fleiss_cohen_everitt(table)
    assert measured == pytest.approx(kappa)
    assert kappa_variance(kappa, share) == pytest.approx(variance)


def test_rarer_codes_and_finer_answers_take_more() -> None:
    plain = units_to_code_twice(kappa=0.7, share=0.2, precision=0.1)
    assert units_to_code_twice(kappa=0.7, share=0.05, precision=0.1) > 2 * plain
    assert units_to_code_twice(kappa=0.7, share=0.2, precision=0.05) > 3 * plain
    for wrong in ({"kappa": 1.0, "share": 0.1}, {"kappa": 0.5, "share": 0.0}):
        with pytest.raises(ValueError, match="kappa"):
            units_to_code_twice(**wrong, precision=0.1)
