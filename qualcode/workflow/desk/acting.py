"""What a coder does at the desk. Each function is on disk before it answers with the desk as it then is."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from qualcode.core.address import Reference
from qualcode.core.codebook import Code
from qualcode.core.coding import Coding
from qualcode.core.journal import Entry
from qualcode.core.language import _, plural, spoken
from qualcode.errors import ExternallyChanged, QualcodeError
from qualcode.store.study import REJECTED, Study
from qualcode.suggest.suggestion import Suggestion
from qualcode.workflow.coding import arbitrating, codebook, tagging, undoing
from qualcode.workflow.desk import at_hand, choosing
from qualcode.workflow.desk.choosing import Selection
from qualcode.workflow.desk.moving import no_coding
from qualcode.workflow.desk.state import (
    PRINT,
    SURE,
    UNSURE,
    WORTH,
    Desk,
    coding_at_hand,
    in_words,
    passage,
    read_again,
    suggestion_at_hand,
    to_place,
)
from qualcode.workflow.study.naming import folded
from qualcode.workflow.suggestions import suggesting

Deed = Callable[[Study, Desk], Desk]


def done(study: Study, desk: Desk, deed: Deed) -> Desk:
    """The desk after a deed; whatever went wrong is said on it, and the files are read again."""
    try:
        return deed(study, desk)
    except ExternallyChanged:
        said = _(
            "Another program changed this file meanwhile: it was read again. Nothing was overwritten; do it again."
        )
        return _after_trouble(study, desk, said)
    except QualcodeError as error:
        return _after_trouble(study, desk, str(error))


def _after_trouble(study: Study, desk: Desk, said: str) -> Desk:
    try:
        return replace(read_again(study, desk), said=said)
    except QualcodeError:  # the transcript itself can't be read any more: what was read stays on the desk
        return replace(desk, said=said)


def looked_again(study: Study, desk: Desk) -> Desk:
    """The desk over files that somebody else wrote, with what it says of that."""
    before = desk.reading
    now = done(study, desk, read_again)
    if now.reading is before:
        return now
    if now.reading.transcript.fingerprint != before.transcript.fingerprint:
        said = _("The transcript was edited meanwhile: it was read again, and your codings moved along.")
        lost = now.reading.displaced - before.displaced
        if lost > 0:
            said = plural(
                "The transcript was edited meanwhile: it was read again. {n} coding lost its place (see `qualcode check`).",
                "The transcript was edited meanwhile: it was read again. {n} codings lost their place (see `qualcode check`).",
                lost,
            )
    elif (now.reading.codings, now.reading.rejected, now.reading.book) == (
        before.codings,
        before.rejected,
        before.book,
    ):
        return now  # the same words were written again
    else:
        said = _("The study was changed by another program: it was read again.")
    return replace(now, said=said)


# Codes on passages


def apply(study: Study, desk: Desk, code: str) -> Desk:
    """Give the passage a code."""
    where = passage(desk)
    if not where:
        return replace(desk, said=_("There is nothing to code here."))
    added = tagging.add(study, where, code, coder=desk.reading.coder)
    applied = added.tagged.coding.code
    label = label_of(desk, applied)
    if added.already:
        said = _("It has the code “{label}” already.").format(label=label)
    elif added.question:
        said = _("Coded “{label}”. These words are the interviewer's: reports do not count them.").format(label=label)
    else:
        said = _("Coded “{label}”.").format(label=label)
    return _used(study, replace(desk, changing=""), added.tagged.coding, said)


def _used(study: Study, desk: Desk, coding: Coding, said: str) -> Desk:
    """The desk after a coding was made or recoded: it is the one at hand."""
    now = read_again(study, desk)
    used = [one.code for one in sorted(now.reading.codings, key=lambda one: one.at)]
    code = now.reading.book.resolve(coding.code)
    return replace(now, digits=at_hand.with_code(now.digits, code, used), chosen=None, last=coding.id, said=said)


def by_digit(study: Study, desk: Desk, digit: int) -> Desk:
    """Give the code beside a digit."""
    if digit > len(desk.digits):
        return replace(desk, said=_("No code stands beside {digit} yet.").format(digit=digit))
    return apply(study, desk, desk.digits[digit - 1])


def accept(study: Study, desk: Desk) -> Desk:
    """Code as suggested; a passage whose ends were moved is kept."""
    if desk.changing:
        return keep_ends(study, desk)
    suggestion = suggestion_at_hand(desk)
    if suggestion is None:
        return replace(desk, said=_no_suggestion(desk))
    where = passage(desk) if desk.selection else (_place(desk, suggestion),)
    added = tagging.add(
        study,
        where,
        suggestion.code,
        coder=desk.reading.coder,
        origin=suggesting.origin_of(suggestion),
        qualifiers=suggestion.qualifiers,
    )
    label = label_of(desk, suggestion.code)
    said = _("Coded “{label}”, as suggested.").format(label=label)
    return _used(study, desk, added.tagged.coding, said)


def _place(desk: Desk, suggestion: Suggestion) -> Reference:
    span = (suggestion.start, suggestion.end)
    return Reference(transcript=desk.reading.transcript.id, turn=suggestion.turn, span=span)


def _no_suggestion(desk: Desk) -> str:
    if desk.blind:
        return _("Suggestions are hidden.")
    if desk.suggestions is None:
        return _("Suggestions are still being prepared.")
    return _("Nothing is suggested here.")


def reject(study: Study, desk: Desk) -> Desk:
    """Turn the suggestion down."""
    suggestion = suggestion_at_hand(desk)
    if suggestion is None:
        return replace(desk, said=_no_suggestion(desk))
    suggesting.reject(study, _place(desk, suggestion), suggestion.code, coder=desk.reading.coder)
    said = _("Turned down: “{label}”.").format(label=label_of(desk, suggestion.code))
    return replace(read_again(study, desk), chosen=None, said=said)


def keep_ends(study: Study, desk: Desk) -> Desk:
    """Keep the passage whose ends were moved."""
    assert desk.selection is not None
    changed = _change(study, desk, desk.changing, references=choosing.references(desk.reading, desk.selection))
    return replace(changed, selection=None, changing="", said=_("The coding has its new ends."))


def in_vivo(study: Study, desk: Desk, label: str) -> Desk:
    """Make a code of that label, and give it to the passage."""
    if not label.strip():
        return replace(desk, said=_("A code needs a name."))
    language = desk.reading.transcript.language or study.settings.language
    code = Code(id=_new_code_id(study, label), label={language: label.strip()})
    codebook.add(study, code, coder=desk.reading.coder)
    now = apply(study, desk, code.id)
    return replace(now, said=_("New code “{label}”, given to the passage.").format(label=label.strip()))


def _new_code_id(study: Study, label: str) -> str:
    """An id that nobody has, from the letters of the label."""
    base = "_".join(re.findall(r"[^\W_]+", folded(label)))[:40].strip("_") or "code"
    taken = study.codebook.by_id
    return next(name for name in (base, *(f"{base}_{n}" for n in range(2, len(taken) + 3))) if name not in taken)


# Codings that are there


def _change(
    study: Study,
    desk: Desk,
    coding_id: str,
    *,
    code: str | None = None,
    memo: str | None = None,
    qualifiers: Mapping[str, str] | None = None,
    references: Sequence[Reference] = (),
) -> Desk:
    tagging.change(
        study,
        coding_id,
        coder=desk.reading.coder,
        transcript=desk.reading.transcript.id,
        code_name=code,
        memo=memo,
        qualifiers=qualifiers,
        references=references,
    )
    return read_again(study, desk)


def recode(study: Study, desk: Desk, code: str) -> Desk:
    """Give the coding at hand another code; memo and qualifiers stay."""
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    now = _change(study, desk, coding.id, code=code)
    said = _("“{old}” is “{new}” now.").format(old=label_of(desk, coding.code), new=label_of(desk, code))
    return _used(study, now, replace(coding, code=code), said)


def note(study: Study, desk: Desk, memo: str) -> Desk:
    """Write the memo of the coding at hand; an empty one takes it away."""
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    now = _change(study, desk, coding.id, memo=memo.strip())
    return replace(now, said=_("Memo saved.") if memo.strip() else _("The memo is taken away."))


def qualify(study: Study, desk: Desk, name: str, value: str) -> Desk:
    """Give the coding at hand a qualifier; an empty value takes it away."""
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    now = _change(study, desk, coding.id, qualifiers={**coding.qualifiers, name: value})
    old = coding.qualifiers.get(name, "")
    said = _("Given: “{label}”.") if value else _("Taken away: “{label}”.")
    return replace(now, said=said.format(label=in_words(name, value or old)))


def _toggled(study: Study, desk: Desk, name: str, value: str, on: str, off: str) -> Desk:
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    new = "" if coding.qualifiers.get(name) == value else value
    now = qualify(study, desk, name, new)
    return replace(now, said=on if new else off)


def worth_printing(study: Study, desk: Desk) -> Desk:
    """Mark the quote as worth printing, or not any more."""
    return _toggled(
        study, desk, PRINT, WORTH, _("The quote is marked as worth printing."), _("The mark is taken away.")
    )


def unsure(study: Study, desk: Desk) -> Desk:
    """Mark the coding as unsure, or as sure again."""
    return _toggled(study, desk, UNSURE, SURE, _("The coding is marked as unsure."), _("The coding is sure again."))


def remove(study: Study, desk: Desk) -> Desk:
    """Take the coding at hand away."""
    coding = coding_at_hand(desk)
    if coding is None:
        return replace(desk, said=no_coding())
    tagging.remove(study, coding.id, coder=desk.reading.coder, transcript=desk.reading.transcript.id)
    now = read_again(study, replace(desk, selection=None, changing=""))
    return replace(now, chosen=None, said=_("Taken away: “{label}”.").format(label=label_of(desk, coding.code)))


def finish(study: Study, desk: Desk) -> Desk:
    """Say that the coder has finished this interview."""
    transcript = desk.reading.transcript.id
    arbitrating.finish(study, desk.reading.coder, transcript)
    return replace(
        read_again(study, desk), said=_("{coder} has finished {id}.").format(coder=desk.reading.coder, id=transcript)
    )


def undo(study: Study, desk: Desk) -> Desk:
    """Take back the coder's last action, in whichever interview it was."""
    lines = undoing.undo(study, desk.reading.coder)
    return _went_back(study, desk, lines, _("Taken back: {what}."))


