"""The baseline every proposer has to beat: the most frequent codes first, whatever is said."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qualcode.suggest.ridge import base_rates
from qualcode.suggest.teaching import Teaching


def scores(teaching: Teaching, texts: Sequence[str]) -> NDArray[np.float32]:
    """(texts, codes): the share of each code among what was coded; equal rows."""
    coded = Teaching(codes=teaching.codes, passages=tuple(one for one in teaching.passages if one.codes))
    return np.tile(base_rates(coded), (len(texts), 1))
