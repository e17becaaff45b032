"""Tests of groups against chance, for readers and for programs: what they say, and first of all what they can't."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qualcode.analysis.proportion import half_up
from qualcode.core.language import _
from qualcode.report.numbers import percent
from qualcode.report.sheet import Column, Sheet

if TYPE_CHECKING:  # numpy comes with it
    from qualcode.analysis.comparing import Comparison, Difference

LEVEL = 0.05


def comparison_document(found: "Comparison") -> dict[str, Any]:
    """`{"method","correction","smallest_p","codes":[{"code","p","p_holm","smallest_p","exact","differences":[…]}]}`."""
    return {
        "method": "Fisher-Freeman-Halton",
        "correction": "Holm",
        "groups": dict(found.groups),
        "smallest_p": found.smallest,
        "codes": [
            {
                "code": each.code,
                "p": each.p.value,
                "p_holm": each.corrected,
                "smallest_p": each.p.smallest,
                "exact": each.p.exact,
                "differences": [
                    {
                        "first": one.first,
                        "second": one.second,
                        "difference": round(one.value, 4),
                        "low": round(one.interval.low, 4),
                        "high": round(one.interval.high, 4),
                    }
                    for one in each.differences
                ],
            }
            for each in found.tests
        ],
    }


def comparison_sheet(found: "Comparison | None", labels: Mapping[str, str]) -> Sheet:
    """A row for each code that could differ: p, p corrected, and the widest difference; what they say in words below."""
    rows = [
        (
            labels.get(each.code, each.code),
            p_value(each.p.value),
            p_value(each.corrected),
            points(each.widest),
            f"{each.widest.first} / {each.widest.second}",
        )
        for each in (found.tests if found else ())
    ]
    columns = (
        Column(key="label", label=_("Code")),
        Column(key="p", label="p", align="right"),
        Column(key="p_holm", label=_("p, corrected"), align="right"),
        Column(key="difference", label=_("difference, in points"), align="right"),
        Column(key="groups", label=_("between")),
    )
    return Sheet(
        title=_("Could chance alone make the groups differ this much?"),
        columns=columns if rows else (),
        rows=tuple(rows),
        notes=tuple(test_notes(found, labels)),
    )


def test_notes(found: "Comparison | None", labels: Mapping[str, str]) -> Iterator[str]:
    """What the tests say in words; why there are none."""
    if found is None:
        yield _("No test: some interviews stand in several groups, and a test needs each in one.")
        return
    if len(found.groups) < 2:  # noqa: PLR2004
        yield _("No test: there are not two groups of interviews to compare.")
        return
    if not found.tests:
        yield _("No test: every code is carried by all interviews or by none.")
        return
    beyond = [labels.get(each.code, each.code) for each in found.tests if each.corrected <= LEVEL]
    if beyond:
        yield _(
            "The groups differ more than chance alone would easily explain (p, corrected, at most {level}) on: {codes}."
        ).format(level=percent(LEVEL), codes=", ".join(beyond))
    else:
        yield _(
            "On every code, chance alone could explain how the groups differ (no p, corrected, of {level} or less). That does "
            "not show that the groups are alike: with so few interviews a test seldom tells."
        ).format(level=percent(LEVEL))
    if found.smallest is not None:
        yield _(
            "With groups of {sizes} interviews, no code could have a p below {smallest}, before correction."
        ).format(sizes=", ".join(map(str, found.groups.values())), smallest=p_value(found.smallest))
    yield _(
        "p: how often chance alone would give counts no likelier than these (Fisher-Freeman-Halton, exact); corrected for {n} "
        "codes (Holm 1979). It says nothing of how large or how important a difference is."
    ).format(n=len(found.tests))
    if not all(each.p.exact for each in found.tests):
        yield _("So many tables are possible that they were drawn at random: p is an estimate, always the same one.")
    yield _(
        "Difference: share of interviews in the first group minus the second, with its 95 % interval (Newcombe 1998)."
    )
    if len(found.groups) > 2:  # noqa: PLR2004
        yield _("Of all pairs of groups, the one furthest apart, chosen after looking: its interval is too narrow.")


def p_value(value: float) -> str:
    r"""A p-value with three decimals, two digits below .001, as this language writes them.

    >>> p_value(0.1), p_value(0.0486), p_value(0.00033), p_value(1e-9)
    ('0.100', '0.049', '0.00033', '<\xa00.00001')
    """
    if value < 0.00001:  # noqa: PLR2004
        return "<\u00a0" + _decimals("00001")
    return _decimals(f"{half_up(1000 * value):03}") if value >= 0.001 else _decimals(f"{half_up(100_000 * value):05}")  # noqa: PLR2004


def _decimals(digits: str) -> str:
    if len(digits.lstrip("0")) > 3 or digits == "1000":  # noqa: PLR2004
        return _("{whole}.{tenth}").format(whole=1, tenth="000")
    return _("{whole}.{tenth}").format(whole=0, tenth=digits)


def points(difference: "Difference") -> str:
    """A difference in percentage points with its interval."""
    interval = difference.interval
    return _("{value} ({low} to {high})").format(
        value=_signed(difference.value), low=_signed(interval.low), high=_signed(interval.high)
    )


def _signed(share: float) -> str:
    whole = half_up(100 * abs(share))
    return f"{'−' if share < 0 and whole else '+' if whole else ''}{whole}"
