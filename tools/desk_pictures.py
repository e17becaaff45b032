"""Write the pictures of the desk and the tables of its keys in docs anew: python tools/desk_pictures.py.

The pictures show a copy of the example study, whose suggestions are prepared first, which takes some seconds.
"""

import asyncio
import re
import shutil
import tempfile
from pathlib import Path

from textual.pilot import Pilot

from qualcode.cli.language import install
from qualcode.store.study import Study
from qualcode.tui.actions import table
from qualcode.tui.app import DeskApp
from qualcode.tui.background import Tell, prepared
from qualcode.tui.desk import DeskScreen
from qualcode.tui.looking import keys_markdown
from qualcode.tui.palette import DARK, LIGHT

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images"

PICTURES = {
    "desk-small": ((80, 24), "g s s", DARK),
    "desk-wide": ((152, 40), "g s s s", LIGHT),
    "desk-search": ((100, 30), "g s s slash r ô l", DARK),
}
"""Size of the terminal, keys pressed, theme."""


class Now:
    """Prepares at once, in this process."""

    def __init__(self, root: Path, tell: Tell) -> None:
        self._study, self._tell = Study(root), tell

    def ask(self, transcript_id: str, coder: str) -> None:
        """Tell everything that can be known."""
        for told in prepared(self._study, transcript_id, coder):
            self._tell(told)

    def close(self) -> None:
        """Nothing is left to end."""


def picture(study: Study, name: str, language: str) -> None:
    """One picture in one language."""
    size, keys, theme = PICTURES[name]
    install(language)
    app = DeskApp(study, "E01", "ana", beside=Now)
    app.theme = theme

    async def draw(pilot: Pilot[None]) -> None:
        screen = app.screen_stack[0]
        assert isinstance(screen, DeskScreen)
        await pilot.pause()
        for key in keys.split():
            await pilot.press(key)
        await pilot.pause()

    async def whole() -> str:
        async with app.run_test(size=size) as pilot:
            await draw(pilot)
            return app.export_screenshot(title=f"qualcode code {study.transcript('E01').id}")

    (FOLDER / f"{name}.{language}.svg").write_text(_offline(asyncio.run(whole())), encoding="utf-8")


def _offline(svg: str) -> str:
    """The picture without fonts fetched from the network, and with names that stay the same."""
    svg = re.sub(r"@font-face\s*\{[^}]*\}\s*", "", svg)
    return re.sub(r"terminal-\d+", "desk", svg).replace("Fira Code", "Fira Code, DejaVu Sans Mono, Menlo, Consolas")


MANUALS = {"en": ROOT / "docs" / "en" / "desk.md", "fr": ROOT / "docs" / "fr" / "bureau.md"}
_TABLE = re.compile(r"(?<=<!-- keys -->\n).*?(?=<!-- /keys -->)", re.DOTALL)


def write_keys(language: str) -> None:
    """The table of keys in the manual of one language."""
    install(language)
    page = MANUALS[language]
    page.write_text(_TABLE.sub(lambda _found: keys_markdown(table()), page.read_text("utf-8")), encoding="utf-8")


def main() -> None:
    """Every picture and every table, in both languages."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "example"
        for part in ("codebooks", "transcripts"):
            shutil.copytree(ROOT / part, root / part)
        shutil.copy(ROOT / "qualcode.toml", root)
        for language in MANUALS:
            write_keys(language)
            for name in PICTURES:
                picture(Study(root), name, language)
                print(FOLDER / f"{name}.{language}.svg")


if __name__ == "__main__":
    main()
