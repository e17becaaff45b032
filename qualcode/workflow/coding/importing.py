"""Bring in a table of codings made elsewhere: one coding per row, by place or by words."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from unicodedata import normalize

from qualcode.core.address import Anchor
from qualcode.core.codebook import CODE_ID, Code
from qualcode.core.coding import QUALIFIERS, Coding
from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError, Unknown
from qualcode.formats.people import Table, load_table
from qualcode.store.actions import Change, new_id, now, record
from qualcode.store.study import CODER_NAME, Study
from qualcode.workflow.coding.codebook import add as add_code
from qualcode.workflow.study.naming import alike, code_to_apply, folded


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A row that did not come in, and why."""

    line: int
    transcript: str
    code: str
    quote: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What `import_table` did: codings that came in, those that were there already, rows that found no place."""

    added: int
    already: int
    created: tuple[str, ...]
    unplaced: tuple[Unplaced, ...]


@dataclass(slots=True, kw_only=True)
class _Sorting:
    """Rows on their way: by coder and transcript, or unplaced."""

    placed: dict[str, dict[str, list[Coding]]] = field(default_factory=dict)
    unplaced: list[Unplaced] = field(default_factory=list)
    already: int = 0


def import_table(study: Study, data: bytes, path: str, *, coder: str, create_codes: bool = False) -> Imported:
    """Codings of a CSV with columns `transcript`, `code`, and `turn,start,end` or `quote` (with or without `turn`).

    `coder`, `memo`, `voice` and `polarity` are read where there are such columns. Each coder's rows are one action,
    which one `undo` takes back. Importing the same table again adds nothing. Raises QualcodeError when a column lacks.
    """
    table = load_table(data, path)
    _check_columns(table, path)
    codes, new = _codes(study, table, create=create_codes)
    sorting = _Sorting()
    at = now()
    by_transcript: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in table.records():
        by_transcript.setdefault(row.get("transcript", ""), []).append((line, row))
    for name, rows in by_transcript.items():
        _sort(study, name, rows, codes, sorting, coder, at)
    used = {coding.code for changes in sorting.placed.values() for found in changes.values() for coding in found}
    for code in new:
        if code.id in used:
            add_code(study, code, coder=coder)
    added = 0
    for who, changes in sorting.placed.items():
        record(study, who, "import", {name: Change(after=tuple(found)) for name, found in changes.items()})
        added += sum(map(len, changes.values()))
    unplaced = tuple(sorted(sorting.unplaced, key=lambda row: row.line))
    created = tuple(code.id for code in new if code.id in used)
    return Imported(added=added, already=sorting.already, created=created, unplaced=unplaced)


def _check_columns(table: Table, path: str) -> None:
    there = set(table.columns)
    if not {"transcript", "code"} <= there or not ({"turn", "start", "end"} <= there or "quote" in there):
        raise QualcodeError(
            _("columns are missing."),
            where=f"{path}:1",
            advice=_("The first line must name transcript, code, and turn, start, end or quote."),
        )


def _codes(study: Study, table: Table, *, create: bool) -> tuple[dict[str, str | QualcodeError], list[Code]]:
    """The id of each code named in the table, or why it can't be applied; and the codes to be made for it."""
    found: dict[str, str | QualcodeError] = {}
    new: list[Code] = []
    for name in dict.fromkeys(row.get("code", "") for _line, row in table.records()):
        try:
            found[name] = code_to_apply(study, name).id
        except Unknown as error:
            code_id = code_id_of(name) if create else ""
            if code_id and code_id not in {*study.codebook.by_id, *(code.id for code in new)}:
                new.append(Code(id=code_id, label={study.settings.language: name}))
            found[name] = code_id or error
        except QualcodeError as error:  # retired
            found[name] = error
    return found, new


def code_id_of(label: str) -> str:
    """An id made from a label; empty when the label has neither letter nor digit.

    >>> code_id_of("Crainte d'être remplacé")
    'crainte_d_etre_remplace'
    """
    words = "".join(char if char.isalnum() else " " for char in folded(label)).split()
    made = "_".join(words)
    return made if CODE_ID.fullmatch(made) else ""


def _sort(
    study: Study,
    name: str,
    rows: Sequence[tuple[int, dict[str, str]]],
    codes: dict[str, str | QualcodeError],
    sorting: _Sorting,
    coder: str,
    at: str,
) -> None:
    try:
        text = _Text(study.transcript(name))
    except QualcodeError as error:
        sorting.unplaced.extend(_unplaced(line, row, str(error)) for line, row in rows)
        return
    known: dict[str, set[tuple[str, tuple[Anchor, ...]]]] = {}
    for line, row in rows:
        who = row.get("coder") or coder
        try:
            coding = _coding(text, row, codes[row.get("code", "")], who, at)
        except QualcodeError as error:
            sorting.unplaced.append(_unplaced(line, row, str(error)))
            continue
        if who not in known:
            known[who] = {
                (placement.coding.code, placement.coding.anchors)
                for placement in study.placements(who, text.transcript)
            }
        if (coding.code, coding.anchors) in known[who]:
            sorting.already += 1
        else:
            known[who].add((coding.code, coding.anchors))
            sorting.placed.setdefault(who, {}).setdefault(name, []).append(coding)


