"""What takes long is done beside the desk: sentences, suggestions, the rest of the study. No key waits for it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow import progress, reading, suggesting
from qualcode.workflow.progress import Elsewhere
from qualcode.workflow.reading import Reading

QUIET = 0.4
"""Seconds without another decision before suggestions learn from the last ones."""
_MOST = 4
"""Suggestions prepared for a segment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One thing that became known about a transcript, on the state of it that the fingerprint names."""

    transcript: str
    fingerprint: str
    reading: Reading | None = None
    elsewhere: Elsewhere | None = None
    suggestions: tuple[Suggestion, ...] | None = None
    trouble: str = ""


class Background(Thread):
    """Prepares what the desk asks for, with a study of its own; what it finds is told from its own thread."""

    def __init__(self, root: Path, tell: Callable[[Told], object]) -> None:
        super().__init__(daemon=True, name="desk")  # leaving never waits for it: it writes nothing but caches
        self._study = Study(root)
        self._tell = tell
        self._asked = Event()
        self._wanted = ("", "")

    def ask(self, transcript_id: str, coder: str) -> None:
        """Prepare a transcript, again after each decision."""
        self._wanted = (transcript_id, coder)
        self._asked.set()

    def run(self) -> None:
        """Wait to be asked, then prepare; the last question counts."""
        while True:
            self._asked.wait()
            self._asked.clear()
            transcript_id, coder = self._wanted
            try:
                self._prepare(transcript_id, coder)
            except (QualcodeError, ImportError, OSError) as error:
                self._tell(Told(transcript=transcript_id, fingerprint="", trouble=str(error)))
            while self._asked.wait(QUIET):
                self._asked.clear()
                if (transcript_id, coder) != self._wanted:
                    break
            else:
                continue
            self._asked.set()

    def _prepare(self, transcript_id: str, coder: str) -> None:
        study = self._study
        study.refresh()
        fingerprint = study.transcript(transcript_id).fingerprint

        def tell(**known: object) -> None:
            self._tell(Told(transcript=transcript_id, fingerprint=fingerprint, **known))  # type: ignore[arg-type]

        tell(reading=reading.read(study, transcript_id, coder))
        tell(elsewhere=progress.elsewhere(study, transcript_id, coder))
        found = suggesting.propose(study, transcript_id, coder=coder, top=_MOST)
        tell(suggestions=tuple(one.suggestion for one in found))
