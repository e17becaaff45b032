"""qualcode report codebook."""

import click

from qualcode.cli.report.forms import Form, Forms, form_options
from qualcode.cli.shared import with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "How the codebook changed while interviews were coded: codes added, redefined, renamed, moved, merged, split, retired, "
        "by interview and one by one, from the journals. A codebook that no longer changes is part of what stopping rests on."
    )
)
@form_options
@with_study
def codebook(study: Study, form: Form) -> None:
    """Codebook activity."""
    from qualcode.report import codebook_activity as write
    from qualcode.workflow.reports.revising import codebook_activity

    found = codebook_activity(study)
    form.answer(
        Forms(
            text=lambda width: write.activity_text(found, width=width),
            document=lambda: write.activity_document(found),
            csv=lambda: write.activity_csv(found),
            markdown=lambda: write.activity_markdown(found),
        )
    )
