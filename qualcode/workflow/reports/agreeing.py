"""Compare what coders did: the interviews they all coded, cut into units, and who gave which code where."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal, get_args

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.segment import Segment
from qualcode.core.speech import blank_brackets
from qualcode.core.study import Unit
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet, QualcodeError, Unknown
from qualcode.report.agreement import AgreementReport, CodeAgreement, Disagreement
from qualcode.store.study import Study
from qualcode.workflow.coding.arbitrating import unfinished
from qualcode.workflow.coding.standing import counted_coders
from qualcode.workflow.interviews.segmenting import segments
from qualcode.workflow.reports.counting import labels

if TYPE_CHECKING:  # numpy is loaded by the report that needs it
    import numpy as np
    from numpy.typing import NDArray

CompareUnit = Literal["segment", "turn", "sentence", "passage", "interview", "characters"]
COMPARE_UNITS: tuple[str, ...] = get_args(CompareUnit)


Place = Anchor | Coding
Codes = tuple[frozenset[str], ...]
"""What each coder gave to one unit, in the coders' order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One unit that every coder read: what it weighs, and the codes each gave there, in the coders' order.

    A whole interview, or what nobody coded in it, has no `segment`; `found` then says where each code was first given.
    """

    transcript: str
    segment: Segment | None
    text: str
    weight: int
    given: Codes
    found: Mapping[str, Place] = field(default_factory=dict)


def agreement_report(
    study: Study, *, coders: Sequence[str] = (), unit: CompareUnit = "segment", top: int | None = None
) -> AgreementReport:
    """How far the coders (default: everybody) agree, on the interviews that all of them coded.

    `top` keeps the first disagreements of each code (None: all of them); how many there are is told all the same.

    Left out: the interviewer's turns, author's brackets, codings that have lost their place. Merged codes are their
    successors. A unit carries a code when at least a word of it does.
    Raises Unknown for a coder who coded nothing, NothingYet when fewer than two coders, or no interview, can be compared.
    """
    coders = compared_coders(study, coders)
    shared: list[str] = []
    sizes: Counter[Codes] = Counter()
    disputed: list[Judged] = []
    displaced = 0
    for transcript, codings, lost in _shared(study, coders):
        shared.append(transcript.id)
        displaced += lost
        for one in judged_units(study, transcript, codings, unit):
            sizes[one.given] += one.weight
            if len(set(one.given)) > 1:
                disputed.append(one)
    if not shared:
        raise _nothing_shared(study, coders)
    if not sizes:
        raise NothingYet(_("The interviews that were coded twice hold no words of respondents."))
    cut = study.settings.unit if unit == "segment" else unit
    notes = _notes(study, coders, shared, displaced)
    return _compared(study, coders, sizes, disputed, unit=cut, notes=notes, shared=shared, top=top)


def compared_coders(study: Study, names: Sequence[str]) -> tuple[str, ...]:
    """The coders named, else everybody. Raises Unknown for one who coded nothing, NothingYet for fewer than two."""
    for name in names:
        if name not in study.coders:
            known = ", ".join(study.coders) or "–"
            raise Unknown(
                _("{coder} has coded nothing here.").format(coder=name),
                advice=_("Coders: {names}.").format(names=known),
            )
    coders = tuple(dict.fromkeys(names)) or counted_coders(study)
    if len(coders) > 1:
        return coders
    message = _("Only {coder} has coded, and agreement takes two.").format(coder=coders[0]) if coders else ""
    raise NothingYet(
        message or _("Nobody has coded yet, and agreement takes two coders."),
        advice=_("Have somebody else code one of the interviews: qualcode tag add E01:2 CODE --coder ben."),
    )


def _shared(study: Study, coders: Sequence[str]) -> Iterator[tuple[Transcript, list[list[Coding]], int]]:
    """The readable interviews in which every coder coded something: each one's codings, and how many lost their place.

    Where coders work blind, only those that all of them have finished.
    """
    names = [set(study.coding_names(coder)) for coder in coders]
    for transcript_id in study.transcript_ids:
        if all(transcript_id in own for own in names) and not unfinished(study, transcript_id, coders):
            with suppress(QualcodeError):
                transcript = study.load(transcript_id).transcript
                found = [study.placed(coder, transcript) for coder in coders]
                if all(placed or lost for placed, lost in found):
                    yield transcript, [placed for placed, _lost in found], sum(lost for _placed, lost in found)


def _nothing_shared(study: Study, coders: Sequence[str]) -> NothingYet:
    """Says so, and which two coders share something when others do."""
    done = {coder: _coded(study, coder) for coder in coders}
    one, other = max(combinations(coders, 2), key=lambda pair: len(done[pair[0]] & done[pair[1]]))
    common = done[one] & done[other]
    advice = _("Have two coders code the same interview, without looking at each other's work.")
    if common and len(coders) > 2:  # noqa: PLR2004
        advice = plural(
            "{first} and {second} share {n} interview: --coders {first},{second}.",
            "{first} and {second} share {n} interviews: --coders {first},{second}.",
            len(common),
            first=one,
            second=other,
        )
    if study.settings.agreement.blind:
        advice = _("Coders of this study work blind: say that you have finished with qualcode arbitrate done ID.")
    return NothingYet(
        _("No interview was coded by all of {coders}, so there is nothing to compare.").format(
            coders=", ".join(coders)
        ),
        advice=advice,
    )


def _coded(study: Study, coder: str) -> set[str]:
    """The readable interviews in which a coder coded something, whether or not it still stands."""
    found: set[str] = set()
    for name in study.coding_names(coder):
        if name in study.transcript_ids:
            with suppress(QualcodeError):
                placed, lost = study.placed(coder, study.load(name).transcript)
                if placed or lost:
                    found.add(name)
    return found


# Units


def judged_units(
    study: Study, transcript: Transcript, codings: Sequence[Sequence[Coding]], unit: CompareUnit
) -> Iterator[Judged]:
    """The coded units of an interview, the respondents' words only, with the codes that each coder gives them.

    Units to which nobody gave anything are one, last, that weighs as much as all of them.
    """
    resolve = study.codebook.resolve
    now = {code: resolve(code) for own in codings for code in {coding.code for coding in own}}
    anchored = [
        # Nearly every coding lies in one turn: it is its own anchor.
        [(now[coding.code], anchor) for coding in own for anchor in (coding.anchors if coding.continues else (coding,))]
        for own in codings
    ]
    if unit == "interview":
        yield _interview(transcript, anchored)
        return
    cut = _pieces(transcript, anchored) if unit == "characters" else _segments(study, transcript, unit)
    by_turn: dict[str, list[Segment]] = {}
    for segment in cut:
        by_turn.setdefault(segment.turn, []).append(segment)
    spoken = {turn.id: blank_brackets(turn.text) for turn in transcript.answers()}
    bounds = {
        turn: ([segment.start for segment in own], [segment.end for segment in own]) for turn, own in by_turn.items()
    }
    given = [_given(own, bounds, spoken) for own in anchored]
    blank = 0
    for turn_id, text in spoken.items():
        there = [own.get(turn_id, _NOTHING) for own in given]
        for n, segment in enumerate(by_turn.get(turn_id, ())):
            words = text[segment.start : segment.end]
            weight = sum(map(len, words.split())) if unit == "characters" else 1
            codes = tuple([own.get(n, _NO_CODES) for own in there])
            if any(codes):
                spot = transcript.by_turn[turn_id].text[segment.start : segment.end]
                yield Judged(transcript=transcript.id, segment=segment, text=spot, weight=weight, given=codes)
            elif has_words(words):
                blank += weight
    if blank:
        yield Judged(
            transcript=transcript.id, segment=None, text="", weight=blank, given=tuple(_NO_CODES for _own in given)
        )


_NO_CODES: frozenset[str] = frozenset()
_NOTHING: Mapping[int, frozenset[str]] = {}
Bounds = Mapping[str, tuple[Sequence[int], Sequence[int]]]
"""Where the segments of each turn start, and where they end."""


def _segments(study: Study, transcript: Transcript, unit: CompareUnit) -> Sequence[Segment]:
    wanted: dict[str, Unit] = {"turn": "turn", "sentence": "sentence", "passage": "passage"}
    return segments(study, transcript, wanted.get(unit))


def _pieces(transcript: Transcript, anchored: Sequence[Sequence[tuple[str, Place]]]) -> Iterator[Segment]:
    """Answers cut wherever a coding begins or ends: every character of a piece was judged alike."""
    cuts: dict[str, set[int]] = {}
    for own in anchored:
        for _code, anchor in own:
            cuts.setdefault(anchor.turn, set()).update((anchor.start, anchor.end))
    for turn in transcript.answers():
        places = sorted({0, len(turn.text), *cuts.get(turn.id, ())})
        for start, end in pairwise(places):
            yield Segment(turn=turn.id, start=start, end=end)


def _given(
    anchored: Iterable[tuple[str, Place]], bounds: Bounds, spoken: Mapping[str, str]
) -> dict[str, dict[int, frozenset[str]]]:
    """The codes one coder gave to each segment (turn, place in the turn), where at least a word of it is coded."""
    found: dict[str, dict[int, frozenset[str]]] = {}
    alone: dict[str, frozenset[str]] = {}  # most segments carry one code: their sets are one value
    for code, anchor in anchored:
        text = spoken.get(anchor.turn)
        if text is None or anchor.turn not in bounds:  # the interviewer's
            continue
        starts, ends = bounds[anchor.turn]
        start, end = anchor.start, anchor.end
        for n in range(bisect_right(ends, start), bisect_left(starts, end)):
            if has_words(text[max(starts[n], start) : min(ends[n], end)]):
                own = found.setdefault(anchor.turn, {})
                if n in own:
                    own[n] |= {code}
                else:
                    own[n] = alone.setdefault(code, frozenset((code,)))
    return found


def has_words(text: str) -> bool:
    """True when there is a letter or a digit."""
    return any(map(str.isalnum, text))


def _interview(transcript: Transcript, anchored: Sequence[Sequence[tuple[str, Place]]]) -> Judged:
    spoken = {turn.id: blank_brackets(turn.text) for turn in transcript.answers()}
    given: list[dict[str, Place]] = []
    for own in anchored:
        found: dict[str, Place] = {}
        for code, anchor in own:
            if anchor.turn in spoken and has_words(spoken[anchor.turn][anchor.start : anchor.end]):
                found.setdefault(code, anchor)
        given.append(found)
    first = {code: anchor for found in reversed(given) for code, anchor in found.items()}
    codes = tuple(frozenset(found) for found in given)
    return Judged(transcript=transcript.id, segment=None, text="", weight=1, given=codes, found=first)


# Coefficients


def _compared(
    study: Study,
    coders: tuple[str, ...],
    sizes: Mapping[Codes, int],
    disputed: Sequence[Judged],
    *,
    unit: str,
    shared: Sequence[str],
    notes: Iterable[str],
    top: int | None,
) -> AgreementReport:
    """The report, from how many units got which codes from whom, and the units that got different ones."""
    import numpy as np  # noqa: PLC0415

    from qualcode.analysis.agreement import masi_alpha, per_code  # noqa: PLC0415

    codes = _codes_in_order(study, sizes)
    given = _table(codes, coders, list(sizes))
    weights = np.array(list(sizes.values()), dtype=np.int64)
    each, together = per_code(given, weights=weights)
    contested = weights @ (given.any(axis=1) & ~given.all(axis=1)).T
    lines = tuple(
        CodeAgreement(
            code=code,
            result=each[n],
            contested=int(contested[n]),
            given={coder: int(weights @ given[n, place]) for place, coder in enumerate(coders)},
        )
        for n, code in enumerate(codes)
    )
    by_code = _by_code(disputed)
    return AgreementReport(
        coders=coders,
        unit=unit,
        interviews=tuple(shared),
        units=int(weights.sum()),
        codes=lines,
        together=together,
        masi=masi_alpha(given, weights=weights),
        disagreements=tuple(_disagreements(coders, by_code, lines, top)),
        disputed={code: len(own) for code, own in by_code.items()},
        labels=labels(study, codes),
        notes=tuple(notes),
    )


def _table(codes: Sequence[str], coders: Sequence[str], columns: Sequence[Codes]) -> "NDArray[np.bool_]":
    """Codes x coders x columns, True where the coder gave the code."""
    import numpy as np  # noqa: PLC0415

    row = {code: n for n, code in enumerate(codes)}
    given = np.zeros((len(codes), len(coders), len(columns)), dtype=np.bool_)
    for n, column in enumerate(columns):
        for coder, own in enumerate(column):
            for code in own:
                given[row[code], coder, n] = True
    return given


def _by_code(disputed: Iterable[Judged]) -> dict[str, list[Judged]]:
    """For each code, the units that it was given by some coders and not by others."""
    by_code: dict[str, list[Judged]] = {}
    for one in disputed:
        first, *others = one.given
        for code in first.union(*others) - first.intersection(*others):
            by_code.setdefault(code, []).append(one)
    return by_code


def _disagreements(
    coders: Sequence[str], by_code: Mapping[str, Sequence[Judged]], lines: Iterable[CodeAgreement], top: int | None
) -> Iterator[Disagreement]:
    made: dict[int, Disagreement] = {}  # a unit on which several codes differ is the same but for the code
    for line in sorted(lines, key=lambda line: -line.contested):
        for one in by_code.get(line.code, ())[:top]:
            known = made.get(id(one))
            if known is None or not one.segment:
                known = made[id(one)] = _disagreement(line.code, coders, one)
            yield known if known.code == line.code else replace(known, code=line.code)


def disagreements_in(study: Study, transcript: Transcript, coders: Sequence[str]) -> Iterator[Disagreement]:
    """Where these coders differ in one interview, by the study's unit, in text order; nothing while they work blind."""
    if unfinished(study, transcript.id, coders):
        return
    codings = [study.placed(coder, transcript)[0] for coder in coders]
    for one in judged_units(study, transcript, codings, "segment"):
        for code in sorted(_NO_CODES.union(*one.given) - one.given[0].intersection(*one.given)):
            yield _disagreement(code, coders, one)


