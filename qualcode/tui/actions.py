"""The one table of what a key does: it feeds the bindings, the help, the palette, the plain mode and the manual."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from qualcode.core.language import _

Group = Literal["move", "select", "decide", "coding", "look", "desk", "arbitration", "beside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """`keys` are Textual's names of keys, the first one shown to people; `footer` puts it at the foot of the page.

    A key map of the study or the user names the action by its `id`.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    group: Group
    footer: bool = False

    @property
    def screen(self) -> str:
        """The screen on which its keys count: one key may do something else on another."""
        return self.group if self.group in {"arbitration", "beside"} else "desk"


DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9")
_UNSHIFTED = (
    "ampersand",
    "é",
    "quotation_mark",
    "apostrophe",
    "left_parenthesis",
    "minus",
    "è",
    "underscore",
    "ç",
)
"""What the keys of the digits write on a French keyboard without Shift."""


def groups() -> Mapping[Group, str]:
    """The headings under which actions are listed."""
    return {
        "move": _("Move"),
        "select": _("Choose a passage"),
        "decide": _("Give codes"),
        "coding": _("Work on a coding"),
        "look": _("Look"),
        "desk": _("The desk"),
        "arbitration": _("Arbitrate"),
        "beside": _("Side by side"),
    }


def table() -> Sequence[Action]:
    """Every action, in the order in which help shows them, in the language spoken."""
    desk = (*_moves(), *_selections(), *_decisions(), *_digits(), *_codings(), *_looks(), *_desk())
    return (*desk, *_arbitration(), *_beside())


def of_screen(actions: Sequence[Action], screen: str) -> Sequence[Action]:
    """The actions of one screen."""
    return [action for action in actions if action.screen == screen]


def is_one_of_nine(action: Action) -> bool:
    """True for the digits 2 to 9: lists name the first of them for all."""
    return action.id[-2:] in {f"_{digit}" for digit in DIGITS[1:]}


def _moves() -> tuple[Action, ...]:
    def move(name: str, keys: str, label: str, text: str, *, footer: bool = False) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="move", footer=footer)

    return (
        move("next_segment", "j down", _("Next segment"), _("Go to the next segment.")),
        move("previous_segment", "k up", _("Previous segment"), _("Go to the segment before.")),
        move("next_turn", "J ctrl+down", _("Next turn"), _("Go to the next turn.")),
        move("previous_turn", "K ctrl+up", _("Previous turn"), _("Go to the turn before.")),
        move("page_down", "pagedown space", _("A page down"), _("Go on by a page.")),
        move("page_up", "pageup", _("A page up"), _("Go back by a page.")),
        move("first_segment", "g home", _("Beginning"), _("Go to the beginning of the interview.")),
        move("last_segment", "G end", _("End"), _("Go to the end of the interview.")),
        move(
            "next_uncoded",
            "n",
            _("Next uncoded"),
            _("Go to the next segment of a respondent without any coding."),
            footer=True,
        ),
        move("previous_uncoded", "N", _("Previous uncoded"), _("Go to the segment before that is without any coding.")),
        move(
            "next_unsure",
            "o",
            _("Next unsure"),
            _("Go to the next segment that you marked as unsure, or for which two suggestions stand close."),
        ),
    )


def _selections() -> tuple[Action, ...]:
    def select(name: str, keys: str, label: str, text: str) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="select")

    return (
        select("select_right", "shift+right right", _("Word right"), _("Move the end of the passage right by a word.")),
        select("select_left", "shift+left left", _("Word left"), _("Move the end of the passage left by a word.")),
        select(
            "select_down",
            "shift+down",
            _("Sentence down"),
            _("Move the end of the passage down by a sentence, over turns as well."),
        ),
        select("select_up", "shift+up", _("Sentence up"), _("Move the end of the passage up by a sentence.")),
        select("other_end", "h", _("The other end"), _("Move the other end of the passage from now on.")),
        select("whole_turn", "t", _("Whole turn"), _("Choose the whole turn; the next code is given to all of it.")),
        select(
            "change_ends",
            "e",
            _("Change its ends"),
            _("Choose the passage of a coding again: move its ends, then Enter keeps them."),
        ),
        select("cancel", "escape", _("Let go"), _("Let go of the passage, or show all codes again.")),
    )


def _decisions() -> tuple[Action, ...]:
    def decide(name: str, keys: str, label: str, text: str, *, footer: bool = True) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="decide", footer=footer)

    return (
        decide("accept", "a enter", _("Accept"), _("Code the segment as suggested (Enter also keeps changed ends).")),
        decide("reject", "r", _("Reject"), _("Turn the suggestion down: it is not made again for these words.")),
        decide("skip", "s", _("Skip"), _("Leave the suggestion open and go to the next segment that has one.")),
        decide("undo", "u ctrl+z", _("Undo"), _("Take back your last action, also from earlier days.")),
        decide("redo", "U ctrl+y", _("Redo"), _("Do again what you took back."), footer=False),
        decide(
            "choose",
            "tab",
            _("Next in the list"),
            _("Choose the next suggestion or coding of this segment."),
            footer=False,
        ),
        decide(
            "choose_previous",
            "shift+tab",
            _("Previous in the list"),
            _("Choose the suggestion or coding before."),
            footer=False,
        ),
        decide(
            "search_code",
            "slash colon",
            _("Code…"),
            _("Search the codes by some letters of their label or definition, in either language; Enter applies."),
        ),
        decide(
            "in_vivo",
            "i",
            _("New code"),
            _("Make a new code named by the words chosen (in vivo) and apply it."),
            footer=False,
        ),
    )


