"""Word and OpenDocument files, written here in memory."""

import time
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from qualcode.errors import UnreadableFile
from qualcode.formats.incoming import Draft, read

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_O = "urn:oasis:names:tc:opendocument:xmlns"
_ODT = " ".join(f'xmlns:{name}="{_O}:{name}:1.0"' for name in ("office", "text", "table", "style"))
_MORE = f'xmlns:draw="{_O}:drawing:1.0" xmlns:fo="{_O}:xsl-fo-compatible:1.0" xmlns:svg="{_O}:svg-compatible:1.0"'


def archive(parts: dict[str, str | bytes]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return buffer.getvalue()


def run(text: str, *, bold: bool = False) -> str:
    properties = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(part if part.startswith('<') else run(part) for part in runs)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{''.join(p(line) for line in cell.split('/'))}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def docx(*blocks: str, head: str = "") -> bytes:
    body = f"<w:document {_W} {_MC}><w:body>{''.join(blocks)}</w:body></w:document>"
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": f'<?xml version="1.0"?>{head}{body}'})


def odt(*blocks: str, styles: str = "", **parts: str) -> bytes:
    body = f"<office:body><office:text>{''.join(blocks)}</office:text></office:body>"
    automatic = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f"<office:document-content {_ODT} {_MORE}>{automatic}{body}</office:document-content>"
    manifest = parts.get("manifest", "<manifest/>")
    return archive({"mimetype": "x", "content.xml": content, "META-INF/manifest.xml": manifest})


def draft(data: bytes, name: str = "e.docx") -> Draft:
    return read(data, name, unlabelled="Participant")


def said(data: bytes, name: str = "e.docx") -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in draft(data, name).turns]


def refusal(data: bytes, name: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read(data, name, unlabelled="Participant")
    assert caught.value.message.endswith(".")
    assert caught.value.advice.endswith(".")
    assert caught.value.where == name
    return caught.value


DIALOGUE = (p("Ana : Bonjour ?"), p("Théo : Oui."), p("Bien."), p("Ana : Encore ?"), p("Théo : Non."))
EXPECTED = [("Ana", "Bonjour ?"), ("Théo", "Oui.\nBien."), ("Ana", "Encore ?"), ("Théo", "Non.")]


def test_paragraphs() -> None:
    assert said(docx(*DIALOGUE)) == EXPECTED
    assert draft(docx(*DIALOGUE)).warnings == ()


def test_a_word_cut_into_runs_is_one_word() -> None:
    assert said(docx(p("Bon", run("jo", bold=True), "ur")))[0][1] == "Bonjour"


def test_breaks_tabs_and_special_characters() -> None:
    whole = p(
        "un<".replace("<", ""),
        "<w:r><w:tab/><w:t>deux</w:t><w:br/><w:t>trois\u00a0: co\u00adop</w:t><w:noBreakHyphen/></w:r>",
    )
    assert said(docx(whole))[0][1] == "un deux\ntrois\u00a0: coop\u2011"


def test_tab_stops_are_no_text() -> None:
    paragraph = "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" + run("oui") + "</w:p>"
    assert said(docx(paragraph))[0][1] == "oui"


def test_tracked_changes() -> None:
    changed = p(
        "Je ",
        f"<w:ins>{run('ne ')}</w:ins>",
        "<w:del><w:r><w:delText>jamais </w:delText></w:r></w:del>",
        "sais",
        f"<w:moveFrom>{run(' ailleurs')}</w:moveFrom>",
    )
    found = draft(docx(changed))
    assert found.turns[0].text == "Je ne sais"
    assert "tracked changes" in " ".join(found.warnings)


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    first = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('un ')}</w:p>"
    assert said(docx(first, p("deux"))) == [("Participant", "un deux")]


def test_comments_and_footnotes_are_counted() -> None:
    noted = p("Oui", "<w:r><w:footnoteReference w:id='2'/></w:r>", "<w:r><w:commentReference w:id='0'/></w:r>")
    warnings = " ".join(draft(docx(noted, noted)).warnings)
    assert "1 comment " in warnings
    assert "2 footnotes " in warnings


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('dans la boîte')}</w:txbxContent>"
    drawn = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert [text for _who, text in said(docx(p("avant", f"<w:r>{drawn}</w:r>", " et autour"), p("après")))] == [
        "avant et autour",
        "dans la boîte",
        "après",
    ]


