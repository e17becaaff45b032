"""Keys of one's own: what the study says, what the user says, and what is refused with a sentence."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import QualcodeError
from qualcode.store import own
from qualcode.store.study import Study
from qualcode.tui.actions import of_screen, table
from qualcode.tui.keys import key_map, key_of

Make = Callable[..., Study]


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's settings, not those of whoever runs the tests."""
    path = tmp_path / "config.toml"
    monkeypatch.setattr(own, "own_path", lambda: path)
    monkeypatch.setattr("qualcode.tui.keys.own_path", lambda: path)
    return path


def study(study_of: Make, keys: str = "") -> Study:
    return study_of([("Léa", "Oui.")], settings=f"[desk.keys]\n{keys}\n")


def test_without_settings_every_action_has_the_keys_of_the_table(study_of: Make) -> None:
    assert {name: tuple(keys) for name, keys in key_map(study(study_of)).items()} == {
        action.id: action.keys for action in table()
    }


def test_no_two_actions_of_the_table_share_a_key_and_every_key_has_a_name_that_can_be_written() -> None:
    for screen in {action.screen for action in table()}:
        keys = [key for action in of_screen(table(), screen) for key in action.keys]
        assert len(keys) == len(set(keys))
        assert [key_of(key) for key in keys] == keys


def test_every_action_can_be_looked_up_by_its_name_in_both_manuals() -> None:
    docs = Path(__file__).parents[2] / "docs"
    for page in (docs / "fr" / "bureau-autrement.md", docs / "en" / "desk-otherwise.md"):
        named = set(re.findall(r"`([a-z]+(?:_[a-z0-9]+)*)`", page.read_text("utf-8")))
        assert {action.id for action in table()} - named <= {
            f"{name}_{n}" for name in ("code", "decide") for n in range(2, 9)
        }


def test_the_user_counts_more_than_the_study_which_counts_more_than_the_table(study_of: Make, config: Path) -> None:
    own = study(study_of, 'accept = "y, Enter"\nreject = "ctrl+r"')
    config.write_text('[desk.keys]\naccept = "+"\n', "utf-8")
    assert list(key_map(own)["accept"]) == ["plus"]
    assert list(key_map(own)["reject"]) == ["ctrl+r"]


def test_a_key_is_taken_from_an_action_that_has_another_one(study_of: Make) -> None:
    found = key_map(study(study_of, 'help = "enter"'))
    assert list(found["help"]) == ["enter"]
    assert list(found["accept"]) == ["a"]


@pytest.mark.parametrize(
    ("keys", "sentence"),
    [
        ('accept = "x"\nreject = "x"', "the key x is given twice: to “accept” and to “reject”"),
        ('acept = "x"', "the desk has no action “acept”"),
        ('accept = "contrle+z"', "“contrle.z” is no key"),
        ('accept = "bigkey"', "“bigkey” is no key"),
        ('reject = "a, enter"', "“accept” .* would have no key left"),
        ("accept = 3", "a setting is wrong"),
    ],
)
def test_mistakes_are_sentences_that_name_the_file(study_of: Make, keys: str, sentence: str) -> None:
    with pytest.raises(QualcodeError, match=sentence) as told:
        key_map(study(study_of, keys))
    assert "qualcode.toml" in str(told.value)
    assert told.value.advice


def test_settings_of_a_study_do_not_belong_in_the_users_file(study_of: Make, config: Path) -> None:
    config.write_text('title = "x"\n', "utf-8")
    with pytest.raises(QualcodeError, match="“title” is not among those of a user"):
        key_map(study(study_of))
