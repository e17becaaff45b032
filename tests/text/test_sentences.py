"""Sentences and passages of speech: exact slices that cover everything said."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.text.normalise import normalise
from qualcode.text.passages import passages
from qualcode.text.sentences import sentences

SAID = """Oui.|Non ?|Ben...|M. Dupont|Mme Roy|[rires]|[...]|« Je ne sais pas. »|« Ah bon ? » elle dit|…|je veux dire|10 h 30|etc.
|Enfin, bon|(il rit)|l'équipe|aujourd'hui|🙂|!!!|?!|—|"Quoi ?"|S.D.F.|3,5 %|dr. Martin|\n|\n\n|שלום.|e.g.
|www.exemple.fr"""
PIECES = SAID.replace("\n|", "|").split("|")
speech = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=14).map(
    lambda found: normalise(" ".join(found))
)


def split(text: str, language: str = "fr") -> list[str]:
    (spans,) = sentences([text], language)
    return [text[start:end] for start, end in spans]


@settings(max_examples=150, deadline=None)
@given(text=speech, language=st.sampled_from(["fr", "en"]))
def test_sentences_are_exact_slices_that_cover_everything_said(text: str, language: str) -> None:
    (spans,) = sentences([text], language)
    last = 0
    for start, end in spans:
        assert last <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not text[last:start].strip()
        assert "\n" not in text[start:end]
        last = end
    assert not text[last:].strip()


@settings(max_examples=80, deadline=None)
@given(text=speech)
def test_passages_are_runs_of_whole_sentences_that_cover_everything_said(text: str) -> None:
    (spans,) = sentences([text], "fr")
    found = passages(text, spans, "fr")
    assert [start for start, _end in found] == [start for start, _e in spans if start in {first for first, _l in found}]
    assert {end for _start, end in found} <= {end for _start, end in spans}
    covered = [n for start, end in found for n in range(start, end)]
    assert len(covered) == len(set(covered))
    assert all(n in set(covered) for start, end in spans for n in range(start, end))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J'avais peur. Le salaire est bas.", ["J'avais peur.", "Le salaire est bas."]),
        ("M. Dupont est venu. Mme Roy aussi.", ["M. Dupont est venu.", "Mme Roy aussi."]),
        ("Je... je ne sais pas. Voilà.", ["Je... je ne sais pas.", "Voilà."]),
        ("Et puis… enfin bon. Oui.", ["Et puis… enfin bon.", "Oui."]),
        ("Il m'a dit « bon courage ! » et voilà. Bon.", ["Il m'a dit « bon courage ! » et voilà.", "Bon."]),
        ("Elle demande : « Tu fais quoi ? » Moi, rien.", ["Elle demande : « Tu fais quoi ? »", "Moi, rien."]),
        ("Oui. « Non. » Bon.", ["Oui.", "« Non. »", "Bon."]),
        ("Une ligne\nune autre", ["Une ligne", "une autre"]),
        ("Oui [rires] bon. [silence] Voilà.", ["Oui [rires] bon.", "[silence] Voilà."]),
        ("À 10 h 30, 3,5 % de plus. Et alors ?", ["À 10 h 30, 3,5 % de plus.", "Et alors ?"]),
        ("Quoi ?! Non !", ["Quoi ?!", "Non !"]),
        ("", []),
        ("…", ["…"]),
    ],
)
def test_french_speech_is_split_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_no_break_spaces_stay_inside_a_sentence() -> None:
    assert split("Qui\u202f? «\u00a0On\u00a0» ? Bon.") == ["Qui\u202f?", "«\u00a0On\u00a0» ?", "Bon."]


def test_a_short_turn_is_one_passage() -> None:
    text = "J'avais peur. Le salaire est bas. Voilà."
    (spans,) = sentences([text], "fr")
    assert passages(text, spans, "fr") == ((0, len(text)),)


def test_a_long_turn_is_cut_where_the_matter_changes() -> None:
    pay = "Le salaire est bas, le contrat est court, la paie arrive tard et la prime ne vient pas. " * 4
    fear = "La rechute fait peur, les collègues craignent la rechute et surveillent la moindre fatigue. " * 4
    text = (pay + fear).strip()
    (spans,) = sentences([text], "fr")
    assert len(pay) in {start for start, _end in passages(text, spans, "fr")}
