"""Look for the respondents who could be recognised by what is told of them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from qualcode.analysis.disclosure import disclosure, sizes
from qualcode.core.speech import blank_brackets
from qualcode.core.study import Respondent
from qualcode.privacy.lists import words
from qualcode.privacy.search import TOKEN, Searcher, fold, is_word, words_of
from qualcode.report.citation import attributes_of, full
from qualcode.report.risk import Person, RareWord, Risk, Signed, SmallCell
from qualcode.store.keys import KeyElsewhere
from qualcode.store.study import Study
from qualcode.workflow.privacy.scanning import guard_of
from qualcode.workflow.reports.quoting import bank, signature_fields
from qualcode.workflow.study.naming import attribute
from qualcode.workflow.study.telling import interviewed, values

_LETTERS, _WORDS = 4, 20


def look(study: Study, by: Sequence[str], *, k: int = 3) -> Risk:
    """Who could be recognised by these attributes, by tables, signatures and words. Raises Unknown for an attribute."""
    names = tuple(dict.fromkeys(attribute(study, name) for name in by))
    people = interviewed(study)
    told = values(study, people, names)
    found = disclosure(told, names, k)
    return Risk(
        by=names,
        k=k,
        respondents=len(people),
        disclosure=found,
        people=tuple(
            Person(
                id=person,
                pseudonym=people[person].pseudonym,
                values=dict(zip(names, told[person], strict=True)),
                shared_by=shared,
            )
            for person, shared in sorted(found.at_risk.items(), key=lambda item: (item[1], item[0]))
        ),
        cells=tuple(_small_cells(study, names, k)),
        signed=tuple(_signed(study, people, k)),
        words=tuple(_rare_words(study, people)),
    )


def _small_cells(study: Study, names: Sequence[str], k: int) -> Iterator[SmallCell]:
    from qualcode.errors import QualcodeError  # noqa: PLC0415 - a study without codings has no tables
    from qualcode.workflow.reports.reporting import frequency_report  # noqa: PLC0415 - loads the statistics

    for name in names:
        try:
            table = frequency_report(study, by=name).table
        except QualcodeError:
            return
        for group, interviews in table.groups.items():
            if interviews < k:
                yield SmallCell(by=name, group=group, code="", interviews=interviews)
        for row in table.rows:
            for group, cell in row.cells.items():
                if 0 < cell.interviews < k:
                    yield SmallCell(by=name, group=group, code=row.code, interviews=cell.interviews)


def _signed(study: Study, people: Mapping[str, Respondent], k: int) -> Iterator[Signed]:
    names = signature_fields(study)
    shared = sizes(values(study, people, names))
    quotes = {(quote.reference, quote.respondent) for quote in bank(study, by="").quotes}
    number = Counter(person for _reference, person in quotes)
    for person in sorted(number):
        if names and shared.get(person, 1) < k:
            signature = full(person, attributes_of(people.get(person) or Respondent(id=person)), study.settings.quotes)
            yield Signed(respondent=person, signature=signature, shared_by=shared.get(person, 1), quotes=number[person])


def _rare_words(study: Study, people: Mapping[str, Respondent]) -> Iterator[RareWord]:
    """Words that no dictionary has and one respondent alone says, the most said first, a score for each person."""
    known = {word for person in people.values() for word in words_of(person.pseudonym)}
    searcher = _searcher(study)
    said: dict[str, dict[str, int]] = {}
    places: dict[tuple[str, str], tuple[str, str]] = {}
    for made in study.passes():
        for turn in made.answers():
            person = made.respondents.get(turn.speaker) or turn.speaker
            for found in TOKEN.finditer(blank_brackets(turn.text)):
                word = found[0]
                if len(word) >= _LETTERS and not word.isdecimal():
                    counts = said.setdefault(fold(word), {})
                    counts[person] = counts.get(person, 0) + 1
                    places.setdefault((fold(word), person), (word, f"{made.id}:{turn.id}"))
    number: Counter[str] = Counter()
    lone = sorted((-next(iter(by.values())), word) for word, by in said.items() if len(by) == 1)
    for _times, word in lone:
        person, times = next(iter(said[word].items()))
        shown, place = places[word, person]
        invented = word in known or (searcher is not None and searcher.is_invented(word))
        if not invented and number[person] < _WORDS and not _is_ordinary(shown):
            number[person] += 1
            yield RareWord(respondent=person, word=shown, times=times, turn=place)


def _searcher(study: Study) -> Searcher | None:
    """What tells the substitutes of the key; None where there is no key, or it is on another machine."""
    with suppress(KeyElsewhere):
        guard = guard_of(study)
        return None if guard is None else guard.searcher
    return None


def _is_ordinary(word: str) -> bool:
    """True for a word that a dictionary or a list of forms has: dictionaries of lemmas lack words that never change."""
    return fold(word) in words("fr") or fold(word) in words("en") or is_word(word, "fr", "en")
