"""guide.yaml: the topics of the interviews, read with the line of each."""

from typing import Any

from qualcode.core.codebook import CODE_ID
from qualcode.core.guide import Guide, Topic
from qualcode.core.language import _
from qualcode.errors import UnreadableFile
from qualcode.formats.transcripts import decode
from qualcode.formats.yaml_nodes import Lines, list_of, read_yaml, texts_of

_LISTS = ("questions", "asked", "heard", "codes")
_KEYS = frozenset({"id", "label", *_LISTS})


def loads(data: bytes, path: str, *, language: str = "fr") -> Guide:
    """Read a guide. Raises UnreadableFile at the line that is wrong. A label written as plain text is in `language`."""
    document, lines = read_yaml(decode(data, path), path)
    entries = document.get("topics") if isinstance(document, dict) else None
    if document is not None and (not isinstance(document, dict) or not isinstance(entries or [], list)):
        raise UnreadableFile(
            _("a guide is a list of topics under `topics:`."),
            where=f"{path}:1",
            advice=_("Begin with `topics:` and give each topic a line `- id: its_id`."),
        )
    found: dict[str, Topic] = {}
    for entry in entries or []:
        topic = _topic(entry, path, lines, language)
        if topic.id in found:
            raise UnreadableFile(
                _("the topic “{id}” stands twice (also on line {line}).").format(
                    id=topic.id, line=found[topic.id].line
                ),
                where=f"{path}:{topic.line}",
                advice=_("Give one of them another id."),
            )
        found[topic.id] = topic
    return Guide(topics=tuple(found.values()))


def _topic(entry: Any, path: str, lines: Lines, language: str) -> Topic:
    line = lines.get(id(entry))
    where = path if line is None else f"{path}:{line}"
    if not isinstance(entry, dict) or not CODE_ID.fullmatch(str(entry.get("id", ""))):
        raise UnreadableFile(
            _("this topic has no usable id."),
            where=where,
            advice=_("Write `- id: arrival`: letters (accents too), digits, - and _."),
        )
    if unknown := sorted(set(entry) - _KEYS):
        raise UnreadableFile(
            _("“{key}” is not something a topic has.").format(key=unknown[0]),
            where=where,
            advice=_("A topic has: {keys}.").format(keys=", ".join(("id", "label", *_LISTS))),
        )
    return Topic(
        id=entry["id"],
        label=texts_of(entry.get("label", ""), language),
        line=line,
        **{name: list_of(entry.get(name)) for name in _LISTS},
    )
