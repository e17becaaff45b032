"""Write docs/en/cli.md and docs/fr/cli.md from --help, or check that they are current (--check)."""

import difflib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
HEADS = {
    "en": "# The commands\n\nMade from `--help` by `make docs`; not edited by hand.\n",
    "fr": "# Les commandes\n\nPage tirée de `--help` par `make docs` ; ne pas la modifier à la main.\n",
}


def commands(command: click.Command, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and everything below it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from commands(below, (*path, name))


def page(language: str) -> str:
    """The whole reference in one language; called in a process that speaks it."""
    from qualcode.cli import program  # noqa: PLC0415 - after the language was chosen
    from qualcode.cli.language import install  # noqa: PLC0415

    install(language)
    parts = [HEADS[language]]
    for path, command in commands(program(), ("qualcode",)):
        context = click.Context(command, info_name=" ".join(path), max_content_width=100, terminal_width=100)
        parts.append(f"## {' '.join(path)}\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


def made(language: str) -> str:
    """The page, from a fresh process: help texts are fixed when a command is loaded."""
    arguments = [sys.executable, __file__, "--print", language]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    answer = subprocess.run(arguments, capture_output=True, check=True, encoding="utf-8", env=environment)
    return answer.stdout


def main() -> int:
    """Write the pages, or compare them."""
    if "--print" in sys.argv:
        sys.stdout.write(page(sys.argv[-1]))
        return 0
    stale = 0
    for language in HEADS:
        path = ROOT / "docs" / language / "cli.md"
        new = made(language)
        if "--check" in sys.argv:
            old = path.read_text(encoding="utf-8")
            sys.stdout.writelines(difflib.unified_diff(old.splitlines(True), new.splitlines(True), str(path), "--help"))
            stale += old != new
        else:
            path.write_text(new, encoding="utf-8")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
