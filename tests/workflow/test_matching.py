"""Rows of the researcher's own table of interviews, and the files they speak of."""

from datetime import date

import pytest

from qualcode.errors import QualcodeError
from qualcode.formats.people import load_table
from qualcode.workflow.interviews.matching import dates_in_names, join


def pairs(names: list[str], cells: list[str], column: str | None = "fichier") -> dict[str, tuple[str, ...]]:
    """The cells that each file was matched with."""
    table = load_table(("fichier;type\n" + "\n".join(f"{cell};x" for cell in cells)).encode(), "table.csv")
    found = join(table, names, column=column)
    lines = dict(zip(table.lines, cells, strict=True))
    matched = {pair.name: tuple(lines[line] for line in pair.rows) for pair in found.pairs}
    assert set(found.files) == set(names) - set(matched)
    assert [lines[line] for line in found.rows] == [
        cell for cell in cells if cell not in {one for own in matched.values() for one in own}
    ]
    return matched


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Entretien 01 24.10.03", "Entretien 01 24.10.03"),
        ("Entretien 01 24.10.03", "Entretien 01  24.10.03.docx"),
        ("Entretien_01_24.10.03", "Entretien 01 24.10.03"),
        ("Entretien-01-24-10-03", "entretien 01 24.10.03"),
        ("ENTRETIEN 1 24.10.03", "Entretien 01 24.10.03"),
        ("Entretien 03ab 24.11.05", "Entretien 03a 24.11.05"),
        ("Entretien 03ab 24.11.05", "Entretien 03b 24.11.05"),
        ("Entretien n° 12 – Élodie", "entretien n°12 Elodie"),
        ("E07", "E07.txt"),
    ],
)
def test_spaces_underscores_endings_and_parts_do_not_keep_a_pair_apart(name: str, cell: str) -> None:
    assert pairs([name], [cell]) == {name: (cell,)}


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("Entretien 01 24.10.03", "Entretien 02 24.10.03"),
        ("Entretien 01 24.10.03", "Entretien 01 24.10.04"),
        ("Entretien 01 24.10.03", "Entretien 01"),
        ("Entretien 11", "Entretien 1"),
        ("Entretien 03a", "Entretien 03b"),
        ("Entretien 03a", "Entretien 03ab"),
        ("E07", "E70"),
        ("Entretien Paul", "Entretien Paule Martin"),
        ("Entretien 01", ""),
    ],
)
def test_numbers_that_differ_are_another_interview(name: str, cell: str) -> None:
    assert pairs([name], [cell]) == {}


def test_a_suffix_that_all_files_share_is_passed_over() -> None:
    names = ["Entretien 01_traitement_a", "Entretien 02_traitement_a", "Entretien 03_traitement_a"]
    assert pairs(names, ["Entretien 01", "Entretien 02", "Entretien 04"]) == {
        names[0]: ("Entretien 01",),
        names[1]: ("Entretien 02",),
    }


def test_an_interview_in_two_parts_has_both_rows() -> None:
    assert pairs(["Entretien 03ab", "Entretien 04"], ["Entretien 03a", "Entretien 03b", "Entretien 04"]) == {
        "Entretien 03ab": ("Entretien 03a", "Entretien 03b"),
        "Entretien 04": ("Entretien 04",),
    }


def test_a_row_that_fits_two_files_as_well_is_left_to_the_researcher() -> None:
    assert pairs(["Entretien 01", "entretien_01"], ["ENTRETIEN 01", "Entretien 02"]) == {}


def test_every_number_matches_its_own_file_only() -> None:
    names = [f"Entretien {n:02d} 24.10.{n:02d}" for n in range(1, 31)]
    cells = [f"entretien_{n:02d}_24.10.{n:02d}" for n in reversed(range(1, 31))]
    found = pairs(names, cells)
    assert len(found) == 30
    assert all(own == (f"entretien_{name[10:12]}_{name[13:]}",) for name, own in found.items())


def test_the_column_that_names_the_files_is_guessed() -> None:
    table = load_table(b"id;Statut;Nom du fichier\n1;pair;Entretien 01\n2;soignant;Entretien 02\n", "table.csv")
    assert join(table, ["Entretien_01", "Entretien_02"]).column == "Nom du fichier"


def test_a_table_that_names_no_file_asks_for_the_column() -> None:
    table = load_table(b"Statut,Lieu\npair,Brest\n", "table.csv")
    with pytest.raises(QualcodeError, match="names the files") as told:
        join(table, ["Entretien 01"])
    assert "--file-column" in told.value.advice
    with pytest.raises(QualcodeError, match="no column “fichier”") as told:
        join(table, ["Entretien 01"], column="fichier")
    assert "Statut, Lieu" in told.value.advice


TODAY = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("names", "dates"),
    [
        (["E 24.10.03", "E 24.12.27"], ["2024-10-03", "2024-12-27"]),
        (["E 03.10.24", "E 27.12.24"], ["2024-10-03", "2024-12-27"]),
        (["E 2024-10-03"], ["2024-10-03"]),
        (["E 03-10-2024"], ["2024-10-03"]),
        (["E_24_10_03_x", "E_24_12_31"], ["2024-10-03", "2024-12-31"]),
        (["E 27.10.03"], ["2003-10-27"]),
        (["E 24.10.03"], [""]),
        (["E 24.10-03"], [""]),
        (["E 24.13.03"], [""]),
        (["E 24.10.031"], [""]),
        (["E 01", "E 2024-02-30"], ["", ""]),
        (["E 01", "E 2024-02-28"], ["", "2024-02-28"]),
        (["E 2027-01-01"], [""]),
        ([], []),
    ],
)
def test_dates_in_names_are_read_where_one_reading_fits(names: list[str], dates: list[str]) -> None:
    found = dates_in_names(names, TODAY)
    assert [found.get(name, "") for name in names] == dates