def _disagreement(code: str, coders: Sequence[str], one: Judged) -> Disagreement:
    anchor = one.found.get(code)
    seen = _NO_CODES.union(*one.given) if one.segment else {code}  # all the codes of an interview would hide this one
    place = one.segment or Segment(
        turn=anchor.turn if anchor else "", start=anchor.start if anchor else 0, end=anchor.end if anchor else 0
    )
    return Disagreement(
        code=code,
        reference=place.reference(one.transcript),
        transcript=one.transcript,
        turn=place.turn,
        start=place.start,
        end=place.end,
        words=anchor.quote if anchor else one.text,
        given={coder: tuple(sorted(own & seen)) for coder, own in zip(coders, one.given, strict=True)},
    )


def _codes_in_order(study: Study, columns: Iterable[Codes]) -> tuple[str, ...]:
    """The codes that somebody gave, in the codebook's order, then those that no codebook knows.

    A code that nobody gave was not judged: counted as agreement, it would flatter the whole.
    """
    used = {code for column in columns for own in column for code in own}
    ordered = [code.id for _depth, code in study.codebook.tree() if code.id in used]
    return (*ordered, *sorted(used - set(ordered)))


def _notes(study: Study, coders: Sequence[str], shared: Sequence[str], displaced: int) -> Iterator[str]:
    yield _("Interviews that all of them coded ({n}): {ids}.").format(n=len(shared), ids=", ".join(shared))
    if displaced:
        yield plural(
            "{n} coding has lost its place and is not compared (see `qualcode check`).",
            "{n} codings have lost their place and are not compared (see `qualcode check`).",
            displaced,
        )
    if len(coders) > 2 and len(shared) < len(study.transcript_ids):  # noqa: PLR2004
        yield _("Interviews that only some of the coders coded are left out: --coders compares two of them.")
