"""What was done to protect people: the log for the ethics file, and one page in French and in English (SRQR S13).

Both halves of the page are written here, not in the catalogues: a journal asks for one, an ethics committee for the other,
whatever language the terminal speaks. "Anonymised" is said only of a study whose key was destroyed and in which nobody is
alone with what is told of them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.core.language import _, plural
from qualcode.privacy.mention import Kind
from qualcode.privacy.record import Event
from qualcode.report.pseudonymising import kinds_text


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
    return f"{_french(facts)}\n---\n\n{_english(facts)}"


_KINDS_FR = {
    "person": "noms de personnes",
    "initials": "initiales",
    "place": "lieux",
    "organisation": "organisations",
    "date": "dates",
    "age": "âges",
    "address": "adresses",
    "postcode": "codes postaux",
    "phone": "numéros de téléphone",
    "email": "adresses électroniques",
    "url": "adresses web",
    "handle": "identifiants",
    "nir": "numéros de sécurité sociale",
    "iban": "numéros de compte",
    "plate": "plaques d’immatriculation",
    "file_number": "numéros de dossier",
}
_KINDS_EN = {
    "person": "names of people",
    "initials": "initials",
    "place": "places",
    "organisation": "organisations",
    "date": "dates",
    "age": "ages",
    "address": "addresses",
    "postcode": "postcodes",
    "phone": "telephone numbers",
    "email": "e-mail addresses",
    "url": "web addresses",
    "handle": "user names",
    "nir": "social security numbers",
    "iban": "account numbers",
    "plate": "number plates",
    "file_number": "file numbers",
}


_HOW_FR = (
    ({"person", "initials"}, "Les personnes ont reçu un nom inventé, le même dans tous les entretiens."),
    ({"place", "organisation"}, "Les lieux et les structures ont reçu un terme général, entre crochets."),
    ({"date"}, "Les dates ont été décalées d’un nombre de jours constant par personne, ce qui conserve les durées."),
    ({"age"}, "Les âges sont donnés par tranches de cinq ans."),
)
_HOW_EN = (
    ({"person", "initials"}, "People were given an invented name, the same in every interview."),
    ({"place", "organisation"}, "Places and organisations were given a general term, in square brackets."),
    ({"date"}, "Dates were moved by a number of days that is constant for each respondent, so that durations hold."),
    ({"age"}, "Ages are given as bands of five years."),
)


def _how(facts: Facts, said: Sequence[tuple[set[str], str]]) -> str:
    """What the kinds that were replaced became."""
    there = {kind for kind, _number in facts.kinds}
    return " ".join(words for kinds, words in said if kinds & there)


def _french(facts: Facts) -> str:
    kinds = ", ".join(f"{_KINDS_FR[kind]} ({number})" for kind, number in facts.kinds)
    replaced = (
        f"Dans {len(facts.replaced)} des {facts.interviews} entretiens, {sum(n for _kind, n in facts.kinds)} mentions ont "
        f"été remplacées : {kinds}. {_how(facts, _HOW_FR)}"
        if facts.kinds
        else "Aucun remplacement n’a été fait avec qualcode."
    )
    return f"""# Traitement et pseudonymisation des données

**{facts.title}**

**Données.** {facts.interviews} entretiens, {facts.respondents} personnes enquêtées, {facts.coders} personne(s) ayant codé.
Les transcriptions et les codages sont des fichiers de texte, traités hors ligne, sur l’ordinateur de l’équipe.

**Remplacements.** {replaced}

**Clé.** {_key_french(facts)}

**Contrôle.** Avant chaque export, les noms de la clé et leurs variantes (accents, casse, pluriel, une lettre d’écart) sont
recherchés dans ce qui va être publié ; un export qui en contient est refusé. Exceptions décidées et consignées : {facts.allowed}.

**Risque de réidentification.** {_risk_french(facts)}

