"""qualcode report page."""

import os
import sys

import click

from qualcode.cli.shared import answer, by_option, coder_option, min_cell_option, output_option, with_study
from qualcode.core.language import _
from qualcode.store.study import Study

_DEFAULT = "exports/report.html"


@click.command(
    help=_(
        "One page with everything: where the study stands, frequencies, saturation curves, coverage, agreement; every number "
        "opens the quotes behind it. A single file that needs no network, to read, to send or to print as a PDF."
    )
)
@by_option
@click.option(
    "--quotes",
    metavar="N",
    help=_("Quotes that a number opens at most, or all (default: as many as keep the page light)."),
)
@click.option(
    "--style", type=click.Choice(["name", "role"]), help=_("Sign with pseudonym and role, or with the role alone.")
)
@min_cell_option
@coder_option
@output_option
@with_study
def page(
    study: Study,
    by: str,
    quotes: str | None,
    style: str | None,
    min_cell: int,
    coder: str | None,
    output: str | None,
) -> None:
    """The report page."""
    from qualcode.report.page.writing import page_html
    from qualcode.workflow.reports.page import report_page

    if output is not None and not output.lower().endswith((".html", ".htm")):
        raise click.UsageError(_("“{name}” can't be written: end its name in .html.").format(name=output))
    output = output or os.path.relpath(study.root / _DEFAULT)
    found = report_page(study, by=by, coder=coder, style=style, quotes=_most(quotes), min_cell=min_cell)
    answer(page_html(found), output)


def _most(text: str | None) -> int | None:
    """How many quotes a number may open; None leaves it to the page."""
    if text is None:
        return None
    if text == "all":
        return sys.maxsize
    if not text.isdecimal():
        raise click.UsageError(_("--quotes takes a number or “all”, not “{text}”.").format(text=text))
    return int(text)
