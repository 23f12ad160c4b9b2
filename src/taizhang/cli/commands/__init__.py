"""The subcommands, one module each; a module placed here is a command of ``taizhang``, without further registration."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

from taizhang.cli.command import Command


def commands() -> tuple[Command, ...]:
    """Every subcommand, by name."""
    found = (import_module(f"{__name__}.{module.name}").COMMAND for module in iter_modules(__path__))
    return tuple(sorted(found, key=lambda command: command.name))
