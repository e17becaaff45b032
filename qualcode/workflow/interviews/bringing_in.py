"""Bring transcripts in: read files, recognise who speaks, join the table of interviews, show, then write.

`plan` reads and changes nothing; what it answers is shown to the researcher; `carry_out` writes it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from qualcode.core.address import RESERVED, TRANSCRIPT_ID
from qualcode.core.language import _
from qualcode.core.study import Respondent
from qualcode.core.transcript import Transcript, Turn, fingerprint
from qualcode.errors import QualcodeError, UnreadableFile
from qualcode.formats import incoming, people, transcripts
from qualcode.formats.incoming import Draft
from qualcode.store import files
from qualcode.store.actions import write_file
from qualcode.store.study import Study
from qualcode.text.lemmas import language_of
from qualcode.workflow.interviews.matching import Join, dates_in_names, iso_date, join, without_common_ending
from qualcode.workflow.interviews.speakers import people_of
from qualcode.workflow.interviews.wishes import ROLES, Wishes, cell, column, merged


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One file, ready to become a transcript."""

    path: Path
    draft: Draft
    transcript: Transcript
    respondents: tuple[Respondent, ...]
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One file that does not come in, and why."""

    path: Path
    error: QualcodeError


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What bringing the files in would do.

    `folds` are labels taken for misspellings of another, already folded; `already` files whose words came in before.
    """

    items: tuple[Item, ...]
    refused: tuple[Refused, ...]
    folds: Mapping[str, str]
    joined: Join | None = None
    row_names: Mapping[int, str] = field(default_factory=dict)
    already: tuple[Path, ...] = ()


_NO_INTERVIEW = frozenset({"licence", "license", "readme", "lisezmoi", "lisez-moi", "changelog", "provenance"})


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and those that can be transcripts in the folders named (not README, LICENCE and their like)."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                entry for entry in path.rglob("*") if entry.is_file() and not entry.name.startswith((".", "~$"))
            )
            found.extend(
                entry
                for entry in inside
                if entry.suffix.lower() in incoming.SURE_SUFFIXES and entry.stem.lower() not in _NO_INTERVIEW
            )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def plan(
    study: Study,
    paths: Sequence[Path],
    wishes: Wishes,
    *,
    fold: bool = True,
    seen: Collection[str] = (),
    progress: Callable[[int, int], None] = lambda _done, _of: None,
) -> Plan:
    """Read the files and decide what each becomes. Raises QualcodeError when the wishes contradict each other.

    `seen` are fingerprints of files whose words came in before, and were changed since: these do not come in again.
    """
    found = files_of(paths)
    _check_wishes(found, wishes)
    drafts: dict[Path, Draft] = {}
    refused: list[Refused] = []
    for n, path in enumerate(found, 1):
        try:
            drafts[path] = _read(path)
        except QualcodeError as error:
            refused.append(Refused(path=path, error=error))
        progress(n, len(found))
    already = tuple(path for path, draft in drafts.items() if seen and fingerprint(_turns(draft)) in seen)
    drafts = {path: draft for path, draft in drafts.items() if path not in already}
    folds = _folds(drafts.values(), wishes) if fold else {}
    drafts = {path: draft.relabelled({**folds, **wishes.speakers}) for path, draft in drafts.items()}
    joined, rows = _joined(drafts, wishes)
    items = _items(study, drafts, wishes, joined, rows, refused)
    return Plan(
        items=tuple(items),
        refused=tuple(refused),
        already=already,
        folds=folds,
        joined=joined,
        row_names={line: rows[line].get(joined.column, "") for line in joined.rows} if joined else {},
    )


def _check_wishes(found: Sequence[Path], wishes: Wishes) -> None:
    if not found:
        endings = ", ".join(sorted(incoming.SURE_SUFFIXES))
        raise QualcodeError(
            _("there is no file to bring in."),
            advice=_("Name files or a folder; these can be read: {endings}.").format(endings=endings),
        )
    if wishes.id and len(found) > 1:
        raise QualcodeError(_("--id names one transcript, but there are {n} files.").format(n=len(found)))


