"""The actions that open a window: what it asks, and what its answer does on the desk.

Meanwhile the desk may have learned something (sentences, an edit): an answer counts for the words and the coding that it was
asked about.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.screen import Screen

from qualcode.core.address import parse_reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.tui import looking
from qualcode.tui.screens import Ask, CodeSearch, Find, Memo, Pick, ToRead
from qualcode.workflow.desk import acting, choosing
from qualcode.workflow.desk.acting import Deed
from qualcode.workflow.desk.at_hand import about
from qualcode.workflow.desk.choosing import Selection
from qualcode.workflow.desk.moving import no_coding
from qualcode.workflow.desk.state import Desk, coding_at_hand, open_desk, to_place

if TYPE_CHECKING:
    from qualcode.tui.desk import DeskScreen


_TITLE = 36
"""Characters of the words shown over a window."""


def _of_coding(desk: Desk, coding_id: str) -> Desk:
    """The desk with this coding at hand, wherever the cursor is by now."""
    return replace(desk, changing=coding_id, selection=None)


def _on_words(asked: Desk, desk: Desk, deed: Callable[[Desk], Desk]) -> Desk:
    """What a deed makes of the desk on the words that it was asked about; a passage that was chosen stays so."""
    now = deed(_on_words_of(asked, desk))
    return now if asked.selection else replace(now, selection=None)


def _on_words_of(asked: Desk, desk: Desk) -> Desk:
    """The desk with the words chosen that it was asked about."""
    segment = asked.segment
    if segment is None or asked.reading.transcript.fingerprint != desk.reading.transcript.fingerprint:
        return desk
    place = asked.reading.transcript.position[segment.turn]
    whole = Selection(fixed=(place, segment.start), moving=(place, segment.end))
    return replace(desk, selection=asked.selection or whole)


def _search(screen: "DeskScreen", title: str, chosen: Callable[[str], Deed]) -> None:
    def answered(code: str | None) -> None:
        if code is not None:
            screen.do(chosen(code))

    book = screen.desk.reading.book
    window = CodeSearch(title, book, screen.counts(), screen.page.colours, screen.palette)
    screen.app.push_screen(window, answered)


def search_code(screen: "DeskScreen") -> None:
    """Ask for a code, and give it to the passage; in the codebook, go to it."""
    asked, tree = screen.desk, screen.codebook
    if tree.has_focus:
        window = CodeSearch(
            _("Find a code in the codebook"), asked.reading.book, screen.counts(), screen.page.colours, screen.palette
        )
        screen.app.push_screen(window, lambda code: tree.point_to(code) if code else None)
        return

    def give(study: Study, desk: Desk, code: str) -> Desk:
        return _on_words(asked, desk, lambda there: acting.apply(study, there, code))

    words = _("“{words}”").format(words=shorten(_words(asked), _TITLE, placeholder=" …"))
    title = _("{label}: {value}").format(label=_("Give the passage a code"), value=words)
    _search(screen, title, lambda code: partial(give, code=code))


def recode(screen: "DeskScreen") -> None:
    """Ask for a code in place of another."""
    coding = coding_at_hand(screen.desk)
    if coding is None:
        screen.say(no_coding())
        return
    key = coding.id

    def give(study: Study, desk: Desk, code: str) -> Desk:
        return acting.recode(study, _of_coding(desk, key), code)

    title = _("Another code in place of “{label}”").format(label=acting.label_of(screen.desk, coding.code))
    _search(screen, title, lambda code: partial(give, code=code))


def in_vivo(screen: "DeskScreen") -> None:
    """Ask for the name of a new code; the words chosen are proposed."""
    asked = screen.desk
    words = _words(asked)
    if not words:
        screen.say(_("There is nothing to code here."))
        return

    def answered(label: str | None) -> None:
        if label is not None:
            screen.do(lambda study, desk: _on_words(asked, desk, lambda there: acting.in_vivo(study, there, label)))

    hint = _("Enter makes the code and gives it to the passage; its definition can be written later.")
    screen.app.push_screen(Ask(_("New code, named by the words"), shorten(words, 60, placeholder=""), hint), answered)


def _words(desk: Desk) -> str:
    if desk.selection is not None:
        return " ".join(choosing.words(desk.reading, desk.selection).split())
    return " ".join(desk.reading.words(desk.segment).split()) if desk.segment else ""


def memo(screen: "DeskScreen") -> None:
    """Ask for the memo of the coding at hand."""
    coding = coding_at_hand(screen.desk)
    if coding is None:
        screen.say(no_coding())
        return
    key, before = coding.id, coding.memo

    def answered(text: str | None) -> None:
        if text is not None and text.strip() != before:
            screen.do(lambda study, desk: acting.note(study, _of_coding(desk, key), text))

    title = _("Memo on “{label}”").format(label=acting.label_of(screen.desk, coding.code))
    screen.app.push_screen(Memo(title, before), answered)


def qualifiers(screen: "DeskScreen") -> None:
    """Ask for qualifiers of the coding at hand."""
    coding = coding_at_hand(screen.desk)
    if coding is None:
        screen.say(no_coding())
    else:
        _qualify(screen, coding)


def _qualify(screen: "DeskScreen", coding: Coding, at: str = "") -> None:
    """Ask for one qualifier after another, until the coder closes the list; it stays at the one given last."""

    def answered(answer: str | None) -> None:
        if answer is None:
            return
        name, _equals, value = answer.partition("=")
        given = "" if coding.qualifiers.get(name) == value else value
        screen.do(lambda study, desk: acting.qualify(study, _of_coding(desk, coding.id), name, given))
        if (changed := screen.desk.reading.by_id.get(coding.id)) is not None:
            _qualify(screen, changed, answer)

    title = _("Qualifiers of “{label}”").format(label=acting.label_of(screen.desk, coding.code))
    rows = [(f"{name}={value}", text) for name, value, text in looking.qualifier_rows(coding)]
    hint = _("Enter gives it, or takes it away; Escape closes.")
    screen.app.push_screen(Pick(title, rows, hint, at=at), answered)


def context(screen: "DeskScreen") -> None:
    """Show what is known of the code at hand."""
    code = screen.code_in_sight()
    if code not in screen.desk.reading.book.by_id:
        screen.say(_("Choose a suggestion, a coding or a code of the codebook first."))
        return
    try:
        found = about(screen.study, screen.coder, code)
    except QualcodeError as error:
        screen.say(str(error))
        return
    title = acting.label_of(screen.desk, found.code.id)
    screen.app.push_screen(ToRead(title, looking.about_text(found, screen.palette, screen.page.colours)))


def find(screen: "DeskScreen", *, everywhere: bool = False) -> None:
    """Ask for words, show where they stand, go there."""
    own = screen.desk.reading.transcript.id

    def finder(typed: str) -> Sequence[tuple[str, Text]]:
        try:
            found = looking.places(screen.study, typed, "" if everywhere else own)
        except QualcodeError:  # nothing typed
            found = ()
        screen.desk = replace(screen.desk, found=found)
        return [(str(one.reference), looking.place_row(one, everywhere=everywhere)) for one in found]

    def answered(answer: tuple[str, str] | None) -> None:
        if answer is not None:
            _go(screen, answer[1])
        screen.show(screen.desk)

    title = _("Find in all interviews") if everywhere else _("Find in this interview")
    hint = _("Words; * stands for any letters (rechut*). Enter searches.")
    screen.app.push_screen(Find(title, finder, hint), answered)


def _go(screen: "DeskScreen", text: str) -> None:
    reference = parse_reference(text)
    if reference.transcript != screen.desk.reading.transcript.id:
        try:
            other = open_desk(screen.study, reference.transcript, screen.coder, wait=False)
        except QualcodeError as error:
            screen.say(str(error))
            return
        screen.turn_to(replace(other, found=screen.desk.found, blind=screen.desk.blind or other.blind))
    screen.show(to_place(screen.desk, reference.turn, reference.span[0] if reference.span else 0))


def side_by_side(screen: "DeskScreen") -> None:
    """Show what other coders gave here."""
    from qualcode.tui.side_by_side import SideBySideScreen  # noqa: PLC0415 - seldom opened

    desk = screen.desk
    turn = desk.segment.turn if desk.segment else ""
    _open(
        screen,
        lambda: SideBySideScreen(screen.study, desk.reading.transcript.id, screen.coder, screen.actions, turn=turn),
        lambda place: screen.show(to_place(screen.desk, *place) if place else screen.desk),
    )


def arbitrate(screen: "DeskScreen") -> None:
    """Settle disagreements."""
    from qualcode.tui.arbitration import ArbitrationScreen  # noqa: PLC0415 - seldom opened

    name = screen.desk.reading.transcript.id
    _open(screen, lambda: ArbitrationScreen(screen.study, name, screen.actions), lambda _none: None)


def _open(screen: "DeskScreen", make: Callable[[], Screen[Any]], closed: Callable[[Any], None]) -> None:
    """Open a screen, or say why it can't be."""
    try:
        window = make()
    except QualcodeError as error:
        screen.say(str(error))
        return
    screen.app.push_screen(window, closed)


def keys(screen: "DeskScreen") -> None:
    """Show every key."""
    screen.app.push_screen(ToRead(_("Keys"), looking.keys_table(screen.actions, screen.palette)))


WINDOWS: Mapping[str, "Callable[[DeskScreen], None]"] = {
    "search_code": search_code,
    "recode": recode,
    "in_vivo": in_vivo,
    "memo": memo,
    "qualifiers": qualifiers,
    "context": context,
    "find": find,
    "find_everywhere": partial(find, everywhere=True),
    "side_by_side": side_by_side,
    "arbitrate": arbitrate,
    "help": keys,
}
"""What opens a window, by the name in the table of actions."""
