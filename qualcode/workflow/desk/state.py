"""Where a coder stands in an interview: the cursor, the passage chosen, what can be decided there. Nothing is written here.

A `Desk` is a value; each function answers with the next one. The full-screen desk and the plain one both live on it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from qualcode.core.address import Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _
from qualcode.core.segment import Segment
from qualcode.errors import QualcodeError
from qualcode.store.study import Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.desk import at_hand, choosing, whereabouts
from qualcode.workflow.desk.choosing import Selection
from qualcode.workflow.desk.reading import Reading, read, reread
from qualcode.workflow.interviews.finding import Found
from qualcode.workflow.suggestions.blinding import is_blind

CLOSE = 0.1
"""Two suggestions whose scores differ by less stand close: the coder's decision is unsure."""

UNSURE, SURE = "sure", "no"
"""The qualifier of a coding that its coder marked as unsure."""
PRINT, WORTH = "print", "yes"
"""The qualifier of a coding whose quote is worth printing."""

Item = Suggestion | Coding


def qualifiers_known() -> Mapping[tuple[str, str], str]:
    """The qualifiers that the desk proposes, (name, value), as people read them."""
    return {
        ("voice", "self"): _("voice: the respondent's own"),
        ("voice", "reported"): _("voice: reported, somebody else's words"),
        ("polarity", "affirmed"): _("polarity: affirmed"),
        ("polarity", "negated"): _("polarity: denied"),
        (PRINT, WORTH): _("worth printing"),
        (UNSURE, SURE): _("unsure"),
    }


