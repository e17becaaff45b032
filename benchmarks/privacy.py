"""How much of what identifies people is found: `python -m benchmarks.privacy`; `--list` shows what was missed or wrong.

Measured on tests/privacy/sentences_fr.txt and _en.txt: invented sentences whose identifying words are marked [[kind:words]].
Recall: share of marked mentions whose every letter and digit found mentions cover. Precision: share of sure mentions that
lie within marks by half their letters or more. Every other sentence of each part served to tune the rules ("tune"); the rest
is only counted ("measure"), though not blindly: docs/en/detection.md says by whom and how.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import ROOT
from qualcode.privacy.detection import Entities, detect
from qualcode.privacy.mention import DIRECT, Kind, Mention
from qualcode.text.entities import recogniser

FOLDER = ROOT / "tests" / "privacy"
HALVES = ("tune", "measure")
COLUMNS = ("text", "half", "with", "recall, direct", "of it sure", "recall, indirect", "precision of sure", "proposed")
_MARK = re.compile(r"\[\[(\w+):([^]]*)\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A sentence without its marks, and what they said: kind and half-open place."""

    text: str
    marks: tuple[tuple[Kind, int, int], ...]
    language: str
    part: str
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts over sentences: marks found by any mention and by sure ones, direct and all; sure mentions, and right ones."""

    direct: int = 0
    direct_found: int = 0
    direct_sure: int = 0
    indirect: int = 0
    indirect_found: int = 0
    sure: int = 0
    right: int = 0
    proposed: int = 0


def sentences(path: Path) -> Iterator[Marked]:
    """The sentences of a file, in order."""
    part, n = "", 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            part, n = line[3:], 0
        elif line and not line.startswith("#"):
            yield _parsed(line, path.stem[-2:], part, "measure" if n % 2 else "tune")
            n += 1


def _parsed(line: str, language: str, part: str, half: str) -> Marked:
    text, marks, last = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[last : mark.start()]
        kind: Kind = mark[1]  # type: ignore[assignment] # a test sees to it that only kinds are marked
        marks.append((kind, len(text), len(text) + len(mark[2])))
        text, last = text + mark[2], mark.end()
    return Marked(text=text + line[last:], marks=tuple(marks), language=language, part=part, half=half)


def score(every: Sequence[Marked], model: Entities | None, *, show: bool = False) -> Score:
    """The counts over some sentences."""
    counts = dict.fromkeys(Score.__slots__, 0)
    for sentence in every:
        found = detect(sentence.text, language=sentence.language, model=model, cased=sentence.part == "cased")
        covered, surely = _covered(found), _covered([mention for mention in found if mention.sure])
        for kind, start, end in sentence.marks:
            letters = {n for n in range(start, end) if sentence.text[n].isalnum()}
            name = "direct" if kind in DIRECT else "indirect"
            counts[name] += 1
            counts[f"{name}_found"] += letters <= covered
            counts["direct_sure"] += name == "direct" and letters <= surely
            if show and not letters <= covered:
                print(f"MISSED {kind} «{sentence.text[start:end]}»: {sentence.text}")
            elif show and name == "direct" and not letters <= surely:
                print(f"unsure {kind} «{sentence.text[start:end]}»: {sentence.text}")
        marked = {n for _kind, start, end in sentence.marks for n in range(start, end)}
        for mention in found:
            hits = [n in marked for n in range(mention.start, mention.end) if sentence.text[n].isalnum()]
            inside = 2 * sum(hits) >= len(hits)
            counts["sure"] += mention.sure
            counts["right"] += mention.sure and inside
            counts["proposed"] += not mention.sure
            if show and not inside:
                print(
                    f"{'WRONG' if mention.sure else 'noise'} {mention.kind} «{mention.text}» ({mention.rule}): {sentence.text}"
                )
    return Score(**counts)


def _covered(found: Sequence[Mention]) -> set[int]:
    return {n for mention in found for n in range(mention.start, mention.end)}


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part}/{whole})" if whole else "–"


def _cells(n: Score) -> Iterator[str]:
    yield _share(n.direct_found, n.direct)
    yield _share(n.direct_sure, n.direct)
    yield _share(n.indirect_found, n.indirect)
    yield _share(n.right, n.sure)
    yield str(n.proposed)


def _rows(path: Path, halves: Sequence[str], *, with_model: bool, show: bool) -> Iterator[str]:
    """The table's rows for one language: each part, each half, without and with the model."""
    every = list(sentences(path))
    model = recogniser(path.stem[-2:]) if with_model else None
    for part in dict.fromkeys(sentence.part for sentence in every):
        for half in halves:
            of = [sentence for sentence in every if (sentence.part, sentence.half) == (part, half)]
            yield f"| {path.stem[-2:]} {part} | {half} | lists | {' | '.join(_cells(score(of, None, show=show)))} |"
            if model is not None:
                yield f"| {path.stem[-2:]} {part} | {half} | and model | {' | '.join(_cells(score(of, model, show=show)))} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.privacy", description=__doc__)
    parser.add_argument("--list", action="store_true", help="print what was missed and what was wrong")
    parser.add_argument("--without-model", action="store_true", help="as if the extra fr were not installed")
    parser.add_argument("--half", choices=HALVES, help="only this half")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where sentences_fr.txt and sentences_en.txt stand")
    wanted = parser.parse_args()
    print(f"| {' | '.join(COLUMNS)} |\n{'|---' * len(COLUMNS)}|")
    for path in sorted(wanted.folder.glob("sentences_*.txt"), reverse=True):
        halves = [wanted.half] if wanted.half else HALVES
        for row in _rows(path, halves, with_model=not wanted.without_model, show=wanted.list):
            print(row, flush=True)


if __name__ == "__main__":
    main()
