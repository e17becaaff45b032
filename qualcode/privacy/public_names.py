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
# What bears somebody's name and is not that person. Streets are part of an address, and "le dossier de Karim" is his.
_BEARER = re.compile(
    r"(?<!\w)(?:(?:lois?|dossier|proces|scandale|affaire|plan|rapport|reforme|circulaire|decret|ordonnances?|amendement|"
    r"gouvernement|ministere|methode|prix|telethon) |(?:syndrome|maladie|echelle|indice|complexe|theoreme|methode|concert|"
    r"musee|statue|metro|station|gare|pont|stade)(?: de| du)?[ '-]|(?:vierge|saint|sainte|prophete|virgin|prophet) |"
    r"(?:effet|des) |(?:verre|bouteille|canette|paquet|pinte|litre)s? (?:de |d')|(?:pint|bottle|glass|can|packet)s? of |"
    r"(?:une?|a|an) (?:vraie?|sacree?|proper|real|regular|genre de|espece de|sorte de) )$"
)
# Dishes, treaties, battles and matches are called after towns where nobody of the respondent's lives.
_NAMED_AFTER = re.compile(
    r"(?<!\w)(?:(?:savon|moutarde|jambon|saucisson|vin|verre|bouteille|fromage|brie|porcelaine|couteau|nuage|bataille|"
    r"siege|convention|traites?|accords?|protocole|conference|charte|catastrophe|attentats?|bourse|syndrome|scandale|"
    r"proces|affaire)(?: de | d')|(?:dossier|affaire|proces|metro|station) |contre |versus |fans? de )$"
)
_BORNE = re.compile(
    r"(?:'s)? (?:act|law|report|review|inquiry|syndrome|disease|scale|method|prize|station|square|bridge|line)s?(?!\w)"
)


def weighed(reading: Reading, mention: Mention) -> Mention:
    """The mention; proposed only, where the name is more likely a public one than somebody's of the respondent's."""
    if mention.kind not in {"person", "place"} or mention.rule in _THEIRS:
        return mention
    before = reading.plain[max(0, mention.start - _LONGEST) : mention.start]
    if _CLOSE.search(before):
        return mention
    if mention.rule == "place" and (_NAMED_AFTER.search(before) or _is_feast(mention, before)):
        return replace(mention, sure=False, rule=RULE)
    if mention.kind == "person" and (
        _is_borne(reading, mention, before) or _is_known(reading, mention, before) or _is_among(reading, mention)
    ):
        return replace(mention, sure=False, rule=RULE)
    return mention


def _is_feast(mention: Mention, before: str) -> bool:
    """True for a saint's day: "à la Saint-Martin"."""
    return before.endswith((" a la ", " la veille de la ")) and plain_words(mention.text)[0] in {"saint", "sainte"}


def _is_borne(reading: Reading, mention: Mention, before: str) -> bool:
    return _BEARER.search(before) is not None or _BORNE.match(reading.plain, mention.end) is not None


def _is_known(reading: Reading, mention: Mention, before: str) -> bool:
    """True for a name of the list, or a part of one whose rest stands beside ("Le Petit Prince", "bruno le maire").

    After a title only with it: "docteur House" is known, "docteur Zidane" is somebody.
    """
    name, words = plain_words(mention.text), plain_words(before)
    after = plain_words(reading.plain[mention.end : mention.end + _LONGEST])[:2]
    starts = [words[len(words) - n :] for n in range(mention.rule == "title", min(2, len(words)) + 1)]
    ends = [after[:n] for n in range(len(after) + 1)]
    return any(" ".join((*start, *name, *end)) in lists.public_names() for start in starts for end in ends)


def _is_among(reading: Reading, mention: Mention) -> bool:
    """True between commas, beside a name of the list: "Brel, Barbara, Johnny"."""
    before = re.search(r"([^\W\d_]+), $", reading.plain[max(0, mention.start - _LONGEST) : mention.start])
    after = re.match(r", ([^\W\d_]+)", reading.plain[mention.end : mention.end + _LONGEST])
    return any(beside is not None and beside[1] in lists.public_names() for beside in (before, after))
