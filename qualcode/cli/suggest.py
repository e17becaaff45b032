"""qualcode suggest: propose, accept, reject, evaluate."""

from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

import click

from qualcode.cli.report.forms import Form, Forms, form_and_figure_options
from qualcode.cli.shared import (
    WithIds,
    answer,
    cluster_options,
    coder_option,
    json_option,
    json_text,
    progress,
    qualifiers_of,
    say,
    tell,
    transcript_ids,
    width,
    with_study,
)
from qualcode.core.address import parse_reference
from qualcode.core.language import _, hundredths
from qualcode.core.study import UNITS, Unit
from qualcode.report.typography import quoted
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Suggestion


@click.group(
    cls=WithIds,
    subcommand_metavar="[ID]... | accept REF CODE | reject REF CODE | evaluate",
    help=_(
        "Propose codes for what respondents say, from the codebook and from what you coded before, each with its reason: "
        "`qualcode suggest E01 E02 --code reluctance`. What you coded already and what you rejected is not proposed again. "
        "`qualcode suggest --next` says where to go on; `qualcode suggest evaluate` how often proposals are right."
    ),
)
def suggest() -> None:
    """Suggestions."""


@suggest.command(help=_("Propose codes for these interviews (default: all); the word show may be left out."))
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--code", "codes", multiple=True, metavar="CODE", help=_("Only this code (may be repeated)."))
@click.option(
    "--top", type=click.IntRange(min=1), help=_("At most so many per segment (3), or in all with --next (10).")
)
@click.option("--unit", type=click.Choice(UNITS), help=_("What a segment is (default: the study's unit)."))
@click.option(
    "--next",
    "go_on",
    is_flag=True,
    help=_("Where to go on: the segments where your decision teaches most; with --code, where you may have missed it."),
)
@click.option(
    "--doubtful", is_flag=True, help=_("Your codings that look like errors: no passage like them has their code.")
)
@click.option("--all", "everything", is_flag=True, help=_("Show what does not stand out too."))
@coder_option
@cluster_options
@json_option
@with_study
def show(
    study: Study,
    ids: tuple[str, ...],
    codes: tuple[str, ...],
    top: int | None,
    unit: Unit | None,
    go_on: bool,
    doubtful: bool,
    everything: bool,
    coder: str | None,
    as_json: bool,
    over: Any,
) -> None:
    """Propose codes."""
    if go_on or doubtful:
        _show_next(study, ids, codes, top or 10, unit, doubtful, coder, as_json)
        return
    from qualcode.workflow.suggestions.suggesting import propose

    here = partial(propose, coder=study.coder(coder), codes=codes, top=top or 3, unit=unit, everything=everything)
    found = [proposed for proposals in over(study, here, transcript_ids(study, ids)) for proposed in proposals]
    if as_json:
        answer(json_text([{**_row(one.reference, one.suggestion), "text": one.text} for one in found]))
        return
    _tell_limits(study, study.coder(coder))
    for (reference, text), group in groupby(found, key=lambda proposed: (proposed.reference, proposed.text)):
        say(f"{click.style(reference, fg='cyan')}  {text}", then="    ")
        for proposed in group:
            _tell_suggestion(study, proposed.suggestion)
    if not found:
        tell(_("Nothing to propose: neither the codebook nor what you coded finds anything new here."))
    else:
        tell(_("The number ranks; it is not a probability. Accept with: qualcode suggest accept REF CODE"))
    if not everything and not codes:
        tell(_("Only what stands out is shown; --all shows the rest."))


def _tell_limits(study: Study, coder: str) -> None:
    """What suggestions rest on here."""
    from qualcode.suggest import fusion, semantic
    from qualcode.workflow.suggestions import learning

    if missing := semantic.missing():
        tell(missing)
    for caveat in fusion.caveats(learning.engine(study, coder).teaching):
        tell(caveat)


