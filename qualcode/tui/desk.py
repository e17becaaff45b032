"""The desk: the page with its panels, and what each key does there. What a key means for the study is `workflow`'s."""

import gc
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.message import Message
from textual.screen import Screen

from qualcode.store.study import Study
from qualcode.tui import panels
from qualcode.tui.actions import Action, of_screen
from qualcode.tui.background import Beside, Tell, Told
from qualcode.tui.opening import WINDOWS
from qualcode.tui.page import Page
from qualcode.tui.palette import Palette
from qualcode.tui.panels import Panel
from qualcode.tui.tree import CodebookTree
from qualcode.workflow.desk import acting, choosing, whereabouts
from qualcode.workflow.desk import state as desks
from qualcode.workflow.desk.acting import DEEDS, Deed, done
from qualcode.workflow.desk.moving import MOVES
from qualcode.workflow.desk.progress import Elsewhere
from qualcode.workflow.desk.reading import state_of
from qualcode.workflow.desk.state import Desk, open_desk, to, to_place

WIDE, WIDER = 112, 150
"""Columns from which suggestions stand beside the page, and the codebook too."""
_SIDE, _TREE = 40, 34


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
        self._footer = [action for action in of_screen(actions, "desk") if action.footer]
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
        self.call_after_refresh(desks.warm, self.study, self.desk)
        self.call_after_refresh(gc.freeze)  # what is read stays: looking through it again would delay keys

    @property
    def page(self) -> Page:
        """The page."""
        return self.query_one(Page)

    @property
    def codebook(self) -> CodebookTree:
        """The codebook beside the page."""
        return self.query_one(CodebookTree)

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
        tree = self.codebook
        tree.palette = palette
        tree.redraw()

    def _panels(self) -> None:
        desk, palette, colours = self.desk, self.palette, self.page.colours
        width = self.size.width or 80
        wide = width >= WIDE
        below = width - _TREE * self.codebook.display  # what the codebook leaves of a small window
        here = _SIDE - 4 if wide else below // 2 - 3
        self._put("head", panels.head(desk, palette, width - 4))
        rows = self.query_one("#items").size.height or 4
        self._put("items", panels.items(desk, palette, colours, here, rows))
        self._put("detail", panels.detail(desk, palette, here))
        self._put("digits", panels.digits(desk, palette, colours, here if wide else below - 4, rows=9 if wide else 3))
        *first, said = panels.message(desk.said, palette, width - 4)
        self._put("progress", first[0] if first else panels.progress_line(desk, palette, self.elsewhere, width - 4))
        self._put("foot", panels.foot(self._footer, said, palette, width - 4))
        tree = self.codebook
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
            self.do(partial(acting.apply, code=event.node.data.id))

    # Keys

    def action_act(self, name: str) -> None:
        """Do what the table of actions calls by this name."""
        if name in MOVES:
            self.show(MOVES[name](self.desk))
        elif name in DEEDS:
            self.do(DEEDS[name])
        elif name in WINDOWS:
            WINDOWS[name](self)
        else:
            getattr(self, f"_act_{name}")()

    def do(self, deed: Deed) -> None:
        """Do something that is on disk before it is shown."""
        self.show(done(self.study, self.desk, deed))

    def say(self, said: str) -> None:
        """Tell the coder something."""
        self.show(replace(self.desk, said=said))

    def turn_to(self, desk: Desk) -> None:
        """Lay another interview on the desk."""
        self.elsewhere = None
        self.desk = desk
        self._ask()

    def code_in_sight(self) -> str:
        """The code under the codebook's cursor while it has the keys, else the code at hand; "" without one."""
        tree = self.codebook
        node = tree.cursor_node if tree.has_focus else None
        return node.data.id if node is not None and node.data is not None else desks.code_at_hand(self.desk)

    def _act_page_down(self) -> None:
        self._page(1)

    def _act_page_up(self) -> None:
        self._page(-1)

    def _page(self, step: int) -> None:
        turn, offset = self.page.page_of(step)
        if self.desk.segment is not None:
            moved = to_place(self.desk, self.desk.reading.transcript.turns[turn].id, offset)
            self.show(moved if moved.cursor != self.desk.cursor else to(self.desk, self.desk.cursor + step))

    def _act_codebook(self) -> None:
        tree = self.codebook
        if tree.has_focus:
            self.page.focus()
            self.remove_class("-codebook")
            self.call_after_refresh(self._panels)
        else:
            self.add_class("-codebook")
            tree.show(self.desk.reading.book, self.counts(), self.page.colours, self.palette)
            self.call_after_refresh(self._panels)
            self.call_after_refresh(tree.focus)

    def _act_palette(self) -> None:
        self.app.action_command_palette()

    def _act_light(self) -> None:
        self.app.action_other_theme()  # type: ignore[attr-defined]

    def _act_leave(self) -> None:
        self.app.exit()
