"""The scan looks everywhere the study keeps words, and stands before every export."""

import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.privacy.key import Entry
from qualcode.store import ethics, keys
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging
from qualcode.workflow.privacy.scanning import scan

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def known(study_of: Callable[..., Study]) -> Study:
    """A study whose key knows Théo Lambert; nothing in it speaks of him yet."""
    study = study_of([("Q", "Oui ?"), ("Adrien", "Ça va, une annuelle réunion.")], tags=[("ana", "E01:2", "fear")])
    names = ("Théo Lambert", "Théo", "Lambert")
    entries = [Entry(id=f"n{n}", kind="person", name=name, substitute="Adrien") for n, name in enumerate(names)]
    opened = keys.make_key("x" * 9, entries)
    ethics.add(study, ethics.event(study, "key made", opened.key.study))
    assert not scan(study).findings
    return study


def docx(path: Path, *, body: str = "", author: str = "") -> None:
    """A document with these words and this author."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:p>{body}</w:p></w:document>")
        archive.writestr(
            "docProps/core.xml", f"<cp:coreProperties><dc:creator>{author}</dc:creator></cp:coreProperties>"
        )


def test_file_and_line_are_named(known: Study) -> None:
    (known.root / "notes.md").write_text("un\ndeux\nil dit que Theo, oui\n", encoding="utf-8")
    (one,) = scan(known).findings
    assert (one.where, one.text) == ("notes.md:3", "Theo")


def _added(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((path.read_bytes() if path.exists() else b"") + text.encode())


@pytest.mark.parametrize(
    ("place", "write"),
    [
        ("memo", lambda study: tagging.add(study, [parse_reference("E01:2")], "pay", coder="ana", memo="Lambert !")),
        ("codebook", lambda study: _added(study.codebook_path, "# comme Théo\n")),
        ("name of a file", lambda study: _added(study.root / "TheoLambert.txt", "rien")),
        ("name of a folder", lambda study: _added(study.root / "exports" / "theo_lambert" / "a.txt", "rien")),
        ("author of a document", lambda study: docx(study.root / "a.docx", author="Théo Lambert")),
        ("words cut by formatting", lambda study: docx(study.root / "a.docx", body="<w:r>Lam</w:r><w:r>bert</w:r>")),
        ("Windows-1252", lambda study: (study.root / "a.csv").write_bytes("nom\nThéo\n".encode("cp1252"))),
        ("decomposed accents", lambda study: _added(study.root / "a.txt", "The\u0301o")),
        ("UTF-16", lambda study: (study.root / "a.txt").write_bytes("Lambert".encode("utf-16"))),
        ("settings", lambda study: _added(study.root / "qualcode.toml", "# Lambert\n")),
        ("taken out", lambda study: _added(study.root / "transcripts" / "removed" / "E00.txt", "theo")),
    ],
)
def test_every_place_is_looked_at(known: Study, place: str, write: Callable[[Study], object]) -> None:
    write(known)
    assert scan(known).sure, place


def test_the_history_in_git_is_looked_at(known: Study) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(known.root), *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("config", "user.email", "a@b.c")
    git("config", "user.name", "A")
    note = known.root / "notes.md"
    note.write_text("un\nThéo a dit\n", encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "un")
    note.write_text("un\nil a dit\n", encoding="utf-8")
    git("commit", "-qam", "selon Lambert")
    found = scan(known)
    assert sorted((one.path, one.line) for one in found.findings) == [("message", 1), ("notes.md", 2)]
    assert all("commit" in one.part for one in found.findings)
    assert not scan(known, history=False).findings


def test_scan_answers_one_and_shows_it_as_json(known: Study, qualcode: Command) -> None:
    assert qualcode(known, "privacy", "scan")[0] == 0
    (known.root / "notes.md").write_text("Lambert\n", encoding="utf-8")
    status, out, _err = qualcode(known, "privacy", "scan", "--json")
    assert status == 1
    assert '"path": "notes.md"' in out
    assert '"line": 1' in out


def test_an_export_with_a_name_is_refused_and_names_file_and_line(known: Study, qualcode: Command) -> None:
    transcript = known.transcript_path("E01")
    transcript.write_text(transcript.read_text("utf-8").replace("Ça va", "Théo va"), encoding="utf-8")
    qualcode(known, "tag", "settle", "--write")
    tagging.add(Study(known.root), [parse_reference("E01:2")], "pay", coder="ben")
    for output in (["-o", "bank.md"], ["-o", "bank.docx"], []):
        status, out, err = qualcode(known, "quotes", *output)
        assert status == 2, output
        assert "transcripts/E01.txt:10" in err
        assert "Théo" not in err + out
    assert not (known.root / "bank.md").exists()
    assert qualcode(known, "check")[0] == 1


def test_the_report_page_is_searched_too_and_a_name_behind_an_apostrophe_is_found(
    known: Study, qualcode: Command
) -> None:
    assert qualcode(known, "report", "page")[0] == 0
    written = (known.root / "exports" / "report.html").read_bytes()
    transcript = known.transcript_path("E01")
    transcript.write_text(transcript.read_text("utf-8").replace("Ça va", "C'est l'ami d'Lambert"), encoding="utf-8")
    qualcode(known, "tag", "settle", "--write")
    tagging.add(Study(known.root), [parse_reference("E01:2")], "pay", coder="ben")
    status, _out, err = qualcode(known, "report", "page")
    assert status == 2
    assert "transcripts/E01.txt:10" in err
    assert "Lambert" not in err
    assert (known.root / "exports" / "report.html").read_bytes() == written
    assert qualcode(known, "report", "page", "--allow", "Lambert")[0] == 0


def test_who_allowed_a_name_is_kept_without_the_name(known: Study, qualcode: Command) -> None:
    tagging.add(known, [parse_reference("E01:2")], "pay", coder="ben", memo="voir Lambert")
    assert qualcode(known, "quotes", "--memos")[0] == 2
    assert qualcode(known, "quotes", "--memos", "--allow", "Lambert", "--allow", "Nobody")[0] == 2
    assert qualcode(known, "quotes", "--memos", "--allow", "Lambert")[0] == 0
    assert qualcode(known, "quotes", "--memos")[0] == 0
    record = (known.root / ethics.RECORD).read_text("utf-8")
    assert '"what":"allowed"' in record
    assert '"by":"ana"' in record
    assert "Lambert" not in record


def test_without_the_key_here_an_export_says_that_it_could_not_be_checked(
    known: Study, qualcode: Command, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QUALCODE_KEYS", str(tmp_path / "elsewhere"))
    status, _out, err = qualcode(known, "quotes")
    assert status == 0
    assert "can't be checked" in err
    assert qualcode(known, "privacy", "scan")[0] == 2
