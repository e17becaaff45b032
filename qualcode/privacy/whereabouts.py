"""Places and organisations: what the lists know, and what people say around the others."""

import re
from collections.abc import Iterator

from qualcode.privacy import lists
from qualcode.privacy.extents import firm_end, is_name_like, name_end, place_at, title_end
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Kind, Mention
from qualcode.privacy.rules import Rule
from qualcode.privacy.words import Reading

_GENERIC = frozenset(
    [
        "gare",
        "centre",
        "ville",
        "nord",
        "sud",
        "est",
        "ouest",
        "mairie",
        "marche",
        "prioritaire",
        "sensible",
        "chaud",
        "chaude",
        "populaire",
        "resident",
        "residentiel",
        "ecole",
        "hopital",
        "eglise",
        "maison",
        "parents",
        "mere",
        "pere",
        "famille",
        "enfance",
        "naissance",
        "sciences",
        "difficile",
        "precaire",
        "mixte",
        "voisin",
        "voisine",
        "calme",
        "cote",
        "entier",
        "entiere",
        "bas",
        "haut",
        "dessus",
        "dessous",
        "dessert",
        "ouvriere",
        "ouvrier",
        "ou",
        "on",
        "il",
        "elle",
        "je",
        "tu",
        "parle",
        "vient",
        "vit",
        "tranquille",
        "pavillonnaire",
        "historique",
        "prison",
        "foyer",
        "rue",
        "france",
        "bord",
        "mer",
        "montagne",
        "campagne",
        "pays",
    ]
)
_LONGEST = 10  # words of a place's name
_SHORT = 4  # letters: shorter names of hamlets are rather something else
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
_GONE_TO = re.compile(r"(?<!\w)(?:(?:a|par|de|vers) (?:la |l')|aux |place (?:de la |de l'|du |des |d')?)$")
# Words of speech that begin a house's or a quarter's name: "aux Quatre Vents", "Super U".
_HEADS = frozenset(
    {"super", "deux", "trois", "quatre", "cinq", "sept", "dix", "cent", "mille", "petit", "grand", "vieux"}
)
_SMALL_WORDS = re.compile(r"(?:les |la |le |l'|des |du |de |d'|pour |en |et )")


def _mention(reading: Reading, start: int, end: int, kind: Kind, rule: str, *, sure: bool) -> Mention:
    return Mention(start=start, end=end, kind=kind, text=reading.text[start:end], sure=sure, rule=rule)


def listed(reading: Reading) -> Iterator[Mention]:
    """The places of the lists; those that are words too, or hamlets, only where places are spoken of."""
    n = 0
    while n < len(reading.words):
        found = (place_at(reading, n) or _saint(reading, n)) if _may_begin(reading, n) else None
        if found is None:
            n += 1
            continue
        end, section = found
        sure = _sure_of(reading, n, end, section)
        begin = n + 1 if reading.cased and not reading.words[n].capital else n
        if sure is not None:
            rule = "area" if section == "areas" else "place" if sure else "maybe_place"
            yield _mention(reading, reading.words[begin].start, reading.words[end - 1].end, "place", rule, sure=sure)
        n = end if sure is not None else n + 1


def _saint(reading: Reading, n: int) -> tuple[int, str] | None:
    """A place called after a saint that the lists do not know: in writing its hyphen tells it from the saint."""
    if reading.words[n].plain not in {"saint", "sainte", "st", "ste"} or n + 1 == len(reading.words):
        return None
    named = reading.cased and reading.between(n + 1) == "-" and reading.words[n + 1].capital
    return (_place_end(reading, n), "words") if named else None


def _may_begin(reading: Reading, n: int) -> bool:
    if not reading.cased:
        return True
    word = reading.words[n]
    if word.capital:
        return word.plain not in lists.not_names() or n + 1 < len(reading.words)
    ahead = reading.words[n + 1] if n + 1 < len(reading.words) else None
    return word.plain in {"la", "le", "les", "l", "the"} and ahead is not None and ahead.capital


