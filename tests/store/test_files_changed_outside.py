"""Files that another program writes, folders that may not be written, things that are not files."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.errors import ExternallyChanged, QualcodeError
from qualcode.store import actions, files
from qualcode.store.study import Study
from qualcode.workflow.coding import codebook, tagging, undoing
from qualcode.workflow.interviews.transcripts import apply_edit
from qualcode.workflow.oversight.checking import check

TALK = [("Théo", "J'avais peur. Le salaire est bas.")]
TAGS = [("ana", "E01:1", "fear", "J'avais peur.")]
Make = Callable[..., Study]


def saving_meanwhile(monkeypatch: pytest.MonkeyPatch, path: Path, data: bytes) -> None:
    """An editor saves the file after qualcode read it, before qualcode writes it: just before the journal grows."""
    append = files.append

    def saved_first(journal: Path, lines: bytes) -> int:
        path.write_bytes(data)
        return append(journal, lines)

    monkeypatch.setattr(files, "append", saved_first)


def test_a_coding_file_saved_by_an_editor_meanwhile_is_left_alone(
    study_of: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = study_of(TALK, tags=TAGS)
    path = study.coding_path("ana", "E01")
    journal = study.journal_path("ana").read_bytes()
    theirs = path.read_bytes().replace(b'"memo":""', b'"memo":"mine"')
    saving_meanwhile(monkeypatch, path, theirs)
    with pytest.raises(ExternallyChanged) as told:
        tagging.add(study, [parse_reference("E01:1")], "pay", coder="ana")
    assert told.value.where == str(path)
    assert "again" in told.value.advice
    assert path.read_bytes() == theirs
    assert study.journal_path("ana").read_bytes() == journal
    monkeypatch.undo()
    tagging.add(study, [parse_reference("E01:1")], "pay", coder="ana")
    assert {tagged.coding.memo for tagged in tagging.listed(study)} == {"mine", ""}


def test_a_codebook_saved_by_an_editor_meanwhile_is_left_alone(study_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    study = study_of(TALK)
    theirs = study.codebook_path.read_bytes() + b"# note\n"
    saving_meanwhile(monkeypatch, study.codebook_path, theirs)
    with pytest.raises(ExternallyChanged):
        codebook.rename(study, "fear", "la peur", coder="ana")
    assert study.codebook_path.read_bytes() == theirs


def test_a_transcript_saved_by_an_editor_meanwhile_is_left_alone(study_of: Make) -> None:
    study = study_of(TALK, tags=TAGS)
    path = study.transcript_path("E01")
    read = path.read_bytes()
    path.write_bytes(read + b"[2] Q: Ah.\n")
    with pytest.raises(ExternallyChanged):
        actions.write_file(study, path, read + b"[2] Q: Oh.\n", expected=files.etag(read))
    assert path.read_bytes() == read + b"[2] Q: Ah.\n"


def test_a_file_that_appeared_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "E01.txt"
    path.write_bytes(b"theirs")
    with pytest.raises(ExternallyChanged):
        files.replace(path, b"ours", expected=files.ABSENT)
    assert path.read_bytes() == b"theirs"


def test_a_file_that_vanished_meanwhile_is_not_written_again(tmp_path: Path) -> None:
    with pytest.raises(ExternallyChanged):
        files.replace(tmp_path / "E01.txt", b"ours", expected=files.etag(b"read"))
    assert list(tmp_path.iterdir()) == []


def as_somebody_else(act: Callable[[], object]) -> int:
    """Run in another process, not as root: the exit status."""
    with warnings.catch_warnings():  # Python 3.12 warns of threads; the child does nothing that would meet them
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            act()
        except QualcodeError as told:
            os._exit(2 if told.advice and told.where else 3)
        except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
            os._exit(4)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
def test_a_read_only_folder_can_be_read_and_refuses_writes_with_a_sentence(study_of: Make) -> None:
    import filelock  # noqa: F401, PLC0415 - loaded while there are rights to do so
    import rapidfuzz.fuzz  # noqa: F401, PLC0415

    study = study_of(TALK, tags=TAGS)
    folder = Path(tempfile.mkdtemp())
    root = folder / "study"
    shutil.copytree(study.root, root)
    shutil.rmtree(root / ".qualcode")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    for path in (folder, root, *root.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    text = (root / "transcripts" / "E01.txt").read_text(encoding="utf-8").replace("bas", "très bas")
    try:
        assert as_somebody_else(lambda: list(tagging.listed(Study(root)))) == 0
        assert as_somebody_else(lambda: check(Study(root))) == 0
        assert as_somebody_else(lambda: tagging.add(Study(root), [parse_reference("E01:1")], "pay", coder="ana")) == 2
        assert as_somebody_else(lambda: undoing.undo(Study(root), "ana")) == 2
        assert as_somebody_else(lambda: apply_edit(Study(root), "E01", text)) == 2
        assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    finally:
        for path in (folder, root, *root.rglob("*")):
            path.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.parametrize("path", ["transcripts/E01.txt", "codebooks/codebook.yaml", "qualcode.toml"])
def test_a_folder_in_the_place_of_a_file_is_a_listed_problem(study_of: Make, path: str) -> None:
    study = study_of(TALK)
    (study.root / path).unlink()
    (study.root / path).mkdir()
    problems = check(Study(study.root))
    assert any(path in problem.path for problem in problems)
    assert all(problem.advice for problem in problems if problem.severity == "error")


@pytest.mark.parametrize("path", ["codings/ana/E01.jsonl", "codings/ana/journal.jsonl", "respondents.csv"])
def test_a_folder_in_the_place_of_a_file_of_transcripts_is_a_listed_problem(study_of: Make, path: str) -> None:
    study = study_of(TALK, tags=TAGS)
    (study.root / "transcripts" / path).unlink()
    (study.root / "transcripts" / path).mkdir()
    problems = check(Study(study.root))
    assert any(path in problem.path for problem in problems)


@pytest.mark.parametrize("path", ["transcripts/codings", ".qualcode", "transcripts/codings/ana"])
def test_a_file_in_the_place_of_a_folder_is_told(study_of: Make, path: str) -> None:
    study = study_of(TALK)
    shutil.rmtree(study.root / path, ignore_errors=True)
    (study.root / path).parent.mkdir(exist_ok=True)
    (study.root / path).write_text("not a folder", encoding="utf-8")
    with pytest.raises(QualcodeError) as told:
        tagging.add(Study(study.root), [parse_reference("E01:1")], "pay", coder="ana")
    assert told.value.advice
    check(Study(study.root))
