"""qualcode report joint."""

from pathlib import Path

import click

from qualcode.cli.report.forms import Form, Forms, form_and_document_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study


@click.command(
    help=_(
        "A joint display: the answers to a questionnaire beside what interviews say, per type. FILE is a CSV with a row for each "
        "person (default: transcripts/questionnaire.csv); the map says which codes speak of which question. Where nearly "
        "everybody answers one thing and interviews say the contrary, both are quoted."
    )
)
@click.argument("file", metavar="[FILE.csv]", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--map",
    "map_file",
    metavar="MAP.yaml",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Which codes speak of which question (default: FILE with .yaml)."),
)
@by_option
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=0.8,
    show_default=True,
    help=_("Share of answers from which an opposed interview is a discordance."),
)
@click.option(
    "--quotes", type=click.IntRange(min=0), default=2, show_default=True, help=_("Quotes for each code and type.")
)
@form_and_document_options(empty={"by": None, "threshold": None, "questions": []})
@coder_option
@with_study
def joint(
    study: Study,
    file: Path | None,
    map_file: Path | None,
    by: str,
    threshold: float,
    quotes: int,
    form: Form,
    coder: str | None,
) -> None:
    """Questionnaire and interviews side by side."""
    from qualcode.report import joint as write
    from qualcode.workflow.reports.joining import joint_display

    found = joint_display(study, file, map_file, by=by, coder=coder, threshold=threshold, quotes=quotes)
    form.answer(
        Forms(
            text=lambda width: write.joint_text(found, width=width),
            document=lambda: write.joint_document(found),
            csv=lambda: write.joint_csv(found),
            markdown=lambda: write.joint_markdown(found),
            docx=lambda: write.joint_docx(found),
        )
    )
