"""The passphrase of a key: asked for without showing it, or read from where a script says. Never from the command line."""

import os
import sys
from pathlib import Path

import click

from qualcode.cli.shared import tell
from qualcode.core.language import _
from qualcode.errors import QualcodeError
from qualcode.store import ethics, keys
from qualcode.store.keys import Opened
from qualcode.store.study import Study
from qualcode.workflow.privacy import keeping

VARIABLE = "QUALCODE_PASSPHRASE_FILE"
_SHORTEST = 8


def ask(question: str, *, confirm: bool = False) -> str:
    """The passphrase, from the file that QUALCODE_PASSPHRASE_FILE names (- is standard input), else typed unseen."""
    named = os.environ.get(VARIABLE)
    if named:
        return _first_line(named)
    if not sys.stdin.isatty():
        raise QualcodeError(
            _("nobody is there to type the passphrase."),
            advice=_("Put it into a file that only you can read, and name that file in {variable}.").format(
                variable=VARIABLE
            ),
        )
    return str(click.prompt(question, hide_input=True, confirmation_prompt=confirm, err=True))


def _first_line(named: str) -> str:
    try:
        if named != "-" and os.name == "posix" and Path(named).stat().st_mode & 0o077:
            tell(_("others can read the file of the passphrase: {path}").format(path=named))
        text = sys.stdin.readline() if named == "-" else Path(named).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise QualcodeError(_("this file of the passphrase can't be read."), where=named) from None
    found = text.partition("\n")[0].rstrip("\r")
    if not found:
        raise QualcodeError(_("this file of the passphrase is empty."), where=named)
    return found


def unlock(study: Study) -> Opened:
    """The key of a study. Raises QualcodeError when there is none, or it is not on this machine."""
    key = ethics.key_of(study)
    if not key:
        raise QualcodeError(
            _("this study has no key of pseudonyms yet."),
            advice=_("`qualcode pseudonymise` makes one with the first name that it replaces."),
        )
    if not keys.exists(key):
        raise keys.absent()
    opened = keys.open_key(key, ask(_("Passphrase of the key")))
    if keys.read_index(key) is None:  # a key that was copied by hand
        keys.make_index(opened.key)
    return opened


def unlock_or_make(study: Study, coder: str | None) -> Opened:
    """The key of a study; a new one where there is none, or where it was destroyed."""
    key = ethics.key_of(study)
    if key and not ethics.destroyed(study):
        return unlock(study)
    keys.folder()  # refuses before anything is asked
    tell(
        _(
            "A key will tell which name became what. It is kept outside the study, in {folder}, and opens with a "
            "passphrase only. A passphrase that is lost is lost for good: nobody can open the key without it. Write it down "
            "where your data management plan says."
        ).format(folder=keys.folder())
    )
    passphrase = ask(_("Choose a passphrase"), confirm=True)
    if len(passphrase) < _SHORTEST:
        raise QualcodeError(
            _("this passphrase is too short: it can be guessed."),
            advice=_("Take at least {n} characters; four or five words that nobody puts together are better.").format(
                n=_SHORTEST
            ),
        )
    return keeping.make(study, passphrase, coder=coder)
