"""Which codings reports count: what coders gave, without what an arbitration turned down."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.core.address import Anchor
from qualcode.core.coding import Coding
from qualcode.core.language import plural
from qualcode.core.transcript import Transcript
from qualcode.store.study import REJECTED, Study

Said = tuple[str, str, tuple[Anchor, ...]]
"""A coding as it was decided on: its id, code and places. Recoded or moved by its coder since, it is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A coder's codings of a transcript that count; how many have lost their place, and how many were turned down."""

    codings: Sequence[Coding]
    displaced: int
    turned_down: int


def counted_coders(study: Study, coder: str | None = None) -> tuple[str, ...]:
    """The coder named, else everybody who codes: what was agreed on is theirs already."""
    return (coder,) if coder else tuple(name for name in study.coders if name != study.settings.agreement.coder)


def standing(study: Study, coder: str, transcript: Transcript) -> Standing:
    """What a coder coded in a transcript, as reports count it."""
    found, lost = study.placed(coder, transcript)
    refused = turned_down(study, transcript)
    kept = [coding for coding in found if said(coding) not in refused] if refused else found
    return Standing(codings=kept, displaced=lost, turned_down=len(found) - len(kept))


def turned_down(study: Study, transcript: Transcript) -> frozenset[Said]:
    """The codings of a transcript, whoever's, that an arbitration decided against."""
    if study.settings.agreement.coder not in study.coders:
        return frozenset()
    return frozenset(map(said, study.placed(study.settings.agreement.coder, transcript, REJECTED)[0]))


def said(coding: Coding) -> Said:
    """What a decision about a coding is about."""
    return coding.id, coding.code, coding.anchors


def turned_down_note(n: int) -> str:
    """The sentence under a report."""
    return plural(
        "{n} coding was turned down in arbitration and is not counted (see `qualcode arbitrate`).",
        "{n} codings were turned down in arbitration and are not counted (see `qualcode arbitrate`).",
        n,
    )
