"""The forms of a report: table, JSON, CSV or Markdown, on the screen or in a file; for some, a figure or a document."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.shared import answer, form_by_ending, json_text, output_option, tell, width
from qualcode.core.language import _
from qualcode.errors import NothingYet

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

    @property
    def drawn(self) -> bool:
        """True for a figure."""
        return self.kind in _FIGURES

    def answer(self, forms: Forms) -> None:
        """Write a report in this form."""
        if self.kind == "json":
            answer(json_text(forms.document()), self.output)
            return
        answer(self._written(forms), self.output)
        for note in forms.notes:
            tell(note)

    def nothing(self, state: NothingYet, empty: Mapping[str, Any]) -> None:
        """Write that there is nothing to report on yet; in JSON as the note of a document without rows.

        A table for other programs is empty, and nothing is drawn: the sentence then stands beside.
        """
        sentence = str(state)
        if self.kind not in {"table", "md", "json"}:
            tell(sentence)
            return
        self.answer(
            Forms(
                text=lambda _columns: sentence + "\n",
                document=lambda: {**empty, "notes": [sentence]},
                csv=lambda: "",
                markdown=lambda: sentence + "\n",
            )
        )

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


def form_options(command: Callable[..., Any] | None = None, **wishes: Any) -> Callable[..., Any]:
    """Add --format and -o; the command gets the `form` that they ask for.

    `default` is the form without either. Where there is nothing to report on yet, that is said in the form asked for; `empty`
    holds the keys that the JSON document then has besides its notes.
    """
    return _with_forms(command, _ENDINGS, **wishes)


def form_and_figure_options(command: Callable[..., Any] | None = None, **wishes: Any) -> Callable[..., Any]:
    """The same for a report that is drawn too: -o FILE.svg, .png or .pdf."""
    return _with_forms(command, _ENDINGS | _FIGURES, **wishes)


def form_and_document_options(command: Callable[..., Any] | None = None, **wishes: Any) -> Callable[..., Any]:
    """The same for a report that can also be a document for Word or LibreOffice: -o FILE.docx."""
    return _with_forms(command, _ENDINGS | _DOCUMENT, **wishes)


def _with_forms(
    command: Callable[..., Any] | None,
    endings: dict[str, str],
    *,
    default: str = "table",
    empty: Mapping[str, Any] | None = None,
) -> Callable[..., Any]:
    def with_form(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def formed(*args: Any, kind: str | None, output: str | None, **options: Any) -> Any:
            form = Form(kind=kind or form_by_ending(output, endings) or default, output=output)
            try:
                return function(*args, form=form, **options)
            except NothingYet as state:
                return form.nothing(state, empty or {})

        text = _("Form of the answer (default: the ending of FILE, else {form}).").format(form=default)
        choice = click.Choice(list(endings.values()))
        return click.option("--format", "kind", type=choice, help=text)(output_option(formed))

    return with_form(command) if command else with_form


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
