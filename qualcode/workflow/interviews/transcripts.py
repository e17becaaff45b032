"""List, edit and remove transcripts that are in the study."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.core.coding import Coding, Placement
from qualcode.core.journal import EDIT
from qualcode.core.language import _, plural
from qualcode.core.speech import count_words
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.formats import transcripts
from qualcode.report.transcripts import Overview
from qualcode.store import files
from qualcode.store.actions import Change, record, record_text
from qualcode.store.study import REJECTED, Study
from qualcode.text.edits import carry
from qualcode.workflow.study.standing import counted_coders


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
        codings=sum(len(study.coding_file(coder, transcript.id).value.codings) for coder in counted_coders(study)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """What an edit did to codings: those that moved along with their words, those whose words are gone."""

    carried: int
    orphaned: tuple[str, ...]


Known = Mapping[tuple[str, str], Mapping[str, tuple[Coding, Coding]]]
"""By coder and coding file: for some codings, what they are before an edit and what they become."""


def apply_edit(
    study: Study,
    transcript_id: str,
    text: str,
    *,
    coder: str | None = None,
    what: str = EDIT,
    of: str | None = None,
    known: Known | None = None,
) -> Edited:
    """Replace a transcript by an edited text; codings move along exactly, for both states are known.

    The edit is an action of `coder`; what it did to each coder's codings stands in their own journal. `known` codings
    become what it says (an edit taken back). Raises UnreadableFile or QualcodeError, leaving everything as it was, when
    the new text is no transcript or has a turn twice. Only codings that stood exactly are carried; the others stay for
    `settle`.
    """
    path = study.transcript_path(transcript_id)
    where = study.relative(path)
    before = study.transcript(transcript_id)
    old = files.read(path)
    loaded = transcripts.loads(text.encode(), where)
    _refuse(loaded, transcript_id)
    after = loaded.transcript
    endings = ("", REJECTED)
    placements = {(name, ending): study.placements(name, before, ending) for name in study.coders for ending in endings}
    action = record_text(study, study.coder(coder), what, path, text.encode(), expected=files.etag(old), of=of)
    carried, orphaned = 0, []
    for (name, ending), found in placements.items():
        change, lost = _carry(found, before, after, (known or {}).get((name, transcript_id + ending), {}))
        if change.before and before.fingerprint != after.fingerprint:
            record(study, name, EDIT, {transcript_id + ending: change}, of=action)
        if not ending:
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


def _carry(
    found: Sequence[Placement], before: Transcript, after: Transcript, known: Mapping[str, tuple[Coding, Coding]]
) -> tuple[Change, list[str]]:
    old, new, lost = [], [], []
    for placement in found:
        if placement.state != "exact":  # what an edit made elsewhere displaced is looked up from where it was made
            continue
        coding = replace(placement.coding, made_on=before.fingerprint)
        was, becomes = known.get(coding.id, (None, None))
        moved = becomes if was == coding else carry(coding, before, after)
        if moved is None:
            lost.append(coding.id)
        else:
            old.append(coding)
            new.append(moved if was == coding else replace(moved, made_on=after.fingerprint))
    return Change(before=tuple(old), after=tuple(new)), lost


def remove(study: Study, transcript_id: str, *, with_codings: bool = False) -> Sequence[str]:
    """Take a transcript out of the study: it and its codings move to transcripts/removed/, nothing is deleted.

    Returns the paths to which they moved. Raises QualcodeError when it has codings and `with_codings` is not set.
    """
    codings = [
        study.coding_path(coder, name)
        for coder in study.coders
        for name in (transcript_id, transcript_id + REJECTED)
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
