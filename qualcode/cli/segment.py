"""qualcode segment."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from qualcode.cli.shared import answer, cluster_options, json_option, json_text, transcript_ids, with_study
from qualcode.core.language import _
from qualcode.core.study import UNITS, Unit
from qualcode.store.study import Study


@click.command(
    help=_("Split interviews (default: all) into turns, sentences or passages, and show them with their references.")
)
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--unit", type=click.Choice(UNITS), help=_("What a segment is (default: the study's unit)."))
@cluster_options
@json_option
@with_study
def segment(study: Study, ids: tuple[str, ...], unit: Unit | None, as_json: bool, over: Any) -> None:
    """Show segments."""
    rows = [row for found in over(study, partial(_rows, unit=unit), transcript_ids(study, ids)) for row in found]
    if as_json:
        answer(json_text(rows))
        return
    for row in rows:
        click.echo(f"{click.style(str(row['ref']), fg='cyan')}  {row['speaker']}: {row['text']}")


def _rows(study: Study, transcript_id: str, *, unit: Unit | None) -> Iterator[dict[str, str | int]]:
    from qualcode.workflow.study.segmenting import segments

    transcript = study.transcript(transcript_id)
    for found in segments(study, transcript, unit):
        turn = transcript.by_turn[found.turn]
        yield {
            "ref": found.reference(transcript_id),
            "turn": turn.id,
            "speaker": turn.speaker,
            "start": found.start,
            "end": found.end,
            "text": turn.text[found.start : found.end],
        }
