"""Read the map between a questionnaire and the codes, and say what is wrong with it."""

from collections.abc import Iterator
from pathlib import Path

from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.questionnaire import QuestionnaireMap
from qualcode.errors import UnreadableFile
from qualcode.formats import questionnaires
from qualcode.store import files
from qualcode.store.study import Study


def questionnaire_path(study: Study) -> Path:
    """transcripts/questionnaire.csv; its map lies beside it, with .yaml."""
    return study.respondents_path.with_name("questionnaire.csv")


def map_of(study: Study, path: Path) -> QuestionnaireMap:
    """The map in a file. Raises UnreadableFile when it is not there, or at the line that is wrong."""
    data = files.read(path)
    if data is None:
        raise UnreadableFile(
            _("there is no map of the questionnaire."),
            where=study.relative(path),
            advice=_("Write one: `questions:`, and for each a column and its codes; or name it with --map."),
        )
    return questionnaires.loads(data, study.relative(path), language=study.settings.language)


def check_map(study: Study) -> Iterator[Problem]:
    """What is wrong with the map of the study's own questionnaire: codes and answers that are not there."""
    path = questionnaire_path(study).with_suffix(".yaml")
    if files.read(path) is None:
        return
    where = study.relative(path)
    for question in map_of(study, path).questions:
        for code in (*question.codes, *question.opposed_codes):
            if code not in study.codebook.by_id:
                message = _("the question “{column}” names the code “{code}”, which is not in the codebook.")
                message = message.format(column=question.column, code=code)
                advice = _("Correct the id: `qualcode codebook list` shows them.")
                yield Problem(severity="error", path=where, line=question.line, message=message, advice=advice)
        for answer in question.opposed_answers if question.answers else ():
            if answer not in question.answers:
                message = _("the opposed answer “{answer}” is not among the answers of “{column}”.")
                message = message.format(column=question.column, answer=answer)
                advice = _("Write it as under `answers:`.")
                yield Problem(severity="error", path=where, line=question.line, message=message, advice=advice)