def redo(study: Study, desk: Desk) -> Desk:
    """Do again what was taken back last."""
    lines = undoing.redo(study, desk.reading.coder)
    return _went_back(study, desk, lines, _("Done again: {what}."))


def _went_back(study: Study, desk: Desk, lines: Sequence[Entry], said: str) -> Desk:
    """The desk where the action was, when it was in this interview."""
    now = read_again(study, replace(desk, selection=None, changing=""))
    here = [line for line in lines if line.file.removesuffix(REJECTED) == now.reading.transcript.id]
    coding = next((one for line in here for one in (*line.after, *line.before)), None)
    if coding is not None:
        now = replace(to_place(now, coding.turn, coding.start), selection=_still_chosen(desk, coding))
    what = undoing.summary(lines)
    if coding is not None and sum(len(line.after) or len(line.before) for line in lines) == 1:
        label = label_of(now, now.reading.book.resolve(coding.code))
        what = _named(lines[0], label)
    elif len(code := desk.reading.book.by_id.keys() ^ now.reading.book.by_id.keys()) == 1:
        known = now if code & now.reading.book.by_id.keys() else desk
        what = _named(lines[0], label_of(known, code.pop()))
    return replace(now, said=said.format(what=what))


def _still_chosen(desk: Desk, coding: Coding) -> Selection | None:
    """The passage chosen, where it is the coding's: another code can be given to it at once."""
    if desk.selection is None or desk.changing:
        return None
    there = [(one.turn, one.span) for one in choosing.references(desk.reading, desk.selection)]
    return desk.selection if there == [(one.turn, (one.start, one.end)) for one in coding.anchors] else None


def _named(line: Entry, label: str) -> str:
    """What an action did, to which code."""
    return " ".join((undoing.name_of(line.what), _("“{words}”").format(words=label)))


def label_of(desk: Desk, code: str) -> str:
    """What people call a code, in the language that the program speaks."""
    found = desk.reading.book.by_id.get(code)
    return found.label_in(spoken()) if found else code


DEEDS: Mapping[str, Deed] = {
    "accept": accept,
    "reject": reject,
    "undo": undo,
    "redo": redo,
    "worth_printing": worth_printing,
    "unsure": unsure,
    "remove": remove,
    "finish": finish,
    **{f"code_{digit}": partial(by_digit, digit=digit) for digit in range(1, at_hand.DIGITS + 1)},
}
"""What writes, and needs nothing but the desk; `done` says what went wrong."""
