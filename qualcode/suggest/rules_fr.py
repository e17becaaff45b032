"""French: how spoken French reports and denies. "Ne" is often dropped, and guillemets may be missing."""

from qualcode.suggest.rules import Rules, words

_CLITICS = r"(?:(?:me|nous|te|vous|lui|leur|se|y|en|le|la|les|ne) |[mtsln]')*"
_AUX = r"(?:a|ont|avait|avaient|aurait|auraient|ait)"
_BETWEEN = r"(?: (?!pas |jamais |rien |plus )\w+){0,2}? "
_DET = r"(?:(?:le|la|les|un|une|mon|ma|mes|ton|ta|son|sa|leur|leurs|des|ce|cette|ces|notre|nos) |l')"
_NOT_A_NOUN = r"(?!(?:ai|as|avais|suis|étais|je|tu|on|nous|vous|que|qui|fait|faire)\b)"
_WHO = rf"(?:il|elle|ils|elles|qui|lui|eux|(?:on|[çc]a) (?=m'|me |nous )|{_DET}{_NOT_A_NOUN}\w+(?: {_NOT_A_NOUN}\w+)?)"
_SAID = r"(?:dit|redit|répondu|répété|rétorqué|avoué)"
_TOLD = r"(?:demandé|expliqué|raconté|annoncé|prévenu|reproché|confié|assuré|affirmé|juré|crié|écrit|rapporté|promis)"
_TELLING = r"(?:demand|expliqu|racont|annonç|prétend|reproch|affirm|cri|assur|jur|prév?en)(?:ait|aient)"
_TELLS = r"(?:demande|demandent|explique|expliquent|raconte|racontent|annonce|prétend|prétendent|reproche|affirme)"
_HELD = r"(?:pensé|cru|trouvé|estimé|considéré|craint|imaginé|supposé)"
_HOLDING = r"(?:pens|croy|trouv|estim|considér|craign|imagin|suppos|redout)(?:ait|aient)"
_HOLDS = r"(?:pense|pensent|croit|croient|trouve|trouvent|estime|estiment|considère|considèrent|craint|craignent)"
_THROWN = r"(?:sorti|lancé|balancé|glissé|soufflé|fait|lâché|ajouté)"
_THROWING = r"(?:sort|sortait|lance|lançait|balance|balançait|glisse|souffle|fait|faisait|lâche|ajoute)"
_KNOW = r"(?:comprendre|savoir|entendre|remarquer|sentir)"
_QUOTE = r'(?:[^.!?…\n«»"“”]{0,40}?:?\s*[«"“]|\s*:|,? (?:tu|vous|toi|ah|bon|écoute|non mais|c\'est|t\'es|t\'as)\b)'
_WHAT = r'(?:[^.!?…\n«»"“”]{0,45}?(?:[«"“]|:|\b(?:que|si|comme quoi|pourquoi|combien|quand)\b|\bqu\'|\bs\'il))'
_THAT = r"(?: \w+){0,2}?(?: que\b| qu'|,? (?:c'était|c'est|j'étais|j'allais)\b)"

