"""qualcode report matrix."""

from dataclasses import replace

import click

from qualcode.cli.report.forms import Form, form_options, sheet_forms
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "The interview x code matrix, 1 where an interview carries a code: what R, SPSS or a spreadsheet begin with. "
        "--counts gives the number of segments instead."
    )
)
@by_option
@click.option("--counts", is_flag=True, help=_("Segments instead of 0 and 1."))
@form_options
@coder_option
@with_study
def matrix(study: Study, by: str, counts: bool, form: Form, coder: str | None) -> None:
    """The interview x code matrix."""
    from qualcode.report.matrix import matrix_text
    from qualcode.report.sheet import Column, Sheet
    from qualcode.workflow.reports.counting import nothing_yet
    from qualcode.workflow.reports.reporting import MATRIX_FIXED, matrix_report

    frame = matrix_report(study, by=by, coder=coder, counts=counts)
    names, rows = list(frame.columns), tuple(frame.itertuples(index=False, name=None))
    notes = () if rows else (nothing_yet(),)
    columns = tuple(Column(key=name, label=name) for name in names) if rows else ()
    forms = sheet_forms(
        Sheet(title="", notes=notes, columns=columns, rows=rows), document=lambda: frame.to_dict(orient="records")
    )
    if rows:
        forms = replace(forms, text=lambda width: matrix_text(names, rows, fixed=MATRIX_FIXED, width=width))
    form.answer(forms)
