"""Arbitration in plain lines: one disagreement after another, a number decides."""

from collections.abc import Sequence

from qualcode.core.language import _, plural
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError
from qualcode.report.disputes import Dispute, choice_sentence, decision_sentence, proposal_lines
from qualcode.store.study import Study
from qualcode.tui.dialogue import accept_any_bytes, ask, say
from qualcode.workflow.coding import arbitrating


def ask_one_by_one(study: Study, transcript_id: str, *, coders: Sequence[str] = ()) -> None:
    """Ask about every open disagreement of an interview. Each answer is on disk before the next question.

    Raises QualcodeError where there is nothing to compare, or coders work blind and have not finished.
    """
    accept_any_bytes()
    found = arbitrating.disputes(study, transcript_id, coders=coders)
    waiting = [dispute for dispute in found if not dispute.settled]
    say(
        plural(
            "{n} disagreement to settle in {id}.",
            "{n} disagreements to settle in {id}.",
            len(waiting),
            id=transcript_id,
        )
    )
    say(
        _(
            "A number decides, with a reason after it if you like; Enter leaves it open; c reads the whole turn; b goes back; "
            "u takes the last decision back; q leaves."
        )
    )
    at = 0
    while 0 <= at < len(waiting):
        at = _one(study, waiting, at)
    say(_("End of the disagreements; every decision is saved."))


def _one(study: Study, waiting: Sequence[Dispute], at: int) -> int:
    """Ask about one disagreement; returns which comes next, -1 to leave."""
    dispute = waiting[at]
    labels = arbitrating.code_labels(study, [dispute])
    transcript = study.transcript(dispute.transcript)
    say()
    say(_("Disagreement {n} of {total}, {ref}.").format(n=at + 1, total=len(waiting), ref=dispute.reference))
    say("\n".join(_passage(transcript, dispute)))
    say("\n".join(proposal_lines(dispute, labels)))
    for number, choice in enumerate(dispute.choices, 1):
        say(f"{number}. {choice_sentence(choice, dispute, labels)}")
    answer = ask(_("Decision"))
    if answer is None or answer == "q":
        return -1
    if answer == "b":
        return max(0, at - 1)
    if answer == "c":
        say("\n".join(transcript.by_turn[anchor.turn].text for anchor in dispute.anchors))
        return at
    try:
        if answer == "u":
            return _taken_back(study, waiting, at)
        if answer:
            say(_decide(study, dispute, answer, labels))
    except QualcodeError as error:
        say(str(error))
        return at
    return at + 1


def _taken_back(study: Study, waiting: Sequence[Dispute], at: int) -> int:
    """Undo; returns the disagreement that is open again, or the present one when it is of another day."""
    ids = {coding.id for line in arbitrating.undo(study) for coding in line.after}
    say(_("The last decision is taken back."))
    return next((n for n, one in enumerate(waiting) if any(own.coding.id in ids for own in one.proposals)), at)


def _passage(transcript: Transcript, dispute: Dispute) -> list[str]:
    """Who says what, the words in dispute between quotation marks."""
    return [
        _("{speaker} says: {words}").format(
            speaker=transcript.by_turn[anchor.turn].speaker, words=_("“{words}”").format(words=anchor.quote)
        )
        for anchor in dispute.anchors
    ]


def _decide(study: Study, dispute: Dispute, answer: str, labels: dict[str, str]) -> str:
    """Decide as answered; returns what was done. Raises QualcodeError for an answer that is none of the numbers."""
    number, _space, reason = answer.partition(" ")
    if not number.isdecimal() or not 1 <= int(number) <= len(dispute.choices):
        raise QualcodeError(
            _("“{answer}” is not among the choices.").format(answer=answer),
            advice=_("Type a number from 1 to {n}, with a reason after it if you like.").format(n=len(dispute.choices)),
        )
    codes = dispute.choices[int(number) - 1].codes
    arbitrating.decide(study, dispute, codes, memo=reason.strip())
    return decision_sentence(dispute, codes, labels)
