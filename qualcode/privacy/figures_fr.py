"""French: dates, ages, street addresses and numbers as people give them. Patterns are without accents."""

import re

from qualcode.privacy.rules import Rule, words
from qualcode.privacy.spoken import (
    NUMBER_FR,
    RUN_FR,
    SAID_FR,
    SIGNED_FR,
    is_long,
    is_run,
    is_said_nir,
    is_said_phone_fr,
)

_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
_DAY = rf"{_WEEKDAY}(?:1er|premier|[12]\d|3[01]|0?[1-9]|{NUMBER_FR})"
_YEAR = (
    rf"(?:(?:19|20)\d\d|deux[ -]mille(?:[ -](?:et )?{NUMBER_FR})?|(?:mille[ -]neuf[ -]cents?|"
    rf"dix[ -]neuf[ -]cents?)(?:[ -]{NUMBER_FR})?|'?\d\d(?= |$|[.,])|(?:(?:quarante|cinquante|soixante|"
    rf"quatre[ -]vingt)\b(?:[ -]{NUMBER_FR})?))"
)
_AGE = rf"(?:\d{{1,3}}|{NUMBER_FR})"
_NOT_LONG = (
    r"(?! ?(?:pour |avec |de (?!la tete)|d'(?!un (?:coup|seul))|que |qu'|apres|plus tard|avant|ferme|dans |"
    r"ensemble|passes|pres|durant|en arriere|chez ))"
)
_STREET = (
    r"(?:rue|avenue|av\.?|boulevard|bd\.?|blvd|place|allees?|impasse|chemin|quai|route|cours|square|"
    r"passage|ruelle|sentier|villa|venelle|"
    r"montee|esplanade|mail|promenade|faubourg|residence|lotissement|cite|rond[ -]point|chaussee|"
    r"traverse)"
)
_HOLIDAY = re.compile(
    r"(?:14|quatorze) juillet|(?:1er|premier|un) (?:mai|janvier|avril|novembre)|(?:8|huit) (?:mai|"
    r"mars)|(?:11|onze) (?:novembre|septembre)|"
    r"(?:15|quinze) aout|(?:24|25|31|vingt[ -]quatre|vingt[ -]cinq|trente et un) decembre|(?:21|"
    r"vingt et un) juin|(?:13|treize) novembre|(?:14|quatorze) fevrier$"
)


def _no_holiday(text: str) -> bool:
    return _HOLIDAY.fullmatch(re.sub(r"\s+", " ", text).removeprefix("le ").strip()) is None


_ADDRESSED: tuple[Rule, ...] = (
    Rule(
        id="address",
        kind="address",
        pattern=words(
            rf"(?:habit\w+|vis|vit|vivais|vivait|log(?:e|es|ent|eais|eait)|domicilie\w*|demeur\w+|crech\w+) "
            rf"(?:(?:dans|a|au bout de) la |la )?(?P<x>(?:rue|avenue|boulevard|impasse|allee|quai) "
            rf"(?:de la |de l'|du |des |de |d')?"
            rf"(?!pietonne|calme|passante|commercante|est|qui|et|ou|a)[\w'-]{{3,}}"
            rf"(?:,? au (?:numero )?(?:\d{{1,4}}|{NUMBER_FR})(?: (?:bis|ter))?)?)(?!\w)"
        ),
    ),
    Rule(
        id="address",
        kind="address",
        pattern=words(
            rf"(?P<x>(?:\d{{1,4}}|{NUMBER_FR})(?: ?(?:bis|ter|quater|[a-d](?= )))?,? ?{_STREET} (?:(?:de |du |"
            r"des |d')(?:la |l')?|la |le |les )?(?:saint[e]?[ -])?[\w'-]+(?:(?:[ -](?:de |du |des |d')(?:la |"
            r"l')?|-)[\w'-]+)?(?:[ -](?:martin|moulin|jaures|hugo|zola|bert|ferry|mermoz|curie|louis|michel|"
            r"gambetta|pasteur|gaulle|clemenceau|thorez|peri|moquet|allende|mandela|brossolette|kennedy|"
            r"leclerc|foch|zay|blum))?(?:,? (?:batiment|bat\.?|escalier|appartement|appart|appt\.?|porte|entree|bloc) [\w]+)*)"
        ),
        check=lambda x: (
            not re.search(
                r"(?:^|\s)une? (?:mail|chemin|quai|square|boulevard|sentier|faubourg|lotissement|rond[ -]point)(?!\w)|"
                r"\d+ (?:places|routes|quais|chemins|residences|cites|cours)\b|(?:^|\s)(?:une?|deux|trois) (?:rue|"
                r"place|route|cours|cite|residence|passage|villa|montee|chemin)",
                x,
            )
        ),
    ),
    Rule(
        id="postcode",
        kind="postcode",
        pattern=words(
            r"(?:code[ -]postal|cp|dans le|departement)\W+(?:c'est )?(?P<x>(?:0[1-9]|[1-8]\d|"
            r"9[0-8])\d{3}(?!\d))"
        ),
    ),
    Rule(
        id="postcode_town",
        kind="postcode",
        pattern=re.compile(
            r"(?<![\d.,/-])(?P<x>(?:0[1-9]|[1-8]\d|9[0-8])\d{3})(?= (?!euros|balles|francs|personnes|"
            r"habitants|fois|heures|km|ans|metres|kilos|mots|pas |de |a |et )[a-z]{3,})"
        ),
        sure=False,
    ),
    Rule(
        id="department_number",
        kind="place",
        pattern=words(
            r"(?:dans|du) (?:le )?(?P<x>(?:neuf[ -](?:trois|quatre|deux|un|cinq)|9[1-5]|78|77|13|59|"
            r"69)(?= (?:c'|on|j'|et|mais|la|y)|[,.;]|$))"
        ),
        sure=False,
    ),
)

