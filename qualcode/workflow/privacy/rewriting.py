"""Replace words of a transcript everywhere the study keeps them: turns, codings, what was rejected, journals, respondents.

Unlike an edit, this leaves no trace of the old words: journals are rewritten too, so that what they undo is the new text.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import time
from typing import Any

import msgspec

from qualcode.core.coding import Coding, made_on
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.formats import codings, people, transcripts
from qualcode.store import files
from qualcode.store.study import REJECTED, Study
from qualcode.store.together import Write
from qualcode.text.edits import EditMap, Piece, carry, pieces_map

Replace = Callable[[str], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """A transcript before and after, the exact map of each turn that changes, and what replaces words outside turns."""

    before: Transcript
    after: Transcript
    maps: Mapping[str, EditMap]
    replace: Replace


def rewriting(transcript: Transcript, pieces: Mapping[str, Sequence[Piece]], replace_words: Replace) -> Rewriting:
    """What a transcript becomes when these pieces of its turns, and the words of its header, are replaced."""
    maps = {turn: pieces_map(transcript.by_turn[turn].text, found) for turn, found in pieces.items() if found}
    label = {name: replace_words(name) for name in dict.fromkeys(turn.speaker for turn in transcript.turns)}
    after = replace(
        transcript,
        turns=tuple(
            replace(turn, speaker=label[turn.speaker], text=maps[turn.id].new if turn.id in maps else turn.text)
            for turn in transcript.turns
        ),
        respondents={replace_words(name): person for name, person in transcript.respondents.items()},
        interviewer=tuple(map(replace_words, transcript.interviewer)),
        attributes={name: replace_words(value) for name, value in transcript.attributes.items()},
    )
    return Rewriting(before=transcript, after=after, maps=maps, replace=replace_words)


def writes_of(study: Study, rewritings: Sequence[Rewriting], memos: Replace) -> list[Write]:
    """What every file becomes in which words of these transcripts stand, and every memo of a coding of another one.

    Raises QualcodeError where a transcript can't be read.
    """
    found: list[Write] = []
    for one in rewritings:
        _refuse_unclear(study, one.before.id)
        path = study.transcript_path(one.before.id)
        data = files.read(path)
        found.append(Write(path=study.relative(path), found=files.etag(data), data=transcripts.dumps(one.after)))
        found += [_coding_write(study, coder, ending, one) for coder in study.coders for ending in ("", REJECTED)]
    found += [_write(study, study.journal_path(coder), partial(_journal, rewritings, memos)) for coder in study.coders]
    own = {one.before.id + ending for one in rewritings for ending in ("", REJECTED)}
    for coder in study.coders:
        others = [name for name in study.coding_names(coder, rejected=True) if name not in own]
        found += [_memo_write(study, coder, name, memos) for name in others]
    found.append(_write(study, study.respondents_path, lambda data: _respondents(study, data, rewritings)))
    return [write for write in found if files.etag(write.data or None) != write.found]


def _refuse_unclear(study: Study, transcript_id: str) -> None:
    """A line that is no turn would be lost, or keep its names."""
    errors = [problem for problem in study.loaded(transcript_id).problems if problem.severity == "error"]
    if errors:
        raise QualcodeError(errors[0].message, where=errors[0].where, advice=errors[0].advice)


def _write(study: Study, path: Path, change: Callable[[bytes], bytes]) -> Write:
    data = files.read(path)
    return Write(path=study.relative(path), found=files.etag(data), data=b"" if data is None else change(data))


def forget_caches(study: Study) -> None:
    """Take away what was computed from the old words, and what writes that a crash stopped left of them."""
    for left in study.root.rglob(".*.tmp"):
        if left.stat().st_mtime < time() - files.WAIT:  # nobody is writing it
            left.unlink(missing_ok=True)
    folder = study.root / ".qualcode"
    for inside in folder.iterdir() if folder.is_dir() else ():
        if inside.is_dir():
            shutil.rmtree(inside, ignore_errors=True)


# Codings

_MEMO = re.compile(rb'"memo":"[^"]')


def _coding_write(study: Study, coder: str, ending: str, one: Rewriting) -> Write:
    path = study.coding_path(coder, one.before.id + ending)

    def change(data: bytes) -> bytes:
        file = study.parsed(path, data)
        placements = study.placements(coder, one.before, ending)
        new = [
            _carried(coding, place.coding if place.placed else None, one, made_on(coding, file.fingerprint))
            for coding, place in zip(file.codings, placements, strict=True)
        ]
        foreign = {line.coding.id for line in file.lines if line.coding is not None and line.foreign}
        kept = [coding for coding in new if coding.id not in foreign]
        data, lines = codings.rewrite(file, transcript=one.before.id, remove={coding.id for coding in kept}, add=kept)
        for line in lines.lines:
            if line.coding is None or line.foreign:
                data = data.replace(line.raw + b"\n", _raw(line.raw, one.replace) + b"\n", 1)
        return data

    return _write(study, path, change)


def _memo_write(study: Study, coder: str, name: str, memos: Replace) -> Write:
    """A coding file of another transcript: a memo may speak of somebody who is named elsewhere."""
    path = study.coding_path(coder, name)

    def change(data: bytes) -> bytes:
        if not _MEMO.search(data):  # most files: nothing to parse
            return data
        file = study.parsed(path, data)
        new = [
            replace(coding, memo=memos(coding.memo), made_on=made_on(coding, file.fingerprint))
            for coding in file.codings
            if memos(coding.memo) != coding.memo
        ]
        foreign = {line.coding.id for line in file.lines if line.coding is not None and line.foreign}
        new = [coding for coding in new if coding.id not in foreign]
        ids = {coding.id for coding in new}
        return codings.rewrite(file, transcript=name.removesuffix(REJECTED), remove=ids, add=new)[0] if new else data

    return _write(study, path, change)


def _carried(coding: Coding, placed: Coding | None, one: Rewriting, state: str) -> Coding:
    """The coding on the new words: moved exactly when it stands in the text, else with its quote replaced like them."""
    memo = one.replace(coding.memo)
    moved = carry(placed, one.before, one.after, one.maps) if placed is not None else None
    if moved is not None:
        return replace(moved, memo=memo, made_on=one.after.fingerprint)
    anchors = tuple(replace(anchor, quote=one.replace(anchor.quote)) for anchor in coding.anchors)
    return replace(coding.at_anchors(anchors), memo=memo, made_on=state)


# Journals


_NAMES_NOTHING = frozenset(
    {"id", "turn", "code", "origin", "at", "action", "what", "file", "of", "made_on", "found", "left", "transcript"}
)


def _journal(rewritings: Iterable[Rewriting], memos: Replace, data: bytes) -> bytes:
    """A journal whose lines on these transcripts speak of the new words."""
    about = {name: one for one in rewritings for name in _files_of(one.before.id)}
    return b"\n".join(_journal_line(raw, about, memos) for raw in data.split(b"\n"))


def _files_of(transcript_id: str) -> tuple[str, str, str]:
    return transcript_id, transcript_id + REJECTED, f"transcripts/{transcript_id}.txt"


def _journal_line(raw: bytes, about: Mapping[str, Rewriting], memos: Replace) -> bytes:
    try:
        line = msgspec.json.decode(raw) if raw.strip() else {}
    except (msgspec.MsgspecError, ValueError):  # cut by a crash: nobody can undo it, but it may hold words
        for each in {id(one): one for one in about.values()}.values():
            raw = _raw(raw, each.replace)
        return raw
    one = about.get(line.get("file", "")) if isinstance(line, dict) else None
    if one is None:
        return _with_memos(raw, line, memos)
    for side in ("before", "after"):
        if side in line:
            line[side] = [_journalled(coding, one) for coding in line[side]]
    if line.get("text"):
        # Digests of the old file say nothing of the new one.
        line["text"] = {**_in_strings(line["text"], one.replace), "found": "", "left": ""}
    return msgspec.json.encode(line)


def _with_memos(raw: bytes, line: Any, memos: Replace) -> bytes:
    """A line on another file, with its memos replaced; its own bytes where there is none to replace."""
    there = [coding for side in ("before", "after") for coding in (line.get(side) or ()) if coding.get("memo")]
    if all(memos(coding["memo"]) == coding["memo"] for coding in there):
        return raw
    for coding in there:
        coding["memo"] = memos(coding["memo"])
    return msgspec.json.encode(line)


def _journalled(line: Any, one: Rewriting) -> Any:
    try:
        coding = msgspec.convert(line, Coding)
    except msgspec.MsgspecError:
        return _in_strings(line, one.replace)
    exact = coding.made_on == one.before.fingerprint
    return codings.as_dict(_carried(coding, coding if exact else None, one, coding.made_on or ""))


def _in_strings(value: Any, change: Replace) -> Any:
    """A JSON value with every string replaced that may hold words of people."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_strings(each, change) for each in value]
    if isinstance(value, dict):
        return {key: each if key in _NAMES_NOTHING else _in_strings(each, change) for key, each in value.items()}
    return value


def _raw(raw: bytes, change: Replace) -> bytes:
    try:
        return msgspec.json.encode(_in_strings(msgspec.json.decode(raw), change))
    except (msgspec.MsgspecError, ValueError):
        return change(raw.decode(errors="replace")).encode()


# Respondents


def _respondents(study: Study, data: bytes, rewritings: Iterable[Rewriting]) -> bytes:
    """The table, with the words in the rows of whoever speaks in these transcripts replaced."""
    table = people.load_table(data, study.relative(study.respondents_path))
    speakers = {person: one for one in rewritings for person in one.before.respondents.values()}
    rows = tuple(_row(table, row, speakers) for row in table.rows)
    return data if rows == table.rows else people.dump_table(replace(table, rows=rows))


def _row(table: people.Table, row: tuple[str, ...], speakers: Mapping[str, Rewriting]) -> tuple[str, ...]:
    cells = dict(zip(table.columns, row, strict=False))
    one = speakers.get(cells.get("id", "").strip())
    if one is None:
        return row
    return tuple(cell if name == "id" else one.replace(cell) for name, cell in _cells(table, row))


def _cells(table: people.Table, row: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((table.columns[n] if n < len(table.columns) else "", cell) for n, cell in enumerate(row))
