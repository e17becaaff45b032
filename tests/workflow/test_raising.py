"""The interview guide: what was never asked, what was asked and not coded, what came up unasked."""

import csv
import io
import json
from collections.abc import Callable

import pytest

from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.store.study import Study
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.reports.guiding import guide_path
from qualcode.workflow.reports.raising import guide_report

Run = Callable[..., tuple[int, str, str]]
TALKS = {
    "E01": [("Q", "Avez-vous eu des craintes ?"), ("Léa", "J'ai peur. Je gagne peu.")],
    "E02": [("Q", "On parle de salaires ?"), ("Max", "Mon contrat, oui.")],
    "E03": [("Q", "Et l'équipe ?"), ("Léa", "Rien."), ("Max", "Le contrat.")],
}
TYPES = {"Léa": "pair aidant", "Max": "professionnel"}
TAGS = [("ana", "E01:2.1", "fear"), ("ana", "E01:2.2", "pay"), ("ana", "E02:2", "fear")]
GUIDE = """
topics:
  - id: fear
    label: peurs
    questions: [AVEZ-VOUS EU DES CRAINTES]
    codes: [fear]
  - id: money
    label: {fr: argent}
    asked: [salaire]
    heard: [contrat]
    codes: [pay]
  - id: future
    asked: [avenir]
"""


@pytest.fixture
def study(study_of: Callable[..., Study]) -> Study:
    study = study_of(TALKS, types=TYPES, tags=TAGS)
    guide_path(study).write_text(GUIDE, encoding="utf-8")
    return study


def test_six_things_a_cell_can_be(study: Study) -> None:
    states = {(one.topic, one.interview, one.group): one.state for one in guide_report(study).cells}
    assert states["fear", "E01", "pair aidant"] == "coded"  # the question of the guide, in capitals
    assert states["fear", "E02", "professionnel"] == "coded_unasked"
    assert states["money", "E01", "pair aidant"] == "coded_unasked"
    assert states["money", "E02", "professionnel"] == "heard_only"  # salaires: the cue's plural
    assert states["money", "E03", "professionnel"] == "heard_only"
    assert states["money", "E03", "pair aidant"] == "nothing"  # it was the other one who said it
    assert states["future", "E01", "pair aidant"] == "nothing"


def test_asked_in_an_interview_nobody_coded_waits_for_its_coding(study: Study) -> None:
    guide_path(study).write_text("topics:\n  - id: team\n    asked: [équipe]\n    codes: [pay]\n", encoding="utf-8")
    states = {one.interview: one.state for one in guide_report(study, by="mode").cells}
    assert states == {"E01": "coded_unasked", "E02": "nothing", "E03": "not_coded_yet"}


def test_never_asked_and_nothing_coded_are_different_words(study: Study, qualcode: Run) -> None:
    _status, out, _err = qualcode(study, "report", "guide")
    assert "never asked" in next(line for line in out.splitlines() if line.startswith("future"))
    assert "The guide gives no code to: future." in out


def test_a_retired_code_and_one_below_still_speak_of_their_topic(study_of: Callable[..., Study]) -> None:
    from qualcode.core.codebook import Code  # noqa: PLC0415

    codes = [Code(id="fear"), Code(id="panic", parent="fear", status="retired"), Code(id="pay")]
    study = study_of(TALKS, codes=codes, tags=[("ana", "E01:2.1", "fear")])
    book = study.codebook_path
    coded = study.coding_path("ana", "E01")
    coded.write_text(coded.read_text(encoding="utf-8").replace('"fear"', '"panic"'), encoding="utf-8")
    assert "retired" in book.read_text(encoding="utf-8")
    guide_path(study).write_text(GUIDE, encoding="utf-8")
    assert next(iter(guide_report(Study(study.root)).cells)).codes == ("panic",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("themes: []\n", None, "the guide has no topics"),
        ("", None, "the guide has no topics"),
        ("topics: arrival\n", 1, "a guide is a list of topics"),
        ("topics:\n  - id: a\n  - label: b\n", 3, "no usable id"),
        ("topics:\n  - id: a\n\n  - id: a\n", 4, "stands twice"),
        ("topics:\n  - id: a\n    code: [fear]\n", 2, "not something a topic has"),
        ("topics:\n  - id: a\n   label: b\n", 3, "not valid YAML"),
    ],
)
def test_a_guide_that_is_wrong_says_where(study: Study, text: str, line: int | None, words: str) -> None:
    guide_path(study).write_text(text, encoding="utf-8")
    with pytest.raises(QualcodeError, match=words) as error:
        guide_report(study)
    assert error.value.where == "transcripts/guide.yaml" + (f":{line}" if line else "")
    if isinstance(error.value, UnreadableFile):
        assert [(one.path, one.line) for one in check(study)] == [("transcripts/guide.yaml", line)]


def test_check_names_codes_that_are_not_there_and_topics_nothing_can_find(study: Study) -> None:
    text = "topics:\n  - id: a\n    codes: [feer]\n  - id: b\n"
    guide_path(study).write_text(text, encoding="utf-8")
    found = [(one.severity, one.line) for one in check(study) if one.path.endswith("guide.yaml")]
    assert found == [("error", 2), ("warning", 4)]


def test_no_guide_is_a_sentence(study: Study) -> None:
    guide_path(study).unlink()
    with pytest.raises(QualcodeError, match="no interview guide"):
        guide_report(study)


def test_the_guide_of_the_example_is_right_and_every_form_says_the_same(example: Study, qualcode: Run) -> None:
    assert not [one for one in check(example) if one.path.endswith("guide.yaml")]
    document = json.loads(qualcode(example, "report", "guide", "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(qualcode(example, "report", "guide", "--format", "csv")[1])))
    assert len(rows) == len(document["cells"]) == 10 * 14
    worry = next(one for one in document["topics"] if one["topic"] == "worry")
    assert worry["groups"]["membre d'association"] == {"interviews": 3, "asked": 0, "coded": 0, "heard_only": 3}
    _status, out, _err = qualcode(example, "report", "guide", "--interviews", "--format", "md")
    assert out.count("●") > 20


def test_many_interviews_stand_one_under_another(study_of: Callable[..., Study], qualcode: Run) -> None:
    study = study_of({f"E{n:02}": TALKS["E01"] for n in range(1, 31)}, tags=TAGS[:1])
    guide_path(study).write_text(GUIDE, encoding="utf-8")
    _status, out, _err = qualcode(study, "report", "guide", "--interviews")
    assert max(map(len, out.splitlines())) <= 100
    assert any(line.split() == ["E30", "?", "–", "–"] for line in out.splitlines())
