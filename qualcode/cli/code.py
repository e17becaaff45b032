"""qualcode code."""

import sys

import click

from qualcode.cli.shared import coder_option, with_study
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store.study import Study


@click.command(
    help=_(
        "Open an interview on the coding desk, where you left off: read, select, code, all by the keyboard or the mouse. "
        "Every action is saved at once; ? shows the keys, q leaves."
    )
)
@click.argument("transcript", metavar="ID")
@coder_option
@with_study
def code(study: Study, transcript: str, coder: str | None) -> None:
    """The coding desk."""
    name = study.coder(coder)
    study.transcript(transcript)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise QualcodeError(
            _("the coding desk needs a terminal."),
            advice=_("Open it in a terminal window, or code by commands: qualcode tag add."),
        )
    from qualcode.tui.app import run

    run(study, transcript, name)
