"""qualcode report agreement."""

from typing import TYPE_CHECKING

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import with_study
from qualcode.core.language import _
from qualcode.store.study import Study

if TYPE_CHECKING:
    from qualcode.workflow.coding.judging import CompareUnit


@click.command(
    help=_(
        "Do coders agree? Per code: percent agreement, Krippendorff's alpha, Cohen's kappa and Gwet's AC1, on the interviews "
        "that all of them coded; then where they disagree, the most contested code first, ready to arbitrate."
    )
)
@click.option("--coders", metavar="NAME,NAME", help=_("Who is compared (default: everybody who has coded)."))
@click.option(
    "--unit",
    type=click.Choice(["segment", "turn", "sentence", "passage", "interview", "characters"]),
    default="segment",
    show_default=True,
    help=_("What is compared; segment is the study's unit."),
)
@click.option("--disagreements", is_flag=True, help=_("With csv or json: only the list of disagreements, all of them."))
@click.option(
    "--top", type=click.IntRange(min=0), help=_("Disagreements shown per code (default: 2 in a table, else all).")
)
@form_and_figure_options(
    empty={"unit": None, "coders": [], "interviews": [], "units": 0, "codes": [], "overall": None, "disagreements": []}
)
@with_study
def agreement(
    study: Study, coders: str | None, unit: "CompareUnit", disagreements: bool, top: int | None, form: Form
) -> None:
    """Agreement of coders."""
    from qualcode.report import agreement as write
    from qualcode.report.figures.agreement import agreement_figure
    from qualcode.workflow.reports.agreeing import agreement_report

    names = [name.strip() for name in (coders or "").split(",") if name.strip()]
    if top is None and form.kind == "table":
        top = 2
    listed = None if form.kind == "json" or disagreements else top if form.kind != "csv" else 0
    found = agreement_report(study, coders=names, unit=unit, top=listed)
    form.answer(
        Forms(
            text=lambda width: write.agreement_text(found, width=width, top=top),
            document=lambda: (
                write.agreement_document(found)["disagreements"] if disagreements else write.agreement_document(found)
            ),
            csv=lambda: write.disagreements_csv(found) if disagreements else write.agreement_csv(found),
            markdown=lambda: write.agreement_markdown(found, top=top),
            figure=lambda kind: agreement_figure(found, kind=kind),
        )
    )
