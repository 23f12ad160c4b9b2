"""``taizhang manage``: Django's own commands and those of taizhang's apps."""

from __future__ import annotations

import argparse
from argparse import ArgumentParser, Namespace

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang manage``: whatever follows goes to the command."""
    parser.add_argument(
        "arguments", nargs=argparse.REMAINDER, metavar=voice.say("manage.arguments"), help=voice.say("manage.help")
    )


def run(options: Namespace, voice: Voice) -> int:
    """Run the management command; its own exit code, or 0."""
    from taizhang.cli.web import wake

    wake()
    from django.core.management import ManagementUtility

    ManagementUtility(["taizhang manage", *(options.arguments or ["help"])]).execute()
    return 0


COMMAND = Command("manage", configure, run)
