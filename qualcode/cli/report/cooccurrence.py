"""qualcode report cooccurrence."""

from typing import TYPE_CHECKING

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import coder_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study

if TYPE_CHECKING:
    from qualcode.workflow.reports.cooccurring import PairUnit


@click.command(
    help=_(
        "Which codes come together in one unit: how many units carry both, Jaccard, and how often one code goes with the "
        "other. Pairs are counted within a coder."
    )
)
@click.option(
    "--unit",
    type=click.Choice(["segment", "turn", "interview"]),
    default="segment",
    show_default=True,
    help=_("Where codes must meet; segment is the study's unit."),
)
@click.option("--top", type=click.IntRange(min=1), help=_("Pairs shown (default: 20 in a table, else all)."))
@form_and_figure_options(empty={"unit": None, "coders": [], "interviews": [], "units": 0, "pairs": []})
@coder_option
@with_study
def cooccurrence(study: Study, unit: "PairUnit", top: int | None, form: Form, coder: str | None) -> None:
    """Co-occurrence of codes."""
    from qualcode.report import cooccurrence as write
    from qualcode.report.figures.cooccurrence import cooccurrence_figure
    from qualcode.workflow.reports.cooccurring import cooccurrence_report

    found = cooccurrence_report(study, unit=unit, coder=coder)
    form.answer(
        Forms(
            text=lambda width: write.cooccurrence_text(found, width=width, top=top or 20),
            document=lambda: write.cooccurrence_document(found, top=top),
            csv=lambda: write.cooccurrence_csv(found, top=top),
            markdown=lambda: write.cooccurrence_markdown(found, top=top),
            figure=lambda kind: cooccurrence_figure(found, top=top, kind=kind),
        )
    )
