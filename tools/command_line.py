"""Writes ``docs/reference/command-line.md`` from the parsers' own help.

Run as ``python -m tools.command_line`` after an option changed; a test compares the page with what this would write.
"""

from __future__ import annotations

from pathlib import Path

from taizhang.cli.commands import commands
from taizhang.cli.language import Voice
from taizhang.cli.parser import Parser, build_parser

PAGE = Path(__file__).resolve().parent.parent / "docs/reference/command-line.md"
HEAD = """# The command line

The same in Chinese: `taizhang --help --lang zh`. Made from the help itself by `python -m tools.command_line`.
"""
TAIL = """## Exit codes

| code | meaning |
| --- | --- |
| 0 | done |
| 1 | a file could not be read, or the output not written; the others were read |
| 2 | wrong usage; nothing was done |
| 130 | interrupted; nothing half-written is left |
| 141 | the program reading our output went away |

## Environment

| variable | meaning |
| --- | --- |
| `LC_ALL`, `LC_MESSAGES`, `LANG` | language of messages: Chinese for `zh…`, `C` and none, else English; `--lang` comes first |
| `COLUMNS` | width of tables where the output is no terminal (default 120) |
| `NO_COLOR` | tables without colour |
"""


def page() -> str:
    """The page: the help of ``taizhang`` and of each command, then what holds for all."""
    voice = Voice("en")
    helps = [("taizhang", build_parser(commands(), voice).format_help())]
    for command in commands():
        parser = Parser(voice=voice, prog=f"taizhang {command.name}", description=voice.say(f"{command.name}.summary"))
        command.configure(parser, voice)
        helps.append((parser.prog, parser.format_help()))
    shown = [f"## {name}\n\n```text\n{text.rstrip()}\n```\n" for name, text in helps]
    return "\n".join([HEAD, *shown, TAIL])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
