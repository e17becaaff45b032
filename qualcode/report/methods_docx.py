"""The methods as a Word document: the paragraph, then a table for each checklist; gaps are highlighted."""

import re
from collections.abc import Sequence
from typing import Any

import docx
from docx.enum.text import WD_COLOR_INDEX

from qualcode.core.language import _
from qualcode.report.bank_docx import stable
from qualcode.report.checklists import Item

_GAP = re.compile(r"(\[[^\]]*\])")


def document(title: str, paragraph: str, note: str, checklists: Sequence[tuple[str, Sequence[Item]]]) -> bytes:
    """The .docx; the same text gives the same bytes."""
    made = docx.Document()
    made.core_properties.author = ""
    made.core_properties.comments = ""
    made.add_heading(title, level=1)
    _write(made.add_paragraph(), paragraph)
    made.add_paragraph(note, style="Intense Quote")
    for name, items in checklists:
        made.add_heading(name, level=2)
        table = made.add_table(rows=1, cols=3, style="Table Grid")
        for cell, head in zip(table.rows[0].cells, (_("Item"), _("Topic"), _("Reported")), strict=True):
            cell.text = head
        for item in items:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = item.id, item.topic
            _write(cells[2].paragraphs[0], item.text or "[ ]")
    return stable(made)


def _write(place: Any, text: str) -> None:
    for part in _GAP.split(text):
        run = place.add_run(part)
        if _GAP.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
