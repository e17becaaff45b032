"""qualcode report matrix."""

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
    from qualcode.report.sheet import Column, Sheet
    from qualcode.workflow.reporting import matrix_report

    frame = matrix_report(study, by=by, coder=coder, counts=counts)
    columns = tuple(Column(key=name, label=name) for name in frame.columns)
    sheet = Sheet(title="", columns=columns, rows=tuple(frame.itertuples(index=False, name=None)))
    form.answer(sheet_forms(sheet, document=lambda: frame.to_dict(orient="records")))
