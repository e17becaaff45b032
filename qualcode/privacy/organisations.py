"""Organisations: an institution's sort and its own name, firms that are known, and titles of several capitals."""

import re
from collections.abc import Iterator

from qualcode.privacy import lists
from qualcode.privacy.extents import firm_end, is_name_like, name_end, place_at, title_end
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Kind, Mention
from qualcode.privacy.rules import Rule
from qualcode.privacy.whereabouts import GENERIC, known_place
from qualcode.privacy.words import Reading

# Houses that many people go to: often a chain's name, and rarely anybody's secret.
_PUBLIC = re.compile(
    r"(?:hotel|restaurant|resto|bar|cafe|brasserie|pizzeria|cinema|theatre|stade|supermarche|club)(?!\w)"
)
# "Chez Ikea", "at Tesco": somebody works there where work is spoken of; others only go there.
_WORK = re.compile(
    r"(?<!\w)(?:travail|boss(?:e|ai|er)|boulot|taf|embauch|licenci|vire|cdi|cdd|interim|mission|contrat|stage|patron|salari|ouvri|"
    r"usine|equipe|chantier|chauffeu|caiss|cariste|vend(?:eu|ais)|livreu|prepara|manutention|magasinier|compagnon|benevol|"
    r"hotesse|apprenti|alternance|delegue|syndica|greve|chef|entrepot|poste|demission|commenc|paye|anciennete|retraite|"
    r"rentree? chez|"
    r"work|job|hired|sacked|laid off|shift|employ|tills|warehouse|packed|picker|driver|drove for|manager|supervisor|volunteer|"
    r"contract|redundan|wage|paid|union|apprentice|temp(?:ing|ed)?(?!\w)|years at)"
)
# Words for a house's own name after these, in French; offices and trades are the stop words and lists' matter.
_SHORT = 4  # letters: shorter ones are rather something else
_GONE_TO = re.compile(r"(?<!\w)(?:(?:a|par|de|vers) (?:la |l')|aux |place (?:de la |de l'|du |des |d')?)$")
# Words of speech that begin a house's or a quarter's name: "aux Quatre Vents", "Super U".
_HEADS = frozenset(
    {"super", "deux", "trois", "quatre", "cinq", "sept", "dix", "cent", "mille", "petit", "grand", "vieux"}
)
# Houses that have a name of their own in small letters too: "le csapa les tilleuls". Not "le foyer le soir".
_HOUSES = re.compile(
    r"asso|fondation|collectif|residence|clinique|sauvegarde|amicale|gaec|earl|filature|boxing club|"
    r"(?:foyer|ehpad|csapa|caarud|esat|chrs|mecs|ime|itep|creche|internat|maison (?:de retraite|d'accueil)|centre social|relais|"
    r"halte|studio|chorale) \w|(?:ecole|college|lycee|centre|residence|conservatoire)(?: \w+)? (?:des|les) "
)
_WHEN = re.compile(
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|midi|nuit|jour|week|mois|annee|temps|truc|"
    r"probleme|plus|mieux|pire|premier|premiere|dernier|derniere|gens|gars|mecs|filles|autres?|meme)s?|"
    r"(?:profs?|professeurs|instits?|maitres(?:ses)?|eleves|enfants|gamins|gosses|parents|garcons|grands|petits|jeunes|adultes|"
    r"copains|copines|collegues|patients|residents|etudiants|cours|classes|notes|devoirs|impots|finances|soins|"
    r"metiers|arts|sciences|mines|cadres|beaux|ressources|sports|loisirs|femmes|hommes|personnes|choses|vacances))(?!\w)"
)
_PARTNERS = frozenset({"fils", "freres", "filles", "cie", "associes", "sons", "co", "partners", "brothers"})
_SMALL_WORDS = re.compile(r"(?:a |les |la |le |l'|des |du |de |d'|pour |en |et )")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}")
_WHERE = frozenset({"par", "a", "chez", "pour", "at", "from", "to", "with", "by"})
_ARTICLES = frozenset({"un", "une", "des", "les", "aux", "the", "a", "an", "some"})
_PEOPLE = re.compile(r"(?:ais|aise|ois|oise|ain|aine|ien|ienne|enne|an|ane|ol|ole|ard|arde|ic|ique|ish|ese)s?$")


def _mention(reading: Reading, start: int, end: int, kind: Kind, rule: str, *, sure: bool) -> Mention:
    return Mention(start=start, end=end, kind=kind, text=reading.text[start:end], sure=sure, rule=rule)


