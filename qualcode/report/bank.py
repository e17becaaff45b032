"""A quote bank: quotes under the codes they illustrate, grouped by an attribute; and its JSON and CSV forms.

Texts are kept as they stand in the transcripts. Typography and signatures are put on by `bank_page`, for readers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from qualcode.core.address import parse_reference
from qualcode.core.study import QuoteStyle
from qualcode.report.citation import full
from qualcode.report.plain import csv_text

COLUMNS = (
    *("reference", "transcript", "turn", "start", "end", "time", "code", "label", "path", "group"),
    *("respondent", "signature", "quote", "context_before", "context_after", "coders", "qualifiers", "memos"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One passage under one code.

    `reference` is an address such as E01:12@0-34. `text` is the passage as it reads, with […] where it jumps over
    turns; author's brackets stay. `attributes` is what a signature can name (`citation.attributes_of`). `memos` are
    (coder, text). `before` and `after` are the words around it, empty unless asked for.
    """

    reference: str
    text: str
    code: str
    transcript: str
    respondent: str = ""
    group: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    coders: tuple[str, ...] = ()
    memos: tuple[tuple[str, str], ...] = ()
    qualifiers: Mapping[str, str] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The quotes of one value of the attribute; `name` is empty where it is not stated, or where nothing groups."""

    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """One code: `path` holds its parents' labels, top first."""

    code: str
    label: str
    path: tuple[str, ...] = ()
    definition: str = ""
    groups: tuple[Group, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote of the chapter, in order."""
        return tuple(quote for group in self.groups for quote in group.quotes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """The whole document. `by` names the attribute that groups quotes; empty, each chapter has one nameless group.

    `language` decides typography and spell-checking; the words of the tool are in the language it speaks.
    """

    title: str
    language: Literal["fr", "en"] = "fr"
    by: str = ""
    chapters: tuple[Chapter, ...] = ()
    style: QuoteStyle = field(default_factory=QuoteStyle)
    notes: tuple[str, ...] = ()

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Every quote, in the document's order; a passage under two codes stands twice."""
        return tuple(quote for chapter in self.chapters for quote in chapter.quotes)


def size(quotes: Sequence[Quote]) -> tuple[int, int]:
    """(passages, interviews), a passage under two codes counted once."""
    return len({quote.reference for quote in quotes}), len({quote.transcript for quote in quotes})


def bank_document(bank: Bank) -> dict[str, Any]:
    """The JSON document: `{"title","language","by","quotes","interviews","notes","chapters":[…]}`.

    A chapter is `{"code","label","path","definition","groups":[{"name","interviews","quotes":[…]}]}`.
    """
    passages, interviews = size(bank.quotes)
    return {
        "title": bank.title,
        "language": bank.language,
        "by": bank.by or None,
        "quotes": passages,
        "interviews": interviews,
        "notes": list(bank.notes),
        "chapters": [_chapter(chapter, bank.style) for chapter in bank.chapters],
    }


def bank_csv(bank: Bank) -> str:
    """One row per quote and code, columns COLUMNS. The signature is the full one: rows will be sorted and filtered."""
    return csv_text(COLUMNS, _rows(bank))


def _chapter(chapter: Chapter, style: QuoteStyle) -> dict[str, Any]:
    return {
        "code": chapter.code,
        "label": chapter.label,
        "path": list(chapter.path),
        "definition": chapter.definition,
        "groups": [
            {
                "name": group.name,
                "interviews": size(group.quotes)[1],
                "quotes": [_quote(quote, style) for quote in group.quotes],
            }
            for group in chapter.groups
        ],
    }


def _quote(quote: Quote, style: QuoteStyle) -> dict[str, Any]:
    turn, start, end = _place(quote)
    return {
        "reference": quote.reference,
        "transcript": quote.transcript,
        "turn": turn,
        "start": start,
        "end": end,
        "time": quote.time or None,
        "code": quote.code,
        "group": quote.group,
        "respondent": quote.respondent,
        "signature": full(quote.respondent, quote.attributes, style),
        "quote": quote.text,
        "context_before": quote.before,
        "context_after": quote.after,
        "coders": list(quote.coders),
        "qualifiers": dict(quote.qualifiers),
        "memos": [{"coder": coder, "text": text} for coder, text in quote.memos],
    }


def _rows(bank: Bank) -> Iterator[tuple[str | int | None, ...]]:
    for chapter in bank.chapters:
        for quote in chapter.quotes:
            cells = _quote(quote, bank.style) | {
                "label": chapter.label,
                "path": " > ".join(chapter.path),
                "coders": "; ".join(quote.coders),
                "qualifiers": "; ".join(f"{name}={value}" for name, value in quote.qualifiers.items()),
                "memos": " | ".join(f"{coder}: {text}" if coder else text for coder, text in quote.memos),
            }
            yield tuple(cells[column] for column in COLUMNS)


def _place(quote: Quote) -> tuple[str, int | None, int | None]:
    """Turn, first and last code point (half-open) of the reference; None for a whole turn or a sentence."""
    reference = parse_reference(quote.reference)
    start, end = reference.span or (None, None)
    return reference.turn, start, end
