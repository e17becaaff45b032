"""Settle where coders disagree: what one gave and another did not, one decision per passage, nothing thrown away.

A decision is kept under a coder's name of its own (`consensus`, or what `[agreement] coder` says): codings that stand in its
coding file, those turned down in its `.rejected` file, both under the ids they have where they were made and with `origin`
naming who gave them. What coders wrote is never touched; the journal of that name holds every decision, so undo works.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding
from qualcode.core.journal import Entry, history
from qualcode.core.language import _
from qualcode.core.transcript import Transcript
from qualcode.errors import QualcodeError, Unknown
from qualcode.formats import journals
from qualcode.report.disputes import Dispute, Proposal
from qualcode.store import files
from qualcode.store.actions import Change, now, record
from qualcode.store.study import REJECTED, Study
from qualcode.workflow.coding import undoing
from qualcode.workflow.study.naming import find_passage, labels
from qualcode.workflow.study.standing import Said, counted_coders, said

DONE = "done"
"""The action by which a coder says that an interview is finished."""


def readers(study: Study, transcript: Transcript) -> tuple[str, ...]:
    """Who coded an interview, or finished it without coding anything."""
    return tuple(
        coder
        for coder in counted_coders(study)
        if any(study.placed(coder, transcript)) or is_done(study, coder, transcript.id)
    )


def shared_interviews(study: Study) -> tuple[str, ...]:
    """The interviews that at least two coders read, and may be compared on."""
    ids = (transcript for transcript in study.passes() if len(readers(study, transcript)) > 1)
    return tuple(
        transcript.id for transcript in ids if not unfinished(study, transcript.id, readers(study, transcript))
    )


def waiting(study: Study) -> dict[str, list[str]]:
    """The interviews of two coders or more that are not compared yet, and who has not finished each; none unless blind."""
    found = ((transcript.id, readers(study, transcript)) for transcript in study.passes())
    return {name: left for name, coders in found if len(coders) > 1 and (left := unfinished(study, name, coders))}


def disputes(study: Study, transcript_id: str, *, coders: Sequence[str] = ()) -> list[Dispute]:
    """Where these coders (default: all who read it) disagree in an interview, in text order, settled or not.

    A coding is disputed when not every coder gave its code to at least some of its words; how far a passage reaches is not
    disputed. Left out: the interviewer's turns and codings that have lost their place.
    Raises QualcodeError when fewer than two coders read it, or when the study is blind and one of them has not finished.
    """
    transcript = study.transcript(transcript_id)
    names = tuple(dict.fromkeys(coders)) or readers(study, transcript)
    if len(names) < 2:  # noqa: PLR2004
        raise _too_few(transcript_id, names)
    check_finished(study, transcript_id, names)
    given = {name: _answered(study, transcript, name) for name in names}
    proposals = [
        Proposal(coder=name, coding=coding, code=code, kept=None)
        for name, own in given.items()
        for code, codings in own.items()
        for coding in codings
        if not all(_shares(coding, others.get(code, ())) for other, others in given.items() if other != name)
    ]
    decided = _decisions(study, transcript)
    return [
        _dispute(transcript, names, [replace(one, kept=decided.get(said(one.coding))) for one in cluster])
        for cluster in _clusters(transcript, proposals)
    ]


def _too_few(transcript_id: str, names: Sequence[str]) -> QualcodeError:
    message = (
        _("only {coder} has coded {id}.").format(coder=names[0], id=transcript_id)
        if names
        else _("nobody has coded {id} yet.").format(id=transcript_id)
    )
    return QualcodeError(
        message, advice=_("Arbitration takes an interview that two coders coded, each without looking at the other.")
    )


def _answered(study: Study, transcript: Transcript, coder: str) -> dict[str, list[Coding]]:
    """A coder's codings on respondents' words, by the code that counts today."""
    answers = {turn.id for turn in transcript.answers()}
    found: dict[str, list[Coding]] = {}
    for coding in study.placed(coder, transcript)[0]:
        if any(anchor.turn in answers for anchor in coding.anchors):
            found.setdefault(study.codebook.resolve(coding.code), []).append(coding)
    return found


def _shares(coding: Coding, others: Iterable[Coding]) -> bool:
    """True when one of the others has some of these words."""
    return any(_overlap(coding, other) for other in others)


def _overlap(one: Coding, other: Coding) -> bool:
    return any(
        ours.turn == theirs.turn and ours.start < theirs.end and theirs.start < ours.end
        for ours in one.anchors
        for theirs in other.anchors
    )


def _clusters(transcript: Transcript, proposals: Iterable[Proposal]) -> list[list[Proposal]]:
    """Proposals in text order, those that share words together."""
    place = transcript.position
    ordered = sorted(proposals, key=lambda one: (place[one.coding.turn], one.coding.start, one.coding.end, one.coder))
    found: list[list[Proposal]] = []
    end = (-1, 0)
    for one in ordered:
        last = one.coding.anchors[-1]
        if found and (place[one.coding.turn], one.coding.start) < end:
            found[-1].append(one)
        else:
            found.append([one])
        end = max(end, (place[last.turn], last.end))
    return found


def _dispute(transcript: Transcript, coders: tuple[str, ...], proposals: Sequence[Proposal]) -> Dispute:
    return Dispute(
        transcript=transcript.id, coders=coders, proposals=tuple(proposals), anchors=_hull(transcript, proposals)
    )


def _hull(transcript: Transcript, proposals: Iterable[Proposal]) -> tuple[Anchor, ...]:
    """The words from the first that is disputed to the last, turn by turn."""
    spans: dict[str, tuple[int, int]] = {}
    for anchor in (anchor for one in proposals for anchor in one.coding.anchors):
        start, end = spans.get(anchor.turn, (anchor.start, anchor.end))
        spans[anchor.turn] = min(start, anchor.start), max(end, anchor.end)
    return tuple(
        Anchor(turn=turn, start=start, end=end, quote=transcript.by_turn[turn].text[start:end])
        for turn, (start, end) in sorted(spans.items(), key=lambda pair: transcript.position[pair[0]])
    )


# Decisions


def _decisions(study: Study, transcript: Transcript) -> dict[Said, bool]:
    """What was decided on codings as they are."""
    name = study.settings.agreement.coder
    kept = dict.fromkeys(map(said, study.placed(name, transcript)[0]), True)
    return kept | dict.fromkeys(map(said, study.placed(name, transcript, REJECTED)[0]), False)


def dispute_at(study: Study, reference: Reference, *, coders: Sequence[str] = ()) -> Dispute:
    """The dispute that a reference names, or shares words with. Raises Unknown, QualcodeError where there are several."""
    place = find_passage(study, reference)
    there = [
        found
        for found in disputes(study, reference.transcript, coders=coders)
        if any(
            anchor.turn == place.turn and anchor.start < place.end and place.start < anchor.end
            for anchor in found.anchors
        )
    ]
    named = [found for found in there if found.reference == str(reference)] or there
    if not named:
        raise Unknown(
            _("the coders do not disagree at {ref}.").format(ref=reference),
            advice=_("`qualcode arbitrate {id}` lists where they do.").format(id=reference.transcript),
        )
    if len(named) > 1:
        raise QualcodeError(
            _("the coders disagree at several places of {ref}.").format(ref=reference),
            advice=_("Name one: {refs}.").format(refs=", ".join(found.reference for found in named)),
        )
    return named[0]


def decide(study: Study, dispute: Dispute, codes: Collection[str], *, memo: str = "") -> str:
    """Keep these of the codes proposed and turn the others down, as one action; returns its id.

    Deciding again replaces what was decided. `memo` is the reason: it goes under both, after the coder's own.
    Raises Unknown for a code that nobody proposed there.
    """
    stray = set(codes) - set(dispute.codes)
    if stray:
        raise Unknown(
            _("nobody proposes {code} at {ref}.").format(code=min(stray), ref=dispute.reference),
            advice=_("Proposed there: {codes}.").format(codes=", ".join(dispute.codes)),
        )
    name = study.coder(study.settings.agreement.coder)
    at = now()
    kept = [_decided(one, at, memo) for one in dispute.proposals if one.code in codes]
    refused = [_decided(one, at, memo) for one in dispute.proposals if one.code not in codes]
    ids = {one.coding.id for one in dispute.proposals}
    changes = {
        dispute.transcript: _replacing(study, name, dispute.transcript, ids, kept),
        dispute.transcript + REJECTED: _replacing(study, name, dispute.transcript + REJECTED, ids, refused),
    }
    return record(study, name, "arbitrate", {file: change for file, change in changes.items() if change != Change()})


def _decided(proposal: Proposal, at: str, reason: str) -> Coding:
    memo = "\n".join(text for text in (proposal.coding.memo, reason) if text)
    return replace(proposal.coding, origin=proposal.coder, memo=memo, at=at, made_on=None)


def _replacing(study: Study, coder: str, name: str, ids: Collection[str], after: Sequence[Coding]) -> Change:
    there = study.coding_file(coder, name).value.codings
    return Change(before=tuple(coding for coding in there if coding.id in ids), after=tuple(after))


def undo(study: Study) -> Sequence[Entry]:
    """Take back the last decision; returns the lines of the journal that were taken back."""
    return undoing.undo(study, study.settings.agreement.coder)


def chosen_codes(dispute: Dispute, names: Sequence[str]) -> frozenset[str]:
    """The codes that a person chose by naming coders (all that they gave), codes, or `all` or `none`. Raises Unknown."""
    found: set[str] = set()
    for name in names:
        if name in dispute.given:
            found.update(dispute.given[name])
        elif name in dispute.codes:
            found.add(name)
        elif name == "all":
            found.update(dispute.codes)
        elif name != "none":
            raise Unknown(
                _("“{name}” is neither a coder nor a code of this disagreement.").format(name=name),
                advice=_("Choose among: {names}.").format(
                    names=", ".join((*dispute.coders, *dispute.codes, "all", "none"))
                ),
            )
    return frozenset(found)


# Who has finished what


def finish(study: Study, coder: str, transcript_id: str) -> None:
    """Note in a coder's journal that an interview is finished; undo takes that back."""
    study.transcript(transcript_id)
    if not is_done(study, coder, transcript_id):
        record(study, coder, DONE, {transcript_id: Change()})


