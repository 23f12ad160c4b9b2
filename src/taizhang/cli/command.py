"""What a subcommand is: a name, its arguments and what it does."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

from taizhang.cli.language import Voice


@dataclass(frozen=True, slots=True)
class Command:
    """One subcommand. Its one-line summary is the wording ``NAME.summary``.

    ``configure`` adds the arguments to the command's parser; ``run`` does the work and returns the exit code. Modules
    under ``taizhang.cli.commands`` name theirs ``COMMAND`` and import whatever is heavy inside ``run``.
    """

    name: str
    configure: Callable[[ArgumentParser, Voice], None]
    run: Callable[[Namespace, Voice], int]
