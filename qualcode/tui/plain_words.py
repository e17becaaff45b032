"""What the plain desk says: segments, codings, suggestions, progress and help as sentences that can be read aloud."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.core.coding import Coding
from qualcode.core.language import _, plural, spoken
from qualcode.core.segment import Segment
from qualcode.report.typography import quoted
from qualcode.suggest.suggestion import Suggestion
from qualcode.tui.actions import Action, groups, key_name
from qualcode.workflow.coding.comparing import SideBySide
from qualcode.workflow.desk import choosing
from qualcode.workflow.desk.acting import label_of
from qualcode.workflow.desk.at_hand import About
from qualcode.workflow.desk.progress import Elsewhere, Progress
from qualcode.workflow.desk.state import Desk, items
from qualcode.workflow.interviews.finding import Found


def where(desk: Desk) -> str:
    """The prompt: turn and sentence, without the interview's name, which would be read aloud each time."""
    transcript = desk.reading.transcript.id
    return desk.segment.reference(transcript).removeprefix(f"{transcript}:") if desk.segment else transcript


def segment_lines(desk: Desk, before: Segment | None) -> Iterator[str]:
    """The segment under the cursor; the speaker only where the turn is another than before."""
    segment = desk.segment
    if segment is None:
        yield _("This interview holds no words.")
        return
    if before is None or before.turn != segment.turn:
        yield _turn_line(desk, segment)
    yield desk.reading.words(segment)
    yield from item_lines(desk)


def _turn_line(desk: Desk, segment: Segment) -> str:
    turn = desk.reading.transcript.by_turn[segment.turn]
    sentence = _("Question, turn {id}, {speaker}.") if desk.reading.is_question(segment) else _("Turn {id}, {speaker}.")
    parts = [sentence.format(id=turn.id, speaker=turn.speaker)]
    if turn.time:
        parts.append(_("At {time}.").format(time=turn.time))
    return " ".join(parts)


def item_lines(desk: Desk, *, short: bool = False) -> Iterator[str]:
    """The suggestions and codings of the segment, numbered as commands name them; `short` where they were said before."""
    if desk.selection is not None:
        yield _("Chosen: {words}").format(words=quoted(choosing.words(desk.reading, desk.selection), 300))
    if desk.only:
        yield _("Only the code “{label}” is shown.").format(label=label_of(desk, desk.only))
    for number, item in enumerate(items(desk), 1):
        if isinstance(item, Suggestion):
            line = _suggestion(desk, item, 0 if short else 1)
        else:
            line = _coded(desk, item) if short else _coding(desk, item)
        yield f"+{number} {line}"


def item_in_full(desk: Desk, item: Suggestion | Coding) -> Iterator[str]:
    """A suggestion with all its reasons, a coding with all that is known of it."""
    if isinstance(item, Suggestion):
        yield _suggestion(desk, item, 0)
        yield from (f"- {why.detail}" for why in item.evidence)
    else:
        yield _coding(desk, item)


def _suggestion(desk: Desk, suggestion: Suggestion, most: int) -> str:
    label = label_of(desk, suggestion.code)
    reasons = "; ".join(why.detail for why in suggestion.evidence[:most])
    if not reasons:
        return _("suggested: {label}.").format(label=label)
    return _("suggested: {label}, because {reasons}.").format(label=label, reasons=reasons)


def _coded(desk: Desk, coding: Coding) -> str:
    return _("coded: {label}.").format(label=label_of(desk, coding.code))


def _coding(desk: Desk, coding: Coding) -> str:
    label = label_of(desk, coding.code)
    segment = desk.segment
    whole = segment is not None and (coding.start, coding.end) == (segment.start, segment.end)
    on = _("coded: {label}, on {words}.").format(label=label, words=quoted(coding.quote))
    parts = [_coded(desk, coding) if whole else on]
    if coding.qualifiers:
        pairs = ", ".join(f"{name}={value}" for name, value in sorted(coding.qualifiers.items()))
        parts.append(_("Qualifiers: {pairs}.").format(pairs=pairs))
    if coding.memo:
        parts.append(_("Memo: {memo}").format(memo=" ".join(coding.memo.split())))
    return " ".join(parts)


def digit_lines(desk: Desk) -> Iterator[str]:
    """The codes beside the digits."""
    yield from (f"{n}: {label_of(desk, code)}" for n, code in enumerate(desk.digits, 1))


def progress_lines(found: Progress, rest: Elsewhere) -> Iterator[str]:
    """How far the coder is."""
    yield _("{seen} of {turns} turns of respondents seen, {coded} coded, {left} left; {codings} codings.").format(
        seen=found.seen, turns=found.turns, coded=found.coded, left=found.left, codings=found.codings
    )
    if found.new is not None:
        yield plural("{n} code is new in this interview.", "{n} codes are new in this interview.", found.new)
    for one in rest.verdicts:
        yield _("{label}: {value}").format(label=one.name or _("no type"), value=one.line)


def about_lines(found: About) -> Iterator[str]:
    """A code: its definition, its last quotes, its neighbours."""
    language = spoken()
    yield found.code.label_in(language) + plural(", {n} coding of yours.", ", {n} codings of yours.", found.codings)
    if found.code.definition:
        yield found.code.definition.get(language) or next(iter(found.code.definition.values()))
    for label, examples in ((_("Counts"), found.code.include), (_("Does not count"), found.code.exclude)):
        if examples:
            yield _("{label}: {value}").format(label=label, value="; ".join(examples))
    for quote in found.quotes:
        yield f"{quote.reference}, {quote.speaker} {quoted(quote.text, 200)}"
    if found.around:
        near = ", ".join(code.label_in(language) for code in found.around)
        yield _("{label}: {value}").format(label=_("Beside it in the codebook"), value=near)
    if found.beside:
        near = ", ".join(f"{code.label_in(language)} ({n})" for code, n in found.beside)
        yield _("{label}: {value}").format(label=_("Given with it"), value=near)


def found_lines(found: Sequence[Found], most: int) -> Iterator[str]:
    """Places found, with the words around them."""
    yield plural("Found at {n} place.", "Found at {n} places.", len(found))
    for one in found[:most]:
        yield f"{one.reference}, {one.speaker} {one.before}{one.words}{one.after}".strip()


def beside_lines(desk: Desk, found: SideBySide) -> Iterator[str]:
    """What every coder gave on the turn."""
    if len(found.coders) == 1:
        yield _("Nobody else has coded this interview.")
    segment = desk.segment
    for one in found.segments:
        if segment is not None and one.turn == segment.turn:
            yield quoted(one.words)
            for coder, codes in one.given.items():
                value = ", ".join(found.labels[code] for code in codes) or _("nothing")
                yield _("{label}: {value}").format(label=coder, value=value)


def help_lines(actions: Sequence[Action], keys: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Every command of this mode."""
    yield _("Type a command and Enter. Enter alone goes on to the next segment.")
    yield _("=words chooses these words of the turn (=first … last, with three dots between, a longer passage).")
    yield _("@14 goes to turn 14. +2 says all about what is numbered +2; a letter takes the number too: a2 accepts it.")
    yield _(
        "The letter may be followed by text after a space: m and a memo, f and words to find, / and letters of a code."
    )
    yield _("% says how far you are; # the codes beside the digits.")
    heading = groups()
    for group, title in heading.items():
        if there := [action for action in actions if action.group == group]:
            yield ""
            yield f"{title}."
            for action in there:
                typed = " ".join(key for key in map(key_name, keys[action.id]) if len(key) == 1 and key not in "↑↓←→")
                yield _("{label}: {value}").format(label=typed or action.id, value=action.help)
