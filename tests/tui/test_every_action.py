"""Every action of the table does what its help says, by its key. An action that nobody tests here fails."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console
from textual.pilot import Pilot

from qualcode.cli.language import install
from qualcode.core.address import parse_reference
from qualcode.core.coding import Coding
from qualcode.store.study import Study
from qualcode.tui.actions import DIGITS, Action, of_screen, table
from qualcode.tui.app import DeskApp
from qualcode.tui.desk import DeskScreen
from qualcode.tui.looking import keys_markdown, keys_table
from qualcode.tui.palette import LIGHT
from qualcode.tui.screens import ToRead
from qualcode.workflow.coding import tagging
from qualcode.workflow.coding.arbitrating import disputes
from qualcode.workflow.desk.choosing import words
from qualcode.workflow.desk.state import Desk, to_place
from tests.tui.conftest import Drive, desk_app, screen_of


@dataclass(frozen=True, kw_only=True)
class Case:
    """From the first sentence of turn 2, which ana coded “fear”: keys, and what must then hold of desk and screen."""

    keys: str
    holds: Callable[[Desk, DeskScreen], object]


def at(turn: str, start: int) -> Callable[[Desk, DeskScreen], object]:
    return lambda desk, _screen: desk.segment is not None and (desk.segment.turn, desk.segment.start) == (turn, start)


def chosen(text: str) -> Callable[[Desk, DeskScreen], object]:
    return lambda desk, _screen: desk.selection is not None and words(desk.reading, desk.selection) == text


def on_disk(screen: DeskScreen) -> list[Coding]:
    return list(Study(screen.study.root).coding_file("ana", "E01").value.codings)


def codes_on_disk(*codes: str) -> Callable[[Desk, DeskScreen], object]:
    return lambda _desk, screen: sorted(coding.code for coding in on_disk(screen)) == sorted(codes)


def one(code: str, **wanted: object) -> Callable[[Desk, DeskScreen], object]:
    def holds(_desk: Desk, screen: DeskScreen) -> object:
        found = next(coding for coding in on_disk(screen) if coding.code == code)
        return {name: getattr(found, name) for name in wanted} == wanted

    return holds


def rejected(code: str) -> Callable[[Desk, DeskScreen], object]:
    def holds(_desk: Desk, screen: DeskScreen) -> object:
        return [coding.code for coding in screen.study.coding_file("ana", "E01.rejected").value.codings] == [code]

    return holds


def window_says(text: str) -> Callable[[Desk, DeskScreen], object]:
    return lambda _desk, screen: text in shown(screen)


def shown(screen: DeskScreen) -> str:
    """The words on the screen, windows included."""
    return "\n".join("".join(piece.text for piece in line) for line in screen.app.screen._compositor.render_strips())


CASES = {
    "next_segment": Case(keys="j", holds=at("2", 23)),
    "previous_segment": Case(keys="k", holds=at("1", 0)),
    "next_turn": Case(keys="J", holds=at("3", 0)),
    "previous_turn": Case(keys="j K", holds=at("2", 0)),
    "page_down": Case(keys="pagedown", holds=at("5", 26)),
    "page_up": Case(keys="G pageup", holds=at("1", 0)),
    "first_segment": Case(keys="g", holds=at("1", 0)),
    "last_segment": Case(keys="G", holds=at("5", 26)),
    "next_uncoded": Case(keys="n", holds=at("2", 23)),
    "previous_uncoded": Case(keys="N", holds=at("5", 26)),
    "next_unsure": Case(keys="o", holds=at("2", 23)),
    "select_right": Case(keys="shift+right shift+right", holds=chosen("Je n'osais")),
    "select_left": Case(keys="shift+left", holds=chosen("Je n'osais pas")),
    "select_down": Case(
        keys="shift+down shift+down", holds=chosen("Je n'osais pas parler. On m'a regardé de travers.")
    ),
    "select_up": Case(keys="shift+down shift+down shift+up", holds=chosen("Je n'osais pas parler.")),
    "other_end": Case(keys="shift+down h shift+right", holds=chosen("n'osais pas parler.")),
    "whole_turn": Case(keys="t", holds=chosen("Je n'osais pas parler. On m'a regardé de travers. Ça fait peur.")),
    "change_ends": Case(keys="e shift+left enter", holds=one("fear", end=14, quote="Je n'osais pas")),
    "cancel": Case(keys="t escape", holds=lambda desk, _screen: desk.selection is None),
    "accept": Case(keys="j a", holds=one("gaze", origin="cues@1 0.80", start=23, end=49)),
    "reject": Case(keys="j r", holds=rejected("gaze")),
    "skip": Case(keys="s", holds=at("2", 23)),
    "undo": Case(keys="3 u", holds=codes_on_disk("fear", "pay")),
    "redo": Case(keys="3 u U", holds=codes_on_disk("fear", "pay", "time")),
    "choose": Case(keys="j tab a", holds=codes_on_disk("fear", "fear", "pay")),
    "choose_previous": Case(keys="j shift+tab a", holds=codes_on_disk("fear", "fear", "pay")),
    "search_code": Case(keys="slash t i m enter", holds=codes_on_disk("fear", "pay", "time")),
    "in_vivo": Case(keys="j i enter", holds=lambda _desk, screen: len(screen.study.codebook.codes) == 5),
    **{
        f"code_{digit}": Case(
            keys=digit,
            holds=codes_on_disk("fear", "pay", *(["time"] if digit == "3" else ["gaze"] if digit == "4" else []))
            if digit != "2"
            else codes_on_disk("fear", "pay", "pay"),
        )
        for digit in DIGITS
    },
    "recode": Case(keys="c t i m enter", holds=codes_on_disk("pay", "time")),
    "memo": Case(keys="m v u enter", holds=one("fear", memo="vu")),
    "qualifiers": Case(keys="v down enter escape", holds=one("fear", qualifiers={"voice": "reported"})),
    "worth_printing": Case(keys="p", holds=one("fear", qualifiers={"print": "yes"})),
    "unsure": Case(keys="w", holds=one("fear", qualifiers={"sure": "no"})),
    "remove": Case(keys="d", holds=codes_on_disk("pay")),
    "context": Case(keys="x", holds=window_says("Fear that is told.")),
    "only_code": Case(keys="z", holds=lambda desk, _screen: desk.only == "fear"),
    "codebook": Case(keys="l down down enter", holds=codes_on_disk("fear", "gaze", "pay")),
    "find": Case(keys="f c o n t r a t enter down enter", holds=at("4", 26)),
    "find_everywhere": Case(
        keys="F r e g a r d é enter down enter", holds=lambda desk, _screen: desk.reading.transcript.id == "E02"
    ),
    "next_found": Case(keys="f c o n t r a t enter enter full_stop", holds=at("4", 26)),
    "previous_found": Case(keys="f c o n t r a t enter enter comma", holds=at("4", 26)),
    "side_by_side": Case(keys="y", holds=lambda desk, screen: desk.said or screen.app.screen is not screen),
    "arbitrate": Case(keys="Y", holds=lambda desk, screen: desk.said or screen.app.screen is not screen),
    "finish": Case(keys="E", holds=lambda desk, _screen: desk.said),
    "blind": Case(keys="b j", holds=window_says("Suggestions are hidden.")),
    "help": Case(keys="question_mark", holds=lambda _desk, screen: isinstance(screen.app.screen, ToRead)),
    "palette": Case(keys="ctrl+p", holds=lambda _desk, screen: type(screen.app.screen).__name__ == "CommandPalette"),
    "light": Case(keys="D", holds=lambda _desk, screen: screen.app.theme == LIGHT),
    "leave": Case(keys="q", holds=lambda _desk, screen: screen.app._exit),
}


@pytest.mark.parametrize("name", [action.id for action in of_screen(table(), "desk")])
def test_every_action_does_what_its_help_says(small: Study, drive: Drive, name: str) -> None:
    case = CASES[name]

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        screen.show(to_place(screen.desk, "2", 0))
        for key in case.keys.split():
            await pilot.press(key)
        await pilot.pause()
        assert case.holds(screen.desk, screen), (screen.desk.segment, screen.desk.said)

    drive(small, story)


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Keys pressed on the screen that a key of the desk opens, and what must then hold."""

    keys: str
    holds: Callable[[DeskScreen], object]


