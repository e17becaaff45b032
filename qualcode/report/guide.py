"""The interview guide held against the interviews, for readers and for programs.

An empty cell may be a question that was never asked, or an answer that nobody coded: the report tells the two apart.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from qualcode.core.language import _
from qualcode.report.plain import Cell
from qualcode.report.sheet import Column, Sheet, sheet_csv, sheet_markdown, sheet_text

State = Literal["coded", "coded_unasked", "asked_only", "heard_only", "not_coded_yet", "nothing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """A topic in an interview, for one group of those who answer.

    `asked` and `heard` are references of the first such turn, empty where there is none; `codes` are the topic's codes that
    the group's passages carry, None where nobody has coded the interview.
    """

    topic: str
    interview: str
    group: str
    asked: str
    heard: str
    codes: tuple[str, ...] | None

    @property
    def state(self) -> State:
        """What the cell says, the strongest thing first."""
        if self.codes:
            return "coded" if self.asked else "coded_unasked"
        if self.heard:
            return "heard_only"
        if self.asked:
            return "not_coded_yet" if self.codes is None else "asked_only"
        return "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideReport:
    """Every topic x interview x group. `groups` gives the interviews of each group, coded or not.

    `without_code` are the topics to which the guide gives no code: of these, only questions and words can be found.
    """

    by: str
    groups: Mapping[str, int]
    topics: Mapping[str, str]
    interviews: tuple[str, ...]
    cells: tuple[Raised, ...]
    without_code: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()


def guide_text(found: GuideReport, *, width: int, interviews: bool = False) -> str:
    """For a terminal: topics by group (or by interview), then where to look."""
    return "\n\n\n".join(sheet_text(sheet, width=width) for sheet in _sheets(found, interviews=interviews)) + "\n"


def guide_markdown(found: GuideReport, *, interviews: bool = False) -> str:
    """The same in Markdown."""
    return "\n".join(sheet_markdown(sheet) for sheet in _sheets(found, interviews=interviews))


def guide_csv(found: GuideReport) -> str:
    """One row for each topic, interview and group; `asked` and `heard` are references, `state` is one of six words."""
    keys = ("topic", "label", "interview", "group", "state", "asked", "heard", "codes")
    rows = tuple(
        (
            one.topic,
            found.topics[one.topic],
            one.interview,
            one.group,
            one.state,
            one.asked or None,
            one.heard or None,
            None if one.codes is None else " ".join(one.codes),
        )
        for one in found.cells
    )
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in keys), rows=rows))


def guide_document(found: GuideReport) -> dict[str, Any]:
    """The JSON document: `{"by","groups":[{"name","interviews"}],"topics":[{"topic","label","groups":{…}}],"cells","notes"}`."""
    by_cell = _by_cell(found)
    return {
        "by": found.by,
        "groups": [{"name": name, "interviews": n} for name, n in found.groups.items()],
        "topics": [
            {
                "topic": topic,
                "label": label,
                "groups": {
                    group: {
                        "interviews": n,
                        "asked": sum(bool(one.asked) for one in by_cell[topic, group]),
                        "coded": sum(bool(one.codes) for one in by_cell[topic, group]),
                        "heard_only": sum(one.state == "heard_only" for one in by_cell[topic, group]),
                    }
                    for group, n in found.groups.items()
                },
            }
            for topic, label in found.topics.items()
        ],
        "cells": [
            {
                "topic": one.topic,
                "interview": one.interview,
                "group": one.group,
                "state": one.state,
                "asked": one.asked or None,
                "heard": one.heard or None,
                "codes": None if one.codes is None else list(one.codes),
            }
            for one in found.cells
        ],
        "notes": [*_remarks(found)],
    }


def _remarks(found: GuideReport) -> Iterator[str]:
    yield from found.notes
    if names := [label for topic, label in found.topics.items() if topic in found.without_code]:
        yield _("The guide gives no code to: {topics}.").format(topics=", ".join(names))


def _by_cell(found: GuideReport) -> Mapping[tuple[str, str], list[Raised]]:
    cells: dict[tuple[str, str], list[Raised]] = {
        (topic, group): [] for topic in found.topics for group in found.groups
    }
    for one in found.cells:
        cells[one.topic, one.group].append(one)
    return cells


# Tables


def _sheets(found: GuideReport, *, interviews: bool) -> Iterator[Sheet]:
    yield _by_interview(found) if interviews else _by_group(found)
    for title, state in (
        (_("Asked, nothing coded: a silence, or a passage to code"), "asked_only"),
        (_("Words of the topic heard, nothing coded"), "heard_only"),
    ):
        if rows := tuple(_where(found, state)):
            columns = (Column(key="topic", label=_("Topic")), Column(key="where", label=_("where")))
            yield Sheet(title=title, columns=columns, rows=rows)


def _where(found: GuideReport, state: str) -> Iterator[tuple[str, str]]:
    for topic, label in found.topics.items():
        if state == "asked_only" and topic in found.without_code:
            continue
        cells = [one for one in found.cells if one.topic == topic and one.state == state]
        if places := dict.fromkeys(one.heard if state == "heard_only" else one.asked for one in cells):
            yield label, ", ".join(places)


def _by_group(found: GuideReport) -> Sheet:
    cells = _by_cell(found)
    columns = (
        Column(key="topic", label=_("Topic")),
        *(
            Column(
                key=group,
                label=_("{name} (n = {n})").format(name=group or _("not stated"), n=n).replace(" = ", "\u00a0=\u00a0"),
            )
            for group, n in found.groups.items()
        ),
    )
    rows = tuple(
        (label, *(_cell(cells[topic, group], has_code=topic not in found.without_code) for group in found.groups))
        for topic, label in found.topics.items()
    )
    notes = (
        _("asked: a turn of the interviewer has a cue of the topic. coded: a passage has one of its codes."),
        _(
            "heard: an answer has a cue of the topic and no code of it. A cue is a word: read the places before you conclude."
        ),
    )
    title = _("Topics of the guide, by {by}").format(by=found.by)
    return Sheet(title=title, columns=columns, rows=rows, notes=(*_remarks(found), *notes))


def _cell(cells: Iterable[Raised], *, has_code: bool) -> str:
    """asked, coded and heard, as counts of interviews; in words where one of them is 0."""
    cells = list(cells)
    asked = sum(bool(one.asked) for one in cells)
    coded = sum(bool(one.codes) for one in cells)
    heard = sum(one.state == "heard_only" for one in cells)
    waiting = sum(one.codes is None for one in cells)
    if not (asked or coded or heard):
        return _("never asked")
    parts = [_("asked {n}").format(n=asked) if asked else _("never asked")]
    if has_code:
        parts.append(_("coded {n}").format(n=coded) if coded else _("nothing coded"))
    if heard:
        parts.append(_("heard {n}").format(n=heard))
    if waiting:
        parts.append(_("not coded yet {n}").format(n=waiting))
    return "\n".join(parts)


_SIGNS: Mapping[State, str] = {
    "coded": "●",
    "coded_unasked": "◐",
    "asked_only": "○",
    "heard_only": "~",
    "not_coded_yet": "?",
    "nothing": "",
}


_WIDEST = 20
"""Interviews that fit side by side; with more, they stand one under another."""


def _by_interview(found: GuideReport) -> Sheet:
    signs: dict[tuple[str, str], dict[str, None]] = {}
    for one in found.cells:
        signs.setdefault((one.topic, one.interview), {})[_SIGNS[one.state]] = None
    across: Mapping[str, str] = {name: name for name in found.interviews}
    down = found.topics
    if len(across) > _WIDEST:
        across, down = down, across
        signs = {(name, topic): cell for (topic, name), cell in signs.items()}
    columns = (
        Column(key="row", label=_("Topic") if down is found.topics else _("Interview")),
        *(Column(key=key, label=label, align="center") for key, label in across.items()),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (label, *("".join(signs[key, name]) or None for name in across)) for key, label in down.items()
    )
    legend = (
        _("● asked and coded   ◐ coded, never asked   ○ asked, nothing coded"),
        _("~ words heard, nothing coded   ? asked, interview not coded yet   – neither asked nor heard"),
    )
    return Sheet(
        title=_("Topics of the guide, by interview"), columns=columns, rows=rows, notes=(*_remarks(found), *legend)
    )
