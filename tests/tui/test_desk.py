"""The desk forgives: files edited meanwhile, other programs, small terminals, any script, the mouse."""

import asyncio
import os
import re
from collections.abc import Callable

import pytest
from rich.text import Text
from textual.pilot import Pilot
from textual.widgets import Static

from qualcode.core.address import parse_reference
from qualcode.store.study import Study
from qualcode.tui import panels
from qualcode.tui.desk import DeskScreen
from qualcode.tui.page import Page
from qualcode.tui.screens import Pick
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.desk.choosing import words
from qualcode.workflow.desk.state import items, to_place
from qualcode.workflow.reports.quoting import bank
from tests.tui.conftest import TALK, Drive, desk_app, suggestion
from tests.tui.test_every_action import on_disk, shown


def test_the_desk_opens_where_the_coder_left_off(small: Study, drive: Drive) -> None:
    async def leave(_screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "j", "j", "q")

    async def come_back(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        assert screen.desk.segment is not None
        assert (screen.desk.segment.turn, screen.desk.segment.start) == ("2", 50)

    drive(small, leave)
    drive(Study(small.root), come_back)


def test_without_a_kept_place_the_desk_opens_at_the_last_coding(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        assert screen.desk.segment is not None
        assert screen.desk.segment.turn == "4"

    drive(small, story)


def test_a_transcript_edited_meanwhile_is_read_again_and_the_coder_told(small: Study, drive: Drive) -> None:
    path = small.transcript_path("E01")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        text = path.read_text("utf-8")
        path.write_text(text.replace("Je n'osais pas parler.", "Euh. Je n'osais pas parler."), encoding="utf-8")
        screen._look_again()
        await pilot.pause()
        assert "edited meanwhile" in shown(screen)
        moved = next(one for one in screen.desk.reading.codings if one.code == "fear")
        assert moved.quote == "Je n'osais pas parler."
        assert moved.start == 5
        await pilot.press("1")
        assert len(on_disk(screen)) == 3

    drive(small, story)


def test_words_that_vanished_are_counted_as_lost(small: Study, drive: Drive) -> None:
    path = small.transcript_path("E01")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        path.write_text(path.read_text("utf-8").replace("Je n'osais pas parler.", "Zzz."), encoding="utf-8")
        screen._look_again()
        await pilot.pause()
        assert "1 coding lost its place" in screen.desk.said

    drive(small, story)


def test_a_transcript_that_is_gone_is_said_and_the_page_stays(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        small.transcript_path("E01").unlink()
        await pilot.press("3")
        assert "there is no transcript “E01”" in screen.desk.said
        assert "Je n'osais pas parler." in shown(screen)

    drive(small, story)


def test_what_another_process_codes_is_kept_and_shown(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        tagging.add(Study(small.root), [parse_reference("E01:5.2")], "time", coder="ana")
        await pilot.press("g", "j", "3")  # before the desk has noticed
        assert sorted(one.code for one in on_disk(screen)) == ["fear", "pay", "time", "time"]
        assert len(screen.desk.reading.codings) == 4

    drive(small, story)


def test_a_full_disk_is_a_sentence(small: Study, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        monkeypatch.setattr(os, "fsync", full)
        await pilot.press("3")
        monkeypatch.undo()
        assert "The disk is full" in screen.desk.said
        assert len(screen.desk.reading.codings) == len(on_disk(screen)) == 2

    drive(small, story)


def test_undo_outlives_the_session(small: Study, drive: Drive) -> None:
    async def code(_screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("3", "q")

    async def undo(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("u")
        assert len(on_disk(screen)) == 2

    drive(small, code)
    drive(Study(small.root), undo)


def test_the_mouse_points_and_draws_a_passage(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g")
        page = screen.query_one(Page)
        left = page._columns.left
        await pilot.click(Page, offset=(left + 30, 4))
        assert screen.desk.segment is not None
        assert (screen.desk.segment.turn, screen.desk.segment.start) == ("2", 23)
        await pilot.mouse_down(Page, offset=(left + 4, 4))
        await pilot.hover(Page, offset=(left + 12, 4))
        await pilot.mouse_up(Page, offset=(left + 12, 4))
        if screen.desk.selection is None:  # a pilot's hover holds no button: draw as the page tells it
            screen.post_message(Page.Drawn((1, 4), (1, 12)))
            await pilot.pause()
        assert screen.desk.selection is not None
        assert words(screen.desk.reading, screen.desk.selection) == "n'osais pas"

    drive(small, story)


def test_a_passage_runs_over_turns(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("G", "k", "k", "shift+down", "shift+down", "3")
        coding = next(one for one in on_disk(screen) if one.code == "time")
        assert [(one.turn, one.quote) for one in coding.anchors] == [
            ("4", "Rien de plus."),
            ("5", "Le reste, c'est du temps."),
        ]

    drive(small, story)


def test_a_blind_coder_sees_no_suggestion(study_of: Callable[..., Study], drive: Drive) -> None:
    study = study_of(TALK, codes=("fear",), settings='[suggest]\nblind_coders = ["ana"]\n')

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "j", "a")
        assert not on_disk(screen)
        assert "without suggestions" in shown(screen)

    drive(study, story, found=())


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50), (40, 12)])
def test_every_size_shows_the_segment_that_is_read(small: Study, drive: Drive, size: tuple[int, int]) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        for _n in range(12):
            await pilot.press("j")
            assert "❯" in shown(screen)
        await pilot.resize_terminal(72, 20)
        await pilot.pause()
        assert "❯" in shown(screen)

    drive(small, story, size=size)


SCRIPTS = ("日本語のテキスト。", "👩‍👩‍👧 et 👍🏽", "שלום עולם", "e\u0301te\u0301 a\u0300 venir")


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_is_displayed_and_can_be_coded(study_of: Callable[..., Study], drive: Drive, text: str) -> None:
    study = study_of((("Q", "Alors ?"), ("Zoé", text)), codes=("fear",))

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        there = screen.desk.reading.transcript.turns[1].text
        assert re.sub(r"\s", "", there) in re.sub(r"\s", "", shown(screen))
        await pilot.press("t", "1")
        assert on_disk(screen)[0].quote == there

    drive(study, story, found=())


def test_a_turn_of_five_thousand_words_is_read_to_its_end(study_of: Callable[..., Study], drive: Drive) -> None:
    talk = (("Q", "Alors ?"), ("Zoé", " ".join(f"mot{n}" + "." * (n % 20 == 19) for n in range(5000))))
    study = study_of(talk, codes=("fear",))

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("G", "t", "1")
        assert "mot4999" in shown(screen)
        assert len(on_disk(screen)[0].quote.split()) == 5000

    drive(study, story, found=())


def test_an_empty_transcript_is_displayed(study_of: Callable[..., Study], drive: Drive) -> None:
    study = study_of((), codes=("fear",))
    small = Study(study.root)
    path = small.transcript_path("E01")
    if not path.exists():
        path.write_text("---\nid: E01\n---\n", encoding="utf-8")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("j", "k", "J", "n", "1", "a", "r", "t", "x", "d", "pagedown", "G", "o")
        assert "There are no words in this interview." in shown(screen) or screen.desk.said

    drive(small, story, found=())


def test_without_colour_codings_stay_legible(small: Study, drive: Drive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = desk_app(small)
    assert app.plain

    async def story(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        strips = list(screen._compositor.render_strips())
        coded = [piece for line in strips for piece in line if piece.style and piece.style.underline]
        assert "Je touche moins qu'avant." in "".join(piece.text for piece in coded)
        names = "".join(piece.text for line in strips for piece in line)
        assert "fear" in names
        assert "pay" in names

    drive(small, story)


def test_a_quote_marked_on_the_desk_is_found_by_the_quote_bank(small: Study, drive: Drive) -> None:
    async def story(_screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "p")

    drive(small, story)
    marked = bank(Study(small.root), qualifiers={"print": "yes"})
    assert [quote.reference for quote in marked.quotes] == ["E01:2@0-22"]
    assert len(bank(Study(small.root)).quotes) == 3


def test_what_stands_around_the_page_can_be_clicked(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "j")
        await pilot.click("#items", offset=(5, 1))  # the second suggestion
        assert screen.desk.chosen == 1
        await pilot.click("#digits", offset=(3, 2))
        assert sorted(one.code for one in on_disk(screen)) == ["fear", "pay", "time"]
        await pilot.press("j")
        accept = panels.foot([one for one in screen.actions if one.footer], Text(), screen.palette, 116).plain.index(
            "Accept"
        )
        await pilot.press("k")
        await pilot.click("#foot", offset=(accept + 2, 0))
        assert sorted(one.code for one in on_disk(screen)) == ["fear", "gaze", "pay", "time"]

    drive(small, story)


def test_a_memo_goes_to_the_coding_it_was_asked_for_wherever_the_cursor_is_by_then(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "3", "m", "o", "u", "i")
        screen.show(to_place(screen.desk, "4", 0))  # as when sentences become known, or the transcript was edited
        await pilot.press("enter")
        assert {one.code: one.memo for one in on_disk(screen)} == {"fear": "", "pay": "", "time": "oui"}

    drive(small, story)


def test_a_code_goes_to_the_words_it_was_asked_for_wherever_the_cursor_is_by_then(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "slash", "t", "i", "m")
        screen.show(to_place(screen.desk, "4", 0))
        await pilot.press("enter")
        assert [one.quote for one in on_disk(screen) if one.code == "time"] == ["Je n'osais pas parler."]

    drive(small, story)


def test_the_one_chosen_of_a_long_list_is_in_sight_and_the_list_says_how_many_are_not(
    small: Study, drive: Drive
) -> None:
    many = [suggestion(code, "2", 23, 49, score) for code, score in (("gaze", 0.9), ("time", 0.8), ("pay", 0.7))]

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "1", "2", "3", "u", "u", "u", "j", "1", "t", "1", "t", "2", "e", "escape")
        there = len(items(screen.desk))
        listed = str(screen.query_one("#items", Static).render())
        assert there > 4
        assert f"+{there - 4}" in listed
        await pilot.press("shift+tab")
        listed = str(screen.query_one("#items", Static).render())
        assert "❯" in listed

    drive(small, story, size=(80, 24), found=many)


def test_a_message_too_long_for_the_last_line_takes_the_line_above_it(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        screen.say("word " * 20 + "end")
        await pilot.pause()
        assert "word" in shown(screen).splitlines()[-2]
        assert shown(screen).splitlines()[-1].strip().startswith("word")
        assert "end" in shown(screen).splitlines()[-1]
        await pilot.press("j")
        assert "read" in shown(screen).splitlines()[-2]

    drive(small, story, size=(80, 24))


def test_a_code_is_found_in_the_codebook_and_given_by_enter(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("slash", *"tim", "enter")
        await pilot.pause()
        assert screen.code_in_sight() == "time"
        assert not [one for one in on_disk(screen) if one.code == "time"]
        await pilot.press("enter")
        assert [one for one in on_disk(screen) if one.code == "time"]

    drive(small, story)


def test_a_retired_code_leaves_the_codebook_unless_it_stands_on_words(small: Study, drive: Drive) -> None:
    for code in ("time", "pay"):
        codebook.retire(small, code, coder="ana")

    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("l")
        await pilot.pause()
        listed = [node.data.id for node in screen.codebook.root.children if node.data]
        assert "pay" in listed
        assert "time" not in listed

    drive(Study(small.root), story)


def test_the_fourth_of_overlapping_codings_shares_a_bar_that_says_so(small: Study, drive: Drive) -> None:
    for code in ("fear", "pay", "time", "gaze"):
        tagging.add(small, [parse_reference("E01:5")], code, coder="ana")

    async def story(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        assert "║" in shown(screen)

    drive(Study(small.root), story)


async def until(done: Callable[[], bool]) -> None:
    """Wait for what keys typed ahead do, on a slow machine too."""
    for _look in range(1200):
        if done():
            return
        await asyncio.sleep(0.05)
    raise AssertionError


def test_keys_typed_ahead_over_many_windows_are_obeyed_in_their_order(small: Study, drive: Drive) -> None:
    burst = "g j slash t i m enter m v u q enter v down enter down down enter escape f r i e n enter enter 3 i ctrl+u "
    burst += "n e u f enter question_mark escape c p a y enter w l l x escape p E"

    async def story(screen: DeskScreen, _pilot: Pilot[None]) -> None:
        for key in burst.split():
            screen.app.simulate_key(key)
        await until(lambda: "has finished" in screen.desk.said)
        made = {(one.code, one.quote, one.memo, tuple(one.qualifiers.items())) for one in on_disk(screen)}
        assert made >= {
            ("time", "Je n'osais pas parler.", "vuq", (("polarity", "negated"), ("voice", "reported"))),
            ("time", "Rien de plus.", "", ()),
            ("pay", "Rien de plus.", "", (("print", "yes"), ("sure", "no"))),
        }
        assert len(made) == 5

    drive(small, story)


def test_a_second_click_on_its_way_closes_no_other_window(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "v")
        await pilot.pause()
        window = screen.app.screen
        assert isinstance(window, Pick)
        window.dismiss("voice=self")
        window.dismiss("voice=self")
        await pilot.pause()
        await pilot.press("escape")
        assert screen.app.screen is screen
        assert on_disk(screen)[0].qualifiers == {"voice": "self"}

    drive(small, story)


def test_keys_typed_ahead_search_and_go_to_the_place_found(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g")
        for key in ("f", *"rien", "enter", "enter", "1", "f", *"attend", "enter", "enter", "2"):
            screen.app.simulate_key(key)
        await until(lambda: len(on_disk(screen)) == 4)
        assert {one.quote for one in on_disk(screen)} >= {"Rien de plus.", "On attend."}

    drive(small, story)


def test_a_new_code_taken_back_leaves_the_digits_and_is_named(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "i", *"zzz", "enter")
        made = next(code for code in screen.desk.reading.book.by_id if code.startswith("zzz"))
        assert made in screen.desk.digits
        await pilot.press("u", "u")
        assert screen.desk.said == "Taken back: new code “zzz”."
        assert made not in screen.desk.digits
        await pilot.press("U")
        assert screen.desk.said == "Done again: new code “zzz”."
        assert made in screen.desk.digits

    drive(small, story)


def test_a_passage_stays_chosen_for_another_code_until_the_coder_goes_on(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("G", "t", "3", "4", "u", "2", "slash", *"fear", "enter", "escape", "4")
        found = {one.code: one.quote for one in on_disk(screen) if one.turn == "5" or one.code == "gaze"}
        whole = "Le reste, c'est du temps. On attend."
        assert found == {"time": whole, "pay": whole, "fear": whole, "gaze": "Le reste, c'est du temps."}

    drive(small, story)


def test_qualifiers_keep_their_order_and_the_cursor_its_place(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "v", "down", "enter")
        await pilot.pause()
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        await pilot.press("escape")
        assert on_disk(screen)[0].qualifiers == {"voice": "reported", "polarity": "negated"}

    drive(small, story)


def test_moving_the_ends_of_a_coding_is_said_until_it_is_kept(small: Study, drive: Drive) -> None:
    async def story(screen: DeskScreen, pilot: Pilot[None]) -> None:
        await pilot.press("g", "j", "e", "shift+left", "shift+left")
        assert "Enter keeps them" in screen.desk.said
        await pilot.press("enter")
        assert on_disk(screen)[0].quote == "Je n'osais"

    drive(small, story)
