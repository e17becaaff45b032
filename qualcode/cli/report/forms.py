"""The forms of a report: table, JSON, CSV or Markdown, on the screen or in a file."""

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import click

from qualcode.cli.shared import answer, form_by_ending, json_text, output_option, tell, width
from qualcode.core.language import _
from qualcode.errors import NothingYet

_ENDINGS = {"txt": "table", "json": "json", "csv": "csv", "md": "md"}
_FILE_WIDTH = 100  # a file does not depend on the window it was written from


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """How a report is written; only the form asked for is made. `notes` go beside every form but JSON, which holds them.

    `more` holds the forms that only this report has: their name, and the bytes of the file.
    """

    text: Callable[[int], str]
    document: Callable[[], Any]
    csv: Callable[[], str]
    markdown: Callable[[], str]
    notes: Iterable[str] = ()
    more: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What the reader asked for: `kind` is table, json, csv, md or one of the report's own, `output` a file or the screen."""

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

    def nothing(self, state: NothingYet, empty: Mapping[str, Any]) -> None:
        """Write that there is nothing to report on yet; in JSON as the note of a document without rows."""
        sentence = f"{state.message} {state.advice}".strip()
        self.answer(
            Forms(
                text=lambda _columns: sentence + "\n",
                document=lambda: {**empty, "notes": [sentence]},
                csv=lambda: "",
                markdown=lambda: sentence + "\n",
                notes=(sentence,) if self.kind == "csv" else (),
            )
        )

    def _written(self, forms: Forms) -> str | bytes:
        from qualcode.report.plain import csv_file

        if self.kind in forms.more:
            return forms.more[self.kind]()
        if self.kind == "csv":
            return csv_file(forms.csv()) if self.output else forms.csv()
        if self.kind == "md":
            return forms.markdown()
        return forms.text(_FILE_WIDTH if self.output else width())


def form_options(
    command: Callable[..., Any] | None = None,
    *,
    default: str = "table",
    more: Mapping[str, str] | None = None,
    empty: Mapping[str, Any] | None = None,
) -> Callable[..., Any]:
    """Add --format and -o; the command gets the `form` that they ask for.

    `more` maps the endings of the report's own forms to their names. Where there is nothing to report on yet, that is said
    in the form asked for; `empty` holds the keys that the JSON document then has besides its notes.
    """
    endings = {**_ENDINGS, **(more or {})}

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
