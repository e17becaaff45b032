"""The desk dies right after it showed what it did, and finds it again: plain through a pipe, full-screen in a terminal."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.core.coding import Coding
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.coding import tagging, undoing
from qualcode.workflow.desk.acting import DEEDS
from qualcode.workflow.desk.state import open_desk
from qualcode.workflow.oversight.checking import check
from qualcode.workflow.suggestions.suggesting import propose

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of this system are not driven here")

Make = Callable[..., Study]

TALK = [("Q", "Vous aviez peur ?"), ("Léa", "J'avais peur. Un peu quand même. Et la paie ?"), ("Léa", "Rien du tout.")]
CODES = [Code(id="fear", label={"fr": "peur"}, cues=("peur",)), Code(id="pay", label={"fr": "paie"}, cues=("paie",))]
PATIENCE = 20.0
"""Seconds after which a desk that shows nothing has failed; it takes one or two."""

_DRAWN = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[PX^_].*?\x1b\\|[@-Z\\-_])", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A kind of action: what is typed for it in lines, and in keys at one go; what the desk shows; what the disk must hold."""

    lines: Sequence[str]
    keys: str
    shows: str
    what: str
    left: Callable[[list[Coding], list[Coding]], bool]


def one(coded: list[Coding], code: str = "fear", **wanted: str) -> bool:
    """True when there is one coding, of this code, with these properties or qualifiers."""
    return [coding.code for coding in coded] == [code] and all(
        getattr(coded[0], name, coded[0].qualifiers.get(name)) == value for name, value in wanted.items()
    )


ENTER, DOWN, SHIFT_RIGHT = "\r", "\x1b[B", "\x1b[1;2C"
ACTS: dict[str, Act] = {
    "accept": Act(lines=["a"], keys="a", shows="Coded “", what="add", left=lambda yes, _no: one(yes)),
    "reject": Act(lines=["r"], keys="r", shows="Turned down", what="reject", left=lambda yes, no: not yes and one(no)),
    "code_2": Act(lines=["2"], keys="2", shows="Coded “", what="add", left=lambda yes, _no: one(yes, "pay")),
    "search_code": Act(
        lines=["/pai", ""],
        keys=f"/pai{ENTER}",
        shows="Coded “",
        what="add",
        left=lambda yes, _no: one(yes, "pay"),
    ),
    "select": Act(
        lines=["=J'avais", "1"],
        keys=f"{SHIFT_RIGHT}1",
        shows="Coded “",
        what="add",
        left=lambda yes, _no: one(yes, quote="J'avais"),
    ),
    "whole_turn": Act(
        lines=["t", "1"], keys="t1", shows="Coded “", what="add", left=lambda yes, _no: one(yes, quote=TALK[1][1])
    ),
    "in_vivo": Act(
        lines=["i Rien"],
        keys=f"i{ENTER}",
        shows="New code “",
        what="add",
        left=lambda yes, _no: len(yes) == 1 and yes[0].code not in {"fear", "pay"},
    ),
    "memo": Act(
        lines=["a", "m oui"],
        keys=f"amoui{ENTER}",
        shows="Memo saved",
        what="change",
        left=lambda yes, _no: one(yes, memo="oui"),
    ),
    "recode": Act(
        lines=["a", "c pay"],
        keys=f"acpay{ENTER}",
        shows="” now.",
        what="change",
        left=lambda yes, _no: one(yes, "pay"),
    ),
    "qualifiers": Act(
        lines=["a", "v voice=reported"],
        keys=f"av{DOWN}{ENTER}",
        shows="Given: “voice: reported",
        what="change",
        left=lambda yes, _no: one(yes, voice="reported"),
    ),
    "worth_printing": Act(
        lines=["a", "p"],
        keys="ap",
        shows="worth printing",
        what="change",
        left=lambda yes, _no: one(yes, print="yes"),
    ),
    "unsure": Act(
        lines=["a", "w"], keys="aw", shows="as unsure", what="change", left=lambda yes, _no: one(yes, sure="no")
    ),
    "change_ends": Act(
        lines=["a", "e", "select_right", "a"],
        keys=f"ae{SHIFT_RIGHT}{ENTER}",
        shows="new ends",
        what="change",
        left=lambda yes, _no: one(yes, quote="J'avais peur. Un"),
    ),
    "remove": Act(lines=["a", "d"], keys="ad", shows="Taken away", what="remove", left=lambda yes, _no: not yes),
    "undo": Act(lines=["a", "u"], keys="au", shows="Taken back", what="undo", left=lambda yes, _no: not yes),
    "redo": Act(lines=["a", "u", "U"], keys="auU", shows="Done again", what="redo", left=lambda yes, _no: one(yes)),
    "finish": Act(lines=["E"], keys="E", shows="has finished", what="done", left=lambda yes, _no: not yes),
}


