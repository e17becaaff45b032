import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from qualcode.report.bank import Bank
from qualcode.report.bank_docx import bank_docx

N, F = "\u00a0", "\u202f"
SIGNED = "(Théo, pair aidant dans une structure CSAPA)"


@pytest.mark.usefixtures("french")
def test_word_reads_titles_quotes_and_no_break_spaces(bank: Bank) -> None:
    paragraphs = docx.Document(io.BytesIO(bank_docx(bank, memos=True, qualifiers=True))).paragraphs
    assert [(each.style.name, each.text) for each in paragraphs if each.style] == [
        ("Title", f"Une étude{N}: citations"),
        (
            "Quote bank note",
            f"3 citations issues de 2 entretiens. Pseudonymisé{N}: les prénoms ne sont pas ceux des personnes.",
        ),
        ("Heading 1", "réticence"),
        ("Code definition", f"équipe\nDoutes{N}: *avant* l'arrivée."),
        ("Heading 2", "pair aidant\u20022 citations issues de 1 entretien"),
        (
            "Quote",
            f"«{N}Il m'a dit “bienvenue”{F}! [rires] Bon…{N}» {SIGNED}\u2002E01:2@0-41{N}·{N}00:00:41",
        ),
        ("Quote remark", f"voix{N}: rapportée\nMémo (ana){N}: voir «{N}légitimité{N}»"),
        ("Quote", f"Et alors{F}?\n«{N}- Oui{N}: pair-e-s.{N}» (Théo)\u2002E01:8@3-20"),
        ("Heading 2", "non précisé\u20021 citation issues de 1 entretien"),
        ("Quote", f"«{N}Trois ans.{N}» (Bernadette, présidente et ancienne pair-aidante)\u2002E09:4"),
    ]


@pytest.mark.parametrize(("language", "tag"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_the_document_is_spell_checked_in_its_language(language: str, tag: str) -> None:
    document = docx.Document(io.BytesIO(bank_docx(Bank(title="x", language="fr" if language == "fr" else "en"))))
    assert {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))} == {tag}
    assert document.core_properties.language == tag


def test_headings_stay_with_what_follows_and_lines_are_not_left_alone(bank: Bank) -> None:
    styles = docx.Document(io.BytesIO(bank_docx(bank))).styles
    for name in ("Heading 1", "Heading 2", "Code definition"):
        assert styles[name].paragraph_format.keep_with_next
    assert styles["Quote"].paragraph_format.widow_control


def test_pages_are_numbered(bank: Bank) -> None:
    footer = docx.Document(io.BytesIO(bank_docx(bank))).sections[0].footer
    assert [each.get(qn("w:instr")) for each in footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_the_same_bank_gives_the_same_bytes_without_author_or_date(bank: Bank) -> None:
    written = bank_docx(bank)
    assert written == bank_docx(bank)
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "creator" not in core
    assert "created" not in core
