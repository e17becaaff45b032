"""Where the evidence is thin, for readers and for programs: five questions, a table or a sentence for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.thin import (
    FEWEST_INTERVIEWS_OF_A_CODE,
    FEWEST_SEGMENTS_OF_A_CODE,
    Dominated,
    EmptyCell,
    ThinCode,
)
from qualcode.core.language import _, plural
from qualcode.report.numbers import percent
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, notes_text, sheet_csv, sheet_markdown, sheet_text


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageReport:
    """What was found; `people` gives respondents' names, empty when the study has no table of respondents."""

    by: str
    groups: Mapping[str, int]
    total: int
    codes: int
    labels: Mapping[str, str]
    people: Mapping[str, str]
    unused: tuple[str, ...]
    empty: tuple[EmptyCell, ...]
    thin: tuple[ThinCode, ...]
    single: Mapping[str, str]
    dominated: tuple[Dominated, ...]
    notes: tuple[str, ...] = ()


_KEYS = ("what", "code", "label", "group", "respondent", "interviews", "segments", "of", "share")


def coverage_text(found: CoverageReport, *, width: int) -> str:
    """Everything for a terminal; of a study without codings, a sentence."""
    if not found.total:
        return notes_text(found.notes, width=width) + "\n"
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in coverage_sheets(found)) + "\n"


def coverage_markdown(found: CoverageReport) -> str:
    """The same in Markdown; a question without an answer keeps its title and its sentence."""
    if not found.total:
        return "".join(f"- {note}\n" for note in found.notes)
    return "\n".join(_markdown(sheet) for sheet in coverage_sheets(found))


def coverage_csv(found: CoverageReport) -> str:
    """One row for each finding; `what` is empty_cell, unused_code, thin_code, single_speaker or dominated_cell.

    `share` is the prevalence for an empty cell, the respondent's part for a dominated one.
    """
    columns = tuple(Column(key=key, label=key) for key in _KEYS)
    return sheet_csv(Sheet(title="", columns=columns, rows=tuple(_csv_rows(found))))


def coverage_document(found: CoverageReport) -> dict[str, Any]:
    """The JSON document: `{"by","interviews","groups","empty_cells","unused_codes","thin_codes",…,"notes"}`."""
    rows = [dict(zip(_KEYS, row, strict=True)) for row in _csv_rows(found)]
    kinds = {
        "empty_cells": ("empty_cell", ("code", "label", "group", "interviews", "of", "share")),
        "unused_codes": ("unused_code", ("code", "label")),
        "thin_codes": ("thin_code", ("code", "label", "interviews", "segments")),
        "single_speaker_codes": ("single_speaker", ("code", "label", "respondent")),
        "dominated_cells": ("dominated_cell", ("code", "label", "group", "respondent", "segments", "of", "share")),
    }
    return {
        "by": found.by,
        "interviews": found.total,
        "groups": [{"name": name, "interviews": n} for name, n in found.groups.items()],
        **{
            key: [{name: row[name] for name in names} for row in rows if row["what"] == what]
            for key, (what, names) in kinds.items()
        },
        "notes": [*(_empty_notes(found) if found.total else ()), *found.notes],
    }


def coverage_sheets(found: CoverageReport) -> Iterator[Sheet]:
    """Empty cells, unused codes, thin codes, codes of one speaker, dominated cells."""
    yield _empty_sheet(found)
    yield _unused_sheet(found)
    yield _thin_sheet(found)
    if found.people:
        yield _single_sheet(found)
        yield _dominated_sheet(found)


# The five questions


def _empty_sheet(found: CoverageReport) -> Sheet:
    """Codes that some type never says: a row for each code, the types where it is missing."""
    missing: dict[str, list[str]] = {}
    for cell in found.empty:
        missing.setdefault(cell.code, []).append(_group(cell.group))
    columns = (Column(key="label", label=_("Code")), Column(key="groups", label=_("not met among")))
    rows = tuple((found.labels[code], ", ".join(groups)) for code, groups in missing.items())
    return _sheet(_("Codes that a group never met, by {by}").format(by=found.by), columns, rows, *_empty_notes(found))


