"""qualcode arbitrate: list where coders disagree, decide, ask one by one; say that an interview is finished."""

from typing import Any

import click

from qualcode.cli.shared import (
    WithIds,
    answer,
    coder_option,
    json_option,
    json_text,
    labelled,
    say,
    tell,
    with_study,
)
from qualcode.core.address import parse_reference
from qualcode.core.language import _, plural
from qualcode.report.typography import quoted
from qualcode.store.study import Study


def _coders_option(command: Any) -> Any:
    text = _("Compare only these coders (default: all who coded the interview).")
    return click.option("--coders", default="", metavar="A,B", help=text)(command)


@click.group(
    cls=WithIds,
    subcommand_metavar="[ID]... | keep REF WHO... | ask ID | undo | done ID",
    help=_(
        "Settle where coders disagree: `qualcode arbitrate E01` lists it, `qualcode arbitrate ask E01` asks one by one, "
        "`qualcode arbitrate keep E01:4@0-34 ana` decides from a script. What is turned down stays in the record and is no "
        "longer counted; what the coders wrote is not touched."
    ),
)
def arbitrate() -> None:
    """Arbitration."""


@arbitrate.command(
    help=_("Where coders disagree (default: all interviews that two coders coded); the word show may be left out.")
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--all", "settled_too", is_flag=True, help=_("Also what is settled."))
@_coders_option
@json_option
@with_study
def show(study: Study, ids: tuple[str, ...], settled_too: bool, coders: str, as_json: bool) -> None:
    """List disputes."""
    from qualcode.report import disputes as form
    from qualcode.workflow.coding import arbitrating

    chosen = ids or arbitrating.shared_interviews(study)
    found = [one for name in chosen for one in arbitrating.disputes(study, name, coders=_names(coders))]
    listed = [one for one in found if settled_too or not one.settled]
    labels = arbitrating.code_labels(study, found)
    if as_json:
        answer(json_text([form.dispute_document(one, labels) for one in listed]))
        return
    for one in listed:
        say(f"{click.style(one.reference, fg='cyan')}  {quoted(one.words, 300)}", then="    ")
        for line in form.dispute_lines(one, labels):
            say(line, first="    ", then="      ")
    settled = sum(one.settled for one in found)
    tell(
        plural(
            "{n} disagreement, {settled} settled.", "{n} disagreements, {settled} settled.", len(found), settled=settled
        )
    )
    for name, left in arbitrating.waiting(study).items() if not ids else ():
        tell(_("{id} is not compared yet: not finished by {coders}.").format(id=name, coders=", ".join(left)))
    if listed:
        tell(_("Decide one by one with: qualcode arbitrate ask {id}").format(id=listed[0].transcript))


@arbitrate.command(
    help=_(
        "Settle one disagreement. WHO is a coder (all codes that he or she gave there), a code, several of them, all, or none. "
        "Deciding again replaces what was decided."
    )
)
@click.argument("reference", metavar="REF")
@click.argument("names", metavar="WHO...", nargs=-1, required=True)
@click.option("--memo", default="", metavar="TEXT", help=_("The reason, kept with the decision."))
@_coders_option
@with_study
def keep(study: Study, reference: str, names: tuple[str, ...], memo: str, coders: str) -> None:
    """Decide."""
    from qualcode.report import disputes as form
    from qualcode.workflow.coding import arbitrating

    dispute = arbitrating.dispute_at(study, parse_reference(reference), coders=_names(coders))
    codes = arbitrating.chosen_codes(dispute, names)
    arbitrating.decide(study, dispute, codes, memo=memo)
    click.echo(form.decision_sentence(dispute, codes, arbitrating.code_labels(study, [dispute])))


@arbitrate.command(
    help=_("Go through the disagreements of an interview one by one: a number decides, Enter leaves it open.")
)
@click.argument("transcript_id", metavar="ID")
@_coders_option
@with_study
def ask(study: Study, transcript_id: str, coders: str) -> None:
    """Ask one by one."""
    from qualcode.tui.arbitration_lines import ask_one_by_one

    ask_one_by_one(study, transcript_id, coders=_names(coders))


@arbitrate.command(help=_("Take back the last decision; again, the one before it."))
@with_study
def undo(study: Study) -> None:
    """Take back a decision."""
    from qualcode.workflow.coding import arbitrating, undoing

    click.echo(labelled(_("Taken back"), undoing.summary(arbitrating.undo(study))))


@arbitrate.command(
    help=_(
        "Say that you have finished coding an interview. Where `[agreement] blind = true`, nobody sees another's codings "
        "of it before all its coders said so. `qualcode undo` takes it back."
    )
)
@click.argument("transcript_id", metavar="ID")
@coder_option
@with_study
def done(study: Study, transcript_id: str, coder: str | None) -> None:
    """Finish an interview."""
    from qualcode.workflow.coding import arbitrating

    name = study.coder(coder)
    arbitrating.finish(study, name, transcript_id)
    click.echo(_("{coder} has finished {id}.").format(coder=name, id=transcript_id))


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))
