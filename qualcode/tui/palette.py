"""The colours of the desk, light and dark, and how coded words look. Without colour, underlining and weight say the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rich.style import Style

from qualcode.core.codebook import Codebook

if TYPE_CHECKING:
    from textual.color import Color
    from textual.theme import Theme

DARK, LIGHT = "qualcode-dark", "qualcode-light"

_WHEEL = ("#c8643c", "#3b82c4", "#4f9d5d", "#b0569b", "#b58a1e", "#3a9c9c", "#8467c9", "#c2556b", "#7a8a3a", "#5b7392")
"""For codes without a colour of their own: ten that stay apart for most eyes."""

_READABLE = 3.2
"""Least contrast of a code's colour with the page: below it, thin marks can't be told."""


def themes() -> "tuple[Theme, Theme]":
    """The dark page and the light one."""
    from textual.theme import Theme  # noqa: PLC0415

    dark = Theme(
        name=DARK,
        primary="#8fb4d8",
        secondary="#9aa5b1",
        accent="#d9b36c",
        warning="#d9a441",
        error="#d9776b",
        success="#8fbf8f",
        foreground="#d6d3cb",
        background="#17191c",
        surface="#1d2024",
        panel="#24282d",
        dark=True,
        variables=_variables("#8fb4d8", "#2c3a48"),
    )
    light = Theme(
        name=LIGHT,
        primary="#2f5f8a",
        secondary="#5c6670",
        accent="#8a5a00",
        warning="#8a5a00",
        error="#a8352a",
        success="#2f6f3e",
        foreground="#26282b",
        background="#fbfaf6",
        surface="#f4f2ec",
        panel="#eae7de",
        dark=False,
        variables=_variables("#2f5f8a", "#cfdeec"),
    )
    return dark, light


def _variables(cursor: str, chosen: str) -> dict[str, str]:
    return {
        "block-cursor-background": chosen,
        "block-cursor-foreground": cursor,
        "block-cursor-text-style": "bold",
        "input-selection-background": chosen,
        "border": cursor,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a stretch of words is to look. `codes` are the colours of the codings on it, the shortest passage first."""

    codes: tuple[str, ...] = ()
    question: bool = False
    here: bool = False
    chosen: bool = False
    found: bool = False
    aside: bool = False


class Palette:
    """The styles of one theme; `plain` uses no colour at all."""

    def __init__(self, theme: "Theme", *, plain: bool) -> None:
        from textual.color import Color  # noqa: PLC0415

        self.plain = plain
        self.background = Color.parse(theme.background or "#000000")
        self.foreground = Color.parse(theme.foreground or "#ffffff")
        self.primary = Color.parse(theme.primary)
        self.accent = Color.parse(theme.accent or theme.primary)
        self.dark = theme.dark
        self._looks: dict[Look, Style] = {}

    def words(self, look: Look) -> Style:
        """The style of some words of the page."""
        if look not in self._looks:
            self._looks[look] = _plain(look) if self.plain else self._coloured(look)
        return self._looks[look]

    def _coloured(self, look: Look) -> Style:
        ink, paper = self.foreground, self.background
        if look.question or look.aside:
            ink = paper.blend(ink, 0.62)
        if look.here:
            paper = paper.blend(self.foreground, 0.11)
            ink = self.foreground if not look.question else paper.blend(self.foreground, 0.8)
        if look.codes:
            strength = (0.30 if self.dark else 0.22) + 0.10 * (len(look.codes) > 1) + 0.08 * look.here
            paper = paper.blend(self.code(look.codes[0]), strength)
        if look.chosen:
            paper = self.background.blend(self.primary, 0.45)
            ink = self.foreground
        if look.found:
            paper = self.background.blend(self.accent, 0.45)
        return Style(
            color=ink.rich_color,
            bgcolor=paper.rich_color,
            underline=len(look.codes) > 1,
            bold=look.found,
        )

    def faint(self) -> Style:
        """What stands beside the words: times, reasons, keys."""
        if self.plain:
            return Style(dim=True)
        return Style(color=self.background.blend(self.foreground, 0.5).rich_color, bgcolor=self.background.rich_color)

    def name(self, *, question: bool) -> Style:
        """A speaker's name over the turn."""
        if self.plain:
            return Style(bold=not question)
        ink = self.background.blend(self.foreground, 0.5) if question else self.primary
        return Style(color=ink.rich_color, bgcolor=self.background.rich_color, bold=not question)

    def mark(self, colour: str = "", *, bold: bool = False) -> Style:
        """A mark or label in the margin, in the colour of its code."""
        if self.plain:
            return Style(bold=bold)
        ink = self.code(colour) if colour else self.primary
        return Style(color=ink.rich_color, bgcolor=self.background.rich_color, bold=bold)

    def blank(self) -> Style:
        """The page where nothing stands."""
        return Style() if self.plain else Style(bgcolor=self.background.rich_color)

    def code(self, colour: str) -> "Color":
        """A code's colour, light or dark enough to be seen on this page."""
        return _readable(colour, self.background, self.foreground)

    def hex(self, colour: str) -> str:
        """The same for markup; the page's ink where there is no colour."""
        return self.foreground.hex if self.plain else self.code(colour).hex


@lru_cache(maxsize=2048)
def _readable(colour: str, background: "Color", foreground: "Color") -> "Color":
    from textual.color import Color  # noqa: PLC0415

    found = Color.parse(colour)
    for _step in range(8):
        if _contrast(found, background) >= _READABLE:
            break
        found = found.blend(foreground, 0.18)
    return found


def _contrast(one: "Color", other: "Color") -> float:
    """Contrast ratio of WCAG 2.1, from relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: "Color") -> float:
    parts = [part / 255 for part in (colour.r, colour.g, colour.b)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _plain(look: Look) -> Style:
    return Style(
        dim=(look.question or look.aside) and not look.here,
        bold=look.here or look.found,
        underline=len(look.codes) == 1,
        underline2=len(look.codes) > 1,
        reverse=look.chosen or look.found,
    )


def colours(book: Codebook) -> Mapping[str, str]:
    """A colour for each code: its own, that of the nearest code above, else one of the wheel."""
    found: dict[str, str] = {}
    for _depth, code in book.tree():
        above = found.get(code.parent or "")
        found[code.id] = code.color if _is_colour(code.color) else above or _WHEEL[len(found) % len(_WHEEL)]
    return found


def _is_colour(text: str) -> bool:
    from textual.color import Color, ColorParseError  # noqa: PLC0415

    try:
        Color.parse(text)
    except ColorParseError:
        return False
    return True
