"""Code saturation: when interviews stopped bringing new codes, and whether that may be claimed.

The word is never used bare: a verdict carries its rule, its level (code or theme), the number of codes and its limits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np

from qualcode.analysis.incidence import Incidence
from qualcode.analysis.proportion import percentage
from qualcode.analysis.richness import FEWEST_INTERVIEWS, NotEstimable, chao2, coverage, expected_new_next
from qualcode.core.language import _, plural
from qualcode.core.study import StoppingRule

Verdict = Literal["reached", "not_reached", "cannot_be_claimed"]

STUDIED_BASES = (4, 5, 6)
STUDIED_RUNS = (2, 3)
STUDIED_THRESHOLDS = (0.0, 0.05)
"""What Guest, Namey & Chen (2020) tried; the sensitivity table shows every combination."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Interviews `first` to `last` (counted from 1), their new codes, and new codes / codes of the base."""

    first: int
    last: int
    new: int
    ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityCell:
    """What one combination of parameters says: `reached_at` "6+2", or None; `hindrance` says why it has no answer."""

    base: int
    run: int
    threshold: float
    reached_at: str | None
    hindrance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """The verdict on one stratum, with what it rests on and what limits it.

    `interviews` is n, `codes` the number seen. `base_codes` and `runs` are those of Guest, Namey & Chen (2020); there
    are no runs when the base cannot be built or found no code. `coverage`, `chao2` and `expected_new_next` are None
    below six interviews or without any code, and are printed with Q1 and Q2.
    In a reflexive study the verdict is hidden: "cannot_be_claimed", no runs, no `reached_at`, no estimate of what is
    unseen, which supposes a stock of codes to be found; the curve is kept.
    """

    name: str
    interviews: int
    codes: int
    new_per_interview: tuple[int, ...]
    cumulative: tuple[int, ...]
    verdict: Verdict
    reached_at: str | None
    reason: str
    rule: StoppingRule
    base_codes: int
    runs: tuple[Run, ...]
    coverage: float | None
    chao2: float | None
    expected_new_next: float | None
    Q1: int
    Q2: int
    caveats: tuple[str, ...]


def new_per_interview(incidence: Incidence) -> tuple[int, ...]:
    """Codes first seen in each interview, in the order they were done; T numbers that add up to S."""
    counts = np.bincount(incidence.first_seen(), minlength=incidence.T)
    return tuple(counts[: incidence.T].tolist())


def cumulative(incidence: Incidence) -> tuple[int, ...]:
    """Codes seen up to each interview; T numbers that never fall and end at S."""
    return tuple(np.cumsum(new_per_interview(incidence), dtype=np.intp).tolist())


def base_codes(incidence: Incidence, base: int) -> int:
    """Distinct codes of the first `base` interviews (of all, when there are fewer): the denominator, fixed."""
    return sum(new_per_interview(incidence)[:base])


def runs(incidence: Incidence, *, base: int, run: int) -> tuple[Run, ...]:
    """Every run of `run` interviews after the base, sliding by one (Guest, Namey & Chen 2020).

    ratio = codes first seen in the run / distinct codes of the base. No run when T < base + run; none either when the
    base found no code, for there is nothing to divide by. Raises ValueError when base or run is below 1.
    """
    if base < 1 or run < 1:
        raise ValueError(f"a base of {base} and runs of {run} interviews")
    new = new_per_interview(incidence)
    denominator = sum(new[:base])
    if denominator == 0:
        return ()
    return tuple(
        Run(first=k + 1, last=k + run, new=(found := sum(new[k : k + run])), ratio=found / denominator)
        for k in range(base, incidence.T - run + 1)
    )


def reached(found: tuple[Run, ...], threshold: float) -> Run | None:
    """The first run whose ratio is at or below the threshold (a share, 0.05 for 5 %)."""
    # A quotient of whole numbers is rounded as the literal is: 1/20 <= 0.05 holds, 0.05 * 20 >= 1 would be luck.
    return next((each for each in found if each.ratio <= threshold), None)


def written(run: Run) -> str:
    """How the paper writes the point: the last interview before the run, plus the interviews of the run.

    >>> written(Run(first=7, last=8, new=1, ratio=1 / 37))
    '6+2'
    """
    return f"{run.first - 1}+{run.last - run.first + 1}"


