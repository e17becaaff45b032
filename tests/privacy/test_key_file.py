"""The key opens with its passphrase only, tells when it was touched, and never lies in a study."""

import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.errors import ExternallyChanged, QualcodeError
from qualcode.privacy.sealing import seal_of, sealed, unseal
from qualcode.store import ethics, keys
from qualcode.store.keys import Opened
from qualcode.store.study import Study
from qualcode.workflow.privacy import keeping
from tests.privacy.conftest import CHEAP, key_of

KEY = key_of("Théo Lambert", "Théo", kept=["rose"])
PHRASE = "quatre mots sans rapport"
SEAL = seal_of(PHRASE, cost=CHEAP)


def test_a_key_opens_with_its_passphrase_however_its_accents_are_typed() -> None:
    data = sealed(KEY, seal_of("né en été", cost=CHEAP))
    assert unseal(data, "ne\u0301 en e\u0301te\u0301", "key")[0] == KEY
    assert b"Lambert" not in data


def test_two_writings_of_one_key_share_nothing_that_could_be_compared() -> None:
    one, again, other = sealed(KEY, SEAL), sealed(KEY, SEAL), sealed(KEY, seal_of(PHRASE, cost=CHEAP))
    assert one[68:80] != again[68:80]  # the nonce
    assert one[-64:] != again[-64:]
    assert one[52:68] != other[52:68]  # the salt


def test_every_byte_that_is_touched_is_noticed() -> None:
    data = sealed(KEY, SEAL)
    for at in range(len(data)):
        touched = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        with pytest.raises(QualcodeError):
            unseal(touched, PHRASE, "key")
    with pytest.raises(QualcodeError):
        unseal(data[:-1], PHRASE, "key")


def test_a_wrong_passphrase_says_so_and_no_more() -> None:
    data = sealed(KEY, SEAL)
    with pytest.raises(QualcodeError, match="does not open the key") as caught:
        unseal(data, "another", "key")
    told = "".join(traceback.format_exception(caught.value)) + repr(caught.value.__context__)
    assert "Lambert" not in told
    assert "another" not in str(caught.value)


def test_values_that_hold_names_do_not_show_them() -> None:
    shown = repr(KEY) + repr(KEY.entries) + repr(Opened(key=KEY, seal=SEAL, etag="x"))
    assert "Lambert" not in shown
    assert repr(SEAL.derived) not in shown + repr(SEAL)


def test_files_of_the_key_are_their_owner_s_alone(keys_folder: Path) -> None:
    keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    assert {path.stat().st_mode & 0o777 for path in keys_folder.iterdir()} == {0o600}
    assert keys_folder.stat().st_mode & 0o777 == 0o700
    assert sorted(path.suffix for path in keys_folder.iterdir()) == [".key", ".search", ".secret"]


def test_two_programs_do_not_overwrite_each_other_s_key() -> None:
    opened = keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    keys.write_key(opened, key_of("Théo"))
    with pytest.raises(ExternallyChanged):
        keys.write_key(opened, key_of("Anna"))
    assert keys.open_key(KEY.study, PHRASE).key == key_of("Théo")


def test_a_write_that_fails_leaves_the_key_and_nothing_beside_it(
    keys_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    before = (keys_folder / f"{KEY.study}.key").read_bytes()

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(QualcodeError, match="No space"):
        keys.write_key(opened, key_of("Anna"))
    assert (keys_folder / f"{KEY.study}.key").read_bytes() == before
    assert not list(keys_folder.glob(".*"))


def test_no_key_lies_inside_a_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "qualcode.toml").write_text('language = "fr"\n', encoding="utf-8")
    monkeypatch.setenv("QUALCODE_KEYS", str(tmp_path / "keys"))
    with pytest.raises(QualcodeError, match="may not lie inside a study"):
        keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    assert not (tmp_path / "keys").exists()


def test_another_state_of_a_key_is_refused_and_the_same_one_is_not(tmp_path: Path) -> None:
    keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    with pytest.raises(QualcodeError, match="never merged"):
        keys.bring_in(sealed(key_of("Anna"), SEAL), tmp_path / "copy")
    assert keys.bring_in((keys.path_of(KEY.study)).read_bytes(), tmp_path / "copy") == KEY.study


def test_nothing_of_a_destroyed_key_is_left(keys_folder: Path) -> None:
    keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    keys.destroy(KEY.study)
    assert [path.suffix for path in keys_folder.iterdir()] == [".secret"]
    with pytest.raises(QualcodeError, match="not on this machine"):
        keys.open_key(KEY.study, PHRASE)


def test_a_copy_that_a_crash_left_is_destroyed_with_the_key(keys_folder: Path) -> None:
    keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    (keys_folder / f".{KEY.study}.key.4711.tmp").write_bytes(b"sealed")
    keys.destroy(KEY.study)
    assert [path.suffix for path in keys_folder.iterdir()] == [".secret"]


def test_two_programs_do_not_make_two_keys_for_one_study(study_of: Callable[..., Study]) -> None:
    study = study_of([("Q", "?")])
    made = keeping.make(study, PHRASE)
    with pytest.raises(QualcodeError, match="meanwhile"):
        keeping.make(Study(study.root), PHRASE)
    assert ethics.key_of(study) == made.key.study
    assert [path.name for path in keys.folder().glob("*.key")] == [f"{made.key.study}.key"]


def test_another_study_s_key_under_this_one_s_name_is_refused() -> None:
    keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    other = keys.make_key(PHRASE)
    keys.path_of(KEY.study).write_bytes(keys.path_of(other.key.study).read_bytes())
    with pytest.raises(QualcodeError, match="of another study"):
        keys.open_key(KEY.study, PHRASE)


@pytest.mark.parametrize("secret", [b"", b"short", bytes(32), bytes(99)])
def test_digests_made_with_another_secret_are_taken_for_missing_and_not_for_no_name(
    keys_folder: Path, secret: bytes
) -> None:
    opened = keys.write_key(Opened(key=KEY, seal=SEAL, etag="absent"), KEY)
    assert keys.read_index(KEY.study) is not None
    (keys_folder / "this-machine.secret").write_bytes(secret)
    assert keys.read_index(KEY.study) is None
    keys.make_index(opened.key)
    assert keys.read_index(KEY.study) is not None
