"""Settling disagreements one by one: in plain lines, and on the screen that the desk opens."""

import asyncio
import io
from collections.abc import Callable

import pytest
from textual.app import App
from textual.widgets import OptionList, Static

from qualcode.store.study import Study
from qualcode.tui.actions import table
from qualcode.tui.arbitration import ArbitrationScreen
from qualcode.workflow.coding.arbitrating import disputes

Make = Callable[..., Study]
Run = Callable[..., tuple[int, str, str]]

TALK = [("Q", "Et là ?"), ("Léa", "J'avais peur. La paie est basse. Voilà.")]
TAGS = [
    ("ana", "E01:2.1", "fear"),
    ("ana", "E01:2.2", "pay"),
    ("ben", "E01:2.2", "fear"),
    ("ben", "E01:2.3", "pay"),
]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, tags=TAGS)


def kept(study: Study) -> list[tuple[str, ...] | None]:
    """What was decided for, disagreement by disagreement; None where it is open."""
    return [one.kept if one.settled else None for one in disputes(Study(study.root), "E01")]


def answered(study: Study, qualcode: Run, monkeypatch: pytest.MonkeyPatch, *answers: str) -> str:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    status, out, _err = qualcode(study, "arbitrate", "ask", "E01")
    assert status == 0
    return out


def test_a_number_decides_and_enter_leaves_open(study: Study, qualcode: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    said = answered(study, qualcode, monkeypatch, "1 elle le dit", "", "2")
    assert kept(study) == [("fear",), None, ("pay",)]
    assert "Léa says: “J'avais peur.”" in said
    assert said.endswith("every decision is saved.\n")


def test_undo_goes_back_to_what_it_opened_and_the_end_of_input_leaves(
    study: Study, qualcode: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = answered(study, qualcode, monkeypatch, "1", "", "u", "9")
    assert kept(study) == [None, None, None]
    assert said.count("Disagreement 1 of 3") == 3
    assert "“9” is not among the choices." in said


class Desk(App[None]):
    def __init__(self, study: Study) -> None:
        super().__init__()
        self.study = study

    def on_mount(self) -> None:
        self.push_screen(ArbitrationScreen(self.study, "E01", table()))


def shown(app: App[None], name: str) -> str:
    return str(app.screen.query_one(name, Static).render())


def test_keys_decide_undo_and_note_the_reason(study: Study) -> None:
    async def play() -> None:
        app = Desk(study)
        async with app.run_test(size=(80, 24)) as pilot:
            assert "1 of 3, 0 settled" in shown(app, "#where")
            await pilot.press("m", *"oui", "enter", "1")
            assert kept(study) == [("fear",), None, None]
            assert study.coding_file("consensus", "E01").value.codings[0].memo == "oui"
            assert "2 of 3, 1 settled" in shown(app, "#where")
            await pilot.press("down", "enter", "1")
            assert kept(study) == [("fear",), ("fear",), ()]
            assert "turned down" in shown(app, "#proposals")
            await pilot.press("u", "u")
            assert kept(study) == [("fear",), None, None]
            assert "2 of 3" in shown(app, "#where")
            await pilot.press("escape")
            assert not isinstance(app.screen, ArbitrationScreen)

    asyncio.run(play())


def test_the_choices_fit_a_small_terminal(study: Study) -> None:
    async def play() -> None:
        app = Desk(study)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("j")
            choices = app.screen.query_one(OptionList)
            assert choices.option_count == 4
            assert choices.region.bottom <= 24

    asyncio.run(play())
