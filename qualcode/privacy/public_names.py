"""Names that everybody knows, said without telling of anybody near: public figures, characters, makes, laws."""

import re
from dataclasses import replace

from qualcode.privacy import lists
from qualcode.privacy.mention import Mention
from qualcode.privacy.words import Reading, plain_words

RULE = "public_name"
_LONGEST = 50  # letters before a name that are looked at
# "Je m'appelle Victor Hugo" and "mon voisin Zidane" are somebody all the same.
_THEIRS = frozenset({"introduced", "initial", "initials", "nickname"})
_CLOSE = re.compile(
    r"(?<!\w)(?:mon|ma|mes|ton|ta|son|sa|notre|nos|votre|leurs?|my|your|his|her|our|their) (?:[\w-]+ ){1,3}$"
)
# What bears somebody's name and is not that person. Streets do too, but they are part of an address.
_BEARER = re.compile(
    r"(?<!\w)(?:(?:lois?|traites?|accords?|dossier|proces|scandale|plan|rapport|reforme|circulaire|decret|ordonnances?|amendement|gouvernement|ministere|syndrome|"
    r"maladie|echelle|methode|indice|complexe|theoreme|prix|metro|station|gare|pont|stade|statue|musee|telethon|concert|chansons?|disque|album|spectacle|sketch)"
    r"(?: de| du)?[ '-]|(?:vierge|saint|sainte|prophete|virgin|prophet) |"
    r"(?:une?|a|an) (?:vraie?|sacree?|proper|real|regular|genre de|espece de|sorte de) )$"
)
_BORNE = re.compile(
    r"(?:'s)? (?:act|law|report|review|inquiry|syndrome|disease|scale|method|prize|station|square|bridge)s?(?!\w)"
)


def weighed(reading: Reading, mention: Mention) -> Mention:
    """The mention; proposed only, where the name is more likely a public one than somebody's of the respondent's."""
    if mention.kind not in {"person", "place"} or mention.rule in _THEIRS:
        return mention
    before = reading.plain[max(0, mention.start - _LONGEST) : mention.start]
    if _CLOSE.search(before):
        return mention
    known = (
        mention.kind == "person"
        and mention.rule != "title"
        and _is_known(plain_words(mention.text), plain_words(before))
    )
    borne = _BEARER.search(before) or _BORNE.match(reading.plain, mention.end)
    return replace(mention, sure=False, rule=RULE) if known or borne else mention


def _is_known(name: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """True for a name of the list, or the end of one whose beginning stands before ("Le Petit Prince")."""
    starts = (before[len(before) - n :] for n in range(min(2, len(before)) + 1))
    return any(" ".join((*start, *name)) in lists.public_names() for start in starts)
