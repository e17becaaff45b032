"""The desk in plain lines: for a screen reader, a poor line, a pipe. One segment at a time, a command and Enter.

The commands are the keys of the desk. What each does is the desk's; here they are only read, and the answer said.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qualcode.core.coding import QUALIFIERS
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.tui import plain_words as words
from qualcode.tui.actions import of_screen, table
from qualcode.tui.arbitration_lines import ask_one_by_one
from qualcode.tui.dialogue import accept_any_bytes, ask, say
from qualcode.tui.keys import key_of
from qualcode.workflow.coding.comparing import side_by_side
from qualcode.workflow.desk import choosing, whereabouts
from qualcode.workflow.desk.acting import DEEDS, apply, done, in_vivo, label_of, looked_again, note, qualify, recode
from qualcode.workflow.desk.at_hand import about, search
from qualcode.workflow.desk.choosing import Selection
from qualcode.workflow.desk.moving import MOVES
from qualcode.workflow.desk.progress import elsewhere, progress
from qualcode.workflow.desk.reading import read, state_of
from qualcode.workflow.desk.state import (
    Desk,
    code_at_hand,
    coding_at_hand,
    items,
    on,
    open_desk,
    to_place,
    with_suggestions,
)
from qualcode.workflow.interviews.finding import find
from qualcode.workflow.study.naming import find_quote, folded
from qualcode.workflow.suggestions.suggesting import propose

SHOWN = 9
_AFTER_KEY = re.compile(r"(?P<number>\d*)(?:\s+(?P<text>.*))?")
EXTRAS = {"=": "choose_words", "@": "to_turn", "+": "choose_item", "%": "progress", "#": "digits"}
"""Commands of this mode alone, on characters that no action has for a key."""
_JOINED = frozenset({"search_code", "choose_words", "to_turn", "choose_item"})
"""Commands whose text may follow at once."""


@dataclass(frozen=True, kw_only=True)
class Session:
    """What holds as long as the desk is open: the study, who codes, which key does what."""

    study: Study
    coder: str
    keys: Mapping[str, Sequence[str]]

    @cached_property
    def by_key(self) -> Mapping[str, str]:
        """Which action a key calls."""
        own = {key: name for name, keys in self.keys.items() for key in keys}
        return {key_of(char): name for char, name in EXTRAS.items()} | own


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A line that was understood: an action, the number of an item, and the text that goes with it."""

    name: str
    number: int = 0
    text: str = ""


def run(study: Study, transcript_id: str, coder: str, keys: Mapping[str, Sequence[str]]) -> None:
    """Read and code an interview until the input ends or the coder leaves. Raises Unknown, or UnreadableFile."""
    accept_any_bytes()
    own = {action.id: keys[action.id] for action in of_screen(table(), "desk")}
    session = Session(study=study, coder=coder, keys=own)
    study.transcript(transcript_id)
    welcome = _("{id}, coder {coder}. A question mark lists the commands; everything is saved at once.")
    say(welcome.format(id=transcript_id, coder=coder))  # before sentences are looked for, which may take a while
    desk = open_desk(study, transcript_id, coder)
    desk = suggested(session, desk)
    _say_all(words.segment_lines(desk, None))
    while (typed := ask(words.where(desk))) is not None:
        looked = _looked(session, desk)
        if looked.reading.transcript.fingerprint != desk.reading.transcript.fingerprint:
            say(_("What you typed was not done, since the words changed. Here they are; type it again."))
            desk = looked
            _say_all(words.segment_lines(desk, None))
            continue
        after = _answered(session, looked, typed)
        if after is None:
            break
        if after.last != looked.last:  # nobody sees here that a passage stays chosen once a code was given to it
            after = replace(after, selection=None)
        _say_change(looked, after)
        desk = replace(after, said="")
        whereabouts.remember(study, desk.reading, desk.cursor, desk.seen)
    say(_("Everything is saved."))


def suggested(session: Session, desk: Desk) -> Desk:
    """The desk with its suggestions, where they are not known yet."""
    if desk.suggestions is not None or desk.blind:
        return desk
    try:
        found = [one.suggestion for one in propose(session.study, desk.reading.transcript.id, coder=session.coder)]
    except QualcodeError as error:
        return replace(desk, said=str(error))
    return with_suggestions(desk, found)


def _looked(session: Session, desk: Desk) -> Desk:
    """The desk over the files as they are, when somebody else wrote them; what happened is said."""
    reading = desk.reading
    if state_of(session.study, reading.transcript.id, session.coder) == reading.state:
        return desk
    now = looked_again(session.study, desk)
    if not now.reading.split:  # the full desk finds sentences in the background; here nobody waits for a page
        now = on(now, read(session.study, reading.transcript.id, session.coder))
    say(now.said)
    return suggested(session, replace(now, said=""))


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _say_change(before: Desk, now: Desk) -> None:
    """What was done; then the segment when it is another one, or what stands on it when that changed."""
    if now.said:
        say(now.said)
    if now.segment != before.segment or now.reading.transcript is not before.reading.transcript:
        _say_all(words.segment_lines(now, before.segment))
    elif _listed(now) != _listed(before) or now.selection != before.selection:
        _say_all(words.item_lines(now, short=True))


