"""The desk: the page with its panels, and what each key does there. What a key means for the study is `workflow`'s."""

import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Static

from qualcode.core.address import parse_reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.tui import looking, panels
from qualcode.tui.actions import Action
from qualcode.tui.background import Beside, Tell, Told
from qualcode.tui.page import Page
from qualcode.tui.palette import Palette
from qualcode.tui.screens import Ask, CodeSearch, Find, Memo, Pick, ToRead
from qualcode.tui.tree import CodebookTree
from qualcode.workflow import acting, choosing, whereabouts
from qualcode.workflow import desk as desks
from qualcode.workflow.acting import DEEDS, done
from qualcode.workflow.at_hand import about
from qualcode.workflow.desk import Desk, open_desk, to, to_place
from qualcode.workflow.moving import MOVES, no_coding
from qualcode.workflow.progress import Elsewhere
from qualcode.workflow.reading import state_of

WIDE, WIDER = 112, 150
"""Columns from which suggestions stand beside the page, and the codebook too."""
_SIDE, _TREE = 40, 34


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


class DeskScreen(Screen[None], inherit_bindings=False):
    """One interview on the desk."""

    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - as Textual declares it
        (0, "-narrow"),
        (WIDE, "-wide"),
        (WIDER, "-wider"),
    ]

    class Known(Message):
        """Something became known beside the desk."""

        def __init__(self, told: Told) -> None:
            super().__init__()
            self.told = told

    def __init__(
        self,
        study: Study,
        transcript_id: str,
        coder: str,
        *,
        actions: Sequence[Action],
        palette: Palette,
        beside: Callable[[Path, Tell], Beside],
    ) -> None:
        super().__init__()
        self.study, self.coder, self.actions, self.palette = study, coder, actions, palette
        self.desk: Desk = open_desk(study, transcript_id, coder, wait=False)
        self.elsewhere: Elsewhere | None = None
        self._beside = beside
        self._background: Beside | None = None

    def compose(self) -> ComposeResult:
        """The page and what stands around it."""
        yield Panel(id="head")
        with Container(id="body"):
            yield CodebookTree(self.palette)
            yield Page(self.desk, self.palette)
            with Container(id="here"):
                with Container(id="lists"):
                    yield Panel(id="items")
                    yield Panel(id="detail")
                yield Panel(id="digits")
        yield Panel(id="progress")
        yield Panel(id="foot")

    def on_mount(self) -> None:
        """Begin to read; what takes long starts now."""
        self.page.focus()
        self.show(self.desk)
        self._background = self._beside(self.study.root, lambda told: self.post_message(self.Known(told)))
        self._ask()
        self.set_interval(1.0, self._look_again)
        self.call_after_refresh(gc.freeze)  # what is read stays: looking through it again would delay keys

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one(Page)

    def on_unmount(self) -> None:
        """Nobody listens any more."""
        if self._background is not None:
            self._background.close()

    def _ask(self) -> None:
        if self._background is not None:
            self._background.ask(self.desk.reading.transcript.id, self.coder)

    # Showing

    def show(self, desk: Desk) -> None:
        """Put a desk on the screen. Whatever it says is on disk already."""
        before, self.desk = self.desk, desk
        if desk.cursor != before.cursor or desk.seen != before.seen:
            self.call_after_refresh(whereabouts.remember, self.study, desk.reading, desk.cursor, desk.seen)
        if desk.reading is not before.reading:
            self._ask()
        self.page.show(desk)
        self._panels()

    def on_resize(self) -> None:
        """The panels follow the size of the terminal."""
        self._panels()

    def recolour(self, palette: Palette) -> None:
        """Draw everything with other colours."""
        self.palette = palette
        self.page.recolour(palette)
        self._panels()
        tree = self.query_one(CodebookTree)
        tree.palette = palette
        tree.redraw()

    def _panels(self) -> None:
        desk, palette, colours = self.desk, self.palette, self.page.colours
        width = self.size.width or 80
        wide = width >= WIDE
        here = _SIDE - 4 if wide else width // 2 - 3
        self._put("head", panels.head(desk, palette, width - 4))
        self._put("items", panels.items(desk, palette, colours, here))
        self._put("detail", panels.detail(desk, palette))
        self._put("digits", panels.digits(desk, palette, colours, here if wide else width - 4, rows=9 if wide else 2))
        self._put("progress", panels.progress_line(desk, palette, self.elsewhere, width - 4))
        self._put("foot", panels.foot([one for one in self.actions if one.footer], desk.said, palette, width - 4))
        tree = self.query_one(CodebookTree)
        if tree.display:
            tree.show(desk.reading.book, self.counts(), colours, palette)

    def _put(self, name: str, text: Text) -> None:
        self.query_one(f"#{name}", Panel).put(text)

    def counts(self) -> Mapping[str, int]:
        """Codings of each code in the coder's interviews."""
        here = Counter(coding.code for coding in self.desk.reading.codings)
        return here + Counter(self.elsewhere.codings if self.elsewhere else {})

    # What became known meanwhile

    @on(Known)
    def _known(self, message: Known) -> None:
        told, desk = message.told, self.desk
        if told.transcript != desk.reading.transcript.id or (
            told.fingerprint and told.fingerprint != desk.reading.transcript.fingerprint
        ):
            return
        if told.segments is not None and not desk.reading.split:
            # The words are the same: only the segments are new. Codings stay as the desk knows them.
            desk = desks.on(desk, replace(desk.reading, segments=told.segments, split=True))
            self.show(desk)
        if told.elsewhere is not None:
            self.elsewhere = told.elsewhere
            self._panels()
        if told.suggestions is not None:
            self.show(desks.with_suggestions(desk, told.suggestions))
        if told.trouble:
            self.show(replace(desk, said=told.trouble, suggestions=desk.suggestions or {}))

    def _look_again(self) -> None:
        """See whether somebody else wrote what stands on the desk."""
        reading = self.desk.reading
        if state_of(self.study, reading.transcript.id, self.coder) != reading.state:
            self.show(acting.looked_again(self.study, self.desk))

    # The mouse

    @on(Page.Pointed)
    def _pointed(self, message: Page.Pointed) -> None:
        turn, offset = message.place
        self.show(to_place(self.desk, self.desk.reading.transcript.turns[turn].id, offset))

    @on(Page.Drawn)
    def _drawn(self, message: Page.Drawn) -> None:
        reading = self.desk.reading
        selection = choosing.between(reading, message.first, message.last)
        turn, offset = selection.ends[0]
        cursor = reading.at(reading.transcript.turns[turn].id, offset)
        changing = self.desk.changing
        here = self.desk if cursor == self.desk.cursor or changing else to(self.desk, cursor)
        self.show(replace(here, selection=selection, changing=changing))

    def action_take(self, number: int) -> None:
        """Choose a suggestion or coding of the list."""
        self.show(replace(self.desk, chosen=number))

    @on(CodebookTree.NodeSelected)
    def _code_taken(self, event: CodebookTree.NodeSelected) -> None:  # type: ignore[type-arg]
        if event.node.data is not None:
            self._do(partial(acting.apply, code=event.node.data.id))

    # Keys

    def action_act(self, name: str) -> None:
        """Do what the table of actions calls by this name."""
        if name in MOVES:
            self.show(MOVES[name](self.desk))
        elif name in DEEDS:
            self._do(DEEDS[name])
        else:
            getattr(self, f"_act_{name}")()

    def _do(self, deed: Callable[[Study, Desk], Desk]) -> None:
        self.show(done(self.study, self.desk, deed))

    def _say(self, said: str) -> None:
        self.show(replace(self.desk, said=said))

    def _act_page_down(self) -> None:
        self._page(1)

    def _act_page_up(self) -> None:
        self._page(-1)

    def _page(self, step: int) -> None:
        turn, offset = self.page.page_of(step)
        if self.desk.segment is not None:
            moved = to_place(self.desk, self.desk.reading.transcript.turns[turn].id, offset)
            self.show(moved if moved.cursor != self.desk.cursor else to(self.desk, self.desk.cursor + step))

    def _search(self, title: str, chosen: Callable[[str], Callable[[Study, Desk], Desk]]) -> None:
        def answered(code: str | None) -> None:
            if code is not None:
                self._do(chosen(code))

        book = self.desk.reading.book
        self.app.push_screen(CodeSearch(title, book, self.counts(), self.page.colours, self.palette), answered)

    def _act_search_code(self) -> None:
        self._search(_("Give the passage a code"), lambda code: partial(acting.apply, code=code))

    def _act_recode(self) -> None:
        coding = desks.coding_at_hand(self.desk)
        if coding is None:
            self._say(no_coding())
            return
        title = _("Another code in place of “{label}”").format(label=acting.label_of(self.desk, coding.code))
        kept = replace(self.desk, last=coding.id)
        self.desk = kept
        self._search(title, lambda code: partial(acting.recode, code=code))

    def _act_in_vivo(self) -> None:
        words = self._words()
        if not words:
            self._say(_("There is nothing to code here."))
            return

        def answered(label: str | None) -> None:
            if label is not None:
                self._do(partial(acting.in_vivo, label=label))

        hint = _("Enter makes the code and gives it to the passage; its definition can be written later.")
        self.app.push_screen(Ask(_("New code, named by the words"), words[:60], hint), answered)

    def _words(self) -> str:
        desk = self.desk
        if desk.selection is not None:
            return " ".join(choosing.words(desk.reading, desk.selection).split())
        return " ".join(desk.reading.words(desk.segment).split()) if desk.segment else ""

    def _act_memo(self) -> None:
        coding = desks.coding_at_hand(self.desk)
        if coding is None:
            self._say(no_coding())
            return
        here = coding

        def answered(memo: str | None) -> None:
            if memo is not None and memo.strip() != here.memo:
                self._do(lambda study, desk: acting.note(study, _at(desk, here.id), memo))

        title = _("Memo on “{label}”").format(label=acting.label_of(self.desk, coding.code))
        self.app.push_screen(Memo(title, coding.memo), answered)

    def _act_qualifiers(self) -> None:
        coding = desks.coding_at_hand(self.desk)
        if coding is None:
            self._say(no_coding())
        else:
            self._qualify(coding)

    def _qualify(self, coding: Coding) -> None:
        """Ask for one qualifier after another, until the coder closes the list."""

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            name, _equals, value = answer.partition("=")
            given = "" if coding.qualifiers.get(name) == value else value
            self._do(lambda study, desk: acting.qualify(study, _at(desk, coding.id), name, given))
            if (changed := self.desk.reading.by_id.get(coding.id)) is not None:
                self._qualify(changed)

        title = _("Qualifiers of “{label}”").format(label=acting.label_of(self.desk, coding.code))
        rows = [(f"{name}={value}", text) for name, value, text in looking.qualifier_rows(coding)]
        hint = _("Enter gives it, or takes it away; Escape closes.")
        self.app.push_screen(Pick(title, rows, hint), answered)

    def _act_context(self) -> None:
        tree = self.query_one(CodebookTree)
        node = tree.cursor_node if tree.has_focus else None
        code = node.data.id if node is not None and node.data is not None else desks.code_at_hand(self.desk)
        if code not in self.desk.reading.book.by_id:
            self._say(_("Choose a suggestion, a coding or a code of the codebook first."))
            return
        try:
            found = about(self.study, self.coder, code)
        except QualcodeError as error:
            self._say(str(error))
            return
        title = acting.label_of(self.desk, found.code.id)
        self.app.push_screen(ToRead(title, looking.about_text(found, self.palette, self.page.colours)))

    def _act_codebook(self) -> None:
        tree = self.query_one(CodebookTree)
        if tree.has_focus:
            self.page.focus()
            self.remove_class("-codebook")
        else:
            self.add_class("-codebook")
            tree.show(self.desk.reading.book, self.counts(), self.page.colours, self.palette)
            self.call_after_refresh(tree.focus)

    def _act_find(self) -> None:
        self._find(self.desk.reading.transcript.id)

    def _act_find_everywhere(self) -> None:
        self._find("")

    def _find(self, transcript: str) -> None:
        def finder(typed: str) -> Sequence[tuple[str, Text]]:
            try:
                found = looking.places(self.study, typed, transcript)
            except QualcodeError:  # nothing typed
                found = ()
            self.desk = replace(self.desk, found=found)
            return [(str(one.reference), looking.place_row(one, everywhere=not transcript)) for one in found]

        def answered(answer: tuple[str, str] | None) -> None:
            if answer is not None:
                self._go(answer[1])
            self.show(self.desk)

        title = _("Find in this interview") if transcript else _("Find in all interviews")
        hint = _("Words; * stands for any letters (rechut*). Enter searches.")
        self.app.push_screen(Find(title, finder, hint), answered)

    def _go(self, text: str) -> None:
        reference = parse_reference(text)
        if reference.transcript != self.desk.reading.transcript.id:
            found = self.desk.found
            try:
                other = open_desk(self.study, reference.transcript, self.coder, wait=False)
            except QualcodeError as error:
                self._say(str(error))
                return
            self.elsewhere = None
            self.desk = replace(other, found=found, blind=self.desk.blind)
        offset = reference.span[0] if reference.span else 0
        self.show(to_place(self.desk, reference.turn, offset))
        self._ask()

    def _act_side_by_side(self) -> None:
        from qualcode.tui.side_by_side import SideBySideScreen  # noqa: PLC0415 - seldom opened

        desk = self.desk
        turn = desk.segment.turn if desk.segment else ""
        self._open(
            lambda: SideBySideScreen(self.study, desk.reading.transcript.id, self.coder, turn=turn),
            lambda place: self.show(to_place(self.desk, *place) if place else self.desk),
        )

    def _act_arbitrate(self) -> None:
        from qualcode.tui.arbitration import ArbitrationScreen  # noqa: PLC0415 - seldom opened

        self._open(lambda: ArbitrationScreen(self.study, self.desk.reading.transcript.id), lambda _none: None)

    def _open(self, make: Callable[[], Screen[Any]], closed: Callable[[Any], None]) -> None:
        """Open a screen, or say why it can't be."""
        try:
            screen = make()
        except QualcodeError as error:
            self._say(str(error))
            return
        self.app.push_screen(screen, closed)

    def _act_help(self) -> None:
        self.app.push_screen(ToRead(_("Keys"), looking.keys_text(self.actions, self.palette)))

    def _act_palette(self) -> None:
        self.app.action_command_palette()

    def _act_light(self) -> None:
        self.app.action_other_theme()  # type: ignore[attr-defined]

    def _act_leave(self) -> None:
        self.app.exit()


def _at(desk: Desk, coding_id: str) -> Desk:
    """The desk with a coding at hand, whichever was chosen meanwhile."""
    return replace(desk, chosen=None, last=coding_id)
