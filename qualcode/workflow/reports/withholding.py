"""Withhold from the page what would single out respondents: groups and cells of fewer than k."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from qualcode.report.page.values import Place
from qualcode.store.study import Study
from qualcode.workflow.reports.carrying import Carried
from qualcode.workflow.reports.counting import Counted, CountedInterview
from qualcode.workflow.study.groups import groups_of_speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """Groups that are not named, and cells that are not told: of a code in all (None), its total tells only the others."""

    groups: frozenset[str] = field(default_factory=frozenset)
    cells: frozenset[Place] = field(default_factory=frozenset)


def withheld(study: Study, by: str, interviews: Iterable[CountedInterview], k: int) -> Withheld:
    """Groups of fewer than k respondents; in the others, codes that some, but fewer than k, interviews carry."""
    if k < 2:  # noqa: PLR2004 - one's own company is no secret
        return Withheld()
    people: dict[str, set[str]] = {}
    for made in study.passes():
        for label, groups in groups_of_speakers(study, made, by).items():
            for group in groups:
                people.setdefault(group, set()).add(made.respondents.get(label) or f"{made.id} {label}")
    small = frozenset(group for group, own in people.items() if len(own) < k)
    carrying: dict[tuple[str, str], int] = {}
    for interview in interviews:
        for group, carried in interview.by_group.items():
            for each in carried:
                carrying[each.code, group] = carrying.get((each.code, group), 0) + 1
    hidden = {(code, group) for (code, group), n in carrying.items() if group in small or n < k}
    return Withheld(groups=small, cells=frozenset(hidden | {(code, None) for code, _group in hidden}))


def without(counted: Counted, held: Withheld) -> Counted:
    """The count of what is told."""
    return replace(
        counted,
        interviews=tuple(_told(interview, held.cells, held.groups) for interview in counted.interviews),
        groups={group: n for group, n in counted.groups.items() if group not in held.groups},
    )


def _told(interview: CountedInterview, cells: Collection[Place], groups: Collection[str]) -> CountedInterview:
    by_group = {
        group: tuple(each for each in carried if (each.code, group) not in cells)
        for group, carried in interview.by_group.items()
        if group not in groups
    }
    return replace(
        interview,
        groups=tuple(group for group in interview.groups if group not in groups),
        overall=tuple(_overall(interview, by_group)),
        by_group=by_group,
    )


def _overall(interview: CountedInterview, by_group: Mapping[str, tuple[Carried, ...]]) -> list[Carried]:
    """What the whole interview carries of the codes that are told; of one that is told of some groups alone, the most."""
    told: dict[str, list[Carried]] = {}
    for carried in by_group.values():
        for each in carried:
            told.setdefault(each.code, []).append(each)
    there = [each.code for carried in interview.by_group.values() for each in carried]
    return [
        each if len(told[each.code]) == there.count(each.code) else max(told[each.code], key=lambda one: one.segments)
        for each in interview.overall
        if each.code in told
    ]
