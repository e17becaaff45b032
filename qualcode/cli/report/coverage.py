"""qualcode report coverage."""

import click

from qualcode.cli.report.forms import Form, Forms, form_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "Where the evidence is thin: codes that a type of respondent never met, and what that silence proves; codes that nobody "
        "gave, that rest on one interview or on one person."
    )
)
@by_option
@form_options
@coder_option
@with_study
def coverage(study: Study, by: str, form: Form, coder: str | None) -> None:
    """Types x codes never met."""
    from qualcode.report import coverage as write
    from qualcode.workflow.reports.covering import coverage_report

    found = coverage_report(study, by=by, coder=coder)
    form.answer(
        Forms(
            text=lambda width: write.coverage_text(found, width=width),
            document=lambda: write.coverage_document(found),
            csv=lambda: write.coverage_csv(found),
            markdown=lambda: write.coverage_markdown(found),
            notes=found.notes if found.total else (),
        )
    )
