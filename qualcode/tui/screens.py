"""Small windows over the page that ask for a code or for words."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.core.codebook import Codebook, in_language
from qualcode.core.language import _, spoken
from qualcode.tui.palette import Palette
from qualcode.workflow.desk import at_hand

Answer = TypeVar("Answer")


class Window(ModalScreen[Answer]):
    """A window over the page. It answers once: a second click or key, on its way already, closes nothing else."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


class CodeSearch(Window[str | None]):
    """Some letters of a code; Enter answers with its id."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)"),
        Binding("down", "move(1)", priority=True),
        Binding("up", "move(-1)", priority=True),
    ]

    def __init__(
        self, title: str, book: Codebook, counts: Mapping[str, int], colours: Mapping[str, str], palette: Palette
    ) -> None:
        super().__init__()
        self._title, self._book, self._counts = title, book, counts
        self._colours, self._palette = colours, palette

    def compose(self) -> ComposeResult:
        """A line to type on, and the codes below it."""
        with Vertical():
            yield Static(self._title, classes="title")
            yield Input(placeholder=_("some letters of its label or definition"), select_on_focus=False)
            yield OptionList()
            yield Static("", classes="hint", id="meaning")

    def on_mount(self) -> None:
        """All codes, until letters are typed."""
        self._fill("")
        self.query_one(OptionList).can_focus = False

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        matches = at_hand.search(self._book, typed)
        depths = {code.id: depth for depth, code in self._book.tree()} if not typed.strip() else {}
        options.add_options(
            [Option(self._row(match.code.id, depths.get(match.code.id, 0)), id=match.code.id) for match in matches]
        )
        if matches:
            options.highlighted = 0
        else:
            self.query_one("#meaning", Static).update(_("No code is like this. Escape, then i makes a new one."))

    def _row(self, code_id: str, depth: int) -> Text:
        code = self._book.by_id[code_id]
        text = Text("  " * depth, no_wrap=True, overflow="ellipsis")
        text.append("● ", "" if self._palette.plain else self._palette.hex(self._colours.get(code_id, "#808080")))
        text.append(code.label_in(spoken()))
        count = self._counts.get(code_id)
        if count:
            text.append(f"  {count}", "dim")
        return text

    @on(OptionList.OptionHighlighted)
    def _show_meaning(self, event: OptionList.OptionHighlighted) -> None:
        code = self._book.by_id.get(event.option_id or "")
        meaning = Text(in_language(code.definition, spoken()) if code else "", no_wrap=False)
        self.query_one("#meaning", Static).update(meaning)

    def action_move(self, step: int) -> None:
        """Another code of the list."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    @on(Input.Submitted)
    def _apply(self) -> None:
        options = self.query_one(OptionList)
        chosen = options.highlighted_option
        self.dismiss(chosen.id if chosen else None)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class Ask(Window[str | None]):
    """One line of words; Enter answers with them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)")]

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """A line to type on."""
        with Vertical():
            yield Static(self._title, classes="title")
            yield Input(self._value, select_on_focus=True)
            yield Static(self._hint, classes="hint")

    @on(Input.Submitted)
    def _answered(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Memo(Window[str | None]):
    """Some lines of words; Enter keeps them, Ctrl+J begins another line."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", priority=True)]

    def __init__(self, title: str, value: str) -> None:
        super().__init__()
        self._title, self._value = title, value

    def compose(self) -> ComposeResult:
        """Room for some lines."""
        from qualcode.tui.memo import MemoArea  # noqa: PLC0415 - its editor is heavy, and needed only here

        with Vertical():
            yield Static(self._title, classes="title")
            yield MemoArea(self._value, self.dismiss)
            yield Static(_("Enter keeps it, Ctrl+J begins another line, Escape leaves it as it was."), classes="hint")


class Pick(Window[str | None]):
    """A short list; Enter answers with the id of the row. `rows` is (id, what stands there), `at` the row to begin at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)"),
        Binding("j", "move(1)"),
        Binding("k", "move(-1)"),
    ]

    def __init__(self, title: str, rows: Sequence[tuple[str, Text | str]], hint: str = "", *, at: str = "") -> None:
        super().__init__()
        self._title, self._rows, self._hint, self._at = title, rows, hint, at

    def compose(self) -> ComposeResult:
        """The rows."""
        with Vertical():
            yield Static(self._title, classes="title")
            yield OptionList(*(Option(text, id=name) for name, text in self._rows))
            yield Static(self._hint, classes="hint")

    def on_mount(self) -> None:
        """Begin where the coder was."""
        names = [name for name, _text in self._rows]
        self.query_one(OptionList).highlighted = names.index(self._at) if self._at in names else 0

    def action_move(self, step: int) -> None:
        """Another row."""
        options = self.query_one(OptionList)
        options.action_cursor_down() if step > 0 else options.action_cursor_up()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


Finder = Callable[[str], Sequence[tuple[str, Text]]]
"""What is typed -> the places found, as (reference, the words around)."""


class Find(Window[tuple[str, str] | None]):
    """Words to find; Enter shows the places, Enter again answers with (what was typed, the reference chosen)."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)")]

    def __init__(self, title: str, finder: Finder, hint: str) -> None:
        super().__init__()
        self._title, self._finder, self._hint = title, finder, hint

    def compose(self) -> ComposeResult:
        """A line to type on, and the places below it."""
        with Vertical():
            yield Static(self._title, classes="title")
            yield Input()
            yield OptionList()
            yield Static(self._hint, classes="hint")

    @on(Input.Submitted)
    def _search(self, event: Input.Submitted) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        rows = self._finder(event.value)
        options.add_options([Option(text, id=reference) for reference, text in rows])
        hint = self.query_one(".hint", Static)
        hint.update(_("Found nowhere.") if not rows else _("Enter goes there."))
        if rows:
            options.highlighted = 0
            self.set_focus(options)

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        self.dismiss((self.query_one(Input).value, event.option_id or ""))


class ToRead(Window[None]):
    """Something to read: the keys, or what is known of a code. Any of Escape, Enter, q closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss(None)"),
        Binding("down,j", "scroll(1)"),
        Binding("up,k", "scroll(-1)"),
        Binding("pagedown,space", "scroll(10)"),
        Binding("pageup", "scroll(-10)"),
    ]

    def __init__(self, title: str, text: RenderableType) -> None:
        super().__init__()
        self._title, self._text = title, text

    def compose(self) -> ComposeResult:
        """The text, which scrolls where it is long."""
        with VerticalScroll():
            yield Static(self._title, classes="title")
            yield Static(self._text)

    def action_scroll(self, lines: int) -> None:
        """Read on."""
        self.query_one(VerticalScroll).scroll_relative(y=lines, animate=False)

    def on_click(self, event: events.Click) -> None:
        """A click beside the window closes it."""
        if self.get_widget_at(event.screen_x, event.screen_y)[0] is self:
            self.dismiss(None)
