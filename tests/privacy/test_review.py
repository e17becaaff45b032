"""The review: one letter decides, every decision is on disk at once, stopping loses nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from qualcode.store import ethics, keys
from qualcode.store.study import Study
from tests.privacy.test_pseudonymising import PHRASE, TALK

Command = Callable[..., tuple[int, str, str]]
ANSWERS = "Enquêtrice : Oui ?\nThéo : J'ai vu Mme Lambert hier. Lambert, et Sandrine à Nantes, sont partis.\n"


class Typed:
    """Somebody at the terminal who types these answers, then Ctrl-C."""

    def __init__(self, *answers: str) -> None:
        self.answers: Iterator[str] = iter(answers)

    def __call__(self, _text: str, *, default: str = "", **_options: object) -> str:
        answer = next(self.answers, None)
        if answer is None:
            raise click.Abort
        return answer or default


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setattr("qualcode.text.entities.recogniser", lambda _language: None)

    def sit(*answers: str) -> None:
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        monkeypatch.setattr(click, "prompt", Typed(*answers))

    return sit


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "originals" / "a.txt"
    path.parent.mkdir()
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def names(study: Study) -> dict[str, str]:
    """What the key says by now."""
    return {entry.name: entry.substitute for entry in keys.open_key(ethics.key_of(study), PHRASE).key.entries}


def test_stopping_keeps_what_was_decided_and_going_on_asks_the_rest(
    study_of: Callable[..., Study], raw: Path, qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({})
    terminal("s", "Adrien", "")
    status, out, err = qualcode(study, "pseudonymise", str(raw), "--id", "E01")
    assert status == 130
    assert len(names(study)) == 1
    assert "Adrien" in names(study).values()
    assert not study.transcript_path("E01").exists()
    asked = out.count("everywhere")
    terminal(*[""] * 20)
    status, out, err = qualcode(study, "pseudonymise", str(raw), "--id", "E01")
    assert status == 0, err
    assert out.count("everywhere") < asked + 20
    text = study.transcript_path("E01").read_text("utf-8")
    assert not {name for name in ("Théo", "Lambert", "Sandrine", "Nantes") if name in text}
    assert "Adrien" in text


def test_quitting_brings_nothing_in_and_later_leaves_names(
    study_of: Callable[..., Study], raw: Path, qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({})
    terminal("q")
    status, _out, err = qualcode(study, "pseudonymise", str(raw), "--id", "E01")
    assert status == 1
    assert "nothing was brought in" in err
    assert not study.transcript_path("E01").exists()


def test_a_real_name_is_refused_as_a_substitute_and_asked_again(
    study_of: Callable[..., Study], raw: Path, qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({})
    terminal("s", "Sandrine", "s", "[une amie]", "e", *["n"] * 20)
    status, _out, err = qualcode(study, "pseudonymise", str(raw), "--id", "E01")
    assert status == 0
    assert "real name of this study" in err
    assert list(names(study).values()) == ["[une amie]"]


def test_here_asks_place_by_place(
    study_of: Callable[..., Study], qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({"E01": TALK})
    terminal("s", "Adrien", "h", "n", "n", "y", "n", "n", *["n"] * 20)
    status, out, _err = qualcode(study, "pseudonymise", "E01")
    assert status == 0, out
    assert study.transcript_path("E01").read_text("utf-8").count("Adrien") == 1


def test_without_a_terminal_the_review_says_how_to_go_on(
    study_of: Callable[..., Study], raw: Path, qualcode: Command
) -> None:
    status, _out, err = qualcode(study_of({}), "pseudonymise", str(raw))
    assert status == 2
    assert "--yes" in err


def test_the_sure_ones_are_taken_in_one_stroke_and_the_others_still_asked(
    study_of: Callable[..., Study], tmp_path: Path, qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({})
    path = tmp_path / "a.txt"
    path.write_text(ANSWERS + "Q : Et Rose ?\nThéo : Rose, peut-être. Pierre, je sais pas.\n", encoding="utf-8")
    terminal("a", *["n"] * 9)
    status, out, err = qualcode(study, "pseudonymise", str(path), "--id", "E01")
    assert status == 0, err
    assert out.count("(e)verywhere") == 1 + out.count("perhaps a name")
    text = study.transcript_path("E01").read_text("utf-8")
    assert not {name for name in ("Théo", "Lambert", "Sandrine", "Nantes") if name in text}
    assert "Pierre" in text


def test_a_date_decided_on_before_a_stop_is_not_asked_again(
    study_of: Callable[..., Study], tmp_path: Path, qualcode: Command, terminal: Callable[..., None]
) -> None:
    study = study_of({})
    path = tmp_path / "a.txt"
    path.write_text("Q : Oui ?\nThéo : Je suis né le 4 mai 1986. Rose, peut-être. Et puis Nantes.\n", encoding="utf-8")
    terminal("a", "l")
    status, out, _err = qualcode(study, "pseudonymise", str(path), "--id", "E01")
    assert status == 1, out
    assert out.count("(n)ever") == 2
    terminal("n")
    status, out, err = qualcode(study, "pseudonymise", str(path), "--id", "E01")
    assert status == 0, err
    assert out.count("(n)ever") == 1
    text = study.transcript_path("E01").read_text("utf-8")
    assert "4 mai 1986" not in text
    assert "Rose" in text
