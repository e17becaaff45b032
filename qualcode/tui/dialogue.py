"""Plain lines in and out: what a screen reader speaks, a poor line carries, a pipe feeds. No colour, no cursor movement."""

import sys
from textwrap import fill

from qualcode.core.language import _
from qualcode.tui.lines import shown

WIDTH = 78


def say(text: str = "") -> None:
    """Print sentences, each line of them wrapped; on their way before anything else happens."""
    for line in text.split("\n"):
        print(fill(shown(line), WIDTH, break_long_words=False, break_on_hyphens=False))  # noqa: T201 - this mode is print
    sys.stdout.flush()


def ask(prompt: str) -> str | None:
    """What was typed, without spaces around it; None where the input ends."""
    sys.stdout.write(_("{label}: {value}").format(label=prompt, value=""))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not line:
        say()
        return None
    if not sys.stdin.isatty():  # a transcript of a piped session reads as if it had been typed
        say(line.strip())
    return line.strip()


def accept_any_bytes() -> None:
    """Bytes that are no UTF-8 come in as question marks instead of an error."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure and sys.stdin.errors != "replace":  # once something was read, it can't be set any more
        reconfigure(errors="replace")
