"""The report on code saturation as a page: for the terminal and in Markdown."""

from collections.abc import Iterator, Sequence

from qualcode.core.language import _
from qualcode.report.curve import cumulative_curve
from qualcode.report.saturation import (
    Stratum,
    estimate_line,
    head_line,
    interviews_sheet,
    reading_notes,
    sensitivity_sheet,
    verdict_line,
)
from qualcode.report.sheet import notes_text, sheet_markdown, sheet_text, wrapped


def saturation_text(strata: Sequence[Stratum], *, width: int) -> str:
    """The strata one under another, each with its curve, its new codes per interview, its verdict and its limits."""
    parts = ["\n".join(_stratum_lines(stratum, width)) for stratum in strata]
    table = sensitivity_sheet(strata)
    if table:
        parts.append(sheet_text(table, width=width))
    notes = notes_text(reading_notes(strata), width=width)
    return "\n\n\n".join(part for part in (*parts, notes) if part) + "\n"


def saturation_markdown(strata: Sequence[Stratum]) -> str:
    """The same in Markdown: a heading and a table of interviews for each stratum, then the other rules."""
    blocks = [f"# {_title(strata)}"]
    for stratum in strata:
        blocks += _markdown_blocks(stratum)
    table = sensitivity_sheet(strata)
    blocks += [sheet_markdown(table).rstrip("\n")] if table else []
    blocks += ["\n".join(f"- {note}" for note in reading_notes(strata))]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _title(strata: Sequence[Stratum]) -> str:
    by_theme = any(stratum.result.rule.level == "theme" for stratum in strata)
    return _("Theme saturation") if by_theme else _("Code saturation")


def _stratum_lines(stratum: Stratum, width: int) -> Iterator[str]:
    result = stratum.result
    title = f"{stratum.name} – {head_line(result)}"
    yield wrapped(title, width=width)
    yield "=" * min(len(title), width)
    yield from cumulative_curve(result.cumulative, width=width)
    yield ""
    if stratum.interviews:
        yield from _interview_lines(stratum, width)
        yield ""
    for sentence in (_capital(verdict_line(result)), result.reason, estimate_line(result)):
        if sentence:
            yield wrapped(sentence, width=width)
    yield from ([notes_text(result.caveats, width=width)] if result.caveats else [])


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


def _markdown_blocks(stratum: Stratum) -> Iterator[str]:
    result = stratum.result
    yield f"## {stratum.name}"
    yield head_line(result)
    yield f"**{_capital(verdict_line(result))}**"
    yield result.reason
    yield estimate_line(result)
    yield "\n".join(f"- {caveat}" for caveat in result.caveats)
    if stratum.interviews:
        yield sheet_markdown(interviews_sheet(stratum)).rstrip("\n")


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
