"""What the journals tell of the codebook: which code was added, redefined or merged, while which interview was coded."""

import re
from collections.abc import Iterable, Iterator

from qualcode.core.journal import Entry, Splice, history
from qualcode.report.codebook_activity import CodebookActivity, CodebookChange, Kind
from qualcode.store import files
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.study.naming import labels

_KINDS: dict[str, Kind] = {
    "codebook add": "added",
    "codebook edit": "redefined",
    "codebook rename": "renamed",
    "codebook move": "moved",
    "codebook merge": "merged",
    "codebook retire": "retired",
    "split": "split",
}
_ID = re.compile(r"^[\s-]*id:\s*[\"']?([^\s\"'#]+)")


def codebook_activity(study: Study) -> CodebookActivity:
    """Every change of the codebook that was not undone, in order of time, with the interview that was being coded."""
    done = sorted(
        (entry.at, coder, n, entry) for coder in study.coders for n, entry in enumerate(_standing(study, coder))
    )
    book = (files.read(study.codebook_path) or b"").decode("utf-8", "replace")
    interviews: dict[str, str] = {}
    changes: list[CodebookChange] = []
    told: set[str] = set()
    current = ""
    for at, coder, _n, entry in done:
        kind = _KINDS.get(entry.what)
        if kind and entry.action not in told:
            told.add(entry.action)  # a split has a line for each interview
            changes.append(CodebookChange(at=at, coder=coder, kind=kind, code=_code(entry, book), interview=current))
        elif not kind and entry.after and not entry.file.endswith(REJECTED):
            current = entry.file
            interviews.setdefault(current, at)
    return CodebookActivity(
        changes=tuple(changes),
        interviews=interviews,
        labels=labels(study, {change.code for change in changes if change.code}),
    )


def _standing(study: Study, coder: str) -> Iterator[Entry]:
    """The lines of actions that were not undone. A journal that can't be read in part is left to `check`."""
    entries, _problems = study.journal(coder)
    standing = set(history(entries).undoable)
    return (entry for entry in entries if entry.action in standing)


def _code(entry: Entry, book: str) -> str:
    if entry.text is None:
        return entry.after[0].code if entry.after else ""
    return _named(entry.text) or _named_before(entry.text, book)


def _named(change: Splice) -> str:
    """The id in the lines that a change wrote, or just above them."""
    old, new = change.old.splitlines(), change.new.splitlines()
    first = next((n for n, line in enumerate(new) if n >= len(old) or line != old[n]), len(new))
    same = next((n for n, (a, b) in enumerate(zip(reversed(old), reversed(new), strict=False)) if a != b), 0)
    written = new[first : len(new) - same]
    return _first_id(written) or _first_id(reversed(new[:first]))


def _named_before(change: Splice, book: str) -> str:
    """The code under which these lines stand today; "" where they have changed since."""
    at = book.find(change.new)
    return _first_id(reversed(book[:at].splitlines())) if at >= 0 else ""


def _first_id(lines: Iterable[str]) -> str:
    return next((found[1] for line in lines if (found := _ID.match(line))), "")
