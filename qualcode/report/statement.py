"""What was done to protect people: the log for the ethics file, and one page in French and in English (SRQR S13).

The page is in both languages whatever the terminal speaks: an ethics committee asks for one, a journal for the other.
"Anonymised" is said only of a study whose key was destroyed and in which nobody is
alone with what is told of them.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from qualcode.core.language import _, plural
from qualcode.formats.languages import LANGUAGES, speaking
from qualcode.privacy.mention import Kind
from qualcode.privacy.record import Event
from qualcode.report.dates import in_words
from qualcode.report.pseudonymising import kinds_text
from qualcode.report.typography import prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the study itself knows of how it was processed.

    `at_risk` counts respondents who could be recognised by the attributes `by`; `copies` how often keys were copied out.
    """

    title: str
    interviews: int
    respondents: int
    coders: int
    replaced: tuple[str, ...]
    kinds: tuple[tuple[Kind, int], ...]
    allowed: int
    key: str
    destroyed_at: str
    key_here: bool
    copies: int
    by: tuple[str, ...]
    k: int
    at_risk: int

    @property
    def anonymised(self) -> bool:
        """True when nothing here leads back: no key, somebody looked for people at risk and found none, no interview left out."""
        gone = self.destroyed_at and not self.key_here
        return bool(gone and self.by and not self.at_risk and len(self.replaced) >= self.interviews)


def log_text(events: Sequence[Event]) -> str:
    """The log, an action per line."""
    names = {
        "key made": _("key made"),
        "replaced": _("replaced"),
        "renamed": _("substitute changed"),
        "allowed": _("name allowed"),
        "key copied out": _("key copied out"),
        "key brought in": _("key brought in"),
        "key destroyed": _("key destroyed"),
    }
    lines = [
        "  ".join(filter(None, (each.at, each.by, names[each.what], each.transcript, kinds_text(each.kinds))))
        for each in events
    ]
    total: Counter[Kind] = Counter()
    for each in events:
        total.update(each.kinds)
    if total:
        number = sum(total.values())
        lines.append(
            plural("{n} mention replaced in all", "{n} mentions replaced in all", number) + f": {kinds_text(total)}"
        )
    return "".join(f"{line}\n" for line in lines)


def log_document(events: Sequence[Event]) -> list[dict[str, Any]]:
    """The log as programs read it."""
    return [
        {
            "at": each.at,
            "by": each.by,
            "what": each.what,
            "transcript": each.transcript or None,
            "kinds": dict(each.kinds),
        }
        for each in events
    ]


def statement_text(facts: Facts) -> str:
    """The page, French first, in Markdown."""
    return "\n---\n\n".join(_in(language, facts) for language in LANGUAGES)


def _in(language: str, facts: Facts) -> str:
    with speaking(language):
        title = _("Data processing and pseudonymisation")
        sections = "".join(f"**{name}.** {prose(text, language)}\n\n" for name, text in _sections(facts))
        return f"# {title}\n\n**{facts.title}**\n\n{sections}".rstrip("\n") + "\n"


def _sections(facts: Facts) -> Iterator[tuple[str, str]]:
    yield (
        _("Data"),
        _(
            "{interviews}, {respondents}, {coders}. Transcripts and codings are text files, processed offline on the team’s own "
            "computer."
        ).format(
            interviews=plural("{n} interview", "{n} interviews", facts.interviews),
            respondents=plural("{n} respondent", "{n} respondents", facts.respondents),
            coders=plural("{n} coder", "{n} coders", facts.coders),
        ),
    )
    yield _("Replacements"), _replacements(facts)
    yield _("Key"), _key(facts)
    yield (
        _("Check"),
        _(
            "Before every export, the names of the key and their variants (accents, capitals, plurals, one letter off) are "
            "looked for in what would be published; an export that holds one is refused. Exceptions decided and recorded: {n}."
        ).format(n=facts.allowed),
    )
    yield _("Risk of re-identification"), _risk(facts)
    yield _("Status"), _status(facts)


def _replacements(facts: Facts) -> str:
    if not facts.kinds:
        return _("No replacement was made with qualcode.")
    made = plural(
        "{n} mention was replaced ({kinds}); interviews concerned: {done} of {interviews}.",
        "{n} mentions were replaced ({kinds}); interviews concerned: {done} of {interviews}.",
        sum(number for _kind, number in facts.kinds),
        kinds=kinds_text(dict(facts.kinds)),
        done=len(facts.replaced),
        interviews=facts.interviews,
    )
    return " ".join((made, *_became({kind for kind, _number in facts.kinds})))


def _became(kinds: AbstractSet[Kind]) -> Iterator[str]:
    """What the kinds that were replaced became."""
    if kinds & {"person", "initials"}:
        yield _("People were given an invented name, the same in every interview.")
    if kinds & {"place", "organisation"}:
        yield _("Places and organisations were given a general term, in square brackets.")
    if "date" in kinds:
        yield _("Dates were moved by a number of days that is constant for each respondent, so that durations hold.")
    if "age" in kinds:
        yield _("Ages are given as bands of five years.")


def _key(facts: Facts) -> str:
    if not facts.key:
        return _("There is no table of correspondence made with qualcode.")
    if facts.destroyed_at and not facts.key_here:
        return _("The table of correspondence was destroyed on {day}, as recorded in the study.").format(
            day=in_words(facts.destroyed_at)
        )
    return _(
        "The table of correspondence is kept outside the study, readable by its holder only, encrypted with a passphrase "
        "(Argon2id, ChaCha20-Poly1305)."
    )


def _risk(facts: Facts) -> str:
    names = ", ".join(facts.by)
    if not facts.by:
        return _("It was not assessed: the table of respondents has neither type nor role.")
    if not facts.at_risk:
        return _("Every combination of {names} is shared by at least {k} respondents.").format(names=names, k=facts.k)
    return _(
        "Respondents whose combination of {names} is shared by fewer than {k} (themselves included): {n} of {respondents}. "
        "Publishing these attributes together would expose them."
    ).format(names=names, k=facts.k, n=facts.at_risk, respondents=facts.respondents)


def _status(facts: Facts) -> str:
    if not facts.anonymised:
        return _("The data are pseudonymised (GDPR, article 4(5)): they remain personal data.")
    return _(
        "As the key was destroyed and no combination of these attributes singles anybody out, the data may be called "
        "anonymised if {copies}the recordings, the original transcripts and their backups are destroyed as well, and subject "
        "to what the interviews themselves tell."
    ).format(copies=_("the copies of the key ({n}), ").format(n=facts.copies) if facts.copies else "")
