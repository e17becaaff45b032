"""qualcode undo, redo, log."""

from datetime import datetime

import click

from qualcode.cli.shared import answer, coder_option, json_option, json_text, with_study
from qualcode.core.journal import Entry, history
from qualcode.core.language import _
from qualcode.store.study import Study
from qualcode.workflow.coding.undoing import summary


@click.command(help=_("Take back your last action; again, the one before it, also from earlier days."))
@coder_option
@with_study
def undo(study: Study, coder: str | None) -> None:
    """Take back the last action."""
    from qualcode.workflow.coding import undoing

    lines = undoing.undo(study, study.coder(coder))
    click.echo(_("Taken back: {what}").format(what=summary(lines)))


@click.command(help=_("Do again what `qualcode undo` took back."))
@coder_option
@with_study
def redo(study: Study, coder: str | None) -> None:
    """Do again what was undone."""
    from qualcode.workflow.coding import undoing

    lines = undoing.redo(study, study.coder(coder))
    click.echo(_("Done again: {what}").format(what=summary(lines)))


@click.command(help=_("Everything a coder did, the latest last: what, when, where."))
@click.option("-n", "number", type=click.IntRange(min=1), default=20, show_default=True, help=_("How many actions."))
@coder_option
@json_option
@with_study
def log(study: Study, number: int, coder: str | None, as_json: bool) -> None:
    """The journal of a coder."""
    name = study.coder(coder)
    entries, _problems = study.journal(name)
    actions: dict[str, list[Entry]] = {}
    for entry in entries:
        actions.setdefault(entry.action, []).append(entry)
    undone = set(history(entries).redoable)
    chosen = list(actions.items())[-number:]
    if as_json:
        rows = [
            {
                "action": action,
                "at": lines[0].at,
                "what": lines[0].what,
                "files": [line.file for line in lines],
                "codings": sum(len(line.after) or len(line.before) for line in lines),
                "undone": action in undone,
            }
            for action, lines in chosen
        ]
        answer(json_text(rows))
        return
    if not chosen:
        click.echo(_("{coder} has done nothing yet.").format(coder=name))
    for action, lines in chosen:
        note = "  " + _("(taken back)") if action in undone else ""
        click.echo(f"{_moment(lines[0].at)}  {summary(lines)}{note}")


def _moment(at: str) -> str:
    """When it was, on the clock of the person who reads."""
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:  # a journal written by hand
        return at