def _sure_of(reading: Reading, n: int, end: int, section: str) -> bool | None:
    """True for a place, False for a likely one, None where nothing says that it is one."""
    word = reading.words[n]
    found = grade(word.plain, reading.language) if end == n + 1 else Grade.UNKNOWN
    if end == n + 1 and word.plain in lists.not_names():
        return None
    if section == "areas":
        return False if reading.cased or found != Grade.ORDINARY else None
    if section != "words" and _is_thing(reading, n):
        return False
    before = table(reading.language).before_place.search(reading.plain, max(0, word.start - 20), word.start) is not None
    return (_sure_capital if reading.cased else _sure_small)(reading, n, section, found, before=before)


def _sure_capital(reading: Reading, n: int, section: str, found: Grade, *, before: bool) -> bool | None:
    word = reading.words[n]
    if section == "clear":
        return True
    if section == "small":
        return before and len(word.plain) > _SHORT
    return None if word.opens else before and found not in {Grade.WORD_FIRST, Grade.FIRST}


def _is_thing(reading: Reading, n: int) -> bool:
    """True after an article that is no part of the place: "du Bordeaux", "un Saint-Nectaire" are eaten and drunk."""
    return n > 0 and reading.words[n - 1].plain in {"du", "un", "une", "some"} and reading.between(n) == " "


def _sure_small(reading: Reading, n: int, section: str, found: Grade, *, before: bool) -> bool | None:
    plain = reading.words[n].plain
    if section == "clear":
        return before or found not in {Grade.LAST, Grade.FIRST} or None
    if section == "small":
        return len(plain) > _SHORT if before else None
    return False if before and plain in lists.places(reading.language).towns and _goes_to(reading, n) else None


def _goes_to(reading: Reading, n: int) -> bool:
    """True after "à", "sur" or "vers" ("in", "to"): where towns are, and fewer things."""
    return (
        n > 0 and reading.words[n - 1].plain in {"a", "sur", "vers", "in", "to", "near"} and reading.between(n) == " "
    )


def placed(reading: Reading, n: int, rule: Rule, start: int) -> Mention | None:
    """The place that begins at word n, where a rule says that one does; None where that is no place."""
    word = reading.words[n]
    kind = rule.kind
    begin = start if kind == "address" else word.start
    found = grade(word.plain, reading.language)
    known = _known(reading, n)
    if reading.cased:
        if not is_name_like(word, reading) or (rule.id == "lives" and (found == Grade.FIRST or firm_end(reading, n))):
            return None
        end = max(known[0] if known else 0, _place_end(reading, n))
        sure = rule.sure and (known is None or known[1] != "areas")
        sure = sure and not (
            rule.id == "lives" and (found == Grade.WORD_FIRST or (known is None and found == Grade.ORDINARY))
        )
        if (
            rule.id == "quarter" and known is None and found == Grade.ORDINARY
        ):  # "le village Global", "la cité des Fleurs"
            sure = sure and reading.words[n - 1].plain in {"la", "le", "les", "l", "de", "du", "des", "d"}
        return _mention(reading, begin, reading.words[end - 1].end, kind, rule.id, sure=sure)
    if (
        known is not None
        and word.plain not in _GENERIC
        and (known[0] > n + 1 or word.plain not in table(reading.language).stop)
    ):
        sure = rule.sure and known[1] in {"clear", "small"}
        return _mention(reading, begin, reading.words[known[0] - 1].end, kind, rule.id, sure=sure)
    likely = found in {Grade.UNKNOWN, Grade.RARE, Grade.LAST}
    if rule.id == "quarter":
        likely = (
            word.plain not in _GENERIC
            and word.plain not in table(reading.language).stop
            and word.plain not in lists.not_names()
        )
    return _mention(reading, begin, word.end, kind, rule.id, sure=False) if likely and len(word.plain) > 2 else None  # noqa: PLR2004


