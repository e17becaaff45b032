"""Where a coder left off in an interview: kept in .qualcode/; where that is gone, the journal tells."""

from msgspec import Struct

from qualcode.store.cache import read_cache, write_cache
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.desk.reading import Reading


class LeftOff(Struct, frozen=True):
    """A turn and a code point of it, and the furthest turn that was read."""

    turn: str = ""
    at: int = 0
    seen: str = ""


def left_off(study: Study, reading: Reading) -> LeftOff:
    """Where the coder left this interview: the last place on the desk, else the last coding made, else its beginning."""
    turns = reading.transcript.by_turn
    kept = read_cache(study.root, "desk", _name(reading), LeftOff)
    if isinstance(kept, LeftOff) and kept.turn in turns:
        return kept
    for entry in reversed(study.journal(reading.coder)[0]):
        coding = next((one for one in (*entry.after, *entry.before) if one.turn in turns), None)
        if coding is not None and entry.file.removesuffix(REJECTED) == reading.transcript.id:
            return LeftOff(turn=coding.turn, at=coding.start, seen=coding.turn)
    first = next((one.turn for one in reading.segments if not reading.is_question(one)), "")
    return LeftOff(turn=first, at=0, seen=first)


def remember(study: Study, reading: Reading, cursor: int, seen: int) -> None:
    """Keep where the coder is."""
    if reading.segments:
        segment, turns = reading.segments[cursor], reading.transcript.turns
        place = LeftOff(turn=segment.turn, at=segment.start, seen=turns[min(seen, len(turns) - 1)].id)
        write_cache(study.root, "desk", _name(reading), place)


def _name(reading: Reading) -> str:
    return f"{reading.transcript.id}.{reading.coder}"
