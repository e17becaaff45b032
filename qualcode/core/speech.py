"""What counts as speech inside a turn, and what a word is.

Author's brackets (`[...]`, `[…]`, `[rires]`, `[ville moyenne de l'Ouest]`) are the researcher's, not the speaker's.
"""

import re

BRACKETS = re.compile(r"\[[^\]\n]*\]")
_NO_WORD = re.compile(r"(?<!\S)[^\w\s]+(?!\S)")


def blank_brackets(text: str) -> str:
    """The same text, as long, with every author's bracket blanked, so that offsets still hold.

    >>> blank_brackets("Oui [rires] bon")
    'Oui         bon'
    """
    return BRACKETS.sub(lambda found: " " * len(found[0]), text) if "[" in text else text


def count_words(text: str) -> int:
    """Words of speech: runs without white space that hold a letter or a digit, brackets left out.

    >>> count_words("Qui, « on » ? L'équipe [rires] !")
    3
    """
    speech = blank_brackets(text)
    return len(speech.split()) - len(_NO_WORD.findall(speech))
