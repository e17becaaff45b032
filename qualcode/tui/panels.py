"""What stands around the page: the head, the segment's suggestions and codings, the digits, the progress, the foot."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from rich.text import Text
from textual.widgets import Static

from qualcode.core.codebook import in_language
from qualcode.core.coding import Coding
from qualcode.core.language import _, hundredths, plural, spoken
from qualcode.report.numbers import percent
from qualcode.report.provenance import by_hand, proposer_of
from qualcode.suggest.suggestion import Suggestion
from qualcode.tui.actions import Action, key_name
from qualcode.tui.palette import Palette
from qualcode.workflow.desk import state as desks
from qualcode.workflow.desk.acting import label_of
from qualcode.workflow.desk.progress import Elsewhere, Progress, progress
from qualcode.workflow.desk.state import PRINT, SURE, UNSURE, WORTH, Desk


class Panel(Static):
    """A piece of text around the page; what can be clicked in it looks like the rest."""

    ALLOW_SELECT: ClassVar[bool] = False
    auto_links = False
    _shown: Text | None = None

    def put(self, text: Text) -> None:
        """Show a text, where it is another one. Its place is fixed, so that nothing else has to move."""
        if text != self._shown:
            self._shown = text
            self.update(text, layout=False)


def head(desk: Desk, palette: Palette, width: int, groups: str = "") -> Text:
    """Which interview, with whom, when, and who codes."""
    transcript = desk.reading.transcript
    people = ", ".join(transcript.respondents) or ", ".join(
        dict.fromkeys(turn.speaker for turn in transcript.answers())
    )
    parts = [people, groups, transcript.date]
    left = Text.assemble((transcript.id, _bold(palette)), ("  " + "  ·  ".join(part for part in parts if part), ""))
    notes = [_("only “{label}”").format(label=label_of(desk, desk.only))] if desk.only else []
    notes += [_("without suggestions")] if desk.blind else []
    notes += [] if desk.reading.split else [_("whole turns, until sentences are known")]
    right = "  ·  ".join([*notes, desk.reading.coder])
    return _spread(left, Text(right), width)


def items(desk: Desk, palette: Palette, colours: Mapping[str, str], width: int, rows: int) -> Text:
    """The suggestions open on the segment, then its codings; the one at hand is marked, and in sight."""
    text = Text(no_wrap=True, overflow="ellipsis")
    there = desks.items(desk)
    at_hand = desks.chosen_item(desk) or desks.suggestion_at_hand(desk) or desks.coding_at_hand(desk)
    place = next((n for n, item in enumerate(there) if item is at_hand), 0)
    first = min(max(place - rows + 1 + (place < len(there) - 1), 0), max(len(there) - rows, 0))
    for n, item in enumerate(there[first : first + rows], first):
        line = _item(desk, item, palette, colours, width, at_hand=item is at_hand)
        unseen = len(there) - rows if n == first + rows - 1 else 0
        if unseen > 0:
            more = f" +{unseen}"
            line.truncate(width - len(more), overflow="ellipsis", pad=True)
            line.append(more, _faint(palette))
        line.apply_meta({"@click": f"screen.take({n})"})
        text.append_text(line).append("\n")
    text.rstrip()
    return text if there else Text(_nothing(desk), _faint(palette))


def _item(
    desk: Desk, item: Suggestion | Coding, palette: Palette, colours: Mapping[str, str], width: int, *, at_hand: bool
) -> Text:
    colour = palette.mark(colours.get(item.code, ""))
    mark = "❯ " if at_hand else "  "
    label = label_of(desk, item.code)
    if isinstance(item, Suggestion):
        number = percent(item.probability) if item.probability is not None else hundredths(item.score)
        room = max(width - cell_len(number) - 6, 8)
        return Text.assemble(
            (mark, _bold(palette)),
            ("○ ", _ink(colour)),
            (_cut(label, room).ljust(room) + " ", _bold(palette) if at_hand else ""),
            (number, _faint(palette)),
        )
    marks = "".join(marks_of(item))
    return Text.assemble(
        (mark, _bold(palette)),
        ("● ", _ink(colour)),
        (_cut(label, max(width - 6 - len(marks), 8)), _bold(palette) if at_hand else ""),
        (f" {marks}" if marks else "", _faint(palette)),
    )


def marks_of(coding: Coding) -> Iterator[str]:
    """The signs of a coding: worth printing, unsure, with a memo."""
    if coding.qualifiers.get(PRINT) == WORTH:
        yield "★"
    if coding.qualifiers.get(UNSURE) == SURE:
        yield "?"
    if coding.memo:
        yield "✎"


def _nothing(desk: Desk) -> str:
    segment = desk.segment
    if segment is None:
        return _("There are no words in this interview.")
    if desk.blind:
        return _("Suggestions are hidden.")
    if desk.reading.is_question(segment):
        return _("The interviewer speaks: nothing is suggested.")
    if desk.suggestions is None:
        return _("Suggestions are being prepared…")
    return _("Nothing coded, nothing suggested.")


def detail(desk: Desk, palette: Palette, width: int) -> Text:
    """Why the item at hand is there: the reasons of a suggestion; qualifiers, memo and origin of a coding."""
    item = desks.chosen_item(desk) or desks.suggestion_at_hand(desk) or desks.coding_at_hand(desk)
    if item is None:
        return Text()
    lines = list(_reasons(item) if isinstance(item, Suggestion) else _facts(item))
    code = desk.reading.book.by_id.get(item.code)
    definition = in_language(code.definition, spoken()) if code else ""
    text = Text("\n".join(_wrapped(lines, width)))
    if definition:
        text.append(("\n" if lines else "") + "\n".join(_wrapped([definition], width)), _faint(palette))
    return text


def _wrapped(lines: Iterable[str], width: int) -> Iterator[str]:
    """The lines of a panel, broken here: Rich breaks at no-break spaces too."""
    return (part for line in lines for part in wrap(line, width))


def _reasons(suggestion: Suggestion) -> Iterator[str]:
    names = {"cue": _("cue"), "misspelling": _("misspelling"), "voice": _("voice"), "polarity": _("polarity")}
    for evidence in suggestion.evidence[:4]:
        name = names.get(evidence.kind)  # the others say it themselves
        yield "· " + (_("{label}: {value}").format(label=name, value=evidence.detail) if name else evidence.detail)


def _facts(coding: Coding) -> Iterator[str]:
    if coding.memo:
        yield f"✎ {coding.memo}"
    yield from ("· " + desks.in_words(name, value) for name, value in coding.qualifiers.items())
    if not by_hand(coding.origin):
        yield "· " + _("accepted from {proposer}").format(proposer=proposer_of(coding.origin))


def digits(desk: Desk, palette: Palette, colours: Mapping[str, str], width: int, *, rows: int) -> Text:
    """The codes beside the digits, in rows across the width; with nine rows, one under another."""
    columns = -(-len(desk.digits) // rows) if desk.digits else 1
    room = max(width // columns, 6)
    text = Text(no_wrap=True, overflow="crop")
    for row in range(rows):
        for n in range(row * columns, min((row + 1) * columns, len(desk.digits))):
            label = _cut(label_of(desk, desk.digits[n]), room - 3)
            cell = Text.assemble(
                (f"{n + 1} ", _ink(palette.mark(colours.get(desk.digits[n], ""), bold=True))),
                (label + " " * max(room - 2 - cell_len(label), 0), ""),
            )
            cell.apply_meta({"@click": f"screen.act('code_{n + 1}')"})
            text.append_text(cell)
        if row < rows - 1:
            text.append("\n")
    return text


def progress_line(desk: Desk, palette: Palette, elsewhere: Elsewhere | None, width: int) -> Text:
    """Turns seen, coded, left; codes new in this interview; the verdict of this type of respondent."""
    far = progress(desk.reading, desk.seen, elsewhere)
    parts = list(_far(far))
    if desk.reading.displaced:
        parts.append(plural("{n} coding lost its place", "{n} codings lost their place", desk.reading.displaced))
    said = elsewhere.verdicts if elsewhere else ()
    long = [f"{one.name} – {one.line}" if one.name else one.line for one in said]
    short = [_("{label}: {value}").format(label=_("Saturation"), value=one.word) for one in said]
    if len(said) > 1:
        short = [f"{one.name} – {word}" for one, word in zip(said, short, strict=True)]
    texts = [_bar(far) + "  " + " · ".join([*parts, *long]), " · ".join([*parts, *short])]
    texts.append(" · ".join([parts[0], *parts[2:], *short]))
    text = Text(next((one for one in texts if cell_len(one) <= width), texts[-1]), style=_faint(palette), no_wrap=True)
    text.truncate(width, overflow="ellipsis")
    return text


def _far(far: Progress) -> Iterator[str]:
    yield _("read {seen}/{turns}").format(seen=far.seen, turns=far.turns)
    yield _("coded {n}").format(n=far.coded)
    yield _("left {n}").format(n=far.left)
    if far.new is not None:
        yield plural("{n} new code", "{n} new codes", far.new)


def _bar(far: Progress) -> str:
    cells = 10
    done = round(cells * far.seen / far.turns) if far.turns else 0
    return "━" * done + "─" * (cells - done)


def message(said: str, palette: Palette, width: int) -> list[Text]:
    """What the desk has to say, in the one or two lines that it may take."""
    lines = wrap(said, width, max_lines=2, placeholder=" …") or [""]
    return [Text(line, style=_bold(palette), no_wrap=True) for line in lines]


def foot(actions: Sequence[Action], said: Text, palette: Palette, width: int) -> Text:
    """What the desk has to say, then the keys that are used most, as many as there is room for."""
    text = Text.assemble(said, "   " if said else "", no_wrap=True)
    for action in actions:
        entry = Text.assemble((key_name(action.keys[0]), _bold(palette)), (f" {action.label}   ", _faint(palette)))
        entry.apply_meta({"@click": f"screen.act('{action.id}')"})
        if text.cell_len + entry.cell_len - 3 > width:
            break
        text.append_text(entry)
    return text


def _spread(left: Text, right: Text, width: int) -> Text:
    """Two texts at either end of a line; the left one is cut."""
    room = max(width - right.cell_len - 2, 0)
    left.truncate(room, overflow="ellipsis", pad=True)
    return Text.assemble(left, "  ", right, no_wrap=True)


def _cut(text: str, room: int) -> str:
    return text if cell_len(text) <= room else set_cell_size(text, max(room - 1, 1)) + "…"


def _bold(palette: Palette) -> Style:
    return Style(bold=True) if palette.plain else Style(color=palette.primary.rich_color, bold=True)


def _faint(palette: Palette) -> Style:
    if palette.plain:
        return Style(dim=True)
    return Style(color=palette.background.blend(palette.foreground, 0.6).rich_color)


def _ink(style: Style) -> Style:
    """A style without its paper: panels have another background than the page."""
    return Style(color=style.color, bold=style.bold)
