"""Code saturation, for readers and for programs: the curve, the verdict with its rule, and what limits it.

The word "saturation" never stands without its level and its parameters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from qualcode.analysis.evidence import Evidence, as_point
from qualcode.analysis.orders import OrderBand
from qualcode.analysis.saturation import Saturation, SensitivityCell
from qualcode.core.language import _, plural
from qualcode.core.study import StoppingRule
from qualcode.report.numbers import decimal, glued, percent
from qualcode.report.plain import csv_text
from qualcode.report.sheet import Column, Sheet

BAND = ("mean", "low", "high")
COLUMNS = ("stratum", "order", "interview", "new", "cumulative", *BAND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """One verdict, the ids of its interviews in the order they were done, and the other rules that were tried.

    `sensitivity` may be left empty. It is shown only where the verdict itself is: it would tell what is withheld.
    `evidence` is what else stands beside the verdict; `asked` counts the people asked for an interview by what came of it.
    Raises ValueError when there are not as many ids as interviews.
    """

    result: Saturation
    interviews: tuple[str, ...]
    sensitivity: tuple[SensitivityCell, ...] = ()
    evidence: Evidence | None = None
    asked: Mapping[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.interviews) != self.result.interviews:
            raise ValueError(f"{len(self.interviews)} ids for {self.result.interviews} interviews")

    @property
    def name(self) -> str:
        """The name of the stratum, for readers."""
        return _("Whole study") if self.result.name == "all" else self.result.name or _("not stated")

    @property
    def shown_sensitivity(self) -> tuple[SensitivityCell, ...]:
        """The other rules, where the verdict may be told."""
        return () if self.result.verdict == "cannot_be_claimed" else self.sensitivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """The codes that at least two groups share, with these groups, and the rule applied to them alone over all interviews."""

    groups: tuple[str, ...]
    codes: Mapping[str, tuple[str, ...]]
    result: Saturation


def saturation_document(
    strata: Sequence[Stratum], crossing: Crossing | None = None, single: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The JSON document: `{"rule":{"base","run","threshold","level","methodology"},"strata":[…]}`, `all` first.

    `crossing` holds the codes that groups share, `single_speaker_codes` those that one respondent alone said.

    Raises ValueError when there is no stratum.
    """
    if not strata:
        raise ValueError("no stratum")
    rule = strata[0].result.rule
    return {
        "rule": {
            "base": rule.base,
            "run": rule.run,
            "threshold": rule.threshold,
            "level": rule.level,
            "methodology": rule.methodology,
        },
        "strata": [_document(stratum) for stratum in strata],
        "crossing": _crossing_document(crossing) if crossing else None,
        "single_speaker_codes": dict(single or {}),
    }


def saturation_csv(strata: Sequence[Stratum]) -> str:
    """One row for each interview of each stratum, in the order they were done; columns COLUMNS.

    `mean`, `low` and `high` are codes seen after so many interviews in other orders; empty where they were not computed.
    """
    return csv_text(
        COLUMNS,
        (
            (stratum.result.name, order, interview, new, total, *band)
            for stratum in strata
            for (order, interview, new, total), band in zip(_interviews(stratum), _band(stratum), strict=True)
        ),
    )


def _band(stratum: Stratum) -> Iterable[tuple[float | None, float | None, float | None]]:
    found = stratum.evidence
    if not found or not found.band:
        return [(None, None, None)] * stratum.result.interviews
    return (
        (round(mean, 2), round(low, 2), round(high, 2))
        for mean, low, high in zip(found.mean, found.band.low, found.band.high, strict=True)
    )


def head_line(result: Saturation) -> str:
    """How much the verdict rests on: interviews and codes (or themes), always with the level."""
    interviews = plural("{n} interview", "{n} interviews", result.interviews)
    if result.rule.level == "theme":
        return _("{interviews}, {codes}; level: theme").format(
            interviews=interviews, codes=plural("{n} theme", "{n} themes", result.codes)
        )
    return _("{interviews}, {codes}; level: code").format(
        interviews=interviews, codes=plural("{n} code", "{n} codes", result.codes)
    )


def counts_line(result: Saturation) -> str:
    """How many interviews, how many codes or themes, where the level is said elsewhere."""
    interviews = plural("{n} interview", "{n} interviews", result.interviews)
    seen = (
        plural("{n} theme", "{n} themes", result.codes)
        if result.rule.level == "theme"
        else plural("{n} code", "{n} codes", result.codes)
    )
    return f"{interviews}, {seen}"


