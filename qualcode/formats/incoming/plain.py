"""Plain text and Markdown: bytes to text, text to lines."""

import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.incoming.marks import Line
from qualcode.text.normalise import normalise

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf ©¨ª«´®§¹»¢‰ˆŠ€]|â€[™œ\u009d“”¦]|Â[«»\u00a0]|ï¿½|\ufffd")
_FRONT = re.compile(r"---\n((?:(?:[\w -]{1,30}:|- )[^\n]*\n){1,60})(?:---|\.\.\.)(?:\n|$)")
_STRONG = re.compile(r"(?:[>\s]*)(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=[^\s*])(.{1,300}?)(?<=[^\s*\\])\1(?![\w*])"
    r"|(?<![\w\\])(_{1,2})(?=[^\s_])(.{1,300}?)(?<=[^\s_\\])\3(?!\w)"
)
_HEAD = re.compile(r"#{1,6}\s+|(?:>\s*)+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!<>-])")
_STARTS = re.compile(r"[-–—*•\[>#(]|\d|[^:\n]{1,40}\s?:")  # a line that looks as if something began there


# -- bytes to text ---------------------------------------------------------------------------------------------------


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """The text of a file in whatever encoding, and warnings. Raises UnreadableFile for what is not text."""
    text, warnings = _decoded(data, name)
    if len(_CONTROL.findall(text)) > len(text) // 50:
        raise _binary(name)
    if len(_MOJIBAKE.findall(text)) > 1:
        warnings += (_("Some accents look damaged (“Ã©” for “é”): the file was saved in the wrong encoding before."),)
    return text, warnings


def _decoded(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    encoding = next((known for bom, known in _BOMS if data.startswith(bom)), _utf16(data) or "utf-8")
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        if encoding != "utf-8":
            raise _binary(name) from None
    if b"\x00" in data:
        raise _binary(name)
    return _patched(data) or _guessed(data)


def _binary(name: str) -> UnreadableFile:
    return UnreadableFile(_("This is not a text."), where=name, advice=_("Save the transcript as .docx or .txt."))


def _utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: in Latin scripts, every other byte is nought."""
    sample = data[:4000]
    even, odd, least = sample[::2].count(0), sample[1::2].count(0), max(1, len(sample) // 6)
    if odd >= least and even <= odd // 20:
        return "utf-16-le"
    return "utf-16-be" if even >= least and odd <= even // 20 else None


def _patched(data: bytes) -> tuple[str, tuple[str, ...]] | None:
    """UTF-8 with some foreign bytes, as when two files were pasted together; None when it is not mostly UTF-8."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = len(re.findall("[\udc80-\udcff]", text))
    if sum(char > "\x7f" for char in text) - foreign <= foreign:
        return None
    mended = re.sub("[\udc80-\udcff]", lambda found: bytes([ord(found[0]) - 0xDC00]).decode("cp1252", "replace"), text)
    return mended, (_("Some characters are not UTF-8; they are read as Windows-1252: check the accents."),)


def _guessed(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - only for files that declare nothing

    best = from_bytes(data, cp_isolation=["cp1252", "latin_1", "mac_roman", "cp850"]).best()
    encoding = best.encoding if best is not None else "latin_1"
    if encoding == "latin_1":
        encoding = "cp1252"
    text = data.decode(encoding, "replace")
    return text, (_("The file is not UTF-8; it is read as {encoding}: check the accents.").format(encoding=encoding),)


# -- text to lines ---------------------------------------------------------------------------------------------------


def text_lines(text: str, *, markdown: bool) -> tuple[list[Line], tuple[str, ...]]:
    """The lines of a plain text, paragraphs numbered, and warnings about what is no speech.

    Every line is a paragraph, except where lines were wrapped at a width: these are joined again.
    """
    front, body = _front_matter(normalise(text))
    lines: list[Line] = []
    for block in re.split(r"\n{2,}", body):
        for joined in _unwrapped(block.split("\n"), width=_width(body), markdown=markdown):
            lines.append(_line(joined, len(lines), markdown=markdown))
    return [line for line in lines if line.text], front


def _front_matter(text: str) -> tuple[tuple[str, ...], str]:
    found = _FRONT.match(text)
    if found is None:
        return (), text
    return (_("Left out, a header: {words}").format(words=" / ".join(found[1].split("\n")).strip(" /")),), text[
        found.end() :
    ]


def _line(text: str, paragraph: int, *, markdown: bool) -> Line:
    strong = _STRONG.match(text)
    lead = strong[2].strip() if strong else ""
    if strong:
        text = strong[2] + text[strong.end() :]
    if markdown:
        text, lead = _bare(text), _bare(lead)
    return Line(text=text.strip(), lead=lead, paragraph=paragraph)


def _bare(text: str) -> str:
    """A Markdown line without its marks."""
    if not text.strip("-*_= "):
        return ""
    text = _EMPHASIS.sub(
        lambda found: found[2] or found[4], _HEAD.sub("", text, count=1) if _HEAD.match(text) else text
    )
    return _ESCAPE.sub(r"\1", text.removesuffix("\\")).strip()


def _width(text: str) -> int:
    """The width at which the text was wrapped, or 0: when most breaks stand where the next word had no room."""
    lines = text.split("\n")
    width = max(map(len, lines), default=0)
    breaks = [(one, two) for one, two in pairwise(lines) if one and two]
    wrapped = sum(_no_room(one, two, width) for one, two in breaks)
    return width if 40 <= width <= 120 and wrapped >= 3 and wrapped >= 0.6 * len(breaks) else 0  # noqa: PLR2004


def _no_room(line: str, after: str, width: int) -> bool:
    return len(line) + 1 + len(after.split(" ", 1)[0]) > width


def _unwrapped(lines: Sequence[str], *, width: int, markdown: bool) -> list[str]:
    joined = [lines[0]]
    for before, line in pairwise(lines):
        hard_break = markdown and before.endswith("\\")
        if width and not hard_break and not _STARTS.match(line) and _no_room(before, line, width):
            joined[-1] += f" {line}"
        else:
            joined.append(line)
    return joined
