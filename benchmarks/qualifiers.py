"""`python -m benchmarks.qualifiers`: how often the rules for voice, polarity and other people are right.

On the table of invented sentences (tests/suggest/qualifiers.csv, the held-out rows never used to correct a rule), then on the
example study's own qualifiers, to which the rules were not fitted. Precision = right / proposed; recall = right / to be
found; the 95 % intervals are Wilson's.
"""

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualcode.analysis.proportion import wilson
from qualcode.core.coding import Coding
from qualcode.core.transcript import Transcript
from qualcode.store.study import Study
from qualcode.suggest.cues import Hit, find_hits
from qualcode.suggest.qualifiers import about_others, of_passage, proposed, qualifiers
from qualcode.text.sentences import sentences

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "tests" / "suggest" / "qualifiers.csv"
KINDS: Mapping[str, str] = {"voice": "reported", "polarity": "negated", "about": "others"}

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Out of `n` passages: `right` proposed rightly, `wrong` proposed wrongly, `missed` not proposed."""

    right: int
    wrong: int
    missed: int
    n: int

    @property
    def precision(self) -> float:
        """Right among those proposed; 1 when nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Found among those to be found; 1 when there were none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0


def score(answers: Iterable[tuple[bool, bool]]) -> Score:
    """The score of answers (proposed, to be found)."""
    pairs = list(answers)
    return Score(
        right=pairs.count((True, True)),
        wrong=pairs.count((True, False)),
        missed=pairs.count((False, True)),
        n=len(pairs),
    )


def table() -> list[Row]:
    """The invented sentences."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answer(row: Row) -> dict[str, str]:
    """What the rules propose for a sentence of the table."""
    at = row["text"].index(row["cue"]) if row["cue"] else 0
    cue = (at, at + len(row["cue"])) if row["cue"] else None
    found = proposed(qualifiers(row["text"], row["language"], cue=cue))
    others = about_others(row["text"], row["language"], cue=cue)
    return {**found, "about": "others"} if others else found


def scores(rows: Iterable[Row]) -> dict[str, Score]:
    """The score of each qualifier over rows of the table."""
    pairs = [(answer(row), row) for row in rows]
    return {
        name: score((found.get(name) == value, row[name] == value) for found, row in pairs)
        for name, value in KINDS.items()
    }


def study_scores(study: Study) -> dict[str, Score]:
    """The same on codings of a study to which a coder gave the qualifier, whatever its value.

    Each coding is read as `suggest` would: with the words before it in its turn, and the first cue of its code in it.
    """
    told = [(coding, _proposed(study, transcript, coding)) for transcript, coding in _qualified(study)]
    return {
        name: score(
            (found.get(name) == KINDS[name], coding.qualifiers[name] == KINDS[name])
            for coding, found in told
            if name in coding.qualifiers
        )
        for name in ("voice", "polarity")
    }


def _qualified(study: Study) -> Iterator[tuple[Transcript, Coding]]:
    for transcript in study.passes():
        for coder in study.coders:
            yield from ((transcript, coding) for coding in study.placed(coder, transcript)[0] if coding.qualifiers)


def _proposed(study: Study, transcript: Transcript, coding: Coding) -> dict[str, str]:
    language = transcript.language or study.settings.language
    text = transcript.by_turn[coding.turn].text
    (hits,) = find_hits([text], sentences([text], language), study.codebook, language)
    own = [hit for hit in hits if _is_cue(hit, coding)]
    cue = (own[0].start, own[0].end) if own else None
    return proposed(of_passage(transcript, coding.turn, coding.start, coding.end, language=language, cue=cue))


def _is_cue(hit: Hit, coding: Coding) -> bool:
    return hit.code == coding.code and coding.start <= hit.start and hit.end <= coding.end


def lines(found: Mapping[str, Score]) -> Iterator[str]:
    """One line of a Markdown table for each qualifier."""
    for name, own in found.items():
        yield (
            f"| {name}: {KINDS[name]} | {own.n} | {own.right + own.missed} "
            f"| {_share(own.right, own.right + own.wrong)} | {_share(own.right, own.right + own.missed)} |"
        )


def _share(right: int, of: int) -> str:
    if not of:
        return "–"
    interval = wilson(right, of)
    return f"{right / of:.2f} ({interval.low:.2f}–{interval.high:.2f})"


def main() -> int:
    """Print the tables; with --errors, every sentence of the table on which the rules are wrong."""
    rows = table()
    parts = {
        "all": rows,
        "rules corrected on it": [row for row in rows if row["lot"] == "tuned"],
        "held out": [row for row in rows if row["lot"] == "held out"],
        "French": [row for row in rows if row["language"] == "fr"],
        "French, small letters, no punctuation": [
            row for row in rows if (row["language"], row["style"]) == ("fr", "lower")
        ],
        "English": [row for row in rows if row["language"] == "en"],
    }
    measured = {f"invented sentences: {name}": scores(own) for name, own in parts.items()}
    measured["example study, qualifiers given by coders"] = study_scores(Study(ROOT))
    for title, found in measured.items():
        print(f"\n{title}\n\n| qualifier | n | to find | precision (95 %) | recall (95 %) |\n|---|---|---|---|---|")
        print("\n".join(lines(found)))
    if "--errors" in sys.argv:
        _print_errors(rows)
    return 0


def _print_errors(rows: Iterable[Row]) -> None:
    for row in rows:
        found = answer(row)
        for name, value in KINDS.items():
            if (found.get(name) == value) != (row[name] == value):
                print(f"{row['lot']}: {name} {found.get(name, '–')}, should be {row[name] or '–'}: {row['text']}")


if __name__ == "__main__":
    sys.exit(main())
