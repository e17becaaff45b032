"""Codebooks: read through libyaml with the line of every code, edited through ruamel.yaml so that comments stay."""

import io
from collections.abc import Callable
from typing import Any

from qualcode.core.codebook import CODE_ID, Code, Codebook
from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.transcripts import decode
from qualcode.formats.yaml_nodes import Lines, end_of_entries, entry_lines, list_of, read_yaml, texts_of

_LISTS = ("include", "exclude", "examples", "cues", "anti_cues")
_KEYS = frozenset({"id", "label", "parent", "status", "merged_into", "color", "definition", "memo", *_LISTS})


def loads(data: bytes, path: str, *, language: str = "fr") -> Codebook:
    """Read a codebook. Raises UnreadableFile at the line that is wrong.

    A label or definition written as plain text is taken to be in `language`.
    """
    document, lines = read_yaml(decode(data, path), path)
    if document is None:
        return Codebook()
    if not isinstance(document, dict) or not isinstance(document.get("codes") or [], list):
        raise UnreadableFile(
            _("a codebook is a list of codes under `codes:`."),
            where=f"{path}:1",
            advice=_("Begin with `codes:` and give each code a line `- id: its_id`."),
        )
    seen: dict[str, int] = {}
    codes = []
    for entry in document.get("codes") or []:
        code = _code(entry, path, lines, language)
        if code.id in seen:
            raise UnreadableFile(
                _("the code “{id}” stands twice (also on line {line}).").format(id=code.id, line=seen[code.id]),
                where=f"{path}:{code.line}",
                advice=_("Give one of them another id."),
            )
        seen[code.id] = code.line or 0
        codes.append(code)
    return Codebook(codes=tuple(codes), title=texts_of(document.get("title", ""), language))


def _code(entry: Any, path: str, lines: Lines, language: str) -> Code:
    line = lines.get(id(entry))
    where = path if line is None else f"{path}:{line}"
    if not isinstance(entry, dict) or not CODE_ID.fullmatch(str(entry.get("id", ""))):
        raise UnreadableFile(
            _("this code has no usable id."),
            where=where,
            advice=_("Write `- id: relapse_fear`: letters (accents too), digits, - and _."),
        )
    if unknown := sorted(set(entry) - _KEYS):
        raise UnreadableFile(
            _("“{key}” is not something a code has.").format(key=unknown[0]),
            where=where,
            advice=_("A code has: {keys}.").format(keys=", ".join(sorted(_KEYS))),
        )
    for key in ("parent", "status", "merged_into", "color", "memo"):
        if not isinstance(entry.get(key, ""), str):
            raise UnreadableFile(
                _("“{key}” must be one word or text.").format(key=key),
                where=where,
                advice=_("Take the list or the lines under it away."),
            )
    status = entry.get("status") or "active"
    if status not in {"active", "retired"}:
        raise UnreadableFile(
            _("“{status}” is not a status.").format(status=status), where=where, advice=_("Write active or retired.")
        )
    return Code(
        id=entry["id"],
        label=texts_of(entry.get("label", ""), language),
        parent=entry.get("parent") or None,
        status="retired" if status == "retired" else "active",
        merged_into=entry.get("merged_into") or None,
        color=str(entry.get("color", "")),
        definition=texts_of(entry.get("definition", ""), language),
        memo=str(entry.get("memo", "")),
        line=line,
        **{name: list_of(entry.get(name)) for name in _LISTS},
    )


def dumps(codebook: Codebook) -> bytes:
    """Write a whole codebook, as `init` does; an existing one is edited with `edit`."""
    document: dict[str, Any] = {}
    if codebook.title:
        document["title"] = dict(codebook.title)
    document["codes"] = [as_dict(code) for code in codebook.codes]
    return _dump(document)


def as_dict(code: Code) -> dict[str, Any]:
    """The keys of a code in their order; only those that say something."""
    entry: dict[str, Any] = {
        "id": code.id,
        "label": dict(code.label),
        "parent": code.parent,
        "status": None if code.status == "active" else code.status,
        "merged_into": code.merged_into,
        "color": code.color,
        "definition": dict(code.definition),
        "include": list(code.include),
        "exclude": list(code.exclude),
        "examples": list(code.examples),
        "cues": list(code.cues),
        "anti_cues": list(code.anti_cues),
        "memo": code.memo,
    }
    return {key: value for key, value in entry.items() if value}


