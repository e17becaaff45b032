"""French: how people are named, introduced, addressed and placed in speech. Patterns are without accents."""

import re

from qualcode.privacy.figures_fr import FIGURES_FR
from qualcode.privacy.houses_fr import HOUSES_FR
from qualcode.privacy.rules import Language, Rule, following, word_set, words

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
    r"vigile|gars|type|monsieur|dame|contremaitre|tolier|toliere|gerante?|notaire|huissier|depute|senateur|prefet|proviseur|"
    r"principale?|delegue|deleguee|syndic|cpe|pion|pionne|matelot|colonel|sergent|caporal|major|mandataire|"
    r"fille|garcon|jeune|gamin|gamine|petit|petite|certain|certaine)s?"
)
_CALLED = (
    r"(?<!ca\x20)(?<!cela\x20)(?:(?:m'|t'|s'|nous |vous |l'|les |se )appel(?:le|les|lent|ait|ais|aient|er|lera)|"
    r"(?:me |te |se |m'|t'|l')?(?:prenomm|nomm|surnomm)(?:e|es|ent|ait|ais|aient))"
)
_TITLE = (
    r"(?:monsieur|madame|mademoiselle|messieurs|mesdames|mme|mmes|mlle|m\.|mr\.?|docteure?|docteresse|dr\.?|"
    r"professeure?|pr\.|me\.)"
)
_CALLED_AS = (
    r"(?:maitre|soeur|sœur|frere|abbe|don|pere|mere|commandant|capitaine|lieutenant|adjudant|brigadier|major|tonton|tata|"
    r"tatie|tante|oncle|mamie|mami|mamy|papi|papy|meme|pepe|cousin|cousine|dda|lalla|sidi|hadj|cheikh|imam)"
)
_QUARTER = (
    r"(?:quartiers?|cites?|citee|zup|banlieue|barres?|lotissement|hameau|village|bourg|"
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

_INTRODUCED: tuple[Rule, ...] = (
    Rule(
        id="introduced",
        kind="person",
        reach="name",
        pattern=words(
            rf"{_CALLED},? (?:(?:comme ca|donc|euh|toujours|aussi|encore|moi|lui|elle|en plus|en fait|du coup|"
            r"je crois|d'ailleurs),? )*(?:m\. |monsieur |"
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
            r"(?:alias|surnomme\w*|prenomme\w*|nommee?|nommes|denommee?|baptisee?) \w",
            r"(?:un|une) (?:certain|certaine|denommee?|nommee?) \w",
            r"(?:je suis|ici c'est|c'est) (?:monsieur|madame|mme|m\.|le docteur|la docteure) \w",
        ),
    ),
    Rule(
        id="nickname",
        kind="person",
        reach="name",
        pattern=words(
            r"(?:surnomm\w+|on (?:l'|m'|t')appelait|tout le monde (?:l'|m')appel\w+|"
            r"qu'on appelait|surnom,? c'etait) (?:le |la |l')?\w"
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
        id="kin",
        kind="person",
        reach="name",
        pattern=words(
            r"(?:la famille|(?:les|des|aux) (?:deux )?(?:freres|soeurs|filles|fils|epoux|cousins)|le couple|le clan) \w"
        ),
    ),
    Rule(
        id="family",
        kind="person",
        reach="name",
        sure=False,
        pattern=words(
            r"(?:chez les|la famille|(?:les|des|aux) (?:deux )?(?:freres|soeurs|epoux|cousins)|le couple|le clan|"
            r"(?:le|la|du|au) (?:pere|mere)|(?:le|du|au) (?:fils|grand)) \w"
        ),
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
        pattern=re.compile(r"(?<![\w.])[a-z]\.[ -]{0,2}(?:[a-z]\.)(?:[ -]{0,2}[a-z]\.)?(?!\w)"),
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
            r"pas loin de) |d'|pres d')(?:la |l'|le |les )?\w",
            r"(?:suis|est|etais|etait|sont|es|maintenant|aussi) sur \w",
        ),
    ),
    Rule(
        id="born",
        kind="place",
        reach="place",
        pattern=words(r"nee?s? (?:(?:le|un|en)(?: [\w-]+){1,7}? )?a (?:la |l'|le |les )?\w"),
    ),
    Rule(
        id="quarter",
        kind="place",
        reach="place",
        pattern=words(rf"{_QUARTER} (?:(?:qui s'appel\w+|de|du|des) |d')?(?:la |l'|les |le )?\w"),
    ),
    Rule(
        id="square",
        kind="address",
        reach="place",
        sure=False,
        pattern=words(
            r"(?:place|cours|square|esplanade|faubourg|rond[ -]point|porte|gare) (?:(?:de |du |des |d')(?:la |l')?)?\w"
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
)

FRENCH = Language(
    rules=_INTRODUCED + _PLACED + HOUSES_FR + FIGURES_FR,
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
        chaque plusieurs beaucoup personne chacun chacune ceux celui celle celles cela ceci quiconque lequel laquelle
        pourtant surtout seulement maintenant demain hier autrement tellement presque cependant
""",
    ),
    not_after=word_set(
        "un une du des ces quelques plusieurs cet cette chaque aucune aucun deux trois quatre cinq "
        "premiere premier belle beau jolie vieille grosse bonne eau"
    ),
    counted=word_set("un une des les ces aux quelques plusieurs deux trois"),
    qualities=word_set(
        """
        aimee aime desire desiree clair claire juste constant constance modeste prudent innocent divine parfait
        blanche brune romaine philippine argentine vital franc just candide placide romain martial germain honore
        noel toussaint jesus france avril mai april may june
        chretien laid manuel franco sauveur prince reine ange junior saint sainte don prudence harmonie come luce even
        can
        """
    ),
    before_name=words(
        r"(?:avec|sans|contre|chez|y a|y avait|presente|voir|cherche|entends|attends|(?:dire|demander|telephone|"
        r"ecrit|pense|confie|confiance|grace|dit|demande|parle|parler) a|parle de|ou est|elle est ou|il est ou|"
        r"m'appelle|surnommait|ecoute|ecoutez|merci|bonjour|salut|bonsoir|appele|rencontre|connu|connais|vu|revu|"
        r"croise|c'est|c'etait|appelait|appelle|et puis|ni|entre|comme|pour|sauf|pas) $"
    ),
    perhaps_before=words(r"(?:petite?|grande?|gros|grosse|vieux|vieille) $"),
    before_place=words(
        r"(?:a|vers|sur|pres de|cote de|de|d'|pour|jusqu'a|entre|dans|ville de|loin de|au|aux|en|du|des|"
        r"depuis|dans le|chez les gens de) ?$"
    ),
    after_name=following(
        rf",? (?:(?:c'est|qui est|c'etait) )?(?:ma|mon|notre) (?:\w+ )?(?:{_KIN}|{_ROLE})(?!\w)|"
        rf", (?:la|le|une?) (?:\w+ )?(?:{_KIN}|{_ROLE})(?!\w)|"
        r", (?:il|elle|ils|elles) |,? ?(?:(?:l'|m'|t'|s')(?:a|ont|avait|est|etait) |"
        r"(?:il|elle|lui|ils|elles),? (?:a|est|m'|me|s'|se|nous|etait|avait|fait|faisait|dit|"
        r"disait|elle|il|vient|venait|travaille|y|l'|en|aussi|pareil|sait|veut|parle|pense|habite)|m'a|"
        r"m'avait|me dit|me disait|me fait|m'appelle|nous a|lui a|t'a|vous a|a (?:dit|rechute|fait|appele|"
        r"pris|debarque|commence|arrete|voulu|demande)|est (?:parti|venu|mort|arrive|revenu|tombe)|"
        r"etait la|pense que|disait|raconte)"
    ),
)
