"""The report on saturation in full: orders, what more would bring, who was asked, codes that cross groups; and what is hidden."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]
VERDICTS_BY_OTHER_MEANS = {"share_reached", "stopping", "not_reached"}


@pytest.fixture
def saturation(qualcode: Run) -> Callable[..., dict[str, Any]]:
    def document(study: Study, *arguments: str) -> dict[str, Any]:
        status, out, _err = qualcode(study, "report", "saturation", "--format", "json", *arguments)
        assert status == 0
        found = json.loads(out)
        assert isinstance(found, dict)
        return found

    return document


Document = Callable[..., dict[str, Any]]


def brought(study_of: Callable[..., Study], new: Mapping[str, str], **options: Any) -> Study:
    """A study whose interviews carry these codes: {"E01": "abc"}."""
    talks = {name: [("Léa" if n % 2 else "Max", "un deux trois")] for n, name in enumerate(new)}
    tags = [("ana", f"{name}:1", code) for name, codes in new.items() for code in codes]
    dates = {name: f"2026-01-{n + 1:02}" for n, name in enumerate(new)}
    return study_of(talks, codes=sorted({*"".join(new.values())}), tags=tags, dates=dates, **options)


SEVEN = {"E01": "abc", "E02": "ad", "E03": "be", "E04": "af", "E05": "abc", "E06": "ab", "E07": "ag"}


def test_two_orders_of_the_same_interviews_may_give_two_verdicts_and_the_report_says_so(
    study_of: Callable[..., Study], saturation: Document, qualcode: Run
) -> None:
    study = brought(study_of, SEVEN)
    band = saturation(study)["strata"][0]["orders"]
    assert 0 < band["share_reached"] < 1
    assert sum(band["stopping"].values()) + band["not_reached"] + band["not_computable"] == band["orders"] == 2000
    _status, out, _err = qualcode(study, "report", "saturation")
    assert "In 2 000 random orders of these interviews, the rule fires in" in " ".join(out.split())


def test_what_three_more_would_bring(study_of: Callable[..., Study], saturation: Document, qualcode: Run) -> None:
    study = brought(study_of, SEVEN)
    whole = saturation(study)["strata"][0]
    # By hand: T = 7, S = 7, Q1 = 4 (d e f g), Q2 = 1 (c): q0 = 6/7 * 16/2 = 6.857; 1 - 4/(7 * 6.857 + 4) = .9231.
    assert whole["chao2"] == pytest.approx(7 + 48 / 7)
    assert whole["outlook"][2]["new"] == pytest.approx(48 / 7 * (1 - (1 - 4 / 52) ** 3))
    assert whole["chao2_low"] > 7
    assert "Three more interviews of this kind would bring about 1.5 new codes." in " ".join(
        qualcode(study, "report", "saturation")[1].split()
    )


def test_below_six_interviews_nothing_is_estimated(study_of: Callable[..., Study], saturation: Document) -> None:
    three = saturation(brought(study_of, {"E01": "ab", "E02": "ab", "E03": "ab"}))["strata"][0]
    assert (three["coverage"], three["chao2"], three["chao2_low"], three["outlook"]) == (None, None, None, [])


def test_a_withheld_claim_is_not_told_by_other_means(example: Study, saturation: Document) -> None:
    strata = {stratum["name"]: stratum for stratum in saturation(example)["strata"]}
    withheld = strata["membre d'association"]
    assert not VERDICTS_BY_OTHER_MEANS & withheld["orders"].keys()
    assert (withheld["ten_plus_three"], withheld["sensitivity"]) == (None, [])
    assert withheld["asked"] == {"done": 4, "refused": 1, "no_answer": 5}
    assert strata["all"]["ten_plus_three"]["stopped_at"] == 13


def test_a_reflexive_study_has_curves_and_no_verdict_anywhere(
    example: Study, saturation: Document, qualcode: Run
) -> None:
    path = example.root / "qualcode.toml"
    path.write_text(path.read_text("utf-8").replace("[saturation]", '[saturation]\nmethodology = "reflexive"'), "utf-8")
    for stratum in saturation(Study(example.root))["strata"]:
        assert (stratum["verdict"], stratum["reached_at"], stratum["coverage"]) == ("cannot_be_claimed", None, None)
        assert not VERDICTS_BY_OTHER_MEANS & stratum["orders"].keys()
        assert len(stratum["mean_curve"]) == stratum["interviews"]
    pages = [qualcode(example, "report", "saturation", *more)[1] for more in ([], ["--detail"], ["--format", "md"])]
    for page in (*pages, qualcode(example, "status")[1]):
        assert "no verdict" in page.lower()
        for word in ("reached", "fires", "Chao2", "10 + 3", "stops at", "cannot be claimed"):
            assert word not in page, page


def test_codes_that_cross_types_are_told_without_an_estimate(example: Study, saturation: Document) -> None:
    crossing = saturation(example)["crossing"]
    assert crossing["groups"] == ["pair aidant", "professionnel", "membre d'association"]
    assert "ageing_associations" not in {each["code"] for each in crossing["codes"]}
    assert {"coverage", "chao2"}.isdisjoint(crossing)


def test_codes_of_one_speaker(study_of: Callable[..., Study], saturation: Document) -> None:
    found = saturation(brought(study_of, {"E01": "ab", "E02": "b", "E03": "ab"}))
    assert found["single_speaker_codes"] == {"a": "R01"}  # E01 and E03 are the same person


def test_silence_of_half_of_those_asked_is_pointed_out(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = brought(study_of, SEVEN)
    log = "id,type,asked_on,outcome\nR01,pair aidant,,done\nR03,pair aidant,,refused\nR04,pair aidant,,no_answer\n"
    (study.root / "transcripts" / "recruitment.csv").write_text(log, encoding="utf-8")
    out = " ".join(qualcode(study, "report", "saturation")[1].split())
    assert "3 people asked (1 done, 1 refused, 1 no answer). At least half refused or did not answer." in out


def test_by_two_attributes(example: Study, saturation: Document) -> None:
    names = [stratum["name"] for stratum in saturation(example, "--by", "type,gender")["strata"]]
    assert names[:3] == ["all", "pair aidant × m", "professionnel × f"]
