"""What is told of each respondent, and how many others it could be told of."""

from collections.abc import Mapping, Sequence

from qualcode.analysis.disclosure import tellable
from qualcode.core.study import Respondent, values_of
from qualcode.store.study import Study


def interviewed(study: Study) -> Mapping[str, Respondent]:
    """The respondents whose interviews are in the study; everybody in the table where none is."""
    found = dict.fromkeys(person for made in study.passes() for person in made.respondents.values() if person)
    known = study.respondents
    return {person: known.get(person) or Respondent(id=person) for person in found} or known


def values(study: Study, people: Mapping[str, Respondent], names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """For each respondent, what is told of each attribute: of the person, else of the interview."""
    header: dict[str, dict[str, str]] = {}
    for made in study.passes():
        for person in made.respondents.values():
            header.setdefault(person, {}).update({name: made.attribute(name) for name in names if made.attribute(name)})
    return {
        person: tuple(_value(one.attribute(name) or header.get(person, {}).get(name, "")) for name in names)
        for person, one in people.items()
    }


def _value(cell: str) -> str:
    """A cell as it is compared: two roles in another order are the same."""
    return " ; ".join(sorted(values_of(cell)))


def shared_by(study: Study, names: Sequence[str], k: int) -> dict[str, int]:
    """For each respondent, how many of these attributes, from the first on, at least k respondents share."""
    return tellable(values(study, interviewed(study), names), k)
