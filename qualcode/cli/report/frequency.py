"""qualcode report frequency."""

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import by_option, chosen, coder_option, qualifiers_of, with_study
from qualcode.core.language import _
from qualcode.errors import NothingYet
from qualcode.store.study import Study


@click.command(
    help=_(
        "How often each code comes up: interviews that carry it (with 95 % intervals, and no percentage under five "
        "interviews), segments, words; per type of respondent or any other attribute. Several attributes are crossed: "
        "--by type,role. Who makes half of a code's segments is named."
    )
)
@by_option
@click.option(
    "--qualifier",
    "qualifiers",
    multiple=True,
    metavar="NAME[=VALUE]",
    help=_("Count only codings with this qualifier (voice=self); without a value, a column for each value."),
)
@click.option("--roll-up", is_flag=True, help=_("Count codes in those above them too, an interview once."))
@click.option("--test", is_flag=True, help=_("Compare groups with an exact test per code, corrected for their number."))
@form_and_figure_options
@coder_option
@with_study
def frequency(
    study: Study, by: str, qualifiers: tuple[str, ...], roll_up: bool, test: bool, form: Form, coder: str | None
) -> None:
    """Code frequency."""
    from qualcode.report import frequency as write
    from qualcode.report.figures.frequency import frequency_figure
    from qualcode.workflow.reports.counting import nothing_yet
    from qualcode.workflow.reports.reporting import frequency_report

    split = next((name for name in qualifiers if "=" not in name), "")
    wanted = qualifiers_of([pair for pair in qualifiers if pair != split])
    by = by if chosen("by") or not split else ""
    report = frequency_report(study, by=by, coder=coder, qualifiers=wanted, split=split, roll_up=roll_up, test=test)
    counted = report.counted
    if form.drawn and not counted.interviews:
        raise NothingYet(nothing_yet())
    found = write.Frequencies(
        table=report.table,
        by=counted.by,
        labels=counted.labels,
        split=split,
        qualifiers=wanted,
        roll_up=roll_up,
        people=report.people,
        dominated=report.dominated,
        tested=test,
        tests=report.tests,
        notes=counted.notes,
    )
    form.answer(
        Forms(
            text=lambda width: write.frequency_text(found, width=width),
            document=lambda: write.frequency_document(found),
            csv=lambda: write.frequency_csv(found),
            markdown=lambda: write.frequency_markdown(found),
            notes=counted.notes if counted.interviews else (),
            figure=lambda kind: frequency_figure(found.table, by=found.attributes, labels=found.labels, kind=kind),
        )
    )
