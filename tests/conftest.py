"""Studies to try things on. Every one lies in a temporary folder: no test writes in the repository."""

import itertools
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from gettext import NullTranslations
from pathlib import Path

import pytest
from hypothesis import settings

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code, Codebook
from qualcode.core.language import speak
from qualcode.core.study import Respondent
from qualcode.core.transcript import Transcript, Turn
from qualcode.formats import codebooks, people, transcripts
from qualcode.store.study import Study
from qualcode.workflow.coding import tagging

# Speed is measured in benchmarks/; a property that holds on a slow machine holds.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

REPOSITORY = Path(__file__).parents[1]
INTERVIEWER = "Q"

Talk = Sequence[tuple[str, str]]
"""What was said: (speaker, text), turn after turn. The speaker Q asks, everybody else answers."""

Tag = tuple[str, str, str] | tuple[str, str, str, str]
"""(coder, reference, code), and the words where they are not the whole of the reference."""


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Messages come in their source language, whatever the machine speaks; nothing is left over for the next test."""
    monkeypatch.setenv("QUALCODE_LANG", "en")
    monkeypatch.delenv("LANGUAGE", raising=False)
    monkeypatch.delenv("QUALCODE_CODER", raising=False)
    yield
    speak(NullTranslations())


@pytest.fixture(scope="session")
def study_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Study]:
    """Build a whole study from plain arguments; each call makes another folder (so Hypothesis may call it too)."""
    folder = tmp_path_factory.mktemp("studies")
    number = itertools.count(1)

    def build(
        talks: Mapping[str, Talk] | Talk = (),
        *,
        types: Mapping[str, str] | None = None,
        dates: Mapping[str, str] | None = None,
        codes: Sequence[str | Code] = ("fear", "pay"),
        tags: Sequence[Tag] = (),
        settings: str = "",
    ) -> Study:
        """`talks` is {"E01": [(speaker, text), ...]}, or one talk, E01. `types` gives speakers a type of respondent."""
        root = folder / str(next(number))
        given = dict(talks) if isinstance(talks, Mapping) else {"E01": talks}
        people_of = {name: f"R{n:02}" for n, name in enumerate(_speakers(given.values()), 1)}
        for inner in ("transcripts", "codebooks"):
            (root / inner).mkdir(parents=True)
        (root / "qualcode.toml").write_text('language = "fr"\ncoder = "ana"\n' + settings, encoding="utf-8")
        book = Codebook(codes=tuple(map(_code, codes)))
        (root / "codebooks" / "codebook.yaml").write_bytes(codebooks.dumps(book))
        (root / "transcripts" / "respondents.csv").write_bytes(_respondents(people_of, types or {}))
        for transcript_id, talk in given.items():
            made = _transcript(transcript_id, talk, people_of, (dates or {}).get(transcript_id, "2026-01-01"))
            (root / "transcripts" / f"{transcript_id}.txt").write_bytes(transcripts.dumps(made))
        study = Study(root)
        for coder, reference, code, *quote in tags:
            tagging.add(study, [parse_reference(reference)], code, coder=coder, quote=quote[0] if quote else None)
        return study

    return build


def _speakers(talks: Iterable[Talk]) -> list[str]:
    return list(dict.fromkeys(name for talk in talks for name, _text in talk if name != INTERVIEWER))


def _code(code: str | Code) -> Code:
    return (
        code if isinstance(code, Code) else Code(id=code, label={"fr": code}, definition={"fr": f"Ce qui est {code}."})
    )


def _respondents(people_of: Mapping[str, str], types: Mapping[str, str]) -> bytes:
    table = people.Table(columns=people.RESPONDENT_COLUMNS)
    rows = [
        Respondent(id=person, pseudonym=name, attributes={"type": types.get(name, "pair aidant"), "role": ""})
        for name, person in people_of.items()
    ]
    return people.dump_table(people.with_respondents(table, rows))


def _transcript(transcript_id: str, talk: Talk, people_of: Mapping[str, str], date: str) -> Transcript:
    return Transcript(
        id=transcript_id,
        turns=tuple(Turn(id=str(n), speaker=speaker, text=text) for n, (speaker, text) in enumerate(talk, 1)),
        date=date,
        respondents={name: people_of[name] for name, _text in talk if name != INTERVIEWER},
        interviewer=(INTERVIEWER,),
        language="fr",
    )


@pytest.fixture
def example(tmp_path: Path) -> Study:
    """A copy of the example study that is the repository itself."""
    root = tmp_path / "example"
    for folder in ("codebooks", "transcripts"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "qualcode.toml", root)
    return Study(root)


@pytest.fixture
def qualcode(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str, str]]:
    """Run a command line in a study: (exit status, what it answered, what it said beside the answer)."""
    from qualcode.cli import run  # noqa: PLC0415 - only the tests of commands need click

    def command(study: Study | Path, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.chdir(study.root if isinstance(study, Study) else study)
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err

    return command
