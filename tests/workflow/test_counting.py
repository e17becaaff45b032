"""What is counted: respondents' words, once, in the groups of those who said them."""

from collections.abc import Callable, Mapping

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import Unknown
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging
from qualcode.workflow.reports.carrying import Carried, Counting
from qualcode.workflow.reports.counting import Counted, count
from qualcode.workflow.study.groups import NO_GROUP

TALKS = {
    "E02": [
        ("Q", "La peur ?"),
        ("Théo", "un deux trois quatre cinq [six sept] huit"),
        ("Q", "Oui ?"),
        ("Théo", "neuf dix"),
    ],
    "E01": [("Léa", "un deux trois"), ("Max", "quatre cinq six sept")],
    "E03": [("Zoé", "rien de codé")],
}
TYPES = {"Théo": "pair", "Léa": "pair", "Max": "soignant ; élu", "Zoé": "élu"}
DATES = {"E02": "2026-01-01", "E01": "2026-02-01", "E03": "2026-03-01"}
Make = Callable[..., Study]


@pytest.fixture
def counted(study_of: Make) -> Callable[..., Counted]:
    def build(*tags: tuple[str, ...], by: str = "type", coder: str | None = None, level: str = "code") -> Counted:
        study = study_of(TALKS, types=TYPES, dates=DATES, tags=tags)
        return count(Study(study.root), by=by, coder=coder, how=Counting(level=level))

    return build


def carried(found: Counted, interview: str, group: str | None = None) -> Mapping[str, tuple[int, int]]:
    """Segments and words of each code in an interview."""
    one = next(one for one in found.interviews if one.id == interview)
    codes: tuple[Carried, ...] = one.overall if group is None else one.by_group[group]
    return {code.code: (code.segments, code.words) for code in codes}


Count = Callable[..., Counted]


def test_overlapping_passages_are_counted_once(counted: Count) -> None:
    found = counted(("ana", "E02:2@0-13", "fear"), ("ana", "E02:2@8-20", "fear"), ("ana", "E02:2@21-25", "fear"))
    assert carried(found, "E02") == {"fear": (2, 5)}


def test_passages_that_touch_are_two_passages(counted: Count) -> None:
    found = counted(("ana", "E02:2@0-8", "fear"), ("ana", "E02:2@8-13", "fear"))
    assert carried(found, "E02") == {"fear": (2, 3)}


def test_two_coders_of_one_passage_are_counted_once(counted: Count) -> None:
    found = counted(("ana", "E02:2@0-13", "fear"), ("ben", "E02:2@0-13", "fear"), ("ben", "E02:4", "fear"))
    assert carried(found, "E02") == {"fear": (2, 5)}


def test_one_coder_alone_can_be_counted(counted: Count) -> None:
    tags = [("ana", "E02:2@0-13", "fear"), ("ben", "E01:1", "fear")]
    found = counted(*tags, coder="ana")
    assert [one.id for one in found.interviews] == ["E02"]
    assert found.uncoded == ("E01", "E03")


def test_brackets_are_not_words(counted: Count) -> None:
    assert carried(counted(("ana", "E02:2", "fear")), "E02") == {"fear": (1, 6)}


def test_the_interviewers_turns_are_not_counted(counted: Count) -> None:
    found = counted(("ana", "E02:1", "fear"), ("ana", "E02:4", "pay"))
    assert carried(found, "E02") == {"pay": (1, 2)}


def test_a_passage_over_a_question_counts_the_answers(study_of: Make) -> None:
    study = study_of(TALKS, types=TYPES, dates=DATES)
    references = [parse_reference(f"E02:{n}") for n in (2, 3, 4)]
    tagging.add(study, references, "fear", coder="ana")
    tagging.add(study, [parse_reference("E02:4@0-4")], "fear", coder="ben")
    assert carried(count(Study(study.root)), "E02") == {"fear": (1, 8)}


def test_each_respondents_words_stand_in_their_own_groups(counted: Count) -> None:
    found = counted(("ana", "E01:1", "fear"), ("ana", "E01:2@0-11", "fear"), ("ana", "E01:2", "pay"))
    assert carried(found, "E01") == {"fear": (2, 5), "pay": (1, 4)}
    assert carried(found, "E01", "pair") == {"fear": (1, 3)}
    assert carried(found, "E01", "soignant") == carried(found, "E01", "élu") == {"fear": (1, 2), "pay": (1, 4)}
    assert found.groups == {"pair": 1, "soignant": 1, "élu": 1}


