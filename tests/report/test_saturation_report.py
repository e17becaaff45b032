import csv
import io
import re
from dataclasses import replace

import pytest

from qualcode.analysis.incidence import Incidence, incidence_of
from qualcode.analysis.saturation import assess, sensitivity
from qualcode.core.study import StoppingRule
from qualcode.report.curve import cumulative_curve
from qualcode.report.numbers import percent
from qualcode.report.saturation import Stratum, saturation_csv, saturation_document, sensitivity_sheet, verdict_line
from qualcode.report.saturation_text import Page, saturation_markdown, saturation_text

NEW = (20, 10, 4, 3, 4, 3, 1, 0)  # the example of Guest, Namey & Chen (2020): 37 codes in the base, then 4, 3, 1, 0


def example() -> Incidence:
    interviews = [f"E{n}" for n in range(1, 9)]
    carried, code = [], 0
    for interview, new in zip(interviews, NEW, strict=True):
        carried += [(interview, f"c{n}") for n in range(code, code + new)] + [(interview, "c0")]
        code += new
    return incidence_of(interviews, [f"c{n}" for n in range(code)], carried)


def stratum(rule: StoppingRule, name: str = "all", count: int = 8) -> Stratum:
    incidence = example().select([f"E{n}" for n in range(1, count + 1)])
    return Stratum(
        result=assess(name, incidence, rule), interviews=incidence.interviews, sensitivity=sensitivity(incidence)
    )


def page_of(strata: list[Stratum]) -> Page:
    return Page(strata=strata, by="type", labels={})


@pytest.fixture
def strata() -> list[Stratum]:
    rule = StoppingRule(withhold={"asso": "non-réponses"})
    return [stratum(rule), stratum(rule, "pair", 5), stratum(rule, "asso", 8)]


def test_the_page_shows_curve_verdict_and_limits(strata: list[Stratum]) -> None:
    page = saturation_text(page_of(strata), width=80)
    assert "Whole study – 8 interviews, 45 codes; level: code" in page
    assert "new       +20 +10  +4  +3  +4  +3  +1   0" in page
    assert "Code saturation (base 4, run 2, threshold 5 %): reached at 6+2" in page
    assert "Code saturation (base 4, run 2, threshold 5 %): cannot be claimed" in page
    assert "Q1 = 44, Q2 = 0" in page
    assert "non-réponses" in page
    assert max(len(line) for line in page.splitlines()) <= 80


@pytest.mark.usefixtures("french")
def test_the_verdict_in_french(strata: list[Stratum]) -> None:
    assert verdict_line(strata[0].result) == (
        "saturation des codes (base 4, série 2, seuil 5\u00a0%)\u00a0: atteinte à 6+2"
    )


def test_the_bare_word_is_never_used(strata: list[Stratum]) -> None:
    for page in (saturation_text(page_of(strata), width=80), saturation_markdown(page_of(strata))):
        assert not re.search(r"\bsaturated\b|\bsaturés?\b", page, re.IGNORECASE)
        assert not re.search(r"(?<!code )\bsaturation\b", page, re.IGNORECASE)


def test_a_withheld_claim_is_not_told_by_other_rules(strata: list[Stratum]) -> None:
    table = sensitivity_sheet(strata)
    assert table is not None
    assert [column.label for column in table.columns][3:] == ["Whole study"]
    assert saturation_document(strata)["strata"][2]["sensitivity"] == []
    assert sensitivity_sheet(strata[1:]) is None


def test_a_reflexive_study_shows_the_curve_alone() -> None:
    page = saturation_text(page_of([stratum(StoppingRule(methodology="reflexive"))]), width=80)
    assert "No verdict." in page
    assert "reached" not in page
    assert "45 |" in page


def test_the_document_has_the_agreed_keys(strata: list[Stratum]) -> None:
    document = saturation_document(strata)
    assert {key: document["rule"][key] for key in ("base", "run", "threshold")} == {
        "base": 4,
        "run": 2,
        "threshold": 0.05,
    }
    first = document["strata"][0]
    assert (first["name"], first["interviews"], first["codes"]) == ("all", 8, 45)
    assert first["new_per_interview"] == list(NEW)
    assert (first["verdict"], first["reached_at"]) == ("reached", "6+2")
    assert {"reason", "coverage", "chao2", "expected_new_next", "cumulative"} <= set(first)
    assert document["strata"][1]["chao2"] is None


def test_csv_has_a_row_per_stratum_and_interview(strata: list[Stratum]) -> None:
    rows = list(csv.DictReader(io.StringIO(saturation_csv(strata))))
    assert len(rows) == 8 + 5 + 8
    assert rows[1] == {
        "stratum": "all",
        "order": "2",
        "interview": "E2",
        "new": "10",
        "cumulative": "30",
        "mean": "",
        "low": "",
        "high": "",
    }


def test_coverage_is_not_rounded_to_everything(strata: list[Stratum]) -> None:
    nearly = Stratum(result=replace(strata[0].result, coverage=0.998), interviews=strata[0].interviews)
    assert "Coverage 99 %" in saturation_text(page_of([nearly]), width=80)
    assert percent(1.0) == "100\u00a0%"


@pytest.mark.parametrize("values", [[], [0, 0], [0, 1], [1], list(range(1, 201))])
@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_curve_fits_the_width(values: list[int], width: int) -> None:
    lines = cumulative_curve(values, width=width)
    assert all(len(line) <= width for line in lines)
    assert bool(lines) == any(values)
