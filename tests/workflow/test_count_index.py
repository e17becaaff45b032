"""Large studies keep what was counted; nothing that changed is taken from there."""

from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.coding.codebook import merge
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.reports import asking, counting

TALK = [("Q", "Et alors ?"), ("Théo", "J'avais peur du salaire.")]


@pytest.fixture
def study(study_of: Callable[..., Study], monkeypatch: pytest.MonkeyPatch) -> Study:
    monkeypatch.setattr(asking, "LARGE", 0)
    tags = [("ana", "E01:2", "fear", "J'avais peur"), ("ben", "E02:2", "pay", "salaire")]
    return study_of({"E01": TALK, "E02": TALK}, codes=["fear", "pay"], tags=tags)


def codes(study: Study) -> dict[str, set[str]]:
    counted = counting.count(Study(study.root))
    return {interview.id: {found.code for found in interview.overall} for interview in counted.interviews}


def test_a_second_count_reads_no_transcript(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    first = codes(study)
    monkeypatch.setattr(Study, "load", lambda *_args: pytest.fail("read again"))
    assert codes(study) == first == {"E01": {"fear"}, "E02": {"pay"}}


def test_a_new_coding_a_merge_and_an_edit_are_counted(study: Study) -> None:
    codes(study)
    tagging.add(Study(study.root), [parse_reference("E01:2")], "pay", coder="ana")
    assert codes(study)["E01"] == {"fear", "pay"}
    merge(Study(study.root), "pay", "fear", coder="ana")
    assert codes(study) == {"E01": {"fear"}, "E02": {"fear"}}
    text = study.transcript_path("E02").read_text(encoding="utf-8").replace("salaire", "pain")
    study.transcript_path("E02").write_text(text, encoding="utf-8")
    counted = counting.count(Study(study.root))
    assert counted.displaced == 1
    apply_edit(Study(study.root), "E02", text.replace("pain", "salaire"))
    assert counting.count(Study(study.root)).displaced == 0


def test_an_index_of_another_version_or_cut_in_the_middle_is_ignored(study: Study) -> None:
    first = codes(study)
    for path in (study.root / ".qualcode" / "answers").iterdir():
        path.write_bytes(path.read_bytes()[:40])
    assert codes(study) == first
