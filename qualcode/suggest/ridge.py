"""The learner: kernel ridge regression, one output for each code, from what was accepted and what was turned down.

With rows X (length 1 or less), weights s and targets T: a = s M^-1 (s T), M = S K S + penalty I, K = X X', S = diag(s); a text
with row x scores x X' a (Saunders, Gammerman & Vovk 1998). Targets are 1 where a passage has the code, less the mean; a code
turned down is up to one below the mean (see `against`), the other codes of such a passage are left at it. Scores are how far
a code stands above its mean, so that popularity can be added, or not.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qualcode.suggest.teaching import Teaching

Array = NDArray[np.float32]

WORDING_WEIGHT = 2.0
"""A wording of the codebook counts as two passages: better than one or a half with little coded, the same with much."""


PENALTY = 1.0
""".5 is better with one interview coded, 2 with many: by under .01 of recall either way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """`targets`, `dual` are (rows, codes), `weights` (columns, codes), `means` (codes,); `factor` is M's Cholesky factor."""

    rows: Any
    scale: Array
    means: Array
    targets: Array
    dual: Array
    weights: Array
    factor: Any
    later: "Later | None" = None

    def scores(self, rows: Any) -> Array:
        """(texts, codes): how far each text's code stands above the code's mean."""
        return np.asarray(rows @ self.weights, dtype=np.float32)


def base_rates(teaching: Teaching) -> Array:
    """(codes,): the share of passages and wordings that each code has; what popularity alone would say."""
    if not teaching.texts:
        return np.zeros(len(teaching.codes), dtype=np.float32)
    return np.asarray(given(teaching).mean(axis=0), dtype=np.float32)


DOUBT = 4.0
"""Decisions on a code after which one turned down weighs half."""


def against(teaching: Teaching) -> Array:
    """(codes,): what one passage turned down weighs, n / (n + DOUBT) after n decisions, yes or no, on the code.

    Three turned down and nothing given may be one wrong sense of a word: they count .43 each, and leave the others theirs.
    """
    decisions = np.zeros(len(teaching.codes), dtype=np.float32)
    for passage in teaching.passages:
        for code in (passage.codes | passage.rejected) & teaching.position.keys():
            decisions[teaching.position[code]] += 1
    return np.asarray(decisions / (decisions + DOUBT), dtype=np.float32)


def targets_of(teaching: Teaching, means: Array, weights: Array) -> Array:
    """(passages + wordings, codes), centred on these base rates; `weights` as from `against`."""
    centred = given(teaching) - means
    for n, passage in enumerate(teaching.passages):
        if not passage.codes:
            centred[n] = 0
        for code in passage.rejected & teaching.position.keys():
            centred[n, teaching.position[code]] = -weights[teaching.position[code]]
    return np.asarray(centred, dtype=np.float32)


def given(teaching: Teaching) -> Array:
    """(passages + wordings, codes): 1 where the text has the code."""
    found = np.zeros((len(teaching.texts), len(teaching.codes)), dtype=np.float32)
    for n, passage in enumerate(teaching.passages):
        for code in passage.codes & teaching.position.keys():
            found[n, teaching.position[code]] = 1
    for n, wording in enumerate(teaching.wordings, len(teaching.passages)):
        found[n, teaching.position[wording.code]] = 1
    return found


def fit(rows: Any, teaching: Teaching) -> Fitted:
    """Learn from rows in the order of `teaching.texts`, at least one."""
    from scipy.linalg import cho_factor  # noqa: PLC0415 - a tenth of a second

    scale = np.ones(len(teaching.texts), dtype=np.float32)
    scale[len(teaching.passages) :] = np.sqrt(WORDING_WEIGHT)
    gram = scale[:, None] * _dense(rows @ rows.T) * scale
    gram[np.diag_indices_from(gram)] += PENALTY
    factor = cho_factor(gram, lower=True, overwrite_a=True, check_finite=False)
    return _solved(rows, scale, base_rates(teaching), teaching, factor)


def _solved(rows: Any, scale: Array, means: Array, teaching: Teaching, factor: Any) -> Fitted:
    from scipy.linalg import cho_solve  # noqa: PLC0415

    targets = targets_of(teaching, means, against(teaching))
    dual = scale[:, None] * cho_solve(factor, scale[:, None] * targets, check_finite=False)
    weights = np.asarray(rows.T @ dual, dtype=np.float32)
    return Fitted(rows=rows, scale=scale, means=means, targets=targets, dual=dual, weights=weights, factor=factor)


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """Decisions since the whole fit: their rows and targets, `near` = K of the fit's rows with them, `solved` = M^-1 near.

    `weights` are those of the whole fit. `near` and `solved` are (fit's rows, decisions).
    """

    rows: Any
    targets: Array
    near: Array
    solved: Array
    weights: Array


