"""qualcode report methods."""

import click

from qualcode.cli.report.forms import Form, Forms, form_and_document_options
from qualcode.cli.shared import by_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "The methods paragraph of an article or a thesis, and the items of COREQ and SRQR, filled with what the study knows of "
        "itself: counts, dates, rules, verdicts, agreement, versions. What it does not know stays in square brackets."
    )
)
@by_option
@form_and_document_options(default="md")
@with_study
def methods(study: Study, by: str, form: Form) -> None:
    """The methods paragraph."""
    from qualcode.report import methods as write
    from qualcode.workflow.reports.describing import methods_facts

    facts = methods_facts(study, by=by)
    form.answer(
        Forms(
            text=lambda width: write.methods_text(facts, width=width),
            document=lambda: write.methods_document(facts),
            csv=lambda: write.methods_csv(facts),
            markdown=lambda: write.methods_markdown(facts),
            docx=lambda: write.methods_docx(facts),
        )
    )
