"""Places: what the lists know, and what people say around the others."""

import re
from collections.abc import Iterator

from qualcode.privacy import lists
from qualcode.privacy.extents import firm_end, is_name_like, place_at
from qualcode.privacy.grades import Grade, grade, table
from qualcode.privacy.mention import Kind, Mention
from qualcode.privacy.rules import Rule
from qualcode.privacy.words import Reading

GENERIC = frozenset(
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
_IN_LAND = re.compile(
    r"(?<!\w)(?:(?:au|en|du|aux|in|from|to) |d'|(?:dans|tou(?:t|te|tes|s)|dans tou(?:t|te|tes|s)) (?:le |la |les |l'))$"
)
_RIVERSIDE = frozenset({"sur", "sous", "en", "les", "lez", "de", "du", "des", "la", "le", "aux", "d", "l", "au"})


def _mention(reading: Reading, start: int, end: int, kind: Kind, rule: str, *, sure: bool) -> Mention:
    return Mention(start=start, end=end, kind=kind, text=reading.text[start:end], sure=sure, rule=rule)


def listed(reading: Reading) -> Iterator[Mention]:
    """The places of the lists; those that are words too, or hamlets, only where places are spoken of."""
    n = 0
    while n < len(reading.words):
        found = _longest(reading, n) if _may_begin(reading, n) else None
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


def _longest(reading: Reading, n: int) -> tuple[int, str] | None:
    """The place that begins at word n: of the lists, or where that goes further, one told by its hyphens."""
    known, tied = place_at(reading, n), _compound(reading, n)
    return tied if tied is not None and (known is None or known[0] < tied[0]) else known


def _compound(reading: Reading, n: int) -> tuple[int, str] | None:
    """A place that the lists do not know, told by its hyphens: called after a saint, or on a river, near a town."""
    if n + 1 == len(reading.words) or reading.between(n + 1) != "-" or (n and reading.between(n) == "-"):
        return None
    end = _place_end(reading, n) if reading.cased else _hyphened(reading, n)
    holy = (
        reading.words[n].plain in {"saint", "sainte", "st", "ste", "notre"}
        and reading.words[n + 1].capital == reading.cased
    )
    inside = {reading.words[m].plain for m in range(n + 1, end - 1)}
    lies = not reading.cased and inside & _RIVERSIDE and len(reading.words[end - 1].plain) > 2  # noqa: PLR2004
    if not (holy or lies) or reading.plain[reading.words[n].start : reading.words[end - 1].end] in lists.words(
        reading.language
    ):
        return None
    return end, "words" if reading.cased else "compound"


def _hyphened(reading: Reading, n: int) -> int:
    """The word after the last that hyphens and apostrophes tie to word n."""
    end = n + 1
    while end < len(reading.words) and reading.between(end) in {"-", "'"}:
        end += 1
    return end


def _may_begin(reading: Reading, n: int) -> bool:
    if not reading.cased:
        return True
    word = reading.words[n]
    if word.capital:
        return word.plain not in lists.not_names(reading.language) or n + 1 < len(reading.words)
    ahead = reading.words[n + 1] if n + 1 < len(reading.words) else None
    return word.plain in {"la", "le", "les", "l", "the"} and ahead is not None and ahead.capital


def _sure_of(reading: Reading, n: int, end: int, section: str) -> bool | None:
    """True for a place, False for a likely one, None where nothing says that it is one."""
    word = reading.words[n]
    found = grade(word.plain, reading.language) if end == n + 1 else Grade.UNKNOWN
    if end == n + 1 and word.plain in lists.not_names(reading.language):
        return None
    if section == "areas" and not (word.plain in lists.places(reading.language).towns and _goes_to(reading, n)):
        worded = found in {Grade.ORDINARY, Grade.WORD_FIRST, Grade.WORD_LAST}  # "une somme"
        return False if reading.cased or not worded or _is_in_land(reading, n) else None
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
    if section == "compound":
        return before
    return False if before and plain in lists.places(reading.language).towns and _goes_to(reading, n) else None


def _is_in_land(reading: Reading, n: int) -> bool:
    """True after "au", "en", "du", "d'", "dans (tout) le" ("in", "from"): where countries and departments are."""
    start = reading.words[n].start
    return _IN_LAND.search(reading.plain, max(0, start - 20), start) is not None


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
    known = known_place(reading, n)
    if reading.cased:
        if not is_name_like(word, reading) or (
            rule.id in {"lives", "born"} and (found == Grade.FIRST or firm_end(reading, n))
        ):
            return None
        end = max(known[0] if known else 0, _place_end(reading, n))
        proper = rule.id == "square" and reading.text[start].isupper() and known is not None  # "Porte de Clichy"
        sure = (rule.sure or proper) and (known is None or known[1] != "areas")
        sure = sure and not (
            rule.id in {"lives", "born"} and (found == Grade.WORD_FIRST or (known is None and found == Grade.ORDINARY))
        )
        if (
            rule.id == "quarter" and known is None and found == Grade.ORDINARY
        ):  # "le village Global", "la cité des Fleurs"
            sure = sure and reading.words[n - 1].plain in {"la", "le", "les", "l", "de", "du", "des", "d"}
        return _mention(reading, begin, reading.words[end - 1].end, kind, rule.id, sure=sure)
    if (
        known is not None
        and word.plain not in GENERIC
        and (known[0] > n + 1 or word.plain not in table(reading.language).stop)
    ):
        sure = rule.sure and known[1] in {"clear", "small"}
        return _mention(reading, begin, reading.words[known[0] - 1].end, kind, rule.id, sure=sure)
    likely = found in {Grade.UNKNOWN, Grade.RARE, Grade.LAST}
    if rule.id == "square":
        return None
    if rule.id in {"quarter", "born"}:
        likely = (
            word.plain not in GENERIC
            and word.plain not in table(reading.language).stop
            and word.plain not in lists.not_names(reading.language)
        )
    return _mention(reading, begin, word.end, kind, rule.id, sure=False) if likely and len(word.plain) > 2 else None  # noqa: PLR2004


def known_place(reading: Reading, n: int) -> tuple[int, str] | None:
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
