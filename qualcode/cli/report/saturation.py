"""qualcode report saturation."""

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import by_option, coder_option, with_study
from qualcode.core.language import _
from qualcode.errors import NothingYet
from qualcode.store.study import Study


@click.command(
    help=_(
        "Do new interviews still bring new codes? The stopping rule of the study (Guest, Namey & Chen 2020) for the whole "
        "study and for every type: verdict, reasons, whether another order would have given it; with --detail, curves, other "
        "rules, what remains unseen, codes that cross types. "
        "With --require TYPE (or all), leaves with status 1 unless code saturation is reached there."
    )
)
@by_option
@click.option("--base", type=click.IntRange(min=1), help=_("Try another base than the study's."))
@click.option("--run", type=click.IntRange(min=1), help=_("Try another run length than the study's."))
@click.option(
    "--threshold", type=click.FloatRange(0, 1), help=_("Try another threshold than the study's (0.05 is 5 %).")
)
@click.option("--detail", is_flag=True, help=_("Curves, other rules and orders, what remains unseen."))
@click.option("--require", multiple=True, metavar="TYPE", help=_("Leave with status 1 unless reached for this type."))
@form_and_figure_options
@coder_option
@with_study
def saturation(
    study: Study,
    by: str,
    base: int | None,
    run: int | None,
    threshold: float | None,
    detail: bool,
    require: tuple[str, ...],
    form: Form,
    coder: str | None,
) -> int:
    """Code saturation."""
    from qualcode.report import saturation as write
    from qualcode.report.figures.saturation import saturation_figure
    from qualcode.report.saturation_text import saturation_markdown, saturation_short, saturation_text
    from qualcode.workflow.reports.counting import nothing_yet
    from qualcode.workflow.reports.curves import curves
    from qualcode.workflow.reports.reporting import saturation_report, with_rule
    from qualcode.workflow.reports.saturating import saturation_page

    rule = with_rule(study.settings.saturation, base=base, run=run, threshold=threshold)
    found = saturation_report(study, by=by, coder=coder, rule=rule)
    page = saturation_page(study, found)
    if form.drawn and page.empty:
        raise NothingYet(nothing_yet())
    notes = found.counted.notes
    shown = saturation_text if detail else saturation_short
    form.answer(
        Forms(
            text=lambda width: shown(page, width=width),
            document=lambda: {
                **write.saturation_document(page.strata, page.crossing, page.single),
                "notes": list(notes),
            },
            csv=lambda: write.saturation_csv(page.strata),
            markdown=lambda: saturation_markdown(page),
            notes=() if page.empty else notes,
            figure=lambda kind: saturation_figure(curves(found), kind=kind),
        )
    )
    return _required(require, {result.name: result.verdict for result in found.strata})


def _required(require: tuple[str, ...], verdicts: dict[str, str]) -> int:
    for name in require:
        if name not in verdicts:
            raise click.UsageError(
                _("There is no type “{name}”: {names}.").format(name=name, names=", ".join(verdicts))
            )
    return 0 if all(verdicts[name] == "reached" for name in require) else 1
