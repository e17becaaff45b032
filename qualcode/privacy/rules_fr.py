"""French: how people are named, introduced, addressed, placed and dated in speech. Patterns are without accents."""

import re

from qualcode.privacy.rules import Language, Rule, following, word_set, words
from qualcode.privacy.spoken import NUMBER_FR, SAID_FR, is_said_phone_fr

_MY = (
    r"(?:(?:mon|ma|mes|ton|ta|tes|son|sa|ses|notre|nos|votre|vos|leurs?|le|la|les|un|une|cette?|du|au|"
    r"aux) |l')"
)
_KIN = (
    r"(?:petite?s? |grande?s? |demi[ -]|vieux |vieille |jeune |premiere? |meilleure? |autre |"
    r"ancien(?:ne)? |ex[ -])?"
    r"(?:(?:beau[x]?|belle|grand|arriere|demi)s?[ -])?"
    r"(?:frere|frangin|soeur|sœur|frangine|fils|fille|garcon|mari|femme|epouse|epoux|copain|copine|"
    r"compagne|compagnon|conjointe?|"
    r"fiancee?|concubine?|ex|pere|mere|parents?|oncle|tonton|tante|tata|tatie|cousine?|neveu|niece|"
    r"parrain|marraine|filleule?|mamie|"
    r"papi|papy|meme|pepe|gamine?|gosse|mome|petit|petite|bebe|ainee?|cadette?|benjamine?|jumelle|"
    r"jumeau|pote|amie?|amant|maitresse|"
    r"mec|meuf|nana|jules|voisine?|colocataire|coloc|codetenue?|compatriote|camarade|collegue|"
    r"patronne?|chef|cheffe|responsable|boss|"
    r"directeur|directrice|dirlo|gerante?|president|presidente|secretaire|stagiaire|benevole|"
    r"pair[ -]aidante?|mediatrice?|mediateur)s?"
)
_ROLE = (
    r"(?:medecins?|docteure?s?|psy|psychiatre|psychologue|addicto(?:logue)?|infirmiere?|"
    r"aide[ -]soignante?|kine|dentiste|generaliste|"
    r"gyneco(?:logue)?|chirurgienn?e?|sage[ -]femme|pharmacienn?e?|orthophoniste|ergo(?:therapeute)?|"
    r"educ|educateur|educatrice|"
    r"referente?|assistante? sociale?|assistante? maternelle|travailleur social|travailleuse sociale|"
    r"conseillere?|curateur|curatrice|"
    r"tuteur|tutrice|juge|avocate?|procureure?|greffiere?|surveillante?|gardienn?e?|maton|matonne|"
    r"cpip|moniteur|monitrice|encadrante?|"
    r"animateur|animatrice|formateur|formatrice|prof|professeure?|instit|maitresse|institutrice|"
    r"instituteur|cadre|coordinateur|"
    r"coordinatrice|interprete|traductrice|traducteur|imam|pretre|cure|pasteur|rabbin|maire|adjointe?|"
    r"commercant|boulangere?|"
    r"epicier|epiciere|proprio|proprietaire|bailleur|logeur|logeuse|concierge|nounou|dealer|dealeur|"
    r"fournisseur|livreur|chauffeur|"
    r"agent|flic|brigadier|gendarme|adjudant|capitaine|commandant|lieutenant|inspecteur|inspectrice|"
    r"vigile|gars|type|monsieur|dame|"
    r"fille|garcon|jeune|gamin|gamine|petit|petite|certain|certaine)s?"
)
_CALLED = (
    r"(?:m'|t'|s'|nous |vous |l'|les |se |me |te )?(?:appel(?:le|les|lent|ait|ais|aient|er|lera|"
    r"aient)|prenomm(?:e|es|ent|ait|ais)|"
    r"nomm(?:e|es|ent|ait|ais)|surnomm(?:e|es|ent|ait|ais|aient))"
)
_TITLE = (
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mme|mmes|mlle|m\.|mr\.?|docteure?|docteresse|dr\.?|"
    r"professeure?|pr\.|me\.)"
)
_CALLED_AS = (
    r"(?:maitre|soeur|sœur|frere|abbe|don|pere|mere|commandant|capitaine|lieutenant|adjudant|brigadier|major|tonton|tata|"
    r"tatie|tante|oncle|mamie|mami|mamy|papi|papy|meme|pepe|cousin|cousine|dda|lalla|sidi|hadj|cheikh|imam)"
)
_CARE = (
    r"(?:chu|chru|chr|chs|ch|ghu|gh|ehpad|csapa|caarud|cmp|cmpp|cattp|hdj|chrs|cada|huda|esat|ime|"
    r"itep|mecs|impro|savs|samsah|mjc|ccas|"
    r"cpam|caf|mdph|spip|cap[ -]emploi|pole[ -]emploi|france[ -]travail|mission[ -]locale|"
    r"hopital(?: de jour)?|hopitaux|hosto|clinique|"
    r"polyclinique|urgences|maternite|centre (?:penitentiaire|hospitalier(?: (?:universitaire|"
    r"specialise|regional))?|social|de detention|"
    r"d'hebergement|d'accueil|de soins|de post[ -]?cure|de cure|medico[ -]psychologique|de sante|"
    r"de formation|aere|equestre|"
    r"culturel|psychotherapique|maternel)|maison (?:d'arret|centrale|de quartier|de sante|de retraite|"
    r"des associations|des adolescents)|"
    r"centrale|prison|foyer(?: (?:de vie|logement|sonacotra|d'urgence))?|residence|pension de famille|"
    r"auberge|hotel|lycee(?: pro\w*)?|college|ecole"
    r"(?: (?:primaire|maternelle))?|universite|fac|iut|ifsi|irts|creche|association|asso|fondation|"
    r"collectif|cooperative|entreprise|"
    r"societe|groupe|agence|cabinet|etude|imprimerie|usine|garage|restaurant|resto|bar|cafe|brasserie|"
    r"pizzeria|boulangerie|pharmacie|"
    r"librairie|supermarche|ferme|domaine|atelier|atelier d'insertion|chantier d'insertion|"
    r"tribunal(?: (?:judiciaire|de grande "
    r"instance|pour enfants|correctionnel))?|cour d'appel|commissariat|gendarmerie|mairie|paroisse|"
    r"eglise|mosquee|synagogue|temple|"
    r"communaute|club|theatre|cinema|stade|ressourcerie|recyclerie|epicerie sociale|croix[ -]rouge|"
    r"secours (?:populaire|catholique)|"
    r"restos du c(?:oe|œ)ur|emmaus|samu social|armee du salut|aides|unafam|gem|"
    r"groupe d'entraide mutuelle|equipe mobile|service)"
)
_OF = r"(?:(?:de |du |des |d')(?:la |l'|les )?)?"
_QUARTER = (
    r"(?:quartiers?|cites?|citee|zup|banlieue|barres?|tours?|lotissement|hameau|village|bourg|"
    r"lieu[ -]?dit|ville|commune|faubourg|bled)"
)
_LIVES = (
    r"(?:habit\w+|log(?:e|es|ent|eais|eait|eaient)|viv(?:ais|ait|aient|re|ent|ons)|vis|vit|vecu|"
    r"(?<!je\x20)suis nee?|nee?s?|grandi|arrivee?s?|installee?s?|"
    r"demenagee?s?|demenage|partie?s?|retournee?s?|venue?s?|viens|vient|venait|rentree?s?|montee?s?|"
    r"descendue?s?|hospitalisee?s?|"
    r"incarceree?s?|transferee?s?|suivie?s?|scolarisee?s?|hebergee?s?|relogee?s?|mutee?s?|enterree?s?|"
    r"mariee?s?|originaire|etudie|"
    r"travaill\w+|boss\w+|taff\w+|reste|restee?s?|passee?s?|muter|rencontree?s?)"
)
_MONTH = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_DAY = rf"(?:1er|premier|[12]\d|3[01]|0?[1-9]|{NUMBER_FR})"
_YEAR = (
    rf"(?:(?:19|20)\d\d|deux[ -]mille(?:[ -](?:et )?{NUMBER_FR})?|(?:mille[ -]neuf[ -]cents?|"
    rf"dix[ -]neuf[ -]cents?)(?:[ -]{NUMBER_FR})?|'?\d\d(?= |$|[.,])|(?:(?:quarante|cinquante|soixante|"
    rf"quatre[ -]vingt)\b(?:[ -]{NUMBER_FR})?))"
)
_AGE = rf"(?:\d{{1,3}}|{NUMBER_FR})"
_NOT_LONG = (
    r"(?! ?(?:de (?!la tete)|d'(?!un (?:coup|seul))|que |qu'|apres|plus tard|avant|ferme|dans |"
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


_INTRODUCED: tuple[Rule, ...] = (
    Rule(
        id="introduced",
        kind="person",
        reach="name",
        pattern=words(
            rf"{_CALLED},? (?:(?:comme ca|donc|euh|toujours|aussi|encore|moi|lui|elle),? )*(?:m\. |monsieur |"
            r"madame |mme )?\w"
        ),
    ),
    Rule(
        id="introduced",
        kind="person",
        reach="name",
        pattern=words(
            r"(?:(?:pre)?nom|surnom|nom de famille|blase|pseudo|nom de jeune fille),? (?:c'est|c'etait|est|"
            r"etait|c'|:)(?: pas)? ?,? ?\w",
            r"(?:dit|dite|alias|surnomme\w*|prenomme\w*|nommee?|nommes|denommee?|appelee?|baptisee?) \w",
            r"(?:un|une) (?:certain|certaine|denommee?|nommee?) \w",
            r"(?:je suis|ici c'est|c'est) (?:monsieur|madame|mme|m\.|le docteur|la docteure) \w",
        ),
    ),
    Rule(
        id="introduced_self",
        kind="person",
        reach="name",
        sure=False,
        pattern=words(
            r"(?:moi,? c'est|moi,? je suis|alors moi,?|donc moi,?|et lui,? c'est|et elle,? c'est|lui,? c'est|"
            r"elle,? c'est|c'etait|c'est|c'etaient|y a|il y a|y avait|avec|chez|dit a|demande a|parle a|"
            r"parler a|parle de|rencontre|connu|appele|croise|revu) \w"
        ),
    ),
    Rule(id="title", kind="person", reach="name", pattern=words(rf"{_TITLE} \w")),
    Rule(id="kin", kind="person", reach="name", pattern=words(rf"{_CALLED_AS} \w")),
    Rule(
        id="kin",
        kind="person",
        reach="name",
        pattern=words(rf"{_MY}{_KIN},? (?:(?:c'est|c'etait|donc|euh|qui|il|elle|s'appelle|s'appelait) ){{0,3}}\w"),
    ),
    Rule(
        id="role",
        kind="person",
        reach="name",
        pattern=words(rf"{_MY}(?:\w+ )?{_ROLE},? (?:(?:c'est|c'etait|de \w+|du \w+) )?,?\w"),
    ),
    Rule(
        id="initial",
        kind="initials",
        pattern=words(
            r"(?:monsieur|madame|mademoiselle|mme|mlle|m\.|mr|docteure?|dr|professeur|"
            r"maitre) (?P<x>[a-z](?:\.(?: ?[a-z]\.)*|(?=[ ,;:!?)]|$)(?! ?')))"
        ),
        check=lambda x: x not in {"a", "y", "c", "l", "d", "j"},
    ),
    Rule(
        id="initials",
        kind="initials",
        pattern=re.compile(r"(?<![\w.])[a-z]\.[ ]?(?:[a-z]\.)(?:[ ]?[a-z]\.)?(?!\w)"),
        check=lambda x: (
            re.sub(r"\W", "", x)
            not in {
                "pe",
                "cv",
                "tv",
                "qi",
                "pc",
                "od",
                "rh",
                "gb",
                "nb",
                "av",
                "jc",
                "ac",
                "eg",
                "ie",
                "pm",
                "am",
                "hs",
                "ps",
                "bd",
            }
        ),
    ),
)

_PLACED: tuple[Rule, ...] = (
    Rule(
        id="lives",
        kind="place",
        reach="place",
        pattern=words(
            rf"{_LIVES}(?: \w+)? (?:(?:a|a cote de|pres de|vers|sur|dans|en|au|aux|du|des|de|du cote de|"
            r"pas loin de) |d'|pres d')(?:la |l'|le |les )?\w"
        ),
    ),
    Rule(
        id="quarter",
        kind="place",
        reach="place",
        pattern=words(rf"{_QUARTER} (?:(?:qui s'appel\w+|de|du|des) |d')?(?:la |l'|les |le )?\w"),
    ),
    Rule(id="organisation", kind="organisation", reach="organisation", pattern=words(rf"{_CARE} {_OF}(?:\w)")),
    Rule(
        id="employer",
        kind="organisation",
        reach="organisation",
        pattern=words(
            r"(?:chez|bosse (?:pour|a)|travaille (?:pour|a)|travaillais (?:pour|a)|bossais (?:pour|a)|"
            r"embauchee? (?:par|a|chez)|vire\w* de|licencie\w* (?:de|par)|interim (?:chez|pour)) \w"
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
            r"leclerc|foch|zay|blum))?)"
        ),
        check=lambda x: (
            not re.search(
                r"\d+ (?:places|routes|quais|chemins|residences|cites|cours)\b|(?:^|\s)(?:une?|deux|trois) (?:rue|"
                r"place|route|cours|cite|residence|passage|villa|montee|chemin)",
                x,
            )
        ),
    ),
    Rule(
        id="street",
        kind="address",
        reach="place",
        sure=False,
        pattern=words(
            r"(?:rue|avenue|boulevard|impasse|allees?|quai|chemin|ruelle) (?:(?:de |du |des |d')(?:la |l')?)?\w"
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
    Rule(id="full_date", kind="date", pattern=words(rf"(?P<x>{_DAY} {_MONTH} {_YEAR})(?!\w)")),
    Rule(
        id="day_date",
        kind="date",
        pattern=words(rf"(?:le |du |au |depuis le |nee? le )(?P<x>{_DAY} {_MONTH})(?!\w)"),
        check=_no_holiday,
    ),
    Rule(id="month_date", kind="date", pattern=words(rf"(?P<x>{_MONTH} (?:19|20)\d\d)(?!\w)"), sure=False),
    Rule(
        id="age",
        kind="age",
        pattern=words(
            r"(?:j'ai|j'avais|j'aurai|t'as|tu as|avez|(?:il|elle|on|qui|fille|fils|lui|maintenant) (?:a|avait|"
            r"aura|aurait|ayant|n'a(?:vait)? (?:que|pas))|ils ont|elles ont|ils avaient|elles avaient|"
            r"agee?s? de|a l'age de)(?: (?:que|eu|deja|maintenant|presque|quoi|environ|bientot|euh|a peu pres|"
            rf"juste|seulement|peut-etre|toujours|encore))?,? (?P<x>{_AGE}(?: (?:et|ou|a) {_AGE})? (?:ans?|"
            rf"mois|piges|balais))(?!\w){_NOT_LONG}"
        ),
    ),
    Rule(
        id="age_then",
        kind="age",
        pattern=words(
            r"(?:a|de|des|vers|avant|depuis) (?:mes |ses |tes |l'age de )?(?P<x>(?:1\d|[2-9]\d|"
            rf"{NUMBER_FR}) (?:ans|piges|balais))(?= ?(?:[,.;!?]|$|j'|je |on |il |elle |tu |avec ma|t'|moi ))"
        ),
        sure=False,
    ),
    Rule(
        id="age_beside",
        kind="age",
        pattern=words(rf"(?<=,\x20)(?P<x>{_AGE} (?:et {_AGE} )?(?:ans|piges|balais))(?= ?[,.;!?)]|$)"),
        sure=False,
    ),
    Rule(
        id="age_of",
        kind="age",
        pattern=words(
            r"(?:(?:mes|ses|tes|leurs) |(?:petit|gamine?|enfant|fille|fils|garcon|homme|femme|gosse|mec|dame|"
            rf"monsieur|bebe) de )(?P<x>{_AGE} (?:ans|mois|piges|balais))(?!\w){_NOT_LONG}"
        ),
        sure=False,
    ),
)

_SPOKEN: tuple[Rule, ...] = (
    Rule(id="phone_said", kind="phone", pattern=SAID_FR, check=is_said_phone_fr),
    Rule(
        id="email_said",
        kind="email",
        pattern=words(
            r"(?P<x>[\w'-]+(?: ?(?:\.|point|tiret(?: du (?:bas|six|huit))?|"
            r"underscore) ?[\w'-]+)*(?: \d{1,4})* (?:arobase|arrobase|arobas|at) [\w-]+(?: ?(?:\.|point|"
            r"tiret) ?[\w-]+)*(?:\.| point )(?:com|fr|org|net|eu|be|ch|io))(?!\w)"
        ),
    ),
    Rule(
        id="url_said",
        kind="url",
        pattern=words(
            r"(?P<x>(?:www|trois w|triple w)(?: point | ?\. ?)[\w-]+(?: (?:tiret|"
            r"point) [\w-]+)*(?: point )(?:com|fr|org|net))"
        ),
    ),
    Rule(
        id="file_number",
        kind="file_number",
        pattern=words(
            r"(?:dossier|references?|reference|matricule|rpps|adeli|finess|ecrou|ipp|numero|n°|no|allocataire|"
            r"adherente?|beneficiaire|parquet|procedure|passeport|permis|carte(?: \w+)?|agdref|"
            r"titre de sejour|recepisse|client|"
            r"contrat)(?:[ :,°]+(?:\w+['’ ]){0,5}?)(?P<x>(?=[a-z0-9/._-]*\d[a-z0-9/._ -]*\d[a-z0-9/._ "
            r"-]*\d[a-z0-9/._ -]*\d)(?:[a-z]{1,4}[/._ -]?)?\d[a-z0-9/._-]*(?:[ ]\d+)*[a-z]?)(?![\w/])"
        ),
        check=lambda x: not re.fullmatch(r"(?:19|20)\d\d|0[1-9](?:[ .]?\d\d){4}", x),
    ),
)

FRENCH = Language(
    rules=_INTRODUCED + _PLACED + _DATED + _SPOKEN,
    particles=word_set(
        "de du des la le les d l da do dos das e van von der den ter ben bin bint ibn el al ould ait di "
        "del della della y mac o n m saint"
    ),
    stop=word_set(
        """jusqu lorsqu puisqu quoiqu presqu aujourd quelqu
        je tu il elle on nous vous ils elles me te se le la les lui leur y en un une des du de d l m t s n j c qu au aux
        a à et ou mais donc or ni car que qui quoi dont où si ne pas plus jamais rien tout tous toute toutes ce cet
        cette ces ça ca cela mon ma mes ton ta tes son sa ses notre nos votre vos leurs moi toi soi eux est es suis sont
        etait etais ai as a ont avait avais avez avons etes sommes ete etre avoir fait fais faire dit dis dire va vais
        vas vont aller peut peux veut veux sais sait faut oui non ouais ben bah bon bien mal tres trop peu alors enfin
        puis quand comme comment pourquoi parce pour par sur sous dans avec sans chez vers entre contre depuis pendant
        avant apres aussi encore deja toujours souvent parfois ici la-bas voila hein euh bref quoi super genre ok merci
        bonjour salut bonsoir pardon ah oh eh hum mouais franchement vraiment justement exactement voyez voyons ecoute
        ecoutez tiens regarde attends allez allo docteur monsieur madame mademoiselle maitre mme mlle docteure
        professeur papa maman mamie papi tonton tata gars mec type truc machin chose gens monde vie jour nuit soir matin
        fois temps peur envie mort mere pere autre meme petit petite grand grande vieux vieille jeune seul seule premier
        premiere dernier derniere nouveau nouvelle certain certaine ici-bas etc vu venu parti arrive reste comment
        bonjour president juge directeur directrice secretaire maire prefet ministre deux trois quatre cinq six sept
        huit neuf dix cent mille svp stp cher chere meuf juste pareil clair sympa gentil gentille content contente
        malade enceinte fatigue fatiguee grave cool nul nulle super top hyper archi sinon ensuite ainsi apparemment
        normalement heureusement malheureusement forcement evidemment finalement evidement quelqu quelque aucun aucune
        chaque plusieurs beaucoup
""",
    ),
    not_after=word_set(
        "un une des ces quelques plusieurs cet cette chaque de aucune aucun deux trois quatre cinq "
        "premiere premier belle beau jolie vieille grosse bonne eau"
    ),
    counted=word_set("un une des les ces aux quelques plusieurs deux trois"),
    qualities=word_set(
        """
        aimee aime desire desiree clair claire juste constant constance modeste prudent innocent divine parfait blanche brune romaine philippine argentine vital franc just candide placide romain martial germain honore chretien laid manuel franco sauveur prince reine ange junior saint sainte don prudence harmonie come luce even can
        """
    ),
    before_name=words(
        r"(?:avec|chez|dit a|demande a|parle a|parler a|parle de|ecoute|ecoutez|merci|bonjour|salut|"
        r"bonsoir|appele|rencontre|connu|connais|vu|revu|croise|c'est|c'etait|appelait|appelle|et puis|ni|"
        r"entre|grace a|comme|pour|sauf|pas) $"
    ),
    before_place=words(
        r"(?:a|vers|sur|pres de|cote de|de|d'|pour|jusqu'a|entre|dans|ville de|loin de|au|aux|en|du|des|"
        r"depuis|dans le|chez les gens de) ?$"
    ),
    after_name=following(
        r",? ?(?:(?:il|elle|lui|ils|elles),? (?:a|est|m'|me|s'|se|nous|etait|avait|fait|faisait|dit|"
        r"disait|elle|il|vient|venait|travaille|y|l'|en|aussi|pareil|sait|veut|parle|pense|habite)|m'a|"
        r"m'avait|me dit|me disait|me fait|m'appelle|nous a|lui a|t'a|vous a|a (?:dit|rechute|fait|appele|"
        r"pris|debarque|commence|arrete|voulu|demande)|est (?:parti|venu|mort|arrive|revenu|tombe)|"
        r"etait la|pense que|disait|raconte)"
    ),
)
