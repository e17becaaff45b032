"""The page as one HTML file: templates, style sheet and script stand beside this module."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from qualcode.core.language import _, plural, spoken
from qualcode.report.agreement import AgreementReport, agreement_title
from qualcode.report.figures.agreement import agreement_figure, agreement_notes
from qualcode.report.figures.saturation import has_curve, saturation_notes, saturation_panel
from qualcode.report.numbers import glued, thousands
from qualcode.report.page import tables
from qualcode.report.page.drawing import inline
from qualcode.report.page.values import Counts, Opened, Page
from qualcode.report.saturation import counts_line, estimate_line, reading_notes, sensitivity_sheet, verdict_line

_FOLDER = Path(__file__).parent
MOST_CODES_DRAWN = 40
"""So many codes of the agreement figure fit a printed page."""

MOST_ROWS = 15
"""A longer table on thin evidence waits behind its title."""


def page_html(page: Page) -> bytes:
    """The whole page in UTF-8: it asks no other file and no network for anything, and runs no script but its own.

    The same study gives the same bytes. Everything that people wrote is escaped.
    """
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    templates = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["json"] = _json
    written = templates.get_template("page.html").render(
        _=_,
        plural=plural,
        thousands=thousands,
        tables=tables,
        page=page,
        most_rows=MOST_ROWS,
        groups=tables.groups_of(page),
        language=spoken(),
        style=Markup((_FOLDER / "page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        digest=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        counts=_counts(page, page.counts) if page.counts else None,
        compared=_compared(page, page.counts, page.agreement)
        if page.counts and isinstance(page.agreement, AgreementReport)
        else None,
    )
    # Attributes stand between double quotes, so an apostrophe is harmless; escaped, it would hide a name like O'Neil from
    # whoever looks for names in the file.
    return written.replace("&#39;", "'").encode()


def _json(value: object) -> Markup:
    """JSON that a script element can hold: no "<", so nothing in it ends the element; letters as they are."""
    text = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c").replace("&#", "\\u0026#")
    )
    return Markup(text)  # noqa: S704 - see above


def _counts(page: Page, counts: Counts) -> dict[str, Any]:
    """Everything on the page that rests on codings."""
    strata = [curve.stratum for curve in counts.curves]
    other_rules = sensitivity_sheet(strata)
    return {
        "summary": _summary(page, counts),
        "interviews": tables.interviews_table(page, counts),
        "passages": tables.passages_table(page, counts),
        "strata": list(_strata(page, counts)),
        "reading": tuple(dict.fromkeys((*saturation_notes(counts.curves), *reading_notes(strata)))),
        "other_rules": tables.sheet_table(other_rules, {}) if other_rules else None,
        "coverage": tables.coverage_tables(page, counts),
        "chapters": list(_chapters(counts)),
        "most": counts.store.most,
        "store": _store(page, counts),
        "total": counts.table.total,
    }


def _summary(page: Page, counts: Counts) -> str:
    """The study in one line."""
    used = sum(bool(row.total.interviews) or (row.code, None) in counts.withheld for row in counts.table.rows)
    passages = sum(row.total.segments for row in counts.table.rows)
    return _("{interviews} coded by {coders}; {codes}; {passages}.").format(
        interviews=plural("{n} interview", "{n} interviews", counts.table.total),
        coders=tables.names_of(page.coders),
        codes=plural("{n} code met", "{n} codes met", used),
        passages=plural(
            "{number} coded passage",
            "{number} coded passages",
            passages,
            number=tables.at_least(thousands(passages), beyond=bool(counts.withheld)),
        ),
    )


def _strata(page: Page, counts: Counts) -> Iterator[dict[str, Any]]:
    """What the page says of each stratum, and its curve."""
    groups = tables.groups_of(page)
    top = max(curve.stratum.result.codes for curve in counts.curves)
    for n, curve in enumerate(counts.curves):
        result = curve.stratum.result
        yield {
            "name": curve.stratum.name,
            "group": groups.get(result.name, "all"),
            "counts": counts_line(result),
            "verdict": verdict_line(result),
            "outcome": "none" if result.rule.methodology == "reflexive" else result.verdict,
            "figure": inline(saturation_panel(curve, top=top), f"curve{n}") if has_curve(curve) else "",
            "reason": glued(result.reason),
            "estimate": estimate_line(curve.stratum),
            "caveats": result.caveats,
            "table": tables.new_codes_table(page, counts, curve),
        }


def _compared(page: Page, counts: Counts, found: AgreementReport) -> dict[str, Any]:
    """The figure of agreement and its table."""
    return {
        "title": agreement_title(found),
        "figure": inline(agreement_figure(found, kind="svg", most=MOST_CODES_DRAWN, bare=True), "coders"),
        "notes": agreement_notes(found, most=MOST_CODES_DRAWN),
        "table": tables.agreement_table(page, counts, found),
    }


def _chapters(counts: Counts) -> Iterator[dict[str, Any]]:
    """The codes that have quotes, for the last section."""
    codes = tables.codes_of(counts)
    for row in counts.table.rows:
        if row.total.segments:
            yield {
                "code": codes[row.code],
                "label": counts.labels[row.code],
                "definition": counts.definitions.get(row.code, ""),
                "size": _("{passages} in {interviews}").format(
                    passages=plural("{n} passage", "{n} passages", row.total.segments),
                    interviews=plural("{n} interview", "{n} interviews", row.total.interviews),
                ),
            }


def _store(page: Page, counts: Counts) -> dict[str, Any]:
    """What the script reads: quotes as [words, place of the signature, reference], signatures, and what each number opens."""
    store = counts.store
    signatures = {quote.signature: None for quote in store.quotes}
    places = {signature: n for n, signature in enumerate(signatures)}
    groups, codes = tables.groups_of(page), tables.codes_of(counts)
    opened = {
        **{tables.key_of(codes, groups, *place): each for place, each in store.cells.items() if place[0] in codes},
        **{tables.new_key(page, *place): each for place, each in store.new.items()},
        **{f"d{codes[code]}": each for code, each in store.disagreements.items() if code in codes},
    }
    return {
        "quotes": [[quote.text, places[quote.signature], quote.reference] for quote in store.quotes],
        "signatures": list(signatures),
        "opened": {key: _opened(each) for key, each in opened.items()},
        "groups": {number: tables.group_name(name) for name, number in groups.items()},
        "language": page.language,
    }


def _opened(each: Opened) -> list[Any]:
    """Quotes, how many there are where some are not on the page (else 0), and what to write over each."""
    total = each.total if each.total > len(each.quotes) else 0
    return [list(each.quotes), total, list(each.heads)] if each.heads else [list(each.quotes), total]