def says(text: str) -> Callable[[DeskScreen], object]:
    return lambda screen: text in shown(screen)


def settled(number: int) -> Callable[[DeskScreen], object]:
    return lambda screen: sum(one.settled for one in disputes(Study(screen.study.root), "E01")) == number


def on_page(screen: DeskScreen) -> bool:
    return screen.app.screen is screen


ELSEWHERE = {
    "next_disagreement": Elsewhere(keys="j", holds=says("disagreement 2 of 2")),
    "previous_disagreement": Elsewhere(keys="j k", holds=says("disagreement 1 of 2")),
    "undo_decision": Elsewhere(keys="1 u", holds=settled(0)),
    "reason": Elsewhere(keys="m v u enter", holds=says("Reason: vu")),
    "leave_arbitration": Elsewhere(keys="escape", holds=on_page),
    **{
        f"decide_{digit}": Elsewhere(keys=f"j {digit}", holds=settled(1 if digit in "1234" else 0))  # four choices
        for digit in DIGITS
    },
    "next_difference": Elsewhere(keys="n", holds=says("On m'a regardé de travers.")),
    "go_there": Elsewhere(keys="n enter", holds=lambda screen: on_page(screen) and at("2", 23)(screen.desk, screen)),
    "leave_side_by_side": Elsewhere(keys="y", holds=lambda screen: on_page(screen) and at("2", 0)(screen.desk, screen)),
}


