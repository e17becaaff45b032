"""What a name becomes: plausible, in use by nobody, the same for each of its parts."""

from random import Random

import pytest

from qualcode.privacy.dates import band, moved
from qualcode.privacy.key import Entry, Key
from qualcode.privacy.search import fold
from qualcode.privacy.substitutes import Inventor, Wish, entries_for, inventor, searched
from qualcode.privacy.towns import town_in_general
from tests.privacy.conftest import key_of


def invent(*names: str, wish: Wish | None = None, key: Key | None = None, seed: int = 1) -> Inventor:
    """An inventor that always draws the same."""
    return inventor(key or Key(study="a"), names, language="fr", wish=wish, chance=Random(seed))  # noqa: S311 - repeatable


@pytest.mark.parametrize("seed", range(20))
def test_an_invented_name_is_no_real_one_nor_one_letter_away(seed: int) -> None:
    real = ["Marie", "Lucie", "Anne", "Julien", "Léa", "Louise"]
    names = invent(*real, seed=seed)
    made = [names.name(name, family=False) for name in real * 3]
    assert len({fold(name) for name in made}) == len(made)
    assert not {fold(name) for name in made} & {fold(name) for name in [*real, "Julie", "Anna", "Leo", "Lise"]} - {
        "lise"
    }


def test_gender_origin_and_initial_are_kept_as_wished() -> None:
    assert invent("Khadija").name("Khadija", family=False)[0] != "K"
    kept = invent("Khadija", wish=Wish(initial=True)).name("Khadija", family=False)
    assert kept == "Karima"
    anybody = {
        invent(seed=seed, wish=Wish(gender=False, origin=False)).name("Khadija", family=False) for seed in range(30)
    }
    assert any(name in {"Emil", "Jean", "Peter"} or not name.endswith("a") for name in anybody)


def test_parts_of_a_name_go_together() -> None:
    rows = entries_for("person", "Théo Lambert", {"theo": "Adrien"}, invent("Théo Lambert"))
    assert rows["Théo"] == "Adrien"
    assert rows["Théo Lambert"] == f"Adrien {rows['Lambert']}"
    rows = entries_for("person", "Jean de La Tour", {}, invent("Jean de La Tour"))
    assert set(rows) == {"Jean", "Tour", "Jean de La Tour"}


def test_an_initial_becomes_another_one() -> None:
    rows = entries_for("person", "Carole C.", {}, invent("Carole C."))
    first, letter = rows["Carole C."].split()
    assert letter.endswith(".")
    assert letter != "C."
    assert rows["Carole"] == first


def test_what_is_chosen_is_taken_part_by_part() -> None:
    rows = entries_for("person", "Théo Lambert", {}, invent(), "Max Roy")
    assert rows == {"Théo": "Max", "Lambert": "Roy", "Théo Lambert": "Max Roy"}
    assert entries_for("person", "Théo Lambert", {}, invent(), "[un ami]") == {"Théo Lambert": "[un ami]"}


def test_places_and_organisations_are_general_and_stay_apart() -> None:
    names = invent()
    said = [next(iter(entries_for("place", name, {}, names).values())) for name in ("Angers", "Le Mans", "Trifouillis")]
    assert said == ["[ville moyenne de l’Ouest]", "[ville moyenne de l’Ouest B]", "[lieu A]"]
    key = Key(study="a").with_entries([Entry(id="n1", kind="organisation", name="CSAPA X", substitute="[structure A]")])
    assert list(entries_for("organisation", "CSAPA Y", {}, invent(key=key)).values()) == ["[structure B]"]
    assert town_in_general("NANTES", "en") == "large city in the west"


def test_a_name_that_is_a_word_is_looked_for_with_its_capital() -> None:
    assert searched("person", "Rose", "fr") == "capital"
    assert searched("person", "Théo", "fr") == "anywhere"
    assert searched("person", "Rose Petit", "fr") == "anywhere"
    assert searched("place", "Entre deux", "fr") == "capital"
    assert key_of("Rose").entries[0].search == "capital"


@pytest.mark.parametrize(
    ("text", "days", "expected"),
    [
        ("le 1er mars 2021", 7, "le 8 mars 2021"),
        ("le 24 février 2020", 7, "le 2 mars 2020"),
        ("25 décembre", 14, "8 janvier"),
        ("2021-12-30", 7, "2022-01-06"),
        ("03/04/21", -7, "27/03/21"),
        ("DÉCEMBRE 2020", 30, "JANVIER 2021"),
        ("12 août 2021", 21, "2 septembre 2021"),
        ("May 5, 2021", 7, "May 12, 2021"),
    ],
)
def test_dates_move_in_the_form_they_have(text: str, days: int, expected: str) -> None:
    assert moved(text, days) == expected


@pytest.mark.parametrize("text", ["le 31 février 2021", "mardi prochain", "2019", ""])
def test_what_is_no_whole_date_does_not_move(text: str) -> None:
    assert moved(text, 7) is None


def test_ages_become_bands() -> None:
    assert (band("39 ans", "fr"), band("quarante ans", "fr"), band("aged forty-two", "en")) == (
        "35 à 39 ans",
        "40 à 44 ans",
        "40 to 44 years",
    )
    assert band("certain âge", "fr") is None
