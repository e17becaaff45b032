"""A quote bank in Markdown (CommonMark)."""

import re
from collections.abc import Iterator

from qualcode.report.bank import Bank
from qualcode.report.bank_page import Entry, Part, Section, page

_SPECIAL = re.compile(r"[\\`*<|]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])")
_LINE_START = re.compile(r"^(?=(?:[#>+-]|\d+[.)])(?:\s|$)|={3,}|-{3,})", re.MULTILINE)


def bank_markdown(bank: Bank, *, memos: bool = False, qualifiers: bool = False) -> str:
    """The document: a title, `##` for each code, `###` for each group, a block quotation for each passage."""
    seen = page(bank, memos=memos, qualifiers=qualifiers)
    blocks = [f"# {_heading(seen.title)}"] if seen.title else []
    blocks += [f"*{escaped(note)}*" for note in seen.notes]
    blocks += [block for part in seen.parts for block in part_blocks(part)]
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    r"""The text, with whatever Markdown would take for layout made plain.

    >>> escaped("[rires] *si* snake_case\n- dit-elle")
    '[rires] \\*si\\* snake_case\n\\- dit-elle'
    """
    plain = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return re.sub(r"^(\d+)\\?([.)])", r"\1\\\2", _LINE_START.sub(_guard, plain), flags=re.MULTILINE)


def _guard(found: re.Match[str]) -> str:
    # A digit cannot be escaped: the mark after it is, in `escaped`.
    return "" if found.string[found.start() : found.start() + 1].isdigit() else "\\"


def _heading(text: str) -> str:
    return escaped(" ".join(text.split("\n")))


def part_blocks(part: Part) -> Iterator[str]:
    """The paragraphs of one code: its heading, then its quotes."""
    yield f"## {_heading(part.label)}"
    yield from (f"*{_inline(text)}*" for text in (part.path, part.definition) if text)
    yield from (block for section in part.sections for block in _section(section))


def _section(section: Section) -> Iterator[str]:
    yield f"### {_heading(section.name)} ({section.count})" if section.name else section.count
    yield from (_entry(entry) for entry in section.entries)


def _entry(entry: Entry) -> str:
    said = f"{_inline(entry.said)} `{entry.reference}`"
    context_before = [f"*{_inline(entry.before)}*"] if entry.before else []
    context_after = [f"*{_inline(entry.after)}*"] if entry.after else []
    remarks = [f"– {_inline(remark)}" for remark in entry.remarks]
    paragraphs = [*context_before, said, *context_after, *remarks]
    return "\n>\n".join("> " + paragraph.replace("\n", "\n> ") for paragraph in paragraphs)


def _inline(text: str) -> str:
    """Line breaks inside a turn are kept as such."""
    return escaped(text).replace("\n", "\\\n")
