"""Compare what coders did: the interviews they all coded, cut into units, and who gave which code where."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

from qualcode.core.coding import Coding
from qualcode.core.language import _, plural
from qualcode.core.segment import Segment
from qualcode.core.transcript import Transcript
from qualcode.errors import NothingYet, QualcodeError, Unknown
from qualcode.report.agreement import AgreementReport, CodeAgreement, Disagreement
from qualcode.store.study import Study
from qualcode.workflow.coding.arbitrating import unfinished
from qualcode.workflow.coding.judging import NO_CODES, Codes, CompareUnit, Judged, judged_units
from qualcode.workflow.reports.asking import spread
from qualcode.workflow.study.naming import labels
from qualcode.workflow.study.standing import counted_coders


@dataclass(slots=True, kw_only=True)
class _Judgements:
    """What coders gave in some interviews: how many units got which codes from whom, and where they differ.

    `disputed` keeps the first of each code, as many as are listed; `differ` says how many there are.
    """

    shared: list[str] = field(default_factory=list)
    displaced: int = 0
    sizes: Counter[Codes] = field(default_factory=Counter)
    differ: Counter[str] = field(default_factory=Counter)
    disputed: dict[str, list[Judged]] = field(default_factory=dict)

    def take(self, one: Judged, top: int | None) -> None:
        """Count a unit."""
        self.sizes[one.given] += one.weight
        first, *others = one.given
        for code in first.union(*others) - first.intersection(*others):
            self._differ(code, 1, (one,), top)

    def add(self, other: "_Judgements", top: int | None) -> None:
        """Count what was found in later interviews."""
        self.shared += other.shared
        self.displaced += other.displaced
        self.sizes.update(other.sizes)
        for code, n in other.differ.items():
            self._differ(code, n, other.disputed.get(code, ()), top)

    def _differ(self, code: str, n: int, units: Sequence[Judged], top: int | None) -> None:
        self.differ[code] += n
        listed = self.disputed.setdefault(code, [])
        listed += units if top is None else units[: max(0, top - len(listed))]


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
    found = _Judgements()
    look = partial(_judge, coders, unit, top)
    names = _named_by_all(study, coders)
    for part in (
        spread(study, look, names) if top is not None else look(study, names)
    ):  # to hand over all would cost more than it saves
        found.add(part, top)
    if not found.shared:
        raise _nothing_shared(study, coders)
    if not found.sizes:
        raise NothingYet(_("The interviews that were coded twice hold no words of respondents."))
    return _compared(study, coders, found, unit=study.settings.unit if unit == "segment" else unit)


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


def _named_by_all(study: Study, coders: Sequence[str]) -> list[str]:
    """The interviews for which every coder has a file."""
    names = [set(study.coding_names(coder)) for coder in coders]
    return [name for name in study.transcript_ids if all(name in own for own in names)]


def _judge(
    coders: Sequence[str], unit: CompareUnit, top: int | None, study: Study, names: Sequence[str]
) -> list[_Judgements]:
    """What coders gave in those of these interviews that all of them coded, as one value."""
    found = _Judgements()
    for transcript, codings, lost in _shared(study, coders, names):
        found.shared.append(transcript.id)
        found.displaced += lost
        for one in judged_units(study, transcript, codings, unit):
            found.take(one, top)
    return [found]


def _shared(
    study: Study, coders: Sequence[str], names: Iterable[str]
) -> Iterator[tuple[Transcript, list[Sequence[Coding]], int]]:
    """The readable interviews in which every coder coded something: each one's codings, and how many lost their place.

    Where coders work blind, only those that all of them have finished.
    """
    for name in names:
        if not unfinished(study, name, coders):
            with suppress(QualcodeError):
                transcript = study.load(name).transcript
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


# Coefficients


def _compared(study: Study, coders: tuple[str, ...], found: _Judgements, *, unit: str) -> AgreementReport:
    """The report, from how many units got which codes from whom, and the units that got different ones."""
    from qualcode.analysis.agreement import masi_alpha, per_code  # noqa: PLC0415 - numpy

    codes = _codes_in_order(study, found.sizes)
    each, together = per_code(found.sizes, codes)
    lines = tuple(
        CodeAgreement(
            code=code,
            result=own.agreement,
            contested=own.contested,
            given=dict(zip(coders, own.given, strict=True)),
        )
        for code, own in zip(codes, each, strict=True)
    )
    return AgreementReport(
        coders=coders,
        unit=unit,
        interviews=tuple(found.shared),
        units=found.sizes.total(),
        codes=lines,
        together=together,
        masi=masi_alpha(found.sizes),
        disagreements=tuple(_disagreements(coders, found.disputed, lines)),
        disputed=dict(found.differ),
        labels=labels(study, codes),
        notes=tuple(_notes(study, coders, found.shared, found.displaced)),
    )


def _disagreements(
    coders: Sequence[str], disputed: Mapping[str, Sequence[Judged]], lines: Iterable[CodeAgreement]
) -> Iterator[Disagreement]:
    made: dict[int, Disagreement] = {}  # a unit on which several codes differ is the same but for the code
    for line in sorted(lines, key=lambda line: -line.contested):
        for one in disputed.get(line.code, ()):
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
        for code in sorted(NO_CODES.union(*one.given) - one.given[0].intersection(*one.given)):
            yield _disagreement(code, coders, one)


def _disagreement(code: str, coders: Sequence[str], one: Judged) -> Disagreement:
    anchor = one.found.get(code)
    seen = NO_CODES.union(*one.given) if one.segment else {code}  # all the codes of an interview would hide this one
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