def sensitivity(incidence: Incidence) -> tuple[SensitivityCell, ...]:
    """The verdict under every base 4/5/6 x run 2/3 x threshold 0/5 % (Guest, Namey & Chen 2020); 12 cells.

    A cell without an answer says why: fewer interviews than base + run, or a base without any code.
    Not to be shown for a reflexive study: it would give the verdict that is hidden there.
    """
    return tuple(
        _cell(incidence, base, run, threshold)
        for base, run, threshold in product(STUDIED_BASES, STUDIED_RUNS, STUDIED_THRESHOLDS)
    )


def ten_plus_three(incidence: Incidence, *, initial: int = 10, stopping: int = 3) -> int | None:
    """Number of interviews at which the rule of Francis et al. (2010) stops, or None.

    After `initial` interviews, it stops at the first `stopping` in a row without a new code: 13 at the earliest.
    Select columns of one category first to apply it per category. With no code seen at all it does not stop.
    """
    new = new_per_interview(incidence)
    ends = range(initial + stopping, incidence.T + 1)
    return next((end for end in ends if not any(new[end - stopping : end]) and any(new[:end])), None)


def assess(name: str, incidence: Incidence, rule: StoppingRule) -> Saturation:
    """The verdict of Guest, Namey & Chen (2020) on one stratum (`all` is the whole study).

    "cannot_be_claimed", with the reason, when the study is reflexive (Braun & Clarke 2021), when the researcher
    withholds the claim for this stratum, when T < base + run, or when the base found no code. Else "reached" at the
    first run at or below the threshold, or "not_reached". Raises ValueError on a rule with a base or run below 1.
    """
    found = runs(incidence, base=rule.base, run=rule.run)
    hindrances = tuple(_hindrances(name, incidence, rule))
    fired = None if hindrances else reached(found, rule.threshold)
    verdict: Verdict = "cannot_be_claimed" if hindrances else "reached" if fired else "not_reached"
    share, richness, following = (None,) * 3 if rule.methodology == "reflexive" else _estimates(incidence)
    return Saturation(
        name=name,
        interviews=incidence.T,
        codes=incidence.S,
        new_per_interview=new_per_interview(incidence),
        cumulative=cumulative(incidence),
        verdict=verdict,
        reached_at=written(fired) if fired else None,
        reason=" ".join(hindrances) or _outcome(fired, found, rule),
        rule=rule,
        base_codes=base_codes(incidence, rule.base),
        runs=() if rule.methodology == "reflexive" else found,
        coverage=share,
        chao2=richness,
        expected_new_next=following,
        Q1=incidence.Q(1),
        Q2=incidence.Q(2),
        caveats=(
            *(() if rule.methodology == "reflexive" else _caveats_of_data(incidence)),
            *(() if hindrances else _caveats_of_rule(incidence, rule)),
            *(_later_codes(incidence, rule, found, fired) if fired else ()),
        ),
    )


def _cell(incidence: Incidence, base: int, run: int, threshold: float) -> SensitivityCell:
    fired = reached(runs(incidence, base=base, run=run), threshold)
    hindrance = " ".join(_cannot_compute(incidence, base, run))
    reached_at = written(fired) if fired else None
    return SensitivityCell(base=base, run=run, threshold=threshold, reached_at=reached_at, hindrance=hindrance)


def _hindrances(name: str, incidence: Incidence, rule: StoppingRule) -> Iterator[str]:
    if rule.methodology == "reflexive":
        yield _("A reflexive analysis does not claim saturation (Braun & Clarke 2021): the curve alone is shown.")
        return
    if name in rule.withhold:
        why = rule.withhold[name].strip().rstrip(".")
        yield (
            _("The study withholds the claim here: {why}.").format(why=why)
            if why
            else _("The study withholds the claim here, without giving a reason.")
        )
    yield from _cannot_compute(incidence, rule.base, rule.run)


def _cannot_compute(incidence: Incidence, base: int, run: int) -> Iterator[str]:
    if (n := incidence.T) < base + run:
        had = plural("{n} interview", "{n} interviews", n)
        yield _("{interviews}: the rule {base}+{run} needs at least {needed}.").format(
            interviews=had, base=base, run=run, needed=base + run
        )
    elif base_codes(incidence, base) == 0:
        yield plural(
            "The first interview carries no code: there is no base to compare with.",
            "The first {n} interviews carry no code: there is no base to compare with.",
            base,
        )


