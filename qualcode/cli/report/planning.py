"""qualcode report planning."""

import click

from qualcode.cli.report.forms import Form, Forms, form_options
from qualcode.core.language import _

_SHARE = click.FloatRange(0, 1, min_open=True, max_open=True)


@click.command(
    help=_(
        "How many interviews to plan (Fugard & Potts 2015), and how many segments two people must code before their agreement "
        "is known well enough. Needs no study."
    )
)
@click.option("--prevalence", type=_SHARE, default=0.1, show_default=True, help=_("Share of people who hold a code."))
@click.option(
    "--instances", type=click.IntRange(1, 1000), default=2, show_default=True, help=_("How often it should be met.")
)
@click.option("--power", type=_SHARE, default=0.8, show_default=True, help=_("With what probability."))
@click.option(
    "--kappa", type=click.FloatRange(0, 1, max_open=True), default=0.8, show_default=True, help=_("Agreement expected.")
)
@click.option("--share", type=_SHARE, default=0.1, show_default=True, help=_("Share of segments that get the code."))
@click.option("--precision", type=_SHARE, default=0.1, show_default=True, help=_("Half the width of kappa's interval."))
@form_options
def planning(
    prevalence: float, instances: int, power: float, kappa: float, share: float, precision: float, form: Form
) -> None:
    """How many."""
    from qualcode.report import planning as write

    plan = write.Plan(
        prevalence=prevalence, instances=instances, power=power, kappa=kappa, share=share, precision=precision
    )
    form.answer(
        Forms(
            text=lambda width: write.planning_text(plan, width=width),
            document=lambda: write.planning_document(plan),
            csv=lambda: write.planning_csv(plan),
            markdown=lambda: write.planning_markdown(plan),
        )
    )
