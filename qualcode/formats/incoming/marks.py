"""The marks of a speaker that one line may carry. Which of them count is decided over the whole document, in layout."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qualcode.formats.incoming.labels import fold, is_sound, looks, named_role
from qualcode.formats.incoming.times import CLOCK, STAMP, UNTIL, canonical

Family = Literal["cell", "bracket", "header", "colon", "bold", "inline", "dash", "alone"]
FAMILIES: tuple[Family, ...] = ("cell", "bracket", "header", "colon", "bold", "inline", "dash", "alone")
"""Ways of naming the speaker, the surest first.

A table's cell; [Name] above its words; Name 00:01; Name: words; Name in bold; [Name] words; Name - words; NAME.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Somebody begins to speak here. `rest` is what is said on the same line."""

    family: Family
    label: str
    rest: str = ""
    time: str | None = None

    @property
    def key(self) -> str:
        """What makes two spellings of a label one."""
        return fold(self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a document. `lead` is its beginning in bold, or before a tab; lines of one paragraph share its number.

    `given` is what the document's structure says about the speaker, such as a table with a column of speakers.
    """

    text: str
    paragraph: int
    lead: str = ""
    given: Mark | None = None


_NAME = r"[^\W\d_](?:[^:：\[\]()\n?!;\"«»]{0,38}?[^\s:：\[\]()\n?!;\"«»])?(?:\s?\([^():\d]{1,20}\))?"
_BRACKET = re.compile(rf"\[\s*([^\W\d_][^\]:]{{0,38}})\]\s*(?:{STAMP})?\s*([:：])?\s*(.*)")
_NUMBERED = rf"(?:\[\d+[a-z]{{0,2}}(?:\s+({CLOCK}))?\]\s*)?"  # our own transcripts, read again
_COLON = re.compile(
    rf"(?:[-–—•]\s*)?{_NUMBERED}(?:{STAMP}\s*[-–—]?\s*)?({_NAME})\s*(?:[,–—-]?\s*{STAMP})?\s*[:：](?!//)(\s*)(.*)"
)
_NAME_TIME = re.compile(rf"({_NAME})\s*[,|–—·•-]?\s*{STAMP}")
_TIME_NAME = re.compile(rf"{STAMP}\s*[-–—|]?\s*({_NAME})\s*")
_NAME_TIME_TEXT = re.compile(rf"({_NAME})\s*[\[(]\s*({CLOCK}){UNTIL}\s*[\])]\s*(?![\s:：])(.+)")
_DASH = re.compile(rf"({_NAME})\s+[-–—]\s+(\S.*)")
_DIALOGUE = re.compile(r"[-–—]\s*(?=\S)")


def marks(line: Line) -> Iterator[Mark]:
    """Every way in which the line may name a speaker, the surest first."""
    if line.given is not None:
        yield line.given
        return
    for found in (
        _bracket(line.text),
        *_headers(line.text),
        _colon(line.text),
        _bold(line),
        _dash(line.text),
        _alone(line.text),
    ):
        if found is not None and found.label and looks(found.label):
            yield found


def dialogue(text: str) -> str | None:
    """What is said after the dash that begins a turn in a written dialogue; None without a dash."""
    found = _DIALOGUE.match(text)
    return text[found.end() :] if found else None


def _bracket(text: str) -> Mark | None:
    found = _BRACKET.fullmatch(text) if text.startswith("[") else None
    if found is None or is_sound(found[1]):
        return None
    alone = bool(found[2] or found[3] or not found[4])
    return _mark("bracket" if alone else "inline", found[1], found[4], found[2])


def _headers(text: str) -> Iterator[Mark | None]:
    if not (text and (text[-1].isdigit() or text[0].isdigit() or text[0] in "[(<#" or "(" in text or "[" in text)):
        return
    if found := _NAME_TIME.fullmatch(text):
        yield _mark("header", found[1], "", found[2])
    elif found := _TIME_NAME.fullmatch(text):
        yield _mark("header", found[2], "", found[1])
    elif found := _NAME_TIME_TEXT.fullmatch(text):
        yield _mark("header", found[1], found[3], found[2])


def _colon(text: str) -> Mark | None:
    found = _COLON.fullmatch(text) if ":" in text or "：" in text else None
    if found is None:
        return None
    numbered, before, label, after, space, rest = found.groups()
    if label[-1].isdigit() and rest[:1].isdigit() and not space:  # a time of day, a proportion
        return None
    return _mark("colon", label, rest, numbered or before or after)


def _bold(line: Line) -> Mark | None:
    if not line.lead or not line.text.startswith(line.lead):
        return None
    return _mark("bold", line.lead, line.text[len(line.lead) :].strip(" :–—-"), None)


def _dash(text: str) -> Mark | None:
    found = _DASH.fullmatch(text)
    return _mark("dash", found[1], found[2], None) if found else None


def _alone(text: str) -> Mark | None:
    """A name in capitals, or a role, on a line of its own."""
    words = len(text.split())
    shown = 1 <= words <= 3 and text[-1].isalnum() and (text.isupper() or named_role(text))  # noqa: PLR2004
    return _mark("alone", text, "", None) if shown else None


def _mark(family: Family, label: str, rest: str, clock: str | None) -> Mark:
    time = canonical(clock) if clock else None
    return Mark(family=family, label=" ".join(label.split()).strip(" :-–—*,|"), rest=rest.strip(), time=time)
