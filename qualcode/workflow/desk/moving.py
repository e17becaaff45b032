"""The ways about an interview, by the name that keys give them. Each takes a desk and answers with the next one."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from qualcode.core.language import _
from qualcode.workflow.desk import choosing
from qualcode.workflow.desk.choosing import Change, Selection
from qualcode.workflow.desk.state import (
    Desk,
    after,
    before,
    code_at_hand,
    coding_at_hand,
    is_suggested,
    is_uncoded,
    is_unsure,
    items,
    search,
    to,
    to_place,
    turn,
)

Move = Callable[[Desk], Desk]


def next_uncoded(desk: Desk) -> Desk:
    """The next segment of a respondent that carries no code."""
    return search(desk, after(desk), is_uncoded, _("Every segment of the respondents carries a code."))


def previous_uncoded(desk: Desk) -> Desk:
    """The one before."""
    return search(desk, before(desk), is_uncoded, _("Every segment of the respondents carries a code."))


def next_unsure(desk: Desk) -> Desk:
    """The next segment where a decision is unsure."""
    return search(desk, after(desk), is_unsure, _("Nothing is marked as unsure, and no two suggestions stand close."))


def skip(desk: Desk) -> Desk:
    """The next segment with an open suggestion; the one here stays open."""
    return search(desk, after(desk), is_suggested, _("No other suggestion is open in this interview."))


def choose(desk: Desk, step: int) -> Desk:
    """The desk with the next (or previous) suggestion or coding of the segment chosen."""
    there = len(items(desk))
    if not there:
        return replace(desk, said=_("There is no suggestion and no coding on this segment."))
    if desk.chosen is None:  # what stands first was at hand already, unless the list is gone through backwards
        return replace(desk, chosen=1 % there if step > 0 else there - 1, said="")
    return replace(desk, chosen=(desk.chosen + step) % there, said="")


def cancel(desk: Desk) -> Desk:
    """The desk without a passage, a choice or a code shown alone: the last taken up is let go first."""
    if desk.selection or desk.changing or desk.chosen is not None:
        return replace(desk, selection=None, changing="", chosen=None, said="")
    return replace(desk, only="", found=(), said="")


def change_ends(desk: Desk) -> Desk:
    """The passage of the coding at hand, chosen again."""
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    first, last = coding.anchors[0], coding.anchors[-1]
    position = desk.reading.transcript.position
    selection = Selection(fixed=(position[first.turn], first.start), moving=(position[last.turn], last.end))
    return replace(desk, selection=selection, changing=coding.id, said=_("Move the ends, then Enter keeps them."))


def only_code(desk: Desk) -> Desk:
    """The desk with one code shown alone, or all again."""
    code = "" if desk.only else code_at_hand(desk)
    said = "" if code or desk.only else _("Choose a suggestion or a coding first: its code is shown alone.")
    return replace(desk, only=code, said=said)


def blind(desk: Desk) -> Desk:
    """The desk with suggestions hidden, or shown again."""
    said = _("Suggestions are shown again.") if desk.blind else _("Suggestions are hidden.")
    return replace(desk, blind=not desk.blind, chosen=None, said=said)


def found(desk: Desk, step: int) -> Desk:
    """The desk at the next (or previous) place found."""
    here = (desk.reading.transcript.position[desk.segment.turn], desk.segment.start) if desk.segment else (0, 0)
    end = desk.segment.end if desk.segment else 0
    order = []
    for one in desk.found:
        if one.reference.transcript == desk.reading.transcript.id and one.reference.span:
            place = desk.reading.transcript.position.get(one.reference.turn)
            if place is not None:
                order.append((place, one.reference.span[0], one.reference.turn))
    if not order:
        return replace(desk, said=_("Nothing was searched for, or it was found nowhere here."))
    if step > 0:
        later = [one for one in order if (one[0], one[1]) >= (here[0], end)]
        _place, offset, turn_id = later[0] if later else order[0]
    else:
        earlier = [one for one in order if (one[0], one[1]) < here]
        _place, offset, turn_id = earlier[-1] if earlier else order[-1]
    return to_place(desk, turn_id, offset)


def selecting(desk: Desk, change: Change) -> Desk:
    """The desk with its passage changed so; where none was chosen, the segment is, then changed."""
    segment = desk.segment
    if segment is None:
        return desk
    place = desk.reading.transcript.position[segment.turn]
    whole = Selection(fixed=(place, segment.start), moving=(place, segment.end))
    if desk.selection is not None:
        selection = change(desk.reading, desk.selection)
    elif change is choosing.word_right:  # from the first word on
        selection = choosing.word_right(desk.reading, replace(whole, moving=whole.fixed))
    elif change is choosing.sentence_down:
        selection = whole
    else:
        selection = change(desk.reading, whole)
    if not any(True for _span in choosing.spans(desk.reading, selection)):
        return desk
    return replace(desk, selection=selection, said=desk.said if desk.changing else "")


def no_coding() -> str:
    """What to say where a key needs a coding."""
    return _("There is no coding of yours on this segment.")


MOVES: Mapping[str, Move] = {
    "next_segment": lambda desk: to(desk, desk.cursor + 1),
    "previous_segment": lambda desk: to(desk, desk.cursor - 1),
    "next_turn": lambda desk: turn(desk, 1),
    "previous_turn": lambda desk: turn(desk, -1),
    "first_segment": lambda desk: to(desk, 0),
    "last_segment": lambda desk: to(desk, len(desk.reading.segments)),
    "next_uncoded": next_uncoded,
    "previous_uncoded": previous_uncoded,
    "next_unsure": next_unsure,
    "skip": skip,
    "choose": lambda desk: choose(desk, 1),
    "choose_previous": lambda desk: choose(desk, -1),
    "select_right": lambda desk: selecting(desk, choosing.word_right),
    "select_left": lambda desk: selecting(desk, choosing.word_left),
    "select_down": lambda desk: selecting(desk, choosing.sentence_down),
    "select_up": lambda desk: selecting(desk, choosing.sentence_up),
    "other_end": lambda desk: selecting(desk, choosing.other_end),
    "whole_turn": lambda desk: selecting(desk, choosing.whole_turn),
    "cancel": cancel,
    "change_ends": change_ends,
    "only_code": only_code,
    "blind": blind,
    "next_found": lambda desk: found(desk, 1),
    "previous_found": lambda desk: found(desk, -1),
}
"""What needs nothing but the desk."""
