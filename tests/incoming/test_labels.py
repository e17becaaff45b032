"""Spelling variants of labels."""

import pytest

from qualcode.formats.incoming import Draft, DraftTurn, variants


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ({"Chercheur": 40, "Checheur": 1}, {"Checheur": "Chercheur"}),
        ({"Chercheur": 40, "chercheur": 2, "CHERCHEUR ": 1}, {"chercheur": "Chercheur", "CHERCHEUR ": "Chercheur"}),
        ({"Enquetrice": 2, "Enquêtrice": 20}, {"Enquetrice": "Enquêtrice"}),
        ({"Moderateur": 9, "Modérateur :": 30}, {"Moderateur": "Modérateur :"}),
        ({"Chercheur": 40, "chechEur": 1, "Checheur": 2}, {"chechEur": "Chercheur", "Checheur": "Chercheur"}),
        ({"Marie-Claude": 30, "Marie-Clause": 1}, {"Marie-Clause": "Marie-Claude"}),
        ({"E1": 40, "E2": 1}, {}),
        ({"Speaker 1": 40, "Speaker 2": 1}, {}),
        ({"Locuteur A": 40, "Locuteur B": 1}, {}),
        ({"Int": 40, "Inf": 2}, {}),
        ({"Interviewe": 40, "Interviewer": 2}, {}),
        ({"Enquêté": 40, "Enquêteur": 2}, {}),
        ({"Chercheur": 40, "Chercheuse": 2}, {}),
        ({"Louis": 40, "Louise": 2}, {}),
        ({"Dominique": 40, "Dominiqu": 2}, {}),
        ({"Marie": 40, "Maria": 2}, {}),
        ({"Chercheur": 4, "Checheur": 3}, {}),
        ({"Jean": 40, "Jean Dupont": 2}, {}),
        ({}, {}),
    ],
)
def test_variants(labels: dict[str, int], expected: dict[str, str]) -> None:
    assert dict(variants(labels)) == expected


def test_a_draft_relabelled_keeps_its_turns_apart() -> None:
    turns = (DraftTurn(speaker="Ana", text="Oui."), DraftTurn(speaker="Anna", text="Bon, oui."))
    found = Draft(turns=turns, kind="text").relabelled({"Anna": "Ana"})
    assert [turn.speaker for turn in found.turns] == ["Ana", "Ana"]
    assert (found.speakers["Ana"].turns, found.speakers["Ana"].words) == (2, 3)