REPORT = words(
    rf"(?P<saying>{_AUX}{_BETWEEN}{_SAID}"
    rf"|(?:disait|disaient|disent|répondait|répondaient|répétait|répétaient|dirait-on)"
    rf"|{_WHO} {_CLITICS}(?:dit|répond|répète|{_TELLS}{_WHAT}|{_THROWING}{_QUOTE})"
    rf"|{_AUX}{_BETWEEN}(?:{_TOLD}{_WHAT}|(?:fait|laissé) {_KNOW}(?: que\b| qu')|{_THROWN}{_QUOTE})"
    r"|(?:arrêt|cess)(?:e|ent|ait|aient) pas de (?:me |nous |m'|se )?(?:dire|répéter|demander|raconter)"
    r"|ce que (?:les gens|les autres|certains|ils|elles) (?:disent|racontent)"
    rf"|(?:me|m'|nous|te|t') ?(?:l'|en )(?:a|ont|avait) (?:raconté|rapporté|expliqué|répété)"
    rf"|{_TELLING}{_WHAT})",
    rf"(?P<stance>{_AUX}{_BETWEEN}{_HELD}{_THAT}|{_HOLDING}{_THAT}|{_WHO} {_CLITICS}{_HOLDS}{_THAT}"
    r"|(?:se demandait|se demandaient|se demande|se demandent)(?: \w+){0,3}? (?:si|s'|ce|comment|pourquoi|à quoi)"
    r"|(?:il|elle|ils|elles|qui) (?:voulait|voulaient|veulent|voudrait) savoir"
    r"|(?:il|elle|ils|elles) (?:voyait|voyaient|prenait|prenaient|vivait|vivaient) (?:ça|cela|la chose) comme"
    r"|(?:avait|avaient|ont|a eu|ont eu) peur (?:que|qu'|pour moi|de me|de m'))",
    r"(?P<hearsay>(?:il |à ce qu'il )?para[îi]t(?:-il| que| qu')|(?:il )?para[îi]traît que"
    r"|à ce qu'on (?:dit|m'a dit)|(?:d'après|selon) (?:lui|eux|elle|elles|ce qu'(?:ils?|elles?|on)|"
    r"l[ea]s? (?:médecins?|"
    r"docteurs?|chefs?|cheffes?|directions?|directeurs?|directrices?|équipes?|collègues?|cadres?|psychologues?)|"
    r"(?:mon|ma|mes|l'|un|une|certains|certaines) ?\w+)"
    r"|à (?:les|l') ?entendre|entendu (?:\w+ ){0,3}?dire|le bruit (?:court|courait)|su par|soi-disant"
    r"|on dit (?:que|qu')|on entend (?:dire|souvent))",
)

NO_REPORT = words(
    r"on (?:ne |n')?(?:se )?(?:l'|le |leur |lui |s')?(?:a|avait|ait|aurait|dit|disait|répond|répondait|"
    r"pensait|trouvait|"
    r"croyait|demandait|avait)(?! que)",
    r"[çc]a (?:ne |n')?(?:me |m'|te |t'|nous |vous |lui |leur |se )?(?:a |avait )?(?:dit|disait|répond|"
    r"fait)(?: rien| quelque)?",
    r"ce qui (?:a|avait) (?:été )?dit",
    r"(?:disait|disaient|disent|dit|répond|répondait|répondaient|dirait) (?:pas|rien|jamais|plus|trop)",
    r"(?:autrement|ceci|cela|soit|bien|ainsi|entre|mal|aussitôt|presque|comme) dit",
    r"(?:dit|disait|disent|disaient) (?:bonjour|bonsoir|merci|au revoir|bravo|salut|bienvenue|à demain)",
    r"(?:d'après|selon) (?:moi|nous|l[ea]s? (?:jours?|cas|moments?|périodes?|endroits?|gens|besoins?|"
    r"semaines?)|l'humeur)",
    r"(?:je|tu|nous|vous) \w+ (?:dit|disait)",
    r"(?:qui|que) disait mieux",
    r"rien (?:qui )?(?:a|avait) dit",
)

OWN_WORDS = words(
    r"(?:je|moi qui) (?:(?:leur|lui|vous|te|le|la|les|me|ne) |[lmtn]')*"
    r"(?:dis|disais|réponds|répondais|demande|demandais|répète|répétais|raconte|explique|racontais|"
    r"expliquais|dirais|fais)",
    r"(?:j'|je (?:(?:leur|lui|vous|te|le|la|les|me|ne) |[lmtn]')+)(?:ai|avais|suis|étais)(?: \w+){0,2}? "
    r"(?:dit|répondu|demandé|écrit|raconté|expliqué|crié|répété|noté|pensé|rédigé|sorti|fait|levé|lancé)",
    r"(?:nous |nous, )?on (?:se )?(?:disait|a dit|avait dit)",
    r"nous (?:avons|avions) (?:dit|répondu)",
)

