"""What a scan found, for people and for programs."""

from dataclasses import dataclass, field
from typing import Any

from qualcode.core.language import _, plural
from qualcode.privacy.mention import Kind
from qualcode.privacy.reasons import kind_name
from qualcode.privacy.search import How


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A name that is left. `line` is None in a file's own name; `part` says where in a document, or which commit.

    One that is not sure may be an ordinary word, or initials of somebody else; it stops nothing.
    """

    path: str
    line: int | None
    text: str = field(repr=False)
    kind: Kind
    entry: str
    how: How
    sure: bool
    part: str = ""

    @property
    def where(self) -> str:
        """path:line, with the part of a document."""
        place = self.path if self.line is None else f"{self.path}:{self.line}"
        return f"{place} ({self.part})" if self.part else place


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was found; `unread` are files that hold no text we can read; `allowed` what somebody decided may stay."""

    findings: tuple[Finding, ...]
    allowed: tuple[Finding, ...] = ()
    unread: tuple[str, ...] = ()
    files: int = 0
    commits: int = 0

    @property
    def sure(self) -> tuple[Finding, ...]:
        """The findings that stop an export."""
        return tuple(found for found in self.findings if found.sure)


def scan_document(found: Scan) -> dict[str, Any]:
    """As programs read it; `text` is what stands in the file."""
    return {
        "files": found.files,
        "commits": found.commits,
        "findings": [_row(one) for one in found.sure],
        "perhaps": [_row(one) for one in found.findings if not one.sure],
        "allowed": [_row(one) for one in found.allowed],
        "unread": list(found.unread),
    }


def _row(one: Finding) -> dict[str, Any]:
    return {
        "path": one.path,
        "line": one.line,
        "part": one.part or None,
        "kind": one.kind,
        "how": one.how,
        "entry": one.entry,
        "text": one.text,
    }


def scan_text(found: Scan) -> str:
    """A line for each finding; then what may be an ordinary word, what was allowed, what could not be read."""
    lines = [_line(one) for one in found.sure]
    perhaps = [one for one in found.findings if not one.sure]
    if perhaps:
        lines += ["", _("Perhaps ordinary words, or somebody else's initials; look at them:")]
        lines += [f"  {_line(one)}" for one in perhaps]
    if found.allowed:
        lines += ["", plural("{n} place was allowed.", "{n} places were allowed.", len(found.allowed))]
    if found.unread:
        lines += [
            "",
            _("Not read (no text in them, or none that can be read): {names}").format(
                names=", ".join(found.unread[:20])
            ),
        ]
    looked = plural("{n} file", "{n} files", found.files)
    if found.commits:
        looked += ", " + plural("{n} commit", "{n} commits", found.commits)
    number = len(found.sure)
    said = plural("{n} name is left ({looked}).", "{n} names are left ({looked}).", number, looked=looked)
    lines += ["", said if number else _("No name of the key is left ({looked}).").format(looked=looked)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _line(one: Finding) -> str:
    how = {"exact": "", "spelling": _(", written otherwise"), "initials": _(", initials")}[one.how]
    return f"{one.where}: {one.text} ({kind_name(one.kind)}{how})"
