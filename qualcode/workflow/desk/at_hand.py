"""Codes at hand: those beside the digits, those that some typed letters mean, and what is known of one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from qualcode.core.codebook import Code, Codebook
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.desk.reading import Reading
from qualcode.workflow.study.naming import folded

DIGITS = 9


def digits(study: Study, reading: Reading) -> tuple[str, ...]:
    """The codes beside the digits: the last nine that the coder used, each at the digit it took; then the codebook's first."""
    found: tuple[str, ...] = ()
    used: list[str] = []
    for code in _used(study, reading):
        found = with_code(found, code, used)
        used.append(code)
    usable = [code.id for code in reading.book.usable()]
    kept = [code for code in found if code in set(usable)]
    return tuple([*kept, *(code for code in usable if code not in kept)][:DIGITS])


def _used(study: Study, reading: Reading) -> Iterator[str]:
    for entry in study.journal(reading.coder)[0]:
        if entry.text is None and not entry.file.endswith(REJECTED) and entry.what in {"add", "change", "redo"}:
            yield from (reading.book.resolve(coding.code) for coding in entry.after)


def with_code(there: Sequence[str], code: str, used: Iterable[str]) -> tuple[str, ...]:
    """The digits after a code was used: it keeps its own, else takes the next, else that of the code unused longest.

    >>> with_code(("fear", "pay"), "time", ["fear", "pay"])
    ('fear', 'pay', 'time')
    """
    if code in there:
        return tuple(there)
    if len(there) < DIGITS:
        return (*there, code)
    last = {one: n for n, one in enumerate(used)}
    oldest = min(there, key=lambda one: last.get(one, -1))
    return tuple(code if one == oldest else one for one in there)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A code that typed letters may mean, and how well (0 to 100)."""

    code: Code
    score: float


def search(book: Codebook, typed: str, *, most: int = 50) -> list[Match]:
    """The codes that the letters may mean, best first; label and id weigh more than the definition; any language counts.

    Letters that begin a word of a label come first: two or three are enough. Nothing typed gives every code.
    """
    wanted = folded(typed.strip())
    usable = book.usable()
    if not wanted:
        return [Match(code=code, score=0) for code in usable][:most]
    found = [Match(code=code, score=score) for code in usable if (score := _score(wanted, code)) >= _LEAST]
    order = {code.id: n for n, code in enumerate(usable)}
    found.sort(key=lambda match: (-match.score, order[match.code.id]))
    return found[:most]


_LEAST = 70.0


def _score(wanted: str, code: Code) -> float:
    from rapidfuzz import fuzz  # noqa: PLC0415 - the desk opens before anything is searched

    names = [folded(name.replace("_", " ")) for name in (code.id, *code.label.values())]
    if any(name.startswith(wanted) for name in names):
        return 100.0
    if any(f" {wanted}" in re.sub("['’]", " ", name) for name in names):
        return 99.0
    if any(wanted in name for name in names):
        return 97.0
    by_name = max(fuzz.WRatio(wanted, name) for name in names)
    words = [word for text in code.definition.values() for word in folded(text).split()]
    by_definition = 85.0 if any(word.startswith(wanted) for word in words) else 0.0
    return max(by_name if len(wanted) > 2 else 0.0, by_definition)  # noqa: PLR2004 - two letters resemble everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote of a code: where, who says it, the words, the memo."""

    reference: str
    speaker: str
    text: str
    memo: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A code with its last quotes (the latest first), the codes around it in the tree, and those given with it."""

    code: Code
    quotes: tuple[Quoted, ...]
    around: tuple[Code, ...]
    beside: tuple[tuple[Code, int], ...]
    codings: int


def about(study: Study, coder: str, code_id: str, *, quotes: int = 5, beside: int = 5) -> About:
    """What a coder should have in mind of a code. Only the coder's own codings are read: others' stay blind."""
    book = study.codebook
    code = book.by_id[book.resolve(code_id)]
    found: list[Quoted] = []
    together: dict[str, int] = {}
    for name in study.coding_names(coder):
        if name not in study.transcript_ids:
            continue
        transcript = study.transcript(name)
        own = study.placed(coder, transcript)[0]
        places: dict[str, list[tuple[int, int]]] = {
            anchor.turn: [] for one in own if book.resolve(one.code) == code.id for anchor in one.anchors
        }
        for one in own:
            resolved = book.resolve(one.code)
            if resolved == code.id:
                words = " […] ".join(anchor.quote for anchor in one.anchors)
                speaker = transcript.by_turn[one.turn].speaker
                reference = f"{name}:{one.turn}"
                found.append(Quoted(reference=reference, speaker=speaker, text=words, memo=one.memo, at=one.at))
                for anchor in one.anchors:
                    places[anchor.turn].append((anchor.start, anchor.end))
        for one in own:
            resolved = book.resolve(one.code)
            if resolved != code.id and any(
                anchor.start < end and start < anchor.end
                for anchor in one.anchors
                for start, end in places.get(anchor.turn, ())
            ):
                together[resolved] = together.get(resolved, 0) + 1
    found.sort(key=lambda quote: quote.at, reverse=True)
    most = sorted(together.items(), key=lambda pair: (-pair[1], pair[0]))[:beside]
    return About(
        code=code,
        quotes=tuple(found[:quotes]),
        around=_around(book, code),
        beside=tuple((book.by_id[one], n) for one, n in most if one in book.by_id),
        codings=len(found),
    )


def _around(book: Codebook, code: Code) -> tuple[Code, ...]:
    """Parent, brothers and sisters, children."""
    above = [book.by_id[code.parent]] if code.parent in book.by_id and code.parent else []
    siblings = [one for one in book.children(code.parent if above else None) if one.id != code.id] if above else []
    there = (*above, *siblings, *book.children(code.id))
    return tuple(one for one in there if not one.merged_into)
