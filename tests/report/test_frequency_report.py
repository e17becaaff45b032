import csv
import io

import pytest

from qualcode.analysis.frequency import frequency
from qualcode.report.frequency import (
    Frequencies,
    frequency_csv,
    frequency_document,
    frequency_markdown,
    frequency_text,
)

LABELS = {"fear": "peur de la rechute", "trust": "confiance"}
N = "\u00a0"


@pytest.fixture
def table() -> Frequencies:
    carried = [
        ("E1", "pair", 2),
        ("E2", "pair", 1),
        ("E3", "pair", 1),
        ("E4", "pair", 1),
        ("E5", "pair", 1),
        ("E7", "pro", 3),
    ]
    by_group = [(i, g, "fear", n, 10 * n) for i, g, n in carried]
    overall = [(i, "fear", n, 10 * n) for i, _g, n in carried]
    groups = {"pair": 6, "pro": 3, "asso": 0}
    return Frequencies(
        table=frequency(by_group, overall, codes=["fear", "trust"], groups=groups, total=9), by="type", labels=LABELS
    )


def test_small_groups_have_no_percentage(table: Frequencies) -> None:
    text = frequency_text(table, width=120)
    assert "5 of 6 (83 %; 44–97 %)" in text
    assert "1 of 3 " in text
    assert "0 of 6 (0 %; 0–39 %)" in text
    assert "6 (60)" in text
    assert "Below 5 interviews no percentage is shown." in text
    assert "pair 6, pro 3, asso 0; 9 in all" in text


@pytest.mark.usefixtures("french")
def test_in_french(table: Frequencies) -> None:
    assert f"5 sur 6 (83{N}%{N}; 44–97{N}%)" in frequency_markdown(table)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(table: Frequencies, width: int) -> None:
    text = frequency_text(table, width=width)
    assert max(len(line) for line in text.splitlines()) <= width


def test_the_document_has_the_agreed_keys(table: Frequencies) -> None:
    document = frequency_document(table)
    assert (document["by"], document["unit"]) == ("type", "interview")
    assert document["groups"][0] == {"name": "pair", "interviews": 6}
    row = document["rows"][0]
    assert (row["code"], row["label"]) == ("fear", "peur de la rechute")
    assert row["cells"]["pair"] == {
        "interviews": 5, "segments": 6, "words": 60, "of": 6, "share": 0.8333, "low": 0.4365, "high": 0.9699,
    }  # fmt: skip
    assert row["cells"]["pro"]["share"] is None
    assert (row["total"]["interviews"], row["total"]["segments"], row["total"]["words"]) == (6, 9, 90)


def test_csv_has_plain_numbers(table: Frequencies) -> None:
    rows = list(csv.DictReader(io.StringIO(frequency_csv(table))))
    assert [row["group"] for row in rows[:4]] == ["pair", "pro", "asso", ""]
    assert (rows[0]["interviews"], rows[0]["of"], rows[1]["share"]) == ("5", "6", "")
