"""The interviews that a person names to be pseudonymised: ids of the study, or files that have not come in yet."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qualcode.core.language import _
from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.formats import incoming
from qualcode.privacy.search import fold
from qualcode.store.study import Study
from qualcode.workflow.interviews import bringing_in
from qualcode.workflow.interviews.bringing_in import Refused
from qualcode.workflow.interviews.wishes import Wishes
from qualcode.workflow.privacy.identifying import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The interviews that were named, read and not yet changed; and files of a folder, or of several, that can't come in."""

    subjects: tuple[Subject, ...]
    refused: tuple[Refused, ...] = ()


def subjects(study: Study, names: Sequence[str], wishes: Wishes, sources: Mapping[str, str]) -> Named:
    """What each name stands for; of a folder or several files, those that are not here yet.

    `sources` are fingerprints of originals that came in before. Raises QualcodeError where a name stands for nothing, and
    where none of the files can come in.
    """
    if wishes.id and len(names) > 1:
        raise QualcodeError(_("--id names one transcript, but there are {n} files.").format(n=len(names)))
    inside = [name for name in names if name in study.transcript_ids]
    outside = [Path(name) for name in names if name not in study.transcript_ids]
    for path in outside:
        if not path.exists():
            if path.suffix.lower() in incoming.SURE_SUFFIXES or path.name != str(path):
                raise UnreadableFile(_("there is no such file."), where=path, advice=_("Check its name."))
            study.transcript(str(path))  # raises Unknown, with the nearest id
        _refuse_inside(study, path)
    found = tuple(Subject(transcript=study.transcript(name)) for name in inside)
    if not outside:
        return Named(subjects=found)
    if wishes.table is not None:
        _refuse_inside(study, wishes.table)
    new = _new(study, outside, replace(wishes, raw=True), sources)
    return replace(new, subjects=(*found, *new.subjects))


def _refuse_inside(study: Study, path: Path) -> None:
    if path.resolve().is_relative_to(study.root.resolve()):
        raise QualcodeError(
            _("this original lies inside the study: whoever gets the study gets the names."),
            where=path,
            advice=_("Move it out of {root}, then do the same again.").format(root=study.root),
        )


def _new(study: Study, paths: Sequence[Path], wishes: Wishes, sources: Mapping[str, str]) -> Named:
    alone = len(paths) == 1 and paths[0].is_file()  # asked for by name: refused with a word, later
    here = {source for source, name in sources.items() if name in study.transcript_ids}
    plan = bringing_in.plan(study, paths, wishes, seen=() if alone else here)
    if plan.refused and not plan.items:
        raise plan.refused[0].error
    found = (
        Subject(
            transcript=item.transcript,
            new=True,
            respondents=item.respondents,
            outside=() if wishes.id else (_spoken(item.path.stem),),
        )
        for item in plan.items
    )
    return Named(subjects=tuple(found), refused=plan.refused)


_KINDS = """entretien entretiens interview interviews transcription transcriptions transcript retranscription verbatim audio
    enregistrement traitement version corrige corrigee relu final finale anonymise pseudonymise focus groupe group partie part"""
_NO_NAMES = frozenset(_KINDS.split())


def _spoken(stem: str) -> str:
    """A file's name as words, without those that say what kind of file it is."""
    return " ".join(word for word in re.split(r"[\W_]+", stem) if fold(word) not in _NO_NAMES)