def _listed(desk: Desk) -> list[tuple[type, str]]:
    """What is numbered on the segment, memos and the like aside."""
    return [(type(item), item.code) for item in items(desk)]


# Commands


def command(session: Session, typed: str) -> Command | None:
    """What a line asks for; None when it is no command."""
    if not typed:
        return Command(name="next_segment")
    if typed in session.keys:  # a key that no line can hold is called by the name of what it does
        return Command(name=typed)
    name, rest = session.by_key.get(key_of(typed[0]), ""), typed[1:]
    if name in _JOINED:
        return Command(name=name, text=rest.strip())
    found = _AFTER_KEY.fullmatch(rest)
    if not name or found is None or (found["text"] and name not in _WITH_TEXT) or (typed[0].isdigit() and rest):
        return None
    return Command(name=name, number=int(found["number"] or 0), text=found["text"] or "")


def _answered(session: Session, desk: Desk, typed: str) -> Desk | None:
    """The desk after a line; None to leave."""
    asked = command(session, typed)
    if asked is None:
        return replace(desk, said=_("“{typed}” is no command; ? lists them.").format(typed=typed))
    if asked.name == "leave":
        return None
    if asked.number > len(items(desk)):
        return replace(desk, said=_("Nothing is numbered {n} here.").format(n=asked.number))
    chosen = replace(desk, chosen=asked.number - 1) if asked.number else desk
    after = _acted(session, chosen, asked)
    if asked.name in {"next_segment", "next_turn"} and after.cursor == desk.cursor and not after.said:
        after = replace(after, said=_("This is the end of the interview."))
    return suggested(session, after)


def _acted(session: Session, desk: Desk, asked: Command) -> Desk:
    """The desk after an action."""
    if asked.name in MOVES:
        return MOVES[asked.name](desk)
    if asked.name in DEEDS:
        return done(session.study, desk, DEEDS[asked.name])
    if asked.name in _WITH_TEXT:
        return done(session.study, desk, lambda _study, now: _WITH_TEXT[asked.name](session, now, asked.text))
    if asked.name in _LOOKS:
        return done(session.study, desk, lambda _study, now: _LOOKS[asked.name](session, now))
    return replace(desk, said=_("The plain desk has no use for this command."))


def _choose_item(_session: Session, desk: Desk, number: str) -> Desk:
    """The desk with one of the numbered suggestions and codings chosen, its reasons said."""
    there = items(desk)
    if not number.isdecimal() or not 1 <= int(number) <= len(there):
        return replace(desk, said=_("Nothing is numbered {n} here.").format(n=number))
    _say_all(words.item_in_full(desk, there[int(number) - 1]))
    return replace(desk, chosen=int(number) - 1)


def _to_turn(_session: Session, desk: Desk, turn: str) -> Desk:
    if turn not in desk.reading.transcript.by_turn:
        return replace(desk, said=_("There is no turn {id}.").format(id=turn))
    return to_place(desk, turn, 0)


def _choose_words(_session: Session, desk: Desk, text: str) -> Desk:
    """The desk with words of the turn chosen; three dots stand for what lies between two ends."""
    segment = desk.segment
    if segment is None:
        return desk
    turn = desk.reading.transcript.by_turn[segment.turn]
    first, dots, last = text.replace("…", "...").partition("...")
    start, end = find_quote(turn.text, first.strip(), 0, len(turn.text), where=words.where(desk))
    if dots and last.strip():
        _start, end = find_quote(turn.text, last.strip(), end, len(turn.text), where=words.where(desk))
    place = desk.reading.transcript.position[turn.id]
    selection = Selection(fixed=(place, start), moving=(place, end))
    return replace(to_place(desk, turn.id, start), selection=selection)


def _progress(session: Session, desk: Desk, _text: str) -> Desk:
    rest = elsewhere(session.study, desk.reading.transcript.id, session.coder)
    _say_all(words.progress_lines(progress(desk.reading, desk.seen, rest), rest))
    return desk


def _digits(_session: Session, desk: Desk, _text: str) -> Desk:
    _say_all(words.digit_lines(desk))
    return desk


# With text