OWN_STANCE = words(
    r"je (?:ne |me |m')?(?:pense|trouve|crois|crains|considère|estime|demande|disais|dis|sens|sentais|redoute|doute)",
    r"je (?:pensais|trouvais|croyais|craignais|redoutais)",
    r"(?:j'|je n')(?:ai|avais)(?: \w+){0,3}? (?:peur|crainte|craintes|confiance|honte|l'impression)",
    r"(?:à mon avis|selon moi|d'après moi|pour moi|pour ma part|moi,? j(?:e |'))",
)

_HAVE = r"(?:ai|as|a|ont|avons|avez|avais|avait|avaient|fait|faisait|font|suis|est|sont|étais|était|aura|aurai)"

NEGATORS = words(
    r"pas|jamais|rien|aucune?|nulle?|zéro|sans|guère|nullement|aucunement|personne|loin d(?:e |')",
    r"(?:ne |n')(?:\w+(?:'| )){1,4}?plus",
    rf"(?:me |m'|y |nous |j'|on |en |lui |ça |ils? |elles? ){_HAVE}(?: vraiment| franchement| carrément)? plus",
    r"plus (?:jamais|du tout|aucune?|personne|rien)",
)

NOT_NEGATORS = words(
    r"pas mal|pas (?:seulement|uniquement|toujours|sans|moins|exclu|impossible|étonnant|rare|honte|loin)",
    r"pas que (?:la|le|les|des|du|de la|de l'|[çc]a|moi|lui|eux|une question)|pas qu'une?",
    r"pas l[ea] seule?|pas les seule?s",
    r"pas à pas|pourquoi pas|n'est-ce pas|(?:un|premier|petit|faux|au|du|mon|son|grand|chaque|deux|"
    r"trois) pas(?! du tout)",
    r"si jamais|à jamais|jamais deux|plus que jamais|comme jamais",
    r"sans (?:doute|cesse|arrêt|compter|parler|cesser|blague|exagérer|mentir|plus)|non sans",
    r"rien que|pour rien au monde|un rien|de rien|rien d'autre que",
    r"je (?:te|vous) (?:le )?dis pas",
    r"(?:une|la|cette|chaque|quelque|autre|même|seule|première|deuxième|jeune|vieille|bonne|tierce|en|"
    r"toute|belle|ma|sa|ta|"
    r"notre|leur|quelle|grande|drôle de|certaine|telle|tant que|comme) personne",
    r"(?:faut|faudrait|fallait|faudra|falloir) (?:surtout |donc |quand même )?(?:pas|jamais|plus|rien)",
    r"(?:ayez|aie|aies|soyez|sois|hésite|hésitez|hésiter|inquiète|inquiète-toi|inquiétez|inquiétez-vous|"
    r"inquiétez vous) pas",
    r"ne (?:pas|jamais) (?:hésiter|s'inquiéter|avoir peur)",
    r"(?:dois|devez|doit|devrais|devrait|devons|doivent) (?:pas|jamais|plus)",
    r"(?:sais|savais|sait|savait|savaient|savent|savez|comprends|comprend|vois|voit|voyais|voyait)(?: \w+)? pas",
    r"(?:cache|cachais|cachait|cachent|cacher|nie|nier|niait|ose|osais|osait|osaient|osent|oublie|oublier|oubliais) "
    r"(?:pas|jamais|plus)",
    r"(?:pas|jamais|plus|rien) (?:vraiment |pu |réussi à |voulu |su )?(?:su|osé|caché|nié|oublié|compris|"
    r"cessé|arrêté|perdu|"
    r"oser|cacher|nier|cesser|arrêter|oublier|m'empêcher|empêcher|vaincu|surmonté)",
    r"(?:peux|pouvais|peut|pouvait) pas (?:m'empêcher|s'empêcher|ne pas)",
    r"plus (?:peur|inquiete?|inquiète?s?|inquiets?|angoissée?s?|méfiante?s?|stressée?s?) (?:\w+ )?"
    r"(?:que|qu') ?(?:lui|eux|elles|toi|moi|avant|jamais|d'habitude|les autres|mes collègues|n'importe|autre chose)",
    r"plus (?:souvent|vite|facilement|tôt|tard|fort|longtemps|loin|ou moins|près|en plus)",
)

