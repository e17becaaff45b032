"""qualcode privacy scan, risk, log, statement; qualcode key status, export, import, destroy."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualcode.cli.shared import answer, coder_option, json_option, json_text, output_option, tell, width, with_study
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.privacy.mention import KINDS, Kind
from qualcode.store.study import Study

if TYPE_CHECKING:
    from qualcode.report.scanning import Scan


@click.group(help=_("Look for names that are left, and for people who can be recognised."))
def privacy() -> None:
    """Privacy."""


@privacy.command(
    help=_(
        "Look for every name of the key in all that the study holds: transcripts, memos, codebook, names of files, documents "
        "and their properties, the history in git. Accents, capitals, plurals and one wrong letter do not hide a name. "
        "Needs no passphrase. Leaves with status 1 when a name was found."
    )
)
@click.option("--no-history", is_flag=True, help=_("Leave the history in git out."))
@json_option
@with_study
def scan(study: Study, no_history: bool, as_json: bool) -> int:
    """Scan the study."""
    from qualcode.report.scanning import scan_document, scan_text
    from qualcode.workflow.privacy.scanning import scan as look

    found: Scan = look(study, history=not no_history)
    answer(json_text(scan_document(found)) if as_json else scan_text(found))
    return int(bool(found.sure))


@privacy.command(
    help=_(
        "Who could be recognised by what is published of them: combinations that fewer than K respondents share, small cells "
        "of tables, signatures of quotes, rare words; and the smallest change that removes it. Leaves with status 1 when "
        "there is a risk."
    )
)
@click.option(
    "--by",
    default="type,role",
    show_default=True,
    metavar="ATTR,...",
    help=_("Attributes that a reader may know or be told, such as type,role,site,gender."),
)
@click.option(
    "-k", "k", type=click.IntRange(min=2), default=3, show_default=True, help=_("Fewest people who must share.")
)
@json_option
@with_study
def risk(study: Study, by: str, k: int, as_json: bool) -> int:
    """Re-identification risk."""
    from qualcode.report.risk import risk_document, risk_text
    from qualcode.workflow.privacy.risk import look

    found = look(study, [name.strip() for name in by.split(",") if name.strip()], k=k)
    answer(json_text(risk_document(found)) if as_json else risk_text(found, width=width()))
    return int(found.any)


@privacy.command("log", help=_("What was replaced, by kind and interview, without any name: for the ethics file."))
@json_option
@output_option
@with_study
def log_(study: Study, as_json: bool, output: str | None) -> None:
    """The ethics log."""
    from qualcode.report.statement import log_document, log_text
    from qualcode.store.ethics import events

    found = events(study)
    answer(json_text(log_document(found)) if as_json else log_text(found), output)


@privacy.command(
    help=_(
        "One page on how the data were processed and pseudonymised (SRQR S13), in French and English, from the facts."
    )
)
@output_option
@with_study
def statement(study: Study, output: str | None) -> None:
    """The statement."""
    from qualcode.report.statement import statement_text
    from qualcode.workflow.privacy.statement import facts

    answer(statement_text(facts(study)), output)


# The key


@click.group(help=_("The key of pseudonyms: where it is, copy it out or in, destroy it."))
def key() -> None:
    """The key."""


@key.command(help=_("Where the key of this study is, and whether it is here."))
@json_option
@with_study
def status(study: Study, as_json: bool) -> int:
    """Key status."""
    from qualcode.report.keys import status_text
    from qualcode.workflow.privacy.keeping import key_status

    found = key_status(study)
    answer(json_text(found.document()) if as_json else status_text(found))
    return 0 if found.here or found.destroyed_at else 1


@key.command(
    "export", help=_("Copy the key, encrypted as it is, to a FILE outside the study: for another machine, or a safe.")
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@coder_option
@with_study
def export(study: Study, file: Path, coder: str | None) -> None:
    """Copy the key out."""
    from qualcode.workflow.privacy.keeping import copy_out

    copy_out(study, file, coder=coder)
    click.echo(_("Written: {path}").format(path=file))


@key.command(
    "import", help=_("Put a key copied with `key export` in its place on this machine. Two keys are never merged.")
)
@click.argument("file", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path))
@coder_option
@with_study
def import_(study: Study, file: Path, coder: str | None) -> None:
    """Copy a key in."""
    from qualcode.cli.passphrase import ask
    from qualcode.workflow.privacy.keeping import bring_in

    number = bring_in(study, file, ask(_("Passphrase of the key")), coder=coder)
    click.echo(plural("The key is here: {n} name.", "The key is here: {n} names.", number))


@key.command(
    help=_(
        "Put a NAME into the key before it was met: of a village, a team, somebody everybody speaks of. From then on it is "
        "replaced wherever it stands."
    )
)
@click.argument("name", metavar="NAME")
@click.option("--as", "substitute", metavar="SUBSTITUTE", help=_("What to write for it (default: invented)."))
@click.option("--kind", type=click.Choice(KINDS), default="person", show_default=True, help=_("What it is."))
@coder_option
@with_study
def add(study: Study, name: str, substitute: str | None, kind: Kind, coder: str | None) -> None:
    """Add a name."""
    from qualcode.cli.passphrase import unlock_or_make
    from qualcode.store.keys import write_key
    from qualcode.workflow.privacy.substituting import with_name

    opened = unlock_or_make(study, coder)
    made = with_name(study, opened.key, kind, name, substitute)
    write_key(opened, made)
    before = set(opened.key.entries)
    answer("".join(f"{each.name} → {each.substitute}\n" for each in made.entries if each not in before))


@key.command(help=_("Show which name became what. Only where nobody looks over your shoulder."))
@json_option
@with_study
def show(study: Study, as_json: bool) -> None:
    """Show the key."""
    from qualcode.cli.passphrase import unlock

    entries = unlock(study).key.entries
    if as_json:
        answer(json_text([{"name": each.name, "substitute": each.substitute, "kind": each.kind} for each in entries]))
    else:
        answer("".join(f"{each.name} → {each.substitute}\n" for each in entries))


@key.command(
    help=_(
        "Destroy the key on this machine, for good; when and by whom is kept in the study. Copies that you made elsewhere "
        "are yours to destroy."
    )
)
@click.option("--yes", "-y", is_flag=True, help=_("Without asking."))
@coder_option
@with_study
def destroy(study: Study, yes: bool, coder: str | None) -> None:
    """Destroy the key."""
    import sys

    from qualcode.workflow.privacy.keeping import destroy as take_away
    from qualcode.workflow.privacy.keeping import key_status

    found = key_status(study)
    if not yes:
        if not sys.stdin.isatty():
            raise QualcodeError(_("nobody is there to agree."), advice=_("Add --yes."))
        word = _("destroy")
        if found.copies:
            tell(plural("It was copied out {n} time.", "It was copied out {n} times.", found.copies))
        typed = click.prompt(
            _("Nobody will be able to tell who is who any more. Type “{word}”").format(word=word), err=True
        )
        if typed.strip().casefold() != word:
            tell(_("Nothing was changed."))
            return
    take_away(study, coder=coder)
    click.echo(_("The key was destroyed on this machine."))
    tell(_("`qualcode privacy risk` says whether people can still be recognised by what is told of them."))
