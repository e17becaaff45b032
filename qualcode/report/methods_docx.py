"""The methods as a Word document: the paragraph, then a table for each checklist; gaps are highlighted."""

import re
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_COLOR_INDEX

from qualcode.core.language import _, spoken
from qualcode.report import word
from qualcode.report.checklists import Item

_GAP = re.compile(r"(\[[^\]]*\])")


def document(title: str, paragraph: str, note: str, checklists: Sequence[tuple[str, Sequence[Item]]]) -> bytes:
    """The .docx; the same text gives the same bytes."""
    made = word.begun(title, spoken())
    made.add_paragraph(title, style="Title")
    _write(made.add_paragraph(), paragraph)
    made.add_paragraph(note, style="Quote remark")
    for name, items in checklists:
        made.add_heading(name, level=1)
        rows = [(item.id, item.topic, item.text or "[ ]") for item in items]
        word.add_table(made, (_("Item"), _("Topic"), _("Reported")), rows, (1.3, 4.7, 10))
        for row, (_id, _topic, text) in zip(made.tables[-1].rows[1:], rows, strict=True):
            reported = row.cells[2].paragraphs[0]
            reported.clear()
            _write(reported, text)
    return word.finished(made)


def _write(place: Any, text: str) -> None:
    for part in _GAP.split(text):
        run = place.add_run(part)
        if _GAP.fullmatch(part):
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