def test_a_passage_by_two_respondents_counts_for_both(study_of: Make) -> None:
    study = study_of(TALKS, types=TYPES, dates=DATES)
    tagging.add(study, [parse_reference("E01:1"), parse_reference("E01:2")], "fear", coder="ana")
    found = count(Study(study.root))
    assert carried(found, "E01") == {"fear": (1, 7)}
    assert carried(found, "E01", "pair") == {"fear": (1, 3)}
    assert carried(found, "E01", "soignant") == {"fear": (1, 4)}


def test_interviews_nobody_has_coded_are_left_out_and_named(counted: Count) -> None:
    found = counted(("ana", "E02:2", "fear"))
    assert [one.id for one in found.interviews] == ["E02"]
    assert found.uncoded == ("E01", "E03")
    assert any("E01, E03" in note for note in found.notes)


def test_interviews_stand_in_the_order_of_their_dates(counted: Count) -> None:
    found = counted(("ana", "E01:1", "fear"), ("ana", "E02:2", "fear"))
    assert [one.id for one in found.interviews] == ["E02", "E01"]


def test_an_interview_without_a_date_comes_last_and_is_named(study_of: Make) -> None:
    study = study_of(
        TALKS, types=TYPES, dates={**DATES, "E02": ""}, tags=[("ana", "E01:1", "fear"), ("ana", "E02:2", "fear")]
    )
    found = count(study)
    assert [one.id for one in found.interviews] == ["E01", "E02"]
    assert any("Without a date" in note and "E02" in note for note in found.notes)


def test_a_merged_code_counts_as_its_successor(study_of: Make) -> None:
    tags = [("ana", "E02:2@0-8", "fear"), ("ana", "E02:2@3-13", "pay")]
    study = study_of(TALKS, types=TYPES, dates=DATES, tags=tags)
    codebook.merge(study, "fear", "pay", coder="ana")
    found = count(Study(study.root))
    assert carried(found, "E02") == {"pay": (1, 3)}
    assert found.codes == ("pay",)


def test_a_code_that_is_used_though_retired_is_counted_and_an_unused_one_is_not_shown(study_of: Make) -> None:
    study = study_of(TALKS, types=TYPES, dates=DATES, codes=["fear", "pay", "other"], tags=[("ana", "E02:2", "fear")])
    codebook.retire(study, "fear", coder="ana")
    codebook.retire(study, "pay", coder="ana")
    assert count(Study(study.root)).codes == ("fear", "other")


def test_codes_count_under_their_theme_when_asked(study_of: Make) -> None:
    tags = [("ana", "E02:2@0-8", "fear"), ("ana", "E02:2@3-13", "pay")]
    study = study_of(TALKS, types=TYPES, dates=DATES, tags=tags)
    codebook.move(study, "fear", "pay", coder="ana")
    assert carried(count(Study(study.root), how=Counting(level="theme")), "E02") == {"pay": (1, 3)}


def test_codings_that_lost_their_place_are_not_counted_but_told(study_of: Make) -> None:
    study = study_of(TALKS, types=TYPES, dates=DATES, tags=[("ana", "E02:2@0-13", "fear"), ("ana", "E02:4", "pay")])
    path = study.transcript_path("E02")
    path.write_text(path.read_text(encoding="utf-8").replace("neuf dix", "rien"), encoding="utf-8")
    found = count(Study(study.root))
    assert carried(found, "E02") == {"fear": (1, 3)}
    assert found.displaced == 1
    assert any("lost its place" in note for note in found.notes)


def test_a_transcript_that_cannot_be_read_is_left_out_and_named(study_of: Make) -> None:
    study = study_of(TALKS, types=TYPES, dates=DATES, tags=[("ana", "E02:2", "fear")])
    study.transcript_path("E01").write_bytes(b"")
    found = count(Study(study.root))
    assert found.unreadable == ("E01",)
    assert any("E01" in note for note in found.notes)


def test_groups_may_come_from_the_header_of_the_transcript(counted: Count) -> None:
    found = counted(("ana", "E02:2", "fear"), by="language")
    assert found.groups == {"fr": 1}


def test_an_attribute_nobody_has_is_refused_with_those_there_are(counted: Count) -> None:
    with pytest.raises(Unknown, match="“tpye”") as told:
        counted(("ana", "E02:2", "fear"), by="tpye")
    assert "type" in told.value.advice


def test_a_respondent_without_a_type_stands_in_a_group_of_its_own(study_of: Make) -> None:
    study = study_of(
        TALKS, types={**TYPES, "Théo": ""}, dates=DATES, tags=[("ana", "E02:2", "fear"), ("ana", "E01:1", "fear")]
    )
    assert count(study).groups == {NO_GROUP: 1, "pair": 1, "soignant": 1, "élu": 1}
