"""Rules for what is written in figures or signs, alike in every language: numbers that identify, addresses on the net."""

import re

from qualcode.privacy.rules import Rule, word_set, words

_SEP = r"[ .\u00a0-]?"
_NIR = (
    rf"[1-478]{_SEP}\d\d{_SEP}(?:0[1-9]|1[0-2]|[2-9]\d){_SEP}(?:\d\d|"
    rf"2[ab])(?:{_SEP}\d){{6}}(?:{_SEP}\d\d)?"
)
_TLD = (
    r"(?:com|fr|org|net|eu|info|io|uk|co|be|ch|ca|de|es|it|pt|lu|me|re|gouv|edu|gov|ie|us|asso|bzh|"
    r"alsace|corsica|paris)"
)
_YEAR = r"(?:19|20)\d\d"


def _compact(text: str) -> str:
    return re.sub(r"[^0-9a-z]", "", text).upper()


def _is_nir(text: str) -> bool:
    """True for a French social security number whose key is right, or that has none."""
    from stdnum.fr import nir  # noqa: PLC0415 - only when something looks like one

    number = _compact(text)
    return len(number) == 13 or bool(nir.is_valid(number))  # noqa: PLR2004 - without its key


def _is_iban(text: str) -> bool:
    from stdnum import iban  # noqa: PLC0415 - only when something looks like one

    return bool(iban.is_valid(_compact(text)))


def _is_nhs(text: str) -> bool:
    from stdnum.gb import nhs  # noqa: PLC0415 - only when something looks like one

    return bool(nhs.is_valid(_compact(text)))


def _is_card(text: str) -> bool:
    from stdnum import luhn  # noqa: PLC0415 - only when something looks like one

    return bool(luhn.is_valid(_compact(text)))


_SMALL = word_set(
    "et ou de en au du la le les des ans sur fois to or and of in per mai may the par te se me ne ce un a"
)


def _is_plate(text: str) -> bool:
    """True where the letters around the figures are no small words ("le 115 et")."""
    return not _SMALL & set(text.split())


_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ .]\d{3})+")  # 3 482 917 people
_PERIOD = re.compile(rf"{_YEAR}[-/ .]{_YEAR}")
_FEWEST = 5  # figures of a number that identifies; fewer are counts and years


def _is_number_like(text: str) -> bool:
    """True for figures that count nothing: five or more, neither grouped by thousands nor two years."""
    figures = sum(map(str.isdigit, text))
    return figures >= _FEWEST and not _GROUPED.fullmatch(text) and not _PERIOD.fullmatch(text)


