"""Dates moved by a number of days, written as they were; ages as bands. Intervals between whole dates hold."""

import re
from datetime import date, timedelta

from qualcode.privacy.search import fold
from qualcode.privacy.spoken import digits_en, digits_fr

_FRENCH = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
_ENGLISH = "January February March April May June July August September October November December"
_MONTHS = {"fr": _FRENCH.split(), "en": _ENGLISH.split()}
_NUMBER = {fold(name): n for names in _MONTHS.values() for n, name in enumerate(names, 1)}
_NAMES = "|".join(sorted((re.escape(name) for names in _MONTHS.values() for name in names), key=len, reverse=True))
_PLAIN = "|".join(sorted(_NUMBER, key=len, reverse=True))
_MONTH = rf"(?P<month>{_NAMES}|{_PLAIN})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?P<nth>er|st|nd|rd|th)?(?P<of> (?:of )?){_MONTH}(?: (?P<year>\d{{4}}))?",
        rf"{_MONTH} (?P<day>\d{{1,2}})(?!\d)(?P<nth>st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?",
        r"(?<!\d)(?P<year>\d{4})(?P<sep>[/.-])(?P<number>\d{1,2})(?P=sep)(?P<day>\d{1,2})(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})(?P<sep>[/.-])(?P<number>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})(?!\d)",
        rf"{_MONTH} (?P<year>\d{{4}})",
    )
)
_YEAR_UNKNOWN = 2023  # neither it nor the years beside it are leap years: a day and a month move as in most years
_MIDDLE = 15
_BAND, _OLDEST = 5, 130


def moved(text: str, days: int) -> str | None:
    """The date in a text moved by so many days; None where no date can be read, or it would stay as it is.

    A day without a year moves as in a common year; a month without a day moves with its middle.

    >>> moved("le 12 mars 2021", 21), moved("12/03/2021", -14), moved("mars 2021", 35), moved("March 3rd, 2020", 7)
    ('le 2 avril 2021', '26/02/2021', 'avril 2021', 'March 10th, 2020')
    """
    for form in _FORMS:
        if (found := form.search(text)) is not None:
            new = _moved(found, days)
            return None if new is None or new == found[0] else text[: found.start()] + new + text[found.end() :]
    return None


def _moved(found: re.Match[str], days: int) -> str | None:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else _NUMBER[fold(parts["month"])]
    year = int(parts["year"]) if parts.get("year") else _YEAR_UNKNOWN
    try:
        was = date(year + 2000 if year < 100 else year, month, int(parts.get("day") or _MIDDLE))  # noqa: PLR2004 - 21 is 2021
        now = was + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return _written(found, parts, now)


def _written(found: re.Match[str], parts: dict[str, str | None], now: date) -> str:
    """The new date in the form of the old one."""
    new = {}
    if parts.get("day"):
        new["day"] = f"{now.day:02d}" if (parts["day"] or "").startswith("0") or parts.get("number") else str(now.day)
    if parts.get("number"):
        new["number"] = f"{now.month:02d}"
    if parts.get("month"):
        new["month"] = _month(parts["month"] or "", now.month)
    if parts.get("year"):
        new["year"] = f"{now.year % 100:02d}" if len(parts["year"] or "") == 2 else str(now.year)  # noqa: PLR2004 - 21
    if parts.get("nth"):
        new["nth"] = _nth(parts["nth"] or "", now.day)
    text = found[0]
    for name in sorted(new, key=found.start, reverse=True):
        start, end = found.start(name) - found.start(), found.end(name) - found.start()
        text = text[:start] + new[name] + text[end:]
    return text


def _month(was: str, number: int) -> str:
    english = fold(was) in {fold(name) for name in _MONTHS["en"]} and fold(was) not in {fold(n) for n in _MONTHS["fr"]}
    name = _MONTHS["en" if english else "fr"][number - 1]
    if was.isupper():
        return name.upper()
    return name.capitalize() if was[0].isupper() else name.lower()


def _nth(was: str, day: int) -> str:
    if fold(was) == "er":
        return "er" if day == 1 else ""
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")  # noqa: PLR2004 - 11th to 13th


def band(text: str, language: str) -> str | None:
    """Five years that hold an age, without brackets; None where no number can be read.

    >>> band("42 ans", "fr"), band("quarante-sept ans", "fr"), band("42-year-old", "en")
    ('40 à 44 ans', '45 à 49 ans', '40 to 44 years')
    """
    years = _number(fold(text), language)
    if not 0 < years < _OLDEST:
        return None
    first = years // _BAND * _BAND
    return f"{first} to {first + _BAND - 1} years" if language == "en" else f"{first} à {first + _BAND - 1} ans"


def _number(text: str, language: str) -> int:
    """The first number in figures, else the number that the words say; 0 for none."""
    if (found := re.search(r"\d+", text)) is not None:
        return int(found[0])
    if language == "en":
        return sum(int(digits) for word in re.findall(r"\w+", text) if (digits := digits_en(word)))
    return int(digits_fr(text) or 0)
