"""Codebooks: read through libyaml with the line of every code, edited through ruamel.yaml so that comments stay."""

import io
from collections.abc import Callable, Mapping
from typing import Any

from qualcode.core.codebook import CODE_ID, Code, Codebook
from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.transcripts import decode
from qualcode.formats.yaml_nodes import Lines, read_yaml

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
    return Codebook(codes=tuple(codes), title=_texts(document.get("title", ""), language))


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
    status = entry.get("status") or "active"
    if status not in {"active", "retired"}:
        raise UnreadableFile(
            _("“{status}” is not a status.").format(status=status), where=where, advice=_("Write active or retired.")
        )
    return Code(
        id=entry["id"],
        label=_texts(entry.get("label", ""), language),
        parent=entry.get("parent") or None,
        status="retired" if status == "retired" else "active",
        merged_into=entry.get("merged_into") or None,
        color=str(entry.get("color", "")),
        definition=_texts(entry.get("definition", ""), language),
        memo=str(entry.get("memo", "")),
        line=line,
        **{name: _list(entry.get(name)) for name in _LISTS},
    )


def _texts(value: Any, language: str) -> Mapping[str, str]:
    if isinstance(value, dict):
        return {str(key): str(text) for key, text in value.items()}
    return {language: str(value)} if value else {}


def _list(value: Any) -> tuple[str, ...]:
    if not value:
        return ()
    return (str(value),) if isinstance(value, str) else tuple(map(str, value))


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


def edit(data: bytes, change: Callable[[dict[str, Any]], None]) -> bytes:
    """A codebook after `change` worked on its document; comments, order, quotes, line ends and byte order mark stay.

    `change` gets {"codes": [{"id": ...}, ...]} and alters it in place.
    """
    mark = _MARK if data.startswith(_MARK) else b""
    text = data.removeprefix(_MARK).decode()
    document = _ruamel().load(text.replace("\r\n", "\n")) or {}
    if document.get("codes") is None:
        document["codes"] = []
    change(document)
    edited = _dump(document)
    return mark + (edited.replace(b"\n", b"\r\n") if "\r\n" in text else edited)


_MARK = b"\xef\xbb\xbf"


def _ruamel() -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 - only edits need it

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 2**31  # a long definition stays on the line where its author put it
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _dump(document: dict[str, Any]) -> bytes:
    out = io.BytesIO()
    _ruamel().dump(document, out)
    return out.getvalue()
