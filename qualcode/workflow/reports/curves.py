"""The curves that the saturation figure draws: what other orders of the same interviews would have shown."""

from typing import TYPE_CHECKING

from qualcode.report.figures.saturation import Curve
from qualcode.report.saturation import Stratum
from qualcode.workflow.reports.reporting import SaturationReport

if TYPE_CHECKING:
    from qualcode.analysis.incidence import Incidence
    from qualcode.analysis.saturation import Saturation

CELLS = 20_000_000
"""Orders x incidences looked at for one band: a second of work. A larger study is drawn from fewer orders."""
FEWEST_ORDERS = 200


def curves(found: SaturationReport) -> tuple[Curve, ...]:
    """One curve for each stratum that has interviews, the whole study first."""
    strata = zip(found.strata, found.incidences, strict=True)
    return tuple(_curve(result, incidence) for result, incidence in strata if incidence.T)


def _curve(result: "Saturation", incidence: "Incidence") -> Curve:
    from qualcode.analysis.orders import ORDERS, order_band  # noqa: PLC0415 - numpy is loaded by what computes
    from qualcode.analysis.richness import accumulation  # noqa: PLC0415
    from qualcode.analysis.saturation import sensitivity  # noqa: PLC0415

    orders = max(FEWEST_ORDERS, min(ORDERS, CELLS // max(incidence.U, 1)))
    band = order_band(incidence, result.rule, orders=orders)
    return Curve(
        stratum=Stratum(result=result, interviews=incidence.interviews, sensitivity=sensitivity(incidence)),
        mean=tuple(accumulation(incidence).tolist()),
        low=band.low,
        high=band.high,
        level=band.level,
        orders=band.orders,
        exact=band.exact,
    )
