"""qualcode tag: add, remove, edit, list, import, settle."""

from pathlib import Path
from typing import Any

import click

from qualcode.cli.shared import (
    answer,
    coder_option,
    json_option,
    json_text,
    qualifiers_of,
    tell,
    transcript_ids,
    with_study,
)
from qualcode.core.address import parse_reference
from qualcode.core.language import _, plural
from qualcode.errors import Unknown
from qualcode.report.typography import quoted
from qualcode.store.study import Study


@click.group(help=_("Code passages; list, change, import or remove codings."))
def tag() -> None:
    """Codings."""


@tag.command(
    help=_(
        'Code a passage: `qualcode tag add E01:2 reluctance --quote "je n\'osais pas"`. '
        "REF is E01:2 (a turn), E01:2.1 (its first sentence) or E01:2@0-34 (characters); "
        "several REF, one per turn, make one passage. CODE is an id or a label."
    )
)
@click.argument("references", metavar="REF...", nargs=-1, required=True)
@click.argument("code")
@click.option("--quote", metavar="TEXT", help=_("The words, as they stand in the turn."))
@click.option("--memo", default="", metavar="TEXT", help=_("Your note on this coding."))
@click.option(
    "--qualifier", "pairs", multiple=True, metavar="K=V", help=_("voice=self|reported, polarity=affirmed|negated, …")
)
@coder_option
@with_study
def add(
    study: Study,
    references: tuple[str, ...],
    code: str,
    quote: str | None,
    memo: str,
    pairs: tuple[str, ...],
    coder: str | None,
) -> None:
    """Code a passage."""
    from qualcode.workflow.coding import tagging

    found = [parse_reference(text) for text in references]
    added = tagging.add(
        study, found, code, coder=study.coder(coder), quote=quote, memo=memo, qualifiers=qualifiers_of(pairs)
    )
    coding = added.tagged.coding
    message = (
        _("Already coded: {ref} {code} {quote} ({id})") if added.already else _("Coded: {ref} {code} {quote} ({id})")
    )
    click.echo(message.format(ref=added.tagged.reference, code=coding.code, quote=quoted(coding.quote), id=coding.id))
    if added.question:
        tell(_("These words are the interviewer's: the coding is kept, but reports do not count it."))


@tag.command(help=_("Take a coding away, by its id (`qualcode tag list` shows them). `qualcode undo` brings it back."))
@click.argument("coding_id", metavar="ID")
@coder_option
@with_study
def remove(study: Study, coding_id: str, coder: str | None) -> None:
    """Remove a coding."""
    from qualcode.workflow.coding import tagging

    tagged = tagging.remove(study, coding_id, coder=study.coder(coder))
    click.echo(
        _("Removed: {ref} {code} {quote}").format(
            ref=tagged.reference, code=tagged.coding.code, quote=quoted(tagged.coding.quote)
        )
    )


@tag.command(help=_("Change a coding's code, memo or qualifiers; what is not named stays."))
@click.argument("coding_id", metavar="ID")
@click.option("--code", metavar="CODE", help=_("Another code; the memo stays."))
@click.option("--memo", metavar="TEXT", help=_("Another memo."))
@click.option(
    "--qualifier", "pairs", multiple=True, metavar="K=V", help=_("All qualifiers, anew; voice= takes one away.")
)
@coder_option
@with_study
def edit(
    study: Study, coding_id: str, code: str | None, memo: str | None, pairs: tuple[str, ...], coder: str | None
) -> None:
    """Change a coding."""
    from qualcode.workflow.coding import tagging

    tagged = tagging.change(
        study,
        coding_id,
        coder=study.coder(coder),
        code_name=code,
        memo=memo,
        qualifiers=qualifiers_of(pairs) if pairs else None,
    )
    click.echo(
        _("Changed: {ref} {code} {quote}").format(
            ref=tagged.reference, code=tagged.coding.code, quote=quoted(tagged.coding.quote)
        )
    )


@tag.command("list", help=_("The codings of all interviews, or of those named; also those that lost their place."))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--code", metavar="CODE", help=_("Only this code and those below it."))
@coder_option
@json_option
@with_study
def list_(study: Study, ids: tuple[str, ...], code: str | None, coder: str | None, as_json: bool) -> None:
    """List codings."""
    from qualcode.workflow.coding import tagging
    from qualcode.workflow.study import naming

    if coder is not None and coder not in study.coders:
        raise Unknown(
            _("nobody called “{name}” has coded here.").format(name=coder),
            advice=_("Coders are: {names}.").format(names=", ".join(study.coders) or "–"),
        )
    code_id = naming.find_code(study, code).id if code else None
    found = list(tagging.listed(study, transcripts=transcript_ids(study, ids), coder=coder, code=code_id))
    if as_json:
        answer(json_text([_row(tagged) for tagged in found]))
        return
    for tagged in found:
        state = (
            "" if tagged.placement.state == "exact" else click.style(f" [{_state(tagged.placement.state)}]", fg="red")
        )
        memo = f"  — {tagged.coding.memo}" if tagged.coding.memo else ""
        reference = click.style(str(tagged.reference), fg="cyan")
        code_text = click.style(tagged.coding.code, fg="yellow")
        click.echo(
            f"{tagged.coding.id}  {reference}  {tagged.coder}  {code_text}{state}  {quoted(tagged.coding.quote)}{memo}"
        )
    tell(plural("{n} coding.", "{n} codings.", len(found)))


