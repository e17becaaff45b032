"""qualcode pseudonymise."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from qualcode.cli.shared import answer, coder_option, json_option, json_text, tell, with_study
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.store.study import Study

if TYPE_CHECKING:  # loaded by the command
    from qualcode.privacy.detection import Entities
    from qualcode.privacy.key import Key
    from qualcode.privacy.proposing import Proposal
    from qualcode.privacy.substitutes import Wish
    from qualcode.workflow.privacy.identifying import Looked, Subject
    from qualcode.workflow.privacy.pseudonymising import Done


@click.command(
    help=_(
        "Replace what identifies people, in interviews of the study (ID) or on the way in (FILE: the original is never "
        "copied into the study). --review asks about each name, in context; --yes replaces the sure ones and lists the "
        "rest; --list changes nothing. Codings move along exactly. The key is kept outside the study, encrypted."
    )
)
@click.argument("names", metavar="FILE|ID...", nargs=-1, required=True)
@click.option("--review", "how", flag_value="review", default="review", help=_("Decide on each name (the default)."))
@click.option("--yes", "-y", "how", flag_value="yes", help=_("Replace the sure ones; list the others."))
@click.option("--list", "how", flag_value="list", help=_("Show what was found; change nothing."))
@click.option("--id", "transcript_id", metavar="ID", help=_("The transcript's id, for a FILE."))
@click.option("--respondent", metavar="ID", help=_("Who is interviewed, for a FILE, such as R07."))
@click.option("--interviewer", multiple=True, metavar="LABEL", help=_("Who asks the questions, for a FILE."))
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
    transcript_id: str | None,
    respondent: str | None,
    interviewer: tuple[str, ...],
    same_initial: bool,
    any_gender: bool,
    any_origin: bool,
    coder: str | None,
    as_json: bool,
) -> int:
    """Pseudonymise interviews."""
    from qualcode.privacy.substitutes import Wish
    from qualcode.workflow.interviews.wishes import Wishes
    from qualcode.workflow.privacy.subjects import subjects

    wishes = Wishes(id=transcript_id, respondent=respondent, interviewer=interviewer)
    found = subjects(study, names, wishes)
    wish = Wish(initial=same_initial, gender=not any_gender, origin=not any_origin)
    if how == "list":
        return _list(study, found, wish, as_json=as_json)
    return _replace(study, found, wish, how, coder, as_json=as_json)


def _model(study: Study, subject: "Subject") -> "Entities | None":
    """The French model's eyes, where the extra `fr` is there."""
    from qualcode.text.entities import recogniser

    return recogniser(subject.transcript.language or study.settings.language)


def _list(study: Study, found: Sequence["Subject"], wish: "Wish", *, as_json: bool) -> int:
    from qualcode.cli.passphrase import unlock
    from qualcode.privacy.key import Key
    from qualcode.report.pseudonymising import proposal_lines, proposal_row
    from qualcode.store import ethics
    from qualcode.workflow.privacy.identifying import look, with_days

    known = ethics.key_of(study) and not ethics.destroyed(study)
    key = unlock(study).key if known else Key(study="")
    rows = []
    for subject in found:
        looked = look(study, subject, with_days(key, subject.transcript), wish=wish, model=_model(study, subject))
        if as_json:
            rows += [proposal_row(proposal, subject.transcript.id) for proposal in looked.proposals]
        else:
            click.echo(click.style(subject.transcript.id, bold=True))
            answer(proposal_lines(looked.proposals))
    if as_json:
        answer(json_text(rows))
    return 0


def _replace(
    study: Study, found: Sequence["Subject"], wish: "Wish", how: str, coder: str | None, *, as_json: bool
) -> int:
    from qualcode.cli.passphrase import unlock_or_make
    from qualcode.report.pseudonymising import proposal_row
    from qualcode.store.keys import Opened, write_key
    from qualcode.workflow.privacy.identifying import look, with_days
    from qualcode.workflow.privacy.pseudonymising import carry_out, refuse_twice
    from qualcode.workflow.privacy.substituting import sure_ones

    opened = unlock_or_make(study, coder)
    documents: list[dict[str, object]] = []
    elsewhere: Sequence[str] = ()
    for subject in found:
        refuse_twice(study, subject, opened.key)
        key = with_days(opened.key, subject.transcript)
        looked = look(study, subject, key, wish=wish, model=_model(study, subject))
        rest: Sequence[Proposal] = ()
        if how == "yes":
            key, rest = sure_ones(looked, key)
        else:
            held = [opened]

            def keep(key: "Key", held: list[Opened] = held) -> None:
                held[0] = write_key(held[0], key)

            key, left = _reviewed(looked, key, keep)
            opened = held[0]
            if left and subject.new:
                undecided = plural("{n} name is undecided", "{n} names are undecided", left)
                tell(_("{names}: nothing was brought in.").format(names=undecided))
                tell(_("Do the same again to go on where you stopped."))
                return 1
        opened = Opened(key=key, passphrase=opened.passphrase, etag=opened.etag)
        done, opened = carry_out(study, looked, opened, coder=coder)
        documents.append({**_document(done), "left": [proposal_row(each, done.transcript) for each in rest]})
        if not as_json:
            _tell_done(done, rest)
        elsewhere = done.elsewhere
    if as_json:
        answer(json_text(documents))
    elif elsewhere:
        tell(_("Names of the key still stand in: {transcripts}.").format(transcripts=", ".join(elsewhere)))
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
        "names_left_in": list(done.elsewhere),
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
