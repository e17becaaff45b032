"""The plain desk: lines in, sentences out, everything on disk at once; it can be scripted through a pipe."""

import io
from collections.abc import Callable

import pytest

from qualcode.core.address import parse_reference
from qualcode.core.codebook import Code
from qualcode.store.study import Study
from qualcode.tui import dialogue, plain
from qualcode.tui.actions import of_screen, table
from qualcode.tui.keys import key_map
from qualcode.workflow.coding import tagging

Make = Callable[..., Study]
Typed = Callable[..., str]

TALK = [
    ("Q", "Vous aviez peur ?"),
    ("Léa", "J'avais peur. Un peu quand même. Et la paie ?"),
    ("Léa", "Rien. Rien du tout."),
]
CODES = [Code(id="fear", label={"fr": "peur"}, cues=("peur",)), Code(id="pay", label={"fr": "paie"}, cues=("paie",))]


@pytest.fixture
def study(study_of: Make) -> Study:
    return study_of(TALK, codes=CODES)


@pytest.fixture
def typed(study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Typed:
    """Type these lines at the desk of ana; what the desk said."""

    def play(*lines: str, keys: str = "") -> str:
        if keys:
            path = study.root / "qualcode.toml"
            path.write_text(path.read_text("utf-8") + keys, "utf-8")
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
        opened = Study(study.root)
        capsys.readouterr()
        plain.run(opened, "E01", "ana", key_map(opened))
        return capsys.readouterr().out

    return play


def coded(study: Study) -> list[tuple[str, str]]:
    """Codes and words of ana."""
    return [(one.coding.code, one.coding.quote) for one in tagging.in_transcript(Study(study.root), "E01", "ana")]


def test_a_segment_is_said_with_its_speaker_its_suggestions_and_their_reasons(typed: Typed) -> None:
    said = typed("q")
    assert "Turn 2, Léa." in said
    assert "\nJ'avais peur.\n" in said
    assert "+1 suggested: peur, because “peur” matches the cue “peur”." in said
    assert "\x1b" not in said


def test_one_letter_accepts_and_goes_where_it_is_told(study: Study, typed: Typed) -> None:
    said = typed("a", "n", "n", "/pai", "", "@3", "t", "2")
    assert coded(study) == [("fear", "J'avais peur."), ("pay", "Et la paie ?"), ("pay", "Rien. Rien du tout.")]
    assert said.endswith("Everything is saved.\n")


def test_words_of_the_turn_are_chosen_by_typing_them(study: Study, typed: Typed) -> None:
    said = typed("=peur. Un peu", "/fear", "=avais ... paie", "/pay", "=nulle part")
    assert coded(study) == [("pay", "avais peur. Un peu quand même. Et la paie"), ("fear", "peur. Un peu")]
    assert "Chosen: “peur. Un peu”" in said
    assert "the words “nulle part” are not there" in said


def test_memo_qualifiers_recoding_removal_and_undo(study: Study, typed: Typed) -> None:
    typed("a", "m elle hésite", "v voice=reported", "w", "c paie")
    coding = next(tagging.in_transcript(study, "E01", "ana")).coding
    assert (coding.code, coding.memo, coding.qualifiers) == (
        "pay",
        "elle hésite",
        {"sure": "no", "voice": "reported"},
    )
    said = typed("d", "u", "u", "U", "x", "%", "#")
    assert coded(study) == [("pay", "J'avais peur.")]
    assert "Taken away" in said
    assert "turns of respondents seen" in said


def test_a_new_code_takes_the_words_chosen_for_its_name(study: Study, typed: Typed) -> None:
    typed("=Rien du tout", "@3", "=Rien du tout", "i", "", "i Rien de rien")
    assert [code for code, _words in coded(study)] == ["rien_du_tout", "rien_de_rien"]


def test_what_is_no_command_changes_nothing_and_says_so(study: Study, typed: Typed) -> None:
    said = typed("zz", "12", "@99", "a7", "+5", "/xyzw", "é é", "'", "\t", "f rien")
    assert coded(study) == []
    for sentence in ("“zz” is no command", "“12” is no command", "There is no turn 99", "Nothing is numbered 7 here"):
        assert sentence in said
    assert "Found at 2 places." in said


def test_keys_given_another_place_are_obeyed_here_too(study: Study, typed: Typed) -> None:
    said = typed("a", "é", "?", keys='[desk.keys]\naccept = "é"\n')
    assert coded(study) == [("fear", "J'avais peur.")]
    assert "“a” is no command" in said
    assert "é: Code the segment as suggested" in said


def test_an_edit_meanwhile_is_said_and_nothing_is_done_to_words_that_were_not_read(
    study: Study, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = study.transcript_path("E01")
    look = dialogue.ask

    def meanwhile(prompt: str) -> str | None:
        line = look(prompt)
        if line == "/pay":
            path.write_text(path.read_text("utf-8").replace("quand même", "tout de même"), "utf-8")
        return line

    monkeypatch.setattr("qualcode.tui.plain.ask", meanwhile)
    said = typed("a", "/pay", "/paie")
    assert "was not done" in said
    assert sorted(coded(study)) == [("fear", "J'avais peur."), ("pay", "J'avais peur.")]


def test_what_another_process_coded_meanwhile_stays(
    study: Study, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = dialogue.ask

    def meanwhile(prompt: str) -> str | None:
        line = look(prompt)
        if line == "n":
            tagging.add(Study(study.root), [parse_reference("E01:3")], "pay", coder="ana")
        return line

    monkeypatch.setattr("qualcode.tui.plain.ask", meanwhile)
    said = typed("a", "n", "/fear")
    assert "changed by another program" in said
    assert {code for code, _words in coded(study)} == {"fear", "pay"}
    assert len(coded(study)) == 3


def test_what_others_coded_is_shown_and_settled_from_here(study: Study, typed: Typed) -> None:
    tagging.add(study, [parse_reference("E01:2.1")], "pay", coder="ben")
    said = typed("a", "y", "Y", "1", "E")
    assert "ana: peur\nben: paie" in said
    assert "Decided at E01:2@0-13: kept peur; turned down paie." in said
    assert "ana has finished E01." in said


def test_help_names_a_way_to_type_every_command(typed: Typed) -> None:
    said = typed("?")
    for action in of_screen(table(), "desk"):
        if action.id not in {"page_up", "page_down", "palette", "light"}:
            assert action.help.split(".")[0].split(",")[0][:30] in said.replace("\n", " "), action.id


def test_an_interview_without_words_opens(study_of: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = study_of({"E01": []})
    monkeypatch.setattr("sys.stdin", io.StringIO("\na\n/fear\n\n=x\n@1\nt\nd\n%\nx\n"))
    plain.run(empty, "E01", "ana", key_map(empty))


def test_two_codes_go_to_two_passages_and_the_end_is_said(study: Study, typed: Typed) -> None:
    said = typed("@3", "=Rien du tout", "1", "2", *[""] * 4)
    assert len({words for _code, words in coded(study)}) == 2
    assert said.count("This is the end of the interview.") >= 1
