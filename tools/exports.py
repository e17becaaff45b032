"""Write exports/ from a copy of the example study, or check that the commands still write them byte for byte (--check)."""

import shutil
import sys
import tempfile
from pathlib import Path

from qualcode.cli import run

ROOT = Path(__file__).parents[1]
EXPORTS = {
    "frequency.txt": ["report", "frequency"],
    "frequency.md": ["report", "frequency", "--format", "md"],
    "frequency.csv": ["report", "frequency", "--format", "csv"],
    "frequency.json": ["report", "frequency", "--format", "json"],
    "frequency.svg": ["report", "frequency"],
    "saturation.txt": ["report", "saturation"],
    "saturation.md": ["report", "saturation", "--format", "md"],
    "saturation.csv": ["report", "saturation", "--format", "csv"],
    "saturation.json": ["report", "saturation", "--format", "json"],
    "saturation.svg": ["report", "saturation"],
    "report.html": ["report", "page"],
    "quotes.md": ["quotes"],
    "quotes.csv": ["quotes"],
    "quotes.json": ["quotes"],
    "quotes.docx": ["quotes"],
    "quotes-by-role.docx": ["quotes", "--style", "role", "--context", "120", "--memos", "--qualifiers"],
}


def write(folder: Path) -> None:
    """Every export, in French, from a copy of the study so that nothing else is written in the repository."""
    with tempfile.TemporaryDirectory() as temporary:
        study = Path(temporary)
        shutil.copy(ROOT / "qualcode.toml", study)
        for name in ("codebooks", "transcripts"):
            shutil.copytree(ROOT / name, study / name)
        for name, arguments in EXPORTS.items():
            status = run(["--lang", "fr", *arguments, "--study", str(study), "-o", str(folder / name)])
            if status:
                sys.exit(f"{name}: status {status}")


def check() -> int:
    """1 when an export is not what the commands write today."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder)
        kept = {path.name for path in (ROOT / "exports").iterdir()}
        stale = [name for name in EXPORTS if name not in kept or _differ(folder / name, ROOT / "exports" / name)]
    for name in stale:
        print(f"exports/{name} is not what its command writes: make exports")
    return 1 if stale else 0


def _differ(left: Path, right: Path) -> bool:
    return left.read_bytes() != right.read_bytes()


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(check())
    write(ROOT / "exports")
