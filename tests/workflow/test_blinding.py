"""Suggestions turned off for a coder or for a share of segments, and what that lets one compare."""

from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.study import Settings, SuggestSettings
from qualcode.errors import QualcodeError, Unknown, UnreadableFile
from qualcode.formats import settings
from qualcode.report.anchoring import anchoring_document, anchoring_sheet, kept_sheet
from qualcode.report.sheet import sheet_markdown, sheet_text
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.suggestions.blinding import anchoring, is_blind

Make = Callable[..., Study]
PLACES = [("E01", str(turn), start) for turn in range(100) for start in (0, 40, 91)]


def with_share(share: float, *coders: str) -> Settings:
    return Settings(suggest=SuggestSettings(blind_share=share, blind_coders=coders))


def blind(settings: Settings, coder: str = "ana") -> set[tuple[str, str, int]]:
    return {place for place in PLACES if is_blind(settings, coder, *place)}


def test_without_a_setting_nobody_is_blind() -> None:
    assert blind(Settings()) == set()
    assert settings.loads(b"", "qualcode.toml").suggest.blind_share == 0


def test_a_blind_coder_sees_nothing_and_the_others_see_all() -> None:
    assert len(blind(with_share(0, "ben"), "ben")) == len(PLACES)
    assert blind(with_share(0, "ben"), "ana") == set()


def test_a_share_of_segments_is_blind_the_same_ones_every_time() -> None:
    third = blind(with_share(0.3))
    assert third == blind(with_share(0.3))
    assert 0.22 < len(third) / len(PLACES) < 0.38
    assert blind(with_share(1)) == set(PLACES)


def test_a_larger_share_keeps_the_segments_of_a_smaller_one() -> None:
    assert blind(with_share(0.2)) < blind(with_share(0.5))


def test_every_coder_has_another_share() -> None:
    ana, ben = (blind(with_share(0.5), coder) for coder in ("ana", "ben"))
    assert 0.35 < len(ana & ben) / len(ana) < 0.65


def test_which_segments_are_blind_does_not_change_between_versions() -> None:
    found = [is_blind(with_share(0.5), "ana", "E01", str(turn), 0) for turn in range(1, 9)]
    assert found == [False, True, False, True, False, False, False, False]


def test_the_settings_are_read_from_the_study_and_checked() -> None:
    found = settings.loads(b'[suggest]\nblind_coders = ["ben"]\nblind_share = 0.25\n', "qualcode.toml").suggest
    assert (found.blind_coders, found.blind_share) == (("ben",), 0.25)
    with pytest.raises(UnreadableFile, match="share of segments"):
        settings.loads(b"[suggest]\nblind_share = 25\n", "qualcode.toml")
    with pytest.raises(UnreadableFile, match=r"suggest\.blind"):
        settings.loads(b"[suggest]\nblind = true\n", "qualcode.toml")


TALK = [("Q", "Alors ?")] + [("Théo", f"J'ai peur du numéro {n}. La paie est basse.") for n in range(40)]


@pytest.fixture
def study(study_of: Make) -> Study:
    tags = [("ana", f"E01:{turn}.1", "fear") for turn in range(2, 30)]
    tags += [("ben", f"E01:{turn}.1", "fear") for turn in range(10, 36)]
    made = study_of(TALK, tags=tags, settings="[suggest]\nblind_share = 0.5\n")
    tagging.add(made, [parse_reference("E01:40.2")], "pay", coder="ana", origin="cues")
    tagging.add(made, [parse_reference("E01:40.2")], "pay", coder="ben")
    tagging.add(made, [parse_reference("E01:1")], "pay", coder="ben")
    return Study(made.root)


def test_segments_and_codes_are_compared_in_three_conditions(study: Study) -> None:
    found = anchoring(study, "ana", "ben")
    parts = (found.shown, found.mixed, found.blind)
    assert found.codes == ("fear", "pay")
    assert sum(part.segments for part in parts) == 80  # two sentences in each answer, the question left out
    assert sum(part.n for part in parts) == 160
    assert sum(part.both for part in parts) == 21  # 20 of fear, 1 of pay
    assert sum(part.only_a for part in parts) == 8
    assert sum(part.only_b for part in parts) == 6
    here = [
        segment
        for turn in range(2, 42)
        for segment in (0, len(f"J'ai peur du numéro {turn - 2}. "))
        if not any(is_blind(study.settings, coder, "E01", str(turn), segment) for coder in ("ana", "ben"))
    ]
    assert found.shown.segments == len(here)


def test_a_coding_over_several_sentences_fills_each_of_them(study: Study) -> None:
    before = anchoring(study, "ana", "ben")
    tagging.add(study, [parse_reference("E01:41")], "fear", coder="ana")
    after = anchoring(Study(study.root), "ana", "ben")
    only = [sum(part.only_a for part in (one.shown, one.mixed, one.blind)) for one in (before, after)]
    assert only[1] - only[0] == 2


def test_accepted_proposals_are_told_apart_and_an_impossible_one_is_counted(study: Study) -> None:
    found = anchoring(study, "ana", "ben")
    assert [(own.coder, own.origin, own.codings, own.shared) for own in found.kept] == [
        ("ana", "cues", 1, 1),
        ("ana", "manual", 28, 20),
        ("ben", "manual", 27, 21),
    ]
    (study.root / "qualcode.toml").write_text("[suggest]\nblind_share = 1.0\n", encoding="utf-8")
    now_blind = anchoring(Study(study.root), "ana", "ben")
    assert now_blind.misplaced == 1
    assert now_blind.shown.segments == 0
    assert now_blind.difference.kappa is None


def test_the_same_study_gives_the_same_figures(study: Study) -> None:
    assert anchoring(study, "ana", "ben") == anchoring(Study(study.root), "ana", "ben")


def test_what_cannot_be_compared_is_refused_with_a_sentence(study_of: Make) -> None:
    apart = study_of(
        {"E01": [("Théo", "J'ai peur.")], "E02": [("Théo", "J'ai peur.")]},
        tags=[("ana", "E01:1", "fear"), ("ben", "E02:1", "fear")],
    )
    with pytest.raises(QualcodeError, match="no transcript in common"):
        anchoring(apart, "ana", "ben")
    with pytest.raises(Unknown, match="zoé has coded nothing"):
        anchoring(apart, "ana", "zoé")
    with pytest.raises(QualcodeError, match="two coders"):
        anchoring(apart, "ana", "ana")


def test_the_report_says_how_many_what_it_means_and_what_it_does_not(study: Study) -> None:
    found = anchoring(study, "ana", "ben")
    text = sheet_text(anchoring_sheet(found), width=100)
    assert "shown to neither" in text
    assert "sentence × code" in text
    assert "Too few to conclude" in text
    assert "help as well as anchoring" in " ".join(text.split())
    kept = sheet_markdown(kept_sheet(found))
    assert "accepted from cues" in kept
    assert "20 of 28 (71" in kept
    document = anchoring_document(found)
    assert document["conditions"]["shown"]["segments"] == found.shown.segments
    assert document["few"] is True
    assert document["method"]["seed"] == 0


def test_a_study_without_a_blind_share_is_told_how_to_set_one(study_of: Make) -> None:
    plain = study_of(TALK, tags=[("ana", "E01:2.1", "fear"), ("ben", "E01:2.1", "fear")])
    found = anchoring(plain, "ana", "ben")
    assert found.blind.segments == 0
    text = " ".join(sheet_text(anchoring_sheet(found), width=100).split())
    assert "Set blind_share in [suggest]" in text
    assert found.shown.kappa == 1.0
