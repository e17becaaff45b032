"""Everything that is wrong in a study, each with its place and what to do."""

import os
from collections.abc import Iterator

from qualcode.core.coding import Placement
from qualcode.core.journal import Entry, history
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store.study import REJECTED, Study, natural
from qualcode.workflow import codebook


def check(study: Study) -> list[Problem]:
    """Every problem, errors first, then by file and line. A file that can't be read is a problem like any other."""
    found = [*_settings(study)]
    if not found:
        found = [*_codebook(study), *study.people_problems, *_transcripts(study), *_coders(study), *_leftovers(study)]
    return sorted(found, key=lambda problem: (problem.severity, natural(problem.path), problem.line or 0))


def _as_problem(error: QualcodeError, path: str) -> Problem:
    where, _colon, line = error.where.rpartition(":")
    known = where and line.isdigit()
    return Problem(
        severity="error",
        path=where if known else error.where or path,
        line=int(line) if known else None,
        message=error.message,
        advice=error.advice,
    )


def _settings(study: Study) -> Iterator[Problem]:
    try:
        study.settings  # noqa: B018 - read for what it raises
    except QualcodeError as error:
        yield _as_problem(error, "qualcode.toml")


def _codebook(study: Study) -> Iterator[Problem]:
    try:
        yield from codebook.check(study)
    except QualcodeError as error:
        yield _as_problem(error, "codebooks/")


def _transcripts(study: Study) -> Iterator[Problem]:
    for transcript_id in study.transcript_ids:
        path = study.relative(study.transcript_path(transcript_id))
        try:
            loaded = study.loaded(transcript_id)
        except QualcodeError as error:
            yield _as_problem(error, path)
            continue
        yield from loaded.problems
        yield from _people(study, loaded.transcript, path)


def _people(study: Study, transcript: Transcript, path: str) -> Iterator[Problem]:
    table = study.relative(study.respondents_path)
    for label, person in transcript.respondents.items():
        respondent = study.respondents.get(person)
        if respondent is None:
            message = _("“{label}” is respondent “{id}”, who is not in {table}.")
            advice = _("Add a row for {id}, or correct the id.").format(id=person or "R01")
            yield Problem(
                severity="error",
                path=path,
                line=_line_of(study, transcript.id, "respondents"),
                message=message.format(label=label, id=person, table=table),
                advice=advice,
            )
        elif not respondent.attribute("type"):
            message = _("the respondent {id} has no type.").format(id=person)
            advice = _("Fill the column “type”: reports compare types.")
            yield Problem(severity="warning", path=table, line=respondent.line, message=message, advice=advice)
    if not transcript.date:
        message = _("the interview has no date.")
        advice = _("Add `date: 2026-03-04` to the header: saturation depends on the order of interviews.")
        yield Problem(severity="warning", path=path, line=1, message=message, advice=advice)


def _line_of(study: Study, transcript_id: str, key: str) -> int:
    with study.transcript_path(transcript_id).open(encoding="utf-8") as lines:
        return next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 2)


# Codings


def _coders(study: Study) -> Iterator[Problem]:
    for coder in study.coders:
        for name in study.coding_names(coder):
            yield from _coding_file(study, coder, name)
        entries, problems = study.journal(coder)
        yield from problems
        yield from _unfinished(study, coder, entries)


def _coding_file(study: Study, coder: str, name: str) -> Iterator[Problem]:
    path = study.relative(study.coding_path(coder, name))
    if name not in study.transcript_ids:
        advice = _("Bring the transcript back as transcripts/{id}.txt, or move this file out of the study.")
        yield Problem(
            severity="error",
            path=path,
            line=None,
            message=_("these codings belong to no transcript.").format(id=name),
            advice=advice.format(id=name),
        )
        return
    try:
        transcript = study.transcript(name)
        file = study.coding_file(coder, name).value
        placements = {placement.coding.id: placement for placement in study.placements(coder, transcript)}
        known = study.codebook.by_id
    except QualcodeError:
        return  # the transcript or the codebook says so itself
    yield from file.problems
    for line in file.lines:
        if line.coding is None:
            continue
        if line.coding.code not in known:
            yield Problem(
                severity="error",
                path=path,
                line=line.number,
                message=_("the code “{code}” is not in the codebook.").format(code=line.coding.code),
                advice=_("Add it (qualcode codebook add {code}) or recode the passage.").format(code=line.coding.code),
            )
        if (problem := _displaced(placements[line.coding.id], path, line.number, name, coder)) is not None:
            yield problem


def _displaced(placement: Placement, path: str, number: int, transcript: str, coder: str) -> Problem | None:
    coding = placement.coding
    if placement.state == "exact":
        return None
    if placement.state == "moved":
        message = _("the transcript was edited; “{quote}” ({code}) now stands at {reference}.")
        advice = _("Nothing is lost. `qualcode tag settle --coder {coder}` writes the new place.")
        place = coding
    elif placement.state == "proposed" and placement.proposal is not None:
        message = _("the transcript was edited; “{quote}” ({code}) may now be “{now}” at {reference}.")
        advice = _("Agree with `qualcode tag settle --coder {coder} --accept {id}`, or remove the coding.")
        place = placement.proposal
    else:
        message = _("“{quote}” ({code}) is no longer in the transcript.")
        advice = _("The coding is kept. Restore the words, or remove it: qualcode tag remove {id} --coder {coder}.")
        place = coding
    return Problem(
        severity="warning" if placement.state == "moved" else "error",
        path=path,
        line=number,
        message=message.format(
            quote=_short(coding.quote),
            code=coding.code,
            now=_short(place.quote),
            reference=f"{transcript}:{place.turn}@{place.start}-{place.end}",
        ),
        advice=advice.format(id=coding.id, coder=coder),
    )


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49] + "…"  # noqa: PLR2004 - a line of a terminal


def _unfinished(study: Study, coder: str, entries: list[Entry]) -> Iterator[Problem]:
    """The last action, when a crash kept it from reaching its file."""
    undoable = history(entries).undoable
    if not entries or not undoable or entries[-1].action != undoable[-1] or entries[-1].text is not None:
        return
    last = entries[-1]
    there = {coding.id for coding in study.coding_file(coder, last.file).value.codings}
    missing = any(coding.id not in there for coding in last.after)
    left = any(coding.id in there for coding in last.before if coding.id not in {new.id for new in last.after})
    if missing or left:
        yield Problem(
            severity="warning",
            path=study.relative(study.journal_path(coder)),
            line=None,
            message=_("the last action (“{what}” in {file}) did not reach its file.").format(
                what=last.what, file=last.file.removesuffix(REJECTED)
            ),
            advice=_("It was interrupted: do it again. `qualcode log --coder {coder}` shows it.").format(coder=coder),
        )


def _leftovers(study: Study) -> Iterator[Problem]:
    for folder, _folders, names in os.walk(study.root / "transcripts"):
        for name in names:
            if name.startswith(".") and name.endswith(".tmp"):
                path = study.relative(study.root / folder / name)
                message = _("this was left by an interrupted write.")
                advice = _("The file it was meant for is whole: delete this one.")
                yield Problem(severity="warning", path=path, line=None, message=message, advice=advice)