_DATED: tuple[Rule, ...] = (
    Rule(id="birth_year", kind="date", pattern=words(rf"nee?s? en (?P<x>(?:{_MONTH} )?{_YEAR})")),
    Rule(id="full_date", kind="date", pattern=words(rf"(?P<x>{_DAY} {_MONTH},? (?:en |de l'annee )?{_YEAR})(?!\w)")),
    Rule(
        id="day_date",
        kind="date",
        pattern=words(rf"(?:le |un |du |au |depuis le |nee? le )(?P<x>{_DAY} {_MONTH})(?!\w)"),
        check=_no_holiday,
    ),
    Rule(
        id="month_date",
        kind="date",
        pattern=words(
            rf"(?P<x>{_MONTH} (?:(?:19|20)\d\d|deux[ -]mille|mille[ -]neuf|dix[ -]neuf)(?:[ -](?:{NUMBER_FR}|cents?))*)(?!\w)"
        ),
        sure=False,
    ),
    Rule(
        id="age",
        kind="age",
        pattern=words(
            r"(?:j'ai|j'avais|j'aurai|t'as|tu as|avez|(?:il|elle|on|qui|fille|fils|lui|maintenant) (?:a|avait|"
            r"aura|aurait|ayant|n'a(?:vait)? (?:que|pas))|ils ont|elles ont|ils avaient|elles avaient|"
            r"agee?s? de|a l'age de)(?: (?:que|eu|deja|maintenant|presque|quoi|environ|bientot|euh|a peu pres|"
            rf"(?:tout )?juste|a peine|tout au plus|seulement|peut-etre|toujours|encore))?,? "
            rf"(?P<x>{_AGE}(?: (?:et|ou|a) {_AGE})? (?:ans?|"
            rf"mois|piges|balais))(?!\w){_NOT_LONG}"
        ),
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            r"(?<!y\x20)(?:(?:a|de|des|vers|avant) (?:mes |ses |tes |l'age de )?|depuis (?:mes |ses |tes |l'age de ))"
            r"(?P<x>(?:1\d|[2-9]\d|"
            rf"{NUMBER_FR}) (?:ans|piges|balais))(?= ?(?:[,.;!?]|$|j'|je |on |il |elle |tu |avec ma|t'|moi |deja|et |a peine))"
        ),
        sure=False,
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            rf"(?<!y\x20)(?<!\d\x20)(?<!condamne\x20)(?<!condamnee\x20)a (?P<x>{_AGE} (?:ans|piges|balais))(?!\w)"
            r"(?! ?(?:d'|de |pres|ferme|maximum|chez ))"
        ),
        sure=False,
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            rf"(?:ai|as|a|avais|avait|ont|avaient) (?P<x>{_AGE} (?:ans|piges|balais))(?= (?:passes|revolus|bien \w+es)"
            r"(?! (?:a|au|aux|en|dans|chez|avec|la|sur) )(?!\w))",
        ),
        sure=False,
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            r"(?:ans|piges|balais),? (?:(?:euh|enfin|et|ou|bon|non),? )*(?:presque|bientot|meme pas|pas encore|a peine|plutot) "
            rf"(?P<x>{_AGE})(?= ?(?:[,.;!?]|$|quand |je |j'|a l'epoque))",
        ),
        sure=False,
    ),
    Rule(
        id="age_beside",
        kind="age",
        pattern=words(
            rf"(?<=,\x20)(?P<x>{_AGE} (?:(?:ans )?et {_AGE} )?(?:ans|piges|balais))"
            r"(?= ?[,.;!?)]|$| (?:peut-etre|environ|a peu pres|je (?:crois|dirais|pense)|quoi|hein)(?!\w))"
        ),
        sure=False,
    ),
    Rule(
        id="age_of",
        kind="age",
        pattern=words(
            r"(?:(?:mes|ses|tes|leurs) |(?:petit|gamine?|enfant|fille|fils|garcon|homme|femme|gosse|mec|dame|"
            r"monsieur|bebe) de |(?:ma|mon|sa|son|notre|leur) (?:fille|fils|soeur|frere|niece|neveu|cousine?|aine|ainee|petite?|"
            rf"dernier|derniere) [\w-]+,? )(?P<x>{_AGE} (?:ans|mois|piges|balais))(?!\w){_NOT_LONG}"
        ),
        sure=False,
    ),
)

