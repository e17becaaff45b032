"""What takes long is done beside the desk, in a process that gives way to it: no key waits for spaCy or statistics.

`python -m qualcode.tui.background STUDY LANG` answers each line of its input (a transcript, a tab, a coder) with lines of
JSON; it ends when the desk does, and writes nothing but caches.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from threading import Lock, Thread
from typing import Protocol

import msgspec

from qualcode.core.language import spoken
from qualcode.core.segment import Segment
from qualcode.errors import QualcodeError
from qualcode.formats.languages import speak
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.desk import progress, reading
from qualcode.workflow.desk.progress import Elsewhere
from qualcode.workflow.suggestions import suggesting
from qualcode.workflow.suggestions.scoring import heard

_MOST = 4
"""Suggestions prepared for a segment."""
_PATIENCE = 10
"""How nice the process is to others (of 19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that became known about a transcript, on the state of it that the fingerprint names; `last` ends an answer."""

    transcript: str
    fingerprint: str = ""
    segments: tuple[Segment, ...] | None = None
    elsewhere: Elsewhere | None = None
    suggestions: tuple[Suggestion, ...] | None = None
    trouble: str = ""
    last: bool = False


Tell = Callable[[Told], object]


class Beside(Protocol):
    """Whoever prepares a transcript for a coder, and tells what it found."""

    def ask(self, transcript_id: str, coder: str) -> None:
        """Prepare this one, again after each decision."""

    def close(self) -> None:
        """Nobody listens any more."""


class Background:
    """Prepares in a process of its own. Asked again before it has answered, it answers the last question next."""

    def __init__(self, root: Path, tell: Tell) -> None:
        command = [sys.executable, "-m", "qualcode.tui.background", str(root.resolve()), spoken()]
        self._tell = tell
        self._lock = Lock()
        self._busy = False
        self._waiting: tuple[str, str] | None = None
        self._process = subprocess.Popen(  # noqa: S603 - this program itself
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=Path(__file__).parents[2],  # Python looks for modules there: never among a study's files
        )
        self._listener = Thread(target=self._listen, daemon=True, name="desk")
        self._listener.start()

    def ask(self, transcript_id: str, coder: str) -> None:
        """Prepare a transcript."""
        with self._lock:
            if self._busy:
                self._waiting = (transcript_id, coder)
            else:
                self._send(transcript_id, coder)

    def _send(self, transcript_id: str, coder: str) -> None:
        self._busy, self._waiting = True, None
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):  # it died: the desk works on without suggestions
            self._process.stdin.write(f"{transcript_id}\t{coder}\n".encode())
            self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            told = msgspec.json.decode(line, type=Told)
            if told.last:
                with self._lock:
                    self._busy = False
                    if self._waiting is not None:
                        self._send(*self._waiting)
            else:
                self._tell(told)

    def close(self) -> None:
        """End the process."""
        with self._process:  # closes its pipes, and waits
            self._process.kill()
            self._listener.join(1.0)


def _environment() -> dict[str, str]:
    """One thread for linear algebra: the other core is the desk's."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONUTF8": "1"}


def prepared(study: Study, transcript_id: str, coder: str, parsed: Callable[[], None] | None = None) -> Iterator[Told]:
    """What the desk can't wait for, the quickest first: segments, the rest of the study, suggestions.

    `parsed` is called where everything for which spaCy is needed is known, and cached.
    """
    try:
        study.refresh()
        transcript = study.transcript(transcript_id)
        fingerprint = transcript.fingerprint
        found = reading.read(study, transcript_id, coder).segments
        yield Told(transcript=transcript_id, fingerprint=fingerprint, segments=found)
        rest = progress.elsewhere(study, transcript_id, coder)
        yield Told(transcript=transcript_id, fingerprint=fingerprint, elsewhere=rest)
        heard(study, transcript)
        if parsed is not None:
            parsed()
        proposed = tuple(one.suggestion for one in suggesting.propose(study, transcript_id, coder=coder, top=_MOST))
        yield Told(transcript=transcript_id, fingerprint=fingerprint, suggestions=proposed)
    except (QualcodeError, ImportError, OSError) as error:
        yield Told(transcript=transcript_id, trouble=str(error))


def main(root: str, language: str, question: str = "") -> None:
    """Answer questions until the desk is closed; `question` is one that was asked already."""
    speak(language)
    if hasattr(os, "nice"):
        os.nice(max(_PATIENCE - os.nice(0), 0))
    study = Study(Path(root))
    out = sys.stdout.buffer
    for line in chain([question] if question else [], sys.stdin):
        asked = line.rstrip("\n")
        transcript_id, _tab, coder = asked.partition("\t")
        anew = (
            partial(_begin_anew, root, language, asked) if line is not question else None
        )  # once: caches may not hold
        for told in chain(prepared(study, transcript_id, coder, anew), [Told(transcript=transcript_id, last=True)]):
            out.write(msgspec.json.encode(told) + b"\n")
            out.flush()


def _begin_anew(root: str, language: str, question: str) -> None:
    """Go on in the memory of a new process where spaCy takes a hundred megabytes of this one: learning needs as many."""
    if os.name == "posix" and "spacy" in sys.modules:
        os.execv(sys.executable, [sys.executable, "-m", "qualcode.tui.background", root, language, question])  # noqa: S606 - itself


if __name__ == "__main__":
    main(*sys.argv[1:4])
