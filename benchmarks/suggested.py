"""Suggestions for a whole study beside spaCy's tokeniser over the same text: `python -m benchmarks.suggested FOLDER WORDS`.

The text is that of `benchmarks.passes`; 5,000 passages of the first half of the transcripts are coded, by chance or by their
longest word that the example study has too, so that there is something to learn. Learning and loading are done before the clock
starts; measuring how much a segment must reach to be shown is part of the pass. Prints [wall, cpu, number] for each step, in one
process, on one core (BLAS is told so).

`python -m benchmarks.suggested FOLDER` makes thirty decisions there, as the desk makes them, on what is proposed for the last
transcript: every second one accepted, the others turned down. Each is on disk, then learned, then what is proposed for that
transcript is worked out anew. Prints the median and the 95th percentile.
"""

import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from random import Random

from benchmarks.measure import ROOT, Cost, run
from benchmarks.passes import real_turns, said
from benchmarks.table import Bar, Row
from qualcode.core.address import Reference, parse_reference
from qualcode.core.coding import Coding
from qualcode.formats import codings, transcripts
from qualcode.store.study import Study
from qualcode.text.sentences import sentences
from qualcode.workflow.suggestions.suggesting import Proposed

CODED = 5_000
DECISIONS = 30


def write(root: Path, words: int) -> None:
    """The study."""
    (root / "transcripts" / "codings" / "ana").mkdir(parents=True)
    (root / "codebooks").mkdir()
    (root / "qualcode.toml").write_text('language = "fr"\ncoder = "ana"\n', encoding="utf-8")
    shutil.copy(Study(ROOT).codebook_path, root / "codebooks")
    codes = [code.id for code in Study(ROOT).codebook.usable()]
    common = frozenset(word for turn in real_turns() for word in turn.lower().split())
    random = Random(5)
    half = max(1, words // 20_000)
    for n, transcript in enumerate(said(words)):
        (root / "transcripts" / f"{transcript.id}.txt").write_bytes(transcripts.dumps(transcript))
        if n < half:
            places = [
                (turn.id, start, end, turn.text[start:end])
                for turn in transcript.answers()
                for start, end in next(iter(sentences([turn.text], "fr")))
            ]
            made = [
                _coded(codes, common, random, *place)
                for place in random.sample(places, min(CODED // half, len(places)))
            ]
            empty = codings.CodingFile(fingerprint=transcript.fingerprint, lines=())
            data = codings.rewrite(empty, transcript=transcript.id, add=made)[0]
            (root / "transcripts" / "codings" / "ana" / f"{transcript.id}.jsonl").write_bytes(data)


def _coded(
    codes: list[str], common: frozenset[str], random: Random, turn: str, start: int, end: int, quote: str
) -> Coding:
    longest = max((word for word in quote.lower().split() if word in common), key=len, default=quote)
    code = codes[sum(map(ord, longest)) % len(codes)] if random.random() < 1 / 2 else random.choice(codes)
    name = f"{random.getrandbits(40):010x}"
    return Coding(id=name, turn=turn, start=start, end=end, code=code, quote=quote, at="2026-03-05T10:00:00Z")


def timed(work: Callable[[], int]) -> tuple[float, float, int]:
    """Seconds on the clock and on the processor, and the number found."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = work()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def decide(study: Study, transcript_id: str, number: int = DECISIONS) -> Iterator[tuple[str, tuple[float, float, int]]]:
    """What a decision costs, of which learning, at the median and at the 95th percentile."""
    from qualcode.workflow.coding.tagging import add  # noqa: PLC0415
    from qualcode.workflow.suggestions import learning  # noqa: PLC0415
    from qualcode.workflow.suggestions.suggesting import origin_of, propose, reject  # noqa: PLC0415

    def proposed() -> list[Proposed]:
        return list(propose(study, transcript_id, coder="ana", top=3))

    found: dict[str, list[tuple[float, float, int]]] = {"learned": [], "next shown": []}
    for n, one in enumerate(proposed()[:number]):
        place = parse_reference(one.reference)

        def write(one: Proposed = one, place: Reference = place, n: int = n) -> int:
            code = one.suggestion.code
            if n % 2:
                reject(study, place, code, coder="ana")
            else:
                add(study, [place], code, coder="ana", origin=origin_of(one.suggestion))
            return 1

        written = timed(write)
        learned = timed(lambda: learning.engine(study, "ana").teaching.coded)
        shown = timed(lambda: len(proposed()))
        found["learned"].append(learned)
        found["next shown"].append(tuple(map(sum, zip(written, learned, shown, strict=True))))  # type: ignore[arg-type] # three
    for what, costs in found.items():
        walls, cpus, numbers = (sorted(column) for column in zip(*costs, strict=True))
        for name, at in (("", len(costs) // 2), (", 95th percentile", len(costs) * 95 // 100)):
            yield f"{what}{name}", (walls[at], cpus[at], int(numbers[at]))


def _without_extras() -> None:
    from qualcode.suggest import semantic  # noqa: PLC0415
    from qualcode.text import vectors  # noqa: PLC0415

    semantic.available = vectors.available = lambda: False


def _count(found: Iterable[object]) -> int:
    return sum(1 for _one in found)


def rows(root: Path, words: int) -> Iterator[Row]:
    """What the table says of it."""
    whole, output = run(["-m", "benchmarks.suggested", str(root), str(words)])
    found = json.loads(output) | json.loads(run(["-m", "benchmarks.suggested", str(root)])[1])
    for what, step, bar in (
        ("segments and cues, written to the cache", "segments and cues", None),
        (f"the whole pass: {found['suggestions'][2]:,} suggestions with their reasons", "suggestions", Bar(times=1.5)),
        ("the pass again, one transcript changed", "one changed", None),
        ("learning what is coded, before the first pass", "learning", None),
        ("a decision learned, median of 30", "learned", Bar(seconds=0.1)),
        ("the same, 95th percentile", "learned, 95th percentile", Bar(seconds=0.1)),
        ("a decision on disk, learned, the next suggestions there, median of 30", "next shown", Bar(seconds=0.1)),
        ("the same, 95th percentile", "next shown, 95th percentile", Bar(seconds=0.1)),
    ):
        own, reference = (
            Cost(wall=wall, cpu=cpu, memory=whole.memory) for wall, cpu, _n in (found[step], found["tokens"])
        )
        yield Row(
            what=what,
            size=f"{words:,} words in {max(1, words // 10_000)} transcripts, {CODED:,} passages coded",
            bar=bar,
            cost=own,
            reference="spaCy's tokeniser over the same text",
            beside=reference,
        )


def decisions(root: Path) -> None:
    """Measure what decisions cost, once everything is learned, and print."""
    from qualcode.workflow.suggestions import learning  # noqa: PLC0415

    _without_extras()
    study = Study(root)
    _ = learning.engine(study, "ana").active
    print(json.dumps(dict(decide(study, study.transcript_ids[-1]))))


def main(root: Path, words: int) -> None:
    """Measure and print."""
    import spacy  # noqa: PLC0415 - after BLAS was told how many cores it has

    from qualcode.text.lemmas import lemma  # noqa: PLC0415
    from qualcode.text.pipeline import tokenizer  # noqa: PLC0415
    from qualcode.workflow.cluster import one_by_one  # noqa: PLC0415
    from qualcode.workflow.suggestions import learning  # noqa: PLC0415
    from qualcode.workflow.suggestions.scoring import heard  # noqa: PLC0415
    from qualcode.workflow.suggestions.suggesting import propose  # noqa: PLC0415

    _without_extras()
    write(root, words)
    study = Study(root)
    ids = study.transcript_ids
    texts = [turn.text for name in ids for turn in study.transcript(name).turns]
    whole = spacy.blank("fr").tokenizer
    tokenizer("fr")
    lemma("tiendrait", "fr")

    def suggest() -> int:
        return _count(chain.from_iterable(one_by_one(study, partial(propose, coder="ana", top=3), ids)))

    reference = timed(lambda: sum(len(whole(text)) for text in texts))
    answers = {"tokens": reference, "learning": timed(lambda: len(learning.engine(study, "ana").active))}
    answers["segments and cues"] = timed(lambda: sum(len(heard(study, study.transcript(one)).texts) for one in ids))
    shutil.rmtree(root / ".qualcode")
    answers["suggestions"] = timed(suggest)
    answers["nothing changed"] = timed(suggest)
    changed = root / "transcripts" / f"{ids[-1]}.txt"
    changed.write_text(changed.read_text("utf-8").replace("euh", "heu"), encoding="utf-8")
    answers["one changed"] = timed(suggest)
    print(json.dumps(answers))


if __name__ == "__main__":
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    if len(sys.argv) > 2:
        main(Path(sys.argv[1]), int(sys.argv[2]))
    else:
        decisions(Path(sys.argv[1]))
