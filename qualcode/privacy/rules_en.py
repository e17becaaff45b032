"""English: how people are named, introduced, addressed and placed in speech."""

import re

from qualcode.privacy.figures_en import FIGURES_EN, PLAIN_WORDS
from qualcode.privacy.rules import Language, Rule, following, word_set, words

_MY = r"(?:(?:my|your|his|her|our|their|the|a|this|that|an) )"
_KIN = (
    r"(?:(?:little|big|older|younger|elder|twin|late|old|best|new|ex|first|second|eldest|youngest|"
    r"half|step|foster)[ -])*(?:step|grand|god|foster|half[ -])?"
    r"(?:brother|sister|son|daughter|husband|wife|partner|girlfriend|boyfriend|fiancee?|ex|mother|"
    r"father|mum|mom|dad|parents?|uncle|auntie|"
    r"aunt|cousin|nephew|niece|nan|nana|gran|granny|grandad|grandpa|grandma|kid|baby|twin|mate|friend|"
    r"pal|buddy|bloke|fella|flatmate|"
    r"housemate|roommate|cellmate|neighbour|neighbor|colleague|co[ -]?worker|boss|manager|supervisor|"
    r"sponsor|missus)s?(?:[ -]in[ -]law)?"
)
_ROLE = (
    r"(?:doctor|gp|consultant|nurse|midwife|psychiatrist|psychologist|therapist|counsellor|counselor|"
    r"social worker|key ?worker|support worker|"
    r"case ?worker|care ?worker|carer|outreach worker|peer worker|probation officer|officer|solicitor|"
    r"lawyer|judge|teacher|tutor|"
    r"professor|lecturer|landlord|landlady|dealer|pharmacist|dentist|physio|receptionist|secretary|"
    r"director|imam|priest|vicar|pastor|"
    r"reverend|warden|guard|screw|lad|lass|girl|guy|woman|man|lady|bloke|volunteer|coach|foreman|"
    r"gaffer|postman|driver)s?"
)
_TITLE = (
    r"(?:mister|mr\.?|mrs\.?|missus|ms\.?|miss|dr\.?|doctor|professor|prof\.?|sister|nurse|matron|"
    r"father|reverend|rev\.?|pastor|judge|"
    r"sergeant|sgt\.?|pc|detective|inspector|captain|sir|dame|lord|lady|auntie|aunty|aunt|uncle|"
    r"cousin|nana|nan|granny)"
)
# First names that English speech uses as words. After these verbs, or before these, they are more likely somebody.
_NAME_WORDS = (
    r"(?:will|may|mark|grace|hope|faith|joy|rose|june|april|august|summer|dawn|daisy|ivy|lily|heather|violet|ruby|amber|"
    r"crystal|robin|frank|rich|bill|bob|jack|rob|pat|sue|drew|chase|art|guy|gene|ray|dean|grant|earl|duke|miles|carol|penny|"
    r"cherry|poppy|iris|olive|holly|pearl|jade|sandy|sunny|happy|honey|victor|wade|rusty|misty|melody|destiny|charity|patience|"
    r"prudence|felicity|christian|norman|dusty|buddy|sky|storm|autumn|eve|angel|star|brook|cliff|glen|ford|major|nick|lee|max)"
)
_MONTHS_TOO = r"(?!april|may|june|august|autumn|summer|will|mark(?!\w))"
_HIS = (
    r"(?:kids?|mum|mam|dad|nan|sons?|daughters?|baby|brothers?|sisters?|house|place|flat|car|room|mates?|husband|wife|"
    r"partner|boyfriend|girlfriend|ex|phone|birthday|funeral|family|mother|father)"
)
_TOLD = r"(?:told|tell|asked|rang|phoned|texted|met|emailed|married|dating|thank|thanks|cheers|hi|hello|hey|bye|ask)"
_TELLS = (
    r"(?:told|said|says|tells|rang|drove|drives|came|went|got|left|took|takes|phoned|texted|reckons|wants|thinks|knows|asked|"
    r"asks|goes|helped|helps|gave|gives|looked|moved|works|"
    r"worked|was like|used to|never|always|showed|thought|knew|cried|"
    r"kept|ran|found|broke|hit|grabbed|threw|stood|sat|wrote|paid|bought|sold|sent|taught|"
    r"lives|lived|started|stopped|died|and i(?!\w)|"
    r"and me(?!\w)|who(?!\w)|he's|she's|, (?:my|our|his|her|the|who|she|he) )"
)
_CARE = (
    r"(?:hospital|clinic|infirmary|hospice|surgery|practice|medical centre|health centre|prison|hmp|"
    r"hmp/yoi|yoi|school|college|university|"
    r"academy|nursery|church|mosque|temple|trust|foundation|charity|hostel|shelter|house|lodge|centre|"
    r"center|unit|ward|project|"
    r"association|council|pub|arms|cafe|hotel|inn|factory|works|garage|bakery|pharmacy|club|society|"
    r"group|services|care home|ltd|limited)"
)
# What an organisation is, at the end of its name with capitals: "Galbraith's Foundry", "Lincoln Ridge High".
_HOUSE = (
    r"(?:hospital|clinic|infirmary|hospice|surgery|prison|school|high|elementary|college|university|academy|nursery|church|"
    r"mosque|temple|trust|foundation|charity|hostel|shelter|house|lodge|centre|center|unit|project|association|council|arms|"
    r"hotel|inn|foundry|works|mill|mine|colliery|shipyard|garage|bakery|pharmacy|club|society|group|services|institute|"
    r"general|infirmary|carry|produce|brothers|sons|stores|farm|dairy|brewery|advice|rehab|alliance|union|network|team|"
    r"ltd|limited|inc|llc)"
)
_LIVES = (
    r"(?:liv(?:e|es|ed|ing)|lived|grew up|growing up|born|raised|from|moved|move|moving|based|"
    r"stay(?:s|ed|ing)?|work(?:s|ed|ing)?|went|going|came|"
    r"back|over|up|down|out|arrived|settled|housed|rehoused|sent|transferred|placed|married|buried|"
    r"met|flat|place|site|house|school|prison|"
    r"hospital|doctor\w* \w+|bus|train|hostel)"
)

