"""The interview x code matrix on a screen: codes down, interviews across, which is how it fits; or how to get it in a file."""

from collections.abc import Sequence

from qualcode.core.language import _
from qualcode.report.numbers import thousands
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, sheet_text, wrapped

_LONGEST_LABEL = 36


def matrix_text(names: Sequence[str], rows: Sequence[Sequence[Cell]], *, fixed: int, width: int) -> str:
    """`names` are the columns of the matrix, of which the first `fixed` (interview, date, group) say what a row is."""
    codes, interviews = names[fixed:], [str(row[0]) for row in rows]
    needed = min(max(map(len, codes), default=0), _LONGEST_LABEL) + sum(len(name) + 2 for name in interviews)
    if needed > width:
        return (
            wrapped(
                _(
                    "{interviews} interviews × {codes} codes do not fit this screen: --format csv, or -o matrix.csv."
                ).format(interviews=thousands(len(interviews)), codes=thousands(len(codes)))
                + "\n",
                width=width,
            )
            + "\n"
        )
    sheet = Sheet(
        title="",
        columns=(
            Column(key="code", label=_("Code")),
            *(Column(key=name, label=name, align="right") for name in interviews),
        ),
        rows=tuple((code, *(row[fixed + n] for row in rows)) for n, code in enumerate(codes)),
    )
    return sheet_text(sheet, width=width) + "\n"