def with_one_more(fitted: Fitted, row: Any, target: Array) -> Fitted:
    """The same after one more decision, exactly, without a whole fit: the Schur complement of the later rows.

    With B the later rows, A the fit's, U = M^-1 K_AB and T the targets: a_B = (K_BB + penalty I - K_BA U)^-1
    (T_B - K_BA a_A), and the fit's own duals lose U a_B. `target` is (codes,), centred. Costs one triangular solve.
    """
    near = _dense(fitted.rows @ row.T)
    solved = (fitted.scale * _solve_one(fitted.factor, fitted.scale * near[:, 0]))[:, None]
    old = fitted.later
    later = Later(
        rows=stacked(old.rows, row) if old else row,
        targets=np.vstack([old.targets, target]) if old else target[None],
        near=np.hstack([old.near, near]) if old else near,
        solved=np.hstack([old.solved, solved]) if old else solved,
        weights=old.weights if old else fitted.weights,
    )
    return replace(fitted, later=later, weights=_later_weights(fitted, later))


def with_target(fitted: Fitted, row: int, target: Array) -> Fitted:
    """The same once a row was decided on anew, exactly: M stays, and the duals gain s M^-1 s e_row x the change.

    `target` is (codes,), centred; zeros take all decisions on the row back. Costs one triangular solve.
    """
    first, later = len(fitted.scale), fitted.later
    if later is not None and row >= first:
        targets = later.targets.copy()
        targets[row - first] = target
        later = replace(later, targets=targets)
        return replace(fitted, later=later, weights=_later_weights(fitted, later))
    change = target - fitted.targets[row]
    one = np.zeros(first, dtype=np.float32)
    one[row] = fitted.scale[row]
    gained = fitted.scale * _solve_one(fitted.factor, one)
    weights = (later.weights if later else fitted.weights) + np.outer(fitted.rows.T @ gained, change)
    targets = fitted.targets.copy()
    targets[row] = target
    known = replace(fitted, targets=targets, dual=fitted.dual + np.outer(gained, change), weights=weights)
    if later is None:
        return known
    later = replace(later, weights=weights)
    return replace(known, later=later, weights=_later_weights(known, later))


def _solve_one(factor: Any, vector: Array) -> Array:
    """M^-1 vector: four times as quick as LAPACK's solver of many, which a single one need not wait for."""
    from scipy.linalg.blas import strsv  # noqa: PLC0415

    lower = factor[0]
    return np.asarray(strsv(lower, strsv(lower, vector, lower=1), lower=1, trans=1), dtype=np.float32)


def without(fitted: Fitted, rows: Sequence[int]) -> Fitted:
    """The same had some rows not been there, exactly, means apart: with N = M^-1, z' = z - N_.B (N_BB)^-1 z_B, dual = s z.

    With M = L L' and H = L^-1 E_B, which is zero above the first of the rows, N_BB = H'H and N_.B c = L'^-1 H c. Only for a
    whole fit. Its factor stays that of all rows: no decision can be added to what is returned.
    """
    from scipy.linalg import solve_triangular  # noqa: PLC0415

    if not rows:
        return fitted
    lower, first = fitted.factor[0], min(rows)
    ones = np.zeros((len(fitted.scale) - first, len(rows)), dtype=np.float32)
    ones[np.asarray(rows) - first, np.arange(len(rows))] = 1
    half = solve_triangular(lower[first:, first:], ones, lower=True, check_finite=False)
    solved = fitted.dual / fitted.scale[:, None]
    lost = np.zeros_like(solved)
    lost[first:] = half @ np.linalg.solve(half.T @ half, solved[rows])
    left = solved - solve_triangular(lower, lost, lower=True, trans="T", check_finite=False)
    left[rows] = 0
    dual = fitted.scale[:, None] * left
    return replace(fitted, dual=dual, weights=np.asarray(fitted.rows.T @ dual, dtype=np.float32))


def _later_weights(fitted: Fitted, later: Later) -> Array:
    left = _dense(later.rows @ later.rows.T) - later.near.T @ later.solved
    left[np.diag_indices_from(left)] += PENALTY
    duals = np.linalg.solve(left, later.targets - later.near.T @ fitted.dual)
    lost = fitted.rows.T @ (later.solved @ duals)
    return np.asarray(later.weights - lost + later.rows.T @ duals, dtype=np.float32)


def stacked(rows: Any, row: Any) -> Any:
    """Rows and one more, dense or sparse."""
    from scipy.sparse import issparse, vstack  # noqa: PLC0415

    return vstack([rows, row]).tocsr() if issparse(rows) else np.vstack([rows, row])


def _dense(rows: Any) -> Array:
    return np.asarray(rows.toarray() if hasattr(rows, "toarray") else rows, dtype=np.float32)