def _known(reading: Reading, n: int) -> tuple[int, str] | None:
    """The place of the lists that begins at word n, or at the article before it."""
    if n and reading.between(n) in {" ", "'"}:
        wider = place_at(reading, n - 1)
        if wider is not None and wider[0] > n:
            return wider
    return place_at(reading, n)


def _place_end(reading: Reading, n: int) -> int:
    """The word after a place with capitals: hyphens and capitals go on, small words only between them."""
    end = n + 1
    while end < min(len(reading.words), n + _LONGEST):
        joint, word = reading.between(end), reading.words[end]
        if joint not in {" ", "-", "'"} or not (joint == "-" or is_name_like(word, reading)):
            break
        end += 1
    return end


def organised(reading: Reading, n: int, rule: Rule, start: int) -> Mention | None:
    """The organisation whose own name begins at word n, after the word that says what it is (from `start`)."""
    found = (
        _employer(reading, n)
        if rule.id == "employer"
        else _institution(reading, n, reading.words[n].start if rule.id == "organisation_taken" else start)
    )
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
    sort = (
        reading.language != "en"
        and len(capitals) == 1
        and grade(reading.words[capitals[0]].plain, reading.language) == Grade.ORDINARY
        and _known(reading, capitals[0]) is None
    )
    return (start, end, not (public or sort)) if named else None


def _institution_small(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    word = reading.words[n]
    known = _known(reading, n)
    if known is not None and known[1] != "words" and word.plain not in _GENERIC:
        return start, known[0], known[1] in {"clear", "small"}
    if word.plain in {"saint", "sainte", "st", "ste", "notre"} and n + 1 < len(reading.words):
        return start, n + 2, True
    found = grade(word.plain, reading.language)
    if found == Grade.FIRST:
        end = name_end(reading, n)
        return start, end + _is_surname(reading, end), True
    if word.plain in lists.employers() or found in {Grade.UNKNOWN, Grade.RARE, Grade.LAST}:
        return start, n + 1, word.plain in lists.employers()
    return _association(reading, n, start)


def _is_surname(reading: Reading, n: int) -> bool:
    """True for a word right after a first name that may be its surname: "école Jules Ferry"."""
    names = lists.names(reading.language)
    return n < len(reading.words) and reading.between(n) == " " and reading.words[n].plain in names.last_word


def _is_title(reading: Reading, m: int) -> bool:
    """True for a word of a title as in "Les Passeurs d'Espoir": a capital that no full stop explains."""
    word = reading.words[m]
    return word.capital and not word.opens and word.plain not in lists.not_names()


def _association(reading: Reading, n: int, start: int) -> tuple[int, int, bool] | None:
    """In small letters an association's name is guessed: its small words and what they hold, up to three."""
    head = reading.plain[start : reading.words[n].start]
    if not re.match(
        r"asso|fondation|collectif|residence|clinique|(?:foyer|ehpad|creche|maison de retraite|centre social) \w", head
    ):
        return None
    end, stop = n, table(reading.language).stop
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
        found = grade(reading.words[n].plain, reading.language)
        return None if found >= Grade.WORD_FIRST else (begin, title_end(reading, n), False)
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
        return
    n, stop = 0, table(reading.language).stop
    while n < len(reading.words):
        word = reading.words[n]
        end = n + 1
        if word.capital and not word.opens and word.plain not in stop - _HEADS:
            firm = _employer(reading, n)
            if firm is not None and firm[2]:
                end = firm[1]
                yield _mention(reading, word.start, reading.words[end - 1].end, "organisation", "firm", sure=False)
            elif word.plain not in lists.not_names() and grade(word.plain, reading.language) == Grade.ORDINARY:
                end = max(title_end(reading, n, digits=False), n + 1)
                title = " ".join(reading.words[m].plain for m in range(n, end))
                capitals = sum(_is_title(reading, m) for m in range(n, end))
                rule = "title_case" if capitals > 1 else "gone_to" if capitals and _is_gone_to(reading, n) else ""
                if rule and title not in lists.not_names():
                    yield _mention(reading, word.start, reading.words[end - 1].end, "organisation", rule, sure=False)
        n = end
