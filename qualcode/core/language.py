"""The language in which qualcode speaks to people.

Source strings are English. Whoever starts the program installs a catalogue with `speak`; nothing is read from disk here.
"""

from gettext import NullTranslations

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
