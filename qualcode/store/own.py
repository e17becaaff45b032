"""A user's own settings: what holds for every study on this computer, and goes into none of them."""

from pathlib import Path

from platformdirs import user_config_path

from qualcode.core.study import DeskSettings
from qualcode.formats import settings
from qualcode.store import files


def own_path() -> Path:
    """Where they lie."""
    return user_config_path("qualcode", appauthor=False) / "config.toml"


def own_desk() -> DeskSettings:
    """What the user wants of the desk. Raises UnreadableFile."""
    path = own_path()
    data = files.read(path)
    return DeskSettings() if data is None else settings.loads_own(data, str(path))
