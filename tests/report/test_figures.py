"""The figures of the reports: what they draw, in which language, and what they leave to words."""

from collections.abc import Callable

import pytest
from lxml import etree

from qualcode.formats.languages import speak
from qualcode.report.figures.agreement import agreement_figure
from qualcode.report.figures.cooccurrence import MOST_CODES, cooccurrence_figure
from qualcode.report.figures.frequency import frequency_figure
from qualcode.report.figures.saturation import saturation_alternative, saturation_figure
from qualcode.report.figures.style import HUE
from qualcode.store.study import Study
from qualcode.workflow.reports.agreeing import agreement_report
from qualcode.workflow.reports.cooccurring import cooccurrence_report
from qualcode.workflow.reports.curves import curves
from qualcode.workflow.reports.reporting import frequency_report, saturation_report

Cli = Callable[..., tuple[int, str, str]]


def _texts(svg: bytes) -> list[str]:
    return [" ".join(text.split()) for text in etree.fromstring(svg).itertext() if text.strip()]


def _saturation(study: Study) -> list[str]:
    return _texts(saturation_figure(curves(saturation_report(study)), kind="svg"))


def _frequency(study: Study, by: str = "type") -> bytes:
    found = frequency_report(study, by=by)
    return frequency_figure(found.table, by=by, labels=found.counted.labels, kind="svg")


def test_every_stratum_has_a_panel_with_its_verdict_and_the_point_where_the_rule_stops(example: Study) -> None:
    texts = _saturation(example)
    for name in ("Whole study", "pair aidant", "professionnel", "membre d'association"):
        assert name in texts
    assert "code saturation: not reached" in texts
    assert "8+2" in texts
    assert "the rule stops here" in texts


def test_a_reflexive_study_sees_its_curves_and_no_verdict(example: Study) -> None:
    settings = example.root / "qualcode.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("base = 3", 'methodology = "reflexive"\nbase = 3'),
        encoding="utf-8",
    )
    texts = _saturation(Study(example.root))
    assert "8+2" not in texts
    assert not [text for text in texts if "reached" in text or "threshold" in text]
    assert "No verdict." in texts


def test_the_curve_can_be_read_aloud(example: Study) -> None:
    whole = curves(saturation_report(example))[0]
    assert "14 interviews, 19 codes" in saturation_alternative(whole)
    assert "8, 10, 14, 16" in saturation_alternative(whole)


def test_the_observed_curve_ends_where_every_order_ends(example: Study) -> None:
    for curve in curves(saturation_report(example)):
        codes = curve.stratum.result.codes
        assert curve.mean[-1] == pytest.approx(codes)
        assert (curve.low[-1], curve.high[-1]) == (codes, codes)


def test_a_group_of_three_has_counts_and_a_group_of_six_percentages(example: Study) -> None:
    texts = _texts(_frequency(example))
    assert "membre d'association" in texts
    assert "3 of 3" in texts
    assert "83 %" in texts
    assert "100 %" not in texts  # three of three is no percentage


def test_a_figure_speaks_french_with_a_decimal_comma(example: Study) -> None:
    speak("fr")
    texts = _texts(agreement_figure(agreement_report(example), kind="svg"))
    assert "0,29" in texts
    assert not [text for text in texts if "0.29" in text]
    assert "1 sur 3" in _texts(_frequency(example))


def test_the_most_contested_code_comes_first_and_a_code_that_never_varies_has_no_coefficient(
    study_of: Callable[..., Study],
) -> None:
    talk = [("Q", "Alors ?"), *[("Théo", f"J'ai dit cela {n} fois.") for n in range(12)]]
    tags = [("ana", f"E01:{n}", "fear") for n in range(2, 8)] + [("ben", f"E01:{n}", "fear") for n in range(5, 12)]
    tags += [(coder, f"E01:{n}", "pay") for n in (2, 3) for coder in ("ana", "ben")]
    tags += [(coder, f"E01:{n}", "all") for n in range(2, 14) for coder in ("ana", "ben")]
    study = study_of(talk, codes=("pay", "fear", "all"), tags=tags)
    texts = _texts(agreement_figure(agreement_report(study), kind="svg"))
    assert texts.index("fear") < texts.index("pay") < texts.index("all")
    assert "nothing varies: no coefficient" in texts


def test_pairs_are_counted_in_the_cells_and_a_study_without_pairs_says_so(
    example: Study, study_of: Callable[..., Study]
) -> None:
    texts = _texts(cooccurrence_figure(cooccurrence_report(example), top=None, kind="svg"))
    assert "récit de soi" in texts
    assert "2" in texts
    alone = study_of([("Théo", "J'ai peur.")], tags=[("ana", "E01:1", "fear")])
    texts = _texts(cooccurrence_figure(cooccurrence_report(alone), top=None, kind="svg"))
    assert "No two codes come together in this unit." in texts


def test_a_figure_of_many_codes_keeps_the_closest_pairs_and_says_how_many_there_are(
    study_of: Callable[..., Study],
) -> None:
    codes = tuple(f"c{n}" for n in range(MOST_CODES + 6))
    talk = [("Théo", f"Phrase {n}.") for n in range(len(codes) - 1)]
    tags = [("ana", f"E01:{n + 1}", codes[m]) for n in range(len(codes) - 1) for m in (n, n + 1)]
    found = cooccurrence_report(study_of(talk, codes=codes, tags=tags), unit="turn")
    texts = _texts(cooccurrence_figure(found, top=None, kind="svg"))
    assert f"The {MOST_CODES} codes of the closest pairs, of {len(codes)} that come together with another." in texts


def test_one_interview_and_one_code_are_drawn_too(study_of: Callable[..., Study]) -> None:
    study = study_of([("Théo", "J'ai peur.")], tags=[("ana", "E01:1", "fear")], settings='title = "Un seul"\n')
    assert "1 interview, 1 code" in _saturation(study)
    assert "1 of 1" in _texts(_frequency(study))


def test_a_type_of_one_interview_is_named_without_a_curve(example: Study) -> None:
    texts = _texts(saturation_figure(curves(saturation_report(example, by="role")), kind="svg"))
    assert "pair aidant" in texts
    assert "infirmière" not in texts
    assert [text for text in texts if "so no curve: médecin addictologue" in text]


@pytest.mark.parametrize("report", ["saturation", "frequency", "cooccurrence", "agreement"])
@pytest.mark.parametrize(("ending", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_the_ending_of_the_file_asks_for_the_figure(
    example: Study, qualcode: Cli, report: str, ending: str, begins: bytes
) -> None:
    status, out, _said = qualcode(example, "report", report, "-o", f"figure.{ending}")
    assert (status, out) == (0, "")
    assert (example.root / f"figure.{ending}").read_bytes().startswith(begins)


def test_a_picture_needs_a_file_and_a_report_without_one_says_which_endings_it_knows(
    example: Study, qualcode: Cli
) -> None:
    status, _out, said = qualcode(example, "report", "saturation", "--format", "png")
    assert status == 2
    assert "-o figure.png" in said
    status, _out, said = qualcode(example, "report", "coverage", "-o", "figure.svg")
    assert status == 2
    assert ".csv" in said
    status, out, _said = qualcode(example, "report", "frequency", "--format", "svg")
    assert status == 0
    assert HUE in out or "<svg" in out
