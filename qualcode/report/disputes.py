"""Where coders disagree: the values, their sentences and their document."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding
from qualcode.core.language import _


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A coding that some coders gave and others did not; `kept` is None while nobody has decided on it."""

    coder: str
    coding: Coding
    code: str
    kept: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to settle a dispute: the codes to keep, and the coders who gave just these (none: a mixture)."""

    coders: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A passage that coders coded differently: what each proposes there, over one stretch of overlapping words.

    `coders` are all who read the interview, also those who propose nothing here.
    """

    transcript: str
    coders: tuple[str, ...]
    proposals: tuple[Proposal, ...]
    anchors: tuple[Anchor, ...]

    @property
    def reference(self) -> str:
        """Where it begins, as `decide` finds it again."""
        first = self.anchors[0]
        return str(Reference(transcript=self.transcript, turn=first.turn, span=(first.start, first.end)))

    @property
    def words(self) -> str:
        """The passage, its turns one after another."""
        return "\n".join(anchor.quote for anchor in self.anchors)

    @property
    def given(self) -> Mapping[str, tuple[str, ...]]:
        """The disputed codes of each coder, each once."""
        return {
            coder: tuple(dict.fromkeys(one.code for one in self.proposals if one.coder == coder))
            for coder in self.coders
        }

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes proposed, each once."""
        return tuple(dict.fromkeys(one.code for one in self.proposals))

    @property
    def settled(self) -> bool:
        """True when every proposal was decided on."""
        return all(one.kept is not None for one in self.proposals)

    @property
    def kept(self) -> tuple[str, ...]:
        """The codes that were decided for."""
        return tuple(dict.fromkeys(one.code for one in self.proposals if one.kept))

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be decided: each coder's codes, all, none, then one code alone; each set of codes once."""
        given = self.given
        found: dict[frozenset[str], Choice] = {}
        for codes in (*given.values(), self.codes, (), *((code,) for code in self.codes)):
            coders = tuple(name for name, own in given.items() if set(own) == set(codes))
            found.setdefault(frozenset(codes), Choice(coders=coders, codes=codes))
        return tuple(found.values())


# Sentences


def _named(codes: Collection[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(code, code) for code in codes)


def proposal_lines(dispute: Dispute, labels: Mapping[str, str]) -> Iterator[str]:
    """What each coder proposes, a line each, with their memos; a coder who proposes nothing too."""
    for coder, codes in dispute.given.items():
        yield _("{label}: {value}").format(label=coder, value=_named(codes, labels) or _("nothing"))
        for one in dispute.proposals:
            if one.coder == coder and one.coding.memo:
                memo = " ".join(one.coding.memo.split())
                yield "  " + _("memo on {code}: {memo}").format(code=labels.get(one.code, one.code), memo=memo)


def dispute_lines(dispute: Dispute, labels: Mapping[str, str]) -> Iterator[str]:
    """The same, then what was decided."""
    yield from proposal_lines(dispute, labels)
    if dispute.settled:
        yield decision_sentence(dispute, dispute.kept, labels)


def decision_sentence(dispute: Dispute, codes: Collection[str], labels: Mapping[str, str]) -> str:
    """What was decided: the codes kept and those turned down."""
    kept = _named([code for code in dispute.codes if code in codes], labels)
    refused = _named([code for code in dispute.codes if code not in codes], labels)
    if kept and refused:
        return _("Decided at {ref}: kept {kept}; turned down {refused}.").format(
            ref=dispute.reference, kept=kept, refused=refused
        )
    if kept:
        return _("Decided at {ref}: kept {kept}.").format(ref=dispute.reference, kept=kept)
    return _("Decided at {ref}: turned down {refused}.").format(ref=dispute.reference, refused=refused)


def choice_sentence(choice: Choice, dispute: Dispute, labels: Mapping[str, str]) -> str:
    """What choosing it does."""
    codes = _named(choice.codes, labels)
    who = " + ".join(choice.coders)
    if not choice.codes:
        return _("keep nothing (as {coders})").format(coders=who) if who else _("keep nothing")
    if who:
        return _("keep {codes} (as {coders})").format(codes=codes, coders=who)
    return (
        _("keep all: {codes}").format(codes=codes)
        if choice.codes == dispute.codes
        else _("keep {codes}").format(codes=codes)
    )


def dispute_document(dispute: Dispute, labels: Mapping[str, str]) -> dict[str, Any]:
    """`{"ref","transcript","coders","text","proposals":[…],"settled","kept"}`."""
    return {
        "ref": dispute.reference,
        "transcript": dispute.transcript,
        "coders": list(dispute.coders),
        "text": dispute.words,
        "proposals": [
            {
                "coder": one.coder,
                "id": one.coding.id,
                "code": one.code,
                "label": labels.get(one.code, one.code),
                "turn": one.coding.turn,
                "start": one.coding.start,
                "end": one.coding.end,
                "quote": one.coding.quote,
                "memo": one.coding.memo,
                "kept": one.kept,
            }
            for one in dispute.proposals
        ],
        "settled": dispute.settled,
        "kept": list(dispute.kept) if dispute.settled else None,
    }