# One or two letters of a plate, that are no small word: "BV trois cent douze LK".
_LETTERS = (
    r"(?!(?:et|ou|de|en|au|du|la|le|les|il|on|je|tu|ma|sa|ca|se|ce|me|ne|te|y|a|un|si|ni|or|fois|ans|euros)(?!\w))"
    r"[a-z](?: ?[a-z])?"
)
_HUNDREDS = rf"(?:(?:{NUMBER_FR} )?cents?(?: {NUMBER_FR})?|\d{{3}})"
_SIGN = r"(?:underscore|point|tiret(?: du (?:bas|six|huit))?|de la|de|du|des)"

_SPOKEN: tuple[Rule, ...] = (
    Rule(id="nir_said", kind="nir", pattern=SAID_FR, check=is_said_nir),
    Rule(id="number_said", kind="file_number", pattern=SAID_FR, check=is_long, sure=False),
    Rule(id="number_said", kind="file_number", pattern=RUN_FR, check=is_run, sure=False),
    Rule(id="number_said", kind="file_number", pattern=SIGNED_FR, sure=False),
    Rule(id="plate_words", kind="plate", pattern=words(rf"{_LETTERS} {_HUNDREDS} {_LETTERS}(?!\w)"), sure=False),
    Rule(
        id="pseudonym",
        kind="handle",
        pattern=words(
            r"(?:insta\w*|snap\w*|facebook|fb|tiktok|twitter|twitch|discord|telegram|pseudo|messenger)\W+"
            r"(?:(?:je suis|c'est|moi|mon|pseudo|aussi|sous|le|nom) ?,? ?:?){1,4}(?P<x>(?=[\w.-]*[\d_.-])[a-z0-9][\w.-]*\w)"
        ),
    ),
    Rule(id="phone_said", kind="phone", pattern=SAID_FR, check=is_said_phone_fr),
    Rule(
        id="email_said",
        kind="email",
        pattern=words(
            r"(?P<x>[\w'-]{1,40}(?: ?(?:\.|point|tiret(?: du (?:bas|six|huit))?|"
            r"underscore) ?[\w'-]{1,40}){0,6}(?: \d{1,4}){0,3} (?:arobase|arrobase|arobas|at) [\w-]{1,40}(?: ?(?:\.|point|"
            r"tiret) ?[\w-]{1,40}){0,4}(?:\.| point )(?:com|fr|org|net|eu|be|ch|io))(?!\w)"
        ),
    ),
    Rule(
        id="handle_said",
        kind="handle",
        pattern=words(
            rf"(?P<x>(?:arobase|arobas|arrobase) [\w.-]{{3,}}(?: (?:{_SIGN} [\w-]+|[\w-]*\d[\w-]*|underscore\w+))*)(?!\w)"
        ),
    ),
    Rule(
        id="url_said",
        kind="url",
        pattern=words(
            r"(?P<x>(?:www|trois w|triple w)(?: point | ?\. ?)(?:[\w-]+ ){1,6}(?:point )(?:com|fr|org|net|eu|be|ch|info))(?!\w)"
        ),
    ),
    Rule(
        id="file_number",
        kind="file_number",
        pattern=words(
            r"(?:numero (?:de |d'|du )(?:dossier|ecrou|allocataire|matricule|adherent|client|contrat|procedure|"
            r"beneficiaire|passeport)|matricule|ecrou),? (?:(?:c'est|c'etait|est|etait|le|:|,) ?){0,3}"
            r"(?P<x>\d{1,6}(?:[ ./-]\d{1,6}){1,6}(?:[ ]?[b-xz](?!'))?)(?!\w)",
        ),
    ),
    Rule(
        id="file_number",
        kind="file_number",
        pattern=words(
            r"(?:dossier|identifiants?|references?|reference|matricule|rpps|adeli|finess|ecrou|ipp|numero|n°|no|allocataire|"
            r"adherente?|beneficiaire|parquet|procedure|passeport|permis|carte(?: \w+)?|agdref|"
            r"titre de sejour|recepisse|client|"
            r"contrat)(?:[ :,°'’]+\w+){0,5}?[ :,°'’]+(?P<x>(?=[a-z0-9/._-]*\d[a-z0-9/._ -]*\d[a-z0-9/._ "
            r"-]*\d[a-z0-9/._ -]*\d)(?:[a-z]{1,4}[/._ -]?)?\d(?:[a-z0-9/._-]*[a-z0-9])?(?:[ ]\d+)*(?:[ ]?[b-xz](?!'))?)(?![\w/])"
            r"(?! (?:euros?|francs?|balles|personnes|habitants|heures|jours|mois|ans|fois|km|kilos|metres)(?!\w))",
        ),
        check=lambda x: (
            len(re.findall(r"\d", x)) > 3  # noqa: PLR2004
            and not re.fullmatch(r"(?:19|20)\d\d|0[1-9](?:[ .]?\d\d){4}", x)
        ),
    ),
)

FIGURES_FR = _ADDRESSED + _DATED + _SPOKEN
