"""How a quote looks on a page: guillemets, no-break spaces, ellipses. For display only, never for what is stored.

The words stay as they were spoken: apostrophes, inclusive spelling and hesitations are not touched.
"""

import re
from collections.abc import Mapping

from qualcode.core.language import _

NO_BREAK = "\u00a0"
NARROW = "\u202f"

_S = "[ \\t\u00a0\u202f\u2009]"  # the spaces inside a line
_URL = r"(?:https?://|www\.)[^\s«»“”‘’\"]*[^\s«»“”‘’\".,;:!?…()\[\]]"
_CUT = rf"\[{_S}*(?:\.{{3,}}|…){_S}*\]"
_MARKS: Mapping[str, tuple[str, ...]] = {"fr": ("«»", "“”", "‘’"), "en": ("“”", "‘’")}
"""Opening and closing marks by depth, the last pair for every further depth."""

_STRAIGHT = re.compile(rf'({_S}*)"({_S}*)')
_CURLY = re.compile(rf"[«“]{_S}*|{_S}*[»”]")
_FRENCH = re.compile(
    rf"(?P<url>{_URL})|(?P<cut>{_CUT})|(?P<dots>\.{{3,}})"
    rf"|(?P<mark>«{_S}*|“{_S}*|{_S}*»|{_S}*”)|(?P<space>{_S}*)(?P<sign>[:;!?]+)"
)
_ENGLISH = re.compile(
    rf"(?P<url>{_URL})|(?P<cut>{_CUT})|(?P<dots>\.{{3,}})"
    rf"|(?P<mark>“{_S}*|{_S}*”)|(?P<space>{_S}+)(?P<sign>[:;!?]+)(?:(?=\s|\Z|[”’\]])|(?<=[!?])(?=\)))"
)


def prose(text: str, language: str) -> str:
    r"""The text with the marks and spaces of its language ("fr", else English). Twice is the same as once.

    French: guillemets with no-break spaces inside, “ ” inside these, U+202F before ; ! ? and U+00A0 before a colon.
    English: “ ”, ‘ ’ inside these, no space before a sign. Times (10:30), addresses and references are left alone.

    >>> prose('Il m\'a dit: "Et alors?" [...] à 10:30.', "fr")
    "Il m'a dit\xa0: «\xa0Et alors\u202f?\xa0» […] à 10:30."
    >>> prose("Il dit : « oui » !", "en")
    'Il dit: “oui”!'
    """
    return _set(text, language, depth=0)


def quote(text: str, language: str) -> str:
    r"""The text between quotation marks, those it holds one step further in. After `prose`, the result is the same.

    A passage that is reported speech from end to end keeps its own marks: they say that somebody else is speaking.

    >>> quote("« T'inquiète ! »", "fr")
    "«\xa0“T'inquiète\u202f!”\xa0»"
    >>> quote('"Never mind!"', "en")
    '“‘Never mind!’”'
    """
    inside = _set(text, language, depth=1).strip()
    return f"«{NO_BREAK}{inside}{NO_BREAK}»" if _is_french(language) else f"“{inside}”"


def _is_french(language: str) -> bool:
    return language.lower().startswith("fr")


def _set(text: str, language: str, *, depth: int) -> str:
    french = _is_french(language)
    marked = _nested(_curled(text), _MARKS["fr" if french else "en"], depth)
    return _FRENCH.sub(_french, marked) if french else _ENGLISH.sub(_english, marked)


def _curled(text: str) -> str:
    """Straight quotes as “ or ”: by the side on which a word touches them, else by turns."""
    is_open = False

    def curl(found: re.Match[str]) -> str:
        nonlocal is_open
        left, right = found.groups()
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        ends_a_word = not left and before not in {"", "\n", "(", "[", "«", "“"}
        begins_a_word = not right and after not in {"", "\n", *".,;:!?…)]»”"}
        is_open = begins_a_word if begins_a_word != ends_a_word else not is_open
        return f"{left}“" if is_open else f"”{right}"

    return _STRAIGHT.sub(curl, text)


def _nested(text: str, marks: tuple[str, ...], outside: int) -> str:
    """The marks that belong at each depth, without spaces. They need not balance: a passage may begin or end inside."""
    depth = outside

    def mark(found: re.Match[str]) -> str:
        nonlocal depth
        opens = found[0][0] in "«“"
        depth = depth if opens else max(outside, depth - 1)
        pair = marks[min(depth, len(marks) - 1)]
        depth += opens
        return pair[0] if opens else pair[1]

    return _CURLY.sub(mark, text)


def _french(found: re.Match[str]) -> str:
    if found["sign"] is None:
        return _common(found)
    sign = found["sign"]
    if _opens_line_or_bracket(found) or not (found["space"] or _ends_a_phrase(found)):
        return found[0]
    return (NO_BREAK if sign[0] == ":" else NARROW) + sign


def _english(found: re.Match[str]) -> str:
    if found["sign"] is None:
        return _common(found)
    return found[0] if _opens_line_or_bracket(found) else found["sign"]


def _common(found: re.Match[str]) -> str:
    if found["url"]:
        return found[0]
    if found["cut"]:
        return "[…]"
    if found["dots"]:
        return "…"
    mark = found["mark"].strip()
    return {"«": f"«{NO_BREAK}", "»": f"{NO_BREAK}»"}.get(mark, mark)


def _opens_line_or_bracket(found: re.Match[str]) -> bool:
    """True for "(?)" or a sign that begins a line: nothing stands before it that it could be parted from."""
    text, at = found.string, found.start() - 1
    while at >= 0 and text[at] != "\n" and text[at].isspace():
        at -= 1
    return at < 0 or text[at] in "\n([«“‘"


def _ends_a_phrase(found: re.Match[str]) -> bool:
    """False inside 10:30, E01:12 or a:b; a sign glued to the word before it is parted only where a phrase ends."""
    after = found.string[found.end() : found.end() + 1]
    if ":" in found["sign"]:
        return not after or after.isspace() or after in "«»“”"
    return not (after.isalnum() or after == "_")


def quoted(text: str, length: int = 80) -> str:
    """Words in quotation marks, on one line, cut at a length."""
    words = " ".join(text.split())
    return _("“{words}”").format(words=words if len(words) <= length else words[: length - 1] + "…")
