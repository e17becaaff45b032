"""Probabilities for suggestions: worked out by `suggest evaluate`, kept as long as what teaches stays the same."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from qualcode.store.cache import cached
from qualcode.store.study import Study
from qualcode.suggest.teaching import Teaching

if TYPE_CHECKING:
    from qualcode.analysis.calibration import Calibration
    from qualcode.suggest.fusion import Engine

_FOLDER = "calibration"


def kept(study: Study, coder: str, engine: "Engine") -> "Calibration | None":
    """The calibration made from exactly what teaches now; None when there is none."""
    from qualcode.analysis.calibration import Calibration  # noqa: PLC0415

    path = study.root / ".qualcode" / _FOLDER / f"{coder}.json"
    with suppress(OSError, msgspec.MsgspecError):
        key, found = msgspec.json.decode(path.read_bytes(), type=tuple[str, Calibration | None])
        if key == key_of(engine.teaching, engine.versions):
            return found
    return None


def keep(study: Study, coder: str, engine: "Engine", calibration: "Calibration | None") -> None:
    """Keep it for `suggest`."""
    from qualcode.analysis.calibration import Calibration  # noqa: PLC0415

    (study.root / ".qualcode" / _FOLDER / f"{coder}.json").unlink(missing_ok=True)
    if calibration is not None:
        key = key_of(engine.teaching, engine.versions)
        cached(study.root, _FOLDER, coder, key, Calibration, lambda: calibration)


def key_of(teaching: Teaching, versions: object) -> str:
    """Fingerprint of what teaches, and of the proposers."""
    digest = blake2b(digest_size=8)
    told: Sequence[object] = (*teaching.codes, *map(asdict, teaching.wordings))
    decided = [(*one.place, sorted(one.codes), sorted(one.rejected)) for one in teaching.passages]
    for one in (*told, versions, *sorted(said for said in decided if said[-1] or said[-2])):
        digest.update(repr(one).encode())
    return digest.hexdigest()
