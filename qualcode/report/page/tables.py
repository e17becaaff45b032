"""The tables of the page: cells that may open quotes, be shaded, and belong to a code and a group."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from qualcode.analysis.frequency import Cell as Count
from qualcode.analysis.frequency import FrequencyRow
from qualcode.analysis.proportion import SMALLEST_BASE_FOR_PERCENT, half_up
from qualcode.core.language import _, plural
from qualcode.report.agreement import AgreementReport, agreement_sheet
from qualcode.report.coverage import coverage_sheets
from qualcode.report.figures.saturation import Curve
from qualcode.report.numbers import glued, percent, thousands
from qualcode.report.page.values import Counts, GroupStatus, Page
from qualcode.report.recruitment import asked_words
from qualcode.report.saturation import short_verdict
from qualcode.report.sheet import NOTHING, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCell:
    """A cell: its text, smaller words under it, what it opens, how dark it is (0 to 100), and whether a count is small."""

    text: str
    small: str = ""
    opens: str = ""
    shade: int = 0
    few: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A row: its name, the code it is about where the filter should know, what its name opens, and its cells."""

    name: str
    cells: tuple[PageCell, ...]
    code: str = ""
    opens: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageHead:
    """A column's name, and the group it is about where the filter should know."""

    name: str
    group: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table with its caption, its columns after the first, its rows and its notes; words stand on the left in cells."""

    caption: str
    first: str
    heads: tuple[PageHead, ...]
    rows: tuple[PageRow, ...] = ()
    notes: tuple[str, ...] = ()
    words: bool = False


def groups_of(page: Page) -> dict[str, str]:
    """The groups of the page with the number by which the filter knows them."""
    return {group.name: str(n) for n, group in enumerate(page.groups)}


def group_name(name: str) -> str:
    """A group for readers."""
    return name or _("not stated")


def codes_of(counts: Counts) -> dict[str, str]:
    """The codes of the page with the number by which its cells know them."""
    return {row.code: str(n) for n, row in enumerate(counts.table.rows)}


def key_of(codes: Mapping[str, str], groups: Mapping[str, str], code: str, group: str | None) -> str:
    """The name under which a cell's quotes are kept."""
    return f"{codes[code]}.{'all' if group is None else groups[group]}"


# Status


def status_table(page: Page) -> PageTable:
    """Groups: interviews, people asked, codes met, passages, and the verdict on saturation."""
    curves = {curve.stratum.result.name: curve for curve in page.counts.curves} if page.counts else {}
    groups = groups_of(page)
    heads = [PageHead(name=_("Interviews")), PageHead(name=_("Coded"))]
    if asked := any(group.asked for group in page.groups):
        heads.append(PageHead(name=_("People asked")))
    if page.counts:
        heads += [PageHead(name=_("Codes met")), PageHead(name=_("Passages")), PageHead(name=_("Code saturation"))]
    return PageTable(
        caption=_("The interviews, by {by}").format(by=page.by),
        first=sentence(page.by),
        heads=tuple(heads),
        rows=tuple(
            PageRow(
                name=group_name(group.name),
                group=groups[group.name],
                cells=tuple(_status_cells(page, group, curves.get(group.name), asked=asked)),
            )
            for group in page.groups
        ),
        words=True,
    )


def _status_cells(page: Page, group: GroupStatus, curve: Curve | None, *, asked: bool) -> Iterator[PageCell]:
    yield PageCell(text=thousands(group.interviews))
    yield PageCell(text=thousands(group.coded))
    if asked:
        yield PageCell(text=asked_words(group.asked))
    if page.counts:
        passages = sum(row.cells[group.name].segments for row in page.counts.table.rows if group.name in row.cells)
        yield PageCell(text=str(curve.stratum.result.codes) if curve else NOTHING)
        beyond = any(place[1] == group.name for place in page.counts.withheld)
        yield PageCell(text=at_least(thousands(passages), beyond=beyond))
        yield PageCell(text=short_verdict(curve.stratum.result) if curve else NOTHING)


# Frequency


def interviews_table(page: Page, counts: Counts) -> PageTable:
    """Interviews that carry each code: a count, and from five interviews on a percentage with its interval."""
    return _frequency_table(
        page, counts, _("Interviews that carry each code, by {by}").format(by=page.by), _interviews_cell
    )


def passages_table(page: Page, counts: Counts) -> PageTable:
    """Passages of each code and the respondents' words in them."""
    return _frequency_table(page, counts, _("Passages of each code, by {by}").format(by=page.by), _passages_cell)


