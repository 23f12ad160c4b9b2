"""The argument parser, speaking the user's language."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from typing import NoReturn

from taizhang import __version__
from taizhang.cli.command import Command
from taizhang.cli.language import LANGUAGES, Voice
from taizhang.cli.terminal import printable

USAGE_ERROR = 2

# What argparse says, and our wording for it; argparse itself speaks English only.
_REFUSALS = (
    (re.compile(r"the following arguments are required: (?P<names>.+)"), "usage.missing"),
    (re.compile(r"unrecognized arguments: (?P<names>.+)", re.DOTALL), "usage.unknown"),
    (re.compile(r"argument (?P<name>.+?): expected (?:one|at least one) argument"), "usage.no-value"),
    (
        re.compile(r"argument (?P<name>.+?): invalid choice: (?P<value>.+) \(choose from (?P<choices>.+)\)", re.DOTALL),
        "usage.choice",
    ),
    (re.compile(r"argument (?P<name>.+?): (?P<reason>.+)", re.DOTALL), "usage.argument"),
)


class Parser(argparse.ArgumentParser):
    """An ``argparse`` parser whose headings and refusals are in the language of its voice."""

    def __init__(self, *, voice: Voice, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_Help,
        )
        self.voice = voice
        self._positionals.title = voice.say("help.arguments")
        self._optionals.title = voice.say("help.options")
        self.add_argument("-h", "--help", action="help", help=voice.say("help.help"))
        self.add_argument("--lang", choices=LANGUAGES, default=voice.language, help=voice.say("help.lang"))

    def format_usage(self) -> str:
        return self._worded(super().format_usage())

    def format_help(self) -> str:
        return self._worded(super().format_help())

    def _worded(self, text: str) -> str:
        return re.sub(r"\Ausage: ", self.voice.say("help.usage"), text)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments and where help is, and leave with exit code 2."""
        said = printable(refusal(message, self.voice))
        hint = self.voice.say("usage.hint", program=self.prog)
        self.exit(USAGE_ERROR, f"{self.prog}: {said}\n{hint}\n")


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help of a steady width, so that what is printed does not hang on the terminal."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=26, width=100)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        """``-o, --output OUT``, as Python 3.13 and later print it, in every version."""
        if not action.option_strings or action.nargs == 0:
            return super()._format_action_invocation(action)
        value = self._format_args(action, self._get_default_metavar_for_optional(action))
        return f"{', '.join(action.option_strings)} {value}"


def refusal(message: str, voice: Voice) -> str:
    """argparse's message in the user's language, as it is where there is no wording for it."""
    for pattern, key in _REFUSALS:
        if match := pattern.fullmatch(message):
            return voice.say(key, **match.groupdict())
    return message


def build_parser(commands: Iterable[Command], voice: Voice) -> Parser:
    """The parser of the whole command line; the chosen command is the namespace's ``command``."""
    parser = Parser(voice=voice, prog="taizhang", description=voice.say("help.description"))
    parser.add_argument(
        "--version", action="version", version=f"taizhang {__version__}", help=voice.say("help.version")
    )
    choices = parser.add_subparsers(
        title=voice.say("help.commands"), metavar=voice.say("help.command"), required=True, parser_class=Parser
    )
    for command in commands:
        summary = voice.say(f"{command.name}.summary")
        chosen = choices.add_parser(
            command.name, help=summary, voice=voice, prog=f"taizhang {command.name}", description=summary
        )
        command.configure(chosen, voice)
        chosen.set_defaults(command=command, parser=chosen)
    return parser


def number(least: int, most: int, voice: Voice) -> Callable[[str], int]:
    """An argument type: a whole number from ``least`` to ``most``, written in ASCII digits."""

    def parse(text: str) -> int:
        if re.fullmatch(r"[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        raise argparse.ArgumentTypeError(voice.say("usage.number", least=least, most=most))

    return parse
