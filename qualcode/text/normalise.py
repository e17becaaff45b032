"""The one normal form of a text, given to it once, at import. Offsets and quotes rely on it ever after."""

import re
import unicodedata

_BREAKS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
# C0 and C1 controls but tab and line feed, lone surrogates (no file can hold them), soft hyphens, byte order marks, spaces
# without width; joiners and marks of direction within a Latin word, which nobody sees and no search gets past.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\ud800-\udfff]|"
    "(?<=[A-Za-z\u00c0-\u024f])[\u200c-\u200f]+(?=[A-Za-z\u00c0-\u024f])"
)
_BLANKS = re.compile("[ \t]{2,}|\t")
_PLAIN = re.compile("[!-~\u00c0-\u024f]+(?: [!-~\u00c0-\u024f]+)*")


def normalise(text: str) -> str:
    r"""NFC, LF, one space between words, trimmed lines, no control characters, no empty lines at the ends.

    No-break spaces (U+00A0, U+202F) stay: French typography puts them inside a line on purpose. Emoji, joiners and
    right-to-left marks stay where they mean something. Normalising twice changes nothing.

    >>> normalise("  Voilà\t, dit-elle.\r\n\r\n ")
    'Voilà , dit-elle.'
    """
    if _PLAIN.fullmatch(text):  # most paragraphs: nothing to do
        return text
    text = _UNSEEN.sub("", _BREAKS.sub("\n", text))
    text = _BLANKS.sub(" ", unicodedata.normalize("NFC", text))
    return "\n".join(line.strip() for line in text.split("\n")).strip("\n")
