"""What --min-cell keeps out of the page: not only out of sight, out of the file."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.store.study import Study
from qualcode.workflow.reports.page import report_page
from qualcode.workflow.reports.quoting import bank

Cli = Callable[..., tuple[int, str, str]]
Written = Callable[..., Path]


@pytest.fixture
def small(study_of: Callable[..., Study]) -> Study:
    """Three peers and one manager; of the peers, all know fear and one alone speaks of pay, as the manager does."""
    people = {"E01": "Théo", "E02": "Inès", "E03": "Omar", "E04": "Solange"}
    words = {name: [("Q", "Alors ?"), (who, f"Peur {who}."), (who, f"Salaire {who}.")] for name, who in people.items()}
    return study_of(
        words,
        types={"Théo": "pair", "Inès": "pair", "Omar": "pair", "Solange": "directrice"},
        codes=("fear", "pay"),
        tags=[
            *(("ana", f"{name}:2", "fear") for name in people),
            ("ana", "E03:3", "pay"),
            ("ana", "E04:3", "pay"),
            ("ben", "E03:2", "pay"),
        ],
    )


def _store(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="store">(.*?)</script>', page)
    assert found is not None
    store: dict[str, object] = json.loads(found[1])
    return store


def test_a_group_of_fewer_respondents_is_nowhere_in_the_file(small: Study, written: Written) -> None:
    assert "directrice" in written(small).read_text("utf-8")
    page = written(small, min_cell=3).read_text("utf-8")
    assert "directrice" not in page
    assert "only what at least 3 respondents share" in page


def test_a_code_that_fewer_interviews_of_a_group_carry_is_withheld_with_its_quotes(
    small: Study, written: Written
) -> None:
    shown = written(small).read_text("utf-8")
    assert "Salaire Omar" in shown
    page = written(small, min_cell=3).read_text("utf-8")
    for words in ("Salaire Omar", "Salaire Solange", "Peur Solange"):
        assert words not in page
    assert "Peur Théo" in page
    assert "withheld" in page
    assert "at least 3 of 4" in page


def test_a_total_gives_no_withheld_count_away_and_nothing_is_withheld_of_what_is_shared(small: Study) -> None:
    counts = report_page(small, min_cell=3).counts
    assert counts is not None
    fear, pay = counts.table.rows
    assert (fear.cells["pair"].interviews, fear.total.interviews) == (3, 3)
    assert (pay.cells["pair"].interviews, pay.total.interviews) == (0, 0)
    assert counts.withheld == {(code, group) for code, group in counts.withheld if (code, group) != ("fear", "pair")}
    assert ("pay", None) in counts.withheld


def test_passages_where_coders_differ_do_not_open_and_codes_of_one_person_are_not_listed(
    small: Study, written: Written
) -> None:
    shown = _store(written(small).read_text("utf-8"))
    page = written(small, min_cell=3).read_text("utf-8")
    assert any(key.startswith("d") for key in shown["opened"])  # type: ignore[attr-defined]
    assert not any(key.startswith("d") for key in _store(page)["opened"])  # type: ignore[attr-defined]
    for title in ("one interview", "one person", "One respondent"):
        assert title not in page.split('id="coverage"')[1].split("</section>")[0].split("<ul")[0]


def test_a_study_without_codings_names_no_small_group_either(study_of: Callable[..., Study], written: Written) -> None:
    study = study_of({"E01": [("Solange", "Peur.")]}, types={"Solange": "directrice"})
    assert "directrice" in written(study).read_text("utf-8")
    assert "directrice" not in written(study, min_cell=2).read_text("utf-8")


def test_who_is_withheld_is_not_quoted_from_an_interview_with_somebody_who_is_not(
    study_of: Callable[..., Study], written: Written
) -> None:
    study = study_of(
        {
            "E01": [("Solange", "Peur de Solange."), ("Théo", "Peur de Théo.")],
            "E02": [("Inès", "Peur d'Inès.")],
        },
        types={"Théo": "pair", "Inès": "pair", "Solange": "directrice"},
        tags=[("ana", "E01:1", "fear"), ("ana", "E01:2", "fear"), ("ana", "E02:1", "fear")],
    )
    page = written(study, min_cell=2).read_text("utf-8")
    assert "Peur de Solange" not in page
    assert "Peur de Théo" in page
    assert "Peur d'Inès" in page


def test_signatures_are_those_of_the_quote_bank(example: Study, qualcode: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert qualcode(example, "report", "page", "-o", str(page))[0] == 0
    assert "médecin addictologue" in page.read_text("utf-8")
    assert qualcode(example, "report", "page", "--min-cell", "3", "-o", str(page))[0] == 0
    kept = page.read_text("utf-8")
    assert "médecin addictologue" not in kept
    assert "Théo, pair aidant" in kept


def test_of_crossed_attributes_the_bank_names_no_combination_of_fewer_respondents(example: Study) -> None:
    groups = {quote.group for quote in bank(example, by="type,role", min_cell=3).quotes}
    assert groups == {
        "",
        "pair aidant × pair aidant",
        "pair aidant × pair-aidante",
        "membre d'association × membre d'association",
    }


def test_one_respondent_is_company_enough_when_nothing_is_asked(example: Study, written: Written) -> None:
    assert written(example).read_bytes() == written(example, min_cell=1).read_bytes()
