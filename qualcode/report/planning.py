"""How many interviews, how many units to code twice: an answer, a table around it, and what it supposes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from qualcode.analysis.planning import units_to_code_twice
from qualcode.analysis.richness import smallest_n
from qualcode.core.language import _, plural
from qualcode.report.agreement import coefficient
from qualcode.report.numbers import percent, thousands
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text

PREVALENCES = (0.05, 0.1, 0.2, 0.3, 0.5)
INSTANCES = (1, 2, 3, 5)
SHARES = (0.02, 0.05, 0.1, 0.2, 0.3)
KAPPAS = (0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked: a code held by `prevalence` of people met `instances` times; a kappa known to within `precision`."""

    prevalence: float = 0.1
    instances: int = 2
    power: float = 0.8
    kappa: float = 0.8
    share: float = 0.1
    precision: float = 0.1

    @property
    def interviews(self) -> int:
        """Interviews to plan."""
        return smallest_n(prevalence=self.prevalence, instances=self.instances, power=self.power)

    @property
    def units(self) -> int:
        """Units to code twice."""
        return units_to_code_twice(kappa=self.kappa, share=self.share, precision=self.precision)


def planning_text(plan: Plan, *, width: int) -> str:
    """Two tables with their answers for a terminal."""
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in planning_sheets(plan)) + "\n"


def planning_markdown(plan: Plan) -> str:
    """The same in Markdown."""
    return "\n".join(sheet_markdown(sheet) for sheet in planning_sheets(plan))


def planning_csv(plan: Plan) -> str:
    """One row for each cell of both tables: what, its two settings, the number."""
    columns = tuple(Column(key=key, label=key) for key in ("what", "held_by", "instances", "kappa", "needed"))
    rows = (
        *(
            ("interviews", held, times, None, smallest_n(prevalence=held, instances=times, power=plan.power))
            for held in PREVALENCES
            for times in INSTANCES
        ),
        *(
            ("units", held, None, kappa, units_to_code_twice(kappa=kappa, share=held, precision=plan.precision))
            for held in SHARES
            for kappa in KAPPAS
        ),
    )
    return sheet_csv(Sheet(title="", columns=columns, rows=rows))


def planning_document(plan: Plan) -> dict[str, Any]:
    """`{"interviews":{"prevalence","instances","power","n"},"double_coding":{"kappa","share","precision","n"},"notes"}`."""
    return {
        "interviews": {
            "prevalence": plan.prevalence,
            "instances": plan.instances,
            "power": plan.power,
            "n": plan.interviews,
        },
        "double_coding": {"kappa": plan.kappa, "share": plan.share, "precision": plan.precision, "n": plan.units},
        "notes": [*_interview_notes(plan), *_unit_notes(plan)],
    }


def planning_sheets(plan: Plan) -> Iterator[Sheet]:
    """Interviews to plan, then units to code twice."""
    yield Sheet(
        title=_("Interviews to plan, to meet a code so often with a probability of {power}").format(
            power=percent(plan.power)
        ),
        columns=(
            Column(key="held", label=_("held by")),
            *(Column(key=f"times:{n}", label=plural("{n} time", "{n} times", n), align="right") for n in INSTANCES),
        ),
        rows=tuple(
            (percent(held), *(smallest_n(prevalence=held, instances=n, power=plan.power) for n in INSTANCES))
            for held in PREVALENCES
        ),
        notes=tuple(_interview_notes(plan)),
    )
    yield Sheet(
        title=_("Units to code twice, to know kappa to within ±{precision}").format(
            precision=coefficient(plan.precision)
        ),
        columns=(
            Column(key="share", label=_("code given to")),
            *(Column(key=f"kappa:{k}", label=f"kappa {coefficient(k)}", align="right") for k in KAPPAS),
        ),
        rows=tuple(
            (
                percent(share),
                *(thousands(units_to_code_twice(kappa=k, share=share, precision=plan.precision)) for k in KAPPAS),
            )
            for share in SHARES
        ),
        notes=tuple(_unit_notes(plan)),
    )


def _interview_notes(plan: Plan) -> Iterator[str]:
    yield plural(
        "To meet at least {times} times, with a probability of {power}, a code held by {share} of people takes {n} interview "
        "(Fugard & Potts 2015).",
        "To meet at least {times} times, with a probability of {power}, a code held by {share} of people takes {n} interviews "
        "(Fugard & Potts 2015).",
        plan.interviews,
        times=plan.instances,
        power=percent(plan.power),
        share=percent(plan.prevalence),
    )
    yield _(
        "It supposes people met as by lot, and that whoever holds the code says it. A sample chosen for its variety needs fewer, "
        "one recruited in a single place may never meet it."
    )


def _unit_notes(plan: Plan) -> Iterator[str]:
    yield _(
        "To know a kappa of {kappa} to within ±{precision} (95 %), for a code given to {share} of the units, takes {n} units "
        "that two people coded (Bloch & Kraemer 1989)."
    ).format(
        kappa=coefficient(plan.kappa),
        precision=coefficient(plan.precision),
        share=percent(plan.share),
        n=thousands(plan.units),
    )
    yield _(
        "It supposes separate units; passages of one interview resemble each other: take it as a minimum, from several "
        "interviews of every type."
    )
