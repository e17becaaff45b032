"""Probabilities for suggestions: worked out by `suggest evaluate`, kept as long as what teaches stays the same."""

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from qualcode.store.cache import cached
from qualcode.store.study import Study

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
        if key == engine.key:
            return found
    return None


def keep(study: Study, coder: str, engine: "Engine", calibration: "Calibration | None") -> None:
    """Keep it for `suggest`."""
    from qualcode.analysis.calibration import Calibration  # noqa: PLC0415

    (study.root / ".qualcode" / _FOLDER / f"{coder}.json").unlink(missing_ok=True)
    if calibration is not None:
        key = engine.key
        cached(study.root, _FOLDER, coder, key, Calibration, lambda: calibration)