def _outcome(fired: Run | None, found: tuple[Run, ...], rule: StoppingRule) -> str:
    """The sentence of a verdict that could be computed."""
    if fired:
        sentence = _(
            "{subject} is reached at {at}: {new} in interviews {first} to {last}, {ratio} of the base. {rule}."
        )
        run = fired
    else:
        sentence = _(
            "{subject} is not reached: still {new} in interviews {first} to {last}, {ratio} of the base. {rule}."
        )
        run = found[-1]
    return sentence.format(
        subject=_("Code saturation") if rule.level == "code" else _("Theme saturation"),
        at=written(run),
        new=_new(run.new, rule),
        first=run.first,
        last=run.last,
        ratio=percentage(run.ratio),
        rule=_("Base {base}, run {run}, threshold {threshold}").format(
            base=rule.base, run=rule.run, threshold=percentage(rule.threshold)
        ),
    )


def _caveats_of_data(incidence: Incidence) -> Iterator[str]:
    empty = [name for name, row in zip(incidence.interviews, incidence.table, strict=True) if not row.any()]
    if empty:
        yield _("No code in {interviews}: an interview that is not coded yet flattens the curve.").format(
            interviews=", ".join(empty)
        )
    if incidence.T < FEWEST_INTERVIEWS:
        yield _("What is still unseen is not estimated below {n} interviews.").format(n=FEWEST_INTERVIEWS)
    elif incidence.S and incidence.Q(1) == 0:
        yield _("No code was met in one interview only: the estimates then claim that everything is found.")
    elif incidence.Q(1) == 1 and incidence.Q(2) == 0:
        yield _(
            "One code was met in one interview only, none in two: the estimates then claim that everything is found."
        )


def _caveats_of_rule(incidence: Incidence, rule: StoppingRule) -> Iterator[str]:
    yield _published_share(rule.threshold)
    if rule.base not in STUDIED_BASES:
        yield _("Guest, Namey & Chen (2020) studied bases of 4 to 6 interviews, not {base}.").format(base=rule.base)
    if rule.run not in STUDIED_RUNS:
        yield _("Guest, Namey & Chen (2020) studied runs of 2 and 3 interviews, not {run}.").format(run=rule.run)
    denominator = base_codes(incidence, rule.base)
    if 0 < rule.threshold < 1 / denominator:
        yield _("{codes} in the base: a single new one exceeds {threshold}, so the rule asks for none.").format(
            codes=_things(denominator, rule), threshold=percentage(rule.threshold)
        )
    yield _("This is one order only, the one in which the interviews were done.")


def _published_share(threshold: float) -> str:
    source = _("Guest, Namey & Chen (2020)")
    if threshold == 0:
        return _(
            "When the rule fires at 0 %, 87-89 % of the codes were really found,"
            " 69-76 % in a heterogeneous sample: {source}."
        ).format(source=source)
    if threshold == STUDIED_THRESHOLDS[1]:
        return _(
            "When the rule fires at 5 % or less, 78-82 % of the codes were really found,"
            " 62-71 % in a heterogeneous sample: {source}."
        ).format(source=source)
    return _(
        "{source} studied thresholds of 0 % and 5 %, not {threshold}: the share really found is not known."
    ).format(source=source, threshold=percentage(threshold))


def _later_codes(incidence: Incidence, rule: StoppingRule, found: tuple[Run, ...], fired: Run) -> Iterator[str]:
    """The rule stops looking at its first success; the interviews done since may say otherwise."""
    if all(run.ratio <= rule.threshold for run in found if run.first > fired.first):
        return
    later = list(zip(incidence.interviews, new_per_interview(incidence), strict=True))[fired.last :]
    total = sum(new for _name, new in later)
    yield _("The rule fired at {at}, then {new} appeared in {interviews}.").format(
        at=written(fired),
        new=plural("{n} more code", "{n} more codes", total)
        if rule.level == "code"
        else plural("{n} more theme", "{n} more themes", total),
        interviews=", ".join(name for name, new in later if new),
    )


def _estimates(incidence: Incidence) -> tuple[float | None, float | None, float | None]:
    try:
        return coverage(incidence).value, chao2(incidence).value, expected_new_next(incidence).value
    except NotEstimable:
        return None, None, None


def _things(n: int, rule: StoppingRule) -> str:
    return plural("{n} code", "{n} codes", n) if rule.level == "code" else plural("{n} theme", "{n} themes", n)


def _new(n: int, rule: StoppingRule) -> str:
    if rule.level == "code":
        return plural("{n} new code", "{n} new codes", n)
    return plural("{n} new theme", "{n} new themes", n)