NUMBERS: tuple[Rule, ...] = (
    Rule(
        id="email",
        kind="email",
        pattern=re.compile(r"(?<![\w.+-])[\w.+-]+(?:@| ?\((?:at|a|arobase)\) ?)\w[\w-]*(?:\.\w[\w-]*)*\.[a-z]{2,}"),
    ),
    Rule(id="url", kind="url", pattern=re.compile(r"(?<!\w)(?:https?://|www\.)[^\s<>«»\"()]*[\w/]")),
    Rule(
        id="domain",
        kind="url",
        pattern=re.compile(rf"(?<![\w@.])[a-z0-9][a-z0-9-]{{2,60}}(?:\.[a-z0-9-]+)*\.{_TLD}(?![\w-])(?:/[\w/.-]*\w)?"),
    ),
    Rule(id="handle", kind="handle", pattern=re.compile(r"(?<![\w.])@[\w.-]*\w")),
    Rule(
        id="user_name",
        kind="handle",
        pattern=re.compile(r"(?<![\w@.])(?=\w*[a-z])(?=\w*_)[a-z0-9]\w*[a-z0-9](?![\w@])"),
        sure=False,
    ),
    Rule(id="nir", kind="nir", pattern=re.compile(rf"(?<![\d+]){_NIR}(?!\d)"), check=_is_nir),
    Rule(
        id="nir",
        kind="nir",
        pattern=re.compile(rf"(?:securite sociale|secu|vitale|nir|nss)(?!\w)[^\d\n]{{0,40}}(?P<x>{_NIR})(?!\d)"),
    ),
    Rule(id="nir_wrong_key", kind="nir", pattern=re.compile(rf"(?<![\d+]){_NIR}(?!\d)"), sure=False),
    Rule(
        id="iban",
        kind="iban",
        pattern=re.compile(r"(?<!\w)[a-z]{2}\d\d(?:[ -]?[a-z0-9]{4}){2,7}(?:[ -]?[a-z0-9]{1,4})?(?!\w)"),
        check=_is_iban,
    ),
    Rule(
        id="iban_wrong_key",
        kind="iban",
        pattern=re.compile(
            r"(?<!\w)(?:fr|be|de|es|pt|gb|ma|it|lu)\d\d(?:[ -]?[a-z0-9]{4}){3,6}(?:[ -]?[a-z0-9]{1,4})?(?!\w)"
        ),
        sure=False,
        check=lambda text: sum(map(str.isdigit, text)) > len(text) / 2,
    ),
    Rule(
        id="bank_card", kind="file_number", pattern=re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?!\d)"), check=_is_card
    ),
    Rule(
        id="phone_fr",
        kind="phone",
        pattern=re.compile(
            r"(?<![\d.,])(?:(?:\+|00)33[ .\u00a0-]?(?:\(0\)[ ]?)?|0)[1-9](?P<sep>[ .,\u00a0/-]{0,2})\d\d(?:(?P=sep)\d\d){3}(?!\d)"
        ),
    ),
    Rule(
        id="phone_fr_runs",
        kind="phone",
        pattern=re.compile(
            r"(?<![\d.,])0[1-9]\d\d[ .-]?\d\d\d[ .-]?\d\d\d(?!\d)|"
            r"(?<![\d.,])0[1-9]\d[ .-]\d{3}[ .-]\d{2}[ .-]\d{2}(?!\d)"
        ),
    ),
    Rule(id="phone_abroad", kind="phone", pattern=re.compile(r"(?<![\w+])\+\d{1,3}(?:[ .()-]{0,2}\d){7,12}(?!\d)")),
    Rule(
        id="phone_uk",
        kind="phone",
        pattern=re.compile(r"(?<![\w.+])0(?:7\d{3}[ -]?\d{3}[ -]?\d{3}|[12]\d{2,4}[ -]?\d{3,4}[ -]?\d{3,4})(?!\d)"),
    ),
    Rule(
        id="phone_us",
        kind="phone",
        pattern=re.compile(r"(?<![\w.+])(?:1[ .-])?\(?[2-9]\d\d\)?[ .-][2-9]\d\d[ .-]\d{4}(?!\d)"),
    ),
    Rule(id="plate", kind="plate", pattern=re.compile(r"(?<![\w-])[a-hj-np-tv-z]{2}-\d{3}-[a-hj-np-tv-z]{2}(?![\w-])")),
    Rule(
        id="plate_spaced",
        kind="plate",
        pattern=re.compile(r"(?<![\w-])[a-hj-np-tv-z]{2} \d{3} [a-hj-np-tv-z]{2}(?![\w'-])"),
        sure=False,
        check=_is_plate,
    ),
    Rule(
        id="plate_old",
        kind="plate",
        pattern=re.compile(r"(?<!\w)\d{2,4}[ -][a-z]{2,3}[ -](?:0[1-9]|[1-8]\d|9[0-5]|2[ab])(?!\w)"),
        sure=False,
        check=_is_plate,
    ),
    Rule(
        id="plate_said",
        kind="plate",
        pattern=words(
            r"(?:immatricule\w*|immatriculation|plaque\w*|number plate|plate number|plate|registration|"
            r"reg)(?: (?:en|est|is|was|c'est|c'etait|"
            r"number))? ?:? (?P<x>[a-z]{1,3}[ -]?\d{2,4}(?:[ -]?[a-z]{1,3}(?:[ -]?\d\d)?)?(?!\w))"
        ),
    ),
    Rule(
        id="plate_abroad",
        kind="plate",
        pattern=re.compile(r"(?<![\w-])[a-z]{3} ?\d{3}[a-z](?!\w)"),
        sure=False,
        check=_is_plate,
    ),
    Rule(
        id="plate_uk",
        kind="plate",
        pattern=re.compile(r"(?<![\w-])[a-z]{2}(?:0[1-9]|[1-7]\d) [a-z]{3}(?!\w)"),
        sure=False,
    ),
    Rule(
        id="plate_uk_car",
        kind="plate",
        pattern=re.compile(
            r"(?:car|van|bike|vehicle|plate)\W{1,3}(?:is )?(?P<x>[a-z]{2}(?:0[1-9]|[1-7]\d) ?[a-z]{3})(?!\w)"
        ),
    ),
    Rule(
        id="postcode_uk",
        kind="postcode",
        pattern=re.compile(r"(?<!\w)[a-z]{1,2}\d[a-z\d]? \d[abd-hjlnp-uw-z]{2}(?!\w)"),
    ),
    Rule(
        id="nhs_number", kind="file_number", pattern=re.compile(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)"), check=_is_nhs
    ),
    Rule(
        id="numeric_date",
        kind="date",
        pattern=re.compile(
            rf"(?<![\d/.-])(?:0?[1-9]|[12]\d|3[01])([/.-])(?:0?[1-9]|1[0-2])\1(?:{_YEAR}|\d\d)(?![\d/-])"
        ),
    ),
    Rule(
        id="iso_date",
        kind="date",
        pattern=re.compile(rf"(?<![\d/-]){_YEAR}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?![\d-])"),
    ),
    Rule(
        id="number_like",
        kind="file_number",
        pattern=re.compile(
            r"(?<![\w.,/@+-])(?:[a-z]{1,4}[-/]?)?\d[\d ./-]*\d[a-z]?(?![\w@%€£$])"
            r"(?!(?<=\b\d{5}) [a-z]{3})(?! ?(?:€|%|£|[a-z]+[sx](?!\w)|de |d'|mille|million|km|kg))"
        ),
        sure=False,
        check=_is_number_like,
    ),
)
