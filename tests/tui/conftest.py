"""Desks to try keys on: a small interview, suggestions that are known, no process beside."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from textual.pilot import Pilot

from qualcode.core.codebook import Code
from qualcode.store.study import Study
from qualcode.suggest.evidence import Evidence
from qualcode.suggest.suggestion import Suggestion
from qualcode.tui.app import DeskApp
from qualcode.tui.background import Tell, Told
from qualcode.tui.desk import DeskScreen
from qualcode.workflow.desk import progress, reading

TALK = (
    ("Q", "Bonjour. Comment s'est passée votre arrivée ?"),
    ("Théo", "Je n'osais pas parler. On m'a regardé de travers. Ça fait peur."),
    ("Q", "Et le contrat ?"),
    ("Théo", "Je touche moins qu'avant. Trois mois de contrat. Rien de plus."),
    ("Théo", "Le reste, c'est du temps. On attend."),
)
CODES = (
    Code(id="fear", label={"fr": "peur", "en": "fear"}, definition={"fr": "Peur dite.", "en": "Fear that is told."}),
    Code(id="pay", label={"fr": "paie", "en": "pay"}, definition={"fr": "Argent, contrat.", "en": "Money, contract."}),
    Code(id="time", label={"fr": "temps", "en": "time"}, definition={"fr": "Attente.", "en": "Waiting."}),
    Code(id="gaze", label={"fr": "regard", "en": "gaze"}, parent="fear"),
)
TAGS = (
    ("ana", "E01:2.1", "fear"),
    ("ana", "E01:4.1", "pay"),
    ("ana", "E02:2.1", "fear"),
)


def suggestion(code: str, turn: str, start: int, end: int, score: float = 0.8) -> Suggestion:
    evidence = (Evidence(kind="cue", words="regardé", source="regarder"),)
    return Suggestion(turn=turn, start=start, end=end, code=code, score=score, evidence=evidence, version="1")


SUGGESTED = (
    suggestion("gaze", "2", 23, 49),
    suggestion("fear", "2", 23, 49, 0.75),
    suggestion("pay", "4", 26, 48),
)


class Prepared:
    """Answers at once, with suggestions that a test knows."""

    def __init__(self, study: Study, found: Sequence[Suggestion], tell: Tell) -> None:
        self.study, self.found, self.tell = study, tuple(found), tell

    def ask(self, transcript_id: str, coder: str) -> None:
        fingerprint = self.study.transcript(transcript_id).fingerprint
        segments = reading.read(self.study, transcript_id, coder).segments
        self.tell(Told(transcript=transcript_id, fingerprint=fingerprint, segments=segments))
        rest = progress.elsewhere(self.study, transcript_id, coder)
        found = self.found if transcript_id == "E01" else ()
        self.tell(Told(transcript=transcript_id, fingerprint=fingerprint, elsewhere=rest, suggestions=found))

    def close(self) -> None:
        pass


@pytest.fixture
def small(study_of: Callable[..., Study]) -> Study:
    """Two interviews, four codes, three codings."""
    study = study_of({"E01": TALK, "E02": TALK[:2]}, codes=CODES, tags=TAGS, types={"Théo": "pair aidant"})
    return Study(study.root)


Story = Callable[[DeskScreen, Pilot[None]], Awaitable[None]]
Drive = Callable[..., None]


@pytest.fixture
def drive() -> Drive:
    """Open the desk on a study, and let a story happen there."""

    def happen(
        study: Study,
        story: Story,
        *,
        transcript: str = "E01",
        size: tuple[int, int] = (120, 36),
        found: Sequence[Suggestion] = SUGGESTED,
    ) -> None:
        app = desk_app(study, transcript, found)

        async def whole() -> None:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                await story(screen_of(app), pilot)

        asyncio.run(whole())

    return happen


def desk_app(study: Study, transcript: str = "E01", found: Sequence[Suggestion] = SUGGESTED) -> DeskApp:
    """A desk without a process beside it."""

    def beside(root: Path, tell: Tell) -> Prepared:
        return Prepared(Study(root), found, tell)

    return DeskApp(study, transcript, "ana", beside=beside)


def screen_of(app: DeskApp) -> DeskScreen:
    """The desk itself, whatever window lies over it."""
    screen = app.screen_stack[0]
    assert isinstance(screen, DeskScreen)
    return screen
