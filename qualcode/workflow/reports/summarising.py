"""The researcher's summaries of the framework matrix: written, checked, taken back."""

from collections.abc import Iterator
from pathlib import Path

from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.errors import QualcodeError
from qualcode.formats.people import Table, dump_table
from qualcode.formats.summaries import Summary, missing_columns, summaries, with_summary
from qualcode.store import actions, files
from qualcode.store.study import Read, Study
from qualcode.workflow.study.naming import find_code, find_respondent


def summaries_path(study: Study) -> Path:
    """transcripts/framework.csv."""
    return study.respondents_path.with_name("framework.csv")


def written(study: Study) -> Iterator[Summary]:
    """Every summary of the file, right or wrong."""
    return summaries(study.table(summaries_path(study)).value)


def summarise(study: Study, respondent: str, code_name: str, text: str, *, coder: str) -> tuple[str, str]:
    """Write a cell's summary, as an action of `coder` that undo takes back; an empty text takes it away.

    Returns the ids of respondent and code. Raises Unknown for names that are not there.
    """
    person = find_respondent(study, respondent).id
    book = study.codebook
    code = book.resolve(find_code(study, code_name).id)
    path = summaries_path(study)
    read = _as_utf8(study, path)
    for problem in missing_columns(read.value, study.relative(path)):
        raise QualcodeError(problem.message, where=problem.where, advice=problem.advice)
    words = " ".join(text.split())
    before = files.read(path) or b""
    new = with_summary(before, read.value, person, code, words, lambda other: book.resolve(other) == code)
    if new != before:
        actions.record_text(study, coder, "summarise", path, new, expected=read.etag)
    return person, code


def _as_utf8(study: Study, path: Path) -> Read[Table]:
    """The table; one that a spreadsheet saved in another encoding is first written as it stands, in UTF-8.

    A journal holds text: it can give back lines, not bytes of another encoding.
    """
    read = study.table(path)
    try:
        (files.read(path) or b"").decode()
    except UnicodeDecodeError:
        actions.write_file(study, path, dump_table(read.value), expected=read.etag)
        return study.table(path)
    return read


def check_summaries(study: Study) -> Iterator[Problem]:
    """Summaries of nobody and of no code, and cells that have two."""
    path = study.relative(summaries_path(study))
    yield from missing_columns(study.table(summaries_path(study)).value, path)
    seen: dict[tuple[str, str], int] = {}
    for one in written(study):
        advice = _("Correct the id, or take the row away.")
        if one.respondent not in study.respondents:
            message = _("there is no respondent “{name}”.").format(name=one.respondent)
            yield Problem(severity="error", path=path, line=one.line, message=message, advice=advice)
        elif one.code not in study.codebook.by_id:
            message = _("the code “{code}” is not in the codebook.").format(code=one.code)
            yield Problem(severity="error", path=path, line=one.line, message=message, advice=advice)
        elif first := seen.get((one.respondent, study.codebook.resolve(one.code))):
            message = _("this cell has a summary already, on line {line}.").format(line=first)
            advice = _("Both are shown. Make them one: qualcode report framework --summarise {respondent} {code} TEXT")
            advice = advice.format(respondent=one.respondent, code=one.code)
            yield Problem(severity="warning", path=path, line=one.line, message=message, advice=advice)
        else:
            seen[one.respondent, study.codebook.resolve(one.code)] = one.line
