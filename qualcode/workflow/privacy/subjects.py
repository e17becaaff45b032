"""The interviews that a person names to be pseudonymised: ids of the study, or files that have not come in yet."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.privacy.search import fold
from qualcode.store.study import Study
from qualcode.workflow.interviews import bringing_in
from qualcode.workflow.interviews.wishes import Wishes
from qualcode.workflow.privacy.identifying import Subject


def subjects(study: Study, names: Sequence[str], wishes: Wishes) -> list[Subject]:
    """What each name stands for, read and not yet changed. Raises QualcodeError for one that can't come in."""
    if wishes.id and len(names) > 1:
        raise QualcodeError(_("--id names one transcript, but there are {n} files.").format(n=len(names)))
    inside = [name for name in names if name in study.transcript_ids]
    outside = [Path(name) for name in names if name not in study.transcript_ids]
    for path in outside:
        if not path.exists():
            study.transcript(str(path))  # raises Unknown, with the nearest id
        if path.resolve().is_relative_to(study.root.resolve()):
            raise QualcodeError(
                _("this original lies inside the study: whoever gets the study gets the names."),
                where=path,
                advice=_("Move it out of {root}, then do the same again.").format(root=study.root),
            )
    found = [Subject(transcript=study.transcript(name)) for name in inside]
    return [*found, *_new(study, outside, wishes)] if outside else found


def _new(study: Study, paths: Sequence[Path], wishes: Wishes) -> list[Subject]:
    plan = bringing_in.plan(study, paths, wishes)
    if plan.refused:
        raise plan.refused[0].error
    return [
        Subject(
            transcript=replace(item.transcript),
            new=True,
            respondents=item.respondents,
            outside=() if wishes.id else (_spoken(item.path.stem),),
        )
        for item in plan.items
    ]


_KINDS = """entretien entretiens interview interviews transcription transcriptions transcript retranscription verbatim audio
    enregistrement traitement version corrige corrigee relu final finale anonymise pseudonymise focus groupe group partie part"""
_NO_NAMES = frozenset(_KINDS.split())


def _spoken(stem: str) -> str:
    """A file's name as words, without those that say what kind of file it is."""
    return " ".join(word for word in re.split(r"[\W_]+", stem) if fold(word) not in _NO_NAMES)
