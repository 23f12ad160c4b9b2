"""``taizhang read``: files in, their claims out as a table, records, a sheet or a page."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from contextlib import closing
from functools import partial
from itertools import chain
from pathlib import Path

from taizhang.cli.command import Command
from taizhang.cli.language import Voice
from taizhang.cli.output import FORMATS, output_for
from taizhang.cli.parser import number
from taizhang.cli.problems import Stop


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang read``."""
    parser.add_argument("files", nargs="+", metavar=voice.say("read.file"), help=voice.say("read.files"))
    parser.add_argument("-f", "--format", choices=FORMATS, help=voice.say("read.format"))
    parser.add_argument("-o", "--output", metavar="OUT", help=voice.say("read.output"))
    parser.add_argument("-j", "--jobs", type=number(0, 256, voice), default=1, metavar="N", help=voice.say("read.jobs"))
    parser.add_argument("--explain", action="store_true", help=voice.say("read.explain"))
    parser.add_argument("--year", type=number(1900, 2200, voice), metavar="Y", help=voice.say("read.year"))
    parser.add_argument("--place", metavar="P", help=voice.say("read.place"))
    parser.add_argument("--role", choices=("target", "actual"), help=voice.say("read.role"))
    parser.add_argument("--no-tasks", dest="tasks", action="store_false", help=voice.say("read.no-tasks"))


def run(options: Namespace, voice: Voice) -> int:
    """Read the files and write the output; 1 if any file could not be read."""
    if options.jobs != 1:
        from taizhang.cli.processes import warm_up

        warm_up()
    from taizhang.cli.batch import outcomes
    from taizhang.cli.destination import check_destination, destination
    from taizhang.cli.output.choice import choose_format, view_for
    from taizhang.cli.progress import Progress
    from taizhang.cli.readings import Asked, rendered
    from taizhang.reading.sources.folders import expand

    files = list(dict.fromkeys(str(path) for path in expand(options.files)))
    if not files:
        raise Stop("read.nothing", folder=options.files[0])
    check_destination(options.output, map(Path, files))
    form = choose_format(options.format, options.output, FORMATS)
    output = output_for(form, view_for(options.output, voice, several=len(files) > 1, explain=options.explain))
    work = partial(rendered, output=output, asked=Asked(options.year, options.place, options.role, options.tasks))

    found = outcomes(files, work, options.jobs or os.cpu_count() or 1)
    with closing(found), Progress(len(files), voice, options.output, tell_notes=form in _WITHOUT_NOTES) as progress:
        parts = progress.parts(found)
        first = next(parts, _NOTHING)
        if first is not _NOTHING:
            with destination(options.output) as stream:
                output.write(chain([first], parts), stream)
    progress.finish()
    return 1 if progress.failed else 0


_NOTHING = object()

# These hold the records alone; what the reader remarked on the file is said on standard error instead.
_WITHOUT_NOTES = frozenset({"jsonl", "csv"})

COMMAND = Command("read", configure, run)
