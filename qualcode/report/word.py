"""Documents for Word and LibreOffice: one page, one set of styles, and bytes that are the same each time."""

# ruff: noqa: PLC0415 - python-docx takes a quarter of a second to load, and only this format needs it
# ruff: noqa: SLF001 - fields and missing dates are not in its interface

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document

_TAGS: Mapping[str, str] = {"fr": "fr-FR", "en": "en-GB"}
_SERIF, _SANS = "Times New Roman", "Arial"  # on every system, or under metric-compatible names
_GREY = "595959"  # seven to one on white: still read when printed in black and white
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date a zip can hold


def begun(title: str, language: str, *, wide: bool = False) -> "Document":
    """A document with its page (lying on its side where `wide`), styles, footer and title in its properties; no text yet."""
    import docx

    document = docx.Document()
    _set_page(document, wide=wide)
    _set_styles(document, _TAGS.get(language, "en-GB"))
    _set_properties(document, title, language)
    _set_footer(document)
    return document


def add_table(
    document: "Document", header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float]
) -> None:
    """A table whose header comes again on every page; `widths` are in centimetres."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    _paragraph(document, "Table head", font=_SANS, size=9, bold=True, after=2, keep=True)
    _paragraph(document, "Table text", font=_SERIF, size=10, after=2)
    table = document.add_table(rows=1, cols=len(header), style="Table Grid")
    table.autofit = False
    repeated = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)
    _fill(table.rows[0].cells, header, "Table head")
    for row in rows:
        _fill(table.add_row().cells, row, "Table text")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)  # LibreOffice reads the column, Word its cells
        for cell in column.cells:
            cell.width = Cm(width)
    document.add_paragraph(style="Table text")  # two tables without a paragraph between them become one


def _fill(cells: Iterable[Any], texts: Sequence[str], style: str) -> None:
    for cell, text in zip(cells, texts, strict=True):
        for n, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
            paragraph.style = style
            paragraph.add_run(line)


def _set_page(document: "Document", *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENTATION
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.3)
    section.footer_distance = Cm(1.2)


def _set_styles(document: "Document", tag: str) -> None:
    _set_language(document, tag)
    _paragraph(document, "Normal", font=_SERIF, size=11, after=6, line=1.15)
    _paragraph(document, "Title", font=_SANS, size=20, bold=True, after=8, keep=True)
    _paragraph(document, "Heading 1", font=_SANS, size=15, bold=True, before=22, after=4, keep=True)
    _paragraph(document, "Heading 2", font=_SANS, size=11.5, bold=True, before=12, after=5, keep=True)
    _paragraph(document, "Quote bank note", font=_SERIF, size=10, grey=True, after=2)
    _paragraph(document, "Code definition", font=_SERIF, size=9.5, italic=True, after=3, keep=True)
    _paragraph(document, "Quote", font=_SERIF, size=11, after=8, left=0.5, line=1.15)
    _paragraph(document, "Quote remark", font=_SERIF, size=9.5, italic=True, after=8, left=1.2)
    _paragraph(document, "Footer", font=_SANS, size=8.5, grey=True, after=0)
    _character(document, "Quote context", font=_SERIF, size=9.5)
    _character(document, "Quote reference", font=_SANS, size=8)
    _character(document, "Quote count", font=_SANS, size=9)
    _remove_rule_under_title(document)


def _paragraph(
    document: "Document",
    name: str,
    *,
    font: str,
    size: float,
    after: float,
    before: float = 0,
    left: float = 0,
    line: float = 1.1,
    bold: bool = False,
    italic: bool = False,
    grey: bool = False,
    keep: bool = False,
) -> None:
    """One paragraph style, made if it is not there. Distances in points, the left indent in centimetres."""
    from docx.shared import Cm, Pt

    style = _style(document, name, paragraph=True)
    _set_font(style, font=font, size=size, bold=bold, italic=italic, grey=grey)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.left_indent = Pt(before), Pt(after), Cm(left)
    layout.line_spacing, layout.widow_control = line, True
    layout.keep_with_next = layout.keep_together = keep


def _character(document: "Document", name: str, *, font: str, size: float) -> None:
    _set_font(_style(document, name, paragraph=False), font=font, size=size, bold=False, italic=False, grey=True)


def _style(document: "Document", name: str, *, paragraph: bool) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    if name in document.styles:
        return document.styles[name]
    kind = WD_STYLE_TYPE.PARAGRAPH if paragraph else WD_STYLE_TYPE.CHARACTER
    style = document.styles.add_style(name, kind)
    if paragraph:
        style.base_style = document.styles["Normal"]
    return style


def _set_font(style: Any, *, font: str, size: float, bold: bool, italic: bool, grey: bool) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor.from_string(_GREY if grey else "000000")
    fonts = style.element.rPr.rFonts
    # Fonts of the template's theme would win over the name.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _set_language(document: "Document", tag: str) -> None:
    """The language in which the words are spell-checked."""
    from docx.oxml.ns import qn

    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), tag)
    for element in document.settings.element.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), tag)
    for element in document.settings.element.findall(qn("w:proofState")):
        document.settings.element.remove(element)  # it says that everything was checked already


def _remove_rule_under_title(document: "Document") -> None:
    from docx.oxml.ns import qn

    properties = document.styles["Title"].element.pPr
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _set_properties(document: "Document", title: str, language: str) -> None:
    """Title and language; the template's author, dates and comment go."""
    properties = document.core_properties
    for element in list(properties._element):
        properties._element.remove(element)
    properties.title = title
    properties.language = _TAGS.get(language, "en-GB")


def _set_footer(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Footer"]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" / ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, instruction: str) -> None:
    """A number that the word processor counts."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)


def finished(document: "Document") -> bytes:
    """The .docx: an archive with fixed times and the same settings on every system, so that bytes compare."""
    written = io.BytesIO()
    document.save(written)
    out = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for name in _ordered(source.namelist()):
            target.writestr(_member(name), source.read(name))
    return out.getvalue()


def _ordered(names: Iterable[str]) -> list[str]:
    """Readers expect the content types first."""
    return sorted(names, key=lambda name: (name != "[Content_Types].xml", name))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_EPOCH)
    member.compress_type, member.create_system, member.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return member
