"""``taizhang compare``: what became of each promise of one document in another."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.cli.command import Command
from taizhang.cli.language import Voice
from taizhang.cli.output import COMPARED, View
from taizhang.cli.problems import Stop, WrongUsage

if TYPE_CHECKING:
    from taizhang.comparison import Difference
    from taizhang.reading.results import Document


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang compare``."""
    parser.add_argument("old", metavar=voice.say("compare.old"), help=voice.say("compare.old-help"))
    parser.add_argument("new", metavar=voice.say("compare.new"), help=voice.say("compare.new-help"))
    parser.add_argument("-f", "--format", choices=COMPARED, help=voice.say("compare.format"))
    parser.add_argument("-o", "--output", metavar="OUT", help=voice.say("read.output"))
    parser.add_argument("--against", choices=("target", "actual"), default="target", help=voice.say("compare.against"))
    parser.add_argument("--tasks", action="store_true", help=voice.say("compare.tasks"))


def run(options: Namespace, voice: Voice) -> int:
    """Compare the two documents and write what differs; 1 if one of them could not be read."""
    from taizhang.cli.batch import outcomes
    from taizhang.cli.destination import check_destination, destination
    from taizhang.cli.output.choice import choose_format, view_for
    from taizhang.cli.progress import Progress
    from taizhang.cli.readings import Asked, whole_document
    from taizhang.comparison import compare

    files = [options.old, options.new]
    if files == ["-", "-"]:
        raise WrongUsage("compare.twice-stdin")
    check_destination(options.output, map(Path, files))
    form = choose_format(options.format, options.output, COMPARED)
    view = view_for(options.output, voice, several=False, explain=False)
    with Progress(len(files), voice, options.output, tell_notes=False) as progress:
        documents = list(progress.parts(outcomes(files, partial(whole_document, asked=Asked()), jobs=1)))
    if len(documents) < len(files):
        return Stop.exit_code
    old, new = documents
    differences = compare(old, new, tasks=options.tasks, against=options.against)
    with destination(options.output) as stream:
        stream.write(_written(form, old, new, differences, view))
    return 0


def _written(form: str, old: Document, new: Document, differences: Sequence[Difference], view: View) -> bytes:
    if form == "html":
        from taizhang.cli.output.comparison_page import ComparisonPage

        return ComparisonPage(old, new, differences).written(view)
    from taizhang.cli.output.differences import written

    return written(form, differences, view)


COMMAND = Command("compare", configure, run)
