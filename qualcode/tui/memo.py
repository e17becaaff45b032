"""The lines of a memo."""

from collections.abc import Callable

from textual import events
from textual.widgets import TextArea


class MemoArea(TextArea):
    """Words on some lines; Enter keeps them, in its turn after the letters typed before it, Ctrl+J begins another line."""

    def __init__(self, text: str, keep: Callable[[str], object]) -> None:
        super().__init__(text, compact=True)
        self._keep = keep

    def on_mount(self) -> None:
        """Write on from the end."""
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key not in {"enter", "ctrl+j", "ctrl+s"}:
            await super()._on_key(event)
            return
        event.stop()
        event.prevent_default()
        if event.key == "ctrl+j":
            self.insert("\n")
        else:
            self._keep(self.text)
