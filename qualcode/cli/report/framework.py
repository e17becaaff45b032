"""qualcode report framework."""

import click

from qualcode.cli.report.forms import Form, Forms, form_and_document_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "The framework matrix: what each respondent said under each code, beside your own summary of it. Name a CODE (with "
        "those below it) to read its chart; `-o framework.csv` writes the whole matrix for a spreadsheet. Summaries are kept "
        "in transcripts/framework.csv, which you may edit by hand."
    )
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@by_option
@click.option("--themes", is_flag=True, help=_("A column for each theme, with the codes below it."))
@click.option(
    "--length",
    type=click.IntRange(min=0),
    default=200,
    show_default=True,
    help=_("Cut quotes after so many characters (0: whole)."),
)
@click.option(
    "--summarise",
    "summary",
    nargs=3,
    metavar="RESPONDENT CODE TEXT",
    help=_("Write the summary of a cell (an empty TEXT takes it away); `qualcode undo` takes that back."),
)
@form_and_document_options
@coder_option
@with_study
def framework(
    study: Study,
    codes: tuple[str, ...],
    by: str,
    themes: bool,
    length: int,
    summary: tuple[str, str, str] | None,
    form: Form,
    coder: str | None,
) -> None:
    """The framework matrix."""
    from qualcode.report import framework as write
    from qualcode.workflow.reports import charting, summarising

    if summary is not None:
        respondent, code = summarising.summarise(study, *summary, coder=study.coder(coder))
        done = (
            _("Summary written: {respondent} x {code}")
            if summary[2].strip()
            else _("Taken away: {respondent} x {code}")
        )
        click.echo(done.format(respondent=respondent, code=code))
        return
    found = charting.framework(study, codes, by=by, coder=coder, themes=themes, length=length)
    form.answer(
        Forms(
            text=lambda width: write.framework_text(found, width=width),
            document=lambda: write.framework_document(found),
            csv=lambda: write.framework_csv(found),
            markdown=lambda: write.framework_markdown(found),
            docx=lambda: write.framework_docx(found),
            notes=found.notes,
        )
    )
