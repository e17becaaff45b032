import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_records, sheet_text

SHEET = Sheet(
    title="Titre",
    columns=(Column(key="label", label="Code"), Column(key="n", label="Nombre", align="right")),
    rows=(("peur | rechute", 3), ("[rires]", None)),
    notes=("Une note.",),
)


def test_a_terminal_table_is_plain_text() -> None:
    assert sheet_text(SHEET, width=40) == (
        "Titre\n\n"
        "Code            Nombre\n"
        "──────────────────────\n"
        "peur | rechute       3\n"
        "[rires]              –\n\n"
        "- Une note."
    )


def test_markdown_escapes_pipes() -> None:
    assert sheet_markdown(SHEET) == (
        "**Titre**\n\n| Code | Nombre |\n| --- | ---: |\n| peur \\| rechute | 3 |\n| [rires] | – |\n\n- Une note.\n"
    )


def test_nothing_is_an_empty_cell_in_csv_and_null_in_json() -> None:
    assert sheet_csv(SHEET) == "label,n\npeur | rechute,3\n[rires],\n"
    assert sheet_records(SHEET)[1] == {"label": "[rires]", "n": None}


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="1 cells"):
        Sheet(title="", columns=(Column(key="a", label="a"),), rows=((1, 2),))


WORDS = st.lists(st.text(alphabet="abcdé%;", min_size=1, max_size=12), min_size=1, max_size=5).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=4), st.integers(20, 120))
def test_no_width_loses_a_letter_or_is_overrun(rows: list[tuple[str, str, str]], width: int) -> None:
    columns = tuple(Column(key=key, label=key) for key in "xyz")
    shown = sheet_text(Sheet(title="", columns=columns, rows=tuple(rows)), width=width)
    assert max(len(line) for line in shown.splitlines()) <= width
    assert sorted("".join(shown.split())) == sorted(
        "xyz" + "─" * shown.count("─") + "".join("".join(rows_) for rows_ in rows).replace(" ", "")
    )


def test_a_table_too_wide_for_its_words_is_cut_between_columns() -> None:
    groups = ("addictologues", "éducatrices", "infirmières", "présidentes", "psychologues")
    columns = tuple(Column(key=name, label=name) for name in ("Code", *groups))
    shown = sheet_text(Sheet(title="", columns=columns, rows=(("réticence", 1, 2, 3, 4, 5),)), width=50)
    assert max(map(len, shown.splitlines())) <= 50
    assert shown.count("Code") == shown.count("réticence") == 2
    assert all(shown.count(name) == 1 for name in groups)


@given(st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=10), min_size=1))
def test_csv_comes_back_as_it_was_but_for_the_guard(cells: list[str]) -> None:
    columns = tuple(Column(key=f"c{n}", label="") for n in range(len(cells)))
    read = list(csv.reader(io.StringIO(sheet_csv(Sheet(title="", columns=columns, rows=(tuple(cells),))), newline="")))
    guarded = [f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t")) else cell for cell in cells]
    assert read[1] == guarded


def test_words_held_together_are_not_parted() -> None:
    sheet = Sheet(title="", columns=(Column(key="a", label="a"),), rows=(("aaaa (83\u00a0%; 44–97\u00a0%)",),))
    assert sheet_text(sheet, width=12).splitlines()[2:] == ["aaaa (83 %;", "44–97 %)"]
