"""A page keeps every character in sight, whatever people speak of, and whatever script they write."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, split_graphemes

from qualcode.core.transcript import Transcript, Turn
from qualcode.tui.lines import lay_out, shown, wrapped

SCRIPTS = "abc é\u0301 n'à «»: 日本語 👩‍👩‍👧 👍🏽 🇫🇷 שלום عربي e\u0302\u0323 \u200d\u00a0…—\n"
TEXTS = st.text(alphabet=st.sampled_from(sorted(set(SCRIPTS))), max_size=120) | st.text(max_size=60)


@given(text=TEXTS, width=st.integers(4, 40))
@settings(max_examples=150, deadline=None)
def test_lines_hold_every_character_once_and_fit_the_page(text: str, width: int) -> None:
    text = shown(text)
    found = list(wrapped(text, width))
    assert "".join(text[a:b] for a, b in found) == text.replace("\n", "")
    assert all(cell_len(text[a:b].rstrip(" ")) <= width for a, b in found)


def test_joined_characters_are_never_parted() -> None:
    family = "👩‍👩‍👧" * 9
    for a, b in wrapped(family, 5):
        assert {piece[2] for piece in split_graphemes(family[a:b])[0]} == {2}


def test_a_line_breaks_neither_after_an_opening_guillemet_nor_before_a_colon() -> None:
    text = shown("Elle me dit : « non » !")
    assert [text[a:b].replace("\u00a0", " ").rstrip() for a, b in wrapped(text, 13)] == ["Elle me dit :", "« non » !"]


def test_a_transcript_cannot_steer_the_terminal() -> None:
    assert shown("a\x1b[2Jb\u202ec\x07") == "a·[2Jb·c·"


def test_a_place_on_the_page_is_the_place_in_the_text() -> None:
    turns = (Turn(id="1", speaker="Zoé", text="日本 une phrase assez longue pour deux lignes"),)
    page = lay_out(Transcript(id="E01", turns=turns), 20)
    for offset in range(len(turns[0].text)):
        line = page.lines[page.line_of(0, offset)]
        assert line.start <= offset < line.end or offset == line.end == len(turns[0].text)
    assert page.offset_at(1, 0) == (0, 0)
    assert page.offset_at(1, 2) == (0, 1)  # the second wide character begins at the third cell
    assert page.offset_at(1, 3) == (0, 1)


def test_an_empty_transcript_has_no_lines() -> None:
    assert lay_out(Transcript(id="E01", turns=()), 40).lines == []
