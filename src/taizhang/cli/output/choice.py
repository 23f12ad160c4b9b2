"""Which format and view the user gets, from what was asked and where the output goes."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import PurePath

from taizhang.cli.destination import STANDARD_OUTPUT
from taizhang.cli.language import Voice
from taizhang.cli.output import BINARY, SUFFIXES, View
from taizhang.cli.problems import WrongUsage

PLAIN_WIDTH = 120
"""Columns of a table that is not shown on a terminal."""


def choose_format(asked: str | None, out: str | None, formats: Sequence[str]) -> str:
    """The format asked for, else the one the output's name asks for, else the table.

    Raises :class:`WrongUsage` where a binary format would fill a terminal.
    """
    by_name = SUFFIXES.get(PurePath(out or "").suffix.lower(), "table")
    chosen = asked or (by_name if by_name in formats else "table")
    if chosen in BINARY and _to_standard_output(out) and sys.stdout.isatty():
        raise WrongUsage("output.binary", format=chosen)
    return chosen


def view_for(out: str | None, voice: Voice, *, several: bool, explain: bool) -> View:
    """How wide and in what colours to write: as the terminal allows, plainly into files and pipes."""
    on_terminal = _to_standard_output(out) and sys.stdout.isatty()
    width = (
        shutil.get_terminal_size((PLAIN_WIDTH, 24)).columns if on_terminal or "COLUMNS" in os.environ else PLAIN_WIDTH
    )
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return View(voice.language, several, explain, max(width, 60), colour)


def _to_standard_output(out: str | None) -> bool:
    return out is None or out == STANDARD_OUTPUT
