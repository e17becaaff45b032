"""Everything that is wrong in a study, each with its place and what to do."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from qualcode.core.coding import Coding, Placement, made_on
from qualcode.core.journal import Entry
from qualcode.core.language import _
from qualcode.core.problem import Problem
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.store import files
from qualcode.store.study import REJECTED, Study, natural
from qualcode.workflow.coding import codebook
from qualcode.workflow.reports.guiding import check_guide
from qualcode.workflow.reports.mapping import check_map
from qualcode.workflow.reports.summarising import check_summaries


def check(study: Study) -> list[Problem]:
    """Every problem, errors first, then by file and line. A file that can't be read is a problem like any other."""
    found = _listed(study, partial(_settings, study))
    if not found:
        parts = (codebook.check, _tables, _transcripts, _coders, _leftovers, _names)
        found = [problem for part in parts for problem in _listed(study, partial(part, study))]
    return sorted(found, key=lambda problem: (problem.severity, natural(problem.path), problem.line or 0))


def _listed(study: Study, look: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What a check finds, and what keeps it from looking further."""
    found: list[Problem] = []
    try:
        found.extend(look())
    except QualcodeError as error:
        found.append(_as_problem(study, error))
    return found


def _as_problem(study: Study, error: QualcodeError) -> Problem:
    where, _colon, line = error.where.rpartition(":")
    numbered = bool(where) and line.isdigit()
    path = where if numbered else error.where
    return Problem(
        severity="error",
        path=study.relative(Path(path)) if path else "qualcode.toml",
        line=int(line) if numbered else None,
        message=error.message,
        advice=error.advice,
    )


def _settings(study: Study) -> Iterator[Problem]:
    study.settings  # noqa: B018 - read for what it raises
    yield from ()


def _tables(study: Study) -> Iterator[Problem]:
    yield from _listed(study, lambda: study.respondents_problems)
    yield from _listed(study, lambda: study.recruitment_problems)
    yield from _listed(study, lambda: check_summaries(study))
    yield from _listed(study, lambda: check_guide(study))
    yield from _listed(study, lambda: check_map(study))


def _transcripts(study: Study) -> Iterator[Problem]:
    readable = not _listed(study, lambda: study.respondents_problems[:0])
    for transcript_id in study.transcript_ids:
        path = study.relative(study.transcript_path(transcript_id))
        try:
            loaded = study.loaded(transcript_id)
        except QualcodeError as error:
            yield _as_problem(study, error)
            continue
        yield from loaded.problems
        if readable:
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
        for name in study.coding_names(coder, rejected=True):
            yield from _listed(study, partial(_coding_file, study, coder, name))
        yield from _listed(study, partial(_journal, study, coder))


def _journal(study: Study, coder: str) -> Iterator[Problem]:
    entries, problems = study.journal(coder)
    yield from problems
    if entries:
        yield from _unfinished(study, coder, entries)


def _coding_file(study: Study, coder: str, name: str) -> Iterator[Problem]:
    path = study.relative(study.coding_path(coder, name))
    transcript_id = name.removesuffix(REJECTED)
    if transcript_id not in study.transcript_ids:
        advice = _("Bring the transcript back as transcripts/{id}.txt, or move this file out of the study.")
        yield Problem(
            severity="error",
            path=path,
            line=None,
            message=_("these codings belong to no transcript."),
            advice=advice.format(id=transcript_id),
        )
        return
    file = study.coding_file(coder, name).value
    yield from file.problems
    try:
        transcript = study.transcript(transcript_id)
        placements = {
            placement.coding.id: placement
            for placement in study.placements(coder, transcript, name[len(transcript_id) :])
        }
        known = study.codebook.by_id
    except QualcodeError:
        return  # the transcript or the codebook says so itself
    for line in file.lines:
        if line.coding is None:
            continue
        if line.coding.code not in known:
            yield _unknown_code(line.coding, path, line.number)
        if transcript_id == name and (
            problem := _displaced(placements[line.coding.id], path, line.number, name, coder)
        ):
            yield problem


def _unknown_code(coding: Coding, path: str, number: int) -> Problem:
    return Problem(
        severity="error",
        path=path,
        line=number,
        message=_("the code “{code}” is not in the codebook.").format(code=coding.code),
        advice=_("Add it (qualcode codebook add {code}) or recode the passage.").format(code=coding.code),
    )


def _displaced(placement: Placement, path: str, number: int, transcript: str, coder: str) -> Problem | None:
    coding = placement.coding
    if placement.state == "exact":
        return None
    if placement.state == "moved":
        message = _("the transcript was edited; “{quote}” ({code}) now stands at {reference}.")
        advice = _("Nothing is lost. `qualcode tag settle --coder {coder} --write` writes the new place.")
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


def _unfinished(study: Study, coder: str, entries: Sequence[Entry]) -> Iterator[Problem]:
    """The last action, when it does not show in its files: a crash came between the journal and them."""
    lines = [entry for entry in entries if entry.action == entries[-1].action]
    if all(_shows(study, coder, line) for line in lines):
        return
    yield Problem(
        severity="warning",
        path=study.relative(study.journal_path(coder)),
        line=None,
        message=_("the last action (“{what}” in {file}) does not show in its file.").format(
            what=lines[-1].what, file=lines[-1].file.removesuffix(REJECTED)
        ),
        advice=_(
            "It was interrupted, or the file was changed by hand since. Do it again if it is missing: "
            "`qualcode log --coder {coder}` shows it."
        ).format(coder=coder),
    )


def _shows(study: Study, coder: str, line: Entry) -> bool:
    if line.text is not None:
        data = files.read(study.root / line.file) or b""
        return line.text.inverse().apply(data.decode(errors="replace")) is not None
    if line.file.removesuffix(REJECTED) not in study.transcript_ids:  # taken out of the study since
        return True
    file = study.coding_file(coder, line.file).value
    there = {coding.id: replace(coding, made_on=made_on(coding, file.fingerprint)) for coding in file.codings}
    gone = {coding.id for coding in line.before} - {coding.id for coding in line.after}
    return not gone & set(there) and all(there.get(coding.id) == coding for coding in line.after)


def _names(study: Study) -> Iterator[Problem]:
    """Names of the key that the study still holds; nothing where there is no key, or it is on another machine."""
    from qualcode.workflow.privacy.scanning import in_texts  # noqa: PLC0415 - only studies with a key need it

    for one in in_texts(study):
        yield Problem(
            severity="error",
            path=one.path,
            line=one.line,
            message=_("a name of the key of pseudonyms stands here."),
            advice=_("`qualcode privacy scan` shows it; replace it with `qualcode pseudonymise`, or by hand."),
        )


def _leftovers(study: Study) -> Iterator[Problem]:
    places = [(study.root, [entry.name for entry in os.scandir(study.root)])]
    for top in ("transcripts", "codebooks", "exports"):
        places += [(Path(folder), names) for folder, _folders, names in os.walk(study.root / top)]
    for folder, names in places:
        for name in names:
            if name.startswith(".") and name.endswith(".tmp"):
                path = study.relative(folder / name)
                message = _("this was left by an interrupted write.")
                advice = _("The file it was meant for is whole: delete this one.")
                yield Problem(severity="warning", path=path, line=None, message=message, advice=advice)
