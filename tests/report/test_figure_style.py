"""What every figure promises: the same bytes for the same values, and text that a reader of the file can use."""

import sys
from collections.abc import Iterator

import pytest
from lxml import etree
from matplotlib.figure import Figure

from qualcode.report.figures.style import KINDS, MARKS, Kind, figure_file, ink_on, notes_below, percent_ticks


def _drawing(figure: Figure) -> None:
    axes = figure.subplots()
    axes.plot([0, 1], [0, 1], label="coût ($) 😀 < 5 & plus")
    axes.legend()
    percent_ticks(axes, "y")
    notes_below(figure, ["une note"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_has_the_same_bytes_whatever_the_day_and_the_settings_of_the_machine(kind: Kind) -> None:
    import matplotlib as mpl  # noqa: PLC0415

    once = figure_file(_drawing, kind=kind, title="Essai")
    with mpl.rc_context({"font.size": 20, "svg.fonttype": "path", "axes.grid": True}):
        assert figure_file(_drawing, kind=kind, title="Essai") == once
    assert b"Date" not in once


def test_the_settings_of_a_program_that_draws_too_are_left_as_they_were() -> None:
    import matplotlib as mpl  # noqa: PLC0415

    before = dict(mpl.rcParams)
    figure_file(_drawing, kind="svg", title="Essai")
    assert dict(mpl.rcParams) == before


def test_text_in_an_svg_is_text_with_a_title_and_a_dollar_stays_a_dollar() -> None:
    root = etree.fromstring(figure_file(_drawing, kind="svg", title="Codes & types"))
    texts = list(root.itertext())
    assert "coût ($) 😀 < 5 & plus" in texts
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "Codes & types"


def test_no_figure_asks_the_network_for_anything() -> None:
    root = etree.fromstring(figure_file(_drawing, kind="svg", title="Essai"))
    addresses = [value for node in root.iter() for key, value in node.attrib.items() if key.endswith("href")]
    assert addresses
    assert all(value.startswith("#") for value in addresses)


def test_seven_series_differ_in_more_than_colour() -> None:
    assert len({mark.marker for mark in MARKS}) == len(MARKS)
    assert len({mark.color for mark in MARKS}) == len(MARKS)


def _greys() -> Iterator[tuple[float, float, float]]:
    return ((n / 20, n / 20, n / 20) for n in range(21))


def test_numbers_in_a_cell_are_readable_on_every_shade() -> None:
    def luminance(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    for red, green, blue in _greys():
        ink = luminance(int(ink_on(red, green, blue)[1:3], 16) / 255)
        lighter, darker = sorted((ink, luminance(red)), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) > 4


def test_matplotlib_is_not_loaded_before_a_figure_is_drawn() -> None:
    import subprocess  # noqa: PLC0415

    code = "import sys, qualcode.report.figures.style; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
