"""What the main screens look like, in both languages: compared with pictures that were looked at.

After a change that is meant: pytest tests/tui/test_screens.py --snapshot-update, then look at tests/tui/__snapshots__.
"""

from collections.abc import Callable

import pytest
from textual.pilot import Pilot

from qualcode.cli.language import install
from qualcode.core.address import parse_reference
from qualcode.store.study import Study
from qualcode.tui.palette import LIGHT
from qualcode.workflow.coding import tagging
from tests.tui.conftest import desk_app

Compare = Callable[..., bool]

SCREENS = {
    "page": ((80, 24), "g j", False),
    "wide": ((160, 40), "g j j tab", True),
    "overlaps": ((100, 30), "g j 2 3 t 4 g j p w", False),
    "passage": ((80, 24), "g j shift+down shift+down", True),
    "codes": ((80, 24), "g j slash p", False),
    "keys": ((100, 40), "question_mark", False),
    "code": ((100, 30), "g j x", False),
}


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every coding is of one moment, those of the study as well: what is listed by time keeps its order."""
    monkeypatch.setattr("qualcode.workflow.coding.tagging.now", lambda: "2026-03-05T10:00:00Z")


BOTH = {"arbitration": "Y", "side by side": "y"}
"""What two coders see once both have coded."""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("screen", BOTH)
def test_screen_of_two_coders(small: Study, snap_compare: Compare, screen: str, language: str) -> None:
    for reference, code in (("E01:2.1", "fear"), ("E01:2.2", "gaze"), ("E01:4.1", "time")):
        tagging.add(small, [parse_reference(reference)], code, coder="ben")
    install(language)

    async def story(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press("g", BOTH[screen])
        await pilot.pause()

    assert snap_compare(desk_app(Study(small.root)), terminal_size=(80, 24), run_before=story)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(small: Study, snap_compare: Compare, screen: str, language: str) -> None:
    size, keys, light = SCREENS[screen]
    install(language)
    app = desk_app(small)
    if light:
        app.theme = LIGHT

    async def story(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys.split():
            await pilot.press(key)
        await pilot.pause()

    assert snap_compare(app, terminal_size=size, run_before=story)