_INTRODUCED: tuple[Rule, ...] = (
    Rule(
        id="introduced",
        kind="person",
        reach="name",
        pattern=words(
            r"(?:name|surname|nickname|first name|last name|maiden name)(?: is|'s| was|:),? (?:actually |"
            r"really |still )?\w",
            r"(?<!it's\x20)(?<!it\x20is\x20)(?<!it\x20was\x20)(?<!i\x20)"
            r"(?:called|named|nicknamed|known as|they call me|call me|goes by|alias|aka)(?: him| her| me)? \w",
        ),
    ),
    Rule(
        id="nickname",
        kind="person",
        reach="name",
        pattern=words(
            r"(?:(?:bloke|guy|man|woman|lad|girl|mate|fella|one|we|they|everyone|everybody) "
            r"(?:called|calls|call)(?: him| her| me)?|nicknamed) (?:the )?\w"
        ),
    ),
    Rule(
        id="introduced_self",
        kind="person",
        reach="name",
        sure=False,
        pattern=words(
            r"(?:i'm|i am|it's|it was|this is|that's|that was|with|told|asked|ask|tell|met|saw|thanks|"
            r"known|knew|know|thank you|hi|hello|hey|and|listen|look|by|for|about|from|said to|talked to|spoke to|"
            r"talking to) \w"
        ),
    ),
    Rule(id="title", kind="person", reach="name", pattern=words(rf"{_TITLE} \w")),
    Rule(id="family", kind="person", reach="name", sure=False, pattern=words(r"the \w(?=\w+ family(?!\w))")),
    Rule(id="introduced_self", kind="person", reach="name", sure=False, pattern=words(r"(?:big|old|little|young) \w")),
    Rule(
        id="maybe_name",
        kind="person",
        sure=False,
        pattern=words(
            rf"{_TOLD} (?P<x>{_NAME_WORDS})(?!\w)(?! (?:be|have|not|you|it|they|get|the|a)(?!\w))",
        ),
    ),
    Rule(
        id="maybe_name",
        kind="person",
        sure=False,
        pattern=words(
            rf"(?<!the\x20)(?<!a\x20)(?<!an\x20)(?<!my\x20)(?<!this\x20)(?<!that\x20)(?<!in\x20)(?<!of\x20)(?<!to\x20)(?<!i\x20)"
            rf"(?<!we\x20)(?<!they\x20)(?<!you\x20)(?<!last\x20)(?<!every\x20)(?<!it\x20)(?<!her\x20)(?<!his\x20)"
            rf"(?P<x>{_NAME_WORDS})(?= {_TELLS}|(?:,| and) (?:i|me|my|our|his|her|she|he|who|the)(?!\w))",
        ),
    ),
    Rule(
        id="maybe_name",
        kind="person",
        sure=False,
        pattern=words(rf"{_TOLD} {_NAME_WORDS},? (?:and|or|nor)(?: {_TOLD})? (?P<x>{_NAME_WORDS})(?!\w)"),
    ),
    Rule(
        id="maybe_name",
        kind="person",
        sure=False,
        pattern=words(
            rf"{_MONTHS_TOO}(?P<x>{_NAME_WORDS})(?=(?: and| or) {_MONTHS_TOO}{_NAME_WORDS}(?!\w)|'s {_HIS}(?!\w))"
        ),
    ),
    Rule(
        id="kin",
        kind="person",
        reach="name",
        pattern=words(rf"{_MY}{_KIN}(?:'s called|'s name is| was called| is called)?,? \w"),
    ),
    Rule(
        id="role",
        kind="person",
        reach="name",
        pattern=words(rf"{_MY}(?:\w+ )?{_ROLE}(?:'s called| was called| is called)?,? \w"),
    ),
    Rule(
        id="initial",
        kind="initials",
        pattern=words(
            r"(?:mister|mr\.?|mrs\.?|ms\.?|miss|dr\.?|doctor) (?P<x>[b-hj-z](?:\.(?: ?[a-z]\.)*|(?=[ ,;:!?)]|"
            r"$)(?!')))"
        ),
    ),
    Rule(
        id="initials",
        kind="initials",
        pattern=re.compile(r"(?<![\w.])[a-z]\.[ ]?(?:[a-z]\.)(?:[ ]?[a-z]\.)?(?!\w)"),
        check=lambda x: (
            re.sub(r"\W", "", x)
            not in {
                "ie",
                "eg",
                "am",
                "pm",
                "us",
                "uk",
                "tv",
                "id",
                "ad",
                "bc",
                "ps",
                "dc",
                "la",
                "od",
                "iq",
                "hr",
                "it",
                "phd",
            }
        ),
    ),
)

