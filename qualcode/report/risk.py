"""Who could be recognised, for readers and programs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.disclosure import Disclosure, Remedy
from qualcode.core.language import _, plural
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, sheet_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A respondent at risk: the combination told, and how many share it."""

    id: str
    pseudonym: str
    values: Mapping[str, str]
    shared_by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallCell:
    """A cell of the frequency table by an attribute that fewer than k interviews fill; no code: the whole group."""

    by: str
    group: str
    code: str
    interviews: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature under quotes that fewer than k respondents could have."""

    respondent: str
    signature: str
    shared_by: int
    quotes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RareWord:
    """A word outside the dictionary that one respondent alone says."""

    respondent: str
    word: str
    times: int
    turn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """Everything by which somebody could be recognised, and the remedies."""

    by: tuple[str, ...]
    k: int
    respondents: int
    disclosure: Disclosure
    people: tuple[Person, ...]
    cells: tuple[SmallCell, ...]
    signed: tuple[Signed, ...]
    words: tuple[RareWord, ...]

    @property
    def any(self) -> bool:
        """True when a combination or a signature singles somebody out."""
        return bool(self.people or self.signed)


def risk_document(found: Risk) -> dict[str, Any]:
    """As programs read it."""
    return {
        "by": list(found.by),
        "k": found.k,
        "respondents": found.respondents,
        "at_risk": [
            {
                "respondent": each.id,
                "pseudonym": each.pseudonym,
                "values": dict(each.values),
                "shared_by": each.shared_by,
            }
            for each in found.people
        ],
        "remedies": [
            {
                "told": list(each.told),
                "merged": {each.merged[0]: list(each.merged[1])} if each.merged else None,
                "text": remedy_text(each),
            }
            for each in found.disclosure.remedies
        ],
        "small_cells": [
            {"by": each.by, "group": each.group, "code": each.code or None, "interviews": each.interviews}
            for each in found.cells
        ],
        "signatures": [
            {
                "respondent": each.respondent,
                "signature": each.signature,
                "shared_by": each.shared_by,
                "quotes": each.quotes,
            }
            for each in found.signed
        ],
        "rare_words": [
            {"respondent": each.respondent, "word": each.word, "times": each.times, "turn": each.turn}
            for each in found.words
        ],
    }


def remedy_text(remedy: Remedy) -> str:
    """What to do, in words."""
    if remedy.merged is not None:
        name, values = remedy.merged
        return _("make one value of {values} in “{name}”").format(
            values=", ".join(value or _("not stated") for value in values), name=name
        )
    if not remedy.told:
        return _("tell none of these attributes")
    return _("tell {names} only").format(names=", ".join(remedy.told))


def risk_text(found: Risk, *, width: int) -> str:
    """The report for a terminal."""
    return "\n".join(part for part in _parts(found, width) if part) + "\n"


def _parts(found: Risk, width: int) -> Iterator[str]:
    names = ", ".join(found.by)
    number = len(found.people)
    if number:
        yield plural(
            "{n} of {all} respondents shares {names} with fewer than {k} (themselves included).",
            "{n} of {all} respondents share {names} with fewer than {k} (themselves included).",
            number,
            all=found.respondents,
            names=names,
            k=found.k,
        )
        columns = (
            Column(key="id", label=_("Respondent")),
            *(Column(key=name, label=name) for name in found.by),
            Column(key="shared_by", label=_("Share it"), align="right"),
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (f"{each.id} {each.pseudonym}".strip(), *(each.values[name] for name in found.by), each.shared_by)
            for each in found.people
        )
        yield sheet_text(Sheet(title="", columns=columns, rows=rows), width=width)
        yield _remedies(found)
    else:
        yield _("Every combination of {names} is shared by at least {k} of the {all} respondents.").format(
            names=names, k=found.k, all=found.respondents
        )
    yield from _other(found)


def _remedies(found: Risk) -> str:
    if not found.disclosure.remedies:
        return _("No change of these attributes helps: the study has too few respondents. Sign quotes without them.")
    lines = [_("Any one of these removes it:")]
    return "\n".join([*lines, *(f"  - {remedy_text(each)}" for each in found.disclosure.remedies)])


def _other(found: Risk) -> Iterator[str]:
    if found.signed:
        yield "\n" + _("Quotes whose signature (the pseudonym apart) fewer than {k} respondents could have:").format(
            k=found.k
        )
        for each in found.signed:
            quotes = plural("{n} quote", "{n} quotes", each.quotes)
            yield f"  {each.respondent}  {each.signature}  ({quotes})"
        yield _("`qualcode quotes --min-cell {k}` signs them with less.").format(k=found.k)
    if found.cells:
        yield "\n" + _("Cells of published tables below {k}:").format(k=found.k)
        for by in dict.fromkeys(each.by for each in found.cells):
            cells = [each for each in found.cells if each.by == by]
            whole = [f"{each.group or '–'} ({each.interviews})" for each in cells if not each.code]
            if whole:
                yield "  " + _("{by}, groups with fewer interviews: {groups}").format(by=by, groups=", ".join(whole))
            number = sum(bool(each.code) for each in cells)
            yield "  " + plural("{by}: {n} cell", "{by}: {n} cells", number, by=by)
    if found.words:
        yield "\n" + _("Words outside the dictionary that one respondent alone says (--json has all of them):")
        for person in dict.fromkeys(each.respondent for each in found.words):
            words = [each for each in found.words if each.respondent == person]
            yield f"  {person}  " + ", ".join(f"{each.word} ({each.turn})" for each in words[:8])
