"""The review of proposals in the terminal: each name in its contexts, one letter to decide. Every decision is kept at once."""

from collections.abc import Callable

import click

from qualcode.cli.shared import tell, width
from qualcode.core.language import _, plural
from qualcode.errors import QualcodeError
from qualcode.privacy.key import Key
from qualcode.privacy.proposing import HEADER, Occurrence, Proposal
from qualcode.privacy.reasons import kind_name, reason
from qualcode.privacy.search import words_of
from qualcode.workflow.privacy.identifying import Looked, searcher_of
from qualcode.workflow.privacy.substituting import Decision, decide

_SHOWN = 6


class Finished(Exception):  # noqa: N818 - an end, not an error
    """The researcher leaves the review; what was decided stays."""


def review(looked: Looked, key: Key, keep: Callable[[Key], None]) -> tuple[Key, int]:
    """Ask about every proposal that the key does not settle; returns the key and how many were left undecided."""
    searcher = searcher_of(key)
    settled = {each.name for each in looked.proposals if any(hit.sure for hit in searcher.find(each.name))}
    transcript = looked.subject.transcript
    places = {(place.turn, place.start) for place in key.places_in(transcript.id, transcript.fingerprint)}
    asked = [
        each
        for each in looked.proposals
        if not (each.known and (each.sure or each.name in settled))
        and not places.issuperset((place.turn, place.start) for place in each.occurrences)  # decided on before a stop
    ]
    left, accepting = 0, False
    for n, proposal in enumerate(asked, 1):
        if not proposal.known and any(
            (entry.kind, words_of(entry.name)) == (proposal.kind, words_of(proposal.name)) for entry in key.entries
        ):
            continue  # a part of a name that was decided on before it
        if accepting and all(place.sure for place in proposal.occurrences):
            decision: Decision | None = _everywhere(proposal)
        else:
            _show(proposal, n, len(asked))
            try:
                wanted, decision = _decision(looked, key, proposal)
            except Finished:
                return key, left + len(asked) - n + 1
            accepting = accepting or wanted == "all"
        if decision is None:
            left += 1
            continue
        key = decide(looked, key, proposal, decision)
        keep(key)
    return key, left


def _show(proposal: Proposal, n: int, total: int) -> None:
    number = plural("{n} time", "{n} times", len(proposal.occurrences))
    rule = proposal.occurrences[0].rule
    unsure = "" if proposal.sure else "  " + click.style(reason(rule) or _("perhaps no name"), fg="yellow")
    head = click.style(proposal.name, bold=True)
    line = f"[{n}/{total}]  {head}  {kind_name(proposal.kind)}, {number}{unsure}"
    click.echo("\n" + _wrapped(line, "", " " * 9))
    for place in proposal.occurrences[:_SHOWN]:
        click.echo(_wrapped(in_context(place), "    ", " " * 12))
    more = len(proposal.occurrences) - _SHOWN
    if more > 0:
        click.echo("    " + plural("… and {n} more", "… and {n} more", more))


def _wrapped(text: str, first: str, then: str) -> str:
    """The text on lines that the terminal holds, broken between words."""
    return click.wrap_text(text, min(width(), 100), initial_indent=first, subsequent_indent=then)


def in_context(place: Occurrence) -> str:
    """The words of a place in their context, with the turn they stand in."""
    where = _("header") if place.turn == HEADER else place.turn
    return f"{where:>6}  {place.before}{click.style(place.text, reverse=True)}{place.after}"


def _decision(looked: Looked, key: Key, proposal: Proposal) -> tuple[str, Decision | None]:
    """What the researcher chose and decided; None for later. Raises Finished."""
    substitute = proposal.substitute
    while True:
        choices = _choices(proposal, substitute)
        letters = {_letter(label): wanted for wanted, label in choices.items()}
        default = _letter(choices["everywhere" if proposal.sure else "later"])
        click.echo(_wrapped(" · ".join(label.replace(" ", "\u00a0") for label in choices.values()), "  ", "  "))
        answered = str(click.prompt("  ", default=default, prompt_suffix="> ")).strip()
        wanted = letters.get(answered[:1].casefold())
        if wanted == "quit":
            raise Finished
        if wanted == "later":
            return wanted, None
        if wanted == "never":
            return wanted, Decision(action="never")
        if wanted == "substitute":
            substitute = _substitute(looked, key, proposal, substitute)
        elif wanted == "here":
            places = tuple(n for n, place in enumerate(proposal.occurrences) if _here(place, substitute))
            if places:
                return wanted, Decision(action="here", substitute=_said(proposal, substitute), places=places)
        elif wanted in {"everywhere", "all"}:
            return wanted, _everywhere(proposal, _said(proposal, substitute))
        else:
            tell(_("Type the letter in brackets of one of these."))


def _everywhere(proposal: Proposal, substitute: str = "") -> Decision:
    return Decision(action="everywhere", substitute=substitute, places=tuple(range(len(proposal.occurrences))))


def _said(proposal: Proposal, substitute: str) -> str:
    return "" if substitute == proposal.substitute else substitute


def _choices(proposal: Proposal, substitute: str) -> dict[str, str]:
    """What can be decided, each with the letter in brackets that stands for it: in no language are two alike."""
    found = {
        "everywhere": _("(e)verywhere → {substitute}").format(substitute=substitute),
        "here": _("(h)ere, one by one"),
        "never": _("(n)ever"),
        "substitute": _("another (s)ubstitute"),
        "later": _("(l)ater"),
        "quit": _("(q)uit"),
        "all": _("(a)ll sure ones"),
    }
    if not proposal.sure:
        del found["all"]
    if proposal.in_place:
        del found["substitute"]
    return found


def _letter(label: str) -> str:
    return label.partition("(")[2][:1].casefold()


def _substitute(looked: Looked, key: Key, proposal: Proposal, before: str) -> str:
    """A substitute that the researcher types; refused, with the reason, when it is a real name."""
    typed = str(click.prompt("  " + _("Substitute"), default=before)).strip()
    try:
        decide(looked, key, proposal, Decision(action="everywhere", substitute=typed))
    except QualcodeError as error:
        tell(f"  {error}")
        return before
    return typed


def _here(place: Occurrence, substitute: str) -> bool:
    click.echo("    " + in_context(place))
    yes = _("y")
    answered = click.prompt(
        "    " + _("Write {substitute} here? [{yes}/n]").format(substitute=substitute, yes=yes),
        default=yes,
        show_default=False,
    )
    return str(answered).strip().casefold()[:1] in {yes, "y"}
