"""The application around the desk: colours, keys, the palette of actions."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from textual import events, on
from textual.app import App, SystemCommand
from textual.dom import DOMNode
from textual.message import Message
from textual.screen import Screen

from qualcode.store.cache import read_cache, write_cache
from qualcode.store.study import Study
from qualcode.tui.actions import Action, of_screen, table
from qualcode.tui.background import Background, Beside, Tell
from qualcode.tui.desk import DeskScreen
from qualcode.tui.page import Page
from qualcode.tui.palette import DARK, LIGHT, Palette, themes

HIGH = 36
"""Rows from which lists may be long."""
_SOON = 0.01
"""Seconds until keys that wait for a window are looked at again."""
_PATIENCE = 2.0
"""Seconds after which a key counts as obeyed, whatever became of the window that it was for."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Busy:
    """A key being obeyed: the screen and the widget that have it, and until when it is waited for."""

    screen: Screen[Any]
    target: DOMNode
    until: float


class DeskApp(App[None]):
    """The coding desk."""

    CSS_PATH = Path(__file__).with_name("desk.tcss")
    ENABLE_COMMAND_PALETTE = True
    VERTICAL_BREAKPOINTS = [(0, "-low"), (HIGH, "-high")]  # noqa: RUF012 - as Textual declares it

    def __init__(
        self,
        study: Study,
        transcript_id: str,
        coder: str,
        *,
        keys: Mapping[str, Sequence[str]] | None = None,
        beside: Callable[[Path, Tell], Beside] = Background,
    ) -> None:
        self.plain = bool(os.environ.get("NO_COLOR"))
        super().__init__(ansi_color=True if self.plain else None)
        self.title = f"qualcode – {transcript_id}"
        self.study, self.transcript_id, self.coder = study, transcript_id, coder
        self.beside = beside
        self.actions = with_keys(table(), keys or {})
        self._on_desk = of_screen(self.actions, "desk")
        self._by_key = {key: action.id for action in self._on_desk for key in action.keys}
        self._held: list[events.Key] = []
        self._busy: _Busy | None = None
        for theme in themes():
            self.register_theme(theme)
        self.theme = _kept_theme(study)

    def get_default_screen(self) -> Screen[None]:
        """The desk."""
        return DeskScreen(
            self.study,
            self.transcript_id,
            self.coder,
            actions=self.actions,
            palette=self.colours,
            beside=self.beside,
        )

    @property
    def colours(self) -> Palette:
        """The colours of the theme that is on."""
        return Palette(self.current_theme, plain=self.plain)

    def on_mount(self) -> None:
        """Keys come from the table of actions."""
        for action in self._on_desk:
            self.bind(",".join(action.keys), f"screen.act('{action.id}')", description=action.label, show=False)

    async def on_event(self, event: events.Event) -> None:
        """Obey keys in the order typed, each when everything that the one before it caused is done.

        What follows a key that opens a window is the window's, even when it is not drawn yet, and what follows one that closes
        it is the page's: a slow machine, or a line that delivers several keys at once, must not turn the letters of a memo into
        commands.
        """
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._held or not self._takes_keys():
            self._held.append(event)
            self._release_soon()
        else:
            await self._obey(event)

    def _takes_keys(self) -> bool:
        """False while a window is being opened or closed, and while a key is still being obeyed."""
        screen, busy = self.screen, self._busy
        if busy is not None and busy.screen.is_running and monotonic() < busy.until:
            return False
        return screen.is_mounted and (screen.focused is not None or not screen.focus_chain)

    async def _obey(self, event: events.Key) -> None:
        screen = self.screen
        if isinstance(screen, DeskScreen) and isinstance(screen.focused, Page) and event.key in self._by_key:
            screen.action_act(self._by_key[event.key])
            return
        target = screen.focused or screen
        self._busy = busy = _Busy(screen=screen, target=target, until=monotonic() + _PATIENCE)
        await super().on_event(event)
        target.call_later(lambda: target.post_message(self.Obeyed(busy)))

    class Obeyed(Message):
        """Follows a key through the queues of its widget and of what is around it, up to the application.

        It goes twice: first behind the key itself, for which bindings are looked up here, then behind what they made the
        widget say, which may close a window.
        """

        def __init__(self, busy: "_Busy", *, again: bool = True) -> None:
            super().__init__()
            self.busy, self.again = busy, again

    @on(Obeyed)
    async def _follow(self, message: Obeyed) -> None:
        busy = message.busy
        if busy is not self._busy or (message.again and busy.target.post_message(self.Obeyed(busy, again=False))):
            return
        self._busy = None
        await self._release()

    async def _release(self) -> None:
        while self._held and self._takes_keys():
            await self._obey(self._held.pop(0))
        if self._held:
            self._release_soon()

    def _release_soon(self) -> None:
        """Look at the keys held again, in their turn among what happens to the application."""
        self.set_timer(_SOON, partial(self.call_later, self._release))

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette offers the same table."""
        if isinstance(screen, DeskScreen):
            for action in self._on_desk:
                if action.id != "palette":
                    yield SystemCommand(action.label, action.help, lambda name=action.id: screen.action_act(name))

    def action_other_theme(self) -> None:
        """From dark to light or back; kept for the next time."""
        self.theme = LIGHT if self.theme == DARK else DARK
        write_cache(self.study.root, "desk", "theme", self.theme)
        screen = self.screen_stack[0]
        if isinstance(screen, DeskScreen):
            screen.recolour(self.colours)

    def action_help_quit(self) -> None:
        """Ctrl-C leaves: everything is saved."""
        self.exit()


def with_keys(actions: Sequence[Action], keys: Mapping[str, Sequence[str]]) -> Sequence[Action]:
    """The actions with the keys that a study or a user chose."""
    return [replace(action, keys=tuple(keys.get(action.id, action.keys))) for action in actions]


def _kept_theme(study: Study) -> str:
    """The theme used last in this study; else what the terminal says of its background; else dark."""
    kept = read_cache(study.root, "desk", "theme", str)
    if kept in {DARK, LIGHT}:
        return str(kept)
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in {"7", "15"} else DARK


def run(study: Study, transcript_id: str, coder: str, keys: Mapping[str, Sequence[str]] | None = None) -> None:
    """Open the desk until the coder leaves it. Raises Unknown or UnreadableFile before anything is drawn."""
    study.transcript(transcript_id)
    DeskApp(study, transcript_id, coder, keys=keys).run()
