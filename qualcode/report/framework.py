"""The framework matrix for readers and for programs: a row for each respondent, a column for each code (Ritchie & Spencer 1994).

A matrix of words does not fit a screen: there, and in documents, each code is a chart of its own; CSV holds the matrix.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.core.language import _, plural
from qualcode.report import word
from qualcode.report.plain import csv_text
from qualcode.report.sheet import Column, Sheet, notes_text, sheet_markdown, sheet_text, wrapped
from qualcode.report.typography import prose, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a respondent said under a code, cut at a length, and where."""

    reference: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One row of the matrix: a respondent and the interviews in which this person speaks."""

    id: str
    name: str
    groups: tuple[str, ...]
    interviews: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """Cells by (respondent, code); `summaries` are the researcher's. `charted` says that the reader named codes."""

    title: str
    language: str
    by: str
    charted: bool
    cases: tuple[Case, ...]
    codes: tuple[str, ...]
    labels: Mapping[str, str]
    cells: Mapping[tuple[str, str], tuple[Extract, ...]]
    summaries: Mapping[tuple[str, str], str]
    notes: tuple[str, ...] = ()


def framework_text(found: Framework, *, width: int) -> str:
    """For a terminal: a chart for each code named; else which codes there are to chart."""
    if not found.charted:
        return sheet_text(_overview(found), width=width) + "\n"
    return "\n\n".join(_blocks(sheet, width) for sheet in _charts(found)) + "\n"


def _blocks(chart: Sheet, width: int) -> str:
    """A chart with a block for each respondent: three columns of words would be too narrow to read."""
    lines = [chart.title, "─" * min(width, len(chart.title)), ""]
    for name, summary, said in chart.rows:
        lines.append(wrapped(str(name), width=width))
        lines += [wrapped(str(summary), width=width, first="  → ", then="    ")] if summary else []
        quotes = str(said).split("\n") if said else []
        lines += [*(wrapped(line, width=width, first="  ", then="    ") for line in quotes), ""]
    return "\n".join([*lines, notes_text(chart.notes, width=width)])


def framework_markdown(found: Framework) -> str:
    """A chart for each code, in Markdown."""
    return "\n".join(sheet_markdown(sheet) for sheet in _charts(found))


def framework_csv(found: Framework) -> str:
    """The matrix: a row for each respondent, a column for each code; a cell begins with the summary, if there is one.

    Words are as the transcripts have them, each passage with its reference in brackets.
    """
    header = ("respondent", "pseudonym", found.by, "interviews", *found.codes)
    return csv_text(
        header,
        (
            (
                case.id,
                case.name,
                " ; ".join(case.groups),
                " ".join(case.interviews),
                *(_plain_cell(found, case.id, code) for code in found.codes),
            )
            for case in found.cases
        ),
    )


def framework_document(found: Framework) -> dict[str, Any]:
    """The JSON document: `{"by","cases":[…],"codes":[…],"cells":[{"respondent","code","summary","quotes":[…]}],"notes"}`.

    Cells without quotes and without a summary are left out.
    """
    return {
        "by": found.by,
        "cases": [
            {"respondent": case.id, "pseudonym": case.name, "groups": case.groups, "interviews": case.interviews}
            for case in found.cases
        ],
        "codes": [{"code": code, "label": found.labels[code]} for code in found.codes],
        "cells": [
            {
                "respondent": case.id,
                "code": code,
                "summary": found.summaries.get((case.id, code), ""),
                "quotes": [{"reference": one.reference, "quote": one.text} for one in _extracts(found, case.id, code)],
            }
            for case in found.cases
            for code in found.codes
            if _filled(found, case.id, code)
        ],
        "notes": [*found.notes],
    }


def framework_docx(found: Framework) -> bytes:
    """A page lying on its side: a heading and a table for each code."""
    document = word.begun(prose(found.title, found.language), found.language, wide=True)
    document.add_paragraph(prose(found.title, found.language), style="Title")
    for note in found.notes:
        document.add_paragraph(prose(note, found.language), style="Quote bank note")
    for code, sheet in zip(found.codes, _charts(found), strict=True):
        document.add_heading(prose(found.labels[code], found.language), level=1)
        rows = [[str(cell or "") for cell in row] for row in sheet.rows]
        if rows:
            word.add_table(document, [column.label for column in sheet.columns], rows, (4, 8, 12.7))
        for note in sheet.notes:
            document.add_paragraph(note, style="Code definition")
    return word.finished(document)


# Cells


def _extracts(found: Framework, respondent: str, code: str) -> Sequence[Extract]:
    return found.cells.get((respondent, code), ())


def _filled(found: Framework, respondent: str, code: str) -> bool:
    return (respondent, code) in found.cells or (respondent, code) in found.summaries


def _plain_cell(found: Framework, respondent: str, code: str) -> str:
    lines = [f"{one.text} [{one.reference}]" for one in _extracts(found, respondent, code)]
    summary = found.summaries.get((respondent, code))
    return "\n".join([summary, *lines] if summary else lines)


# Charts


def _overview(found: Framework) -> Sheet:
    """How much each column of the matrix holds."""
    columns = (
        Column(key="code", label=_("Code")),
        Column(key="respondents", label=_("respondents with quotes"), align="right"),
        Column(key="quotes", label=_("quotes"), align="right"),
        Column(key="summaries", label=_("summaries"), align="right"),
    )
    return Sheet(
        title=plural(
            "Framework matrix: {n} respondent x {codes} codes",
            "Framework matrix: {n} respondents x {codes} codes",
            len(found.cases),
            codes=len(found.codes),
        ),
        columns=columns,
        rows=tuple(_overview_row(found, code) for code in found.codes),
        notes=(
            _("Name a code to read its chart: qualcode report framework {code}").format(code=found.codes[0]),
            _("The whole matrix, for a spreadsheet: qualcode report framework -o framework.csv"),
            _('To summarise a cell: qualcode report framework --summarise {respondent} {code} "…"').format(
                respondent=found.cases[0].id, code=found.codes[0]
            ),
        ),
    )


def _overview_row(found: Framework, code: str) -> tuple[str, str, int, int]:
    cells = [_extracts(found, case.id, code) for case in found.cases]
    return (
        found.labels[code],
        _("{count} of {n}").format(count=sum(map(bool, cells)), n=len(cells)),
        sum(map(len, cells)),
        sum((case.id, code) in found.summaries for case in found.cases),
    )


def _charts(found: Framework) -> Iterator[Sheet]:
    columns = (
        Column(key="respondent", label=_("Respondent")),
        Column(key="summary", label=_("Summary")),
        Column(key="quotes", label=_("Quotes")),
    )
    for code in found.codes:
        rows = tuple(_row(found, case, code) for case in found.cases if _filled(found, case.id, code))
        yield Sheet(title=found.labels[code], columns=columns, rows=rows, notes=tuple(_silent(found, code)))


def _row(found: Framework, case: Case, code: str) -> tuple[str, str | None, str | None]:
    about = ", ".join(part for part in (case.id, " ; ".join(filter(None, case.groups))) if part)
    said = "\n".join(f"{quote(one.text, found.language)} [{one.reference}]" for one in _extracts(found, case.id, code))
    summary = prose(found.summaries.get((case.id, code), ""), found.language)
    return (f"{case.name} ({about})" if case.name != case.id else about), summary or None, said or None


def _silent(found: Framework, code: str) -> Iterator[str]:
    names = [case.name or case.id for case in found.cases if not _filled(found, case.id, code)]
    if names:
        yield _("Nothing from: {names}. It may not have been asked.").format(names=", ".join(names))
