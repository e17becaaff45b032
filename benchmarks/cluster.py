"""What several processes gain: `python -m benchmarks.cluster`: 200 invented transcripts, alone and over a local Dask cluster.

The same study, twice copied, without caches; each way in a process of its own, starting of the cluster counted.
"""

import argparse
import json
import shutil
import tempfile
import time
from hashlib import blake2b
from pathlib import Path

from benchmarks.measure import ROOT, run
from benchmarks.passes import said
from qualcode.formats import transcripts
from qualcode.store.study import Study
from qualcode.workflow.cluster import one_by_one, over
from qualcode.workflow.suggestions.scoring import heard


def _write(root: Path, number: int) -> None:
    (root / "transcripts").mkdir(parents=True)
    (root / "codebooks").mkdir()
    (root / "qualcode.toml").write_text('language = "fr"\n', encoding="utf-8")
    shutil.copy(Study(ROOT).codebook_path, root / "codebooks")
    for transcript in said(number * 10_000):
        (root / "transcripts" / f"{transcript.id}.txt").write_bytes(transcripts.dumps(transcript))


def spoken(study: Study, transcript_id: str) -> bytes:
    """A fingerprint of a transcript's segments with their cues."""
    found = heard(study, study.transcript(transcript_id))
    return blake2b(repr(found).encode(), digest_size=8).digest()


def inside(root: Path, workers: int) -> None:
    """Print seconds and a fingerprint of all segments with their cues; no workers: this process alone."""
    study = Study(root)
    start = time.perf_counter()
    digest, first = blake2b(digest_size=8), 0.0
    found = (
        over(root, spoken, study.transcript_ids, workers=workers)
        if workers
        else one_by_one(study, spoken, study.transcript_ids)
    )
    for summary in found:
        digest.update(summary)
        first = first or time.perf_counter() - start
    print(json.dumps([time.perf_counter() - start, first, digest.hexdigest()]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cluster", description=__doc__)
    parser.add_argument("--inside", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--transcripts", type=int, default=200)
    parser.add_argument("--workers", type=int, default=2)
    wanted = parser.parse_args()
    if wanted.inside:
        inside(Path(wanted.inside[0]), int(wanted.inside[1]))
        return
    with tempfile.TemporaryDirectory(prefix="qualcode-cluster-") as folder:
        root = Path(folder) / "study"
        _write(root, wanted.transcripts)
        answers = []
        for workers in (0, wanted.workers):
            for state in ("nothing known", "everything known"):
                seconds, first, digest = json.loads(
                    run(["-m", "benchmarks.cluster", "--inside", str(root), str(workers)])[1]
                )
                answers.append(digest)
                who = f"{workers} processes" if workers else "one process"
                print(f"{who}, {state}: {seconds:.2f} s (first result after {first:.2f} s)", flush=True)
            shutil.rmtree(root / ".qualcode")
    print("the same segments and cues" if len(set(answers)) == 1 else "DIFFERENT segments or cues")


if __name__ == "__main__":
    main()
