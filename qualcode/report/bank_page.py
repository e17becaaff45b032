"""A quote bank as readers will see it, whatever the file format: signed, counted, in the typography of its language.

`bank_markdown` and `bank_docx` only lay these values out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qualcode.core.language import _, plural
from qualcode.report.bank import Bank, Chapter, Group, Quote, size
from qualcode.report.citation import signatures
from qualcode.report.typography import prose, quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One quote: `said` has its marks and, after it, its signature in brackets; `remarks` are qualifiers and memos."""

    said: str
    reference: str
    before: str
    after: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The quotes of a group; `name` is empty when nothing groups them."""

    name: str
    count: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One code; `path` ends where the label begins."""

    label: str
    path: str
    definition: str
    count: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The whole document. `notes` begins with what it holds and that names are pseudonyms."""

    title: str
    language: str
    notes: tuple[str, ...]
    parts: tuple[Part, ...]


def page(bank: Bank, *, memos: bool, qualifiers: bool) -> Page:
    """What a reader sees of a bank. Qualifiers and memos are shown where asked for; context wherever a quote has it."""
    # One iterator for the whole document: a respondent is presented once, wherever that is.
    signed = iter(signatures(((each.respondent, each.attributes) for each in bank.quotes), bank.style))
    entries = (
        _entry(each, next(signed), bank.language, tuple(_remarks(each, bank.language, memos, qualifiers)))
        for each in bank.quotes
    )
    return Page(
        title=prose(bank.title, bank.language),
        language=bank.language,
        notes=tuple(prose(note, bank.language) for note in (_summary(bank), *bank.notes)),
        parts=tuple(_part(chapter, bank, entries) for chapter in bank.chapters),
    )


def count(quotes: tuple[Quote, ...]) -> str:
    """How many quotes, from how many interviews."""
    passages, interviews = size(quotes)
    return _("{quotes} from {interviews}").format(
        quotes=plural("{n} quote", "{n} quotes", passages),
        interviews=plural("{n} interview", "{n} interviews", interviews),
    )


def _summary(bank: Bank) -> str:
    if not bank.quotes:
        return _("No quote.")
    if bank.style.style == "role":
        return _("{count}. Pseudonymised: speakers are named by their role.").format(count=count(bank.quotes))
    return _("{count}. Pseudonymised: names are not the speakers' own.").format(count=count(bank.quotes))


def _part(chapter: Chapter, bank: Bank, entries: Iterator[Entry]) -> Part:
    return Part(
        label=prose(chapter.label, bank.language),
        path=prose(" › ".join(chapter.path), bank.language),
        definition=prose(chapter.definition, bank.language),
        count=count(chapter.quotes),
        sections=tuple(_section(group, bank, entries) for group in chapter.groups),
    )


def _section(group: Group, bank: Bank, entries: Iterator[Entry]) -> Section:
    name = group.name or (_("not stated") if bank.by else "")
    return Section(
        name=prose(name, bank.language),
        count=count(group.quotes),
        entries=tuple(next(entries) for _quote in group.quotes),
    )


def _entry(each: Quote, signature: str, language: str, remarks: tuple[str, ...]) -> Entry:
    said = quote(each.text, language)
    return Entry(
        said=f"{said} ({prose(signature, language)})" if signature else said,
        reference=f"{each.reference} · {each.time}" if each.time else each.reference,
        before=prose(each.before, language).strip(),
        after=prose(each.after, language).strip(),
        remarks=remarks,
    )


def _remarks(each: Quote, language: str, memos: bool, qualifiers: bool) -> Iterator[str]:
    if qualifiers and each.qualifiers:
        words = qualifier_words()
        pairs = each.qualifiers.items()
        yield prose("; ".join(f"{words.get(name, name)}: {words.get(value, value)}" for name, value in pairs), language)
    if memos:
        for coder, text in each.memos:
            head = _("Memo ({coder})").format(coder=coder) if coder else _("Memo")
            yield prose(f"{head}: {text}", language)


def qualifier_words() -> Mapping[str, str]:
    """The qualifiers the tool knows, in the reader's language; others are shown as they were written."""
    return {
        "voice": _("voice"),
        "self": _("own"),
        "reported": _("reported"),
        "polarity": _("polarity"),
        "affirmed": _("affirmed"),
        "negated": _("negated"),
    }
