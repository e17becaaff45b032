"""qualcode find."""

from typing import Any

import click

from qualcode.cli.shared import answer, cluster_options, json_option, json_text, say, tell, transcript_ids, with_study
from qualcode.core.language import _, plural
from qualcode.store.study import Study


@click.command(
    help=_(
        "Search the respondents' words, accents and capitals alike; * stands for any letters (rechut*). "
        "Leaves with status 1 when nothing is found."
    )
)
@click.argument("pattern")
@click.option("--in", "ids", multiple=True, metavar="ID", help=_("Only in this transcript (may be repeated)."))
@click.option("--code", metavar="CODE", help=_("Only inside passages with this code, or one below it."))
@click.option("--type", "kind", metavar="TYPE", help=_("Only what respondents of this type say."))
@click.option(
    "--context", type=click.IntRange(min=0), default=60, show_default=True, help=_("Characters on either side.")
)
@click.option("--questions", is_flag=True, help=_("Search the interviewer's turns too."))
@click.option("--regex", is_flag=True, help=_("The pattern is a regular expression."))
@cluster_options
@json_option
@with_study
def find(
    study: Study,
    pattern: str,
    ids: tuple[str, ...],
    code: str | None,
    kind: str | None,
    context: int,
    questions: bool,
    regex: bool,
    as_json: bool,
    over: Any,
) -> int:
    """Search the interviews."""
    from qualcode.workflow.interviews import finding

    chosen = transcript_ids(study, ids)
    found = list(
        finding.find(
            study,
            pattern,
            transcripts=chosen,
            code=code,
            kind=kind,
            questions=questions,
            regex=regex,
            context=context,
            over=over,
        )
    )
    if as_json:
        rows = [
            {
                "ref": str(place.reference),
                "transcript": place.reference.transcript,
                "turn": place.reference.turn,
                "start": place.reference.span[0] if place.reference.span else 0,
                "end": place.reference.span[1] if place.reference.span else 0,
                "speaker": place.speaker,
                "before": place.before,
                "words": place.words,
                "after": place.after,
                "codes": list(place.codes),
            }
            for place in found
        ]
        answer(json_text(rows))
        return 0 if found else 1
    for place in found:
        codes = click.style(f"  [{', '.join(place.codes)}]", fg="yellow") if place.codes else ""
        reference = click.style(str(place.reference), fg="cyan")
        line = f"{place.before}{click.style(place.words, bold=True)}{place.after}".replace("\n", " ")
        say(f"{reference}  {place.speaker}: {line}{codes}", then="    ")
    if not found:
        tell(_("Found nowhere."))
        return 1
    interviews = len({place.reference.transcript for place in found})
    click.echo(
        plural("{n} place", "{n} places", len(found))
        + ", "
        + plural("in {n} interview", "in {n} interviews", interviews)
        + ".",
        err=True,
    )
    return 0
