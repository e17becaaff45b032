"""Write exports/ and the golden files of every report, or check that the commands still write them byte for byte (--check).

exports/ is the reader's sample, in French; tests/golden/ holds each report in every form and both languages. All come from
a copy of the example study.
"""

import contextlib
import io
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

# A report's golden files are its name and these arguments, in each of FORMS and LANGUAGES.
REPORTS = {
    "agreement": ["report", "agreement"],
    "codebook": ["report", "codebook"],
    "cooccurrence": ["report", "cooccurrence", "--unit", "turn"],
    "coverage": ["report", "coverage"],
    "framework": ["report", "framework"],
    "framework-code": ["report", "framework", "relapse_fear"],
    "frequency": ["report", "frequency"],
    "frequency-crossed": ["report", "frequency", "--by", "type,gender", "--roll-up"],
    "frequency-by-voice": ["report", "frequency", "--qualifier", "voice"],
    "frequency-tested": ["report", "frequency", "--test"],
    "guide": ["report", "guide"],
    "guide-interviews": ["report", "guide", "--interviews"],
    "interview": ["report", "interview", "E01"],
    "joint": ["report", "joint"],
    "matrix": ["report", "matrix"],
    "methods": ["report", "methods"],
    "planning": ["report", "planning"],
    "provenance": ["report", "provenance"],
    "saturation": ["report", "saturation"],
    "saturation-detail": ["report", "saturation", "--detail"],
}
FORMS = ("txt", "md", "csv", "json")
LANGUAGES = ("fr", "en")
GOLDEN = Path("tests", "golden")


def made() -> dict[Path, tuple[str, list[str]]]:
    """Every file that is kept, under the repository: its language and the command that writes it."""
    files = {Path("exports", name): ("fr", arguments) for name, arguments in EXPORTS.items()}
    for language in LANGUAGES:
        for report, arguments in REPORTS.items():
            for form in FORMS:
                files[GOLDEN / language / f"{report}.{form}"] = (language, arguments)
    return files


def write(folder: Path) -> None:
    """Every file under a folder, from a copy of the study so that nothing else is written in the repository."""
    with tempfile.TemporaryDirectory() as temporary:
        study = Path(temporary)
        shutil.copy(ROOT / "qualcode.toml", study)
        for name in ("codebooks", "transcripts"):
            shutil.copytree(ROOT / name, study / name)
        for path, (language, arguments) in made().items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.chdir(study), contextlib.redirect_stderr(io.StringIO()) as said:
                status = run(["--lang", language, *arguments, "-o", str(target)])
            if status:
                sys.exit(f"{path}: status {status}\n{said.getvalue()}")


def check() -> int:
    """1 when a file is not what its command writes today, or is kept without a command."""
    files = made()
    kept = {path.relative_to(ROOT) for path in (ROOT / GOLDEN).rglob("*") if path.is_file()}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        write(folder)
        stale = [path for path in files if _differ(folder / path, ROOT / path)]
    for path in (*stale, *sorted(kept - files.keys())):
        print(f"{path.as_posix()} is not what its command writes: make exports")
    return 1 if stale or kept - files.keys() else 0


def _differ(left: Path, right: Path) -> bool:
    return not right.is_file() or left.read_bytes() != right.read_bytes()


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(check())
    shutil.rmtree(ROOT / GOLDEN, ignore_errors=True)
    write(ROOT)