def _frequency_table(page: Page, counts: Counts, caption: str, cell: Callable[[Count, str], PageCell]) -> PageTable:
    groups, codes = groups_of(page), codes_of(counts)
    table = counts.table
    return PageTable(
        caption=caption,
        first=_("Code"),
        heads=(
            *(
                PageHead(name=group_name(name), group=groups[name], small=_interviews(n))
                for name, n in table.groups.items()
            ),
            PageHead(name=_("All"), group="all", small=_interviews(table.total)),
        ),
        rows=tuple(
            PageRow(
                name=counts.labels[row.code],
                code=codes[row.code],
                cells=tuple(
                    _as_told(
                        cell(count, key_of(codes, groups, row.code, group) if count.segments else ""),
                        withheld=(row.code, group) in counts.withheld,
                    )
                    for group, count in _cells(row)
                ),
            )
            for row in table.rows
        ),
    )


def _as_told(cell: PageCell, *, withheld: bool) -> PageCell:
    """The cell; where something is withheld, a sign of it: a total counts what is told."""
    if not withheld:
        return cell
    if not cell.opens:
        return PageCell(text=_("withheld"), few=True)
    return PageCell(text=at_least(cell.text, beyond=True), opens=cell.opens)


def at_least(count: str, *, beyond: bool) -> str:
    """A count, and whether there is something beyond it that is not told."""
    return _("at least {count}").format(count=count) if beyond else count


def _cells(row: FrequencyRow) -> Iterator[tuple[str | None, Count]]:
    yield from row.cells.items()
    yield None, row.total


def _interviews_cell(count: Count, opens: str) -> PageCell:
    if count.n == 0:
        return PageCell(text=NOTHING)
    text = _("{count} of {n}").format(count=count.interviews, n=count.n)
    if count.share is None or count.interval is None:
        return PageCell(text=text, opens=opens, few=count.interviews > 0)
    interval = _("{percent} %; {low}–{high} %").format(
        percent=half_up(100 * count.share),
        low=half_up(100 * count.interval.low),
        high=half_up(100 * count.interval.high),
    )
    return PageCell(text=text, small=glued(interval), opens=opens, shade=half_up(100 * count.share))


def _passages_cell(count: Count, opens: str) -> PageCell:
    if not count.segments:
        return PageCell(text="0" if count.n else NOTHING)
    words = plural("{number} word", "{number} words", count.words, number=thousands(count.words))
    return PageCell(text=thousands(count.segments), small=words, opens=opens)


def _interviews(n: int) -> str:
    return plural("{n} interview", "{n} interviews", n)


# Saturation


def new_codes_table(page: Page, counts: Counts, curve: Curve) -> PageTable:
    """Each interview of a stratum: what it brought that nobody had said before, and the total so far."""
    result = curve.stratum.result
    numbers = zip(curve.stratum.interviews, result.new_per_interview, result.cumulative, strict=True)
    return PageTable(
        caption=_("New codes, interview by interview: {name}").format(name=curve.stratum.name),
        first=_("Interview"),
        heads=(PageHead(name=_("New")), PageHead(name=_("Total"))),
        rows=tuple(
            PageRow(
                name=interview,
                cells=(
                    PageCell(text=str(new), opens=_new_codes(page, counts, result.name, interview)),
                    PageCell(text=str(total)),
                ),
            )
            for interview, new, total in numbers
        ),
    )


def _new_codes(page: Page, counts: Counts, stratum: str, interview: str) -> str:
    opened = counts.store.new.get((stratum, interview))
    return new_key(page, stratum, interview) if opened and opened.quotes else ""


def new_key(page: Page, stratum: str, interview: str) -> str:
    """The name under which the first quotes of an interview's new codes are kept."""
    groups = groups_of(page)
    return f"{groups.get(stratum, 'all')}:{interview}"


# Coverage and agreement: the sheets of the reports, whose codes open their quotes


def sheet_table(sheet: Sheet, opens: Mapping[str, str]) -> PageTable:
    """A sheet whose first column names a code; the name opens the code's quotes."""
    return PageTable(
        caption=sheet.title,
        first=sheet.columns[0].label if sheet.columns else "",
        heads=tuple(PageHead(name=column.label) for column in sheet.columns[1:]),
        rows=tuple(
            PageRow(
                name=str(first),
                code=opens.get(str(first), "").partition(".")[0],
                opens=opens.get(str(first), ""),
                cells=tuple(PageCell(text=NOTHING if cell is None else str(cell)) for cell in cells),
            )
            for first, *cells in sheet.rows
        ),
        notes=sheet.notes,
        words=any(column.align == "left" for column in sheet.columns[1:]),
    )