def _empty_notes(found: CoverageReport) -> Iterator[str]:
    """What silence allows one to say, for each group that has an empty cell."""
    if not found.empty:
        yield _("Every code that was met at all was met in every group.")
        return
    sizes = {cell.group: (cell.n, cell.prevalence) for cell in found.empty}
    for group, (n, prevalence) in sizes.items():
        yield plural(
            "{group}: with {n} interview and no mention, a code held by more than {percent} of this type would have been "
            "met with 95 % probability.",
            "{group}: with {n} interviews and no mention, a code held by more than {percent} of this type would have been "
            "met with 95 % probability.",
            n,
            group=_group(group),
            percent=percent(prevalence),
        )
    yield _("An empty cell may be a question that was not asked. It holds for people recruited like these.")


def _unused_sheet(found: CoverageReport) -> Sheet:
    rows = tuple((found.labels[code],) for code in found.unused)
    columns = (Column(key="label", label=_("Code")),)
    empty = _("Every code of the codebook was given at least once.")
    return _sheet(_("Codes of the codebook that nobody gave"), columns, rows, *([] if rows else [empty]))


def _thin_sheet(found: CoverageReport) -> Sheet:
    columns = (
        Column(key="label", label=_("Code")),
        Column(key="interviews", label=_("interviews"), align="right"),
        Column(key="segments", label=_("segments"), align="right"),
    )
    rows = tuple((found.labels[each.code], each.interviews, each.segments) for each in found.thin)
    note = _("Fewer than {interviews} interviews or {segments} segments: a finding that rests on these should say so.")
    empty = _("No code is that rare: each has at least {interviews} interviews and {segments} segments.")
    sizes = {"interviews": FEWEST_INTERVIEWS_OF_A_CODE, "segments": FEWEST_SEGMENTS_OF_A_CODE}
    return _sheet(_("Thin codes"), columns, rows, (note if rows else empty).format(**sizes))


def _single_sheet(found: CoverageReport) -> Sheet:
    columns = (Column(key="label", label=_("Code")), Column(key="respondent", label=_("said by")))
    rows = tuple((found.labels[code], found.people.get(who, who)) for code, who in found.single.items())
    empty = _("Every code was said by at least two people.")
    return _sheet(_("Codes that one person alone said"), columns, rows, *([] if rows else [empty]))


def _dominated_sheet(found: CoverageReport) -> Sheet:
    columns = (
        Column(key="label", label=_("Code")),
        Column(key="group", label=found.by),
        Column(key="respondent", label=_("said by")),
        Column(key="segments", label=_("segments"), align="right"),
    )
    rows = tuple(
        (
            found.labels[each.code],
            _group(each.group),
            found.people.get(each.respondent, each.respondent),
            _("{count} of {n}").format(count=each.segments, n=each.of),
        )
        for each in found.dominated
    )
    note = _(
        "Of at least {n} segments, one person says half or more: what the group says on this code is largely that person. In "
        "a small group this happens easily; the count of interviews is not affected."
    )
    empty = _("Nobody says half or more of a group's segments on a code.")
    title = _("Cells that one person fills, by {by}").format(by=found.by)
    return _sheet(title, columns, rows, note.format(n=FEWEST_SEGMENTS_OF_A_CODE) if rows else empty)


# Forms


def _sheet(title: str, columns: tuple[Column, ...], rows: tuple[tuple[Cell, ...], ...], *notes: str) -> Sheet:
    return Sheet(title=title, columns=columns if rows else (), rows=rows, notes=notes)


def _markdown(sheet: Sheet) -> str:
    if sheet.rows:
        return sheet_markdown(sheet)
    return f"**{sheet.title}**\n\n" + "".join(f"- {note}\n" for note in sheet.notes)


def _group(name: str) -> str:
    return name or _("not stated")


def _csv_rows(found: CoverageReport) -> Iterator[tuple[Cell, ...]]:
    label = found.labels
    for cell in found.empty:
        share = round(cell.prevalence, 4)
        yield "empty_cell", cell.code, label[cell.code], cell.group, None, 0, 0, cell.n, share
    for code in found.unused:
        yield "unused_code", code, label[code], None, None, 0, 0, found.total, None
    for thin in found.thin:
        yield "thin_code", thin.code, label[thin.code], None, None, thin.interviews, thin.segments, found.total, None
    for code, who in found.single.items():
        yield "single_speaker", code, label[code], None, who, None, None, None, None
    for each in found.dominated:
        place = (each.code, label[each.code], each.group, each.respondent)
        yield "dominated_cell", *place, None, each.segments, each.of, round(each.share, 4)
