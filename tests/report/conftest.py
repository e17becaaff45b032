"""Reports are tested in both languages: a small French catalogue, until the real one is made."""

from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from qualcode.core.language import speak
from qualcode.core.study import QuoteStyle
from qualcode.report.bank import Bank, Chapter, Group, Quote

FRENCH = {
    "{quotes} from {interviews}": "{quotes} issues de {interviews}",
    "{n} quote": "{n} citation",
    "{n} quotes": "{n} citations",
    "{n} interview": "{n} entretien",
    "{n} interviews": "{n} entretiens",
    "{count}. Pseudonymised: names are not the speakers' own.": (
        "{count}. Pseudonymisé : les prénoms ne sont pas ceux des personnes."
    ),
    "{others} and {last}": "{others} et {last}",
    "Memo ({coder})": "Mémo ({coder})",
    "voice": "voix",
    "reported": "rapportée",
    "not stated": "non précisé",
    "{count} of {n}": "{count} sur {n}",
    "({percent} %; {low}–{high} %)": "({percent} % ; {low}–{high} %)",
    "{whole}.{tenth}": "{whole},{tenth}",
    "{subject} ({parameters}): {verdict}": "{subject} ({parameters}) : {verdict}",
    "code saturation": "saturation des codes",
    "base {base}, run {run}, threshold {threshold}": "base {base}, série {run}, seuil {threshold}",
    "reached at {at}": "atteinte à {at}",
}


class French(NullTranslations):
    def gettext(self, message: str) -> str:
        return FRENCH.get(message, message)

    def ngettext(self, one: str, many: str, n: int) -> str:
        return self.gettext(one if n < 2 else many)


@pytest.fixture
def french() -> Iterator[None]:
    speak(French())
    yield
    speak(NullTranslations())


THEO = {"pseudonym": "Théo", "role": "pair aidant", "structure": "CSAPA"}
BERNADETTE = {"pseudonym": "Bernadette", "role": "présidente ; ancienne pair-aidante", "structure": ""}


@pytest.fixture
def bank() -> Bank:
    first = Quote(
        reference="E01:2@0-41",
        text="Il m'a dit « bienvenue » ! [rires] Bon...",
        code="reluctance",
        transcript="E01",
        respondent="R01",
        group="pair aidant",
        attributes=THEO,
        coders=("ana", "ben"),
        memos=(("ana", 'voir "légitimité"'),),
        qualifiers={"voice": "reported"},
        time="00:00:41",
    )
    second = Quote(
        reference="E01:8@3-20",
        text="- Oui : pair-e-s.",
        code="reluctance",
        transcript="E01",
        respondent="R01",
        group="pair aidant",
        attributes=THEO,
        before="Et alors ?",
    )
    third = Quote(
        reference="E09:4",
        text="Trois ans.",
        code="reluctance",
        transcript="E09",
        respondent="R09",
        attributes=BERNADETTE,
    )
    groups = (Group(name="pair aidant", quotes=(first, second)), Group(name="", quotes=(third,)))
    chapter = Chapter(
        code="reluctance", label="réticence", path=("équipe",), definition="Doutes : *avant* l'arrivée.", groups=groups
    )
    return Bank(
        title="Une étude : citations",
        by="type",
        chapters=(chapter,),
        style=QuoteStyle(first="{pseudonym}[, {role}][ dans une structure {structure}]"),
    )
