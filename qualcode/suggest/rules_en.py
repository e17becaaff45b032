"""English: how spoken English reports and denies."""

from qualcode.suggest.rules import Rules, words

_NOT_I = r"(?!(?:i|you|we|it|that|this|not|never|to|is|are|was|were|only)\b)"
_DET = r"(?:the|my|a|an|our|his|her|their|some|these|those|one of the|another)"
_SOMEBODY = rf"{_DET} {_NOT_I}[\w-]+(?: {_NOT_I}[\w-]+)?"
_WHO = rf"(?:he|she|they|who|people|everyone|everybody|somebody|someone|others|colleagues|some|{_SOMEBODY})"
_THING = (
    r"(?:task|question|window|text|page|screen|form|letter|paper|poster|sign|book|rules?|policy|column|"
    r"colou?r|number|plan|"
    r"title|report|law|website|programme|program|tool|data|model|clock|thing|time|one)"
)
_SAID = r"(?:said|says|say|saying|told|tells|telling|answered|replied|asked|asks|asking|commented|remarked|warned|insisted|joked)"
_HELD = (
    r"(?:thought|thinks|think|felt|feel|feels|believed|believe|believes|reckoned|reckons|"
    r"assumed|feared|worried|wondered)"
)
_ADVERB = (
    r"(?:\w+ly |just |always |even |also |kept |keep |keeps |would |all |still |actually |once |"
    r"had |have |has |often |then )"
)
_AFTER_HELD = r"(?: \w+){0,1}? (?:that|i|i'd|i'm|it|we|this|peers?|the|a|whether|if|about|having)\b"

REPORT = words(
    rf"(?P<saying>{_WHO} {_ADVERB}{{0,2}}{_SAID}"
    rf"|{_WHO} (?:was|were|is|are) (?:\w+ly |just |all |always )?saying"
    rf"|(?:he|she|they) (?:was|were|is|are|'s|'re) (?:all |just )?like,?(?! (?:a|an|the|my|our|that|this|"
    rf"me|him|her)\b)"
    rf"|(?:he|she|they)'(?:s|re) like,?(?! (?:a|an|the|my|our|that|this|me)\b)"
    rf"|(?:he|she|they) (?:goes|go|went),? (?=[\"“‘]|you\b|oh\b|well\b|no,|i\b|are you|what\b|so you)"
    r"|as (?:he|she|they) (?:put|puts) it"
    r"|(?:i|we) (?:was|were|have been|had been|'ve been|got) (?:\w+ly |just |always )?(?:told|warned|"
    r"asked (?:if|whether|when|why)))",
    rf"(?P<stance>{_WHO} {_ADVERB}{{0,2}}{_HELD}{_AFTER_HELD}"
    r"|(?:he|she|they) (?:was|were) (?:\w+ )?(?:afraid|worried|scared|concerned|sure|convinced) (?:that|i|"
    r"about me|for me))",
    r"(?P<hearsay>i(?:'ve| have|'d)? heard (?:that|people|them|him|her|from|some|they|he|she|my)|"
    r"apparently|supposedly|"
    r"according to (?!me\b)\w+|rumou?r|word (?:was|got)|i found out (?:later )?that|or so they say)",
)

NO_REPORT = words(
    r"(?:didn't|doesn't|don't|did not|never|won't|wouldn't|couldn't|can't|not|hardly) (?:even |"
    r"really )?(?:say|tell|ask|said|asked|"
    r"think|feel|believe|told)",
    rf"{_SAID} (?:hello|hi|goodbye|thanks|thank you|good morning|stories|the truth|time|for (?:help|money|"
    rf"it)|jokes|nothing|grace)",
    r"(?:that being|that|having|easier|enough|being) said",
    r"(?:you|i|we) (?:could|might|would|can) say",
    r"ask(?:ed|s|ing)? (?:for|questions)",
    r"(?:some|people|they|you) (?:would )?say(?: (?:time|practice))",
    rf"(?:(?:the|this|that|a|an|each|my) )?{_THING} (?:\w+ )?{_SAID}",
    r"felt (?:like )?a bit|feel (?:better|good|bad|safe|at home)",
    r"according to (?:plan|the (?:rota|rules|day|time|schedule))",
    r"(?:who|one) (?:asks?|asked) (?:for)",
)

OWN_WORDS = words(
    r"i (?:\w+ly |just |always |have |had |then )?(?:said|say|told|tell|answered|replied|asked|wrote|"
    r"explained|went|thought)",
    r"i'm like|i was like|i'd say|i would say|we said|we used to say",
)

OWN_STANCE = words(
    r"i (?:\w+ly |just |always |really )?(?:think|thought|feel|felt|believe|worry|worried|fear|feared|"
    r"wonder|wondered|know|knew)",
    r"i(?:'m| am| was|'ve been)(?: \w+){0,2} (?:afraid|worried|scared|anxious|concerned|nervous)|"
    r"in my (?:view|opinion)|for me",
)

NEGATORS = words(
    r"not|\w+n't|dont|didnt|doesnt|wasnt|isnt|arent|werent|aint|havent|never|no longer|no|without|nothing|"
    r"neither|nor|none|"
    r"nobody|zero|hardly|anything but|far from"
)

