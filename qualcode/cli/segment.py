"""qualcode segment."""

import click

from qualcode.cli.shared import answer, json_option, json_text, transcript_ids, with_study
from qualcode.core.language import _
from qualcode.core.study import UNITS
from qualcode.store.study import Study


@click.command(
    help=_("Split interviews (default: all) into turns, sentences or passages, and show them with their references.")
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--unit", type=click.Choice(UNITS), help=_("What a segment is (default: the study's unit)."))
@json_option
@with_study
def segment(study: Study, ids: tuple[str, ...], unit: str | None, as_json: bool) -> None:
    """Show segments."""
    from qualcode.workflow.segmenting import segments

    rows = []
    for transcript_id in transcript_ids(study, ids):
        transcript = study.transcript(transcript_id)
        for found in segments(study, transcript, unit):  # type: ignore[arg-type]  # click has checked it
            turn = transcript.by_turn[found.turn]
            rows.append(
                {
                    "ref": found.reference(transcript_id),
                    "turn": turn.id,
                    "speaker": turn.speaker,
                    "start": found.start,
                    "end": found.end,
                    "text": turn.text[found.start : found.end],
                }
            )
    if as_json:
        answer(json_text(rows))
        return
    for row in rows:
        click.echo(f"{click.style(str(row['ref']), fg='cyan')}  {row['speaker']}: {row['text']}")