def _search(session: Session, desk: Desk, typed: str, give: Callable[[Study, Desk, str], Desk]) -> Desk:
    """Search a code, ask which of those found, and give it."""
    typed = typed or ask(_("Letters of the code")) or ""
    found = [match.code for match in search(desk.reading.book, typed, most=SHOWN)] if typed else []
    if not found:
        return replace(
            desk, said=_("No code was found, and nothing was changed.") if typed else _("Nothing was changed.")
        )
    exact = [code for code in found if folded(typed) in {folded(code.id), *map(folded, code.label.values())}]
    if len(exact) != 1:
        _say_all(f"{n}: {label_of(desk, code.id)}" for n, code in enumerate(found, 1))
        answer = ask(_("Its number, Enter for the first, 0 for none"))
        if answer is None or not (answer or "1").isdecimal() or not 1 <= int(answer or "1") <= len(found):
            return replace(desk, said=_("Nothing was changed."))
        exact = [found[int(answer or "1") - 1]]
    return give(session.study, desk, exact[0].id)


def _memo(session: Session, desk: Desk, text: str) -> Desk:
    coding = coding_at_hand(desk)
    if coding is None:
        return MOVES["change_ends"](desk)  # says that there is no coding
    memo = text or ask(_("Memo on “{label}”").format(label=label_of(desk, coding.code)))
    if not memo:
        return replace(desk, said=_("Nothing was changed."))
    return done(
        session.study, desk, lambda study, now: note(study, now, memo.removeprefix("-") if memo == "-" else memo)
    )


def _recode(session: Session, desk: Desk, text: str) -> Desk:
    return _search(session, desk, text, recode)


def _in_vivo(session: Session, desk: Desk, text: str) -> Desk:
    chosen = choosing.words(desk.reading, desk.selection) if desk.selection else ""
    label = text or ask(_("Name of the new code, Enter for the words chosen") if chosen else _("Name of the new code"))
    if label is None or not (label or chosen):
        return replace(desk, said=_("Nothing was changed."))
    return in_vivo(session.study, desk, label or chosen)


def _qualifiers(session: Session, desk: Desk, text: str) -> Desk:
    known = "; ".join(f"{name}={'|'.join(values)}" for name, values in QUALIFIERS.items())
    pair = text or ask(_("Qualifier ({known}; voice= takes one away)").format(known=known)) or ""
    name, equals, value = pair.partition("=")
    if not equals or not name.strip():
        return replace(desk, said=_("Nothing was changed."))
    return qualify(session.study, desk, name.strip(), value.strip())


def _find(session: Session, desk: Desk, text: str, transcripts: Sequence[str]) -> Desk:
    wanted = text or ask(_("Words to find")) or ""

    if not wanted:
        return desk
    found = tuple(find(session.study, wanted, transcripts=transcripts, questions=True))
    _say_all(words.found_lines(found, SHOWN))
    now = replace(desk, found=found)
    return MOVES["next_found"](now) if transcripts and found else now


_WITH_TEXT: Mapping[str, Callable[[Session, Desk, str], Desk]] = {
    "choose_words": _choose_words,
    "to_turn": _to_turn,
    "choose_item": _choose_item,
    "progress": _progress,
    "digits": _digits,
    "search_code": lambda session, desk, text: _search(session, desk, text, apply),
    "memo": _memo,
    "recode": _recode,
    "in_vivo": _in_vivo,
    "qualifiers": _qualifiers,
    "find": lambda session, desk, text: _find(session, desk, text, (desk.reading.transcript.id,)),
    "find_everywhere": lambda session, desk, text: _find(session, desk, text, ()),
}


# Looking


def _help(session: Session, desk: Desk) -> Desk:
    usable = {*MOVES, *DEEDS, *_WITH_TEXT, *_LOOKS, "leave"}
    _say_all(words.help_lines([action for action in table() if action.id in usable], session.keys))
    return desk


def _context(session: Session, desk: Desk) -> Desk:
    code = code_at_hand(desk)
    if not code:
        return replace(desk, said=_("There is no suggestion and no coding on this segment."))
    _say_all(words.about_lines(about(session.study, session.coder, code)))
    return desk


def _codebook(_session: Session, desk: Desk) -> Desk:
    for depth, code in desk.reading.book.tree():
        if code.status == "active" and not code.merged_into:
            say(f"{'- ' * depth}{label_of(desk, code.id)} ({code.id})")
    return desk


def _side_by_side(session: Session, desk: Desk) -> Desk:
    _say_all(words.beside_lines(desk, side_by_side(session.study, desk.reading.transcript.id, session.coder)))
    return desk


def _arbitrate(session: Session, desk: Desk) -> Desk:
    ask_one_by_one(session.study, desk.reading.transcript.id)
    return desk


_LOOKS: Mapping[str, Callable[[Session, Desk], Desk]] = {
    "help": _help,
    "context": _context,
    "codebook": _codebook,
    "side_by_side": _side_by_side,
    "arbitrate": _arbitrate,
}
