"""YAML read as strings, lists and mappings with the line of each mapping, through libyaml.

Every scalar stays a string: in a codebook, `no`, `on` and `1.10` are words.
"""

from collections.abc import Mapping
from typing import Any

import yaml

from qualcode.core.language import _
from qualcode.errors import UnreadableFile

_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null"})

Lines = dict[int, int]
"""Line of each mapping and sequence read, by the id() of the Python object."""


def read_yaml(text: str, path: str, *, first_line: int = 1) -> tuple[Any, Lines]:
    """The document and the line of each of its mappings. Raises UnreadableFile at the line that is wrong."""
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise _unreadable(error, text, path, first_line) from None
    lines: Lines = {}
    return (None if node is None else _build(node, path, first_line, lines)), lines


def _unreadable(error: yaml.YAMLError, text: str, path: str, first_line: int) -> UnreadableFile:
    mark = getattr(error, "problem_mark", None)
    if isinstance(error, yaml.reader.ReaderError):
        return UnreadableFile(
            _("a character that YAML forbids stands here."),
            where=f"{path}:{_line_of_forbidden(text) + first_line}",
            advice=_("Delete it (it may be invisible: type the line again)."),
        )
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    where = path if mark is None else f"{path}:{mark.line + first_line}"
    return UnreadableFile(
        _("this is not valid YAML ({problem}).").format(problem=problem),
        where=where,
        advice=_("Look at this line and the one above: often a quote, a colon or two spaces are missing."),
    )


def _line_of_forbidden(text: str) -> int:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    return text.count("\n", 0, found.start()) if found else 0


def _build(node: yaml.Node, path: str, first_line: int, lines: Lines) -> Any:
    line = node.start_mark.line + first_line
    if isinstance(node, yaml.ScalarNode):
        return "" if node.style is None and node.value in _NULLS else node.value
    built: Any
    if isinstance(node, yaml.SequenceNode):
        built = [_build(child, path, first_line, lines) for child in node.value]
    else:
        built = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else ""
            if key in built:
                raise UnreadableFile(
                    _("the key “{key}” stands twice.").format(key=key),
                    where=f"{path}:{key_node.start_mark.line + first_line}",
                    advice=_("Keep one of them."),
                )
            built[key] = _build(value_node, path, first_line, lines)
    lines[id(built)] = line
    return built


def texts_of(value: Any, language: str) -> Mapping[str, str]:
    """A text in several languages; one written plainly is in `language`."""
    if isinstance(value, dict):
        return {str(key): str(text) for key, text in value.items()}
    return {language: str(value)} if value else {}


def list_of(value: Any) -> tuple[str, ...]:
    """The texts of a list; one text is a list of one."""
    if not value:
        return ()
    return (str(value),) if isinstance(value, str) else tuple(map(str, value))


def entry_lines(text: str) -> dict[str, int]:
    """The line, from 0, on which each entry under `codes:` begins, by its id; empty when they are not in block style."""
    entries = _entries(text)
    return {_id_of(node): node.start_mark.line for node in entries} if entries else {}


def end_of_entries(text: str) -> int:
    """The line, from 0, right after the last entry under `codes:`."""
    last = _entries(text)[-1]
    while isinstance(last, yaml.CollectionNode) and last.value and not last.flow_style:
        last = last.value[-1] if isinstance(last, yaml.SequenceNode) else last.value[-1][1]
    # A block scalar ends where the next thing begins: the caller trims what is blank or a comment.
    return last.end_mark.line + (0 if last.end_mark.column == 0 and last.end_mark.line > last.start_mark.line else 1)


def _entries(text: str) -> list[yaml.Node]:
    node = yaml.compose(text, Loader=_LOADER)
    codes = next((value for key, value in node.value if key.value == "codes"), None) if node else None
    if not isinstance(codes, yaml.SequenceNode) or codes.flow_style:
        return []
    return [entry for entry in codes.value if isinstance(entry, yaml.MappingNode) and not entry.flow_style]


def _id_of(node: yaml.Node) -> str:
    return next((str(value.value) for key, value in node.value if key.value == "id"), "")
