"""What a pass costs: `python -m benchmarks.passes`: sentences and cue suggestions beside spaCy's tokeniser alone.

Both run over the same text, each in a process of its own, in turn; imports and spaCy's loading are not counted.

The text is the example study's turns in any order, in which some words are put in the place of others, so that the vocabulary
grows as in real speech: what a pass costs rests on how many different stretches between white space it meets. In eight real
French interviews, 16,408 words, there are 3,093 of them (1,865 once only; 2,240 at 10,000 words), three in five with a mark or
an elision, and of their kinds of words one in eleven is not in the lemma tables. They grow as n ** .65 there, which gives 45,000
at a million words, or fewer, as growth slows down (17 think-aloud sessions in English, 57,930 words: 3,996, as n ** .55, which
gives 19,000). The text has 44,892, a third with a mark or an elision.
"""

import argparse
import json
import re
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
_RARE = 0.043  # pieces that get another word, of a million
_UNKNOWN = 0.09  # of these words: not in the lemma tables
_LAST_WORD = re.compile(r"[^\W\d_]+(?=[\W\d_]*\Z)")
_SIZE = 10_000  # words of a transcript


def said(words: int) -> Iterator[Transcript]:
    """Transcripts of 10,000 words, up to a number of words."""
    random = Random(SEED)
    real = real_turns()
    rare = _rare(random)
    rate = _RARE * (1_000_000 / words) ** 0.35
    for n in range(max(1, words // _SIZE)):
        pool = [_with_rare(text, rare, rate, random) for text in random.choices(real, k=400)]
        turns = tuple(one.turn for one in interview(random, pool, "Théo", min(words, _SIZE)))
        yield Transcript(id=f"E{n + 1:04d}", turns=turns, interviewer=("Enquêtrice",), language="fr")


def real_turns() -> list[str]:
    """What the respondents of the example study say."""
    study = Study(ROOT)
    return [turn.text for name in study.transcript_ids for turn in study.transcript(name).answers()]


def _rare(random: Random) -> list[str]:
    """Words that are seldom met: French forms, and some that no table knows."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY  # noqa: PLC0415

    known = sorted(
        form for form in DEFAULT_DICTIONARY_FACTORY.get_dictionary("fr") if form.isalpha() and form.islower()
    )
    pieces = [word for sentence in invented(random, 2_000) for word in sentence.split() if word.isalpha()]
    unknown = int(len(known) * _UNKNOWN / (1 - _UNKNOWN))
    return known + [(random.choice(pieces) + random.choice(pieces)).lower() for _n in range(unknown)]


def _with_rare(text: str, rare: Sequence[str], rate: float, random: Random) -> str:
    """Marks and elisions stay."""
    return " ".join(_LAST_WORD.sub(random.choice(rare), one) if random.random() < rate else one for one in text.split())


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
    from qualcode.workflow.suggestions.scoring import heard  # noqa: PLC0415

    tokenizer("fr")
    study = Study(root)
    before = time.process_time()
    for name in study.transcript_ids:
        heard(study, study.transcript(name))
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
