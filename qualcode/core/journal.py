"""The journal of a coder: every action with its inverse. Undo, redo and the audit trail are read from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from qualcode.core.coding import Coding

EDIT = "transcript edit"
"""The action that changes a transcript's words; lines of codings with it were moved along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Splice:
    """A change inside a text file: at code point `at`, `old` was replaced by `new`.

    Both are whole lines and hold an unchanged line on either side, so that the place can be told again. `found` and `left`
    are digests of the whole file before and after.
    """

    at: int
    old: str
    new: str
    found: str = ""
    left: str = ""

    def apply(self, text: str) -> str | None:
        """The text after the change; None when `old` does not stand there, or anywhere else just once."""
        at = self.at if text.startswith(self.old, self.at) else text.find(self.old)
        if at < 0 or (at != self.at and text.count(self.old) != 1):
            return None
        return text[:at] + self.new + text[at + len(self.old) :]

    def inverse(self) -> "Splice":
        """The change that takes this one back."""
        return Splice(at=self.at, old=self.new, new=self.old, found=self.left, left=self.found)


def splice(before: str, after: str) -> Splice:
    r"""The lines in which two texts differ, with one line around them.

    >>> change = splice("a\nb\nc\nd\ne\n", "a\nb\nX\nd\ne\n")
    >>> change.at, change.old, change.new
    (2, 'b\nc\nd\n', 'b\nX\nd\n')
    """
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    start = _shared(old, new)
    tail = _shared(old[start:][::-1], new[start:][::-1])
    first, last = max(0, start - 1), max(0, tail - 1)
    return Splice(
        at=sum(map(len, old[:first])),
        old="".join(old[first : len(old) - last]),
        new="".join(new[first : len(new) - last]),
        found=digest(before),
        left=digest(after),
    )


def digest(text: str) -> str:
    """What a text was: 16 hexadecimal digits."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    """How many lines both begin with."""
    pairs = enumerate(zip(left, right, strict=False))
    return next((n for n, (one, other) in pairs if one != other), min(len(left), len(right)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a journal: what an action did to one file.

    `file` is a coding file of the coder, without its ending ("E01", "E01.rejected"), or the path of another text file
    of the study. For a coding file, `before` and `after` hold the codings taken out and put in; for another, `text`
    holds the change. Lines of one action share its id. `of` names the action that an undo or redo is about.
    """

    action: str
    at: str
    what: str
    file: str
    before: tuple[Coding, ...] = ()
    after: tuple[Coding, ...] = ()
    text: Splice | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What can be undone (the last action last) and redone, as ids of actions."""

    undoable: tuple[str, ...]
    redoable: tuple[str, ...]


def history(entries: Iterable[Entry]) -> History:
    """Replay a journal. A new action after an undo forgets what could be redone; the journal itself forgets nothing.

    What an edit of a transcript did to codings goes with the edit, which is one action of whoever made it.
    """
    done: list[str] = []
    undone: list[str] = []
    for entry in entries:
        if entry.what == "undo" and entry.of in done:
            done.remove(entry.of)
            undone.append(entry.of)
        elif entry.what == "redo" and entry.of in undone:
            undone.remove(entry.of)
            done.append(entry.of)
        elif (
            entry.what not in {"undo", "redo"}
            and not (entry.what == EDIT and entry.text is None)
            and (not done or done[-1] != entry.action)
        ):
            done.append(entry.action)
            undone.clear()
    return History(undoable=tuple(done), redoable=tuple(undone))
