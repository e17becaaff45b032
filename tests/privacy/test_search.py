"""Names of the key are found however they are written, and never inside other words."""

from collections.abc import Callable

import pytest

from qualcode.privacy.key import Entry, Key
from qualcode.privacy.search import index_of
from tests.privacy.conftest import key_of

Found = Callable[[Key, str], list[tuple[str, bool]]]


@pytest.mark.parametrize(
    "written",
    [
        "Théo",
        "THÉO",
        "theo",
        "d'Theo",
        "Théo's",
        "Théos",
        "Teo",
        "Thého",
        "Thoé",
        "Entretien_Theo_2",
        "Théo,",
        "« Théo »",
        "Théo-Paul",
    ],
)
def test_a_name_is_found_in_every_spelling(found: Found, written: str) -> None:
    assert [sure for _words, sure in found(key_of("Théo"), f"avec {written} hier")] == [True]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Ann", "Annual meetings, an annex, Anna's cousin, and any banner"),
        ("Marie", "la mairie, il se marre, un mari"),
        ("Paul", "l'épaule, la pause, un seul"),
        ("Denis", "depuis, des nids"),
        ("Hans", "dans, sans, avec"),
        ("Théo", "le thé, la théorie, très, then, the, thermos"),
        ("Lambert", "il flambe, flamber, lambeau"),
        ("Marc", "mars, parc, marche, dans un bar"),
    ],
)
def test_other_words_are_no_names(found: Found, name: str, text: str) -> None:
    assert not [words for words, sure in found(key_of(name), text) if sure]


def test_a_name_that_is_a_word_counts_with_its_capital_only(found: Found) -> None:
    key = key_of("Rose")
    assert found(key, "J'ai vu Rose hier") == [("Rose", True)]
    assert found(key, "une rose rouge") == [("rose", False)]
    assert found(key, "Hier. Rose et bleu") == [("Rose", False)]


def test_the_longest_name_wins_and_names_in_several_words_are_whole(found: Found) -> None:
    key = key_of("Jean", "Jean Petit", "Le Goff")
    assert found(key, "Jean Petit à petit") == [("Jean Petit", True)]
    assert found(key, "jean-petit@exemple.fr et Jean") == [("jean-petit", True), ("Jean", True)]
    assert found(key, "le goff, Le\nGoff, LE GOFF; le golf") == [
        ("le goff", True),
        ("Le\nGoff", True),
        ("LE GOFF", True),
    ]


def test_numbers_are_found_in_every_way_of_writing(found: Found) -> None:
    entry = Entry(id="n1", kind="phone", name="06 12 34 56 78", substitute="[numéro de téléphone]")
    key = Key(study="a").with_entries([entry])
    for written in ("0612345678", "06.12.34.56.78", "+33 6 12 34 56 78", "06-12-34-56-78"):
        assert found(key, f"au {written}.")
    assert not found(key, "06 12 34 56 79")


def test_initials_are_shown_and_stop_nothing(found: Found) -> None:
    assert found(key_of("Théo Lambert"), "selon T. L., oui") == [("T. L.", False)]


def test_kept_words_and_substitutes_are_no_misspellings(found: Found) -> None:
    assert found(key_of("Martine", kept=["martina"]), "Martina") == []
    renamed = Key(study="a").with_entries([Entry(id="n1", kind="person", name="Marline", substitute="Marlène")])
    assert found(renamed, "Marlène") == []


def test_reading_the_index_reveals_no_name() -> None:
    index = repr(index_of(key_of("Théo Lambert"), b"secret")).casefold()
    assert "theo" not in index
    assert "lambert" not in index
    assert not set(index_of(key_of("Théo"), b"one").table) & set(index_of(key_of("Théo"), b"other").table)
