"""qualcode suggest: propose, accept, reject."""

from itertools import groupby

import click

from qualcode.cli.shared import answer, coder_option, json_option, json_text, quoted, tell, transcript_ids, with_study
from qualcode.core.address import parse_reference
from qualcode.core.language import _
from qualcode.core.study import UNITS
from qualcode.store.study import Study


class _WithIds(click.Group):
    """`suggest E01` proposes; `suggest accept ...` and `suggest reject ...` decide."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Words that are not one of the two commands are transcripts."""
        first = next((argument for argument in args if not argument.startswith("-")), None)
        asks_help = "--help" in args or "-h" in args
        if first not in self.commands and not (first is None and asks_help):
            args = ["show", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_WithIds,
    subcommand_metavar="[ID]... | accept REF CODE | reject REF CODE",
    help=_(
        "Propose codes for what respondents say, from the cues of the codebook, each with its reason: "
        "`qualcode suggest E01 E02 --code reluctance`. What you coded already and what you rejected is not proposed again."
    ),
)
def suggest() -> None:
    """Suggestions."""


@suggest.command(help=_("Propose codes for these interviews (default: all); the word show may be left out."))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--code", "codes", multiple=True, metavar="CODE", help=_("Only this code (may be repeated)."))
@click.option("--top", type=click.IntRange(min=1), default=3, show_default=True, help=_("At most so many per segment."))
@click.option("--unit", type=click.Choice(UNITS), help=_("What a segment is (default: the study's unit)."))
@coder_option
@json_option
@with_study
def show(
    study: Study,
    ids: tuple[str, ...],
    codes: tuple[str, ...],
    top: int,
    unit: str | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """Propose codes."""
    from qualcode.workflow.suggesting import propose

    name = study.coder(coder)
    found = [
        proposed
        for transcript_id in transcript_ids(study, ids)
        for proposed in propose(study, transcript_id, coder=name, codes=codes, top=top, unit=unit)  # type: ignore[arg-type]
    ]
    if as_json:
        rows = [
            {
                "ref": proposed.reference,
                "turn": proposed.suggestion.turn,
                "start": proposed.suggestion.start,
                "end": proposed.suggestion.end,
                "code": proposed.suggestion.code,
                "score": proposed.suggestion.score,
                "evidence": [{"kind": why.kind, "detail": why.detail} for why in proposed.suggestion.evidence],
                "text": proposed.text,
                "proposer": proposed.suggestion.proposer,
            }
            for proposed in found
        ]
        answer(json_text(rows))
        return
    for (reference, text), group in groupby(found, key=lambda proposed: (proposed.reference, proposed.text)):
        click.echo(f"{click.style(reference, fg='cyan')}  {text}")
        for proposed in group:
            why = "; ".join(why.detail for why in proposed.suggestion.evidence)
            code = study.codebook.by_id[proposed.suggestion.code]
            label = click.style(code.label_in(study.settings.language), fg="yellow")
            click.echo(f"    {label}  {code.id}  ({proposed.suggestion.score:.2f})  {why}")
    if not found:
        tell(_("Nothing to propose: the cues of the codebook find nothing new here."))
    else:
        tell(_("The number ranks; it is not a probability. Accept with: qualcode suggest accept REF CODE"))


@suggest.command(help=_("Code the passage as proposed; the coding remembers that it was a suggestion."))
@click.argument("reference", metavar="REF")
@click.argument("code")
@coder_option
@with_study
def accept(study: Study, reference: str, code: str, coder: str | None) -> None:
    """Accept a suggestion."""
    from qualcode.workflow import suggesting

    added = suggesting.accept(study, parse_reference(reference), code, coder=study.coder(coder))
    coding = added.tagged.coding
    message = (
        _("Already coded: {ref} {code} {quote} ({id})") if added.already else _("Coded: {ref} {code} {quote} ({id})")
    )
    quote = quoted(coding.quote)
    click.echo(message.format(ref=added.tagged.reference, code=coding.code, quote=quote, id=coding.id))


@suggest.command(help=_("Turn the suggestion down: it is not made again. `qualcode undo` takes that back."))
@click.argument("reference", metavar="REF")
@click.argument("code")
@coder_option
@with_study
def reject(study: Study, reference: str, code: str, coder: str | None) -> None:
    """Reject a suggestion."""
    from qualcode.workflow import suggesting

    coding = suggesting.reject(study, parse_reference(reference), code, coder=study.coder(coder))
    click.echo(_("Rejected: {ref} {code}").format(ref=reference, code=coding.code))