def _show_next(
    study: Study,
    ids: tuple[str, ...],
    codes: tuple[str, ...],
    top: int,
    unit: Unit | None,
    doubtful: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    from qualcode.workflow.suggestions import next_up

    name, chosen = study.coder(coder), transcript_ids(study, ids)
    if doubtful:
        found = next_up.doubtful(study, coder=name, transcripts=chosen, top=top)
    elif codes:
        found = [
            one
            for code in codes
            for one in next_up.likeliest(study, code, coder=name, transcripts=chosen, top=top, unit=unit)
        ]
    else:
        found = next_up.most_teaching(study, coder=name, transcripts=chosen, top=top, unit=unit)
    if as_json:
        rows = [
            {
                "ref": one.reference,
                "text": one.text,
                "reason": one.reason,
                "code": one.code,
                "suggestions": [_row(one.reference, suggestion) for suggestion in one.suggestions],
            }
            for one in found
        ]
        answer(json_text(rows))
        return
    _tell_limits(study, name)
    for one in found:
        say(f"{click.style(one.reference, fg='cyan')}  {one.text}", then="    ")
        say(one.reason, first="    ", then="      ")
        for suggestion in one.suggestions:
            _tell_suggestion(study, suggestion)
    if not found:
        tell(_("Nothing to look at here."))


def _row(reference: str, suggestion: Suggestion) -> dict[str, Any]:
    return {
        "ref": reference,
        "turn": suggestion.turn,
        "start": suggestion.start,
        "end": suggestion.end,
        "code": suggestion.code,
        "score": suggestion.score,
        "evidence": [{"kind": why.kind, "detail": why.detail} for why in suggestion.evidence],
        "proposer": suggestion.proposer,
        "version": suggestion.version,
        "probability": suggestion.probability,
        "qualifiers": dict(suggestion.qualifiers),
    }


def _tell_suggestion(study: Study, suggestion: Suggestion) -> None:
    code = study.codebook.by_id.get(suggestion.code)
    label = code.label_in(study.settings.language) if code else suggestion.code
    qualifiers = "".join(f"  {name}={value}?" for name, value in suggestion.qualifiers.items())
    click.echo(
        f"    {click.style(label, fg='yellow')}  {suggestion.code}  ({hundredths(suggestion.score)}){qualifiers}"
    )
    codebook = {"label", "definition", "example"}
    best = next((why for why in suggestion.evidence if why.kind in codebook), None)
    for why in suggestion.evidence:
        if why.kind not in codebook or why is best:  # the codebook is one voice; JSON has every wording
            say(why.detail, first="        ", then="          ")


@suggest.command(
    help=_(
        "How often suggestions are right, on your own codings: each interview is left out in turn and coded again from the "
        "others. Beside popularity (always the most frequent codes), with the learning curve and each code by itself. "
        "--anchoring A,B compares two coders with and without suggestions."
    )
)
@click.option(
    "--anchoring", metavar="A,B", help=_("Compare these two coders where suggestions were shown and where not.")
)
@coder_option
@json_option
@form_and_figure_options
@with_study
def evaluate(study: Study, anchoring: str | None, coder: str | None, as_json: bool, form: Form) -> None:
    """Evaluate suggestions."""
    from qualcode.report import evaluation as write
    from qualcode.report.figures.evaluation import evaluation_figure
    from qualcode.workflow.study.naming import labels as labels_of
    from qualcode.workflow.suggestions.evaluating import evaluate as measure

    form = replace(form, kind="json") if as_json else form
    if anchoring:
        _show_anchoring(study, anchoring, form)
        return
    with progress(_("Leaving out interviews")) as step:
        found = measure(study, study.coder(coder), step)
    labels = labels_of(study, [one.code for one in found.codes])
    form.answer(
        Forms(
            text=lambda columns: write.evaluation_text(found, labels=labels, width=columns),
            document=lambda: write.evaluation_document(found, labels=labels),
            csv=lambda: write.evaluation_csv(found),
            markdown=lambda: write.evaluation_markdown(found, labels=labels),
            figure=lambda kind: evaluation_figure(found, labels=labels, kind=kind),
        )
    )


def _show_anchoring(study: Study, coders: str, form: Form) -> None:
    from qualcode.report import anchoring as write
    from qualcode.report.sheet import sheet_text
    from qualcode.workflow.suggestions.blinding import anchoring

    first, comma, second = coders.partition(",")
    if not comma or not first.strip() or not second.strip():
        raise click.UsageError(_("Name two coders: --anchoring ana,ben."))
    result = anchoring(study, first.strip(), second.strip())
    if form.kind == "json":
        answer(json_text(write.anchoring_document(result)), form.output)
        return
    sheets = (write.anchoring_sheet(result), write.kept_sheet(result))
    answer("\n\n".join(sheet_text(sheet, width=width()) for sheet in sheets) + "\n", form.output)


@suggest.command(help=_("Code the passage as proposed; the coding remembers that it was a suggestion."))
@click.argument("reference", metavar="REF")
@click.argument("code")
@click.option(
    "--qualifier", "pairs", multiple=True, metavar="K=V", help=_("voice=self|reported, polarity=affirmed|negated, …")
)
@coder_option
@with_study
def accept(study: Study, reference: str, code: str, pairs: tuple[str, ...], coder: str | None) -> None:
    """Accept a suggestion."""
    from qualcode.workflow.suggestions import suggesting

    added = suggesting.accept(
        study, parse_reference(reference), code, coder=study.coder(coder), qualifiers=qualifiers_of(pairs)
    )
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
    from qualcode.workflow.suggestions import suggesting

    coding = suggesting.reject(study, parse_reference(reference), code, coder=study.coder(coder))
    click.echo(_("Rejected: {ref} {code}").format(ref=reference, code=coding.code))
