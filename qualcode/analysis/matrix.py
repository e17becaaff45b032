"""The interview x code matrix: what other programs for statistics begin with."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # pandas takes a third of a second to load, and only this report needs it
    import pandas as pd


def interview_by_code(
    carried: Iterable[tuple[str, str, int]],
    *,
    interviews: Sequence[str],
    codes: Sequence[str],
    counts: bool = False,
) -> "pd.DataFrame":
    """A frame with a row for each interview and a column for each code, in the order given.

    `carried` holds (interview, code, segments), at most one row per pair. Cells are 1 where the interview carries the
    code and 0 elsewhere; with `counts`, the segments.
    """
    import pandas as pd  # noqa: PLC0415

    rows = pd.DataFrame(list(carried), columns=["interview", "code", "segments"])
    table = rows.pivot_table(index="interview", columns="code", values="segments", aggfunc="sum")
    table = table.reindex(index=pd.Index(interviews), columns=pd.Index(codes)).fillna(0).astype(int)
    return table if counts else (table > 0).astype(int)