WORRY = words(
    r"peurs?|craintes?|crains|craint|craign\w+|craindre|inqui[éeè]t\w*|angoiss\w*|trouilles?|frayeurs?|"
    r"frousse|flipp\w*",
    r"appréhen\w*|anxi\w*|danger\w*|risqu\w*|redout\w*|méfi\w*|stress\w*|dout(?:es?|é|er|ais|ait|aient)|réticen\w*",
    r"effray\w*|paniqu\w*|contre(?= (?:lui|elle|eux|toi|moi|vous|l'idée|le principe|les pairs|ça|qu'))|"
    r"contre(?=\s*(?:[.,]|$))",
    r"opposée?s?|hostiles?|méfiance|menac\w*|la place de",
)

WORRY_VERB = words(
    r"(?:crains|craint|craignais|craignait|craignaient|inquiète|inquiètent|inquiétais|inquiétait|angoisse|"
    r"angoissais|flippe|"
    r"flippais|flippait|redoute|redoutais|risque|risquais|risquent|méfie|méfiais|méfient|méfiaient|"
    r"stresse|stressais|doute|"
    r"doutais|doutait|panique|paniquais|prends la place|prend la place)"
)

AFTER = words(
    r"(?:vraiment |franchement |plus |même )?(?:pas|jamais|plus|aucunement|nullement|rien)(?: du tout)?|"
    r"(?:de|à) personne"
)

STOPS = words(r"mais|parce|puisque|donc|alors|quand|sauf|sinon|pourtant|car|et puis|comme si|du coup|seulement")

DENIALS = words(
    r"(?:pas|plus) du tout(?=\s*(?:[.,!;:…»]|$))|absolument pas(?=\s*(?:[.,!;:…»]|$))|jamais de la vie|même pas peur",
    r"(?:jamais|pas|même pas) (?:\w+ ){0,3}?(?:traversé l'esprit|effleurée?|venue? à l'(?:idée|esprit))",
    r"c(?:e n)?'(?:est|était) pas (?:que (?=j|t|i|e|o|n|v)|qu'(?=i|e|o))",
    r"pas (?:une seule|un seul|une|un) (?:instants?|secondes?|minutes?)",
    r"(?:ça|cela) (?:ne )?(?:me|nous) (?:fait|faisait) (?:plus |absolument )?rien",
    r"rien à craindre",
    r"(?:^|(?<=[.!?…]\s))(?:(?:moi|ah|oh|non|alors)[ ,?]*)*jamais(?=\s*[.!,…])",
)

NO_DENIALS = words(
    r"(?:sais|savais|sait|savait|comprends|comprenais|connais|vois|voyais|souviens|rappelle) pas du tout",
    r"c(?:e n)?'(?:est|était) pas que (?:la|le|les|l'|des|du|[çc]a|ta|nos|notre|ton)",
    r"(?:dormi|dormait|arrêté|attendu|attendre|perdu|perdre|lâché\w*|quitté\w*) pas (?:une|un) \w+|"
    r"pas (?:dormi|arrêté) \w+ \w+",
)

OVERCOME = words(
    r"(?:c'est|c'était) (?:même |plutôt |tout |exactement )?(?:le |tout le )?contraire|au contraire",
    r"(?:depuis )?c'est (?:fini|passé|derrière|réglé|terminé)|[çc]a m'est passé|(?:suis|s'est|sont|étais) trompée?s?",
)

