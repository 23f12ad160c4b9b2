"""What goes wrong on the command line, and how it is told on standard error."""

from __future__ import annotations

import sys

from taizhang.cli.language import Voice
from taizhang.cli.terminal import printable


class Stop(Exception):
    """The command cannot go on. ``key`` names the wording, ``facts`` go into it."""

    exit_code = 1

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


class WrongUsage(Stop):
    """What was asked for makes no sense; nothing has been done."""

    exit_code = 2


def report(key: str, voice: Voice, **facts: object) -> None:
    """Say one thing on standard error, on a line of its own."""
    sys.stderr.write(f"taizhang: {printable(voice.say(key, **facts))}\n")