def _read(path: Path) -> Draft:
    data = files.read(path)
    if data is None:
        raise UnreadableFile(_("there is no such file."), where=path, advice=_("Check its name."))
    return incoming.read(data, path.name, unlabelled=_("Speaker"))


def _folds(drafts: Iterable[Draft], wishes: Wishes) -> dict[str, str]:
    labels: dict[str, int] = {}
    for draft in drafts:
        for label, counts in draft.speakers.items():
            labels[label] = labels.get(label, 0) + counts.turns
    return {rare: usual for rare, usual in incoming.variants(labels).items() if rare not in wishes.speakers}


# The table of interviews


def _joined(drafts: Mapping[Path, Draft], wishes: Wishes) -> tuple[Join | None, dict[int, dict[str, str]]]:
    if wishes.table is None or not drafts:
        return None, {}
    data = files.read(wishes.table)
    if data is None:
        raise UnreadableFile(_("there is no such file."), where=wishes.table, advice=_("Check the name after --table."))
    table = _distinct(people.load_table(data, str(wishes.table)))
    for named in wishes.columns.values():
        if named not in table.columns:
            raise QualcodeError(
                _("the table has no column “{column}”.").format(column=named),
                where=wishes.table,
                advice=_("Its columns are: {names}.").format(names=", ".join(filter(None, table.columns))),
            )
    return join(table, [path.stem for path in drafts], column=wishes.file_column), dict(table.records())


def _distinct(table: people.Table) -> people.Table:
    """Columns of one name get numbers, so that none hides another."""
    seen: dict[str, int] = {}
    columns = []
    for name in table.columns:
        seen[name] = seen.get(name, 0) + 1
        columns.append(f"{name} {seen[name]}" if name and seen[name] > 1 else name)
    return replace(table, columns=tuple(columns))


def _rows_of(path: Path, joined: Join | None, rows: Mapping[int, Mapping[str, str]]) -> list[Mapping[str, str]]:
    """The table's rows on a file, cells on one line; several for an interview in two parts, or with two people."""
    lines = next((pair.rows for pair in joined.pairs if pair.name == path.stem), ()) if joined else ()
    return [{name: " ".join(cell.split()) for name, cell in rows[line].items()} for line in lines]


# From drafts to transcripts


def _items(
    study: Study,
    drafts: Mapping[Path, Draft],
    wishes: Wishes,
    joined: Join | None,
    rows: Mapping[int, Mapping[str, str]],
    refused: list[Refused],
) -> list[Item]:
    taken: dict[str, Path | None] = dict.fromkeys(study.transcript_ids)
    dates = dates_in_names([path.stem for path in drafts], datetime.now(UTC).date())
    known = dict(study.respondents)
    scores = {pair.name: pair.score for pair in joined.pairs} if joined else {}
    names = dict(zip(drafts, without_common_ending([path.stem for path in drafts]), strict=True))
    here = {there.fingerprint: there.id for there in study.passes()}
    items: list[Item] = []
    for path, draft in drafts.items():
        own = _rows_of(path, joined, rows)
        try:
            transcript_id = _new_id(path, names[path], merged(own), wishes, taken)
        except QualcodeError as error:
            refused.append(Refused(path=path, error=error))
            continue
        transcript, new, warnings = _transcript(study, transcript_id, draft, own, wishes, known)
        if (twin := here.get(transcript.fingerprint)) is not None:
            refused.append(Refused(path=path, error=_twice(path, twin)))
            continue
        here[transcript.fingerprint] = transcript.id
        taken[transcript_id] = path
        if not transcript.date and path.stem in dates:
            transcript = replace(transcript, date=dates[path.stem])
        known.update({person.id: person for person in new})
        warned = replace(draft, warnings=(*draft.warnings, *warnings))
        items.append(Item(path=path, draft=warned, transcript=transcript, respondents=new, score=scores.get(path.stem)))
    return items


def _twice(path: Path, twin: str) -> QualcodeError:
    return QualcodeError(
        _("the same words are here already, as {id}.").format(id=twin),
        where=path,
        advice=_("Counted twice, they would change every result. Leave it out, or remove {id} first.").format(id=twin),
    )


