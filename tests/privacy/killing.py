"""Pseudonymises copies of a study, each killed at its next step on disk: `python -m tests.privacy.killing STUDY FOLDER`.

FOLDER/n/study and FOLDER/n/keys are what kill -9 before the nth step left. A process of its own, that forks: a test runner has
threads, and lives on.
"""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from qualcode.privacy.sealing import seal_of
from qualcode.store import ethics, keys
from qualcode.store.study import Study
from qualcode.workflow.privacy import keeping
from qualcode.workflow.privacy.identifying import Subject, look, with_days
from qualcode.workflow.privacy.pseudonymising import carry_out
from qualcode.workflow.privacy.substituting import sure_ones
from tests.privacy.conftest import CHEAP

PHRASE = "quatre mots sans rapport"
STEPS = ("replace", "unlink", "mkdir")


def pseudonymise(root: Path) -> None:
    """Replace the sure names of E01, with a key made on the way, as the command does."""
    keys.seal_of = partial(seal_of, cost=CHEAP)  # type: ignore[attr-defined]
    study = Study(root)
    made = ethics.key_of(study)
    opened = keys.open_key(made, PHRASE) if made else keeping.make(study, PHRASE)
    subject = Subject(transcript=study.transcript("E01"))
    key = with_days(opened.key, subject.transcript)
    looked = look(study, subject, key)
    key, _rest = sure_ones(looked, key)
    carry_out(study, looked, keys.Opened(key=key, seal=opened.seal, etag=opened.etag))


def killed_before(step: int) -> None:
    """Have this process killed before so many changes of the disk."""
    left = step

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return call

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))
    os.fsync = counted(lambda _descriptor: None)  # the machine goes on


def main(source: Path, folder: Path) -> None:
    """Kill at each step in turn, until none is left."""
    os.environ["QUALCODE_KEYS"] = str(folder / "0" / "keys")
    pseudonymise(shutil.copytree(source, folder / "0" / "study"))  # lists and tables are loaded once for all
    step, alive = 0, False
    while not alive:
        step += 1
        root = shutil.copytree(source, folder / str(step) / "study")
        child = os.fork()
        if not child:
            os.environ["QUALCODE_KEYS"] = str(folder / str(step) / "keys")
            killed_before(step)
            pseudonymise(root)
            os._exit(0)
        alive = not os.WIFSIGNALED(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