NOT_NEGATORS = words(
    r"not (?:only|just|merely|always|without|unlike|until|long)|n't (?:only|just|always)|\w+n't (?:only|just|always)",
    r"no (?:wonder|worries|doubt|matter|less|sooner|offence|one knows)|nothing (?:but|more|less|else)|"
    r"why not|not to mention|or not|whether or not",
    r"(?:can't|cannot|couldn't|can not|could not) (?:help|stop|deny|hide|shake|forget)|never (?:stop|"
    r"stops|stopped|lost|forget|forgot)",
    r"(?:don't|didn't|doesn't|dont|didnt|do not|did not|never) (?:really |quite |even )?(?:know|knew|"
    r"realise|realised|realize|realized|deny|denied|"
    r"dare|dared|hide|hid|admit|admitted|understand|stop|hesitate|see|say how|want to (?:say|admit))",
    r"(?:don't|do not|dont) (?:you )?(?:worry|be|panic|hesitate|get)|(?:shouldn't|should not|mustn't|"
    r"must not|needn't|need not) ",
    r"(?:please|so|just) (?:don't|never)|never (?:be|hesitate)|not (?:ashamed|surprising|surprised|"
    r"unusual|afraid to say|the only)",
    r"\w+n't (?:you|he|she|they|it)|lying if i said [^.]*?n't|"
    r"i'm afraid (?:not|i|we|that)|afraid not|wasn't until|not sure|n't sure|\w+n't sure|no more than",
)

WORRY = words(
    r"afraid|fears?|feared|fearful|scar(?:ed|y|es|e)|worr(?:y|ies|ied|ying)|anxi\w+|concern(?:s|ed)?|"
    r"risk\w*|danger\w*|frighten\w*",
    r"nervous|panic\w*|doubt(?:s|ed|ful|ing)?|dread\w*|terrified|threat\w*|reluctan\w+|hesitan\w+|wary|"
    r"against(?= (?:it|the idea|him|her|them|peers?|you|that))",
    r"opposed|(?:bothers?|bothered)(?= me)|stress\w*",
)

WORRY_VERB = words(r"(?:worried|afraid|scared|anxious|nervous|frightened|fear|worry|panic|risk)\??")

AFTER = words(r"(?:\?|,|no,|me\?|,? ?i (?:am|was))? ?(?:not at all|not any ?more|no longer|not in the least|never)")

STOPS = words(r"but|because|cause|cos|so|except|although|though|when|since|and then|until|yet|however")

DENIALS = words(
    r"not at all(?=\s*(?:[.,!;:…”\"]|$))|not in the (?:least|slightest)|absolutely not|not for (?:one|a|"
    r"a single) (?:moment|second|minute)",
    r"(?:never|not|didn't|n't) (?:even |once )?(?:crossed|cross|entered|occurred|"
    r"occur) (?:to )?m[ey](?: mind| head)?",
    r"(?:it's|it is|it was|that's) not (?:that|like) (?=i|he|she|they|we|you|people)|it(?:'s not| isn't|"
    r" wasn't) that (?=i|he|she|they|we)",
    r"(?:^|(?<=[.!?…]\s))(?:(?:me|no|oh|nah|well)[ ,?]*)*never(?=\s*[.!,…])",
    r"nothing to (?:fear|worry about|be afraid of)|no way(?=\s*[.!,]|$)",
)

NO_DENIALS = words(r"(?:know|sure|understand|sleep|slept|stop|stopped) (?:not at all|for a (?:moment|second|minute))")

OVERCOME = words(
    r"(?:quite |just |exactly )?the opposite|on the contrary|i got over (?:it|that)|(?:that's|"
    r"it's) (?:over|gone|behind me|passed)|"
    r"i was wrong|not any ?more|no longer"
)

DISCLAIMED = words(r"against|opposed|reluctant|hesitant|wary")
DISCLAIMER = words(r"but|except|only|just")

TOPIC = words(
    r"relaps\w*|(?:using|drinking|drank|use|drink) again|back on (?:the )?\w+|fell off|slipp\w*|clean",
    r"poverty|poor|homeless\w*|precari\w*|evict\w*|debts?|benefits|housing|destitut\w*|on the streets?|"
    r"rough sleep\w*|welfare|food banks?",
    r"vulnerab\w*|unstable|fragile",
)

PEOPLE = words(
    r"patients?|clients?|service users?|residents?|users|inmates?|customers?|caseload|homeless people|families",
    r"(?:the )?(?:people|folks|guys|women|men|kids|youngsters) (?:we|they|who|that|i) (?:\w+ )?(?:see|saw|"
    r"support|serve|help|come|came|look|work|care|house|visit)\w*",
    r"(?:a|this|one|that) (?:lady|gentleman|patient|client|resident|lad|guy|woman|man) (?:we|who|on|i)",
)

STAFF = words(
    r"short(?:-| )?staffed|understaffed|under-staffed|short of (?:staff|nurses|doctors|people|hands)|"
    r"staff(?:ing)? (?:shortages?|turnover|levels)",
    r"(?:not enough|lack of|too few|shortage of|no|missing|down) (?:\w+ )?(?:staff|nurses?|doctors?|"
    r"psychiatrists?|social workers?|clinicians?|hands)",
    r"off sick|on maternity leave|vacan(?:t|cy|cies)(?: posts?)?|never replaced|hiring freeze|"
    r"bed closures?|agency staff",
)

OWN = words(r"i|i'm|i've|i'd|me|my|myself|peer workers?|peer supporters?|peer specialists?|peers|volunteers?")

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
    concord=False,
)