def test_bold_labels() -> None:
    turns = [p(run("Ana", bold=True), " Bonjour ?"), p(run("Théo", bold=True), " Oui, voilà."), p("Bien.")]
    assert said(docx(*turns, *turns)) == [("Ana", "Bonjour ?"), ("Théo", "Oui, voilà.\nBien.")] * 2


def test_a_tab_after_the_name() -> None:
    turns = [p("Ana", "<w:r><w:tab/></w:r>", "Bonjour ?"), p("Théo", "<w:r><w:tab/></w:r>", "Oui."), p("Bien.")]
    assert said(docx(*turns, *turns)) == [("Ana", "Bonjour ?"), ("Théo", "Oui.\nBien.")] * 2


def test_bold_questions_are_no_labels() -> None:
    turns = [p(run("Depuis quand êtes-vous là ?", bold=True)), p("Deux ans.")]
    assert {who for who, _text in said(docx(*turns, *turns))} == {"Participant"}


def test_teams_headers_with_line_breaks() -> None:
    def turn(who: str, when: str, words: str) -> str:
        return p(run(who, bold=True), f"   {when}", f"<w:r><w:br/><w:t>{words}</w:t></w:r>")

    found = draft(
        docx(turn("Ana Roux", "0:03", "Bonjour ?"), turn("Théo", "0:09", "Oui."), turn("Ana Roux", "1:00:01", "Bien."))
    )
    assert [(turn.speaker, turn.text, turn.time) for turn in found.turns] == [
        ("Ana Roux", "Bonjour ?", "00:00:03"),
        ("Théo", "Oui.", "00:00:09"),
        ("Ana Roux", "Bien.", "01:00:01"),
    ]


def test_a_table_with_a_column_of_speakers() -> None:
    found = said(
        docx(
            p("Entretien 3"),
            table(
                ("Locuteur", "Parole"),
                ("Ana :", "Bonjour ?"),
                ("Théo :", "Oui./Bien."),
                ("Ana :", "Et là ?"),
                ("Théo :", "Non."),
            ),
        )
    )
    assert found == [("Ana", "Bonjour ?"), ("Théo", "Oui.\nBien."), ("Ana", "Et là ?"), ("Théo", "Non.")]


def test_a_table_with_times_and_line_numbers() -> None:
    rows = [
        ("1", "00:01", "Ana", "Bonjour à vous ?", "remarque"),
        ("2", "00:05", "Théo", "Oui, bonjour.", ""),
        ("3", "01:05", "Ana", "Et après ça ?", ""),
        ("4", "1:01:05", "Théo", "Rien du tout.", ""),
    ]
    found = draft(docx(table(*rows)))
    assert [turn.time for turn in found.turns] == ["00:00:01", "00:00:05", "00:01:05", "01:01:05"]
    assert [turn.speaker for turn in found.turns] == ["Ana", "Théo"] * 2
    assert "remarque" in found.warnings[0]


def test_a_table_of_facts_is_no_dialogue() -> None:
    found = draft(docx(table(("Date", "3 mars"), ("Lieu", "Lyon")), *DIALOGUE))
    assert list(found.speakers) == ["Ana", "Théo"]
    assert "Lyon" in found.warnings[0]


def test_odt_paragraphs_spaces_notes_and_changes() -> None:
    note = "<text:note><text:note-body><text:p>une note</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>à vérifier</text:p></office:annotation>"
    deletion = "<text:deletion><text:p>parti</text:p></text:deletion>"
    changes = f"<text:tracked-changes><text:changed-region>{deletion}</text:changed-region></text:tracked-changes>"
    spaced = "Bon<text:span>jour</text:span><text:s text:c='3'/>"
    first = f"<text:p>Ana : {spaced}à{note} vous{comment} tous<text:line-break/>ici</text:p>"
    found = draft(odt(changes, first, "<text:h>Théo : Oui<text:tab/>oui.</text:h>"), "e.odt")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [
        ("Ana", "Bonjour à vous tous\nici"),
        ("Théo", "Oui oui."),
    ]
    assert len(found.warnings) == 3


