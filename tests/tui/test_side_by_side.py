"""What other coders gave, beside one's own: where they differ, and back to the page at that place."""

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from qualcode.core.address import parse_reference
from qualcode.store.study import Study
from qualcode.tui.desk import DeskScreen
from qualcode.tui.side_by_side import SideBySideScreen
from qualcode.workflow.coding import tagging
from tests.tui.conftest import Drive


@pytest.fixture
def both(small: Study) -> Study:
    """Ben coded as well: as ana in 2.1, otherwise in 4.1, alone in 4.3."""
    for reference, code in (("E01:2.1", "fear"), ("E01:4.1", "time"), ("E01:4.3", "pay")):
        tagging.add(small, [parse_reference(reference)], code, coder="ben")
    return Study(small.root)


def test_a_row_for_each_coded_segment_says_who_gave_what_and_where_they_differ(both: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("y")
        await pilot.pause()
        table = screen.app.screen.query_one(DataTable)
        rows = [[str(cell) for cell in table.get_row_at(n)] for n in range(table.row_count)]
        assert rows == [
            ["", "2", "peur", "peur"],
            ["≠", "4", "paie", "temps"],
            ["≠", "4", "–", "paie"],
        ]
        assert "2 segments differ" in str(screen.app.screen.query_one("#title", Static).render())

    drive(both, story)


def test_n_goes_to_the_next_difference_and_enter_to_its_place_on_the_page(both: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("y")
        await pilot.pause()
        await pilot.press("n")  # the page stands in turn 4, at the first that differs
        await pilot.pause()
        assert "Rien de plus." in str(screen.app.screen.query_one("#words", Static).render())
        await pilot.press("enter")
        await pilot.pause()
        segment = screen.desk.segment
        assert segment is not None
        assert screen.desk.reading.words(segment) == "Rien de plus."

    drive(both, story)


def test_escape_leaves_the_page_where_it_was(both: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j")
        before = screen.desk.cursor
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(screen.app.screen, SideBySideScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert screen.is_current
        assert screen.desk.cursor == before

    drive(both, story)