_PLACED: tuple[Rule, ...] = (
    Rule(
        id="lives",
        kind="place",
        reach="place",
        pattern=words(rf"{_LIVES}(?: \w+)? (?:in|to|near|from|at|around|outside|of) (?:the )?\w"),
    ),
    Rule(id="lives", kind="place", reach="place", sure=False, pattern=words(r"(?:from|in|near) \w")),
    Rule(
        id="quarter",
        kind="place",
        reach="place",
        pattern=words(r"(?:estate|neighbourhood|village|town|city|suburb|borough|county)(?: called| of) (?:the )?\w"),
    ),
    Rule(
        id="employer",
        kind="organisation",
        reach="organisation",
        pattern=words(
            r"(?:work(?:s|ed|ing)? (?:for|at|with)|job (?:at|with)|employed (?:by|at)|sacked (?:by|from)|"
            r"laid off (?:by|from)|hired (?:by|at)|shift at|volunteer(?:ed|ing)? (?:at|with|for)|and then|"
            r"from|at|by) \w"
        ),
    ),
    Rule(
        id="organisation",
        kind="organisation",
        reach="organisation",
        pattern=words(
            r"(?:hmp|hmp/yoi|yoi|university of|college of|royal|saint|st\.?|church of|bank of|"
            r"friends of) (?:the )?\w"
        ),
    ),
    Rule(
        id="organisation_taken",
        kind="organisation",
        reach="organisation",
        sure=False,
        pattern=words(
            r"(?:sectioned|admitted|sent|transferred|discharged|referred|rushed|detained|inpatient|patient|ward|treated) "
            r"(?:\w+ ){0,2}(?:to|from|at|in|into) (?:the )?\w"
        ),
    ),
    Rule(
        id="organisation_lower",
        kind="organisation",
        pattern=words(
            r"(?:the|at|in|to|from) (?:the )?(?P<x>(?!\w+ (?:local|same|old|new|other|whole|mental|drug|first|big|"
            rf"general)\b)(?:st |saint )?[\w']+(?: [\w']+)? {_CARE})(?!\w)"
        ),
        sure=False,
        check=lambda x: not set(x.split()) & PLAIN_WORDS,
    ),
)

