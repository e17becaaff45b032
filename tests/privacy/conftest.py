"""Keys in a folder of the test's own, with a derivation that costs nothing."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest

from qualcode.privacy.key import Entry, Key
from qualcode.privacy.sealing import Cost, seal_of
from qualcode.privacy.search import Searcher, index_of
from qualcode.privacy.substitutes import searched
from qualcode.store import keys

CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture(autouse=True)
def _own_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("data")
    (folder / "phrase").write_text("quatre mots sans rapport\n", encoding="utf-8")
    (folder / "phrase").chmod(0o600)
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("QUALCODE_KEYS", str(folder / "keys"))
    monkeypatch.setenv("QUALCODE_PASSPHRASE_FILE", str(folder / "phrase"))
    monkeypatch.setattr(keys, "seal_of", partial(seal_of, cost=CHEAP))


@pytest.fixture
def keys_folder() -> Path:
    return keys.folder()


def key_of(*names: str, kept: Sequence[str] = (), language: str = "fr") -> Key:
    """A key with these people, each called Person."""
    entries = (
        Entry(id=f"n{n}", kind="person", name=name, substitute="Substitut", search=searched("person", name, language))
        for n, name in enumerate(names, 1)
    )
    return Key(study="a" * 16, kept=frozenset(kept)).with_entries(entries)


@pytest.fixture
def found() -> Callable[[Key, str], list[tuple[str, bool]]]:
    """The names of a key in a text: (words, whether they are sure)."""

    def look(key: Key, text: str) -> list[tuple[str, bool]]:
        searcher = Searcher(index_of(key, b"secret"), b"secret")
        return [(text[hit.start : hit.end], hit.sure) for hit in searcher.find(text)]

    return look