def test_every_action_that_writes_is_killed_here() -> None:
    assert {re.sub(r"\d", "2", name) for name in DEEDS} <= set(ACTS)


@pytest.fixture
def study(study_of: Make) -> Study:
    """Sentences and suggestions are known already, so that a desk opens at once."""
    study = study_of(TALK, codes=CODES)
    open_desk(study, "E01", "ana")
    assert list(propose(study, "E01", coder="ana"))
    return study


def environment() -> dict[str, str]:
    own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLORTERM"}}
    return own | {"PYTHONPATH": str(Path(__file__).parents[2]), "TERM": "xterm-256color", "QUALCODE_LANG": "en"}


class Lines:
    """The plain desk behind a pipe."""

    def __init__(self, study: Study) -> None:
        command = [sys.executable, "-m", "qualcode", "code", "E01", "--plain", "--study", str(study.root)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=environment())
        self.until("\n2.1: ")

    def send(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n".encode())
        self.process.stdin.flush()

    def until(self, wanted: str) -> str:
        assert self.process.stdout is not None
        return _read(self.process.stdout.fileno(), wanted)

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()


class Terminal:
    """The full desk in a terminal of 80 x 24 that it is the session of: closing it hangs up."""

    PROGRAM = "import os, sys; os.open(os.ttyname(0), os.O_RDWR); from qualcode.cli import main; main(sys.argv[1:])"

    def __init__(self, study: Study) -> None:
        self.screen, inside = pty.openpty()
        fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        command = [sys.executable, "-c", self.PROGRAM, "code", "E01", "--study", str(study.root)]
        self.process = subprocess.Popen(
            command, stdin=inside, stdout=inside, stderr=inside, env=environment(), start_new_session=True
        )
        os.close(inside)
        self.until("matches the cue")

    def send(self, text: str) -> None:
        os.write(self.screen, text.encode())

    def until(self, wanted: str) -> str:
        return _read(self.screen, wanted)

    def close(self) -> None:
        """As when the window is closed or the line drops."""
        os.close(self.screen)
        self.screen = -1

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        if self.screen >= 0:
            self.close()


def _read(descriptor: int, wanted: str) -> str:
    """What is shown until these words are."""
    raw = b""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if select.select([descriptor], [], [], 0.2)[0]:
            try:
                raw += os.read(descriptor, 65536)
            except OSError:  # the other end is gone
                break
        text = _DRAWN.sub("", raw.decode(errors="replace"))
        if wanted in text:
            return text
    pytest.fail(f"“{wanted}” was not shown:\n{_DRAWN.sub('', raw.decode(errors='replace'))[-2000:]}")


@pytest.fixture
def opened() -> Iterator[Callable[[Lines | Terminal], Lines | Terminal]]:
    """Desks that end with the test, whatever happens."""
    there: list[Lines | Terminal] = []

    def keep(desk: Lines | Terminal) -> Lines | Terminal:
        there.append(desk)
        return desk

    yield keep
    for desk in there:
        desk.end()


Opened = Callable[[Lines | Terminal], Lines | Terminal]


def on_disk(study: Study) -> tuple[list[Coding], list[Coding], str]:
    """What ana coded, what she turned down, and what her journal says she did last; nothing may be amiss."""
    again = Study(study.root)
    assert [problem for problem in check(again) if not problem.path.startswith("codebooks/")] == []
    coded, refused = (list(again.coding_file("ana", name).value.codings) for name in ("E01", "E01" + REJECTED))
    entries, _cut = again.journal("ana")
    return coded, refused, entries[-1].what


@pytest.mark.parametrize("name", ACTS)
def test_killed_in_plain_lines_right_after_it_was_said(study: Study, opened: Opened, name: str) -> None:
    act = ACTS[name]
    desk = opened(Lines(study))
    for line in act.lines:
        desk.send(line)
    desk.until(act.shows)
    desk.process.send_signal(signal.SIGKILL)
    coded, refused, what = on_disk(study)
    assert what == act.what
    assert act.left(coded, refused)


@pytest.mark.parametrize("name", ACTS)
def test_killed_in_the_terminal_right_after_it_was_shown(study: Study, opened: Opened, name: str) -> None:
    act = ACTS[name]
    desk = opened(Terminal(study))
    desk.send(act.keys)
    desk.until(act.shows)
    desk.process.send_signal(signal.SIGKILL)
    coded, refused, what = on_disk(study)
    assert what == act.what
    assert act.left(coded, refused)


def test_letters_typed_before_their_window_is_drawn_are_not_commands(study: Study, opened: Opened) -> None:
    desk = opened(Terminal(study))
    desk.send(f"amoui du tout{ENTER}")
    desk.until("Memo saved")
    assert one(on_disk(study)[0], memo="oui du tout")


def test_a_closed_terminal_loses_nothing_and_leaves_no_process(study: Study, opened: Opened) -> None:
    desk = opened(Terminal(study))
    assert isinstance(desk, Terminal)
    desk.send("a")
    desk.until("Coded “")
    desk.close()
    assert desk.process.wait(PATIENCE) != 0
    assert one(on_disk(study)[0])


@pytest.mark.parametrize("kind", [Lines, Terminal])
def test_ctrl_c_leaves_with_everything_saved(study: Study, opened: Opened, kind: type[Lines | Terminal]) -> None:
    desk = opened(kind(study))
    desk.send("a")
    desk.until("Coded “")
    if isinstance(desk, Terminal):
        desk.send("\x03")
    else:
        desk.process.send_signal(signal.SIGINT)
    assert desk.process.wait(PATIENCE) in {0, 130}
    assert one(on_disk(study)[0])


@pytest.mark.parametrize("kind", [Lines, Terminal])
def test_it_opens_where_it_was_killed_and_undoes_what_was_done_there(
    study: Study, opened: Opened, kind: type[Lines | Terminal]
) -> None:
    first = opened(kind(study))
    first.send("a")
    first.until("Coded “")
    first.process.send_signal(signal.SIGKILL)
    first.process.wait()
    undoing.undo(Study(study.root), "ana")  # the suggestion is open again: the second desk shows it
    second = opened(kind(study))
    second.send("U")
    second.until("Done again")
    assert one(on_disk(study)[0])


@pytest.mark.parametrize("kind", [Lines, Terminal])
def test_what_another_process_codes_meanwhile_is_kept_and_said(
    study: Study, opened: Opened, kind: type[Lines | Terminal]
) -> None:
    desk = opened(kind(study))
    tagging.add(Study(study.root), [parse_reference("E01:3")], "pay", coder="ana")
    desk.send("" if kind is Lines else "j")
    desk.until("changed by another")
    desk.send("1")
    desk.until("Coded “")
    coded = on_disk(study)[0]
    assert sorted(coding.turn for coding in coded) == ["2", "3"]


@pytest.mark.parametrize("kind", [Lines, Terminal])
def test_an_edit_of_the_transcript_meanwhile_is_said_and_no_coding_goes_astray(
    study: Study, opened: Opened, kind: type[Lines | Terminal]
) -> None:
    desk = opened(kind(study))
    desk.send("a")
    desk.until("Coded “")
    path = study.transcript_path("E01")
    path.write_text(path.read_text("utf-8").replace("J'avais peur", "Hein ? J'avais peur"), "utf-8")
    desk.send("" if kind is Lines else "j")
    desk.until("edited")
    again = Study(study.root)
    (found,) = again.placed("ana", again.transcript("E01"))[0]
    assert (found.quote, found.start) == ("J'avais peur.", 7)
