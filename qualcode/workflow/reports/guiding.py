"""Read the study's interview guide, and say what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

from qualcode.core.guide import Guide
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.errors import NothingYet
from qualcode.formats import guides
from qualcode.store import files
from qualcode.store.study import Study


def guide_path(study: Study) -> Path:
    """transcripts/guide.yaml."""
    return study.respondents_path.with_name("guide.yaml")


def guide_of(study: Study) -> Guide | None:
    """The study's guide; None when it has none. Raises UnreadableFile."""
    path = guide_path(study)
    data = files.read(path)
    return None if data is None else guides.loads(data, study.relative(path), language=study.settings.language)


def check_guide(study: Study) -> Iterator[Problem]:
    """Topics with codes that are not there, and topics by which nothing can be found."""
    guide = guide_of(study)
    for topic in guide.topics if guide else ():
        path = study.relative(guide_path(study))
        for code in topic.codes:
            if code not in study.codebook.by_id:
                message = _("the topic “{id}” names the code “{code}”, which is not in the codebook.")
                message = message.format(id=topic.id, code=code)
                advice = _("Correct the id: `qualcode codebook list` shows them.")
                yield Problem(severity="error", path=path, line=topic.line, message=message, advice=advice)
        if not (topic.codes or topic.asked or topic.heard or topic.questions):
            message = _("nothing says how to find the topic “{id}”.").format(id=topic.id)
            advice = _("Give it codes, or words to look for under `asked:` and `heard:`.")
            yield Problem(severity="warning", path=path, line=topic.line, message=message, advice=advice)


def wanted_guide(study: Study) -> Guide:
    """The study's guide. Raises NothingYet when there is none, or one without topics."""
    guide = guide_of(study)
    where = study.relative(guide_path(study))
    if guide is None:
        raise NothingYet(
            _("this study has no interview guide."),
            where=where,
            advice=_("Write one: `topics:`, and for each topic an id, a label, its codes, and words under `asked:`."),
        )
    if not guide.topics:
        raise NothingYet(
            _("the guide has no topics."),
            where=where,
            advice=_("Begin with `topics:` and give each topic a line `- id: its_id`."),
        )
    return guide
