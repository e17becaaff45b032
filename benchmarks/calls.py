"""Library calls, timed inside a process that does nothing else: `python -m benchmarks.calls NAME ARGUMENT...`.

Prints [[wall, cpu], [wall, cpu]]: the medians of the call and of its reference, run in turn.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

Timed = tuple[float, float]


def _timed(work: Callable[[], object]) -> Timed:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def _medians(times: Sequence[Timed]) -> Timed:
    return median(wall for wall, _cpu in times), median(cpu for _wall, cpu in times)


def _in_turn(work: Callable[[int], object], reference: Callable[[], object], repeat: int) -> tuple[Timed, Timed]:
    """Medians of both; the first run, which loads modules and fills caches, is not counted."""
    own: list[Timed] = []
    other: list[Timed] = []
    for n in range(repeat + 1):
        other.append(_timed(reference))
        own.append(_timed(lambda n=n: work(n)))  # type: ignore[misc]
    return _medians(own[1:]), _medians(other[1:])


def _safe_write(folder: Path, data: bytes) -> None:
    """The least that a safe save costs: a line added to a journal, a file replaced, each on disk before the next."""
    with (folder / "journal").open("ab") as journal:
        journal.write(b"x" * 400)
        journal.flush()
        os.fsync(journal.fileno())
    with (folder / "new").open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    (folder / "new").replace(folder / "old")
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def tag_add(study_folder: str, transcript_id: str, repeat: str) -> tuple[Timed, Timed]:
    """One `tag add`, again and again, in a transcript that has many codings already."""
    from qualcode.core.address import Reference  # noqa: PLC0415 - each call loads what it needs, for its memory
    from qualcode.store.study import Study  # noqa: PLC0415
    from qualcode.workflow.coding import tagging  # noqa: PLC0415

    study = Study(Path(study_folder))
    answers = [turn for turn in study.transcript(transcript_id).answers() if len(turn.text) > 100]
    data = study.coding_path("ana", transcript_id).read_bytes()

    def add(n: int) -> None:
        start = 3 + n // len(answers)
        place = Reference(transcript=transcript_id, turn=answers[n % len(answers)].id, span=(start, start + 40))
        assert not tagging.add(study, [place], "code_001", coder="ana").already

    return _in_turn(add, lambda: _safe_write(study.root, data), int(repeat))


def rename(study_folder: str, code: str, repeat: str) -> tuple[Timed, Timed]:
    """A code that is used everywhere gets another label."""
    from qualcode.store.study import Study  # noqa: PLC0415
    from qualcode.workflow.coding import codebook  # noqa: PLC0415

    study = Study(Path(study_folder))
    data = study.codebook_path.read_bytes()
    return _in_turn(
        lambda n: codebook.rename(study, code, f"nouveau libellé {n}", coder="ana"),
        lambda: _safe_write(study.root, data),
        int(repeat),
    )


def orders(interviews: str, codes: str, number: str, repeat: str) -> tuple[Timed, Timed]:
    """The permutation band; its reference draws the orders and does nothing with them."""
    import numpy as np  # noqa: PLC0415

    from qualcode.analysis.incidence import Incidence  # noqa: PLC0415
    from qualcode.analysis.orders import order_band  # noqa: PLC0415
    from qualcode.core.study import StoppingRule  # noqa: PLC0415

    random = np.random.default_rng(7)
    rows, columns = int(interviews), int(codes)
    table = random.random((rows, columns)) < random.beta(0.6, 3, columns)
    incidence = Incidence(
        interviews=tuple(f"E{n}" for n in range(rows)), codes=tuple(f"c{n}" for n in range(columns)), table=table
    )
    every = np.tile(np.arange(rows, dtype=np.uint8)[:, np.newaxis], int(number))
    return _in_turn(
        lambda n: order_band(incidence, StoppingRule(), orders=int(number), seed=n),
        lambda: random.permuted(every, axis=0),
        int(repeat),
    )


CALLS: dict[str, Callable[..., tuple[Timed, Timed]]] = {"tag_add": tag_add, "rename": rename, "orders": orders}

if __name__ == "__main__":
    print(json.dumps(CALLS[sys.argv[1]](*sys.argv[2:])))
