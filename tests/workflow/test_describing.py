"""The methods paragraph: what the study knows, gaps for the rest, and nothing that it may not claim."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]


def test_the_paragraph_says_what_the_example_knows_of_itself(example: Study, qualcode: Run) -> None:
    page = qualcode(example, "report", "methods")[1]
    for words in (
        "The material is 14 interviews, held between 13 January 2026 and 1 April 2026",
        "26 people were asked (15 done, 1 planned, 3 refused, 7 no answer)",
        "with 15 respondents (pair aidant 6, professionnel 5, membre d'association 4)",
        "14 interviews were coded, by 2 people in all (512 coded passages)",
        "2 coders share 5 interviews: Krippendorff's alpha 0.29, 98 % agreement",
        "Code saturation was judged by the rule of Guest, Namey & Chen (2020)",
        "(base 3, run 2, threshold 5 %). Whole study: reached at 8+2.",
        "membre d'association: cannot be claimed.",
        "n'ont pas répondu ou ont refusé",
        "qualcode 0.1.0",
        "[to complete: how people were chosen and approached; ethics approval]",
    ):
        assert words in page.replace("\u00a0", " "), words


def test_every_item_of_both_checklists_is_there_and_what_is_unknown_is_blank(example: Study, qualcode: Run) -> None:
    document = json.loads(qualcode(example, "report", "methods", "--format", "json")[1])
    assert [item["item"] for item in document["coreq"]] == [str(n) for n in range(1, 33)]
    assert [item["item"] for item in document["srqr"]] == [f"S{n}" for n in range(1, 22)]
    filled = {item["item"] for item in document["coreq"] if item["text"]}
    assert {"12", "16", "22", "24", "25", "26", "27", "29", "31"} <= filled
    assert {"2", "9", "17", "28"}.isdisjoint(filled)
    rows = list(csv.DictReader(io.StringIO(qualcode(example, "report", "methods", "--format", "csv")[1])))
    assert len(rows) == 32 + 21
    assert "Left blank: 1 interviewer or facilitator" in qualcode(example, "report", "methods", "--format", "table")[1]


def test_a_reflexive_study_claims_nothing(example: Study, qualcode: Run) -> None:
    path = example.root / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace("[saturation]", '[saturation]\nmethodology = "reflexive"'), "utf-8")
    page = qualcode(example, "report", "methods")[1]
    assert "saturation was not a criterion" in page
    for word in ("Guest", "reached", "cannot be claimed"):
        assert word not in page


@pytest.mark.parametrize("coded", [False, True])
def test_a_small_study_gets_sentences(study_of: Callable[..., Study], qualcode: Run, coded: bool) -> None:
    tags = [("ana", "E01:1", "fear")] if coded else []
    study = study_of([("Léa", "un deux trois")], tags=tags, dates={"E01": ""})
    status, page, _err = qualcode(study, "report", "methods")
    assert status == 0
    assert "The material is 1 interview, held [to complete: dates]" in page
    assert ("Nothing is coded yet." in page) is not coded
    assert ("Agreement between coders was not measured: one person coded." in page) is coded


def test_the_word_document_highlights_gaps_and_is_the_same_each_time(
    example: Study, qualcode: Run, tmp_path: Path
) -> None:
    for name in ("one.docx", "two.docx"):
        assert qualcode(example, "report", "methods", "-o", str(tmp_path / name))[0] == 0
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()
    body = zipfile.ZipFile(tmp_path / "one.docx").read("word/document.xml").decode()
    assert 'w:highlight w:val="yellow"' in body
    assert "Krippendorff" in body


def test_what_coders_settled_is_nobody_who_codes(example: Study, qualcode: Run) -> None:
    before = qualcode(example, "report", "methods")[1]
    (example.root / "transcripts" / "codings" / "consensus").mkdir()
    assert qualcode(example, "report", "methods")[1] == before