def is_done(study: Study, coder: str, transcript_id: str) -> bool:
    """True when a coder said that an interview is finished."""
    path = study.journal_path(coder)
    try:
        found = path.stat()
    except OSError:  # nothing was done yet
        return False
    return transcript_id in _done(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=64)
def _done(journal: Path, _changed: int, _size: int) -> frozenset[str]:
    """The interviews that a coder finished; a journal is read once while it stays as it is."""
    entries, _problems = journals.loads(files.read(journal) or b"", str(journal))
    actions = {entry.action: entry.file for entry in entries if entry.what == DONE}
    return (
        frozenset(actions[action] for action in history(entries).undoable if action in actions)
        if actions
        else frozenset()
    )


def unfinished(study: Study, transcript_id: str, coders: Iterable[str]) -> list[str]:
    """Of these coders, those who must finish the interview before anybody sees another's codings; none unless blind."""
    if not study.settings.agreement.blind:
        return []
    return [coder for coder in coders if not is_done(study, coder, transcript_id)]


def check_finished(study: Study, transcript_id: str, coders: Iterable[str]) -> None:
    """Raises QualcodeError when the study is blind and one of the coders has not finished the interview."""
    if waiting := unfinished(study, transcript_id, coders):
        raise QualcodeError(
            _("{id} is not finished by {coders} yet, and coders of this study work blind.").format(
                coders=", ".join(waiting), id=transcript_id
            ),
            advice=_("Once it is coded: qualcode arbitrate done {id} --coder {coder}").format(
                id=transcript_id, coder=waiting[0]
            ),
        )


def code_labels(study: Study, found: Iterable[Dispute]) -> dict[str, str]:
    """What readers call the disputed codes, in the study's language."""
    return labels(study, {code for dispute in found for code in dispute.codes})
