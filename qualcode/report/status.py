"""The study at a glance, for readers and for programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.saturation import Saturation
from qualcode.core.language import _, plural
from qualcode.report.numbers import percent
from qualcode.report.saturation import verdict_line
from qualcode.report.sheet import Column, Sheet, sheet_text, wrapped


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeStatus:
    """One type of respondents: interviews, those coded, the respondents' words, and how many of them lie under a code.

    `asked` counts the people asked by what came of it: planned, done, refused, no_answer.
    """

    name: str
    interviews: int
    coded: int
    words: int
    coded_words: int
    asked: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What `qualcode status` shows. `codings` counts them by coder; `strata` is empty while nothing is coded."""

    title: str
    types: tuple[TypeStatus, ...]
    codes: int
    codings: Mapping[str, int]
    strata: tuple[Saturation, ...]
    errors: int
    warnings: int


def status_document(status: Status) -> dict[str, Any]:
    """`{"title","types":[…],"codes","codings":{CODER: n},"verdicts":[…],"problems":{"errors","warnings"}}`."""
    return {
        "title": status.title,
        "types": [
            {
                "name": each.name,
                "interviews": each.interviews,
                "coded": each.coded,
                "words": each.words,
                "coded_words": each.coded_words,
                "asked": dict(each.asked),
            }
            for each in status.types
        ],
        "codes": status.codes,
        "codings": dict(status.codings),
        "verdicts": [
            {"name": each.name, "verdict": each.verdict, "reached_at": each.reached_at, "reason": each.reason}
            for each in status.strata
        ],
        "problems": {"errors": status.errors, "warnings": status.warnings},
    }


def status_text(status: Status, *, width: int) -> str:
    """A table of types, who coded how much, the verdicts, and what to do next."""
    parts = [_types(status, width), _codings(status), *_verdicts(status, width), _next(status, width)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _types(status: Status, width: int) -> str:
    if not status.types:
        return status.title
    columns = (
        Column(key="type", label=_("Type")),
        Column(key="interviews", label=_("Interviews"), align="right"),
        Column(key="coded", label=_("Coded"), align="right"),
        Column(key="words", label=_("Words"), align="right"),
        Column(key="share", label=_("Under a code"), align="right"),
        Column(key="asked", label=_("People asked")),
    )
    rows = tuple(
        (
            each.name or _("not stated"),
            each.interviews,
            each.coded,
            each.words,
            percent(each.coded_words / each.words) if each.words else "–",
            people_asked(each.asked),
        )
        for each in status.types
    )
    return sheet_text(Sheet(title=status.title, columns=columns, rows=rows), width=width)


def people_asked(asked: Mapping[str, int]) -> str:
    """Six asked, one refused: what non-response there is."""
    said = {
        "done": plural("{n} done", "{n} done", asked.get("done", 0)),
        "planned": plural("{n} planned", "{n} planned", asked.get("planned", 0)),
        "refused": plural("{n} refused", "{n} refused", asked.get("refused", 0)),
        "no_answer": plural("{n} no answer", "{n} no answer", asked.get("no_answer", 0)),
    }
    return ", ".join(words for outcome, words in said.items() if asked.get(outcome)) or "–"


def _codings(status: Status) -> str:
    codes = plural("{n} code", "{n} codes", status.codes)
    codings = [f"{coder} {n}" for coder, n in status.codings.items()]
    if not codings:
        return _("{codes}, no coding yet").format(codes=codes)
    total = plural("{n} coding", "{n} codings", sum(status.codings.values()))
    return _("{codes}, {codings} ({coders})").format(codes=codes, codings=total, coders=", ".join(codings))


def _verdicts(status: Status, width: int) -> Iterator[str]:
    lines = []
    for each in status.strata:
        name = _("Whole study") if each.name == "all" else each.name or _("not stated")
        lines.append(
            wrapped(
                verdict_line(each), width=width, first=_("{label}: {value}").format(label=name, value=""), then="    "
            )
        )
    if lines:
        yield "\n".join(lines)


def _next(status: Status, width: int) -> str:
    if status.errors or status.warnings:
        problems = (
            plural("{n} error", "{n} errors", status.errors)
            + ", "
            + plural("{n} warning", "{n} warnings", status.warnings)
        )
        return wrapped(_("{problems}: `qualcode check` lists them.").format(problems=problems), width=width)
    if not status.types:
        return wrapped(_("No interview yet. Bring some in: qualcode transcript add FOLDER"), width=width)
    return wrapped(_("No problem found. Reasons and limits of the verdicts: qualcode report saturation."), width=width)
