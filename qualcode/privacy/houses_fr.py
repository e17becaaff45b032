"""French: how institutions, associations and firms are called in speech. Patterns are without accents."""

import re

from qualcode.privacy.rules import Rule, word_set, words

_CARE = (
    r"(?:chu|chru|chr|chs|ch|ghu|gh|ehpad|csapa|caarud|cmp|cmpp|cattp|hdj|chrs|cada|huda|esat|ime|"
    r"itep|mecs|impro|savs|samsah|mjc|ccas|"
    r"udaf|atmp|adapei|apajh|ugecam|epsm|uhsa|smpr|epide|greta|afpa|cfa|cidff|csst|crous|sessad|pjj|ufr|cra|"
    r"cpam|caf|mdph|spip|cap[ -]emploi|pole[ -]emploi|france[ -]travail|mission[ -]locale|"
    r"hopital(?: de jour)?|hopitaux|hosto|clinique|"
    r"polyclinique|urgences|maternite|centre (?:penitentiaire|hospitalier(?: (?:universitaire|"
    r"specialise|regional))?|social|de detention|"
    r"d'hebergement|d'accueil|d'animation|de loisirs|de vacances|de soins|de post[ -]?cure|de cure|"
    r"medico[ -]psychologique|de sante|"
    r"de formation|aere|equestre|"
    r"culturel|psychotherapique|maternel)|maison (?:d'arret|centrale|de quartier|de sante|de retraite|"
    r"des associations|des adolescents|des jeunes|d'accueil|d'enfants|familiale)|"
    r"centrale|prison|foyer(?: (?:de vie|logement|sonacotra|d'urgence))?|residence|pension de famille|"
    r"auberge|hotel|lycee(?: pro\w*)?|college|ecole"
    r"(?: (?:primaire|maternelle|(?:municipale |intercommunale )?de (?:musique|danse|theatre|cirque|dessin|conduite)))?|"
    r"universite|fac|iut|ifsi|irts|creche|association|asso|fondation|"
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
    r"groupe d'entraide mutuelle|equipe mobile|service|"
    r"filature|tannerie|scierie|fonderie|conserverie|laiterie|poterie|menuiserie|gaec|earl|relais(?: routier)?|halte|sauvegarde|"
    r"boxing club|amicale|ligue|union|mutuelle|internat|externat|institut|conservatoire|mediatheque|bibliotheque|auto[ -]ecole|"
    r"camping|dispensaire|fc|as|us|rc|ac|sc)"
)
_SORT = (
    r"(?: (?:psychiatrique|general|generale|public|publique|prive|privee|municipal|municipale|departementale?|regionale?|"
    r"communale?|intercommunale?|universitaire|militaire|agricole|professionnel|technique|hotelier|polyvalent|technologique|"
    r"therapeutique|social|sociale|solidaire|laitiere|viticole|ouvriere|maternelle|primaire|elementaire|centrale|sportif|sportive|culturelle|"
    r"de (?:jour|nuit|l'enfance|quartier|proximite|readaptation|reeducation|convalescence|jeunes travailleurs)))?"
)
# Words of a clause, that no organisation's name has.
_CLAUSE = word_set(
    "je j tu il elle on nous vous ils elles a ai ont est y c qui que qu moi toi lui eux ca avait etait pour avec par dans sur "
    "comme pas plus aussi juste encore toujours vraiment deja plutot exemple plaisir contre hasard mail telephone"
)
# Words before a house's own name that stand before other things too.
_HALL = r"(?:studio|chorale|fanfare|compagnie|troupe|orchestre|ludotheque|gymnase|piscine|centre(?! (?:de |du |d')))"
# What somebody says of a name just given: "Graines de Partage, une asso de Melle".
_BODY = (
    r"(?:asso|association|boite|entreprise|cooperative|coop|ong|fondation|troupe|chorale|clinique|ecole|creche|"
    r"start[ -]?up)"
)
# Towns that have several universities, told apart by numbers.
_NUMBERED = (
    r"(?:(?:paris|lyon|lille|rennes|toulouse|bordeaux|montpellier|grenoble|aix[ -]marseille|nancy|strasbourg|clermont) "
    r"(?:1[0-3]|[1-9]|i{1,3}|iv|v|vi{0,3}|ix|x))"
)
_OF = r"(?:(?:de |du |des |d')(?:la |l'|les )?)?"

HOUSES_FR: tuple[Rule, ...] = (
    Rule(id="organisation", kind="organisation", reach="organisation", pattern=words(rf"{_CARE}{_SORT} {_OF}(?:\w)")),
    Rule(
        id="organisation",
        kind="organisation",
        reach="organisation",
        sure=False,
        pattern=words(rf"{_HALL} {_OF}(?:\w)"),
    ),
    Rule(
        id="organisation_named",
        kind="organisation",
        reach="organisation",
        sure=False,
        pattern=words(
            rf"(?:{_CARE}|{_HALL}|{_BODY}){_SORT},? (?:(?:elle|il|ca|qui) )?(?:s'appel\w+|se nomm\w+) "
            r"(?!madame|monsieur|mme|mlle|mr|m\. |comm)\w"
        ),
    ),
    Rule(
        id="organisation_named",
        kind="organisation",
        sure=False,
        pattern=words(
            r"(?:les (?:gens|benevoles|filles|gars) de |ceux de |chez |avec |par |pour )"
            r"(?P<x>(?!(?:l[ea]s?|une?|[mts](?:on|a|es)|d[eu]s?|qu\w+)(?!\w))"
            r"[\w-]+(?: (?:de |du |des |d'|la |les |et )*[\w-]+){0,3}?),? "
            rf"(?:c'est |qui est )?une (?:petite |grande |grosse )?{_BODY}(?!\w)"
        ),
        check=lambda x: not _CLAUSE & set(re.findall(r"\w+", x)),
    ),
    Rule(
        id="organisation",
        kind="organisation",
        sure=False,
        pattern=words(
            rf"(?P<x>{_NUMBERED})(?!\w)"
            r"(?! ?(?:[-%€]|e |er |eme |ans|mois|jours|heures?|h |fois|euros|personnes|a \d|ou \d|buts?|partout))"
        ),
    ),
    Rule(
        id="employer",
        kind="organisation",
        reach="organisation",
        pattern=words(
            r"(?:chez|bosse (?:pour|a)|travaille (?:pour|a)|travaillais (?:pour|a)|bossais (?:pour|a)|"
            r"embauchee? (?:par|a|chez)|vire\w* de|licencie\w* (?:de|par)|interim (?:chez|pour)) \w"
        ),
    ),
)
