"""Numbers as a reader of this language expects them."""

from qualcode.analysis.proportion import half_up, percentage
from qualcode.core.language import _

_NO_BREAK = "\u00a0"


def percent(share: float) -> str:
    r"""A share as a percentage; a tenth below 10 %, so that 5.4 % is not read as the 5 % it exceeds.

    >>> percent(7 / 37), percent(1 / 37), percent(0.05)
    ('19\xa0%', '2.7\xa0%', '5\xa0%')
    """
    return glued(percentage(share))


def decimal(value: float) -> str:
    """A number of at least 0 with one decimal.

    >>> decimal(339.255), decimal(0.04)
    ('339.3', '0.0')
    """
    whole, tenth = divmod(half_up(10 * value), 10)
    return _("{whole}.{tenth}").format(whole=whole, tenth=tenth)


def thousands(n: int) -> str:
    r"""A whole number in groups of three, parted by the narrow space that both languages and the SI take.

    >>> thousands(10000), thousands(999)
    ('10\u202f000', '999')
    """
    return f"{n:,}".replace(",", "\u202f")


def glued(text: str) -> str:
    """The same text, a number kept on one line with its sign."""
    return text.replace(" %", f"{_NO_BREAK}%").replace(" ;", f"{_NO_BREAK};").replace(" :", f"{_NO_BREAK}:")
