"""What any program must do at least, without qualcode: `python -m benchmarks.references NAME PATH`."""

import csv
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path


def read_docx(folder: Path) -> None:
    """Unpack every Word document and parse its XML."""
    from lxml import etree  # noqa: PLC0415 - each reference loads what it needs

    for path in sorted(folder.glob("*.docx")):
        with zipfile.ZipFile(path) as archive:
            etree.fromstring(archive.read("word/document.xml"))


def read_txt(folder: Path) -> None:
    """Read every text and split it into words."""
    for path in sorted(folder.glob("*.txt")):
        path.read_text("utf-8").split()


def read_study(root: Path) -> None:
    """Read every transcript as text and decode every line of the coding files as JSON."""
    import msgspec  # noqa: PLC0415

    decoder = msgspec.json.Decoder()
    for path in sorted((root / "transcripts").glob("*.txt")):
        path.read_text("utf-8").split("\n")
    for path in sorted((root / "transcripts" / "codings").glob("*/E*.jsonl")):
        decoder.decode_lines(path.read_bytes())


def copy_table(path: Path) -> None:
    """Read a CSV and write its rows anew, one file per transcript, each on disk before the next."""
    rows: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            rows.setdefault(row["transcript"], []).append(repr(row))
    folder = path.with_name("copied")
    folder.mkdir(exist_ok=True)
    for name, own in rows.items():
        with (folder / name).open("w", encoding="utf-8") as out:
            out.write("\n".join(own))
            out.flush()
            os.fsync(out.fileno())


REFERENCES: dict[str, Callable[[Path], None]] = {
    "read_docx": read_docx,
    "read_txt": read_txt,
    "read_study": read_study,
    "copy_table": copy_table,
}

if __name__ == "__main__":
    REFERENCES[sys.argv[1]](Path(sys.argv[2]))