def _state(state: str) -> str:
    return {"moved": _("moved"), "proposed": _("proposed"), "orphan": _("orphan")}.get(state, state)


def _row(tagged: Any) -> dict[str, Any]:
    coding = tagged.coding
    row = {
        "id": coding.id,
        "transcript": tagged.transcript,
        "coder": tagged.coder,
        "code": coding.code,
        "turn": coding.turn,
        "start": coding.start,
        "end": coding.end,
        "quote": coding.quote,
        "origin": coding.origin,
        "memo": coding.memo,
        "qualifiers": dict(coding.qualifiers),
        "at": coding.at,
        "state": tagged.placement.state,
        "continues": [
            {"turn": more.turn, "start": more.start, "end": more.end, "quote": more.quote} for more in coding.continues
        ],
    }
    proposal = tagged.placement.proposal
    if proposal is not None:
        row["proposal"] = {
            "turn": proposal.turn,
            "start": proposal.start,
            "end": proposal.end,
            "quote": proposal.quote,
        }
    return row


@tag.command(
    "import",
    help=_(
        "Bring in codings from a table (CSV), one per row: columns transcript, code, and turn,start,end or quote; "
        "turn, coder, memo, voice and polarity if you have them. Rows that find no place are listed; the rest come in."
    ),
)
@click.argument("table", metavar="FILE.csv", type=click.Path(dir_okay=False))
@click.option("--create-codes", is_flag=True, help=_("Add codes that the codebook lacks."))
@coder_option
@json_option
@with_study
def import_(study: Study, table: str, create_codes: bool, coder: str | None, as_json: bool) -> int:
    """Import a table of codings."""
    from qualcode.store import files
    from qualcode.workflow.coding.importing import import_table

    data = files.read(Path(table))
    if data is None:
        raise Unknown(_("there is no such file."), where=table, advice=_("Check its name."))
    result = import_table(study, data, table, coder=study.coder(coder), create_codes=create_codes)
    if as_json:
        unplaced = [
            {"line": row.line, "transcript": row.transcript, "code": row.code, "quote": row.quote, "reason": row.reason}
            for row in result.unplaced
        ]
        document = {
            "added": result.added,
            "already": result.already,
            "created": list(result.created),
            "unplaced": unplaced,
        }
        answer(json_text(document))
        return 1 if result.unplaced else 0
    for row in result.unplaced:
        click.echo(f"{table}:{row.line}: {row.transcript} {row.code} {quoted(row.quote)}: {row.reason}")
    click.echo(
        plural("{n} coding came in.", "{n} codings came in.", result.added) if result.added else _("No coding came in.")
    )
    if result.already:
        click.echo(plural("{n} was there already.", "{n} were there already.", result.already))
    if result.created:
        click.echo(_("New codes: {codes}").format(codes=", ".join(result.created)))
    if result.unplaced:
        click.echo(plural("{n} row found no place (above).", "{n} rows found no place (above).", len(result.unplaced)))
    return 1 if result.unplaced else 0


@tag.command(
    help=_(
        "After a transcript was edited outside qualcode: list the codings that are not where they were made. --write puts "
        "down the new places of the moved ones; --accept or --all agrees with proposed places too."
    )
)
@click.option("--write", is_flag=True, help=_("Put down the new places of your moved codings."))
@click.option("--accept", multiple=True, metavar="ID", help=_("Agree with the proposed place of this coding."))
@click.option("--all", "every", is_flag=True, help=_("Agree with every proposed place."))
@coder_option
@with_study
def settle(study: Study, write: bool, accept: tuple[str, ...], every: bool, coder: str | None) -> None:
    """Settle displaced codings."""
    from qualcode.workflow.coding import tagging

    name = study.coder(coder)
    waiting = list(tagging.displaced(study, coder=name))
    known = {tagged.coding.id for tagged in waiting if tagged.placement.state == "proposed"}
    for coding_id in accept:
        if coding_id not in known:
            raise Unknown(
                _("{coder} has no coding {id} with a proposed place.").format(coder=name, id=coding_id),
                advice=_("`qualcode check` shows which codings wait for you."),
            )
    if write or accept or every:
        done = tagging.settle(study, coder=name, accept=sorted(known) if every else accept)
        if done:
            click.echo(plural("{n} coding has its new place.", "{n} codings have their new places.", len(done)))
        waiting = list(tagging.displaced(study, coder=name))
    for tagged in waiting:
        place = tagged.placement.proposal
        hint = f" → {place.turn}@{place.start}-{place.end} {quoted(place.quote)}" if place else ""
        click.echo(
            f"{tagged.coding.id}  {tagged.transcript}:{tagged.coding.turn}  {tagged.coding.code}  "
            f"[{_state(tagged.placement.state)}]  {quoted(tagged.coding.quote)}{hint}"
        )
    if not waiting:
        click.echo(_("Every coding of {coder} stands where it should.").format(coder=name))
