"""The forms of a report: table, JSON, CSV or Markdown, on the screen or in a file; for some, a figure or a document."""

import functools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.shared import answer, form_by_ending, json_text, output_option, tell, width
from qualcode.core.language import _

if TYPE_CHECKING:
    from qualcode.report.figures.style import Kind

_ENDINGS = {"txt": "table", "json": "json", "csv": "csv", "md": "md"}
_FIGURES = {"svg": "svg", "png": "png", "pdf": "pdf"}
_DOCUMENT = {"docx": "docx"}
_FILE_WIDTH = 100  # a file does not depend on the window it was written from


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """How a report is written; only the form asked for is made. `notes` go beside every form but JSON, which holds them.

    `figure` is there for reports that are drawn too, `docx` for those that can be a document.
    """

    text: Callable[[int], str]
    document: Callable[[], Any]
    csv: Callable[[], str]
    markdown: Callable[[], str]
    notes: Iterable[str] = ()
    figure: "Callable[[Kind], bytes] | None" = None
    docx: Callable[[], bytes] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the reader asked for: `kind` is table, json, csv, md, docx or a figure's, `output` a file or None for the screen."""

    kind: str
    output: str | None

    def answer(self, forms: Forms) -> None:
        """Write a report in this form."""
        if self.kind == "json":
            answer(json_text(forms.document()), self.output)
            return
        answer(self._written(forms), self.output)
        for note in forms.notes:
            tell(note)

    def _written(self, forms: Forms) -> str | bytes:
        from qualcode.report.plain import csv_file

        if self.kind == "csv":
            return csv_file(forms.csv()) if self.output else forms.csv()
        if self.kind == "md":
            return forms.markdown()
        if self.kind in _DOCUMENT:
            return self._document(forms)
        if self.kind in _FIGURES:
            return self._drawn(forms)
        return forms.text(_FILE_WIDTH if self.output else width())

    def _document(self, forms: Forms) -> bytes:
        assert forms.docx is not None, "a report that offers documents writes them"
        if self.output is None:
            raise click.UsageError(_("A docx needs a file: add -o report.docx."))
        return forms.docx()

    def _drawn(self, forms: Forms) -> bytes:
        assert forms.figure is not None, "a report that offers figures draws them"
        kind: Kind = "svg" if self.kind == "svg" else "png" if self.kind == "png" else "pdf"
        if self.output is None and kind != "svg":
            raise click.UsageError(_("A figure needs a file: add -o figure.{kind}.").format(kind=kind))
        return forms.figure(kind)


def form_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --format and -o; the command gets the `form` that they ask for."""
    return _with_forms(command, _ENDINGS)


def form_and_figure_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a report that is drawn too: -o FILE.svg, .png or .pdf."""
    return _with_forms(command, _ENDINGS | _FIGURES)


def form_and_document_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same for a report that can also be a document for Word or LibreOffice: -o FILE.docx."""
    return _with_forms(command, _ENDINGS | _DOCUMENT)


def _with_forms(command: Callable[..., Any], endings: dict[str, str]) -> Callable[..., Any]:
    @functools.wraps(command)
    def formed(*args: Any, kind: str | None, output: str | None, **options: Any) -> Any:
        form = Form(kind=kind or form_by_ending(output, endings) or "table", output=output)
        return command(*args, form=form, **options)

    text = _("Form of the answer (default: the ending of FILE, else table).")
    choice = click.Choice(list(endings.values()))
    return click.option("--format", "kind", type=choice, help=text)(output_option(formed))


def sheet_forms(sheet: Any, *, document: Callable[[], Any], notes: Sequence[str] = ()) -> Forms:
    """The forms of a report that is one table."""
    from qualcode.report.sheet import sheet_csv, sheet_markdown, sheet_text

    return Forms(
        text=lambda columns: sheet_text(sheet, width=columns) + "\n",
        document=document,
        csv=lambda: sheet_csv(sheet),
        markdown=lambda: sheet_markdown(sheet),
        notes=notes,
    )
