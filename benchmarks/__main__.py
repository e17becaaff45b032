"""`python -m benchmarks [NAME...] [--quick]`: measure, print the table; all of it at full size is written to docs/."""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import ROOT
from benchmarks.suites import SUITES, Scale
from benchmarks.table import Row, head, line, machine, page

PAGE = ROOT / "docs" / "benchmarks.md"


def main() -> int:
    """Measure; leave with 1 when a bar did not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which of {', '.join(SUITES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="small corpora and few runs: to try the benchmarks")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(SUITES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there are {', '.join(SUITES)}")
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="qualcode-benchmarks-") as folder:
        print(f"{machine()}\n\n{head()}", end="", flush=True)
        for name in wanted.names or SUITES:
            for row in SUITES[name](Scale(folder=Path(folder), quick=wanted.quick)):
                print(line(row.cells()), end="", flush=True)
                rows.append(row)
    if not wanted.names and not wanted.quick:
        PAGE.write_text(page(rows), encoding="utf-8")
        print(f"\nWritten: {PAGE.relative_to(ROOT)}", file=sys.stderr)
    return int(any(row.met is False for row in rows))


if __name__ == "__main__":
    sys.exit(main())
