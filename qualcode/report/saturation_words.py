"""What stands beside a verdict, a sentence for each: other orders, other rules, what more interviews would bring."""

from collections.abc import Iterator, Mapping, Sequence

from qualcode.analysis.evidence import as_point, usual_stopping
from qualcode.analysis.saturation import Saturation, reached
from qualcode.core.language import _, plural
from qualcode.report.numbers import decimal, percent, thousands
from qualcode.report.recruitment import asked_line, mostly_silent
from qualcode.report.saturation import Crossing, Stratum, short_verdict

AHEAD = 3
"""Interviews ahead of which the screen speaks; the JSON document goes on to ten."""


def what_matters(stratum: Stratum) -> str:
    """The sentences that come first: why not, or what the last run brought, and whether another order would have said it."""
    result = stratum.result
    if result.verdict == "cannot_be_claimed":
        return result.reason
    run = reached(result.runs, result.rule.threshold) or result.runs[-1]
    brought = _("{new} in interviews {first} to {last}, {ratio} of the base.").format(
        new=_new(run.new, result), first=run.first, last=run.last, ratio=percent(run.ratio)
    )
    return " ".join(part for part in (brought, orders_line(stratum), *outlook_lines(stratum)) if part)


def orders_line(stratum: Stratum) -> str:
    """In what share of the orders the rule fires, and where most often; empty where the verdict is not told."""
    found = stratum.evidence
    if not found or not found.band or not found.stopping_told:
        return ""
    band = found.band
    orders = (
        plural("In the only order there is", "In all {n} orders of these interviews", band.orders)
        if band.exact
        else _("In {n} random orders of these interviews").format(n=thousands(band.orders))
    )
    usual = usual_stopping(band)
    if usual is None:
        return _("{orders}, the rule never fires.").format(orders=orders)
    return _("{orders}, the rule fires in {share}, most often at {at} ({part}).").format(
        orders=orders,
        share=percent(band.share_reached if band.share_reached == 1 else min(band.share_reached, 0.99)),
        at=as_point(usual[0], band.rule),
        part=percent(usual[1]),
    )


def outlook_lines(stratum: Stratum) -> Iterator[str]:
    """What a few more interviews of this kind would bring, where that is estimated."""
    found, result = stratum.evidence, stratum.result
    if not found:
        return
    if result.Q1 and len(found.outlook) >= AHEAD:  # without a code met once a caveat says what such a nought is worth
        new = decimal(found.outlook[AHEAD - 1])
        yield (
            _("Three more interviews of this kind would bring about {n} new codes.")
            if result.rule.level == "code"
            else _("Three more interviews of this kind would bring about {n} new themes.")
        ).format(n=new)


def detail_lines(stratum: Stratum, labels: Mapping[str, str]) -> Iterator[str]:
    """Everything else that stands beside one verdict."""
    found = stratum.evidence
    yield orders_line(stratum)
    yield from outlook_lines(stratum)
    if found and found.francis:
        yield _francis_line(stratum, labels)
    if found and found.once:
        yield _("Met in one interview only: {codes}.").format(
            codes=", ".join(labels.get(code, code) for code in found.once)
        )
    yield recruitment_line(stratum)


def recruitment_line(stratum: Stratum) -> str:
    """Who was asked, and what that may forbid; empty without a log of it."""
    asked = asked_line(stratum.asked)
    if stratum.result.verdict != "cannot_be_claimed" and mostly_silent(stratum.asked):
        asked += " " + _(
            "At least half refused or did not answer. If that forbids the claim, say so under [saturation.withhold]."
        )
    return asked


def band_note(strata: Sequence[Stratum]) -> str:
    """What the mean and the band of the tables are; empty when there is none."""
    bands = [stratum.evidence.band for stratum in strata if stratum.evidence and stratum.evidence.band]
    if not bands:
        return ""
    return _(
        "mean, low, high: codes after so many interviews had they come in any other order: the exact mean (Colwell, Mao & Chang "
        "2004) and the band that holds 95 % of the orders (Constantinou et al. 2017)."
    )


def crossing_lines(crossing: Crossing, labels: Mapping[str, str]) -> Iterator[str]:
    """Which codes cross groups, and whether those, taken alone, still come in."""
    result = crossing.result
    every = sum(len(groups) == len(crossing.groups) for groups in crossing.codes.values())
    yield plural(
        "{n} code was met in at least two of the {groups} groups, {every} in all of them.",
        "{n} codes were met in at least two of the {groups} groups, {every} in all of them.",
        len(crossing.codes),
        groups=len(crossing.groups),
        every=every,
    )
    if crossing.codes:
        yield _("The rule on these alone, over all interviews: {verdict}.").format(verdict=short_verdict(result))
        shared = [
            labels.get(code, code) for code, groups in crossing.codes.items() if len(groups) < len(crossing.groups)
        ]
        if shared:
            yield _("In some groups only: {codes}.").format(codes=", ".join(shared))
    yield _(
        "What crosses groups takes more interviews than what one group says (Hagaman & Wutich 2017). No estimate of the unseen "
        "is made here: codes of one interview were left out by choice."
    )


def _francis_line(stratum: Stratum, labels: Mapping[str, str]) -> str:
    found = stratum.evidence.francis if stratum.evidence else None
    assert found is not None
    whole = (
        _("10 + 3 (Francis et al. 2010): stops at interview {n}.").format(n=found.stopped_at)
        if found.stopped_at
        else _("10 + 3 (Francis et al. 2010): does not stop.")
    )
    by_end: dict[int | None, list[str]] = {}
    for theme, end in found.themes.items():
        by_end.setdefault(end, []).append(labels.get(theme, theme))
    if len(by_end) < 2:  # noqa: PLR2004 - all themes as the whole
        return whole
    ends = sorted(by_end, key=lambda end: (end is None, end))
    parts = [
        _("{label}: {value}").format(label=str(end) if end else _("does not stop"), value=", ".join(by_end[end]))
        for end in ends
    ]
    by_theme = _("Theme by theme, {themes}.").format(themes="; ".join(parts))
    return f"{whole} {by_theme}"


def _new(n: int, result: Saturation) -> str:
    if result.rule.level == "code":
        return plural("{n} new code", "{n} new codes", n)
    return plural("{n} new theme", "{n} new themes", n)
