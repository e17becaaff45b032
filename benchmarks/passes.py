"""What a pass costs: `python -m benchmarks.passes`: sentences and cue suggestions beside spaCy's tokeniser alone.

Both run over the same text, each in a process of its own, in turn; imports and spaCy's loading are not counted. The text is
the example study's sentences in any order, with invented words among them: a twentieth of all words stands there once only.
"""

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median

from benchmarks.measure import ROOT, run
from benchmarks.words import interview
from benchmarks.words import sentences as invented
from qualcode.core.speech import count_words
from qualcode.core.transcript import Transcript
from qualcode.formats import transcripts
from qualcode.store.study import Study

SEED = 20_261_120
_RARE = 0.05
_SIZE = 10_000  # words of a transcript


def said(words: int) -> Iterator[Transcript]:
    """Transcripts of 10,000 words, up to a number of words."""
    random = Random(SEED)
    study = Study(ROOT)
    real = [turn.text for name in study.transcript_ids for turn in study.transcript(name).answers()]
    rare = [word for sentence in invented(random, 2_000) for word in sentence.split() if word.isalpha()]
    for n in range(max(1, words // _SIZE)):
        pool = [_with_rare(text, rare, random) for text in random.choices(real, k=400)]
        turns = tuple(one.turn for one in interview(random, pool, "Théo", min(words, _SIZE)))
        yield Transcript(id=f"E{n + 1:04d}", turns=turns, interviewer=("Enquêtrice",), language="fr")


def _with_rare(text: str, rare: Sequence[str], random: Random) -> str:
    pieces = text.split()
    return " ".join(random.choice(rare) + random.choice(rare) if random.random() < _RARE else one for one in pieces)


# What is timed, in a process of its own


def _tokenise(texts: Iterator[list[str]]) -> Iterator[int]:
    import spacy  # noqa: PLC0415

    tokenizer = spacy.blank("fr").tokenizer
    yield 0
    for turns in texts:
        yield sum(len(tokenizer(turn)) for turn in turns)


def _propose(texts: Iterator[list[str]]) -> Iterator[int]:
    from qualcode.suggest.cues import find_hits  # noqa: PLC0415
    from qualcode.text.pipeline import tokenizer  # noqa: PLC0415
    from qualcode.text.sentences import sentences  # noqa: PLC0415

    codebook = Study(ROOT).codebook
    tokenizer("fr")
    yield 0
    for turns in texts:
        spans = list(sentences(turns, "fr"))
        yield sum(map(len, find_hits(turns, spans, codebook, "fr")))


PASSES: dict[str, Callable[[Iterator[list[str]]], Iterator[int]]] = {"tokenise": _tokenise, "propose": _propose}


def inside(name: str, words: int) -> None:
    """Print seconds on the processor, what was counted, words, and the peak of memory in bytes."""
    waiting: list[list[str]] = []
    steps = PASSES[name](iter(waiting.pop, None))
    next(steps)
    seconds, counted, number = 0.0, 0, 0
    for transcript in said(words):
        waiting.append([turn.text for turn in transcript.turns])
        number += sum(count_words(turn.text) for turn in transcript.turns)
        before = time.process_time()
        counted += next(steps)
        seconds += time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(json.dumps([seconds, counted, number, peak]))


def _measured(name: str, words: int) -> tuple[float, int, int, int]:
    seconds, counted, number, peak = json.loads(run(["-m", "benchmarks.passes", "--inside", name, str(words)])[1])
    return seconds, counted, number, peak


def speed(words: int, runs: int) -> None:
    """Medians of both passes, run in turn."""
    found = [(_measured("tokenise", words), _measured("propose", words)) for _n in range(runs)]
    reference, own = (median(pair[which][0] for pair in found) for which in (0, 1))
    print(
        f"{found[0][0][2]:,} words: spaCy's tokeniser {reference:.2f} s, sentences and cues {own:.2f} s "
        f"({found[0][1][1]:,} hits), ratio {own / reference:.2f} (at most 1.5); peak {found[0][1][3] / 1e6:.0f} MB"
    )


def memory(words: int) -> None:
    """The peak over a text streamed transcript by transcript."""
    seconds, hits, number, peak = _measured("propose", words)
    print(f"{number:,} words: {seconds:.2f} s, {hits:,} hits, peak {peak / 1e6:.0f} MB (at most 1,000)")


def again(words: int) -> None:
    """A whole study, segments with their cues: nothing known, everything known, one transcript changed."""
    with tempfile.TemporaryDirectory(prefix="qualcode-passes-") as folder:
        root = Path(folder)
        (root / "transcripts").mkdir()
        (root / "codebooks").mkdir()
        (root / "qualcode.toml").write_text('language = "fr"\n', encoding="utf-8")
        (root / "codebooks" / "book.yaml").write_bytes(Study(ROOT).codebook_path.read_bytes())
        for transcript in said(words):
            (root / "transcripts" / f"{transcript.id}.txt").write_bytes(transcripts.dumps(transcript))
        first, second = _study_pass(root), _study_pass(root)
        changed = root / "transcripts" / "E0001.txt"
        changed.write_text(changed.read_text("utf-8").replace("euh", "heu"), encoding="utf-8")
        third = _study_pass(root)
    number = max(1, words // _SIZE)
    print(
        f"{number} transcripts: a first pass {first:.2f} s, a second {second:.2f} s, after one changed {third:.2f} s "
        f"(one in {number} of the first: {first / number:.2f} s)"
    )


def _study_pass(root: Path) -> float:
    from qualcode.text.pipeline import tokenizer  # noqa: PLC0415
    from qualcode.workflow.suggestions.scoring import spoken_segments  # noqa: PLC0415

    tokenizer("fr")
    study = Study(root)
    before = time.process_time()
    for name in study.transcript_ids:
        spoken_segments(study, study.transcript(name))
    return time.process_time() - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.passes", description=__doc__)
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--words", type=int, default=1_000_000)
    parser.add_argument(
        "--streamed", type=int, default=10_000_000, help="words of the measure of memory; 0: not measured"
    )
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    if wanted.inside:
        inside(wanted.inside[0], int(wanted.inside[1]))
        return
    speed(wanted.words, wanted.runs)
    again(wanted.words)
    if wanted.streamed:
        memory(wanted.streamed)


if __name__ == "__main__":
    main()
