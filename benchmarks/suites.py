"""What is measured: one function per benchmark, each yields the rows of the table that it fills."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import corpora, suggested
from benchmarks.measure import QUALCODE, ROOT, call, compare
from benchmarks.scan import know
from benchmarks.table import Bar, Row

_CLICK = ("-c", "import click")
_SPACY = ("-c", "import spacy; spacy.blank('fr').add_pipe('sentencizer')")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Where corpora are written, and whether small ones will do."""

    folder: Path
    quick: bool = False

    def size(self, full: int, quick: int) -> int:
        """The full number, or the quick one."""
        return quick if self.quick else full


def _example(scale: Scale, name: str) -> Path:
    """A copy of the example study, as a fresh clone has it: without caches."""
    root = scale.folder / name
    for part in ("codebooks", "transcripts"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copy(ROOT / "qualcode.toml", root)
    return root


def starting(scale: Scale) -> Iterator[Row]:
    """How long a command takes that does nearly nothing."""
    study = ("--study", str(_example(scale, "starting")))
    size = f"example study, {len(list((ROOT / 'transcripts').glob('*.txt')))} interviews"
    for command, where, bar, about in (
        (["--help"], (), 2, "–"),
        (["--version"], (), 2, "–"),
        (["check"], study, 4, size),
        (["codebook", "list"], study, 4, size),
    ):
        cost, click = compare([*QUALCODE, *command, *where], _CLICK, repeat=scale.size(15, 1), allowed=(0, 1))
        yield Row(
            what=f"`qualcode {' '.join(command)}`",
            size=about,
            bar=Bar(times=bar),
            cost=cost,
            reference="`import click`",
            beside=click,
        )


def incoming(scale: Scale) -> Iterator[Row]:
    """A folder of interviews brought into an empty study."""
    number, words = scale.size(50, 5), scale.size(10_000, 1_000)
    study = scale.folder / "incoming"
    kinds: tuple[tuple[str, Callable[[Path, int, int], None], float, str], ...] = (
        ("docx", corpora.write_docx, 5, "unpack and parse the XML"),
        ("txt", corpora.write_txt, 1.5, "read and split into words"),
    )

    def empty() -> None:
        shutil.rmtree(study, ignore_errors=True)
        study.mkdir()
        (study / "qualcode.toml").write_text('title = "Étude vide"\nlanguage = "fr"\n', encoding="utf-8")

    for kind, write, seconds, reference in kinds:
        folder = scale.folder / kind
        write(folder, number, words)
        empty()
        cost, least = compare(
            [*QUALCODE, "transcript", "add", str(folder), "--yes", "--study", str(study)],
            ["-m", "benchmarks.references", f"read_{kind}", str(folder)],
            repeat=scale.size(5, 1),
            before=empty,
        )
        yield Row(
            what=f"`transcript add` a folder of {kind}",
            size=f"{number} interviews of {words:,} words",
            bar=Bar(seconds=seconds),
            cost=cost,
            reference=reference,
            beside=least,
        )


_CODES = 60


def large(scale: Scale) -> Iterator[Row]:
    """Reports and single changes in a study that is far larger than most."""
    number, words = scale.size(1_000, 20), scale.size(10_000, 1_000)
    root = scale.folder / "large"
    # `ana` has 250 codings in the first interview, so that it holds 300 halfway through a hundred additions.
    corpora.write_study(root, number, words, codes=_CODES, per_coder=lambda n: 150 if n else 250)
    codings = f"{number * 300:,} codings by two coders"

    def keep() -> None:
        """The index stays."""

    def forget() -> None:
        shutil.rmtree(root / ".qualcode" / "answers", ignore_errors=True)

    for report in ("frequency", "saturation"):
        for when, before in (("", keep), (", the first time (no index)", forget)):
            cost, least = compare(
                [*QUALCODE, "report", report, "--study", str(root)],
                ["-m", "benchmarks.references", "read_study", str(root)],
                repeat=scale.size(5, 1),
                before=before,
            )
            yield Row(
                what=f"`report {report}`{when}",
                size=f"{number:,} transcripts of {words:,} words, {codings}",
                bar=Bar(seconds=3, megabytes=1000),
                cost=cost,
                reference="read the text, decode the JSON",
                beside=least,
            )
    cost, least = call("tag_add", str(root), "E0001", str(scale.size(100, 10)))
    yield Row(
        what="one `tag add`, library call, with fsync",
        size="a transcript with 300 codings, in the same study",
        bar=Bar(seconds=0.005),
        cost=cost,
        reference="the same bytes written with fsync",
        beside=least,
    )
    cost, least = call("rename", str(root), "code_002", str(scale.size(20, 3)))
    yield Row(
        what="`codebook rename`, library call, with fsync",
        size=f"a code used {number * 300 // _CODES:,} times, one of {_CODES}",
        bar=Bar(seconds=0.2),
        cost=cost,
        reference="the codebook's bytes written with fsync",
        beside=least,
    )


_MANY_CODES = 500


def displays(scale: Scale) -> Iterator[Row]:
    """Framework matrix, interview guide, sheet of one interview and joint display, on as many codes as anybody has."""
    number, words = scale.size(1_000, 20), scale.size(10_000, 1_000)
    root = scale.folder / "displays"
    corpora.write_study(root, number, words, codes=_MANY_CODES, per_coder=lambda _n: 150)
    corpora.write_instruments(root, codes=_MANY_CODES, people=scale.size(2_000, 50))

    def keep() -> None:
        """What was counted and found stays."""

    def forget() -> None:
        shutil.rmtree(root / ".qualcode", ignore_errors=True)

    for report, when, before in (
        (("framework", "--format", "csv"), "", keep),
        (("guide",), ", the first time", forget),
        (("guide",), "", keep),
        (("interview", "E0010"), "", keep),
        (("joint",), "", keep),
    ):
        cost, least = compare(
            [*QUALCODE, "report", *report, "--study", str(root)],
            ["-m", "benchmarks.references", "read_study", str(root)],
            repeat=scale.size(3, 1),
            before=before,
        )
        yield Row(
            what=f"`report {' '.join(report)}`{when}",
            size=f"{number:,} transcripts of {words:,} words, {number * 300:,} codings, {_MANY_CODES} codes",
            bar=Bar(seconds=5, megabytes=1000),
            cost=cost,
            reference="read the text, decode the JSON",
            beside=least,
        )


def page(scale: Scale) -> Iterator[Row]:
    """The report page, on as many codes as anybody has; a second coder did every tenth interview, as people do."""
    number, words = scale.size(1_000, 20), scale.size(10_000, 1_000)
    root = scale.folder / "page"
    corpora.write_study(root, number, words, codes=_MANY_CODES, per_coder=lambda _n: 150)
    for n, path in enumerate(sorted((root / "transcripts" / "codings" / "ben").glob("*.jsonl"))):
        if n % 10:
            path.unlink()
    written = scale.folder / "report.html"

    def keep() -> None:
        """What was counted stays."""

    def forget() -> None:
        shutil.rmtree(root / ".qualcode", ignore_errors=True)

    for when, before in ((", the first time", forget), ("", keep)):
        cost, least = compare(
            [*QUALCODE, "report", "page", "--study", str(root), "-o", str(written)],
            ["-m", "benchmarks.references", "read_study", str(root)],
            repeat=scale.size(3, 1),
            before=before,
        )
        yield Row(
            what=f"`report page`{when}: {written.stat().st_size / 1e6:.1f} MB",
            size=f"{number:,} transcripts of {words:,} words, {number * 165:,} codings, {_MANY_CODES} codes",
            bar=Bar(seconds=10, megabytes=1000),
            cost=cost,
            reference="read the text, decode the JSON",
            beside=least,
        )


def reports(scale: Scale) -> Iterator[Row]:
    """Every report on a study with a codebook as fine as codebooks get; sentences were found by the run before."""
    number, codes = scale.size(1_000, 20), scale.size(500, 50)
    root = scale.folder / "reports"
    corpora.write_study(root, number, scale.size(3_000, 500), codes=codes, per_coder=lambda _n: 150)
    for report in (
        ("frequency", "--test"),
        ("frequency", "--by", "type,role", "--roll-up"),
        ("saturation", "--format", "json"),
        ("coverage",),
        ("agreement",),
        ("cooccurrence",),
        ("provenance",),
        ("matrix", "--format", "csv"),
        ("codebook",),
        ("methods",),
    ):
        cost, least = compare(
            [*QUALCODE, "report", *report, "--study", str(root)],
            ["-m", "benchmarks.references", "read_study", str(root)],
            repeat=scale.size(3, 1),
        )
        yield Row(
            what=f"`report {' '.join(report)}`",
            size=f"{number:,} interviews × {codes} codes, {number * 300:,} codings by two coders",
            bar=Bar(seconds=5, megabytes=1000),
            cost=cost,
            reference="read the text, decode the JSON",
            beside=least,
        )


def agreeing(scale: Scale) -> Iterator[Row]:
    """Agreement of two coders who coded as much as two people could."""
    number, codes = scale.size(150, 5), 100
    root = scale.folder / "agreeing"
    corpora.write_study(
        root, number, scale.size(22_000, 1_000), codes=codes, per_coder=lambda _n: scale.size(1_000, 50)
    )
    cost, least = compare(
        [*QUALCODE, "report", "agreement", "--study", str(root)],
        ["-m", "benchmarks.references", "read_study", str(root)],
        repeat=scale.size(3, 1),
    )
    yield Row(
        what="`report agreement`, by sentence",
        size=f"150,000 sentences × {codes} codes, {number * 2_000:,} codings by two coders"
        if not scale.quick
        else "a small study",
        bar=Bar(seconds=5),
        cost=cost,
        reference="read the text, decode the JSON",
        beside=least,
    )


def importing(scale: Scale) -> Iterator[Row]:
    """A table of codings made elsewhere."""
    number, words, rows = scale.size(1_000, 20), scale.size(10_000, 1_000), scale.size(100_000, 400)
    root = scale.folder / "importing"
    corpora.write_study(root, number, words, codes=_CODES, per_coder=lambda _n: 0)

    def uncoded() -> None:
        shutil.rmtree(root / "transcripts" / "codings", ignore_errors=True)

    for by_quote in (False, True):
        table = scale.folder / f"codings-{by_quote}.csv"
        corpora.write_table(table, number, words, codes=_CODES, rows=rows, by_quote=by_quote)
        cost, least = compare(
            [*QUALCODE, "tag", "import", str(table), "--study", str(root)],
            ["-m", "benchmarks.references", "copy_table", str(table)],
            repeat=scale.size(3, 1),
            before=uncoded,
        )
        yield Row(
            what=f"`tag import` {'by quote' if by_quote else 'by turn and offsets'}",
            size=f"{rows:,} rows on {number:,} transcripts of {words:,} words",
            bar=Bar(seconds=10),
            cost=cost,
            reference="read the CSV, write a file per transcript with fsync",
            beside=least,
        )


def orders(scale: Scale) -> Iterator[Row]:
    """The band around the saturation curve."""
    number = scale.size(10_000, 500)
    cost, least = call("orders", "100", "200", str(number), str(scale.size(9, 1)))
    yield Row(
        what="saturation over random orders, library call",
        size=f"{number:,} orders of 100 interviews × 200 codes",
        bar=Bar(seconds=1),
        cost=cost,
        reference="draw the orders",
        beside=least,
    )


def suggesting(scale: Scale) -> Iterator[Row]:
    """Suggestions for a whole study, with everything that explains them."""
    yield from suggested.rows(scale.folder / "suggested", scale.size(1_000_000, 50_000))


def first(scale: Scale) -> Iterator[Row]:
    """What a researcher meets first; no bar is set on it. The cache is empty (cold) or filled by the run before."""
    root = _example(scale, "first")

    def cold() -> None:
        shutil.rmtree(root / ".qualcode", ignore_errors=True)

    def cached() -> None:
        """Leave what the run before kept."""

    for command, size, before in (
        (["status"], "example study", cached),
        (["suggest", "E01"], "one interview, cold", cold),
        (["suggest", "E01"], "one interview, cached", cached),
        (["segment", "E01"], "one interview, cold", cold),
        (["segment", "E01"], "one interview, cached", cached),
    ):
        own = [*QUALCODE, *command, "--study", str(root)]
        cost, beside = compare(own, _CLICK if before is cached else _SPACY, repeat=scale.size(5, 1), before=before)
        yield Row(
            what=f"`qualcode {' '.join(command)}`",
            size=size,
            cost=cost,
            reference="`import click`" if before is cached else "load spaCy",
            beside=beside,
        )


def scan(scale: Scale) -> Iterator[Row]:
    """Every name of a key looked for in a whole study."""
    root, number, words = scale.folder / "scan", scale.size(100, 2), 10_000
    corpora.write_study(root, number, words, codes=10, per_coder=lambda _n: 5)
    know(root, scale.folder / "data", 500)
    texts = scale.folder / "scan-txt"
    corpora.write_txt(texts, number, words)
    cost, least = compare(
        [*QUALCODE, "privacy", "scan", "--no-history", "--study", str(root)],
        ["-m", "benchmarks.references", "read_txt", str(texts)],
        repeat=scale.size(3, 1),
        allowed=(0, 1),
    )
    yield Row(
        what="`qualcode privacy scan`",
        size=f"{number * words:,} words, 500 names and their variants",
        bar=Bar(seconds=10),
        cost=cost,
        reference="read and split into words",
        beside=least,
    )


SUITES: dict[str, Callable[[Scale], Iterator[Row]]] = {
    "starting": starting,
    "incoming": incoming,
    "large": large,
    "reports": reports,
    "agreeing": agreeing,
    "displays": displays,
    "page": page,
    "importing": importing,
    "orders": orders,
    "first": first,
    "scan": scan,
    "suggesting": suggesting,
}
