"""A key of many names for a generated study, on this machine's own data folder: what `privacy scan` looks with."""

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from qualcode.privacy.invented import family_names, first_names
from qualcode.privacy.key import Entry
from qualcode.store import ethics, keys
from qualcode.store.study import Study

_PHRASE = "as long as it needs"


def know(root: Path, data: Path, number: int) -> None:
    """Give the study in `root` a key with the full names of so many people, and keep it under `data`."""
    os.environ["XDG_DATA_HOME"] = str(data)
    entries = (
        Entry(id=f"n{n}", kind="person", name=name, substitute="Person")
        for n, name in enumerate(islice(_people(), number), 1)
    )
    made = keys.make_key(_PHRASE, entries).key
    study = Study(root)
    ethics.add(study, ethics.event(study, "key made", made.study))


def _people() -> Iterator[str]:
    """First name, family name, and both together, of one person after another."""
    first = [name for names in first_names().values() for name in names]
    family = [name for names in family_names().values() for name in names]
    for one, other in zip(first, family, strict=False):
        yield from (one, other, f"{one} {other}")
