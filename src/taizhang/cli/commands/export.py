"""``taizhang export``: every row of a resource into a file, in the formats of the exchange."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from taizhang.cli.command import Command
from taizhang.cli.language import Voice

#: Formats by what the file's name ends with, longest first; ``--format`` chooses among those that end alike.
ENDINGS = {
    ".sdmx.zip": "sdmx",
    ".csv.gz": "csv-gz",
    ".csv": "csv",
    ".zip": "zip",
    ".xlsx": "xlsx",
    ".xml": "results-xml",
    ".json": "results-json",
}
_FILTERS = ("place", "year", "from", "to", "as_of", "versions")


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang export``."""
    parser.add_argument("what", metavar="WHAT", help=voice.say("export.what"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=voice.say("export.output"))
    parser.add_argument("--format", choices=[*ENDINGS.values()], help=voice.say("export.format"))
    parser.add_argument("--place", metavar="CODE", help=voice.say("export.place"))
    parser.add_argument("--year", metavar="YEAR", help=voice.say("export.year"))
    parser.add_argument("--from", metavar="DAY", help=voice.say("export.from"))
    parser.add_argument("--to", metavar="DAY", help=voice.say("export.to"))
    parser.add_argument("--as-of", metavar="DAY", help=voice.say("export.as-of"))
    parser.add_argument("--versions", choices=["latest", "all"], help=voice.say("export.versions"))


def run(options: Namespace, voice: Voice) -> int:
    """Write the file; nothing half-written is left."""
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    wake()
    check_ready()
    from django.utils.translation import override

    with override({"zh": "zh-hans", "en": "en"}[voice.language]):
        size = _written(options.output, _pieces(options))
    say(voice.say("export.made", file=options.output, what=options.what, size=size))
    return 0


def _pieces(options: Namespace) -> Iterator[bytes]:
    """The file as it is made; what cannot be made so is refused before anything is written."""
    from django.http import QueryDict

    from taizhang.cli.problems import WrongUsage
    from taizhang.exchange.actions.giving import note_download
    from taizhang.exchange.api.questions import QuestionError, read_filters
    from taizhang.exchange.files.formats import FORMATS
    from taizhang.exchange.readers import Everything
    from taizhang.exchange.resources import RESOURCES
    from taizhang.journal.actions import System

    resource = RESOURCES.get(options.what)
    if resource is None:
        raise WrongUsage("export.no-such", what=options.what, names=", ".join(RESOURCES))
    form = FORMATS[options.format or _by_ending(options.output)]
    if not form.holds(resource.name):
        raise WrongUsage("export.holds", format=form.name, what=form.only)
    query = QueryDict(mutable=True)
    query.update({name: value for name in _FILTERS if (value := getattr(options, name)) is not None})
    try:
        asked = read_filters(query, resource.filters)
    except QuestionError as error:
        raise WrongUsage("export.question", what=error) from None
    note_download(actor=System("taizhang export"), resource=resource.name, form=form.name, asked=asked)
    return form.make(Everything(), resource, asked)


def _written(path: Path, pieces: Iterator[bytes]) -> int:
    from taizhang.cli.problems import Stop

    aside, size = path.with_name(f".{path.name}.part"), 0
    try:
        with aside.open("wb") as to:
            for piece in pieces:
                size += to.write(piece)
        aside.replace(path)
    except OSError as error:
        raise Stop("export.unwritable", file=path, reason=error.strerror) from None
    finally:
        aside.unlink(missing_ok=True)
    return size


def _by_ending(path: Path) -> str:
    from taizhang.cli.problems import WrongUsage

    for ending, name in ENDINGS.items():
        if path.name.lower().endswith(ending):
            return name
    raise WrongUsage("export.ending", file=path, endings=", ".join(ENDINGS))


COMMAND = Command("export", configure, run)
