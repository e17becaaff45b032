"""Say that a passage carries a code; take it back; list what was said; settle codings that an edit displaced."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qualcode.core.address import Anchor, Reference
from qualcode.core.coding import Coding, Placement, made_on
from qualcode.core.language import _
from qualcode.errors import QualcodeError, Unknown
from qualcode.store.actions import Change, new_id, now, record
from qualcode.store.study import Study
from qualcode.workflow.study.naming import code_to_apply, find_passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A coding with whose it is and where."""

    transcript: str
    coder: str
    placement: Placement

    @property
    def coding(self) -> Coding:
        """The coding, at its present place."""
        return self.placement.coding

    @property
    def reference(self) -> Reference:
        """Where it begins."""
        coding = self.coding
        return Reference(transcript=self.transcript, turn=coding.turn, span=(coding.start, coding.end))


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What `add` did; `already` when the same coding was there before, `question` when the words are the interviewer's."""

    tagged: Tagged
    already: bool = False
    question: bool = False


def add(
    study: Study,
    references: Sequence[Reference],
    code_name: str,
    *,
    coder: str,
    quote: str | None = None,
    memo: str = "",
    qualifiers: Mapping[str, str] | None = None,
    origin: str = "manual",
) -> Added:
    """Code a passage: one reference, or one for each turn it runs over.

    Raises Unknown for a transcript, turn, sentence, code or words that are not there.
    """
    code = code_to_apply(study, code_name)
    transcript_id = references[0].transcript
    transcript = study.transcript(transcript_id)
    anchors = _anchors(study, references, quote)
    question = all(transcript.is_interviewer(transcript.by_turn[anchor.turn]) for anchor in anchors)
    coding = Coding(
        id=new_id(),
        turn=anchors[0].turn,
        start=anchors[0].start,
        end=anchors[0].end,
        quote=anchors[0].quote,
        continues=tuple(anchors[1:]),
        code=code.id,
        qualifiers=dict(qualifiers or {}),
        origin=origin,
        memo=memo,
        at=now(),
    )
    there, _lost = study.placed(coder, transcript)
    same = next(
        (one for one in there if one.turn == coding.turn and one.code == code.id and one.anchors == coding.anchors),
        None,
    )
    if same is None:
        record(study, coder, "add", {transcript_id: Change(after=(coding,))})
    placement = Placement(coding=same or coding, state="exact")
    tagged = Tagged(transcript=transcript_id, coder=coder, placement=placement)
    return Added(tagged=tagged, already=same is not None, question=question)


def _anchors(study: Study, references: Sequence[Reference], quote: str | None = None) -> tuple[Anchor, ...]:
    """The places of a passage, one for each turn, in text order."""
    if any(reference.transcript != references[0].transcript for reference in references):
        raise QualcodeError(_("a passage lies in one transcript."), advice=_("Code each transcript by itself."))
    transcript = study.transcript(references[0].transcript)
    found = [find_passage(study, reference, quote if n == 0 else None) for n, reference in enumerate(references)]
    if any(not anchor.quote.strip() for anchor in found):
        raise QualcodeError(_("there are no words in this passage."), where=str(references[0]))
    return tuple(sorted(found, key=lambda anchor: (transcript.position[anchor.turn], anchor.start)))


def in_transcript(study: Study, transcript_id: str, coder: str) -> Iterator[Tagged]:
    """What a coder coded in one transcript."""
    for placement in study.placements(coder, study.transcript(transcript_id)):
        yield Tagged(transcript=transcript_id, coder=coder, placement=placement)


def listed(
    study: Study, *, transcripts: Sequence[str] = (), coder: str | None = None, code: str | None = None
) -> Iterator[Tagged]:
    """Codings, transcript by transcript and coder by coder, also those that have lost their place.

    `code` takes in the codes below it and those merged into it.
    """
    book = study.codebook
    wanted = book.under(book.resolve(code)) if code else None
    coders = (coder,) if coder else study.coders
    for transcript_id in transcripts or study.transcript_ids:
        for name in coders:
            for tagged in in_transcript(study, transcript_id, name):
                if wanted is None or book.resolve(tagged.coding.code) in wanted:
                    yield tagged


