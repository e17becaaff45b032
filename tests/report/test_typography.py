import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.report.typography import prose, quote

N, F = "\u00a0", "\u202f"
TEXTS = st.text(alphabet=st.sampled_from(list("aB3é' \n\t.…:;?!()[]\"«»“”‘’/-_" + N + F)), max_size=40) | st.lists(
    st.sampled_from(["...", "[...]", " « ", " » ", '"', "https://a.fr/b?c=1", "10:30", "mot", " : ", "?", "!", "\n"])
).map("".join)


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        ("Et alors?", f"Et alors{F}?"),
        ("Et alors ?!", f"Et alors{F}?!"),
        ("voilà : oui; non", f"voilà{N}: oui{F}; non"),
        ("« oui »", f"«{N}oui{N}»"),
        ("«oui», dit-il", f"«{N}oui{N}», dit-il"),
        ('Il dit "oui" et "non"', f"Il dit «{N}oui{N}» et «{N}non{N}»"),
        ("« elle dit « oui » »", f"«{N}elle dit “oui”{N}»"),
        ("oui", "oui"),
        ("euh... [...] [rires] (...)", "euh… […] [rires] (…)"),
        ("à 10:30, E01:12@0-34", "à 10:30, E01:12@0-34"),
        ("voir https://ex.org/a?b=c;d !", f"voir https://ex.org/a?b=c;d{F}!"),
        ("l'équipe, l’hôpital, pair-e-s, travailleur·euse", "l'équipe, l’hôpital, pair-e-s, travailleur·euse"),
        ("(?) et [?]", "(?) et [?]"),
        ("merci :)", f"merci{N}:)"),
        ("une ligne\n? une autre", "une ligne\n? une autre"),
    ],
)
def test_french_is_set_as_a_french_printer_would(spoken: str, printed: str) -> None:
    assert prose(spoken, "fr") == printed


@pytest.mark.parametrize(
    ("spoken", "printed"),
    [
        ("He said : « well » !", "He said: “well”!"),
        ('He said "well"...', "He said “well”…"),
        ("« he said « well » »", "“he said ‘well’”"),
        ("at 10:30", "at 10:30"),
        ("it's (sic !)", "it's (sic!)"),
        ("thanks :)", "thanks :)"),
    ],
)
def test_english_takes_curly_quotes_and_no_spaces(spoken: str, printed: str) -> None:
    assert prose(spoken, "en") == printed


def test_a_quote_puts_the_marks_it_holds_one_step_further_in() -> None:
    assert quote("Il m'a dit « viens » !", "fr") == f"«{N}Il m'a dit “viens”{F}!{N}»"
    assert quote("Il m'a dit « viens » !", "en") == "“Il m'a dit ‘viens’!”"


def test_reported_speech_from_end_to_end_keeps_its_own_marks() -> None:
    assert quote("« On s'habitue. »", "fr") == f"«{N}“On s'habitue.”{N}»"


def test_a_passage_may_begin_or_end_inside_a_quotation() -> None:
    assert quote("viens », il m'a dit « entre", "fr") == f"«{N}viens”, il m'a dit “entre{N}»"


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_setting_twice_changes_nothing(text: str, language: str) -> None:
    once = prose(text, language)
    assert prose(once, language) == once
    assert quote(once, language) == quote(text, language)


@given(TEXTS, st.sampled_from(["fr", "en"]))
def test_no_word_is_touched(text: str, language: str) -> None:
    def letters(words: str) -> list[str]:
        return [sign for sign in words if sign.isalnum() or sign in "'’-·/_()"]

    spoken = text.replace("’", "").replace("‘", "")  # marks as well as apostrophes
    set_ = prose(spoken, language).replace("’", "").replace("‘", "")
    assert letters(set_) == letters(spoken)
