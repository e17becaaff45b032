"""Agreement with and without suggestions, for readers and for programs. It never says that a coder was anchored."""

from collections.abc import Iterator
from typing import Any

from qualcode.analysis.anchoring import FEW_CODED, FEW_SEGMENTS, Agreement, Anchoring, Kept
from qualcode.analysis.proportion import Interval, percent_allowed
from qualcode.core.language import _, hundredths, plural
from qualcode.report.numbers import percent
from qualcode.report.provenance import by_hand
from qualcode.report.sheet import Column, Sheet

_CONDITIONS = ("shown", "mixed", "blind")


def anchoring_sheet(result: Anchoring) -> Sheet:
    """One row for each condition: percent agreement and Cohen's kappa per segment x code, with intervals."""
    names = {
        "shown": _("shown to both"),
        "mixed": _("shown to one"),
        "blind": _("shown to neither"),
    }
    return Sheet(
        title=_("Agreement of {a} and {b}, with and without suggestions").format(
            a=result.coders[0], b=result.coders[1]
        ),
        columns=(
            Column(key="condition", label=_("Suggestions")),
            Column(key="segments", label=_("Segments"), align="right"),
            Column(key="cells", label=_("Segments × codes"), align="right"),
            Column(key="coded", label=_("of these coded"), align="right"),
            Column(key="percent", label=_("Percent agreement"), align="right"),
            Column(key="kappa", label=_("Cohen's kappa"), align="right"),
        ),
        rows=tuple(_row(names[name], getattr(result, name)) for name in _CONDITIONS),
        notes=tuple(_notes(result)),
    )


def kept_sheet(result: Anchoring) -> Sheet:
    """One row for each coder and origin: codings, and those that the other coder made too."""
    return Sheet(
        title=_("Codings that the other coder made too, by origin"),
        columns=(
            Column(key="coder", label=_("Coder")),
            Column(key="origin", label=_("Origin")),
            Column(key="codings", label=_("Codings"), align="right"),
            Column(key="shared", label=_("Made by the other too"), align="right"),
        ),
        rows=tuple((own.coder, _origin(own), own.codings, _shared(own)) for own in result.kept),
        notes=(_("In brackets: the percentage, then its 95 % interval (Wilson)."),),
    )


def anchoring_document(result: Anchoring) -> dict[str, Any]:
    """The JSON document: `{"coders","unit","conditions":{NAME:{…}},"difference":{…},"kept":[…],"notes":[…]}`."""
    return {
        "coders": list(result.coders),
        "unit": f"{result.unit} x code",
        "transcripts": list(result.transcripts),
        "codes": list(result.codes),
        "conditions": {name: _document(getattr(result, name)) for name in _CONDITIONS},
        "difference": {"kappa": _rounded(result.difference.kappa), "interval": _ends(result.difference.interval)},
        "kept": [
            {
                "coder": own.coder,
                "origin": own.origin,
                "codings": own.codings,
                "shared": own.shared,
                "interval": _ends(own.interval),
            }
            for own in result.kept
        ],
        "method": {"interval": "bootstrap over segments, percentile", "draws": result.draws, "seed": result.seed},
        "few": result.few,
        "notes": list(_notes(result)),
    }


def _row(name: str, own: Agreement) -> tuple[str | int | None, ...]:
    return (name, own.segments, own.n, own.coded, _percent(own), _kappa(own))


def _percent(own: Agreement) -> str | None:
    if own.percent is None or own.percent_interval is None:
        return None
    return f"{percent(own.percent)} ({percent(own.percent_interval.low)}–{percent(own.percent_interval.high)})"


def _kappa(own: Agreement) -> str | None:
    if not own.n:
        return None
    if own.kappa is None:
        return _("not computable (no variation)")
    return f"{hundredths(own.kappa)}{_between(own.kappa_interval)}"


def _between(interval: Interval | None) -> str:
    return (
        ""
        if interval is None
        else _(" ({low} to {high})").format(low=hundredths(interval.low), high=hundredths(interval.high))
    )


def _origin(own: Kept) -> str:
    return own.origin if by_hand(own.origin) else _("accepted from {proposer}").format(proposer=own.origin)


def _shared(own: Kept) -> str:
    count = _("{count} of {n}").format(count=own.shared, n=own.codings)
    if own.interval is None or not percent_allowed(own.codings):
        return count
    share = percent(own.shared / own.codings)
    return f"{count} ({share}; {percent(own.interval.low)}–{percent(own.interval.high)})"


def _notes(result: Anchoring) -> Iterator[str]:
    yield _(
        "The unit is {unit} × code, over the interviews that both coded ({n}) and the codes that one of them used ({codes})."
    ).format(unit=result.unit, n=len(result.transcripts), codes=len(result.codes))
    yield _("In brackets: 95 % intervals (bootstrap over segments, {draws} draws, seed {seed}).").format(
        draws=result.draws, seed=result.seed
    )
    yield _("Shown means that the settings of today allow it; nothing records whether a coder looked.")
    yield _difference(result)
    if result.few:
        yield _(
            "Too few to conclude: below {segments} segments, or {coded} coded segments × codes, in a condition, "
            "the difference says little."
        ).format(segments=FEW_SEGMENTS, coded=FEW_CODED)
    yield _("More agreement with suggestions may be help as well as anchoring: neither is measured against the truth.")
    if result.misplaced:
        yield plural(
            "{n} proposal was accepted where the settings say that none is shown: the settings were changed on the way.",
            "{n} proposals were accepted where the settings say that none is shown: the settings were changed on the way.",
            result.misplaced,
        )
    if result.displaced:
        yield plural(
            "{n} coding has lost its place and is not counted (see `qualcode check`).",
            "{n} codings have lost their place and are not counted (see `qualcode check`).",
            result.displaced,
        )


def _difference(result: Anchoring) -> str:
    found = result.difference
    if not result.shown.segments or not result.blind.segments:
        return _("Nothing to compare: both conditions are needed. Set blind_share in [suggest] of qualcode.toml.")
    if found.kappa is None:
        return _("The difference of kappa can't be computed: in one condition nothing varies.")
    return _("Kappa with suggestions less kappa without: {difference}{between}.").format(
        difference=hundredths(found.kappa), between=_between(found.interval)
    )


def _document(own: Agreement) -> dict[str, Any]:
    return {
        "segments": own.segments,
        "n": own.n,
        "both": own.both,
        "only_a": own.only_a,
        "only_b": own.only_b,
        "neither": own.neither,
        "percent_agreement": _rounded(own.percent),
        "percent_interval": _ends(own.percent_interval),
        "kappa": _rounded(own.kappa),
        "kappa_interval": _ends(own.kappa_interval),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _ends(interval: Interval | None) -> list[float] | None:
    return None if interval is None else [round(interval.low, 4), round(interval.high, 4)]
