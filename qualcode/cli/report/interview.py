"""qualcode report interview."""

import click

from qualcode.cli.report.forms import Form, Forms, form_and_document_options
from qualcode.cli.shared import coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "The sheet of one interview: who speaks, how long, which codes and which of them no earlier interview carries, memos, "
        "where coders disagree. `-o E01.docx` or `-o E01.md` adds every quote."
    )
)
@click.argument("transcript_id", metavar="ID")
@form_and_document_options
@coder_option
@with_study
def interview(study: Study, transcript_id: str, form: Form, coder: str | None) -> None:
    """The sheet of one interview."""
    from qualcode.report import interview as write
    from qualcode.workflow.reports.portraying import interview_sheet

    found = interview_sheet(study, transcript_id, coder=coder)
    form.answer(
        Forms(
            text=lambda width: write.interview_text(found, width=width),
            document=lambda: write.interview_document(found),
            csv=lambda: write.interview_csv(found),
            markdown=lambda: write.interview_markdown(found),
            docx=lambda: write.interview_docx(found),
        )
    )
