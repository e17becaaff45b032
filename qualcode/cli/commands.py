"""A group whose commands are loaded only when they are called: --help needs none of them."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

import click

from qualcode.core.language import _

Table = Callable[[], Mapping[str, tuple[str, str]]]
"""Each command: the module that holds it under the group's package, and what it does, in the order to list them."""


class Commands(click.Group):
    """The commands of a table, each from the module named there; the names are read when they are needed."""

    def __init__(self, name: str, *, package: str, table: Table, **options: Any) -> None:
        super().__init__(name, **options)
        self._package = package
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the table."""
        del ctx
        return list(self._table())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        del ctx
        row = self._table().get(cmd_name)
        if row is None:
            return None
        command = getattr(import_module(f"{self._package}.{row[0]}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in --help, from the table alone."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, does) for name, (_module, does) in self._table().items()])
