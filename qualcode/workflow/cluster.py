"""The same work for each transcript, by one process or by many (Dask, extra `cluster`).

Only the function with its options, the ids of transcripts and the results travel. Each worker opens the study itself, by its
path, so that a cluster of several machines needs a folder that they share.
"""

import secrets
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from qualcode.core.language import _, spoken
from qualcode.errors import QualcodeError
from qualcode.formats.languages import speak
from qualcode.store.study import Study

T = TypeVar("T")

WAIT = 15
"""Seconds that a scheduler has to answer, and to show a worker."""

_AHEAD = 8  # transcripts per worker that are asked for before their turn: enough to keep each busy, few to keep results small
_QUIET = 50  # a worker that died is started again, and its work done by another: nothing that a person must read
_CONFIG: dict[str, Any] = {"distributed.scheduler.http.routes": [], "distributed.worker.http.routes": []}


class Over(Protocol):
    """How a function of a study and a transcript's id is applied to many transcripts: results in the order of the ids."""

    def __call__(self, study: Study, function: Callable[[Study, str], T], ids: Iterable[str], /) -> Iterator[T]:
        """The results."""


def one_by_one(study: Study, function: Callable[[Study, str], T], ids: Iterable[str]) -> Iterator[T]:
    """In this process. Whether files changed meanwhile is not asked again for each transcript."""
    study.of_pass = {}
    try:
        for transcript_id in ids:
            yield function(study, transcript_id)
    finally:
        study.of_pass = None


def over(
    study_root: Path,
    function: Callable[[Study, str], T],
    ids: Sequence[str],
    *,
    scheduler: str | None = None,
    workers: int | None = None,
) -> Iterator[T]:
    """The function's result for each transcript, in order, worked out by a Dask cluster.

    `scheduler` is the address of one ("tcp://host:8786"); None starts processes on this machine, as many as it has
    processors or as `workers` says, that listen to this machine only. What a function yields arrives as a tuple. Raises
    what the function raises for the first transcript that it fails on; work of a process that died is done again.
    """
    with _client(scheduler, workers) as client:
        job = study_root.resolve(), secrets.token_hex(8), spoken()
        ahead = _AHEAD * max(1, sum(client.nthreads().values()))
        waiting: deque[Any] = deque()
        try:
            for transcript_id in ids:
                waiting.append(client.submit(_work, job, function, transcript_id, pure=False))
                if len(waiting) >= ahead:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
        finally:
            with suppress(Exception):  # the connection may be what failed
                client.cancel(list(waiting))


@contextmanager
def _client(scheduler: str | None, workers: int | None) -> Iterator[Any]:
    distributed, dask = _distributed()
    if scheduler is None:
        with (
            dask.config.set(_CONFIG),
            distributed.LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                scheduler_kwargs={"dashboard": False},
                worker_dashboard_address=None,
                silence_logs=_QUIET,
            ) as cluster,
            distributed.Client(cluster) as client,
        ):
            yield client
        return
    client = _connected(distributed, scheduler)
    try:
        yield client
    finally:
        client.close()


def _distributed() -> tuple[Any, Any]:
    try:
        import dask  # noqa: PLC0415 - an extra
        import distributed  # noqa: PLC0415
    except ImportError:
        raise QualcodeError(
            _("spreading work over several processes needs Dask, which is not installed."),
            advice=_("Install it with: pip install 'qualcode[cluster]'; or leave --cluster and --scheduler out."),
        ) from None
    return distributed, dask


def _connected(distributed: Any, scheduler: str) -> Any:
    """A client of a scheduler that answers and has a worker."""
    try:
        client = distributed.Client(scheduler, timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise QualcodeError(
            _("no Dask scheduler answers at “{address}” ({problem}).").format(
                address=scheduler, problem=" ".join(str(error).split())
            ),
            advice=_("Start one with `dask scheduler`, and give the address that it prints (tcp://…:8786)."),
        ) from None
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except TimeoutError:
        client.close()
        raise QualcodeError(
            _("the Dask scheduler at “{address}” has no worker.").format(address=scheduler),
            advice=_("Start some with: dask worker {address}").format(address=scheduler),
        ) from None
    return client


def _result(future: Any) -> Any:
    """What a worker answered. Raises QualcodeError in the words of the worker, or when the cluster is lost."""
    distributed, _dask = _distributed()
    try:
        error, result = future.result()
    except distributed.KilledWorker:
        raise QualcodeError(
            _("the processes that worked on a transcript died again and again."),
            advice=_("They may lack memory: use fewer at a time, or work without --cluster."),
        ) from None
    except (ImportError, distributed.client.FutureCancelledError, OSError) as failed:
        raise QualcodeError(
            _("the cluster could not do the work ({problem}).").format(problem=" ".join(str(failed).split())),
            advice=_("Its workers need the same version of qualcode, and to be within reach."),
        ) from None
    if error is not None:
        kind, message, where, advice = error
        raise kind(message, where=where, advice=advice)
    return result


def _work(job: tuple[Path, str, str], function: Callable[[Study, str], Any], transcript_id: str) -> tuple[Any, Any]:
    """On a worker: (None, the result), or (a mistake that a person can mend, None)."""
    try:
        result = function(_study(*job), transcript_id)
        return None, tuple(result) if isinstance(result, Iterator) else result
    except QualcodeError as error:
        return (type(error), error.message, error.where, error.advice), None


@lru_cache(maxsize=1)
def _study(root: Path, _job: str, language: str) -> Study:
    """The study, opened once for each job, with messages in the language of whoever asks."""
    if not root.is_dir():
        raise QualcodeError(
            _("a worker of the cluster does not see the study's folder."),
            where=root,
            advice=_("Put the study where all machines see it under the same path."),
        )
    speak(language)
    study = Study(root)
    study.of_pass = {}
    return study