def test_odt_bold_tables_and_boxes() -> None:
    styles = "<style:style style:name='T1'><style:text-properties fo:font-weight='bold'/></style:style>"
    bold = "<text:p><text:span text:style-name='T1'>{}</text:span> {}</text:p>"
    turns = [bold.format("Ana", "Bonjour ?"), bold.format("Théo", "Oui.")]
    assert said(odt(*turns, *turns, styles=styles), "e.odt") == [("Ana", "Bonjour ?"), ("Théo", "Oui.")] * 2
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    rows = row.format("Ana", "Bonjour à vous ?") + row.format("Théo", "Oui, bonjour.")
    assert [who for who, _text in said(odt(f"<table:table>{rows}{rows}</table:table>"), "e.odt")] == ["Ana", "Théo"] * 2
    inside = "<draw:text-box><text:p>dans la boîte</text:p></draw:text-box><svg:title>image</svg:title>"
    box = f"<draw:frame>{inside}</draw:frame>"
    assert [text for _who, text in said(odt(f"<text:p>avant{box} après</text:p>"), "e.odt")] == [
        "avant après",
        "dans la boîte",
    ]


GOOD = docx(*DIALOGUE)


@pytest.mark.parametrize(
    ("data", "name", "tells"),
    [
        (b"", "e.docx", "empty"),
        (b"\xef\xbb\xbf \r\n", "e.txt", "empty"),
        (GOOD[: len(GOOD) // 2], "e.docx", "damaged"),
        (GOOD[:40] + b"\x00" * 40 + GOOD[80:], "e.docx", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "e.docx", "password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "e.doc", ".doc"),
        (odt("<text:p>Oui</text:p>", manifest="<m><encryption-data/></m>"), "e.odt", "password"),
        (GOOD, "e.txt", "Rename"),
        ("Bonjour à vous".encode(), "e.docx", "plain text"),
        (archive({"autre.xml": "<a/>"}), "e.docx", "no Word document"),
        (archive({"content.xml": "<a/>"}), "e.docx", "no Word document"),
        (archive({"word/document.xml": "<a><b></a>"}), "e.docx", "damaged"),
        (docx(p("Oui"), head='<!DOCTYPE a [<!ENTITY b "c">]>'), "e.docx", "entities"),
        (docx(p("")), "e.docx", "no words"),
        (b"{\\rtf1 oui}", "e.rtf", "save it as .docx"),
        (b"%PDF-1.7", "e.pdf", "save it as .docx"),
        (b"ID3", "e.mp3", "recording"),
        (b"oui", "e.xyz", "can't be read"),
        (b"\x00\x01\x02oui\xff\xfe\x00", "e.txt", "not a text"),
        (bytes(range(256)) * 8, "e.txt", "not a text"),
    ],
    ids=lambda value: "file" if isinstance(value, bytes) else value,
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_advice(data: bytes, name: str, tells: str) -> None:
    assert tells in str(refusal(data, name))


def test_an_archive_that_swells_is_refused() -> None:
    assert "too large" in str(refusal(archive({"word/document.xml": b" " * (65 * 1024 * 1024)}), "e.docx"))


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    body = docx(p("oui"), head=bomb)
    refusal(body, "e.docx")


def test_fifty_documents_of_ten_thousand_words_are_quick() -> None:
    turn = [
        p("[Ana] (0:01 - 0:11)"),
        p("Depuis ", run("quand", bold=True), " ?"),
        p("[Théo] (0:12 - 0:50)"),
        *[p("mot " * 30, "suite " * 30)] * 3,
    ]
    data = docx(*turn * 55)
    draft(data)
    begun = time.perf_counter()
    for _n in range(10):
        found = draft(data)
    assert found.speakers["Théo"].words > 9800
    assert (time.perf_counter() - begun) / 10 < 0.1  # 0.012 s where it was written; others are slower
