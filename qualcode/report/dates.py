"""Dates as prose has them."""

from datetime import date

from qualcode.core.language import _


def in_words(day: str) -> str:
    """An ISO date or time as a day, in the language spoken; what is no whole date stays as it is.

    >>> in_words("2026-01-13T10:00:00Z"), in_words("2026-01")
    ('13 January 2026', '2026-01')
    """
    try:
        found = date.fromisoformat(day[:10])
    except ValueError:
        return day
    months = _("January February March April May June July August September October November December").split()
    written = _("1 {month} {year}") if found.day == 1 else _("{day} {month} {year}")
    return written.format(day=found.day, month=months[found.month - 1], year=found.year)
