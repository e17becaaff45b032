"""qualcode quotes."""

import click

from qualcode.cli.shared import (
    answer,
    coder_option,
    form_by_ending,
    json_text,
    min_cell_option,
    output_option,
    qualifiers_of,
    with_study,
)
from qualcode.core.language import _
from qualcode.store.study import Study

FORMATS = ("md", "csv", "json", "docx")


@click.command(
    help=_(
        "A quote bank: one chapter per CODE (default: all) with the codes below it, grouped by type of respondent, every "
        "quote signed and with its reference. `-o bank.docx` writes a document for Word or LibreOffice."
    )
)
@click.argument("codes", metavar="[CODE]...", nargs=-1)
@click.option(
    "--by",
    default="type",
    show_default=True,
    metavar="ATTR",
    help=_("Attribute that groups quotes (empty: no groups)."),
)
@click.option("--format", "kind", type=click.Choice(FORMATS), help=_("Default: the ending of FILE, else md."))
@click.option(
    "--style", type=click.Choice(["name", "role"]), help=_("Sign with pseudonym and role, or with the role alone.")
)
@click.option(
    "--context", type=click.IntRange(min=0), default=0, show_default=True, help=_("Characters around each quote.")
)
@min_cell_option
@click.option("--memos", is_flag=True, help=_("Add the coders' memos (md, docx)."))
@click.option("--qualifiers", is_flag=True, help=_("Add voice and polarity (md, docx)."))
@click.option(
    "--qualifier",
    "pairs",
    multiple=True,
    metavar="K=V",
    help=_("Only quotes so qualified (may be repeated); print=yes: those marked on the desk as worth printing."),
)
@coder_option
@output_option
@with_study
def quotes(
    study: Study,
    codes: tuple[str, ...],
    by: str,
    kind: str | None,
    style: str | None,
    context: int,
    min_cell: int,
    memos: bool,
    qualifiers: bool,
    pairs: tuple[str, ...],
    coder: str | None,
    output: str | None,
) -> None:
    """Export quotes."""
    from qualcode.report.bank import Bank, bank_csv, bank_document
    from qualcode.report.plain import csv_file
    from qualcode.workflow.reports.quoting import bank, nothing_to_quote

    form = _form(kind, output)
    found: Bank = bank(
        study,
        codes,
        by=by,
        coder=coder,
        context=context,
        style=style,
        min_cell=min_cell,
        qualifiers=qualifiers_of(pairs),
    )
    if form != "json" and (error := nothing_to_quote(found)) is not None:
        raise error
    if form == "json":
        answer(json_text(bank_document(found)), output)
    elif form == "csv":
        table = bank_csv(found)
        answer(csv_file(table) if output else table, output)
    elif form == "docx":
        from qualcode.report.bank_docx import bank_docx

        if output is None:
            raise click.UsageError(_("A docx needs a file: add -o bank.docx."))
        answer(bank_docx(found, memos=memos, qualifiers=qualifiers), output)
    else:
        from qualcode.report.bank_markdown import bank_markdown

        answer(bank_markdown(found, memos=memos, qualifiers=qualifiers), output)


def _form(kind: str | None, output: str | None) -> str:
    """The format asked for, else what the file's ending says."""
    if kind:
        return kind
    return form_by_ending(output, {name: name for name in FORMATS}) or "md"