def _digits() -> tuple[Action, ...]:
    return tuple(
        Action(
            id=f"code_{digit}",
            keys=(digit, unshifted),
            label=_("Code {digit}").format(digit=digit),
            help=_("Give the code shown beside the digit {digit}.").format(digit=digit),
            group="decide",
        )
        for digit, unshifted in zip(DIGITS, _UNSHIFTED, strict=True)
    )


def _codings() -> tuple[Action, ...]:
    def work(name: str, keys: str, label: str, text: str) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="coding")

    return (
        work("recode", "c", _("Another code"), _("Give the coding another code; its memo and qualifiers stay.")),
        work("memo", "m", _("Memo"), _("Write or change the memo of the coding.")),
        work("qualifiers", "v", _("Qualifiers"), _("Say whose voice it is, whether it is denied, and so on.")),
        work("worth_printing", "p", _("Worth printing"), _("Mark the quote as worth printing, or not any more.")),
        work("unsure", "w", _("Unsure"), _("Mark the coding as unsure, or as sure again.")),
        work("remove", "d delete", _("Remove"), _("Take the coding away; undo brings it back.")),
    )


def _looks() -> tuple[Action, ...]:
    def look(name: str, keys: str, label: str, text: str, *, footer: bool = False) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="look", footer=footer)

    return (
        look(
            "context", "x", _("About the code"), _("Show the code's definition, its last five quotes, its neighbours.")
        ),
        look("only_code", "z", _("Only this code"), _("Show the passages of one code only, or all again.")),
        look(
            "codebook",
            "l",
            _("Codebook"),
            _("Go to the codebook, or back to the page; Enter gives a code to the passage."),
        ),
        look("find", "f ctrl+f", _("Find"), _("Find words in this interview."), footer=True),
        look("find_everywhere", "F", _("Find everywhere"), _("Find words in all interviews.")),
        look("next_found", "full_stop", _("Next found"), _("Go to the next place found.")),
        look("previous_found", "comma", _("Previous found"), _("Go to the place found before.")),
        look("side_by_side", "y", _("Side by side"), _("See what other coders gave here, once all have finished.")),
        look("arbitrate", "Y", _("Arbitrate"), _("Settle where coders disagree in this interview, one by one.")),
        look("blind", "b", _("Blind"), _("Hide the suggestions, or show them again.")),
    )


def _desk() -> tuple[Action, ...]:
    def desk(name: str, keys: str, label: str, text: str, *, footer: bool = False) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="desk", footer=footer)

    return (
        desk("help", "question_mark f1", _("Keys"), _("Show every key."), footer=True),
        desk("palette", "ctrl+p", _("Actions"), _("Search an action by its name.")),
        desk("finish", "E", _("Finished"), _("Say that you have finished this interview; undo takes it back.")),
        desk("light", "D", _("Light or dark"), _("Change between a light and a dark page.")),
        desk("leave", "q ctrl+q", _("Leave"), _("Leave the desk; everything is saved already.")),
    )


def _arbitration() -> tuple[Action, ...]:
    def settle(name: str, keys: str, label: str, text: str) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="arbitration", footer=True)

    return (
        settle("next_disagreement", "j right", _("Next"), _("Go to the next disagreement.")),
        settle("previous_disagreement", "k left", _("Back"), _("Go to the disagreement before.")),
        settle("undo_decision", "u ctrl+z", _("Undo"), _("Take back the last decision; again, the one before it.")),
        settle("reason", "m", _("Reason"), _("Write the reason, kept with the next decision.")),
        settle("leave_arbitration", "escape q", _("Leave"), _("Close the line of the reason, else the screen.")),
        *(
            Action(
                id=f"decide_{digit}",
                keys=(digit, unshifted),
                label=digit,
                help=_("Decide for the choice with this number."),
                group="arbitration",
            )
            for digit, unshifted in zip(DIGITS, _UNSHIFTED, strict=True)
        ),
    )


def _beside() -> tuple[Action, ...]:
    def look(name: str, keys: str, label: str, text: str) -> Action:
        return Action(id=name, keys=tuple(keys.split()), label=label, help=text, group="beside", footer=True)

    return (
        look("next_difference", "n", _("Next"), _("Go to the next segment on which coders differ.")),
        look("go_there", "enter", _("Open"), _("Go to this place on the page.")),
        look("leave_side_by_side", "escape q y", _("Leave"), _("Go back to the page.")),
    )


_ARROWS = {"up": "↑", "down": "↓", "left": "←", "right": "→"}
_UNICODE = {"minus": "-", "underscore": "_", "slash": "/"}
"""Keys that Textual calls otherwise than Unicode does."""


def _character(key: str) -> str:
    """The character that a key writes, where its name is that of one."""
    try:
        return _UNICODE.get(key) or unicodedata.lookup(key.replace("_", " "))
    except KeyError:
        return ""


def key_name(key: str) -> str:
    """A key as people read it.

    >>> key_name("shift+right"), key_name("slash"), key_name("quotation_mark"), key_name("ctrl+z")
    ('Shift+→', '/', '"', 'Ctrl+Z')
    """
    *held, last = key.split("+")
    names = {"escape": _("Esc"), "enter": _("Enter"), "tab": _("Tab"), "space": _("Space"), "delete": _("Del")}
    names |= {"pagedown": _("Page down"), "pageup": _("Page up"), "home": _("Home"), "end": _("End"), "f1": "F1"}
    shown = names.get(last) or _ARROWS.get(last) or _character(last) or (last.upper() if held else last)
    return "+".join([*({"shift": _("Shift"), "ctrl": "Ctrl", "alt": "Alt"}.get(one, one) for one in held), shown])


def keys_shown(action: Action) -> str:
    """The keys of an action as people read them."""
    return "  ".join(map(key_name, action.keys))
