"""qualcode transcript: add, list, show, edit, remove."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.incoming import incoming_options, wishes_of
from qualcode.cli.shared import (
    answer,
    coder_option,
    json_option,
    json_text,
    labelled,
    progress,
    tell,
    width,
    with_study,
)
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.store.study import Study

if TYPE_CHECKING:  # loaded by the command
    from qualcode.workflow.interviews.bringing_in import Item, Plan
    from qualcode.workflow.interviews.wishes import Wishes


@click.group(help=_("Bring interviews in; list, show, edit or remove them."))
def transcript() -> None:
    """Transcripts."""


@transcript.command(
    help=_(
        "Bring in transcripts: files, or whole folders (docx, odt, txt, md, vtt, srt, Whisper's json). What was recognised "
        "is shown first: speakers, turns, words, warnings. --table joins the table of interviews that you keep: a column "
        "names the file; columns id, respondent, pseudonym, type, role and date fill the study; the others become attributes."
    )
)
@click.argument("paths", metavar="FILE|DIR...", nargs=-1, required=True, type=click.Path(path_type=Path))
@incoming_options
@click.option("--no-fold", is_flag=True, help=_("Keep labels that look like misspellings of another."))
@click.option("--dry-run", is_flag=True, help=_("Show what would come in; write nothing."))
@click.option("--yes", "-y", is_flag=True, help=_("Write without asking."))
@with_study
def add(study: Study, paths: tuple[Path, ...], dry_run: bool, yes: bool, no_fold: bool, **wanted: Any) -> int:
    """Bring transcripts in."""
    from qualcode.workflow.interviews import bringing_in

    wishes = wishes_of(wanted)
    with progress(_("Reading")) as step:
        plan = bringing_in.plan(study, paths, wishes, fold=not no_fold, progress=step)
    _show(plan, wishes)
    if dry_run or not plan.items:
        tell(_("Nothing was written."))
        return 2 if plan.refused else 0
    if not yes and not _agreed(len(plan.items)):
        tell(_("Nothing was written."))
        return 0
    refused = bringing_in.carry_out(study, plan.items)
    for one in refused:
        tell(str(one.error))
    done = len(plan.items) - len(refused)
    click.echo(plural("{n} transcript came in.", "{n} transcripts came in.", done))
    return 2 if plan.refused or refused else 0


def _agreed(number: int) -> bool:
    """Ask; without anybody to answer, say how to go on."""
    question = plural("Bring in this transcript?", "Bring in these {n} transcripts?", number)
    if not sys.stdin.isatty():
        raise QualcodeError(
            _("nobody is there to answer “{question}”.").format(question=question),
            advice=_("Look at the above, then add --yes."),
        )
    yes = _("y")
    answered = click.prompt(f"{question} [{yes.upper()}/n]", default=yes, show_default=False, err=True)
    return str(answered).strip().lower() in {yes, "y", "yes", _("yes")}


def _show(plan: "Plan", wishes: "Wishes") -> None:
    for item in plan.items:
        _show_item(item)
    if plan.folds:
        folds = ", ".join(f"{rare} → {usual}" for rare, usual in plan.folds.items())
        click.echo(_("Taken for one speaker: {folds} (--no-fold keeps them apart).").format(folds=folds))
    if plan.joined is not None:
        _show_join(plan, wishes)
    for refused in plan.refused:
        tell(click.style(_("Not brought in: "), fg="red") + str(refused.error))


def _show_item(item: "Item") -> None:
    made = item.transcript
    click.echo(click.style(made.id, bold=True) + f"  ← {item.path.name}  ({item.draft.kind})")
    for label, counts in item.draft.speakers.items():
        role = _("interviewer") if label in made.interviewer else made.respondents.get(label, "")
        person = next((person for person in item.respondents if person.id == made.respondents.get(label)), None)
        kind = f", {person.attribute('type')}" if person and person.attribute("type") else ""
        turns = plural("{n} turn", "{n} turns", counts.turns)
        words = plural("{n} word", "{n} words", counts.words)
        click.echo("    " + labelled(f"{label} ({role}{kind})", f"{turns}, {words}"))
    facts = [made.date, *(f"{key}: {value}" for key, value in made.attributes.items())]
    if any(facts):
        click.echo("    " + " · ".join(fact for fact in facts if fact))
    if not made.interviewer:
        click.echo("    " + _("No interviewer was recognised: say who asks with --interviewer LABEL."))
    for warning in item.draft.warnings:
        click.echo("    " + click.style("! ", fg="yellow") + warning)


def _show_join(plan: "Plan", wishes: "Wishes") -> None:
    joined = plan.joined
    assert joined is not None
    click.echo(
        _("Table {table}, by its column “{column}”:").format(
            table=wishes.table and wishes.table.name, column=joined.column
        )
    )
    for pair in joined.pairs:
        lines = ", ".join(map(str, pair.rows))
        click.echo(f"    {pair.name}  ↔  " + _("line {lines}").format(lines=lines) + f"  ({pair.score:.0f} %)")
    for name in joined.files:
        click.echo("    " + click.style("! ", fg="yellow") + _("{name}: no row of the table").format(name=name))
    if joined.rows:
        names = [plan.row_names[line] or _("line {lines}").format(lines=line) for line in joined.rows]
        shown = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")  # noqa: PLR2004 - two lines of a terminal
        click.echo(
            "    "
            + plural("{n} row without a file: {names}", "{n} rows without a file: {names}", len(names), names=shown)
        )


@transcript.command("list", help=_("The interviews: date, types, turns, words, codings."))
@json_option
@with_study
def list_(study: Study, as_json: bool) -> None:
    """List transcripts."""
    from qualcode.report.transcripts import overview_text
    from qualcode.workflow.interviews.transcripts import overview

    rows = overview(study)
    if as_json:
        answer(
            json_text(
                [
                    {
                        "id": row.transcript.id,
                        "date": row.transcript.date,
                        "respondents": dict(row.transcript.respondents),
                        "types": list(row.types),
                        "turns": len(row.transcript.turns),
                        "words": row.words,
                        "codings": row.codings,
                        "attributes": dict(row.transcript.attributes),
                    }
                    for row in rows
                ]
            )
        )
        return
    if not rows:
        tell(_("No interview yet. Bring some in: qualcode transcript add FOLDER"))
    else:
        answer(overview_text(rows, width=width()))


@transcript.command(help=_("One interview, as it is read."))
@click.argument("transcript_id", metavar="ID")
@with_study
def show(study: Study, transcript_id: str) -> None:
    """Show a transcript."""
    made = study.transcript(transcript_id)
    lines = []
    for turn in made.turns:
        label = click.style(f"[{turn.id}{' ' + turn.time if turn.time else ''}]", dim=True)
        speaker = click.style(turn.speaker, bold=not made.is_interviewer(turn), dim=made.is_interviewer(turn))
        lines.append(f"{label} {speaker}: {turn.text}\n")
    answer("".join(lines))


def _editor() -> str | None:
    """The person's own editor (None: click finds it), else nano where there is one: vi keeps newcomers in."""
    if os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        return None
    return shutil.which("nano")


