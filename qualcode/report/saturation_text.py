"""The report on code saturation as a page: for the terminal, short or in detail, and in Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.core.language import _
from qualcode.report.curve import cumulative_curve
from qualcode.report.numbers import glued
from qualcode.report.recruitment import mostly_silent
from qualcode.report.saturation import (
    Crossing,
    Stratum,
    estimate_line,
    head_line,
    interviews_sheet,
    parameters_line,
    reading_notes,
    sensitivity_sheet,
    short_verdict,
    verdict_line,
)
from qualcode.report.saturation_words import (
    band_note,
    crossing_lines,
    detail_lines,
    recruitment_line,
    what_matters,
)
from qualcode.report.sheet import Column, Sheet, notes_text, sheet_markdown, sheet_text, wrapped

LAST_SHOWN = 14
"""Interviews whose new codes stand in the short table."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All that the report says. `by` names what strata are of; `single` the codes that one respondent alone said."""

    strata: Sequence[Stratum]
    by: str
    labels: Mapping[str, str]
    crossing: Crossing | None = None
    single: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """True where nothing is coded: a table of noughts would say less than the notes."""
        return not self.strata[0].result.interviews


def saturation_short(page: Page, *, width: int) -> str:
    """A table of verdicts, what matters on each, and where the rest is."""
    if page.empty:
        return notes_text(page.notes, width=width) + "\n"
    strata = page.strata
    rule = strata[0].result.rule
    reflexive = rule.methodology == "reflexive"
    title = _("{subject}, by {by}").format(subject=_title(strata), by=page.by.replace(",", " × "))
    columns = (
        Column(key="name", label=""),
        Column(key="interviews", label=_("Interviews"), align="right"),
        Column(key="codes", label=_("Themes") if rule.level == "theme" else _("Codes"), align="right"),
        Column(key="new", label=_("New in each")),
        Column(key="verdict", label=_("Verdict")),
    )
    rows = tuple(
        (each.name, each.result.interviews, each.result.codes, _newly(each), short_verdict(each.result))
        for each in strata
    )
    table = Sheet(title=title if reflexive else f"{title} ({parameters_line(rule)})", columns=columns, rows=rows)
    said = [strata[0].result.reason] if reflexive else _by_sentence((each.name, what_matters(each)) for each in strata)
    silent = [each for n, each in enumerate(strata) if n == 0 or mostly_silent(each.asked)]
    asked = _by_sentence((each.name, recruitment_line(each)) for each in silent)
    more = (
        _("Curves and bands: --detail.")
        if reflexive
        else _("Curves, other rules and orders, what is unseen: --detail.")
    )
    notes = [*_notes_of_rule(strata), *reading_notes(strata, detail=False), more]
    parts = (
        sheet_text(table, width=width),
        "\n".join(wrapped(line, width=width, then="  ") for line in (*said, *asked)),
        notes_text(notes, width=width),
    )
    return "\n\n".join(part for part in parts if part) + "\n"


def saturation_text(page: Page, *, width: int) -> str:
    """The strata one under another, each with its curve, its new codes per interview, its verdict and its limits."""
    if page.empty:
        return notes_text(page.notes, width=width) + "\n"
    strata = page.strata
    parts = ["\n".join(_stratum_lines(stratum, page.labels, width)) for stratum in strata]
    parts += [
        "\n".join([title, "", *(wrapped(line, width=width) for line in lines)]) for title, lines in _sections(page)
    ]
    table = sensitivity_sheet(strata)
    if table:
        parts.append(sheet_text(table, width=width))
    notes = notes_text(reading_notes(strata), width=width)
    return "\n\n\n".join(part for part in (*parts, notes) if part) + "\n"


