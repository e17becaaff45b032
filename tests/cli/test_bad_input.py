"""Bad input through the command line: status 2, a sentence with its place and advice, and no traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.store.study import Study

Run = Callable[..., tuple[int, str, str]]
Make = Callable[..., Study]
TALK = [("Q", "Alors ?"), ("Théo", "J'avais peur. Oui. Oui.")]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, tags=[("ana", "E01:2", "fear", "J'avais peur.")])


def put(study: Study, path: str, data: str | bytes) -> None:
    (study.root / path).parent.mkdir(parents=True, exist_ok=True)
    (study.root / path).write_bytes(data if isinstance(data, bytes) else data.encode())


def told(said: tuple[int, str, str], *words: str) -> None:
    """A mistake was told: status 2, nothing on stdout, a message that holds the words and advice."""
    status, answer, message = said
    assert status == 2
    assert answer == ""
    assert "Traceback" not in message
    assert message.startswith("Error: ")
    for word in words:
        assert word in message
    assert len(message.strip().splitlines()) >= 2, "there is no advice"


MISTAKES: dict[str, tuple[list[str], list[str]]] = {
    "unknown transcript": (["tag", "add", "E02:1", "fear"], ["no transcript “E02”", "E01"]),
    "unknown turn": (["tag", "add", "E01:9", "fear"], ["E01 has no turn 9", "from 1 to 2"]),
    "unknown sentence": (["tag", "add", "E01:2.9", "fear"], ["E01:2.9", "3 sentences"]),
    "unknown characters": (["tag", "add", "E01:2@0-99", "fear"], ["E01:2@0-99", "23 characters"]),
    "unknown code": (["tag", "add", "E01:2", "fare"], ["no code “fare”", "codebook.yaml"]),
    "not a reference": (["tag", "add", "E01", "fear"], ["“E01” is not a reference", "E01:2"]),
    "backwards": (["tag", "add", "E01:2@5-2", "fear"], ["ends before it begins"]),
    "empty range": (["tag", "add", "E01:2@5-5", "fear"], ["ends before it begins"]),
    "quote not there": (["tag", "add", "E01:2", "fear", "--quote", "J'avais pour"], ["not there", "J'avais peur"]),
    "quote there twice": (["tag", "add", "E01:2", "fear", "--quote", "Oui"], ["more than once", "@14-17"]),
    "empty quote": (["tag", "add", "E01:2", "fear", "--quote", " "], ["E01:2"]),
    "two transcripts": (["tag", "add", "E01:2", "E02:1", "fear"], ["one transcript"]),
    "bad coder": (["tag", "add", "E01:2", "fear", "--coder", "../x"], ["“../x” can't be the name of a coder"]),
    "bad qualifier": (["tag", "add", "E01:2", "fear", "--qualifier", "voice"], ["voice=reported"]),
    "unknown coder": (["tag", "list", "--coder", "zoé"], ["zoé", "ana"]),
    "unknown coding": (["tag", "remove", "0000"], ["ana has no coding 0000"]),
    "unknown coding to edit": (["tag", "edit", "0000", "--memo", "x"], ["ana has no coding 0000"]),
    "unknown code to list": (["tag", "list", "--code", "nobody"], ["no code “nobody”"]),
    "nothing to undo": (["undo", "--coder", "zoé"], ["nothing to undo"]),
    "nothing to redo": (["redo"], ["nothing to redo"]),
    "no such table": (["tag", "import", "nothing.csv"], ["nothing.csv", "no such file"]),
    "no such proposal": (["tag", "settle", "--accept", "0000"], ["0000"]),
    "no such transcript to show": (["transcript", "show", "E1"], ["no transcript “E1”", "E01"]),
    "no such transcript to segment": (["segment", "E02"], ["no transcript “E02”"]),
    "no such transcript to suggest on": (["suggest", "E02"], ["no transcript “E02”"]),
    "no such transcript to search": (["find", "peur", "--in", "E02"], ["no transcript “E02”"]),
    "nothing to search": (["find", " "], ["nothing to search"]),
    "a broken expression": (["find", "(", "--regex"], ["expression can't be read"]),
    "unknown code to search": (["find", "peur", "--code", "fare"], ["no code “fare”"]),
    "unknown code to suggest": (["suggest", "accept", "E01:2", "fare"], ["no code “fare”"]),
    "a code there already": (["codebook", "add", "fear"], ["“fear” exists already", "codebook.yaml:2"]),
    "a bad code id": (["codebook", "add", "a b"], ["“a b” can't be the id"]),
    "a circle": (["codebook", "move", "fear", "fear"], ["fear"]),
    "a circle of merges": (["codebook", "merge", "fear", "fear"], ["fear"]),
    "an unknown code to show": (["codebook", "show", "nobody"], ["no code “nobody”"]),
    "no such folder": (["check", "--study", "nowhere"], ["nowhere", "no such folder"]),
    "a file as folder": (["check", "--study", "qualcode.toml"], ["qualcode.toml", "no such folder"]),
    "a study already": (["init"], ["study already", "qualcode.toml"]),
    "no such file to bring in": (["transcript", "add", "nothing.docx", "--yes"], []),
    "a transcript that is coded": (["transcript", "remove", "E01"], ["--yes"]),
}


@pytest.mark.parametrize("name", sorted(set(MISTAKES) - {"no such file to bring in"}))
def test_a_mistake_is_told_in_a_sentence_with_advice(study: Study, qualcode: Run, name: str) -> None:
    arguments, words = MISTAKES[name]
    before = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}
    told(qualcode(study, *arguments), *words)
    after = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}
    assert {path: data for path, data in after.items() if ".qualcode" not in path.parts} == {
        path: data for path, data in before.items() if ".qualcode" not in path.parts
    }


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["tag"],
        ["tag", "nonsense"],
        ["tag", "add"],
        ["tag", "add", "E01:2"],
        ["check", "--nonsense"],
        ["segment", "--unit", "word"],
        ["find", "peur", "--context", "-1"],
        ["suggest", "--top", "0"],
        ["log", "-n", "0"],
        ["codebook", "move", "fear"],
        ["codebook", "edit", "fear", "--status", "gone"],
        ["init", "new", "--template", "nonsense"],
    ],
)
def test_misuse_is_told_with_status_2(study: Study, qualcode: Run, arguments: list[str]) -> None:
    status, _answer, message = qualcode(study, *arguments)
    assert status == 2
    assert message.strip()
    assert "Traceback" not in message


def test_a_retired_code_is_not_given_and_says_how_to_bring_it_back(study: Study, qualcode: Run) -> None:
    qualcode(study, "codebook", "retire", "pay")
    told(qualcode(study, "tag", "add", "E01:2", "pay"), "retired", "--status active")


def test_outside_a_study_every_command_says_where_to_go(tmp_path: Path, qualcode: Run) -> None:
    for arguments in (
        ["check"],
        ["status"],
        ["tag", "list"],
        ["codebook", "list"],
        ["segment"],
        ["find", "x"],
        ["undo"],
    ):
        told(qualcode(tmp_path, *arguments), "no study here", str(tmp_path), "qualcode init")


BROKEN_TRANSCRIPTS: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "E02.txt:1"),
    "binary": (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01", "E02.txt:1"),
    "docx": (b"PK\x03\x04\x14\x00\x06\x00\xff\xfe", "E02.txt:1"),
    "windows": ("---\nid: E02\n---\n[1] Théo: été\n".encode("cp1252"), "E02.txt:4"),
    "no header": ("[1] Théo: Bonjour.\n", "E02.txt:1"),
    "header without end": ("---\nid: E02\n[1] Théo: Bonjour.\n", "E02.txt:1"),
    "no id": ("---\ndate: 2026-01-01\n---\n[1] Théo: Bonjour.\n", "E02.txt:2"),
    "reserved id": ("---\nid: journal\n---\n[1] Théo: Bonjour.\n", "E02.txt:2"),
    "another id": ("---\nid: E03\n---\n[1] Théo: Bonjour.\n", "E02.txt:2"),
    "bad YAML": ("---\nid: E02\nrespondents: {Théo: R01\n---\n[1] Théo: Bonjour.\n", "E02.txt:4"),
    "a tab": ("---\nid: E02\ninterviewer:\n\t- Q\n---\n[1] Théo: Bonjour.\n", "E02.txt:4"),
    "key twice": ("---\nid: E02\ndate: 2026\ndate: 2025\n---\n[1] Théo: Bonjour.\n", "E02.txt:4"),
    "a text as header": ("---\nBonjour.\n---\n[1] Théo: Bonjour.\n", "E02.txt:2"),
    "turn twice": ("---\nid: E02\n---\n[1] Théo: Un.\n[1] Théo: Deux.\n", "E02.txt:5"),
    "stray line": ("---\nid: E02\n---\n[1] Théo: Un.\nDeux.\n", "E02.txt:5"),
    "unknown respondent": ("---\nid: E02\nrespondents: {Léa: R77}\n---\n[1] Léa: Un.\n", "E02.txt:3"),
    "respondents as a list of pairs": ("---\nid: E02\nrespondents:\n  - Léa: R99\n---\n[1] Léa: Un.\n", "E02.txt"),
    "respondents as nested lists": ("---\nid: E02\nrespondents: [[Léa]]\n---\n[1] Léa: Un.\n", "E02.txt"),
    "a list as id": ("---\nid: [E02]\n---\n[1] Léa: Un.\n", "E02.txt"),
    "an alias": ("---\nid: E02\nmode: *nothing\n---\n[1] Léa: Un.\n", "E02.txt:3"),
    "control characters": ("---\nid: E02\nmode: a\x01b\n---\n[1] Léa: Un.\n", "E02.txt:3"),
}


@pytest.mark.parametrize("name", BROKEN_TRANSCRIPTS)
def test_check_lists_a_broken_transcript_with_its_line_and_advice(study: Study, qualcode: Run, name: str) -> None:
    data, where = BROKEN_TRANSCRIPTS[name]
    put(study, "transcripts/E02.txt", data)
    status, answer, message = qualcode(study, "check")
    assert (status, message) == (1, "")
    lines = answer.splitlines()
    (at,) = [n for n, line in enumerate(lines) if line.startswith(f"transcripts/{where}") and "error" in line][:1]
    assert lines[at + 1].startswith("    "), "there is no advice"


@pytest.mark.parametrize("name", BROKEN_TRANSCRIPTS)
def test_no_command_breaks_down_on_a_broken_transcript(study: Study, qualcode: Run, name: str) -> None:
    put(study, "transcripts/E02.txt", BROKEN_TRANSCRIPTS[name][0])
    for arguments in (
        ["status"],
        ["transcript", "list"],
        ["transcript", "show", "E02"],
        ["codebook", "list"],
        ["segment", "--unit", "turn"],
        ["tag", "list"],
        ["tag", "add", "E02:1", "fear"],
        ["find", "peur"],
        ["find", "peur", "--type", "pair aidant"],
    ):
        status, _answer, message = qualcode(study, *arguments)
        assert status in {0, 1, 2}
        if status == 2:
            assert "E02" in message


BROKEN_CODEBOOKS: dict[str, tuple[str | bytes, str]] = {
    "bad YAML": ("codes:\n  - id: fear\n    label: {fr: peur\n", ":4"),
    "unclosed quote": ('codes:\n  - id: fear\n    label: "peur\n', ":"),
    "not UTF-8": ("codes:\n  - id: fear\n    label: été\n".encode("cp1252"), ":3"),
    "not a list": ("codes:\n  fear: peur\n", ":1"),
    "a text": ("peur, paie\n", ":1"),
    "no id": ("codes:\n  - id: fear\n  - label: peur\n", ":3"),
    "id twice": ("codes:\n  - id: fear\n  - id: fear\n", ":3"),
    "unknown key": ("codes:\n  - id: fear\n  - id: pay\n    lable: paie\n", ":3"),
    "key twice": ("codes:\n  - id: fear\n    label: a\n    label: b\n", ":4"),
    "unknown status": ("codes:\n  - id: fear\n    status: gone\n", ":2"),
    "parent that is not there": ("codes:\n  - id: fear\n    parent: nobody\n", ":2"),
    "circle of parents": ("codes:\n  - id: fear\n    parent: pay\n  - id: pay\n    parent: fear\n", ":2"),
    "its own parent": ("codes:\n  - id: fear\n    parent: fear\n", ":2"),
    "circle of merges": ("codes:\n  - id: fear\n    merged_into: pay\n  - id: pay\n    merged_into: fear\n", ":2"),
    "merged into nothing": ("codes:\n  - id: fear\n    merged_into: nobody\n", ":2"),
    "a list as parent": ("codes:\n  - id: fear\n    parent: [a, b]\n", ":2"),
    "a list as status": ("codes:\n  - id: fear\n    status: [active]\n", ":2"),
    "a mapping as successor": ("codes:\n  - id: fear\n    merged_into: {a: b}\n", ":2"),
    "a list as id": ("codes:\n  - id: [fear]\n", ":2"),
    "texts as codes": ("codes: [fear, pay]\n", ""),
    "an alias": ("codes:\n  - id: fear\n    cues: [*peur]\n", ":3"),
    "control characters": ("codes:\n  - id: fear\n    label: a\x01b\n", ":3"),
    "two documents": ("codes: []\n---\ncodes: []\n", ":"),
    "nested too deeply": ("codes: " + "[" * 5000, ""),
}


@pytest.mark.parametrize("name", BROKEN_CODEBOOKS)
def test_check_lists_a_broken_codebook_with_its_line_and_advice(study: Study, qualcode: Run, name: str) -> None:
    data, line = BROKEN_CODEBOOKS[name]
    put(study, "codebooks/codebook.yaml", data)
    status, answer, message = qualcode(study, "check")
    assert (status, message) == (1, "")
    lines = answer.splitlines()
    (at,) = [
        n for n, text in enumerate(lines) if text.startswith(f"codebooks/codebook.yaml{line}") and "error" in text
    ][:1]
    assert lines[at + 1].startswith("    "), "there is no advice"


@pytest.mark.parametrize("name", BROKEN_CODEBOOKS)
def test_no_command_breaks_down_on_a_broken_codebook(study: Study, qualcode: Run, name: str) -> None:
    data = BROKEN_CODEBOOKS[name][0]
    put(study, "codebooks/codebook.yaml", data)
    for arguments in (
        ["codebook", "list"],
        ["codebook", "show", "fear"],
        ["codebook", "check"],
        ["codebook", "rename", "fear", "la peur"],
        ["tag", "list", "--code", "fear"],
        ["tag", "add", "E01:2", "fear"],
        ["status"],
        ["suggest", "E01"],
    ):
        status, _answer, message = qualcode(study, *arguments)
        assert status in {0, 1, 2}
        assert "Traceback" not in message
    written = data if isinstance(data, bytes) else data.encode()
    if b"\n  - id: fear" not in written:
        assert (study.root / "codebooks/codebook.yaml").read_bytes() == written


SETTINGS: dict[str, tuple[str | bytes, str]] = {
    "not TOML": ("title = My study\n", "line 1"),
    "unknown key": ('titel = "x"\n', "titel"),
    "unknown key of a section": ("[saturation]\nbse = 3\n", "saturation.bse"),
    "wrong type": ("title = 3\n", "title"),
    "wrong language": ('language = "de"\n', "language"),
    "wrong unit": ('unit = "word"\n', "unit"),
    "no base": ("[saturation]\nbase = 0\n", "stopping rule"),
    "threshold": ("[saturation]\nthreshold = 5\n", "stopping rule"),
    "a text as section": ('saturation = "x"\n', "saturation"),
    "a list of sections": ("[[saturation]]\nbase = 3\n", "saturation"),
    "not UTF-8": ('title = "été"\n'.encode("latin-1"), "UTF-8"),
    "binary": (bytes(range(256)), "UTF-8"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_wrong_setting_is_told_by_every_command_and_listed_by_check(study: Study, qualcode: Run, name: str) -> None:
    data, words = SETTINGS[name]
    put(study, "qualcode.toml", data)
    told(qualcode(study, "codebook", "list"), "qualcode.toml", words)
    told(qualcode(study, "tag", "add", "E01:2", "fear"), "qualcode.toml", words)
    status, answer, _message = qualcode(study, "check")
    assert status == 1
    assert "qualcode.toml" in answer
    assert words in answer


def test_a_codebook_named_in_the_settings_that_is_not_there_is_told(study: Study, qualcode: Run) -> None:
    put(study, "qualcode.toml", 'codebook = "codebooks/other.yaml"\n')
    status, answer, _message = qualcode(study, "check")
    assert status == 1
    assert "codebooks/other.yaml" in answer


def test_two_codebooks_without_a_choice_are_told(study: Study, qualcode: Run) -> None:
    put(study, "codebooks/other.yaml", "codes: []\n")
    told(qualcode(study, "codebook", "list"), "several codebooks", "qualcode.toml")
    assert qualcode(study, "check")[0] == 1


@pytest.mark.skipif(os.name == "nt", reason="paths")
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "columns are missing"),
        (b"transcript,code\nE01,fear\n", "columns are missing"),
        (bytes(range(256)), "columns are missing"),
        (b"PK\x03\x04\xff\xff", "CSV"),
    ],
)
def test_a_table_that_is_none_is_told(study: Study, qualcode: Run, data: bytes, words: str) -> None:
    put(study, "table.csv", data)
    told(qualcode(study, "tag", "import", "table.csv"), "table.csv", words)


def test_a_table_full_of_nonsense_is_listed_row_by_row(study: Study, qualcode: Run) -> None:
    rows = ["transcript,code,turn,start,end,quote", "a\0b,fear,2,0,4,", ",,,,,", "E01,fear,2,²,4,", "E01,fear,2,-1,4,"]
    rows += [
        "E01,fear,2,1e3,4,",
        f"{'x' * 300},fear,2,0,4,",
        "../E01,fear,2,0,4,",
        "E01,fear,2,0,99999999999999999999,",
    ]
    put(study, "table.csv", "\n".join(rows))
    status, answer, message = qualcode(study, "tag", "import", "table.csv")
    assert (status, message) == (1, "")
    assert answer.count("table.csv:") == len(rows) - 2


def test_a_folder_is_not_a_table(study: Study, qualcode: Run) -> None:
    status, _answer, message = qualcode(study, "tag", "import", "transcripts")
    assert status == 2
    assert "transcripts" in message
