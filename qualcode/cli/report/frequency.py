"""qualcode report frequency."""

from typing import Any

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "How often each code comes up: interviews that carry it (with 95 % intervals, and no percentage under five "
        "interviews), segments, words; per type of respondent or any other attribute."
    )
)
@by_option
@form_and_figure_options
@coder_option
@with_study
def frequency(study: Study, by: str, form: Form, coder: str | None) -> None:
    """Code frequency."""
    from qualcode.report import frequency as write
    from qualcode.report.figures.frequency import frequency_figure
    from qualcode.workflow.reporting import frequency_report

    found = frequency_report(study, by=by, coder=coder)
    table, labels, notes = found.table, found.counted.labels, found.counted.notes

    def document() -> dict[str, Any]:
        known = write.frequency_document(table, by=by, labels=labels)
        return {**known, "notes": [*known["notes"], *notes]}

    form.answer(
        Forms(
            text=lambda width: write.frequency_text(table, by=by, labels=labels, width=width),
            document=document,
            csv=lambda: write.frequency_csv(table, labels=labels),
            markdown=lambda: write.frequency_markdown(table, by=by, labels=labels),
            notes=notes,
            figure=lambda kind: frequency_figure(table, by=by, labels=labels, kind=kind),
        )
    )