@transcript.command(
    help=_("Correct a transcript in your editor (EDITOR); every coding moves along with its words, exactly.")
)
@click.argument("transcript_id", metavar="ID")
@coder_option
@with_study
def edit(study: Study, transcript_id: str, coder: str | None) -> None:
    """Edit a transcript."""
    from qualcode.store import files
    from qualcode.workflow.interviews.transcripts import apply_edit

    study.transcript(transcript_id)
    before = (files.read(study.transcript_path(transcript_id)) or b"").decode()
    try:
        edited = click.edit(before, editor=_editor(), extension=".txt")
    except click.ClickException as error:
        raise QualcodeError(
            _("the editor could not be started ({reason}).").format(reason=error.message),
            advice=_("Name yours in the variable EDITOR, such as EDITOR=nano."),
        ) from None
    if edited is None or edited == before:
        tell(_("Nothing was changed."))
        return
    done = apply_edit(study, transcript_id, edited, coder=study.coder(coder))
    click.echo(_("Changed: {id}.").format(id=transcript_id))
    if done.carried:
        click.echo(plural("{n} coding moved along.", "{n} codings moved along.", done.carried))
    if done.orphaned:
        click.echo(
            plural(
                "{n} coding lost its words: {ids}. It is kept; `qualcode check` shows it.",
                "{n} codings lost their words: {ids}. They are kept; `qualcode check` shows them.",
                len(done.orphaned),
                ids=", ".join(done.orphaned),
            )
        )


@transcript.command(
    help=_("Take an interview out of the study. It is kept, with its codings, in transcripts/removed/.")
)
@click.argument("transcript_id", metavar="ID")
@click.option("--yes", "-y", is_flag=True, help=_("Also when it is coded already."))
@with_study
def remove(study: Study, transcript_id: str, yes: bool) -> None:
    """Remove a transcript."""
    from qualcode.workflow.interviews.transcripts import remove as take_out

    for path in take_out(study, transcript_id, with_codings=yes):
        click.echo(_("Moved to {path}").format(path=path))
