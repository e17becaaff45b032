"""The languages that qualcode speaks, from their catalogues."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.core import language as current

LANGUAGES = ("fr", "en")
FOLDER = Path(__file__).parents[1] / "locale"


def speak(language: str) -> None:
    """Speak this language from now on."""
    current.speak(gettext.translation("messages", FOLDER, [language], fallback=True), language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak this language meanwhile."""
    before = current.spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)
