"""qualcode report guide."""

import click

from qualcode.cli.report.forms import Form, Forms, form_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "The topics of the interview guide (transcripts/guide.yaml) against the interviews: which were asked, spoken about, "
        "coded. Tells a question that was never asked from an answer that nobody coded."
    )
)
@by_option
@click.option("--interviews", is_flag=True, help=_("A column for each interview instead of each group (table, md)."))
@form_options(empty={"by": None, "groups": [], "topics": [], "cells": []})
@coder_option
@with_study
def guide(study: Study, by: str, interviews: bool, form: Form, coder: str | None) -> None:
    """Topics of the guide."""
    from qualcode.report import guide as write
    from qualcode.workflow.reports.raising import guide_report

    found = guide_report(study, by=by, coder=coder)
    form.answer(
        Forms(
            text=lambda width: write.guide_text(found, width=width, interviews=interviews),
            document=lambda: write.guide_document(found),
            csv=lambda: write.guide_csv(found),
            markdown=lambda: write.guide_markdown(found, interviews=interviews),
        )
    )