def verdict_line(result: Saturation) -> str:
    r"""The verdict with its parameters.

    "code saturation (base 4, run 2, threshold 5 %): reached at 6+2".
    """
    if result.rule.methodology == "reflexive":
        return _("No verdict.")
    return glued(
        _("{subject} ({parameters}): {verdict}").format(
            subject=_("code saturation") if result.rule.level == "code" else _("theme saturation"),
            parameters=parameters_line(result.rule),
            verdict=short_verdict(result),
        )
    )


def verdict_word(result: Saturation) -> str:
    """The verdict where its parameters stand elsewhere on the page: "code saturation: reached at 6+2"."""
    if result.rule.methodology == "reflexive":
        return _("No verdict.")
    subject = _("code saturation") if result.rule.level == "code" else _("theme saturation")
    return glued(_("{label}: {value}").format(label=subject, value=short_verdict(result)))


def short_verdict(result: Saturation) -> str:
    """The verdict alone, under a heading that says of what: "reached at 6+2"."""
    if result.rule.methodology == "reflexive":
        return _("no verdict")
    return {
        "reached": _("reached at {at}").format(at=result.reached_at),
        "not_reached": _("not reached"),
        "cannot_be_claimed": _("cannot be claimed"),
    }[result.verdict]


def estimate_line(stratum: Stratum) -> str:
    """What is still unseen, with Q1 and Q2; empty when nothing is estimated (the caveats then say why)."""
    result = stratum.result
    if result.coverage is None or result.chao2 is None or result.expected_new_next is None:
        return ""
    sentence = (
        _(
            "Coverage {coverage} (Chao & Jost 2012); Chao2: at least {chao2} codes, seen and unseen;"
            " expected in one more interview: {expected} new codes (Q1 = {q1}, Q2 = {q2})."
        )
        if result.rule.level == "code"
        else _(
            "Coverage {coverage} (Chao & Jost 2012); Chao2: at least {chao2} themes, seen and unseen;"
            " expected in one more interview: {expected} new themes (Q1 = {q1}, Q2 = {q2})."
        )
    )
    return glued(
        sentence.format(
            # Rounded to 100 % it would claim that nothing is left to find.
            coverage=percent(result.coverage if result.coverage == 1 else min(result.coverage, 0.99)),
            chao2=_with_interval(stratum),
            expected=decimal(result.expected_new_next),
            q1=result.Q1,
            q2=result.Q2,
        )
    )


def reading_notes(strata: Sequence[Stratum], *, detail: bool = True) -> tuple[str, ...]:
    """What the signs mean, said once for all strata."""
    results = [stratum.result for stratum in strata]
    notes = []
    if any(result.reached_at or stratum.shown_sensitivity for result, stratum in zip(results, strata, strict=True)):
        notes.append(_("6+2 reads: six interviews, then a run of two that brought no more than the threshold allows."))
    if any(result.coverage is not None for result in results) and detail:
        notes.append(_("Q1 and Q2: how many were met in exactly one and exactly two interviews."))
    return tuple(notes)


def interviews_sheet(stratum: Stratum) -> Sheet:
    """One row for each interview: its number, its id, what it brought, the total so far; the mean and band of the orders."""
    found = stratum.evidence
    if not found or not found.band:
        return Sheet(title="", columns=_interview_columns(), rows=tuple(_interviews(stratum)))
    columns = (
        *_interview_columns(),
        *(
            Column(key=key, label=label, align="right")
            for key, label in zip(BAND, (_("mean"), _("low"), _("high")), strict=True)
        ),
    )
    rows = tuple(
        (*row, decimal(mean), decimal(low), decimal(high))
        for row, mean, low, high in zip(_interviews(stratum), found.mean, found.band.low, found.band.high, strict=True)
    )
    return Sheet(title="", columns=columns, rows=rows)


def sensitivity_sheet(strata: Sequence[Stratum]) -> Sheet | None:
    """What other rules would have said, a column for each stratum whose verdict is told; None when there is none."""
    told = [stratum for stratum in strata if stratum.shown_sensitivity]
    if not told:
        return None
    first = told[0].shown_sensitivity
    cells = [{(cell.base, cell.run, cell.threshold): cell for cell in each.shown_sensitivity} for each in told]
    return Sheet(
        title=_("The same interviews under other rules (Guest, Namey & Chen 2020)"),
        columns=(
            Column(key="base", label=_("Base"), align="right"),
            Column(key="run", label=_("Run"), align="right"),
            Column(key="threshold", label=_("Threshold"), align="right"),
            *(Column(key=f"stratum:{each.result.name}", label=each.name) for each in told),
        ),
        rows=tuple(
            (
                row.base,
                row.run,
                percent(row.threshold),
                *(_told(each[row.base, row.run, row.threshold]) for each in cells),
            )
            for row in first
        ),
        notes=(_("– : too few interviews, or no code in the base."),)
        if any(cell.hindrance for each in told for cell in each.shown_sensitivity)
        else (),
    )


