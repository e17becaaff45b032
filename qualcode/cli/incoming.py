"""Options of the commands that bring interviews in, and what they ask for."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.core.language import _
from qualcode.errors import QualcodeError

if TYPE_CHECKING:  # loaded by the command
    from qualcode.workflow.interviews.wishes import Wishes

Command = Callable[..., Any]

_OPTIONS = (
    click.option("--id", "transcript_id", metavar="ID", help=_("The transcript's id (default: from the file's name).")),
    click.option("--respondent", metavar="ID", help=_("Who is interviewed, such as R07.")),
    click.option(
        "--set",
        "pairs",
        multiple=True,
        metavar="KEY=VALUE",
        help=_("An attribute of the header, such as date=2026-03-04 or mode=visio."),
    ),
    click.option("--table", metavar="FILE.csv", type=click.Path(path_type=Path), help=_("Your table of interviews.")),
    click.option("--file-column", metavar="COLUMN", help=_("Its column that names the files (default: guessed).")),
    click.option("--id-column", metavar="COLUMN", help=_("Its column with the transcripts' ids.")),
    click.option("--respondent-column", metavar="COLUMN", help=_("Its column with the respondents' ids.")),
    click.option("--pseudonym-column", metavar="COLUMN", help=_("Its column with the pseudonyms.")),
    click.option("--type-column", metavar="COLUMN", help=_("Its column with the types of respondents.")),
    click.option("--role-column", metavar="COLUMN", help=_("Its column with the roles.")),
    click.option("--date-column", metavar="COLUMN", help=_("Its column with the dates.")),
    click.option(
        "--speakers", multiple=True, metavar="FROM=TO,...", help=_("Rename speakers, such as Checheur=Chercheur.")
    ),
    click.option(
        "--interviewer", multiple=True, metavar="LABEL", help=_("Who asks the questions (default: recognised).")
    ),
)


def incoming_options(command: Command) -> Command:
    """A command with the options that say who speaks and which row of a table belongs to which file."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def wishes_of(wanted: Mapping[str, Any]) -> "Wishes":
    """What was asked for by these options. Raises UsageError for a column without its table."""
    from qualcode.workflow.interviews.wishes import ROLES, Wishes

    columns = {role: wanted[f"{role}_column"] for role in ROLES if wanted.get(f"{role}_column")}
    if columns and wanted["table"] is None:
        raise click.UsageError(_("Columns belong to a table: add --table FILE.csv."))
    return Wishes(
        id=wanted["transcript_id"],
        respondent=wanted["respondent"],
        attributes=_pairs(wanted["pairs"], "--set date=2026-03-04"),
        speakers=_pairs(
            (part for text in wanted["speakers"] for part in text.split(",")), "--speakers Checheur=Chercheur"
        ),
        interviewer=wanted["interviewer"],
        table=wanted["table"],
        file_column=wanted["file_column"],
        columns=columns,
    )


def _pairs(texts: Iterable[str], example: str) -> dict[str, str]:
    found = {}
    for text in texts:
        key, equals, value = text.partition("=")
        if not equals or not key.strip():
            raise QualcodeError(
                _("“{text}” is not of the form KEY=VALUE.").format(text=text),
                advice=_("Write it as in {example}.").format(example=example),
            )
        found[key.strip()] = value.strip()
    return found
