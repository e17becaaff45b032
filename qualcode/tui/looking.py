"""Texts to read in a window: the keys, what is known of a code, the places found."""

from collections.abc import Mapping, Sequence

from rich.style import Style
from rich.table import Table
from rich.text import Text

from qualcode.core.codebook import in_language
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural, spoken
from qualcode.store.study import Study
from qualcode.tui.actions import Action, groups, is_one_of_nine, key_name
from qualcode.tui.palette import Palette
from qualcode.workflow.desk.at_hand import About
from qualcode.workflow.desk.state import in_words, qualifiers_known
from qualcode.workflow.interviews.finding import Found, find

_KEYS = 24
_CONTEXT = 28


def keys_table(actions: Sequence[Action], palette: Palette) -> Table:
    """Every action with its keys, by group; the digits in one line."""
    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(max_width=_KEYS, style="" if palette.plain else palette.primary.hex)
    rows.add_column(ratio=1)
    for group, title in groups().items():
        rows.add_row(Text(title, Style(bold=True, color=palette.foreground.rich_color if not palette.plain else None)))
        for action in actions:
            if action.group == group and not is_one_of_nine(action):
                keys = _nine(action.keys[0]) or "  ".join(map(key_name, action.keys))
                rows.add_row(Text(f"  {keys}"), Text(_help_of(action)))
        rows.add_row()
    return rows


def keys_line(actions: Sequence[Action], does: Mapping[str, str]) -> Text:
    """The keys at the foot of a screen; a click does the same. `does` is what Textual runs, by an action's id."""
    text = Text(no_wrap=True, overflow="ellipsis")
    for action in actions:
        if action.footer:
            entry = Text.assemble((key_name(action.keys[0]), "bold"), (f" {action.label}   ", "dim"))
            entry.apply_meta({"@click": f"screen.{does[action.id]}"})
            text.append_text(entry)
    return text


def keys_markdown(actions: Sequence[Action]) -> str:
    """The same as a table of the manual; the name of an action is what a key map calls it."""
    rows = ["| " + " | ".join((_("Keys"), _("What it does"), _("Name"))) + " |", "|---|---|---|"]
    for group, title in groups().items():
        rows.append(f"| **{title}** | | |")
        for action in actions:
            if action.group == group and not is_one_of_nine(action):
                keys = _nine(action.keys[0]) or " ".join(f"`{key_name(key)}`" for key in action.keys)
                rows.append(f"| {keys} | {_help_of(action)} | `{action.id}` |")
    return "\n".join(rows) + "\n"


def _nine(key: str) -> str:
    """How the digits are listed, all nine at once."""
    return "1 … 9" if key == "1" else ""


def _help_of(action: Action) -> str:
    return _("Give the code shown beside the digit.") if action.id == "code_1" else action.help


def about_text(found: About, palette: Palette, colours: Mapping[str, str]) -> Text:
    """A code's definition, its last quotes, the codes around and beside it."""
    code, language = found.code, spoken()
    text = Text()
    definition = in_language(code.definition, language)
    text.append((definition or _("It has no definition yet.")) + "\n")
    for title, lines in ((_("Counts"), code.include), (_("Does not count"), code.exclude)):
        for line in lines:
            text.append(f"  {title}: ", "dim").append(f"{line}\n")
    text.append("\n" + plural("{n} coding of yours", "{n} codings of yours", found.codings) + "\n", Style(bold=True))
    ink = "" if palette.plain else palette.hex(colours.get(code.id, "#808080"))
    for quote in found.quotes:
        text.append("┃ ", ink).append(" ".join(quote.text.split()))
        text.append(f"  {quote.speaker}, {quote.reference}\n", "dim")
        if quote.memo:
            text.append(f"  ✎ {quote.memo}\n", "dim")
    for title, labels in (
        (_("Around it in the codebook"), [one.label_in(language) for one in found.around]),
        (_("Given to the same words"), [f"{one.label_in(language)} ({n})" for one, n in found.beside]),
    ):
        if labels:
            text.append(f"\n{title}\n", Style(bold=True)).append(", ".join(labels) + "\n")
    text.rstrip()
    return text


def places(study: Study, typed: str, transcript: str = "") -> tuple[Found, ...]:
    """Every place where the words stand, questions as well, in one transcript or in all."""
    return tuple(find(study, typed, transcripts=[transcript] if transcript else (), questions=True, context=_CONTEXT))


def place_row(found: Found, *, everywhere: bool) -> Text:
    """One place found, with the words around."""
    reference = found.reference
    where = f"{reference.transcript}:{reference.turn}" if everywhere else reference.turn
    text = Text(f"{where:<7}", "dim", no_wrap=True, overflow="ellipsis")
    text.append(found.before, Style(dim=False)).append(found.words, Style(bold=True, underline=True)).append(
        found.after
    )
    return text


def qualifier_rows(coding: Coding) -> Sequence[tuple[str, str, Text]]:
    """Each qualifier and value that a coding may carry, always in the same order, those it has marked: (name, value, row)."""
    own = {(name, value): in_words(name, value) for name, value in coding.qualifiers.items()}
    return [
        (name, value, Text(("● " if coding.qualifiers.get(name) == value else "○ ") + said))
        for (name, value), said in {**qualifiers_known(), **own}.items()
    ]
