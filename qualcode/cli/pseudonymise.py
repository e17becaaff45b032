"""qualcode pseudonymise."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from qualcode.cli.incoming import incoming_options, wishes_of
from qualcode.cli.passphrase import unlock, unlock_or_make
from qualcode.cli.shared import answer, coder_option, json_option, json_text, tell, with_study
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.store.study import Study

if TYPE_CHECKING:  # loaded by the command
    from qualcode.privacy.key import Key
    from qualcode.privacy.proposing import Proposal
    from qualcode.privacy.substitutes import Wish
    from qualcode.store.keys import Opened
    from qualcode.workflow.privacy.identifying import Looked, Subject
    from qualcode.workflow.privacy.pseudonymising import Done


@click.command(
    help=_(
        "Replace what identifies people, in interviews of the study (ID) or on the way in (FILE, or all of DIR: originals "
        "are never copied into the study; --table joins your table of interviews). --review asks about each name, in "
        "context; --yes replaces the sure ones and lists the rest; --list changes nothing. Codings move along exactly. The "
        "key is kept outside the study, encrypted."
    )
)
@click.argument("names", metavar="FILE|DIR|ID...", nargs=-1, required=True)
@click.option("--review", "how", flag_value="review", default="review", help=_("Decide on each name (the default)."))
@click.option("--yes", "-y", "how", flag_value="yes", help=_("Replace the sure ones; list the others."))
@click.option("--list", "how", flag_value="list", help=_("Show what was found; change nothing."))
@incoming_options
@click.option("--same-initial", is_flag=True, help=_("Invented names begin with the same letter (less safe)."))
@click.option("--any-gender", is_flag=True, help=_("Invented names need not keep the gender."))
@click.option("--any-origin", is_flag=True, help=_("Invented names need not sound from the same place."))
@coder_option
@json_option
@with_study
def pseudonymise(
    study: Study,
    names: tuple[str, ...],
    how: str,
    same_initial: bool,
    any_gender: bool,
    any_origin: bool,
    coder: str | None,
    as_json: bool,
    **wanted: Any,
) -> int:
    """Pseudonymise interviews."""
    from qualcode.privacy.key import Key
    from qualcode.privacy.substitutes import Wish
    from qualcode.store import ethics
    from qualcode.workflow.privacy.subjects import subjects

    wishes = wishes_of(wanted)
    wish = Wish(initial=same_initial, gender=not any_gender, origin=not any_origin)
    opened = unlock(study) if ethics.key_of(study) and not ethics.destroyed(study) else None
    found = subjects(study, names, wishes, opened.key.sources if opened else {})
    for refused in found.refused:
        tell(click.style(_("Not brought in: "), fg="red") + str(refused.error))
    if how == "list":
        status = _list(study, found.subjects, opened.key if opened else Key(study=""), wish, as_json=as_json)
    elif found.subjects:
        key = opened or unlock_or_make(study, coder)
        status = _replace(study, found.subjects, key, wish, how, coder, as_json=as_json)
    else:
        tell(_("All of these are here already."))
        status = 0
    return 2 if found.refused else status


def _looked(study: Study, subject: "Subject", key: "Key", wish: "Wish") -> "Looked":
    """What was found in an interview, with the French model's eyes where the extra `fr` is there."""
    from qualcode.text.entities import recogniser
    from qualcode.workflow.privacy.identifying import look

    looked = look(study, subject, key, wish=wish, model_of=recogniser)
    said = subject.transcript.language or study.settings.language
    if looked.language != said:
        tell(
            _(
                "{id} is in {language} by its words, and read as such, though it is said to be in {said}: correct "
                "`language:` at its head (qualcode transcript edit {id})."
            ).format(id=subject.transcript.id, language=looked.language, said=said)
        )
    return looked


def _list(study: Study, found: Sequence["Subject"], key: "Key", wish: "Wish", *, as_json: bool) -> int:
    from qualcode.report.pseudonymising import proposal_lines, proposal_row
    from qualcode.workflow.privacy.identifying import with_days

    rows = []
    for subject in found:
        looked = _looked(study, subject, with_days(key, subject.transcript), wish)
        if as_json:
            rows += [proposal_row(proposal, subject.transcript.id) for proposal in looked.proposals]
        else:
            click.echo(click.style(subject.transcript.id, bold=True))
            answer(proposal_lines(looked.proposals))
    if as_json:
        answer(json_text(rows))
    return 0


def _replace(
    study: Study,
    found: Sequence["Subject"],
    opened: "Opened",
    wish: "Wish",
    how: str,
    coder: str | None,
    *,
    as_json: bool,
) -> int:
    from qualcode.report.pseudonymising import proposal_row
    from qualcode.store.keys import write_key
    from qualcode.workflow.privacy.identifying import with_days
    from qualcode.workflow.privacy.pseudonymising import carry_out, elsewhere, refuse_twice
    from qualcode.workflow.privacy.substituting import sure_ones

    documents: list[dict[str, object]] = []
    for subject in found:
        refuse_twice(study, subject, opened.key)
        key = with_days(opened.key, subject.transcript)
        looked = _looked(study, subject, key, wish)
        rest: Sequence[Proposal] = ()
        if how == "yes":
            key, rest = sure_ones(looked, key)
        else:
            held = [opened]

            def keep(key: "Key", held: "list[Opened]" = held) -> None:
                held[0] = write_key(held[0], key)

            key, left = _reviewed(looked, key, keep)
            opened = held[0]
            if left and subject.new:
                undecided = plural("{n} name is undecided", "{n} names are undecided", left)
                tell(_("{names}: nothing was brought in.").format(names=undecided))
                tell(_("Do the same again to go on where you stopped."))
                return 1
        opened = replace(opened, key=key)
        done, opened = carry_out(study, looked, opened, coder=coder)
        documents.append({**_document(done), "left": [proposal_row(each, done.transcript) for each in rest]})
        if not as_json:
            _tell_done(done, rest)
    left_in = elsewhere(study, opened.key, [str(each["transcript"]) for each in documents])
    if as_json:
        answer(json_text([{**each, "names_left_in": left_in} for each in documents]))
    elif left_in:
        tell(_("Names of the key still stand in: {transcripts}.").format(transcripts=", ".join(left_in)))
    return 0


def _reviewed(looked: "Looked", key: "Key", keep: object) -> "tuple[Key, int]":
    import sys

    from qualcode.cli.reviewing import review

    if not sys.stdin.isatty():
        raise QualcodeError(
            _("nobody is there to decide on the names."),
            advice=_("Run it in a terminal, or with --yes for the sure ones; --list shows what was found."),
        )
    return review(looked, key, keep)  # type: ignore[arg-type]


def _document(done: "Done") -> dict[str, object]:
    return {
        "transcript": done.transcript,
        "replaced": dict(done.kinds),
        "renamed_in": list(done.renamed),
    }


def _tell_done(done: "Done", rest: Sequence["Proposal"]) -> None:
    from qualcode.report.pseudonymising import kinds_text, proposal_lines

    number = sum(done.kinds.values())
    said = plural("{n} mention replaced", "{n} mentions replaced", number)
    click.echo(
        f"{click.style(done.transcript, bold=True)}  {said}" + (f" ({kinds_text(done.kinds)})" if number else "")
    )
    if done.renamed:
        tell(
            _("A substitute was a real name here: it became another one in {transcripts}.").format(
                transcripts=", ".join(done.renamed)
            )
        )
    if rest:
        click.echo(_("Not replaced, as they may be no names (decide on them with --review):"))
        answer(proposal_lines(rest))
