"""The repository: a study on disk, read piece by piece as commands ask for it."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from qualcode.core.address import TRANSCRIPT_ID
from qualcode.core.codebook import Codebook
from qualcode.core.coding import Coding, Placement
from qualcode.core.journal import Entry
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.study import Asked, Respondent, Settings
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError, Unknown, UnreadableFile
from qualcode.formats import codebooks, codings, journals, people, settings, transcripts
from qualcode.store import files
from qualcode.text.anchoring import place, place_all, placed

T = TypeVar("T")

MARK = "qualcode.toml"
CODER_NAME = re.compile(r"[^\W_][\w-]*")
REJECTED = ".rejected"
"""Ending of the file, beside a coding file, that remembers which suggestions the coder turned down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Generic[T]):
    """What a file holds, and its bytes (None: there is no file)."""

    value: T
    data: bytes | None

    @property
    def etag(self) -> str:
        """What the file was."""
        return files.etag(self.data)


def find_root(start: Path) -> Path:
    """The nearest folder, upwards, that is a study. Raises Unknown when there is none."""
    for folder in (start, *start.parents):
        if (folder / MARK).is_file() or _pyproject_settings(folder) is not None:
            return folder
    raise Unknown(
        _("no study here."),
        where=start,
        advice=_(
            "Go to the folder of a study (it holds qualcode.toml), name it with --study, or begin one: qualcode init."
        ),
    )


