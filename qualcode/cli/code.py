"""qualcode code."""

import os
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
@click.option(
    "--plain", is_flag=True, help=_("Plain lines: for a screen reader, a poor line or a pipe; ? lists the commands.")
)
@click.option("--browser", is_flag=True, help=_("In the browser of this computer (extra browser)."))
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8765,
    show_default=True,
    help=_("With --browser: where it answers."),
)
@coder_option
@with_study
def code(study: Study, transcript: str, plain: bool, browser: bool, port: int, coder: str | None) -> None:
    """The coding desk."""
    from qualcode.tui.keys import key_map

    name = study.coder(coder)
    study.transcript(transcript)
    keys = key_map(study)
    if plain:
        from qualcode.tui.plain import run as run_plain

        run_plain(study, transcript, name, keys)
        return
    if browser:
        from qualcode.tui.browser import serve

        serve(study, transcript, name, port=port)
        return
    if not _drawable():
        raise QualcodeError(
            _("the coding desk needs a terminal."),
            advice=_("Open it in a terminal window; through a pipe: qualcode code {id} --plain.").format(id=transcript),
        )
    from qualcode.tui.app import run

    run(study, transcript, name, keys)


def _drawable() -> bool:
    """True in a terminal, and where the desk is drawn in a browser through pipes."""
    return (sys.stdin.isatty() and sys.stdout.isatty()) or "TEXTUAL_DRIVER" in os.environ