def edit(data: bytes, code_id: str, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A codebook after `change` altered the entry of one code, {"id": ..., ...}, in place.

    Only that entry's lines are read and written anew, by ruamel.yaml: its comments, order and quotes stay, the other lines
    keep their bytes, and the time does not grow with the codebook.
    """
    place = _entry(data, code_id)
    if place is None:  # {flow: style}: the whole document is written anew
        return _whole(data, lambda document: change(_find(document, code_id)))
    first, last, dash = place

    def alter(document: dict[str, Any]) -> None:
        change(document["codes"][0])

    return _with_lines(data, first, last, lambda text: _lines(text, dash, alter))


def add(data: bytes, entry: dict[str, Any]) -> bytes:
    """A codebook with one more code at its end."""
    place = _entry(data, None)
    if place is None:
        return _whole(data, lambda document: document["codes"].append(entry))
    _first, last, dash = place
    new = _dump({"codes": [entry]}, dash).decode().removeprefix("codes:\n")
    return _with_lines(data, last, last, lambda _text: f"\n{new}")


def _entry(data: bytes, code_id: str | None) -> tuple[int, int, int] | None:
    """First line, line after the last (from 0), and column of the dash of a code's entry (None: the last one).

    None when the codebook is not written as a list of lines that begin with a dash.
    """
    text = data.removeprefix(_MARK).decode()
    lines = text.splitlines()
    starts = entry_lines(text)
    ids = list(starts)
    wanted = ids[-1] if code_id is None and ids else code_id
    if wanted not in starts:
        return None
    first = starts[wanted]
    after = [line for line in starts.values() if line > first]
    last = min(after) if after else end_of_entries(text)
    if after or last <= len(lines):  # comments and blank lines before the next entry are not this one's
        while last > first + 1 and (not lines[last - 1].strip() or lines[last - 1].lstrip().startswith("#")):
            last -= 1
    dash = len(lines[first]) - len(lines[first].lstrip())
    return (first, last, dash) if lines[first].lstrip().startswith("- ") else None


def _with_lines(data: bytes, first: int, last: int, write: Callable[[str], str]) -> bytes:
    """The file with some of its lines written anew; byte order mark and line ends stay."""
    mark = _MARK if data.startswith(_MARK) else b""
    text = data.removeprefix(_MARK).decode()
    windows = "\r\n" in text
    lines = text.replace("\r\n", "\n").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    edited = "".join([*lines[:first], write("".join(lines[first:last])), *lines[last:]])
    return mark + (edited.replace("\n", "\r\n") if windows else edited).encode()


def _lines(text: str, dash: int, change: Callable[[dict[str, Any]], None]) -> str:
    """The lines of an entry after a change to the document {"codes": [entry]}."""
    document = _ruamel(dash).load("codes:\n" + text)
    change(document)
    return _dump(document, dash).decode().removeprefix("codes:\n")


def _whole(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    def alter(text: str) -> str:
        document = _ruamel(2).load(text)
        if document is None:  # nothing, or comments only
            new: dict[str, Any] = {"codes": []}
            change(new)
            return text + _dump(new).decode()
        if document.get("codes") is None:
            document["codes"] = []
        if hasattr(document["codes"], "fa"):
            document["codes"].fa.set_block_style()
        change(document)
        return _dump(document, 2).decode()

    return _with_lines(data, 0, len(data), alter)


def _find(document: dict[str, Any], code_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in document["codes"] if str(entry["id"]) == code_id)
    return found


_MARK = b"\xef\xbb\xbf"


def _ruamel(dash: int) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only edits need it

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 2**31  # a long definition stays on the line where its author put it
    yaml.indent(mapping=2, sequence=dash + 2, offset=dash)
    return yaml


def _dump(document: dict[str, Any], dash: int = 2) -> bytes:
    out = io.BytesIO()
    _ruamel(dash).dump(document, out)
    return out.getvalue()
