"""Where codings come from: by hand, imported, or accepted from a proposer; for readers and for programs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.proportion import SMALLEST_BASE_FOR_PERCENT, percent_allowed
from qualcode.core.language import _, plural
from qualcode.report.numbers import percent
from qualcode.report.sheet import Column, Sheet

MANUAL, IMPORT = "manual", "import"
_NAME = re.compile(r"[\w.+-]+")


def by_hand(origin: str) -> bool:
    """True unless the coding was accepted from a proposer.

    >>> by_hand("manual"), by_hand("import"), by_hand("cues")
    (True, True, False)
    """
    return proposer_of(origin) in {MANUAL, IMPORT}


def proposer_of(origin: str) -> str:
    """The name in an origin, without version or score; a coding without origin was made by hand.

    >>> proposer_of("neighbours@1 0.82"), proposer_of("cues"), proposer_of("")
    ('neighbours', 'cues', 'manual')
    """
    found = _NAME.match(origin)
    return found[0] if found else MANUAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many codings of one code by one coder have each origin."""

    code: str
    coder: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def accepted(self) -> int:
        """Those accepted from a proposer."""
        return sum(n for origin, n in self.counts.items() if not by_hand(origin))


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Codings by origin, per code (in the codebook's order) and coder. `origins`: manual, import, then proposers.

    Codings whose words no longer stand where they were (`displaced`) are not counted.
    """

    origins: tuple[str, ...]
    rows: tuple[Origins, ...]
    displaced: int = 0

    @property
    def accepted(self) -> int:
        """Codings accepted from a proposer."""
        return sum(row.accepted for row in self.rows)

    @property
    def total(self) -> int:
        """All codings counted."""
        return sum(row.total for row in self.rows)


def provenance_sheet(provenance: Provenance, *, labels: Mapping[str, str]) -> Sheet:
    """One row for each code and coder, a column for each origin, and the share accepted from suggestions."""
    columns = (
        Column(key="code", label=_("Code")),
        Column(key="coder", label=_("Coder")),
        *(Column(key=f"origin:{origin}", label=_origin(origin), align="right") for origin in provenance.origins),
        Column(key="total", label=_("All"), align="right"),
        Column(key="accepted", label=_("Accepted from suggestions"), align="right"),
    )
    return Sheet(
        title=_("Codings by origin"),
        columns=columns,
        rows=tuple(
            (
                labels.get(row.code, row.code),
                row.coder,
                *(row.counts.get(origin, 0) for origin in provenance.origins),
                row.total,
                _accepted(row),
            )
            for row in provenance.rows
        ),
        notes=tuple(_notes(provenance)),
    )


def provenance_document(provenance: Provenance, *, labels: Mapping[str, str]) -> dict[str, Any]:
    """The JSON document: `{"origins","total","accepted","displaced","rows":[{"code","label","coder","counts",…}],"notes"}`."""
    return {
        "origins": list(provenance.origins),
        "total": provenance.total,
        "accepted": provenance.accepted,
        "displaced": provenance.displaced,
        "rows": [
            {
                "code": row.code,
                "label": labels.get(row.code, row.code),
                "coder": row.coder,
                "counts": dict(row.counts),
                "total": row.total,
                "accepted": row.accepted,
            }
            for row in provenance.rows
        ],
        "notes": list(_notes(provenance)),
    }


def _origin(origin: str) -> str:
    return {MANUAL: _("by hand"), IMPORT: _("imported")}.get(origin, origin)


def _accepted(row: Origins) -> str:
    count = _("{count} of {n}").format(count=row.accepted, n=row.total)
    return f"{count} ({percent(row.accepted / row.total)})" if percent_allowed(row.total) else count


def _notes(provenance: Provenance) -> Iterator[str]:
    if not provenance.total:
        yield _("No coding can be counted yet: code a passage with `qualcode tag add` or `qualcode code`.")
        return
    yield _("{accepted} of {n} codings were accepted from suggestions.").format(
        accepted=provenance.accepted, n=provenance.total
    )
    yield _("Below {n} codings no percentage is shown.").format(n=SMALLEST_BASE_FOR_PERCENT)
    if provenance.displaced:
        yield plural(
            "{n} coding has lost its place and is not counted (see `qualcode check`).",
            "{n} codings have lost their place and are not counted (see `qualcode check`).",
            provenance.displaced,
        )
