"""The two forms that other programs read: JSON documents and comma-separated tables."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Cell = str | int | float | None

_FORMULA = ("=", "+", "-", "@", "\t")


def json_text(document: Mapping[str, Any] | Sequence[Any]) -> str:
    """A document as JSON, keys in the order given, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with commas and LF. None is an empty cell.

    A text that starts with = + - @ would be run as a formula by a spreadsheet: an apostrophe is put before it, so a
    quote that opens with a dash shows one. Numbers are left alone.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def csv_file(table: str) -> bytes:
    """The bytes of a CSV file: UTF-8 with a byte order mark, in French as in English.

    Without the mark Excel takes the file for the code page of its machine, and a quote has accents and guillemets
    whatever language qualcode speaks. On standard output, which programs read, use the text itself.
    """
    return table.encode("utf-8-sig")


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    text = cell.replace("\r\n", "\n").replace("\r", "\n")  # a bare CR would end the row for some readers
    return f"'{text}" if text.startswith(_FORMULA) else text
