"""Disks that fail, and processes that die, at a chosen moment."""

import os
import pathlib
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest


class Disk:
    """Counts every step that changes the disk; at the chosen one it fails (once, or from then on) or the process dies."""

    def __init__(self, *, at: int, error: int | None, lasting: bool = False) -> None:
        self.at, self.error, self.lasting = at, error, lasting
        self.steps: list[str] = []

    @property
    def reached(self) -> bool:
        """True when the chosen step came."""
        return len(self.steps) >= self.at

    def step(self, name: str) -> None:
        """One step; fails when it is the chosen one."""
        self.steps.append(name)
        if len(self.steps) == self.at or (self.lasting and len(self.steps) > self.at):
            if self.error is None:
                os._exit(9)  # like kill -9: nothing buffered is written, nothing is cleaned up
            raise OSError(self.error, os.strerror(self.error))


class _Out:
    """A file open for writing whose steps are counted. Half of what a failing write was given reaches the disk."""

    def __init__(self, file: Any, disk: Disk) -> None:
        self._file, self._disk = file, disk

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: Any) -> int:
        try:
            self._disk.step("write")
        except OSError:
            self._file.write(data[: len(data) // 2])
            self._file.flush()
            raise
        return int(self._file.write(data))

    def truncate(self, size: int) -> int:
        self._disk.step("truncate")
        return int(self._file.truncate(size))


Failing = Callable[..., Any]


@pytest.fixture(scope="session")
def failing() -> Failing:
    """`with failing(at=3, error=ENOSPC) as disk:` the third step that changes the disk fails; error=None kills."""

    @contextmanager
    def context(*, at: int, error: int | None, lasting: bool = False) -> Iterator[Disk]:
        disk = Disk(at=at, error=error, lasting=lasting)
        path_open = pathlib.Path.open

        def opened(path: pathlib.Path, mode: str = "r", *rest: Any, **options: Any) -> Any:
            if mode in {"r", "rb"} or ".qualcode" in path.parts:
                return path_open(path, mode, *rest, **options)
            disk.step(f"open {mode}")
            return _Out(path_open(path, mode, *rest, **options), disk)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(pathlib.Path, "open", opened)
            for name in ("fsync", "replace", "unlink", "mkdir"):
                patch.setattr(os, name, _counted(getattr(os, name), name, disk))
            yield disk

    return context


def _counted(does: Callable[..., Any], name: str, disk: Disk) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        if not (arguments and ".qualcode" in str(arguments[0])):
            disk.step(name)
        return does(*arguments, **options)

    return counted


@pytest.fixture(scope="session")
def dying(failing: Failing) -> Callable[..., bool]:
    """Do something in a process that dies at the chosen step; True when it died, False when it finished before."""

    def run(at: int, act: Callable[[], object]) -> bool:
        if not hasattr(os, "fork"):
            pytest.skip("this system can't fork")
        with warnings.catch_warnings():  # Python 3.12 warns of threads; the child does nothing that would meet them
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            try:
                with failing(at=at, error=None):
                    act()
            except BaseException:  # noqa: BLE001 - the child must end here, whatever happens
                os._exit(1)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        assert status in {0, 9}
        return status == 9

    return run


@pytest.fixture
def room() -> Callable[[int], Any]:
    """`with room(200):` no file can grow beyond 200 bytes: the system itself cuts writes short, as on a full disk."""

    resource = pytest.importorskip("resource")

    @contextmanager
    def context(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return context
