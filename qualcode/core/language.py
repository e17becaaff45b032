"""The language in which qualcode speaks to people.

Source strings are English. Whoever starts the program installs a catalogue with `speak`; nothing is read from disk here.
"""

from gettext import NullTranslations
from math import floor

_catalogue: NullTranslations = NullTranslations()
_spoken = "en"


def speak(catalogue: NullTranslations, language: str = "en") -> None:
    """Translate every later message with this catalogue, which holds this language."""
    global _catalogue, _spoken
    _catalogue, _spoken = catalogue, language


def spoken() -> str:
    """The language that messages come in."""
    return _spoken


def _(message: str) -> str:
    """The message in the current language."""
    return _catalogue.gettext(message)


def plural(one: str, many: str, n: int, **fields: object) -> str:
    """The message for `n` things, with `{n}` and the other fields filled in.

    >>> plural("{n} turn", "{n} turns", 2)
    '2 turns'
    """
    return _catalogue.ngettext(one, many, n).format(n=n, **fields)


def hundredths(value: float) -> str:
    """A number with two decimals, halves upwards, as this language writes them.

    >>> hundredths(0.7964), hundredths(-0.0234), hundredths(-0.001), hundredths(1)
    ('0.80', '−0.02', '0.00', '1.00')
    """
    whole, rest = divmod(floor(100 * abs(value) + 0.5 + 1e-9), 100)  # 0.145 must count as 14.5 hundredths
    sign = "−" if value < 0 and (whole or rest) else ""
    return sign + _("{whole}.{tenth}").format(whole=whole, tenth=f"{rest:02}")
