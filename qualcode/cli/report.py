"""qualcode report: frequency, saturation, matrix, agreement, co-occurrence, coverage."""

from typing import TYPE_CHECKING

import click

from qualcode.cli.shared import (
    answer,
    by_option,
    coder_option,
    form_by_ending,
    json_text,
    output_option,
    tell,
    width,
    with_study,
)
from qualcode.core.language import _
from qualcode.store.study import Study

if TYPE_CHECKING:
    from qualcode.workflow.agreeing import CompareUnit
    from qualcode.workflow.cooccurring import PairUnit


@click.group(help=_("Frequency, saturation, agreement and more, per type of respondent."))
def report() -> None:
    """Reports."""


_ENDINGS = {"txt": "table", "json": "json", "csv": "csv", "md": "md"}
_FORMATS = click.Choice(["table", "json", "csv", "md"])
_FORMAT_HELP = _("Form of the answer (default: the ending of FILE, else table).")


def _form(kind: str | None, output: str | None) -> str:
    """The form asked for, else what the file's ending says."""
    return kind or form_by_ending(output, _ENDINGS) or "table"


@report.command(
    help=_(
        "How often each code comes up: interviews that carry it (with 95 % intervals, and no percentage under five "
        "interviews), segments, words; per type of respondent or any other attribute."
    )
)
@by_option
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@coder_option
@output_option
@with_study
def frequency(study: Study, by: str, kind: str | None, coder: str | None, output: str | None) -> None:
    """Code frequency."""
    from qualcode.report import frequency as form
    from qualcode.report.plain import csv_file
    from qualcode.workflow.reporting import frequency_report

    kind = _form(kind, output)
    found = frequency_report(study, by=by, coder=coder)
    labels = found.counted.labels
    if kind == "json":
        document = form.frequency_document(found.table, by=by, labels=labels)
        document["notes"] = [*document["notes"], *found.counted.notes]
        answer(json_text(document), output)
    elif kind == "csv":
        table = form.frequency_csv(found.table, labels=labels)
        answer(csv_file(table) if output else table, output)
    elif kind == "md":
        answer(form.frequency_markdown(found.table, by=by, labels=labels), output)
    else:
        answer(form.frequency_text(found.table, by=by, labels=labels, width=_width(output)), output)
    if kind != "json":
        _tell_notes(found.counted.notes)


@report.command(
    help=_(
        "The interview x code matrix, 1 where an interview carries a code: what R, SPSS or a spreadsheet begin with. "
        "--counts gives the number of segments instead."
    )
)
@by_option
@click.option("--counts", is_flag=True, help=_("Segments instead of 0 and 1."))
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@coder_option
@output_option
@with_study
def matrix(study: Study, by: str, counts: bool, kind: str | None, coder: str | None, output: str | None) -> None:
    """The interview x code matrix."""
    from qualcode.report.plain import csv_file
    from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text
    from qualcode.workflow.reporting import matrix_report

    kind = _form(kind, output)
    frame = matrix_report(study, by=by, coder=coder, counts=counts)
    columns = tuple(Column(key=name, label=name) for name in frame.columns)
    sheet = Sheet(title="", columns=columns, rows=tuple(frame.itertuples(index=False, name=None)))
    if kind == "json":
        answer(json_text(frame.to_dict(orient="records")), output)
    elif kind == "csv":
        answer(csv_file(sheet_csv(sheet)) if output else sheet_csv(sheet), output)
    elif kind == "md":
        answer(sheet_markdown(sheet), output)
    else:
        answer(sheet_text(sheet, width=_width(output)) + "\n", output)


@report.command(
    help=_(
        "Do new interviews still bring new codes? The stopping rule of the study (Guest, Namey & Chen 2020) for the whole "
        "study and for every type: curve, verdict, reasons, and what remains unseen. "
        "With --require TYPE (or all), leaves with status 1 unless code saturation is reached there."
    )
)
@by_option
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@click.option("--base", type=click.IntRange(min=1), help=_("Try another base than the study's."))
@click.option("--run", type=click.IntRange(min=1), help=_("Try another run length than the study's."))
@click.option(
    "--threshold", type=click.FloatRange(0, 1), help=_("Try another threshold than the study's (0.05 is 5 %).")
)
@click.option("--require", multiple=True, metavar="TYPE", help=_("Leave with status 1 unless reached for this type."))
@coder_option
@output_option
@with_study
def saturation(
    study: Study,
    by: str,
    kind: str | None,
    base: int | None,
    run: int | None,
    threshold: float | None,
    require: tuple[str, ...],
    coder: str | None,
    output: str | None,
) -> int:
    """Code saturation."""
    from qualcode.analysis.saturation import sensitivity
    from qualcode.report import saturation as form
    from qualcode.report.plain import csv_file
    from qualcode.report.saturation_text import saturation_markdown, saturation_text
    from qualcode.workflow.reporting import saturation_report, with_rule

    kind = _form(kind, output)
    rule = with_rule(study.settings.saturation, base=base, run=run, threshold=threshold)
    found = saturation_report(study, by=by, coder=coder, rule=rule)
    strata = [
        form.Stratum(result=result, interviews=incidence.interviews, sensitivity=sensitivity(incidence))
        for result, incidence in zip(found.strata, found.incidences, strict=True)
    ]
    if kind == "json":
        document = form.saturation_document(strata)
        document["notes"] = list(found.counted.notes)
        answer(json_text(document), output)
    elif kind == "csv":
        table = form.saturation_csv(strata)
        answer(csv_file(table) if output else table, output)
    elif kind == "md":
        answer(saturation_markdown(strata), output)
    else:
        answer(saturation_text(strata, width=_width(output)), output)
    if kind != "json":
        _tell_notes(found.counted.notes)
    return _required(require, {result.name: result.verdict for result in found.strata})