def _new_id(path: Path, name: str, row: Mapping[str, str], wishes: Wishes, taken: Mapping[str, Path | None]) -> str:
    transcript_id = wishes.id or cell(row, "id", wishes) or id_of(name)
    if not TRANSCRIPT_ID.fullmatch(transcript_id) or transcript_id in RESERVED:
        raise QualcodeError(
            _("“{id}” can't be the id of a transcript.").format(id=transcript_id),
            where=path,
            advice=_("Give it one with letters, digits, - and _: --id E01."),
        )
    if transcript_id in taken:
        other = taken[transcript_id]
        raise QualcodeError(
            _("the transcript “{id}” exists already.").format(id=transcript_id)
            if other is None
            else _("{other} would be the transcript “{id}” too.").format(other=other, id=transcript_id),
            where=path,
            advice=_("Nothing is overwritten: bring this one in by itself with another id (--id)."),
        )
    return transcript_id


def id_of(stem: str) -> str:
    """A transcript's id made from a file's name.

    >>> id_of("Entretien 01 24.10.03_traité")
    'Entretien-01-24-10-03-traité'
    """
    return "-".join(re.findall(r"[^\W_]+", stem)) or stem


def _transcript(
    study: Study,
    transcript_id: str,
    draft: Draft,
    rows: Sequence[Mapping[str, str]],
    wishes: Wishes,
    known: Mapping[str, Respondent],
) -> tuple[Transcript, tuple[Respondent, ...], list[str]]:
    interviewer = tuple(wishes.interviewer) or incoming.guess_interviewer(draft)
    interviewer = tuple(label for label in interviewer if label in draft.speakers)
    warnings = [warning] if not wishes.interviewer and (warning := incoming.guessed(interviewer)) else []
    respondents, new = people_of(draft, interviewer, rows, wishes, known)
    row = merged(rows)
    head = {key: wishes.attributes.get(key) or cell(row, key, wishes) for key in ("date", "mode", "language", "source")}
    used = {column(row, role, wishes) for role in ROLES}
    attributes = {_key(name): cell for name, cell in row.items() if name and cell and name not in used}
    attributes.update({key: value for key, value in wishes.attributes.items() if key not in head})
    when = iso_date(head["date"])
    if head["date"] and not when:
        warnings.append(_("“{date}” is not a date that can be read.").format(date=head["date"]))
    usual = study.settings.language
    language = head["language"] or language_of(turn.text for turn in draft.turns) or usual
    if language != (head["language"] or usual):
        warnings.append(
            _(
                "taken as {language}, by its words; the study is in {usual}. If that is wrong: --set language={usual}"
            ).format(language=language, usual=usual)
        )
    transcript = Transcript(
        id=transcript_id,
        turns=_turns(draft),
        date=when or head["date"],
        respondents=respondents,
        interviewer=interviewer,
        language=language,
        mode=head["mode"],
        source=head["source"] or "interview",
        attributes=attributes,
    )
    return transcript, new, warnings


def _turns(draft: Draft) -> tuple[Turn, ...]:
    return tuple(
        Turn(id=str(n), speaker=turn.speaker, text=turn.text, time=turn.time) for n, turn in enumerate(draft.turns, 1)
    )


def _key(name: str) -> str:
    """A column's name as the key of an attribute; one that the header uses itself gets an underscore."""
    key = " ".join(name.split())
    return f"{key}_" if key in {"id", "date", "respondents", "interviewer", "language", "mode", "source"} else key


# Writing


def carry_out(study: Study, items: Iterable[Item]) -> Sequence[Refused]:
    """Write the transcripts and add their respondents to the table; returns those that could not be written."""
    items = list(items)
    new = {person.id: person for item in items for person in item.respondents}
    if new:
        table = study.table(study.respondents_path)
        data = people.dump_table(people.with_respondents(table.value, new.values()))
        write_file(study, study.respondents_path, data, expected=table.etag)
    refused = []
    for item in items:
        path = study.transcript_path(item.transcript.id)
        try:
            write_file(study, path, transcripts.dumps(item.transcript), expected=files.ABSENT)
        except QualcodeError as error:
            refused.append(Refused(path=item.path, error=error))
    return refused