**Statut.** {_status_french(facts)}
"""


def _key_french(facts: Facts) -> str:
    if not facts.key:
        return "Il n’y a pas de table de correspondance faite avec qualcode."
    if facts.destroyed_at and not facts.key_here:
        return f"La table de correspondance a été détruite le {facts.destroyed_at[:10]}, ainsi que le consigne l’étude."
    return (
        "La table de correspondance est conservée hors de l’étude, lisible de sa seule détentrice ou de son seul détenteur, "
        "chiffrée par une phrase secrète (Argon2id, ChaCha20-Poly1305)."
    )


def _risk_french(facts: Facts) -> str:
    names = ", ".join(facts.by)
    if not facts.by:
        return "Il n’a pas été évalué : le tableau des personnes enquêtées n’a ni type ni fonction."
    if not facts.at_risk:
        return f"Chaque combinaison de {names} est partagée par au moins {facts.k} personnes enquêtées."
    return (
        f"{facts.at_risk} des {facts.respondents} personnes enquêtées partagent leur combinaison de {names} avec moins de "
        f"{facts.k} personnes (elles-mêmes comprises) : publier ces attributs ensemble les exposerait."
    )


def _status_french(facts: Facts) -> str:
    if facts.anonymised:
        return (
            "La clé étant détruite et aucune combinaison de ces attributs n’isolant quelqu’un, les données peuvent être dites "
            f"anonymisées si {_copies_french(facts)}les enregistrements, les transcriptions d’origine et leurs sauvegardes sont "
            "détruits eux aussi, et sous réserve de ce que racontent les entretiens eux-mêmes."
        )
    return (
        "Les données sont pseudonymisées (RGPD, article 4, point 5) : elles restent des données à caractère personnel."
    )


def _copies_french(facts: Facts) -> str:
    return f"les copies de la clé ({facts.copies}), " if facts.copies else ""


def _english(facts: Facts) -> str:
    kinds = ", ".join(f"{_KINDS_EN[kind]} ({number})" for kind, number in facts.kinds)
    replaced = (
        f"In {len(facts.replaced)} of {facts.interviews} interviews, {sum(n for _kind, n in facts.kinds)} mentions were "
        f"replaced: {kinds}. {_how(facts, _HOW_EN)}"
        if facts.kinds
        else "No replacement was made with qualcode."
    )
    return f"""# Data processing and pseudonymisation

**{facts.title}**

**Data.** {facts.interviews} interviews, {facts.respondents} respondents, {facts.coders} coder(s). Transcripts and codings are
text files, processed offline on the team’s own computer.

**Replacements.** {replaced}

**Key.** {_key_english(facts)}

**Check.** Before every export, the names of the key and their variants (accents, capitals, plurals, one letter off) are looked
for in what would be published; an export that holds one is refused. Exceptions decided and recorded: {facts.allowed}.

**Risk of re-identification.** {_risk_english(facts)}

**Status.** {_status_english(facts)}
"""


def _key_english(facts: Facts) -> str:
    if not facts.key:
        return "There is no table of correspondence made with qualcode."
    if facts.destroyed_at and not facts.key_here:
        return f"The table of correspondence was destroyed on {facts.destroyed_at[:10]}, as recorded in the study."
    return (
        "The table of correspondence is kept outside the study, readable by its holder only, encrypted with a passphrase "
        "(Argon2id, ChaCha20-Poly1305)."
    )


def _risk_english(facts: Facts) -> str:
    names = ", ".join(facts.by)
    if not facts.by:
        return "It was not assessed: the table of respondents has neither type nor role."
    if not facts.at_risk:
        return f"Every combination of {names} is shared by at least {facts.k} respondents."
    return (
        f"{facts.at_risk} of {facts.respondents} respondents share their combination of {names} with fewer than {facts.k} "
        "(themselves included): publishing these attributes together would expose them."
    )


def _status_english(facts: Facts) -> str:
    if facts.anonymised:
        return (
            "As the key was destroyed and no combination of these attributes singles anybody out, the data may be called "
            f"anonymised if {_copies_english(facts)}the recordings, the original transcripts and their backups are destroyed "
            "as well, and subject to what the interviews themselves tell."
        )
    return "The data are pseudonymised (GDPR, article 4(5)): they remain personal data."


def _copies_english(facts: Facts) -> str:
    return f"the copies of the key ({facts.copies}), " if facts.copies else ""