def organised(reading: Reading, n: int, rule: Rule, start: int) -> Mention | None:
    """The organisation whose own name begins at word n, after the word that says what it is (from `start`)."""
    given = rule.id in {"organisation_taken", "organisation_named"}  # what it is stands elsewhere
    found = (
        _employer(reading, n)
        if rule.id == "employer"
        else _institution(reading, n, reading.words[n].start if given else start)
    )
    if found is None and rule.id == "organisation_named" and not reading.cased:
        found = _small_title(reading, n, reading.words[n].start)
    if found is None:
        return None
    begin, end, sure = found
    sure = sure and (rule.id != "employer" or _WORK.search(reading.plain) is not None)
    return _mention(reading, begin, reading.words[end - 1].end, "organisation", rule.id, sure=sure and rule.sure)


def _institution(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    """In writing the words up to the last capital; a lone word of the language may say its sort only ("la fac de Droit")."""
    if not reading.cased:
        return _institution_small(reading, n, start)
    end = title_end(reading, n)
    named = any(is_name_like(reading.words[m], reading) or _is_title(reading, m) for m in range(n, end))
    public = _PUBLIC.match(reading.plain, start) is not None
    capitals = [m for m in range(n, end) if reading.words[m].capital]
    bare = n > 0 and reading.words[n - 1].plain == "de"  # "la fac de Droit"
    sorts = {Grade.ORDINARY, Grade.WORD_LAST} if bare else {Grade.ORDINARY}
    sort = (
        reading.language != "en"
        and len(capitals) == 1
        and grade(reading.words[capitals[0]].plain, reading.language) in sorts
        and known_place(reading, capitals[0]) is None
    )
    return (start, end, not (public or sort)) if named else None


def _institution_small(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    word = reading.words[n]
    known = known_place(reading, n)
    if known is not None and known[1] != "words" and word.plain not in GENERIC:
        return start, known[0], known[1] in {"clear", "small"}
    if word.plain in {"saint", "sainte", "st", "ste", "notre"} and n + 1 < len(reading.words):
        return start, n + 2, True
    found = grade(word.plain, reading.language)
    if found == Grade.FIRST:
        end = name_end(reading, n)
        return start, end + _is_surname(reading, end), True
    if word.plain in lists.employers() or found in {Grade.UNKNOWN, Grade.RARE, Grade.LAST}:
        pair = n + 2 < len(reading.words) and reading.words[n + 1].plain in {"et", "and"}
        partner = pair and grade(reading.words[n + 2].plain, reading.language) in {
            Grade.UNKNOWN,
            Grade.RARE,
            Grade.LAST,
        }
        return start, n + 3 if partner else n + 1, word.plain in lists.employers()
    return _association(reading, n, start)


def _is_surname(reading: Reading, n: int) -> bool:
    """True for a word right after a first name that may be its surname: "école Jules Ferry"."""
    names = lists.names(reading.language)
    return n < len(reading.words) and reading.between(n) == " " and reading.words[n].plain in names.last_word


def _is_title(reading: Reading, m: int) -> bool:
    """True for a word of a title as in "Les Passeurs d'Espoir": a capital that no full stop explains."""
    word = reading.words[m]
    return word.capital and not word.opens and word.plain not in lists.not_names(reading.language)


def _association(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    """In small letters an association's name is guessed, after a word for a house."""
    head = reading.plain[start : reading.words[n].start]
    article = reading.words[n].plain in {"le", "la", "les", "l"}
    inside = reading.words[min(n + article, len(reading.words) - 1)]
    if not (_HOUSES.match(head) or (article and _HOUSES.match(head + "l"))) or _WHEN.match(reading.plain, inside.start):
        return None
    return _small_title(reading, n, start)


def _small_title(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    """From `start`, the words of a title in small letters: its small words and what they hold, up to four."""
    end, stop = n, table(reading.language).stop - _HEADS
    while end < len(reading.words) and end < n + 4 and (reading.between(end) in {" ", "'"}):
        plain = reading.words[end].plain
        if plain in stop and not _SMALL_WORDS.match(plain + " ") and plain not in {"l", "d"}:
            break
        end += 1
    while end > n and reading.words[end - 1].plain in stop:
        end -= 1
    return (start, end, False) if end > n else None


def _employer(reading: Reading, n: int) -> tuple[int, int, bool] | None:
    """A firm of the list, or in writing any capital that is nobody's first name."""
    best = firm_end(reading, n)
    begin = reading.words[n].start
    if best:
        capital = reading.words[n].capital
        return (begin, best, True) if capital or not reading.cased else None
    if reading.cased and is_name_like(reading.words[n], reading):
        found, end = grade(reading.words[n].plain, reading.language), title_end(reading, n)
        heirs = reading.words[end - 1].plain in _PARTNERS  # "chez Garnotel et Fils"
        return None if found >= Grade.WORD_FIRST and not heirs else (begin, end, False)
    return None


def _is_gone_to(reading: Reading, n: int) -> bool:
    """True for one capital that nothing explains where people go or belong: "à la Passerelle", "aux Glycines"."""
    word = reading.words[n]
    return (
        is_name_like(word, reading)
        and len(word.plain) > _SHORT
        and bool(_GONE_TO.search(reading.plain, max(0, word.start - 20), word.start))
    )


def firms(reading: Reading) -> Iterator[Mention]:
    """In writing, a firm of the list anywhere, and titles of two capitals or more: proposed."""
    if not reading.cased:
        yield from _firms_small(reading)
        return
    n, stop = 0, table(reading.language).stop
    while n < len(reading.words):
        word = reading.words[n]
        end = n + 1
        if word.capital and not word.opens and (word.plain not in stop - _HEADS or _is_article(reading, n)):
            firm = _employer(reading, n)
            if firm is not None and firm[2]:
                end = firm[1]
                yield _mention(reading, word.start, reading.words[end - 1].end, "organisation", "firm", sure=False)
            elif _begins_title(reading, n):
                end = max(title_end(reading, n, digits=False), n + 1)
                mention = _titled(reading, n, end)
                if mention is not None:
                    yield mention
        n = end


def _firms_small(reading: Reading) -> Iterator[Mention]:
    """In small letters, a firm of the list that is no word, where people go or work: "par emmaus", "at tesco"."""
    for n in range(1, len(reading.words)):
        end = firm_end(reading, n) if reading.words[n - 1].plain in _WHERE else 0
        if end and grade(reading.words[n].plain, reading.language) > Grade.ORDINARY:
            start, stop = reading.words[n].start, reading.words[end - 1].end
            yield _mention(reading, start, stop, "organisation", "firm", sure=False)


def _begins_title(reading: Reading, n: int) -> bool:
    """True for a word of the language, or an abbreviation before what it is called ("la MFR des Quatre Chemins")."""
    word = reading.words[n]
    if word.plain in lists.not_names(reading.language):
        return False
    ordinary = grade(word.plain, reading.language) == Grade.ORDINARY
    return ordinary or (
        _ABBREVIATION.fullmatch(reading.text, word.start, word.end) is not None and title_end(reading, n) > n + 1
    )


def _titled(reading: Reading, n: int, end: int) -> Mention | None:
    """A capital on a word of the language that no full stop explains: several are a title, one a nickname or a house."""
    if " ".join(reading.words[m].plain for m in range(n, end)) in lists.not_names(reading.language):
        return None
    capitals = [m for m in range(n, end) if _is_title(reading, m)]
    several = n > 0 and reading.words[n - 1].plain in _ARTICLES
    if not capitals or (several and all(_is_people(reading, m) for m in capitals)):
        return None
    kind: Kind = "organisation"
    rule = "title_case" if len(capitals) > 1 else "gone_to"
    if len(capitals) == 1 and not _is_gone_to(reading, n):
        if not is_name_like(reading.words[n], reading) or len(reading.words[n].plain) < _SHORT or place_at(reading, n):
            return None
        kind, rule = "person", "capital"
    return _mention(reading, reading.words[n].start, reading.words[end - 1].end, kind, rule, sure=False)


def _is_people(reading: Reading, m: int) -> bool:
    """True for what may be a people after an article: "les Bretons et les Kabyles"."""
    plain = reading.words[m].plain
    return _PEOPLE.search(plain) is not None or plain.removesuffix("s") in lists.not_names(reading.language)


def _is_article(reading: Reading, n: int) -> bool:
    """True for an article whose capital begins a title ("Les Mains dans la Terre")."""
    follows = n + 1 < len(reading.words) and reading.between(n + 1) in {" ", "'"}
    return reading.words[n].plain in {"la", "le", "les", "l", "the"} and follows and reading.words[n + 1].capital