@report.command(
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
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@output_option
@with_study
def agreement(
    study: Study,
    coders: str | None,
    unit: "CompareUnit",
    disagreements: bool,
    top: int | None,
    kind: str | None,
    output: str | None,
) -> None:
    """Agreement of coders."""
    from qualcode.report import agreement as form
    from qualcode.report.plain import csv_file
    from qualcode.workflow.agreeing import agreement_report

    kind = _form(kind, output)
    names = [name.strip() for name in (coders or "").split(",") if name.strip()]
    found = agreement_report(study, coders=names, unit=unit)
    if kind == "json":
        document = form.agreement_document(found)
        answer(json_text(document["disagreements"] if disagreements else document), output)
    elif kind == "csv":
        table = form.disagreements_csv(found) if disagreements else form.agreement_csv(found)
        answer(csv_file(table) if output else table, output)
    elif kind == "md":
        answer(form.agreement_markdown(found, top=top), output)
    else:
        answer(form.agreement_text(found, width=_width(output), top=2 if top is None else top), output)


@report.command(
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
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@coder_option
@output_option
@with_study
def cooccurrence(
    study: Study, unit: "PairUnit", top: int | None, kind: str | None, coder: str | None, output: str | None
) -> None:
    """Co-occurrence of codes."""
    from qualcode.report import cooccurrence as form
    from qualcode.report.plain import csv_file
    from qualcode.workflow.cooccurring import cooccurrence_report

    kind = _form(kind, output)
    found = cooccurrence_report(study, unit=unit, coder=coder)
    if kind == "json":
        answer(json_text(form.cooccurrence_document(found, top=top)), output)
    elif kind == "csv":
        table = form.cooccurrence_csv(found, top=top)
        answer(csv_file(table) if output else table, output)
    elif kind == "md":
        answer(form.cooccurrence_markdown(found, top=top), output)
    else:
        answer(form.cooccurrence_text(found, width=_width(output), top=top or 20), output)


@report.command(
    help=_(
        "Where the evidence is thin: codes that a type of respondent never met, and what that silence proves; codes that nobody "
        "gave, that rest on one interview or on one person."
    )
)
@by_option
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@coder_option
@output_option
@with_study
def coverage(study: Study, by: str, kind: str | None, coder: str | None, output: str | None) -> None:
    """Types x codes never met."""
    from qualcode.report import coverage as form
    from qualcode.report.plain import csv_file
    from qualcode.workflow.covering import coverage_report

    kind = _form(kind, output)
    found = coverage_report(study, by=by, coder=coder)
    if kind == "json":
        answer(json_text(form.coverage_document(found)), output)
    elif kind == "csv":
        table = form.coverage_csv(found)
        answer(csv_file(table) if output else table, output)
    elif kind == "md":
        answer(form.coverage_markdown(found), output)
    else:
        answer(form.coverage_text(found, width=_width(output)), output)
    if kind != "json":
        _tell_notes(found.notes)


def _required(require: tuple[str, ...], verdicts: dict[str, str]) -> int:
    for name in require:
        if name not in verdicts:
            raise click.UsageError(
                _("There is no type “{name}”: {names}.").format(name=name, names=", ".join(verdicts))
            )
    return 0 if all(verdicts[name] == "reached" for name in require) else 1


def _width(output: str | None) -> int:
    """A file does not depend on the window it was written from."""
    return 100 if output else width()


def _tell_notes(notes: tuple[str, ...]) -> None:
    for note in notes:
        tell(note)


@report.command(help=_("Codings by origin: by hand, imported, or accepted from suggestions, per code and coder."))
@click.option("--format", "kind", type=_FORMATS, help=_FORMAT_HELP)
@coder_option
@output_option
@with_study
def provenance(study: Study, kind: str | None, coder: str | None, output: str | None) -> None:
    """Codings by origin."""
    from qualcode.report.plain import csv_file
    from qualcode.report.provenance import provenance_document, provenance_sheet
    from qualcode.report.sheet import sheet_csv, sheet_markdown, sheet_text
    from qualcode.workflow.counting import labels as labels_of
    from qualcode.workflow.provenance import provenance as gather

    kind = _form(kind, output)
    found = gather(study, coder=coder)
    labels = labels_of(study, study.codebook.by_id)
    if kind == "json":
        answer(json_text(provenance_document(found, labels=labels)), output)
        return
    sheet = provenance_sheet(found, labels=labels)
    if kind == "csv":
        answer(csv_file(sheet_csv(sheet)) if output else sheet_csv(sheet), output)
    elif kind == "md":
        answer(sheet_markdown(sheet), output)
    else:
        answer(sheet_text(sheet, width=_width(output)) + "\n", output)
