"""Which language to speak: --lang, QUALCODE_LANG, the study's, else the system's. Decided before any command is loaded."""

import gettext
import os
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from qualcode.formats.languages import FOLDER, LANGUAGES, speak


def choose(arguments: Sequence[str]) -> str:
    """Fr or en; also installs the catalogue, for our messages and for click's."""
    wanted = _option(arguments, "--lang") or os.environ.get("QUALCODE_LANG", "") or _of_study(arguments) or _of_system()
    language = wanted[:2].lower() if wanted[:2].lower() in LANGUAGES else "en"
    install(language)
    return language


def install(language: str) -> None:
    """Speak this language from now on."""
    speak(language)
    # click asks the "messages" domain through the environment: bound here, our catalogue answers for it too.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", FOLDER)


def _option(arguments: Sequence[str], name: str) -> str:
    for n, argument in enumerate(arguments):
        if argument == name and n + 1 < len(arguments):
            return arguments[n + 1]
        if argument.startswith(f"{name}="):
            return argument.removeprefix(f"{name}=")
    return ""


def _of_study(arguments: Sequence[str]) -> str:
    """The language in the nearest settings; mistakes in them are left to the command to report."""
    with suppress(OSError):
        start = Path(_option(arguments, "--study") or ".").resolve()
        for folder in (start, *start.parents):
            with suppress(OSError, tomllib.TOMLDecodeError, UnicodeDecodeError):
                settings = tomllib.loads((folder / "qualcode.toml").read_text(encoding="utf-8"))
                return str(settings.get("language", "fr"))
    return ""


def _of_system() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return value
    import locale

    return locale.getlocale()[0] or ""