def find_coding(study: Study, coding_id: str, *, coder: str, transcript: str = "") -> Tagged:
    """A coder's coding by its id, in this transcript where one is named. Raises Unknown."""
    for name in (transcript,) if transcript else study.coding_names(coder):
        if name not in study.transcript_ids:
            continue
        found = study.placement(coder, study.transcript(name), coding_id)
        if found is not None:
            return Tagged(transcript=name, coder=coder, placement=found)
    raise Unknown(
        _("{coder} has no coding {id}.").format(coder=coder, id=coding_id),
        advice=_("`qualcode tag list` shows them with their ids."),
    )


def remove(study: Study, coding_id: str, *, coder: str, transcript: str = "") -> Tagged:
    """Take a coding away; `undo` brings it back. Raises Unknown."""
    tagged = find_coding(study, coding_id, coder=coder, transcript=transcript)
    record(study, coder, "remove", {tagged.transcript: Change(before=(_stored(study, tagged),))})
    return tagged


def change(
    study: Study,
    coding_id: str,
    *,
    coder: str,
    code_name: str | None = None,
    memo: str | None = None,
    qualifiers: Mapping[str, str] | None = None,
    references: Sequence[Reference] = (),
    transcript: str = "",
) -> Tagged:
    """Give a coding another code, memo, qualifiers or passage; what is not named stays. Raises Unknown.

    `transcript`, where it is known, saves looking for the coding in all of them.
    """
    tagged = find_coding(study, coding_id, coder=coder, transcript=transcript)
    old = _stored(study, tagged)
    new = replace(
        old,
        code=code_to_apply(study, code_name).id if code_name else old.code,
        memo=old.memo if memo is None else memo,
        qualifiers=old.qualifiers if qualifiers is None else {k: v for k, v in qualifiers.items() if v},
    )
    if references:
        new = replace(new.at_anchors(_anchors(study, references)), made_on=None)
    record(study, coder, "change", {tagged.transcript: Change(before=(old,), after=(new,))})
    return replace(tagged, placement=replace(tagged.placement, coding=new))


def _stored(study: Study, tagged: Tagged) -> Coding:
    """The coding as its file has it: a displaced one is not moved by removing or changing it."""
    file = study.coding_file(tagged.coder, tagged.transcript).value
    return next(_explicit(coding, file.fingerprint) for coding in file.codings if coding.id == tagged.coding.id)


def _explicit(coding: Coding, fingerprint: str | None) -> Coding:
    return replace(coding, made_on=made_on(coding, fingerprint))


# Codings displaced by an edit


def displaced(study: Study, *, coder: str | None = None) -> Iterator[Tagged]:
    """Codings that do not stand exactly where they were made."""
    return (tagged for tagged in listed(study, coder=coder) if tagged.placement.state != "exact")


def settle(study: Study, *, coder: str, accept: Sequence[str] = ()) -> Sequence[Tagged]:
    """Write the new places of a coder's moved codings, and of the proposed ones whose ids a person accepted.

    Returns the codings that were settled; the others stay as they are, and stay listed.
    """
    done: list[Tagged] = []
    changes: dict[str, Change] = {}
    for name in study.coding_names(coder):
        if name not in study.transcript_ids:
            continue
        transcript = study.transcript(name)
        stored = {coding.id: coding for coding in study.coding_file(coder, name).value.codings}
        moved = {tagged.coding.id: tagged for tagged in in_transcript(study, name, coder) if _to_settle(tagged, accept)}
        if not moved:
            continue
        new = tuple(replace(_settled(tagged), made_on=transcript.fingerprint) for tagged in moved.values())
        fingerprint = study.coding_file(coder, name).value.fingerprint
        old = tuple(_explicit(stored[coding_id], fingerprint) for coding_id in moved)
        changes[name] = Change(before=old, after=new)
        done.extend(moved.values())
    if changes:
        record(study, coder, "settle", changes)
    return done


def _to_settle(tagged: Tagged, accept: Sequence[str]) -> bool:
    return tagged.placement.state == "moved" or (tagged.placement.state == "proposed" and tagged.coding.id in accept)


def _settled(tagged: Tagged) -> Coding:
    return tagged.placement.proposal or tagged.coding
