"""Find a coding's words again after its transcript was edited.

Four answers: exact (the words stand where the coding says), moved (they stand once, elsewhere), proposed (words like
them, or the same words more than once: a person must agree), orphan (nowhere). Nothing is written here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding, Placement, State, made_on
from qualcode.core.transcript import Transcript, Turn

LIKELY = 75.0
"""Lowest similarity (rapidfuzz partial ratio, 0 to 100) at which words that changed are proposed."""

SHORT = 12
"""Quotes shorter than this are too common to be called moved when they turn up in another turn."""

_WORST: tuple[State, ...] = ("exact", "moved", "proposed", "orphan")


def place_all(codings: Iterable[Coding], transcript: Transcript, fingerprint: str | None) -> Iterator[Placement]:
    """Place codings that were made on the state of the transcript that `fingerprint` names."""
    return (place(coding, transcript, fingerprint) for coding in codings)


def placed(codings: Iterable[Coding], transcript: Transcript, fingerprint: str | None) -> tuple[Sequence[Coding], int]:
    """The codings whose words stand in the transcript, at their present place, and how many do not (proposed, orphans)."""
    found: list[Coding] = []
    lost = 0
    same = fingerprint == transcript.fingerprint
    texts = {turn.id: turn.text for turn in reversed(transcript.turns)}
    for coding in codings:
        if same and coding.made_on is None and not coding.continues:  # as in `place`, without a value for each
            text = texts.get(coding.turn)
            if text is not None and text[coding.start : coding.end] == coding.quote:
                found.append(coding)
                continue
        placement = place(coding, transcript, fingerprint)
        if placement.placed:
            found.append(placement.coding)
        else:
            lost += 1
    return found, lost


def place(coding: Coding, transcript: Transcript, fingerprint: str | None) -> Placement:
    """Place one coding."""
    unchanged = made_on(coding, fingerprint) == transcript.fingerprint
    if unchanged and not coding.continues:  # nearly every coding, nearly always
        turn = transcript.by_turn.get(coding.turn)
        if turn is not None and turn.text[coding.start : coding.end] == coding.quote:
            return Placement(coding=coding, state="exact")
    found = [_find(anchor, transcript, unchanged=unchanged) for anchor in coding.anchors]
    state = max((state for state, _anchor in found), key=_WORST.index)
    anchors = tuple(anchor for _state, anchor in found if anchor is not None)
    if state in {"exact", "moved"}:
        return Placement(coding=coding.at_anchors(anchors), state=state)
    if state == "orphan":
        return Placement(coding=coding, state="orphan")
    return Placement(coding=coding, state="proposed", proposal=coding.at_anchors(anchors))


def _find(anchor: Anchor, transcript: Transcript, *, unchanged: bool) -> tuple[State, Anchor | None]:
    own = transcript.by_turn.get(anchor.turn)
    if own is not None and own.text[anchor.start : anchor.end] == anchor.quote:
        # In a turn that may have changed, one "oui" among three may not be the one that was coded.
        sure = unchanged or len(list(_occurrences(anchor, own))) == 1
        return ("exact" if sure else "proposed"), anchor
    if own is not None and (here := list(_occurrences(anchor, own))):
        return ("moved", here[0]) if len(here) == 1 else ("proposed", _nearest(here, anchor))
    # Of two turns with one id (a problem that `check` lists), an address names the first.
    others = [turn for turn in transcript.turns if turn is not own and transcript.by_turn[turn.id] is turn]
    elsewhere = [found for turn in others for found in _occurrences(anchor, turn)]
    if len(elsewhere) == 1 and len(anchor.quote) >= SHORT:
        return "moved", elsewhere[0]
    if elsewhere:
        return "proposed", elsewhere[0]
    similar = (own and _similar(anchor, [own])) or _similar(anchor, others)
    return ("proposed", similar) if similar else ("orphan", None)


def _occurrences(anchor: Anchor, turn: Turn) -> Iterator[Anchor]:
    at = turn.text.find(anchor.quote)
    while at >= 0 and anchor.quote:
        yield replace(anchor, turn=turn.id, start=at, end=at + len(anchor.quote))
        at = turn.text.find(anchor.quote, at + 1)


def _nearest(places: Iterable[Anchor], anchor: Anchor) -> Anchor:
    return min(places, key=lambda place: abs(place.start - anchor.start))


def _similar(anchor: Anchor, turns: Iterable[Turn]) -> Anchor | None:
    """The most similar words among these turns, snapped outwards to whole words."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415 - only edited transcripts need it

    best: tuple[float, Anchor] | None = None
    for turn in turns:
        if len(anchor.quote) < 4 or not turn.text:  # noqa: PLR2004 - "oui" resembles everything
            continue
        found = partial_ratio_alignment(anchor.quote, turn.text, score_cutoff=LIKELY)
        if found is None or (best is not None and found.score <= best[0]):
            continue
        # A turn much shorter than the quote can only hold a scrap of it.
        if found.dest_end - found.dest_start < len(anchor.quote) / 2:
            continue
        end = max(found.dest_end, _end_like(anchor.quote, turn.text, found.dest_start))
        start, end = whole_words(turn.text, found.dest_start, end)
        best = found.score, replace(anchor, turn=turn.id, start=start, end=end, quote=turn.text[start:end])
    return best[1] if best else None


def _end_like(quote: str, text: str, start: int) -> int:
    """Where the last words of a quote stand in the stretch that begins at `start`, when words were put in before them."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415

    tail = quote[-max(len(quote) // 4, SHORT) :]
    stretch = text[start : start + len(quote) * 3 // 2]
    found = partial_ratio_alignment(tail, stretch, score_cutoff=90) if len(stretch) >= len(tail) else None
    return start + found.dest_end if found else start


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A range widened to the words that it cuts, without white space at its ends."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