def in_words(name: str, value: str) -> str:
    """A qualifier as people read it."""
    return qualifiers_known().get((name, value)) or _("{label}: {value}").format(label=name, value=value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What stands on the desk.

    `cursor` is the number of a segment. `chosen` is the place of an item in `items`, or None. `suggestions` is None until
    they are known. `digits` are the codes beside the digits 1 to 9. `last` is the coding made last, `only` the code shown
    alone, `changing` the coding whose ends are being moved, `found` what was searched for, `seen` the furthest turn. `said`
    is what the coder should be told.
    """

    reading: Reading
    cursor: int = 0
    selection: Selection | None = None
    chosen: int | None = None
    suggestions: Mapping[str, Sequence[Suggestion]] | None = None
    digits: tuple[str, ...] = ()
    only: str = ""
    blind: bool = False
    changing: str = ""
    found: tuple[Found, ...] = ()
    last: str = ""
    seen: int = 0
    said: str = ""

    @property
    def segment(self) -> Segment | None:
        """The segment under the cursor; None in an empty transcript."""
        return self.reading.segments[self.cursor] if self.reading.segments else None


def open_desk(study: Study, transcript_id: str, coder: str, *, wait: bool = True) -> Desk:
    """The desk as the coder left it. Raises Unknown, or UnreadableFile."""
    reading = read(study, transcript_id, coder, wait=wait)
    left = whereabouts.left_off(study, reading)
    seen = reading.transcript.position.get(left.seen, 0)
    return Desk(
        reading=reading,
        cursor=reading.at(left.turn, left.at),
        digits=at_hand.digits(study, reading),
        seen=seen,
        blind=coder in study.settings.suggest.blind_coders,
    )


def warm(study: Study, desk: Desk) -> None:
    """Read and load beforehand what the first action needs: its key is then answered as soon as any other."""
    import filelock  # noqa: F401, PLC0415

    with suppress(QualcodeError):  # the action will say what is wrong
        study.coding_file(desk.reading.coder, desk.reading.transcript.id)


def read_again(study: Study, desk: Desk) -> Desk:
    """The desk over the files as they are now, at the same words."""
    now = on(desk, reread(study, desk.reading))
    if now.reading.book is desk.reading.book:
        return now
    return replace(now, digits=at_hand.digits(study, now.reading))  # a code may be gone, or be merged by now


def on(desk: Desk, reading: Reading) -> Desk:
    """The desk over another state of the same transcript, at the same place."""
    segment = desk.segment
    cursor = reading.at(segment.turn, segment.start) if segment else 0
    same = reading.transcript.fingerprint == desk.reading.transcript.fingerprint
    kept = desk.selection if same else None
    # Sentences that become known replace whole turns: the coder stays where the passage began.
    changing = desk.changing if kept and desk.changing in reading.by_id else ""
    suggestions = desk.suggestions if same else None
    return replace(
        desk, reading=reading, cursor=cursor, selection=kept, changing=changing, chosen=None, suggestions=suggestions
    )


# What stands at the cursor


def passage(desk: Desk) -> tuple[Reference, ...]:
    """What the next code is given to: the words chosen, else the segment; one reference for each turn."""
    reading, segment = desk.reading, desk.segment
    if desk.selection is not None:
        return choosing.references(reading, desk.selection)
    if segment is None:
        return ()
    span = (segment.start, segment.end)
    return (Reference(transcript=reading.transcript.id, turn=segment.turn, span=span),)


def open_suggestions(desk: Desk, segment: Segment | None = None) -> list[Suggestion]:
    """The suggestions on a segment (default: at the cursor) on which the coder has not decided, best first."""
    segment = segment or desk.segment
    if segment is None or desk.suggestions is None or desk.blind:
        return []
    there = desk.suggestions.get(segment.turn, ())
    here = [one for one in there if one.start < segment.end and segment.start < one.end]
    decided = {one.code for one in (*desk.reading.codings_on(segment), *desk.reading.rejected_on(segment))}
    return [one for one in here if one.code not in decided and one.code in desk.reading.book.by_id]


def items(desk: Desk) -> list[Item]:
    """What can be chosen at the cursor: open suggestions, then codings."""
    return [*open_suggestions(desk), *codings_here(desk)] if desk.segment else []


def codings_here(desk: Desk) -> list[Coding]:
    """The codings that share words with the segment under the cursor."""
    return desk.reading.codings_on(desk.segment) if desk.segment else []


def suggestion_at_hand(desk: Desk) -> Suggestion | None:
    """The suggestion chosen, else the best one."""
    found = [one for one in (chosen_item(desk), *open_suggestions(desk)) if isinstance(one, Suggestion)]
    return found[0] if found else None


def coding_at_hand(desk: Desk) -> Coding | None:
    """The coding chosen, else the one made last."""
    if desk.changing:
        return desk.reading.by_id.get(desk.changing)
    chosen = chosen_item(desk)
    if isinstance(chosen, Coding):
        return chosen
    here = codings_here(desk)
    made = [one for one in here if one.id == desk.last]
    return made[0] if made else here[-1] if here else None


def chosen_item(desk: Desk) -> Item | None:
    """The suggestion or coding chosen in the list."""
    there = items(desk)
    return there[desk.chosen] if desk.chosen is not None and desk.chosen < len(there) else None


def code_at_hand(desk: Desk) -> str:
    """The code that looking is about: of the item chosen, else of the best suggestion, else of the last coding, or ""."""
    item = chosen_item(desk) or suggestion_at_hand(desk) or coding_at_hand(desk)
    return item.code if item else desk.only


def with_suggestions(desk: Desk, found: Iterable[Suggestion]) -> Desk:
    """The desk with the suggestions of its transcript."""
    by_turn: dict[str, list[Suggestion]] = {}
    for one in found:
        by_turn.setdefault(one.turn, []).append(one)
    return replace(desk, suggestions=by_turn)


def kept_blind(study: Study, desk: Desk) -> bool:
    """True when the study keeps this coder without suggestions on the segment under the cursor."""
    segment = desk.segment
    return segment is not None and is_blind(
        study.settings, desk.reading.coder, desk.reading.transcript.id, segment.turn, segment.start
    )


# Moving


def to(desk: Desk, cursor: int) -> Desk:
    """The desk at another segment; the passage chosen is let go."""
    last = max(len(desk.reading.segments) - 1, 0)
    moved = replace(desk, cursor=min(max(cursor, 0), last), selection=None, chosen=None, changing="", said="")
    place = moved.reading.transcript.position[moved.segment.turn] if moved.segment else 0
    return replace(moved, seen=max(moved.seen, place))


def to_place(desk: Desk, turn: str, offset: int) -> Desk:
    """The desk at the segment of a place."""
    return to(desk, desk.reading.at(turn, offset))


def turn(desk: Desk, step: int) -> Desk:
    """The desk at the beginning of the next turn, of this one, or of the one before."""
    segment = desk.segment
    if segment is None:
        return desk
    own = desk.reading.segments_by_turn[segment.turn]
    if step < 0 and desk.cursor > own.start:
        return to(desk, own.start)
    other = own.stop if step > 0 else own.start - 1
    if not 0 <= other < len(desk.reading.segments):
        return to(desk, desk.cursor)
    return to(desk, desk.reading.segments_by_turn[desk.reading.segments[other].turn].start)


def is_uncoded(desk: Desk, n: int) -> bool:
    """True on a respondent's words that carry no code."""
    segment = desk.reading.segments[n]
    return not desk.reading.is_question(segment) and not desk.reading.codings_on(segment)


def is_unsure(desk: Desk, n: int) -> bool:
    """True when a coding there is marked unsure, or when two open suggestions stand close on words without a coding."""
    segment = desk.reading.segments[n]
    coded = desk.reading.codings_on(segment)
    if coded:
        return any(one.qualifiers.get(UNSURE) == SURE for one in coded)
    best = open_suggestions(desk, segment)[:2]
    return len(best) > 1 and best[0].score - best[1].score < CLOSE


def is_suggested(desk: Desk, n: int) -> bool:
    """True where a suggestion is open."""
    return bool(open_suggestions(desk, desk.reading.segments[n]))


def search(desk: Desk, numbers: Iterable[int], wanted: Callable[[Desk, int], bool], nothing: str) -> Desk:
    """The desk at the first of these segments that is wanted; where there is none, it stays and says so."""
    found = next((n for n in numbers if wanted(desk, n)), None)
    return replace(desk, said=nothing) if found is None else to(desk, found)


def after(desk: Desk) -> Iterator[int]:
    """The segments after the cursor, then those from the beginning up to it."""
    yield from range(desk.cursor + 1, len(desk.reading.segments))
    yield from range(desk.cursor)


def before(desk: Desk) -> Iterator[int]:
    """The segments before the cursor, then those from the end back to it."""
    yield from range(desk.cursor - 1, -1, -1)
    yield from range(len(desk.reading.segments) - 1, desk.cursor, -1)
