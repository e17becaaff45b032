"""How the codebook changed while interviews were coded, for readers and for programs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from qualcode.core.language import _
from qualcode.report.dates import in_words
from qualcode.report.sheet import Column, Sheet, notes_text, sheet_csv, sheet_markdown, sheet_text

Kind = Literal["added", "redefined", "renamed", "moved", "merged", "split", "retired"]
KINDS: tuple[Kind, ...] = ("added", "redefined", "renamed", "moved", "merged", "split", "retired")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookChange:
    """One change that still holds: when, by whom, to which code ("" where the journal no longer tells).

    `interview` is the one that was being coded then, by anybody; "" before the first coding.
    """

    at: str
    coder: str
    kind: Kind
    code: str
    interview: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookActivity:
    """Changes in order of time; `interviews` maps each interview to when it was first coded, in that order."""

    changes: tuple[CodebookChange, ...]
    interviews: Mapping[str, str]
    labels: Mapping[str, str]


def activity_text(found: CodebookActivity, *, width: int) -> str:
    """A row for each interview in the order of coding, then each change, for a terminal."""
    sheets = activity_sheets(found)
    parts = [sheet_text(sheet, width=width) for sheet in sheets] or [notes_text(tuple(_notes(found)), width=width)]
    return "\n\n\n".join(parts) + "\n"


def activity_markdown(found: CodebookActivity) -> str:
    """The same in Markdown."""
    parts = [sheet_markdown(sheet) for sheet in activity_sheets(found)]
    return "\n".join(parts) if parts else "".join(f"- {note}\n" for note in _notes(found))


def activity_csv(found: CodebookActivity) -> str:
    """One row for each change."""
    keys = ("at", "coder", "what", "code", "label", "interview")
    rows = tuple(
        (each.at, each.coder, each.kind, each.code, found.labels.get(each.code, each.code), each.interview)
        for each in found.changes
    )
    return sheet_csv(Sheet(title="", columns=tuple(Column(key=key, label=key) for key in keys), rows=rows))


def activity_document(found: CodebookActivity) -> dict[str, Any]:
    """`{"interviews":[{"id","coded_from",KIND: n}],"changes":[{"at","coder","what","code","interview"}],"totals","notes"}`."""
    totals = Counter(each.kind for each in found.changes)
    return {
        "interviews": [
            {"id": name, "coded_from": at, **{kind: _count(found.changes, name, kind) for kind in KINDS}}
            for name, at in found.interviews.items()
        ],
        "changes": [
            {"at": each.at, "coder": each.coder, "what": each.kind, "code": each.code, "interview": each.interview}
            for each in found.changes
        ],
        "totals": {kind: totals[kind] for kind in KINDS},
        "notes": list(_notes(found)),
    }


def activity_sheets(found: CodebookActivity) -> tuple[Sheet, ...]:
    """Changes by interview, then one by one; nothing where the journals know of none."""
    if not found.changes:
        return ()
    shown = [kind for kind in KINDS if any(each.kind == kind for each in found.changes)]
    rows = [("", _("before coding")), *((name, at[:10]) for name, at in found.interviews.items())]
    by_interview = Sheet(
        title=_("Changes of the codebook, by the interview that was being coded"),
        columns=(
            Column(key="interview", label=_("Interview")),
            Column(key="coded_from", label=_("coded from")),
            *(Column(key=kind, label=kind_word(kind), align="right") for kind in shown),
        ),
        rows=tuple(
            (name, at, *(_count(found.changes, name, kind) for kind in shown))
            for name, at in rows
            if name or any(not each.interview for each in found.changes)
        ),
        notes=tuple(_notes(found)),
    )
    one_by_one = Sheet(
        title=_("Each change"),
        columns=(
            Column(key="at", label=_("on")),
            Column(key="what", label=_("what")),
            Column(key="code", label=_("Code")),
            Column(key="coder", label=_("by")),
        ),
        rows=tuple(
            (each.at[:10], kind_word(each.kind), found.labels.get(each.code, each.code) or None, each.coder)
            for each in found.changes
        ),
    )
    return by_interview, one_by_one


def _count(changes: Sequence[CodebookChange], interview: str, kind: Kind) -> int:
    return sum(each.interview == interview and each.kind == kind for each in changes)


def kind_word(kind: Kind) -> str:
    """What was done to a code, in the language spoken."""
    return {
        "added": _("added"),
        "redefined": _("redefined"),
        "renamed": _("renamed"),
        "moved": _("moved"),
        "merged": _("merged"),
        "split": _("split"),
        "retired": _("retired"),
    }[kind]


def _notes(found: CodebookActivity) -> Iterator[str]:
    if not found.changes:
        yield _("The journals hold no change of the codebook.")
    else:
        last = found.changes[-1]
        since = [name for name, at in found.interviews.items() if at > last.at]
        if since:
            yield _("Last change on {date}; coded since without another: {ids}.").format(
                date=in_words(last.at), ids=", ".join(since)
            )
        else:
            yield _("Last change on {date}, while the last interview was being coded.").format(date=in_words(last.at))
    yield _(
        "Counted is what was done with qualcode and not undone. A codebook edited by hand in its file leaves no trace in the "
        "journals."
    )
