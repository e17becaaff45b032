"""questionnaire.yaml: which codes speak of which questions, read with the line of each question."""

from typing import Any

from qualcode.core.language import _
from qualcode.core.questionnaire import Question, QuestionnaireMap
from qualcode.errors import UnreadableFile
from qualcode.formats.transcripts import decode
from qualcode.formats.yaml_nodes import Lines, list_of, read_yaml, texts_of

_KEYS = ("column", "label", "answers", "separator", "codes", "opposed")
_TOP = ("questions", "respondent", "group", "groups", "missing")


def loads(data: bytes, path: str, *, language: str = "fr") -> QuestionnaireMap:
    """Read a map. Raises UnreadableFile at the line that is wrong. A label written as plain text is in `language`."""
    document, lines = read_yaml(decode(data, path), path)
    if not isinstance(document, dict) or not isinstance(document.get("questions"), list):
        raise UnreadableFile(
            _("this map is not a list of questions under `questions:`."),
            where=f"{path}:1",
            advice=_("Begin with `questions:` and give each question a line `- column: name_in_the_table`."),
        )
    if unknown := sorted(set(document) - set(_TOP)):
        raise UnreadableFile(
            _("“{key}” is not something this map has.").format(key=unknown[0]),
            where=f"{path}:1",
            advice=_("It has: {keys}.").format(keys=", ".join(_TOP)),
        )
    return QuestionnaireMap(
        questions=tuple(_question(entry, path, lines, language) for entry in document["questions"]),
        respondent=str(document.get("respondent", "")),
        group=str(document.get("group", "")),
        groups=texts_of(document.get("groups", ""), language),
        missing=list_of(document.get("missing")),
    )


def _question(entry: Any, path: str, lines: Lines, language: str) -> Question:
    line = lines.get(id(entry))
    where = path if line is None else f"{path}:{line}"
    if not isinstance(entry, dict) or not isinstance(entry.get("column"), str) or not entry["column"].strip():
        raise UnreadableFile(
            _("this question has no column."),
            where=where,
            advice=_("Write `- column: name_in_the_table`, as the first line of the table has it."),
        )
    opposed = entry.get("opposed") or {}
    if unknown := sorted(set(entry) - set(_KEYS)):
        raise UnreadableFile(
            _("“{key}” is not something a question has.").format(key=unknown[0]),
            where=where,
            advice=_("A question has: {keys}.").format(keys=", ".join(_KEYS)),
        )
    if not isinstance(opposed, dict) or (opposed and set(opposed) != {"answers", "codes"}):
        raise UnreadableFile(
            _("`opposed` needs two lists, `answers` and `codes`."),
            where=where,
            advice=_("The codes are those that say the contrary of these answers."),
        )
    return Question(
        column=entry["column"].strip(),
        label=texts_of(entry.get("label", ""), language),
        answers=list_of(entry.get("answers")),
        separator=str(entry.get("separator", "")),
        codes=list_of(entry.get("codes")),
        opposed_answers=list_of(opposed.get("answers")),
        opposed_codes=list_of(opposed.get("codes")),
        line=line,
    )