_ON_NOBODY = 2
"""The first tables of coverage are about what nobody says; the others about single interviews and people."""


def coverage_tables(page: Page, counts: Counts) -> tuple[PageTable, ...]:
    """Where the evidence is thin: one table for each question; of those on few people, none where these are withheld."""
    opens = opened_by_label(page, counts)
    sheets = islice(coverage_sheets(counts.coverage), None if page.min_cell == 1 else _ON_NOBODY)
    return tuple(_opening_counts(page, sheet, sheet_table(sheet, opens)) for sheet in sheets)


def _opening_counts(page: Page, sheet: Sheet, table: PageTable) -> PageTable:
    """The same table, whose counts open the quotes of their code, in their group where the row names one."""
    keys = [column.key for column in sheet.columns[1:]]
    counted = {n for n, key in enumerate(keys) if key in {"interviews", "segments"}}
    numbers = {group_name(name): number for name, number in groups_of(page).items()}

    def opened(row: PageRow) -> PageRow:
        group = numbers.get(row.cells[keys.index("group")].text, "") if "group" in keys else "all"
        key = f"{row.code}.{group}" if row.code and group else ""
        return replace(
            row, cells=tuple(replace(cell, opens=key if n in counted else "") for n, cell in enumerate(row.cells))
        )

    return replace(table, rows=tuple(map(opened, table.rows)))


def opened_by_label(page: Page, counts: Counts) -> dict[str, str]:
    """What a code's name opens; a name that two codes share opens nothing."""
    codes, groups = codes_of(counts), groups_of(page)
    names = list(counts.labels.values())
    return {
        label: key_of(codes, groups, code, None)
        for code, label in counts.labels.items()
        if names.count(label) == 1 and code in codes and (code, None) in counts.store.cells
    }


def agreement_table(page: Page, counts: Counts, found: AgreementReport) -> PageTable:
    """The coefficients of each code; how often coders differ opens the passages where they do."""
    table = sheet_table(agreement_sheet(found), opened_by_label(page, counts))
    codes = codes_of(counts)
    rows = [*table.rows]
    for n, each in enumerate(found.codes):
        if each.code in counts.store.disagreements and each.code in codes:
            *cells, last = rows[n].cells
            opening = replace(last, opens=f"d{codes[each.code]}")
            rows[n] = replace(rows[n], cells=(*cells, opening))
    return replace(table, rows=tuple(rows))


def names_of(coders: Sequence[str]) -> str:
    """Coders as in a sentence."""
    *others, last = coders or (NOTHING,)
    return _("{others} and {last}").format(others=", ".join(others), last=last) if others else last


# Words


def withheld_notes(page: Page) -> Iterator[str]:
    """What the page keeps to itself; nothing where it tells everything."""
    if page.min_cell > 1:
        yield _(
            "Of each respondent only what at least {k} respondents share is told: groups of fewer are not named."
        ).format(k=page.min_cell)
        yield _(
            "A code that fewer than {k} interviews of a group carry is withheld there, with its quotes; totals then count what "
            "is told (“at least”)."
        ).format(k=page.min_cell)
        yield _(
            "Codes that rest on few interviews or on one person are not listed, and passages where coders differ do not open."
        )


def frequency_notes(page: Page) -> tuple[str, ...]:
    """How the first table is read."""
    note = _(
        "Under a count: the share of the group's coded interviews, then its 95 % interval (Wilson). Below {n} interviews no "
        "percentage is shown, and the cell is grey."
    )
    caveats = page.counts.table.caveats if page.counts else ()
    return glued(note.format(n=SMALLEST_BASE_FOR_PERCENT)), *caveats


def passages_notes() -> tuple[str, ...]:
    """How the second table is read."""
    return (
        _("A segment is a coded passage; overlapping codings of the same code count once."),
        _("Words are the respondents' words in these passages; brackets and questions are not counted."),
    )


def band_name(page: Page) -> str:
    """What the band around a curve holds."""
    level = page.counts.curves[0].level if page.counts and page.counts.curves else 0.95
    return _("{level} of the orders").format(level=percent(level))


def sentence(text: str) -> str:
    """A message as a sentence of its own."""
    return text[:1].upper() + text[1:]
