"""Who is quoted, in brackets after the quote: by pseudonym and role, or by role alone where a name would expose.

A template names attributes of the respondent in braces: {pseudonym}, {role}, {type}, any column of respondents.csv.

- Words before an attribute go with it: "{pseudonym}, {role} dans une structure {structure}" gives
  "Théo, pair aidant" for somebody without a structure.
- A part in square brackets is optional as a whole, and left out when one of its attributes is empty:
  "{pseudonym}[ ({role})]" gives "Théo".
- What separates nothing any more (a comma at the beginning or the end) is left out.
"""

import re
from collections.abc import Iterable, Mapping

from qualcode.core.language import _
from qualcode.core.study import QuoteStyle, Respondent, values_of

_PART = re.compile(
    r"\[(?P<optional>[^\[\]]*)\]|(?P<before>[^\[\]{}]*)\{(?P<name>[^{}]+)\}|(?P<rest>[^\[{]+|.)", re.DOTALL
)
_FIELD = re.compile(r"\{([^{}]+)\}")


def attributes_of(respondent: Respondent) -> Mapping[str, str]:
    """Everything a template can name about a respondent."""
    return {**respondent.attributes, "id": respondent.id, "pseudonym": respondent.pseudonym}


def fields(template: str) -> tuple[str, ...]:
    """The attributes that a template names: one that no respondent has is a misspelling.

    >>> fields("{pseudonym}[, {role}]")
    ('pseudonym', 'role')
    """
    return tuple(name.strip() for name in _FIELD.findall(template))


def fill(template: str, attributes: Mapping[str, str]) -> str:
    """One signature, without brackets around it; empty when the respondent has none of its attributes.

    >>> fill("{pseudonym}[, {role}][ dans une structure {structure}]", {"pseudonym": "Théo", "role": "pair aidant"})
    'Théo, pair aidant'
    """
    names = fields(template)
    if names and not any(attributes.get(name, "").strip() for name in names):
        return ""
    return "".join(_part(found, attributes) for found in _PART.finditer(template)).strip(" ,;\u00a0")


def signatures(quoted: Iterable[tuple[str, Mapping[str, str]]], style: QuoteStyle) -> tuple[str, ...]:
    """A signature for each quote of a document, given as (respondent id, attributes) in the document's order.

    Style "name": `first` where a respondent is first quoted, `then` afterwards. Style "role": `role` only, and nothing
    where the role is not known. A respondent without a pseudonym is named by what `first` still says, else by the id.
    """
    seen: set[str] = set()
    signed = []
    for respondent, attributes in quoted:
        signed.append(
            _then(respondent, attributes, style) if respondent in seen else full(respondent, attributes, style)
        )
        seen.add(respondent)
    return tuple(signed)


def full(respondent: str, attributes: Mapping[str, str], style: QuoteStyle) -> str:
    """The signature that stands on its own, as where a respondent is first quoted: for rows that will be sorted."""
    if style.style == "role":
        return fill(style.role, _without_names(attributes))
    return fill(style.first, attributes) or respondent


def _then(respondent: str, attributes: Mapping[str, str], style: QuoteStyle) -> str:
    again = "" if style.style == "role" else fill(style.then, attributes)
    return again or full(respondent, attributes, style)


def _without_names(attributes: Mapping[str, str]) -> Mapping[str, str]:
    """What the style "role" may tell: never the pseudonym, even when somebody wrote it into the template."""
    return {name: value for name, value in attributes.items() if name not in {"pseudonym", "id"}}


def _part(found: re.Match[str], attributes: Mapping[str, str]) -> str:
    if found["optional"] is not None:
        values = [attributes.get(name, "").strip() for name in fields(found["optional"])]
        return _FIELD.sub(lambda each: _value(each[1], attributes), found["optional"]) if all(values) else ""
    if found["name"] is not None:
        value = _value(found["name"], attributes)
        return found["before"] + value if value else ""
    return found["rest"]


def _value(name: str, attributes: Mapping[str, str]) -> str:
    """An attribute's cell; several values in it are joined as in a sentence."""
    *others, last = values_of(attributes.get(name.strip(), "")) or ("",)
    return _("{others} and {last}").format(others=", ".join(others), last=last) if others else last