ENGLISH = Language(
    rules=_INTRODUCED + _PLACED + FIGURES_EN,
    particles=word_set("de la le van von der den bin ibn el al da dos di o mac mc st"),
    stop=word_set(
        """
        i you he she it we they me him her us them my your his its our their mine yours this that these those a an the
        and or but so if then than as at by for from in into of off on onto out over to up with without about after
        before again all also always any are was were be been being is am do does did done have has had having can could
        will would shall should may might must not no nor yes yeah yep nope okay ok right well anyway like just really
        very too quite rather even still only ever never often sometimes here there where when why how what who whom
        whose which because while until since though although now today tomorrow yesterday one two three four five six
        seven eight nine ten first second third last next other another same such own some more most much many few lot
        lots bit something anything nothing everything someone anyone everyone nobody somebody people thing things man
        men woman women guy guys kid kids boy girl mate mates mum mom dad mother father god lord christ jesus oh ah um
        uh er erm hmm thanks thank please sorry hello hi hey bye listen look see know think mean want get got go going
        gone went come came say said tell told asked ask good bad nice great big little old young new early late morning
        night day week month year time way home house work job school hospital doctor nurse mister miss mrs mr ms dr sir
        madam lady professor prof english british he's i'm don't didn't it's that's i've i'd you're they're we're won't
        can't wasn't isn't couldn't gonna wanna kinda sorta let lets met made make took take put back down never
        honestly basically actually literally obviously either both each every s t m d re ve ll o'clock tall short happy
        sad angry tired pregnant drunk high clean sober pastor reverend matron sergeant coach deacon sister uncle aunt auntie
""",
    ),
    not_after=word_set("a an some any this these those no every each two three four five beautiful lovely"),
    counted=word_set("a an some these those any every two three"),
    qualities=word_set(
        """
        will may grace mark can just rich frank sunny happy chance honey love cash true ever see so young early even
        """
    ),
    before_name=words(r"(?:with|told|asked|ask|tell|met|saw|thanks|hi|hello|hey|listen|called|between|i'm) $"),
    perhaps_before=words(r"(?:from|by|and|but|for|about|to|it's|poor|old|big|little|young|like) $"),
    before_place=words(r"(?:in|to|near|from|at|around|outside|of|the|leave|left|reach|via|through|towards|between) $"),
    after_name=following(
        r",? (?:didn't|doesn't|wouldn't|couldn't|hadn't|won't|can't|'s got)(?!\w)|"
        r",? ?(?:told|said|says|goes|asked|rang|called|came|never|was|is|has|had|took|and me|who|would|"
        r"thinks|reckons|wants|knows|used to|, he|, she|he's|she's|lied|left|got|drove|ran|went|brought|put|[a-z]+ed)(?!\w)"
    ),
)
