"""Keep a coder, or a share of segments, without suggestions; and measure whether suggestions make coders agree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.segment import Segment
from qualcode.core.study import Settings
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError, Unknown
from qualcode.report.provenance import by_hand, proposer_of
from qualcode.store.study import Study
from qualcode.workflow.study.segmenting import segments

if TYPE_CHECKING:  # numpy is loaded by the comparison that needs it
    from qualcode.analysis.anchoring import Anchoring, Cells

Cell = tuple[int, str]
"""A segment's number and a code."""

_CONDITIONS = ("shown", "mixed", "blind")


def is_blind(settings: Settings, coder: str, transcript: str, turn: str, start: int) -> bool:
    """True when no suggestion may be shown to this coder on the segment that begins there.

    Every coder has another share of segments, always the same one: a segment is blind when the first 64 bits of BLAKE2b
    over transcript, turn, start and coder, read as a fraction, are below `blind_share`. A larger share keeps those of a
    smaller one. Text put in before a segment moves its beginning, and draws anew.

    >>> from qualcode.core.study import SuggestSettings
    >>> half = Settings(suggest=SuggestSettings(blind_share=0.5, blind_coders=("ben",)))
    >>> is_blind(half, "ben", "E01", "2", 0), is_blind(Settings(), "ana", "E01", "2", 0)
    (True, False)
    """
    if coder in settings.suggest.blind_coders:
        return True
    whole = "\x1f".join((transcript, turn, str(start), coder)).encode()
    drawn = int.from_bytes(blake2b(whole, digest_size=8).digest(), "big") / 2**64
    return drawn < settings.suggest.blind_share


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A coding as the cells it fills; `blind` when a proposal was accepted although none was shown there."""

    coder: str
    origin: str
    cells: frozenset[Cell]
    blind: bool


@dataclass(slots=True, kw_only=True)
class _Gathered:
    """What both coders said of the segments of the transcripts that both coded."""

    transcripts: list[str]
    conditions: list[str]
    given: list[_Given]
    displaced: int = 0


def anchoring(study: Study, coder_a: str, coder_b: str, *, seed: int = 0) -> "Anchoring":
    """Compare agreement where both coders were shown suggestions with agreement where neither was.

    Segment x code, over the respondents' segments (the study's unit) of the transcripts that both coded, and the codes
    that one of them used. A coding fills every segment it overlaps. Raises Unknown for a coder who coded nothing, and
    QualcodeError when they coded no transcript in common.
    """
    from qualcode.analysis import anchoring as statistics  # noqa: PLC0415

    gathered = _gather(study, (coder_a, coder_b))
    cells = {
        coder: frozenset(cell for one in gathered.given if one.coder == coder for cell in one.cells)
        for coder in (coder_a, coder_b)
    }
    codes = tuple(sorted({code for own in cells.values() for _segment, code in own}))
    by_segment = statistics.counts(*(_table(own, len(gathered.conditions), codes) for own in cells.values()))
    parts = [
        by_segment[[n for n, own in enumerate(gathered.conditions) if own == condition]] for condition in _CONDITIONS
    ]
    shown, mixed, blind = (statistics.agreement(part, seed=seed) for part in parts)
    return statistics.Anchoring(
        coders=(coder_a, coder_b),
        unit=study.settings.unit,
        transcripts=tuple(gathered.transcripts),
        codes=codes,
        shown=shown,
        mixed=mixed,
        blind=blind,
        difference=statistics.difference(parts[0], parts[2], seed=seed),
        kept=statistics.kept(
            [(one.coder, one.origin, one.cells) for one in gathered.given],
            {coder_a: cells[coder_b], coder_b: cells[coder_a]},
        ),
        misplaced=sum(one.blind for one in gathered.given),
        displaced=gathered.displaced,
        seed=seed,
    )


def _table(cells: frozenset[Cell], size: int, codes: Sequence[str]) -> "Cells":
    """Segments x codes, true where the coder gave the code to the segment."""
    import numpy as np  # noqa: PLC0415

    table = np.zeros((size, len(codes)), dtype=np.bool_)
    column = {code: n for n, code in enumerate(codes)}
    for segment, code in cells:
        table[segment, column[code]] = True
    return table


def _gather(study: Study, coders: tuple[str, str]) -> _Gathered:
    _check(study, coders)
    gathered = _Gathered(transcripts=[], conditions=[], given=[])
    for transcript in study.passes():
        placed = [study.placed(coder, transcript) for coder in coders]
        if not all(found or lost for found, lost in placed):
            continue
        gathered.displaced += sum(lost for _found, lost in placed)
        _add(study, gathered, transcript, {coder: found for coder, (found, _lost) in zip(coders, placed, strict=True)})
    if not gathered.transcripts:
        raise QualcodeError(
            _("{a} and {b} coded no transcript in common.").format(a=coders[0], b=coders[1]),
            advice=_("Agreement is compared on what both have coded."),
        )
    return gathered


def _check(study: Study, coders: tuple[str, str]) -> None:
    for coder in coders:
        if coder not in study.coders:
            raise Unknown(
                _("{coder} has coded nothing.").format(coder=coder),
                advice=_("Coders of this study: {names}.").format(names=", ".join(study.coders) or "–"),
            )
    if coders[0] == coders[1]:
        raise QualcodeError(_("agreement is between two coders."), advice=_("Name two coders."))


def _add(study: Study, gathered: _Gathered, transcript: Transcript, found: Mapping[str, Sequence[Coding]]) -> None:
    answers = {turn.id for turn in transcript.answers()}
    own = [segment for segment in segments(study, transcript) if segment.turn in answers]
    first = len(gathered.conditions)
    gathered.transcripts.append(transcript.id)
    gathered.conditions += [_condition(study.settings, list(found), transcript.id, segment) for segment in own]
    by_turn: dict[str, list[tuple[int, Segment]]] = {}
    for n, segment in enumerate(own, first):
        by_turn.setdefault(segment.turn, []).append((n, segment))
    for coder, codings in found.items():
        for coding in codings:
            overlapped = list(_overlapped(coding, by_turn))
            if overlapped:
                gathered.given.append(_given(study, coder, transcript.id, coding, overlapped))


def _condition(settings: Settings, coders: Sequence[str], transcript: str, segment: Segment) -> str:
    blind = sum(is_blind(settings, coder, transcript, segment.turn, segment.start) for coder in coders)
    return _CONDITIONS[blind]


def _overlapped(coding: Coding, by_turn: dict[str, list[tuple[int, Segment]]]) -> Iterator[tuple[int, Segment]]:
    for anchor in coding.anchors:
        for n, segment in by_turn.get(anchor.turn, ()):
            if anchor.start < segment.end and segment.start < anchor.end:
                yield n, segment


def _given(
    study: Study, coder: str, transcript: str, coding: Coding, overlapped: Sequence[tuple[int, Segment]]
) -> _Given:
    code = study.codebook.resolve(coding.code)
    accepted = not by_hand(coding.origin)
    hidden = all(is_blind(study.settings, coder, transcript, own.turn, own.start) for _n, own in overlapped)
    return _Given(
        coder=coder,
        origin=proposer_of(coding.origin),
        cells=frozenset((n, code) for n, _segment in overlapped),
        blind=accepted and hidden,
    )