def _with_interval(stratum: Stratum) -> str:
    assert stratum.result.chao2 is not None
    estimate = decimal(stratum.result.chao2)
    interval = stratum.evidence.interval if stratum.evidence else None
    if interval is None:
        return estimate
    return _("{value} ({low} to {high})").format(value=estimate, low=decimal(interval.low), high=decimal(interval.high))


def parameters_line(rule: StoppingRule) -> str:
    """The parameters of a rule: base 4, run 2, threshold 5 %."""
    return _("base {base}, run {run}, threshold {threshold}").format(
        base=rule.base, run=rule.run, threshold=percent(rule.threshold)
    )


def _told(cell: SensitivityCell) -> str | None:
    return None if cell.hindrance else cell.reached_at or _("not reached")


def _interviews(stratum: Stratum) -> Iterator[tuple[int, str, int, int]]:
    result = stratum.result
    rows = zip(stratum.interviews, result.new_per_interview, result.cumulative, strict=True)
    return ((order, interview, new, total) for order, (interview, new, total) in enumerate(rows, 1))


def _interview_columns() -> tuple[Column, ...]:
    return (
        Column(key="order", label=_("No."), align="right"),
        Column(key="interview", label=_("Interview")),
        Column(key="new", label=_("New"), align="right"),
        Column(key="cumulative", label=_("Total"), align="right"),
    )


def _document(stratum: Stratum) -> dict[str, Any]:
    result = stratum.result
    return {
        "name": result.name,
        "interviews": result.interviews,
        "codes": result.codes,
        "level": result.rule.level,
        "interview_ids": list(stratum.interviews),
        "new_per_interview": list(result.new_per_interview),
        "cumulative": list(result.cumulative),
        "verdict": result.verdict,
        "reached_at": result.reached_at,
        "reason": result.reason,
        "base_codes": result.base_codes,
        "runs": [asdict(run) for run in result.runs],
        "coverage": result.coverage,
        "chao2": result.chao2,
        "expected_new_next": result.expected_new_next,
        "q1": result.Q1,
        "q2": result.Q2,
        "caveats": list(result.caveats),
        "sensitivity": [asdict(cell) for cell in stratum.shown_sensitivity],
        "asked": dict(stratum.asked),
        **(_evidence_document(stratum.evidence) if stratum.evidence else {}),
    }


def _evidence_document(found: Evidence) -> dict[str, Any]:
    return {
        "chao2_low": found.interval.low if found.interval else None,
        "chao2_high": found.interval.high if found.interval else None,
        "outlook": [{"more": m, "new": new} for m, new in enumerate(found.outlook, 1)],
        "mean_curve": [round(value, 4) for value in found.mean],
        "orders": _orders_document(found.band, told=found.stopping_told) if found.band else None,
        "ten_plus_three": asdict(found.francis) if found.francis else None,
        "met_once": list(found.once),
    }


def _orders_document(band: OrderBand, *, told: bool) -> dict[str, Any]:
    """The band around the curve; where the rule would have stopped only where the verdict is told."""
    document: dict[str, Any] = {
        "orders": band.orders,
        "exact": band.exact,
        "seed": None if band.exact else band.seed,
        "level": band.level,
        "low": list(band.low),
        "high": list(band.high),
    }
    if told:
        document |= {
            "share_reached": band.share_reached,
            "stopping": {as_point(k, band.rule): n for k, n in band.stopping.items()},
            "not_reached": band.not_reached,
            "not_computable": band.not_computable,
        }
    return document


def _crossing_document(crossing: Crossing) -> dict[str, Any]:
    result = crossing.result
    return {
        "groups": list(crossing.groups),
        "codes": [{"code": code, "groups": list(groups)} for code, groups in crossing.codes.items()],
        "in_every_group": sum(len(groups) == len(crossing.groups) for groups in crossing.codes.values()),
        "new_per_interview": list(result.new_per_interview),
        "cumulative": list(result.cumulative),
        "verdict": result.verdict,
        "reached_at": result.reached_at,
        "reason": result.reason,
    }
