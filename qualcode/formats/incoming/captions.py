"""WebVTT and SubRip: text to cues.

webvtt-py and srt drop a cue whose times they cannot read, or refuse the file, without saying where. A researcher must
not lose a word that way, so the cues are cut here: a bad one keeps its words and is named by its line.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.core.language import _, plural
from qualcode.errors import UnreadableFile
from qualcode.formats.incoming.cues import Cue

_CLOCK = r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_CLOCK}\s*--?>\s*{_CLOCK}(?:\s.*)?\s*")
_SURE = re.compile(r"^(?:\d+:)?\d{2}:\d{2}[.,]\d{3} *--> *(?:\d+:)?\d{2}:\d{2}[.,]\d{3}", re.MULTILINE)
_ARROW = "-->"
_UNSAID = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_METADATA = re.compile(r"[\w-]+\s*[:=].*|::cue.*|.*[{}].*|##")
_NAMED_LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines without an empty one between them, and the number of the first, from 1."""

    number: int
    lines: tuple[str, ...]


def looks_like_captions(text: str) -> bool:
    """True for captions, whatever the file's name says."""
    return text.lstrip("\ufeff \n").startswith("WEBVTT") or len(_SURE.findall(text)) > 1


def read_captions(text: str, name: str) -> tuple[list[Cue], str, tuple[str, ...]]:
    """Cues, kind (webvtt or subrip) and warnings. `text` has LF line ends. Raises UnreadableFile without captions."""
    kind = "webvtt" if text.lstrip().startswith("WEBVTT") or re.search(r"\d\.\d+\s*-->", text) else "subrip"
    if _ARROW not in text:
        advice = _("Export the captions again, or give a text without times the ending .txt.")
        raise UnreadableFile(_("The file holds no captions."), where=name, advice=advice)
    blocks = list(_blocks(text))
    notes = sum(kind == "webvtt" and block.lines[0].startswith("NOTE") for block in blocks)
    cues: list[Cue] = []
    bad: list[int] = []
    for block in _cut(_speech(blocks) if kind == "webvtt" else blocks):
        _read_block(block, kind, cues, bad)
    if not any(cue.text.strip() for cue in cues):
        raise UnreadableFile(_("The captions hold no words."), where=name, advice=_("Export the captions again."))
    return cues, kind, _warnings(bad, notes)


def _warnings(bad: Sequence[int], notes: int) -> tuple[str, ...]:
    told = []
    if bad:
        lines = ", ".join(map(str, bad[:_NAMED_LINES])) + ("…" if len(bad) > _NAMED_LINES else "")
        message = plural(
            "{n} caption has no times that can be read; its words are kept in their place.",
            "{n} captions have no times that can be read; their words are kept in their place.",
            len(bad),
        )
        told.append(f"{message} {_('Line: {lines}').format(lines=lines)}")
    if notes:
        told.append(plural("{n} note of the captions is left out.", "{n} notes of the captions are left out.", notes))
    return tuple(told)


def _blocks(text: str) -> Iterator[_Block]:
    held: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            held.append(line)
        elif held:
            yield _Block(number=number - len(held), lines=tuple(held))
            held = []


def _speech(blocks: Sequence[_Block]) -> Iterator[_Block]:
    """WebVTT without its header, notes and styles. Some programs write the header twice."""
    started = False
    for block in blocks:
        lines = block.lines
        if not started and lines[0].lstrip("\ufeff").startswith("WEBVTT"):
            skip = next((n for n, line in enumerate(lines) if _ARROW in line), len(lines))
            if lines[skip:]:
                yield _Block(number=block.number + skip, lines=lines[skip:])
                started = True
        elif not started and all(_METADATA.fullmatch(line.strip()) for line in lines) and _ARROW not in lines[0]:
            continue
        elif not _UNSAID.match(lines[0]) or any(_TIMES.fullmatch(line) for line in lines[:2]):
            started = True
            yield block


def _cut(blocks: Sequence[_Block] | Iterator[_Block]) -> Iterator[_Block]:
    """Blocks, cut where a second cue begins inside one: some programs leave no empty line."""
    for block in blocks:
        begin = 0
        for n in range(1, len(block.lines)):
            if _ARROW in block.lines[n]:
                head = n - 1 if n - 1 > begin and block.lines[n - 1].strip().isdigit() else n
                if any(_ARROW in line for line in block.lines[begin:head]):
                    yield _Block(number=block.number + begin, lines=block.lines[begin:head])
                    begin = head
        yield _Block(number=block.number + begin, lines=block.lines[begin:])


def _read_block(block: _Block, kind: str, cues: list[Cue], bad: list[int]) -> None:
    """Add what a block says. One line before the times is the cue's name; SubRip allows only a number there."""
    at = next((n for n, line in enumerate(block.lines) if _ARROW in line), None)
    if at is None:
        words = block.lines[1:] if block.lines[0].strip().isdigit() and len(block.lines) > 1 else block.lines
        _without_times(block, words, kind, cues, bad)
        return
    found = _TIMES.fullmatch(block.lines[at])
    named = at == 0 or (at == 1 and (kind == "webvtt" or block.lines[0].strip().isdigit()))
    words = (() if named else block.lines[:at]) + block.lines[at + 1 :]
    if found is None or not named:
        if words:
            bad.append(block.number + at)
            cues.append(Cue(start=None, end=None, text="\n".join(words)))
        return
    start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
    cues.append(Cue(start=start, end=end, text="\n".join(words)))


def _without_times(block: _Block, words: Sequence[str], kind: str, cues: list[Cue], bad: list[int]) -> None:
    """An empty line inside a SubRip caption is common: the words go on. Elsewhere the times are missing."""
    text = "\n".join(words)
    if kind == "subrip" and cues and len(words) == len(block.lines):
        last = cues[-1]
        cues[-1] = Cue(start=last.start, end=last.end, text=f"{last.text}\n{text}")
    elif not text.strip().isdigit():
        bad.append(block.number)
        cues.append(Cue(start=None, end=None, text=text))


def _seconds(clock: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = (part or "0" for part in clock)
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{fraction}")