DISCLAIMED = words(r"(?:contre|opposée?s?|hostiles?|réticente?s?|méfiante?s?)")
DISCLAIMER = words(r"mais|sauf que|seulement|simplement|disons")

TOPIC = words(
    r"rechut\w*|replong\w*|retomb\w*|reconsomm\w*|rebu(?:s|vait|vaient)?|reboire|remettre à boire|"
    r"craqu\w*|décroch\w*",
    r"précar\w*|pauvre(?:s|té)|misère|galèr\w*|à la rue|sans abri|sans-abri|sdf|rsa|aah|minima sociaux|"
    r"surendett\w*|expuls\w*",
    r"hébergements?|logements?|sans papiers|ouvertures? de droits|sans domicile|dettes?|vulnérab\w*|fragil\w*",
)

PEOPLE = words(
    r"patients?|patientes?|usagers?|usagères?|personnes? (?:accompagnées?|accueillies?|suivies?|"
    r"hébergées?|concernées?|âgées?)",
    r"(?:les|des|aux|nos|ces|leurs|ceux|celles|d'autres) (?:gens|personnes|gars|jeunes|familles|malades|"
    r"bénéficiaires|résidents|"
    r"femmes|mecs|types|détenus|consommateurs|publics?)",
    r"(?:public|file active|consommateurs|résidents|bénéficiaires|malades|hospitalisés)",
    r"(?:les gens|les personnes|ceux|celles) (?:qu'on|que nous|qu'ils|que l'on|qui) (?:\w+ ){0,2}?\w+",
    r"(?:un|une|ce|cette|le|la) (?:monsieur|dame|gamin|gamine|jeune|détenu|détenue)|quelqu'un qu'on (?:suit|suivait)",
)

STAFF = words(
    r"manqu\w+ (?:\w+ ){0,2}?(?:infirmi\w+|médecins?|docteurs?|psychologues?|psychiatres?|éducat\w+|"
    r"personnel|bras|monde|"
    r"soignants?|collègues|postes|effectifs?|aides?-soignant\w*|assistante?s?)",
    r"sous-effectifs?|sous effectif|en effectif réduit|plus assez de (?:monde|bras|soignants?|médecins?)",
    r"postes? (?:\w+ ){0,2}?(?:vacants?|pas pourvus?|non pourvus?|gelés?)",
    r"(?:jamais|pas|non) remplacée?s?|en (?:congé mat\w*|arrêt maladie|burn-?out)|turn-?over|fermetures? de lits?",
    r"(?:plus|pas) (?:de|d') ?(?:médecin|infirmi\w+|psychiatre|psychologue|soignants?)",
    r"(?:médecin|docteure?|infirmière?|psychiatre|psychologue|cheffe?)s? (?:est|sont|était|étaient) parti\w*",
    r"difficultés? (?:de|à) recrut\w+|n'arriv\w+ (?:pas|plus) à recruter",
)

OWN = words(
    r"j'|je|moi|m'|me|mon|ma|mes|nous, les pairs|pairs? aidante?s?|pairs?-aidante?s?|paires?-aidantes?|"
    r"médiat\w+ pair\w*|"
    r"bénévoles?|salariée?|nous-mêmes"
)

RULES = Rules(
    report=REPORT,
    no_report=NO_REPORT,
    own_words=OWN_WORDS,
    own_stance=OWN_STANCE,
    negators=NEGATORS,
    not_negators=NOT_NEGATORS,
    worry=WORRY,
    worry_verb=WORRY_VERB,
    after=AFTER,
    stops=STOPS,
    denials=DENIALS,
    no_denials=NO_DENIALS,
    overcome=OVERCOME,
    disclaimed=DISCLAIMED,
    disclaimer=DISCLAIMER,
    topic=TOPIC,
    people=PEOPLE,
    staff=STAFF,
    own=OWN,
    concord=True,
)
