"""The way in from the shell: choose the language and the command, run it, and turn its end into an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from taizhang.cli.commands import commands
from taizhang.cli.language import Voice, choose_language
from taizhang.cli.parser import build_parser
from taizhang.cli.problems import Stop, report

INTERRUPTED = 130
PIPE_CLOSED = 141


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``taizhang`` with the given arguments (the process's own by default) and return its exit code.

    0: done; 1: something could not be read or written; 2: wrong usage; 130: interrupted; 141: the reader of our output
    went away. Wrong usage leaves by ``SystemExit``, as ``argparse`` does.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    voice = Voice(choose_language(given, os.environ))
    for stream in (sys.stdout, sys.stderr):
        _never_fail_on_encoding(stream)
    try:
        options = build_parser(commands(), voice).parse_args(given)
        code: int = options.command.run(options, Voice(options.lang))
        sys.stdout.flush()
    except Stop as stop:
        report(stop.key, voice, **stop.facts)
        return stop.exit_code
    except KeyboardInterrupt:
        report("stop.interrupted", voice)
        return INTERRUPTED
    except BrokenPipeError:
        _silence(sys.stdout)
        return PIPE_CLOSED
    return code


def _never_fail_on_encoding(stream: TextIO) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _silence(stream: TextIO) -> None:
    """Point the stream's descriptor at nothing, so that Python's own flush at exit does not complain."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
