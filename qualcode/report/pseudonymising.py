"""What was found or replaced, as lists for people and documents for programs."""

from collections.abc import Mapping, Sequence
from typing import Any

from qualcode.core.language import _, plural
from qualcode.privacy.mention import Kind
from qualcode.privacy.proposing import Proposal
from qualcode.privacy.reasons import kind_name, reason


def proposal_row(proposal: Proposal, transcript: str) -> dict[str, Any]:
    """A proposal as programs read it."""
    return {
        "transcript": transcript,
        "kind": proposal.kind,
        "name": proposal.name,
        "substitute": proposal.substitute,
        "sure": proposal.sure,
        "known": proposal.known,
        "occurrences": [
            {
                "turn": place.turn or None,
                "start": place.start,
                "end": place.end,
                "text": place.text,
                "before": place.before,
                "after": place.after,
                "rule": place.rule,
                "sure": place.sure,
            }
            for place in proposal.occurrences
        ],
    }


def proposal_lines(proposals: Sequence[Proposal]) -> str:
    """The proposals, one per line with the first place of each."""
    lines = []
    for proposal in proposals:
        place = proposal.occurrences[0]
        number = plural("{n} time", "{n} times", len(proposal.occurrences))
        where = place.turn or _("header")
        mark = " " if proposal.sure else "?"
        lines.append(f"{mark} {proposal.name} → {proposal.substitute}  ({kind_name(proposal.kind)}, {number})")
        lines.append(f"      {where}: {place.before}{place.text}{place.after}")
        if not proposal.sure and place.rule:
            lines.append(f"      ({reason(place.rule)})")
    return "".join(f"{line}\n" for line in lines)


def kinds_text(kinds: Mapping[Kind, int]) -> str:
    """How many of which kind, the most frequent first."""
    ordered = sorted(kinds.items(), key=lambda kind: -kind[1])
    return ", ".join(_("{label}: {value}").format(label=kind_name(kind), value=number) for kind, number in ordered)
