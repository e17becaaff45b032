"""YAML read as strings, lists and mappings with the line of each mapping, through libyaml.

Every scalar stays a string: in a codebook, `no`, `on` and `1.10` are words.
"""

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
        raise _unreadable(error, path, first_line) from None
    lines: Lines = {}
    return (None if node is None else _build(node, path, first_line, lines)), lines


def _unreadable(error: yaml.YAMLError, path: str, first_line: int) -> UnreadableFile:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    where = path if mark is None else f"{path}:{mark.line + first_line}"
    return UnreadableFile(
        _("this is not valid YAML ({problem}).").format(problem=problem),
        where=where,
        advice=_("Look at this line and the one above: often a quote, a colon or two spaces are missing."),
    )


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
