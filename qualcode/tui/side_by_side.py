"""The screen that shows what every coder gave to each segment; Enter goes there."""

from collections.abc import Sequence

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import DataTable, Static

from qualcode.core.language import _, plural
from qualcode.store.study import Study
from qualcode.tui.actions import Action, of_screen
from qualcode.tui.looking import keys_line
from qualcode.tui.panels import Panel
from qualcode.workflow.coding.comparing import Beside, side_by_side

Place = tuple[str, int]

_DOES = {"next_difference": "next_other", "go_there": "go", "leave_side_by_side": "dismiss(None)"}
"""What a key does here, by the name in the table of actions."""


class SideBySideScreen(Screen[Place | None]):
    """A row for each segment that somebody coded; answers with the turn and code point where to go."""

    CSS = """
    SideBySideScreen #title { height: 1; padding: 0 1; text-style: bold; }
    SideBySideScreen DataTable { height: 1fr; }
    SideBySideScreen #keys { height: 1; padding: 0 1; background: $panel; margin-top: 1; }
    SideBySideScreen #words { height: auto; max-height: 8; padding: 0 1; }
    """

    def __init__(
        self, study: Study, transcript_id: str, coder: str, actions: Sequence[Action], *, turn: str = ""
    ) -> None:
        """Raises QualcodeError when coders work blind and one of them has not finished."""
        super().__init__()
        self._interview, self._turn = transcript_id, turn
        self._found = side_by_side(study, transcript_id, coder)
        self._keys = of_screen(actions, "beside")
        for action in self._keys:
            self._bindings.bind(",".join(action.keys), _DOES[action.id], action.label)

    def compose(self) -> ComposeResult:
        """The table, and the words of its row."""
        yield Static(Text(self._title()), id="title")
        yield DataTable(cursor_type="row", zebra_stripes=True)
        yield Static(id="words")
        yield Panel(keys_line(self._keys, _DOES), id="keys")

    def _title(self) -> str:
        other = sum(not one.agreed for one in self._found.segments)
        count = plural("{n} segment differs", "{n} segments differ", other)
        coders = ", ".join(self._found.coders)
        return _("{label}: {value}").format(label=self._interview, value=f"{coders}. {count}.")

    def on_mount(self) -> None:
        """Fill the table; begin at the turn that was being read."""
        table = self._table
        table.add_columns("", _("Place"), *self._found.coders)
        for one in self._found.segments:
            table.add_row("" if one.agreed else "≠", one.turn, *(self._codes(one, name) for name in self._found.coders))
        turns = [one.turn for one in self._found.segments]
        table.move_cursor(row=turns.index(self._turn) if self._turn in turns else 0)
        table.focus()

    @property
    def _table(self) -> "DataTable[Text | str]":
        return self.query_one(DataTable)

    def _codes(self, one: Beside, coder: str) -> Text:
        return Text(", ".join(self._found.labels[code] for code in one.given[coder]) or "–")

    @on(DataTable.RowHighlighted)
    def _show_words(self, event: DataTable.RowHighlighted) -> None:
        self.query_one("#words", Static).update(Text(self._found.segments[event.cursor_row].words))

    @on(DataTable.RowSelected)
    def action_go(self) -> None:
        """Answer with the place of this row."""
        one = self._found.segments[self._table.cursor_row]
        self.dismiss((one.turn, one.start))

    def action_next_other(self) -> None:
        """Go to the next segment that differs."""
        here, segments = self._table.cursor_row, self._found.segments
        order = [*range(here + 1, len(segments)), *range(here)]
        self._table.move_cursor(row=next((n for n in order if not segments[n].agreed), here))