def saturation_markdown(page: Page) -> str:
    """The same in Markdown: a heading and a table of interviews for each stratum, then the other rules."""
    if page.empty:
        return "".join(f"- {note}\n" for note in page.notes)
    strata = page.strata
    blocks = [f"# {_title(strata)}"]
    for stratum in strata:
        blocks += _markdown_blocks(stratum, page.labels)
    for title, lines in _sections(page):
        blocks += [f"## {title}", *lines]
    table = sensitivity_sheet(strata)
    blocks += [sheet_markdown(table).rstrip("\n")] if table else []
    blocks += ["\n".join(f"- {note}" for note in (*reading_notes(strata), band_note(strata)) if note)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _title(strata: Sequence[Stratum]) -> str:
    by_theme = any(stratum.result.rule.level == "theme" for stratum in strata)
    return _("Theme saturation") if by_theme else _("Code saturation")


def _newly(stratum: Stratum) -> str:
    """What each interview brought, the last ones only where there are many."""
    new = stratum.result.new_per_interview
    shown = " ".join(map(str, new[-LAST_SHOWN:]))
    return shown if len(new) <= LAST_SHOWN else f"… {shown}"


def _notes_of_rule(strata: Sequence[Stratum]) -> Iterator[str]:
    """Limits that hold for every verdict told, once: the first caveat is what the rule was found to miss."""
    told = [stratum.result for stratum in strata if stratum.result.verdict == "reached"]
    yield from dict.fromkeys(caveat for result in told[:1] for caveat in result.caveats if "Guest" in caveat)


def _by_sentence(pairs: Iterator[tuple[str, str]]) -> Iterator[str]:
    return (glued(_("{label}: {value}").format(label=label, value=text)) for label, text in pairs if text)


def _sections(page: Page) -> Iterator[tuple[str, list[str]]]:
    """What concerns more than one stratum: codes that cross groups, codes of one speaker."""
    if page.crossing:
        yield _("Codes that cross groups"), list(crossing_lines(page.crossing, page.labels))
    if page.single:
        said = ", ".join(
            f"{page.labels.get(code, code)} ({page.people.get(who, who)})" for code, who in page.single.items()
        )
        yield _("Codes that one person alone said"), [said, _("Empty cells and thin codes: qualcode report coverage.")]


def _stratum_lines(stratum: Stratum, labels: Mapping[str, str], width: int) -> Iterator[str]:
    result = stratum.result
    title = f"{stratum.name} – {head_line(result)}"
    yield wrapped(title, width=width)
    yield "=" * min(len(title), width)
    yield from cumulative_curve(result.cumulative, width=width)
    yield ""
    if stratum.interviews:
        yield from _interview_lines(stratum, width)
        yield ""
    for sentence in (_capital(verdict_line(result)), result.reason, *_limits(stratum, labels)):
        if sentence:
            yield wrapped(sentence, width=width)
    yield from ([notes_text(result.caveats, width=width)] if result.caveats else [])


def _limits(stratum: Stratum, labels: Mapping[str, str]) -> Iterator[str]:
    yield estimate_line(stratum)
    yield from detail_lines(stratum, labels)


def _interview_lines(stratum: Stratum, width: int) -> Iterator[str]:
    """Interviews from left to right with what each brought, in as many bands as the width asks for."""
    result = stratum.result
    heads = [_("interview"), _("new"), _("total")]
    columns = [
        [interview, f"+{new}" if new else "0", str(total)]
        for interview, new, total in zip(stratum.interviews, result.new_per_interview, result.cumulative, strict=True)
    ]
    first = max(len(head) for head in heads)
    step = max((len(cell) for column in columns for cell in column), default=1) + 1
    fits = max((width - first) // step, 1)
    for start in range(0, len(columns), fits):
        if start:
            yield ""
        for row, head in enumerate(heads):
            cells = "".join(column[row].rjust(step) for column in columns[start : start + fits])
            yield f"{head.ljust(first)}{cells}"


def _markdown_blocks(stratum: Stratum, labels: Mapping[str, str]) -> Iterator[str]:
    result = stratum.result
    yield f"## {stratum.name}"
    yield head_line(result)
    yield f"**{_capital(verdict_line(result))}**"
    yield result.reason
    yield from _limits(stratum, labels)
    yield "\n".join(f"- {caveat}" for caveat in result.caveats)
    if stratum.interviews:
        yield sheet_markdown(interviews_sheet(stratum)).rstrip("\n")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