@pytest.mark.parametrize("action", [action for action in table() if action.screen != "desk"], ids=lambda one: one.id)
def test_every_action_of_the_other_screens_does_what_its_help_says(small: Study, drive: Drive, action: Action) -> None:
    case = ELSEWHERE[action.id]
    for reference, code in (("E01:2.1", "fear"), ("E01:2.2", "gaze"), ("E01:4.1", "time")):
        tagging.add(small, [parse_reference(reference)], code, coder="ben")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        screen.show(to_place(screen.desk, "2", 0))
        for key in ("Y" if action.screen == "arbitration" else "y", *case.keys.split()):
            await pilot.press(key)
            await pilot.pause()
        assert case.holds(screen)

    drive(Study(small.root), story)


def test_keys_of_the_other_screens_can_be_chosen(small: Study) -> None:
    keys = {**{action.id: action.keys for action in table()}, "next_disagreement": ["x"], "leave_side_by_side": ["x"]}
    tagging.add(small, [parse_reference("E01:4.1")], "time", coder="ben")
    tagging.add(small, [parse_reference("E01:2.2")], "gaze", coder="ben")
    app = DeskApp(Study(small.root), "E01", "ana", keys=keys, beside=desk_app(small).beside)

    async def play() -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            await pilot.press("Y", "x")
            await pilot.pause()
            assert "disagreement 2 of" in shown(screen_of(app))
            await pilot.press("escape", "y")
            await pilot.pause()
            assert app.screen is not screen_of(app)
            await pilot.press("x")
            await pilot.pause()
            assert app.screen is screen_of(app)

    asyncio.run(play())


def test_every_action_stands_in_the_help_and_in_the_palette(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        assert isinstance(screen.app, DeskApp)
        offered = {command.title for command in screen.app.get_system_commands(screen)}
        assert offered == {action.label for action in of_screen(table(), "desk") if action.id != "palette"}
        console = Console(width=200, file=StringIO())
        console.print(keys_table(table(), screen.palette))
        text = console.file.getvalue()  # type: ignore[attr-defined]
        for action in table():
            if not action.id.startswith(("code_", "decide_")):
                assert action.help in text

    drive(small, story)


@pytest.mark.parametrize(("page", "language"), [("docs/en/desk.md", "en"), ("docs/fr/bureau.md", "fr")])
def test_the_manual_lists_the_keys_as_the_table_has_them(page: str, language: str) -> None:
    install(language)
    assert keys_markdown(table()) in (Path(__file__).parents[2] / page).read_text("utf-8")
