"""List, edit and remove transcripts that are in the study."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.core.coding import Placement
from qualcode.core.language import _, plural
from qualcode.core.speech import count_words
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.formats import transcripts
from qualcode.store import files
from qualcode.store.actions import Change, record, write_file
from qualcode.store.study import Study
from qualcode.text.edits import carry


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A transcript at a glance. `words` are the respondents'; `codings` counts every coder's."""

    transcript: Transcript
    types: tuple[str, ...]
    words: int
    codings: int


def overview(study: Study) -> Sequence[Overview]:
    """Every transcript that can be read."""
    return [_overview(study, transcript) for transcript in study.passes()]


def _overview(study: Study, transcript: Transcript) -> Overview:
    people = [study.respondents.get(person) for person in transcript.respondents.values()]
    types = dict.fromkeys(person.attribute("type") for person in people if person and person.attribute("type"))
    return Overview(
        transcript=transcript,
        types=tuple(types),
        words=sum(count_words(turn.text) for turn in transcript.answers()),
        codings=sum(len(study.coding_file(coder, transcript.id).value.codings) for coder in study.coders),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit did to codings: those that moved along with their words, those whose words are gone."""

    carried: int
    orphaned: tuple[str, ...]


def apply_edit(study: Study, transcript_id: str, text: str) -> Edited:
    """Replace a transcript by an edited text; codings move along exactly, for both states are known.

    Raises UnreadableFile or QualcodeError, leaving everything as it was, when the new text is no transcript or has a
    turn twice. Only anchors that stood exactly are carried; those already displaced stay for `settle`.
    """
    path = study.transcript_path(transcript_id)
    where = study.relative(path)
    before = study.transcript(transcript_id)
    old = files.read(path)
    loaded = transcripts.loads(text.encode(), where)
    _refuse(loaded, transcript_id)
    after = loaded.transcript
    placements = {coder: study.placements(coder, before) for coder in study.coders}
    write_file(study, path, text.encode(), expected=files.etag(old))
    carried, orphaned = 0, []
    for coder, found in placements.items():
        change, lost = _carry(found, before, after)
        if change.before and before.fingerprint != after.fingerprint:
            record(study, coder, "transcript edit", {transcript_id: change})
        carried += len(change.after)
        orphaned.extend(lost)
    return Edited(carried=carried, orphaned=tuple(orphaned))


def _refuse(loaded: transcripts.Loaded, transcript_id: str) -> None:
    errors = [problem for problem in loaded.problems if problem.severity == "error"]
    if errors:
        raise QualcodeError(errors[0].message, where=errors[0].where, advice=errors[0].advice)
    if loaded.transcript.id != transcript_id:
        raise QualcodeError(
            _("the id in the header was changed from {old} to {new}.").format(
                old=transcript_id, new=loaded.transcript.id
            ),
            advice=_("Keep it: codings are kept under this id."),
        )


def _carry(found: Sequence[Placement], before: Transcript, after: Transcript) -> tuple[Change, list[str]]:
    old, new, lost = [], [], []
    for placement in found:
        if not placement.placed:
            continue
        coding = placement.coding
        moved = carry(coding, before, after)
        if moved is None:
            lost.append(coding.id)
        else:
            old.append(replace(coding, made_on=before.fingerprint))
            new.append(replace(moved, made_on=after.fingerprint))
    return Change(before=tuple(old), after=tuple(new)), lost


def remove(study: Study, transcript_id: str, *, with_codings: bool = False) -> Sequence[str]:
    """Take a transcript out of the study: it and its codings move to transcripts/removed/, nothing is deleted.

    Returns the paths to which they moved. Raises QualcodeError when it has codings and `with_codings` is not set.
    """
    codings = [
        study.coding_path(coder, name)
        for coder in study.coders
        for name in (transcript_id, f"{transcript_id}.rejected")
        if study.coding_path(coder, name).exists()
    ]
    study.transcript(transcript_id)
    if codings and not with_codings:
        raise QualcodeError(
            plural(
                "{n} coding file belongs to {id}.", "{n} coding files belong to {id}.", len(codings), id=transcript_id
            ),
            advice=_(
                "Add --yes to take the transcript and its codings out together; they are kept in {folder}."
            ).format(folder="transcripts/removed/"),
        )
    moved = []
    with files.locked(study.root):
        for path in (*codings, study.transcript_path(transcript_id)):
            target = study.root / "transcripts" / "removed" / path.relative_to(study.root / "transcripts")
            moved.append(study.relative(_move(path, target)))
    study.refresh()
    return moved


def _move(path: Path, target: Path) -> Path:
    with files.explained(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        number = 1
        free = target
        while free.exists():
            number += 1
            free = target.with_name(f"{target.stem}-{number}{target.suffix}")
        path.rename(free)
    return free