def _pyproject_settings(folder: Path) -> Settings | None:
    path = folder / "pyproject.toml"
    data = files.read(path) if path.is_file() else None
    if data is None or b"[tool.qualcode" not in data:
        return None
    return settings.loads_pyproject(data, path.name)


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Sorting key that puts E2 before E10."""
    return tuple((int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", name))


class Study:
    """A study's folder. Values are read once and kept; every write goes through `qualcode.store.actions`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._transcripts_folder = root / "transcripts"
        self._codings_folder = self._transcripts_folder / "codings"
        self._coding_files: dict[Path, tuple[bytes, codings.CodingFile]] = {}
        self._placed: dict[tuple[str, str], tuple[Sequence[Coding], Transcript, tuple[Sequence[Coding], int]]] = {}
        self._codebook: Codebook | None = None
        self._codebook_read: tuple[bytes | None, Codebook] | None = None
        self._transcripts: dict[str, tuple[bytes | None, transcripts.Loaded]] = {}
        self.of_pass: dict[object, Any] | None = None
        """During a pass over many transcripts: what was worked out once for all of them, from the files as they were."""

    def relative(self, path: Path) -> str:
        """A path as people and journals name it: from the study's folder, with /."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    # Settings and codebook

    @cached_property
    def settings(self) -> Settings:
        """What qualcode.toml says."""
        data = files.read(self.root / MARK)
        if data is not None:
            return settings.loads(data, MARK)
        return _pyproject_settings(self.root) or Settings()

    @property
    def codebook_path(self) -> Path:
        """The codebook's file: the one that the settings name, else the only one in codebooks/."""
        if self.settings.codebook:
            return self.root / self.settings.codebook
        found = sorted(path for path in (self.root / "codebooks").glob("*.yaml") if not path.name.startswith("."))
        if len(found) > 1:
            raise QualcodeError(
                _("there are several codebooks."),
                where="codebooks/",
                advice=_('Say in qualcode.toml which one counts: codebook = "codebooks/{name}".').format(
                    name=found[0].name
                ),
            )
        return found[0] if found else self.root / "codebooks" / "codebook.yaml"

    @property
    def codebook(self) -> Codebook:
        """The codes; none when there is no codebook yet."""
        if self._codebook is None:
            path = self.codebook_path
            data = files.read(path)
            if data is None and self.settings.codebook:
                raise UnreadableFile(
                    _("the codebook “{path}” is not there.").format(path=self.settings.codebook),
                    where=MARK,
                    advice=_("Correct `codebook = …`, or bring the file back."),
                )
            if self._codebook_read is None or self._codebook_read[0] != data:
                book = codebooks.loads(data or b"", self.relative(path), language=self.settings.language)
                self._codebook_read = data, book
            self._codebook = self._codebook_read[1]
        return self._codebook

    # People

    @property
    def respondents_path(self) -> Path:
        """transcripts/respondents.csv."""
        return self.root / "transcripts" / "respondents.csv"

    @cached_property
    def _people(self) -> tuple[tuple[Respondent, ...], tuple[Problem, ...]]:
        table = self.table(self.respondents_path).value
        return people.respondents(table, self.relative(self.respondents_path)) if table.columns else ((), ())

    def table(self, path: Path) -> Read[people.Table]:
        """A CSV of the study; one without columns when there is no file."""
        data = files.read(path)
        table = people.Table(columns=()) if data is None else people.load_table(data, self.relative(path))
        return Read(value=table, data=data)

    @cached_property
    def respondents(self) -> dict[str, Respondent]:
        """Respondents by id."""
        return {person.id: person for person in self._people[0]}

    @cached_property
    def _recruitment(self) -> tuple[tuple[Asked, ...], tuple[Problem, ...]]:
        path = self.root / "transcripts" / "recruitment.csv"
        table = self.table(path).value
        return people.recruitment(table, self.relative(path)) if table.columns else ((), ())

    @property
    def recruitment(self) -> tuple[Asked, ...]:
        """Who was asked for an interview, and what came of it."""
        return self._recruitment[0]

    @property
    def respondents_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table of respondents."""
        return self._people[1]

    @property
    def recruitment_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the table of people asked."""
        return self._recruitment[1]

    # Transcripts

    @cached_property
    def transcript_ids(self) -> tuple[str, ...]:
        """Every transcript, E2 before E10."""
        folder = self._transcripts_folder
        names = [entry.name for entry in os.scandir(folder)] if folder.is_dir() else []
        found = [name[: -len(".txt")] for name in names if name.endswith(".txt") and not name.startswith(".")]
        return tuple(sorted(found, key=natural))

    def transcript_path(self, transcript_id: str) -> Path:
        """Where a transcript lies, or would."""
        return self._transcripts_folder / f"{transcript_id}.txt"

    def loaded(self, transcript_id: str) -> transcripts.Loaded:
        """A transcript and its problems. Raises Unknown, or UnreadableFile when its header is wrong."""
        if not TRANSCRIPT_ID.fullmatch(transcript_id):
            raise self._no_transcript(transcript_id)
        path = self.transcript_path(transcript_id)
        data = files.read(path)
        kept = self._transcripts.get(transcript_id)
        if kept is None or kept[0] != data:
            kept = data, self._parse(transcript_id, path, data)
            self._transcripts[transcript_id] = kept
        return kept[1]

    def load(self, transcript_id: str) -> transcripts.Loaded:
        """The same, not kept: for passes over many transcripts."""
        path = self.transcript_path(transcript_id)
        return self._parse(transcript_id, path, files.read(path))

    def _parse(self, transcript_id: str, path: Path, data: bytes | None) -> transcripts.Loaded:
        if data is None:
            raise self._no_transcript(transcript_id)
        loaded = transcripts.loads(data, self.relative(path))
        if loaded.transcript.id != transcript_id:
            raise UnreadableFile(
                _("the file's name says {name}, its header says {id}.").format(
                    name=transcript_id, id=loaded.transcript.id
                ),
                where=f"{self.relative(path)}:2",
                advice=_("Make both the same: codings are kept under this id."),
            )
        return loaded

    def _no_transcript(self, transcript_id: str) -> Unknown:
        return Unknown(
            _("there is no transcript “{id}”.").format(id=transcript_id),
            advice=_did_you_mean(transcript_id, self.transcript_ids),
        )

    def transcript(self, transcript_id: str) -> Transcript:
        """A transcript."""
        return self.loaded(transcript_id).transcript

    def refresh(self) -> None:
        """Read anew what another file may hold by now; transcripts whose bytes did not change stay."""
        self._codebook = None
        for name in ("_people", "respondents", "_recruitment", "transcript_ids", "coders"):
            self.__dict__.pop(name, None)

    # Coders and their codings

    @cached_property
    def coders(self) -> tuple[str, ...]:
        """Everybody who has coded something."""
        folder = self._codings_folder
        found = [entry.name for entry in os.scandir(folder) if entry.is_dir()] if folder.is_dir() else []
        return tuple(sorted(name for name in found if CODER_NAME.fullmatch(name)))

    def coding_path(self, coder: str, name: str) -> Path:
        """The coding file of a transcript ("E01"), or of what was rejected in it ("E01.rejected")."""
        return self._codings_folder / coder / f"{name}.jsonl"

    def journal_path(self, coder: str) -> Path:
        """The journal of a coder."""
        return self.coding_path(coder, "journal")

    def coding_names(self, coder: str, *, rejected: bool = False) -> tuple[str, ...]:
        """The coding files of a coder, without their ending; with `rejected`, what was turned down too."""
        folder = self._codings_folder / coder
        names = [entry.name for entry in os.scandir(folder)] if folder.is_dir() else []
        found = [name[: -len(".jsonl")] for name in names if name.endswith(".jsonl") and not name.startswith(".")]
        return tuple(
            sorted(
                (name for name in found if name != "journal" and (rejected or not name.endswith(REJECTED))),
                key=natural,
            )
        )

    def coding_file(self, coder: str, name: str) -> Read[codings.CodingFile]:
        """A coding file, line by line."""
        path = self.coding_path(coder, name)
        data = files.read(path)
        return Read(value=self.parsed(path, data), data=data)

    def parsed(self, path: Path, data: bytes | None) -> codings.CodingFile:
        """The lines of a coding file that was read, kept while its bytes stay the same."""
        if data is None:
            return codings.EMPTY
        kept = self._coding_files.get(path)
        if kept is None or kept[0] != data:
            kept = data, codings.loads(data, self.relative(path))
            self._coding_files[path] = kept
        return kept[1]

    def keep(self, path: Path, data: bytes, file: codings.CodingFile) -> None:
        """Remember the lines of a coding file that was just written."""
        self._coding_files[path] = data, file

    def state(self, transcript_id: str, coders: Sequence[str]) -> str:
        """What a transcript, these coders' codings and what was turned down in it are: two equal answers mean the same bytes."""
        turned_down = self.coding_path(self.settings.agreement.coder, transcript_id + REJECTED)
        codings = (self.coding_path(coder, transcript_id) for coder in coders)
        paths = [self.transcript_path(transcript_id), *codings, turned_down]
        return " ".join(files.etag(files.read(path)) for path in paths)

    @property
    def frame(self) -> str:
        """What settings, codebook and respondents are on disk."""
        paths = [self.root / MARK, self.codebook_path, self.respondents_path]
        return " ".join(files.etag(files.read(path)) for path in paths)

    def placements(self, coder: str, transcript: Transcript, ending: str = "") -> Sequence[Placement]:
        """What a coder coded in a transcript, each coding re-anchored on the text as it is now."""
        fingerprint, found = self._codings(coder, transcript.id + ending)
        return tuple(place_all(found, transcript, fingerprint))

    def placement(self, coder: str, transcript: Transcript, coding_id: str) -> Placement | None:
        """The same of one coding; None where the coder has none with this id."""
        fingerprint, found = self._codings(coder, transcript.id)
        coding = next((one for one in found if one.id == coding_id), None)
        return None if coding is None else place(coding, transcript, fingerprint)

    def placed(self, coder: str, transcript: Transcript, ending: str = "") -> tuple[Sequence[Coding], int]:
        """Of these, the codings whose words stand in the transcript, and how many others there are."""
        fingerprint, found = self._codings(coder, transcript.id + ending)
        kept = self._placed.get((coder, transcript.id + ending))
        if kept is None or kept[0] is not found or kept[1] is not transcript:
            kept = found, transcript, placed(found, transcript, fingerprint)
            if isinstance(found, tuple):  # of a file that is kept too
                self._placed[coder, transcript.id + ending] = kept
        return kept[2]

    def _codings(self, coder: str, name: str) -> tuple[str | None, Sequence[Coding]]:
        """The fingerprint and the codings of a file, as they stand there; a tuple, always the same, where it is kept."""
        path = self.coding_path(coder, name)
        data = files.read(path)
        if data is None:
            return None, ()
        kept = self._coding_files.get(path)
        if kept is not None and kept[0] == data:
            return kept[1].fingerprint, kept[1].codings
        quick = codings.read_codings(data)
        if quick is None:
            file = codings.loads(data, self.relative(path))
            quick = file.fingerprint, list(file.codings)
        return quick

    def journal(self, coder: str) -> tuple[list[Entry], list[Problem]]:
        """Every action of a coder, and the lines of the journal that can't be read."""
        path = self.journal_path(coder)
        return journals.loads(files.read(path) or b"", self.relative(path))

    def passes(self) -> Iterator[Transcript]:
        """Every readable transcript, one after another, not kept in memory. What can't be read is left to `check`."""
        for transcript_id in self.transcript_ids:
            try:
                yield self.load(transcript_id).transcript
            except QualcodeError:
                continue

    def coder(self, name: str | None = None) -> str:
        """The coder who acts: named, else QUALCODE_CODER, else the study's. Raises QualcodeError for an unusable name."""
        coder = name or os.environ.get("QUALCODE_CODER") or self.settings.coder or "coder"
        if not CODER_NAME.fullmatch(coder):
            raise QualcodeError(
                _("“{name}” can't be the name of a coder.").format(name=coder),
                advice=_("Use letters, digits, - and _: it names a folder."),
            )
        return coder


def _did_you_mean(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for messages

    close = get_close_matches(name, known, n=3, cutoff=0.6)
    if close:
        return _("Did you mean {names}?").format(names=", ".join(close))
    return _("`qualcode transcript list` shows those there are.")