def _unplaced(line: int, row: dict[str, str], reason: str) -> Unplaced:
    return Unplaced(
        line=line,
        transcript=row.get("transcript", ""),
        code=row.get("code", ""),
        quote=row.get("quote", ""),
        reason=reason,
    )


def _coding(text: "_Text", row: dict[str, str], code: str | QualcodeError, coder: str, at: str) -> Coding:
    if isinstance(code, QualcodeError):
        raise code
    if not CODER_NAME.fullmatch(coder):
        raise QualcodeError(_("“{name}” can't be the name of a coder.").format(name=coder))
    anchor = _by_place(text.transcript, row) if row.get("start") and row.get("end") else text.find(row)
    return Coding(
        id=new_id(),
        turn=anchor.turn,
        start=anchor.start,
        end=anchor.end,
        quote=anchor.quote,
        code=code,
        qualifiers={name: row[name] for name in QUALIFIERS if row.get(name)},
        origin="import",
        memo=row.get("memo", ""),
        at=at,
        made_on=text.transcript.fingerprint,
    )


def _by_place(transcript: Transcript, row: dict[str, str]) -> Anchor:
    turn = transcript.by_turn.get(row.get("turn", ""))
    if turn is None:
        raise Unknown(_("{id} has no turn {turn}.").format(id=transcript.id, turn=row.get("turn", "")))
    try:
        start, end = int(row["start"]), int(row["end"])
    except ValueError:
        raise QualcodeError(_("start and end must be whole numbers.")) from None
    if not 0 <= start < end <= len(turn.text):
        raise QualcodeError(
            _("turn {turn} has no characters {start} to {end}.").format(turn=turn.id, start=start, end=end)
        )
    words = turn.text[start:end]
    if not words.strip():
        raise QualcodeError(_("there are no words in this passage."))
    if row.get("quote") and alike(normalize("NFC", row["quote"])).strip() != alike(words).strip():
        raise QualcodeError(_("other words stand there: “{words}”.").format(words=words[:60]))
    return Anchor(turn=turn.id, start=start, end=end, quote=words)


class _Text:
    """A transcript as one string, to find words in any of its turns in one search."""

    def __init__(self, transcript: Transcript) -> None:
        self.transcript = transcript
        self._hints = 5
        self._starts = list(accumulate((len(turn.text) + 1 for turn in transcript.turns), initial=0))

    @cached_property
    def _whole(self) -> str:
        return alike("\0".join(turn.text for turn in self.transcript.turns))

    def find(self, row: dict[str, str]) -> Anchor:
        """Where the row's words stand, once. Raises QualcodeError when nowhere, or more than once."""
        wanted = alike(normalize("NFC", row.get("quote", ""))).strip()
        if not wanted:
            raise QualcodeError(_("the row has neither a place nor words."))
        places = list(self._places(wanted, *self._range(row.get("turn", ""))))
        if len(places) == 1:
            return self._anchor(places[0], len(wanted))
        if not places:
            raise Unknown(_("the words are not in the transcript."), advice=self._like(wanted))
        raise QualcodeError(
            _("the words stand there {n} times: name the turn, or start and end.").format(n=len(places))
        )

    def _like(self, wanted: str) -> str:
        """The words that look most like them; for the first few rows only, for it takes time."""
        from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - only for messages

        self._hints -= 1
        found = partial_ratio_alignment(wanted, self._whole, score_cutoff=80) if self._hints >= 0 else None
        if found is None:
            return ""
        near = self._anchor(found.dest_start, found.dest_end - found.dest_start)
        return _("Turn {turn} has “{words}”.").format(turn=near.turn, words=near.quote.strip())

    def _range(self, turn: str) -> tuple[int, int]:
        if not turn:
            return 0, len(self._whole)
        if turn not in self.transcript.by_turn:
            raise Unknown(_("{id} has no turn {turn}.").format(id=self.transcript.id, turn=turn))
        n = self.transcript.position[turn]
        return self._starts[n], self._starts[n + 1] - 1

    def _places(self, wanted: str, start: int, end: int) -> Iterator[int]:
        at = self._whole.find(wanted, start, end)
        while at >= 0:
            yield at
            at = self._whole.find(wanted, at + 1, end)

    def _anchor(self, at: int, length: int) -> Anchor:
        n = bisect_right(self._starts, at) - 1
        turn = self.transcript.turns[n]
        start = at - self._starts[n]
        return Anchor(turn=turn.id, start=start, end=start + length, quote=turn.text[start : start + length])
