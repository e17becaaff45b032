"""The groups that respondents make by what is told of them."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from qualcode.core.study import values_of
from qualcode.core.transcript import Transcript
from qualcode.store.study import Study

NO_GROUP = ""
"""The group of interviews whose respondents lack the attribute."""


def groups_of_speakers(study: Study, transcript: Transcript, by: str) -> dict[str, tuple[str, ...]]:
    """The groups of each respondent's label in a transcript: values of `by`, or nothing ("") when the respondent has none.

    Several attributes, with commas, make groups of their combinations: "pair aidant × CSAPA".
    """
    names = by.split(",") if by else []
    labels = transcript.respondents or {"": ""}
    return {label: _groups(study, transcript, person, names) for label, person in labels.items()}


def _groups(study: Study, transcript: Transcript, person: str, names: Sequence[str]) -> tuple[str, ...]:
    respondent = study.respondents.get(person)
    values = [
        (respondent and values_of(respondent.attribute(name))) or values_of(transcript.attribute(name)) or (NO_GROUP,)
        for name in names
    ]
    return tuple(combined(*each) for each in product(*values))


def combined(*values: str) -> str:
    """The name of a combination of values; none of them stated is no group at all.

    >>> combined("pair aidant", ""), combined("", "")
    ('pair aidant × –', '')
    """
    return " × ".join(value or "–" for value in values) if any(values) else NO_GROUP


def groups_that_say(speakers: Mapping[str, tuple[str, ...]], labels: Iterable[str]) -> tuple[str, ...]:
    """The groups in which `count` counts a passage that these labels say: all speakers' one group, else the labels' own."""
    groups = tuple(dict.fromkeys(group for names in speakers.values() for group in names))
    if len(groups) == 1:
        return groups
    own = {group for label in labels for group in speakers.get(label, ())}
    return tuple(group for group in groups if group in own)
