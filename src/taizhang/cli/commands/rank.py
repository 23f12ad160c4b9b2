"""``taizhang rank``: who stands where in each peer group, as frozen or by what is locked now."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import TYPE_CHECKING

from taizhang.cli.command import Command
from taizhang.cli.language import Voice
from taizhang.cli.problems import Stop, WrongUsage, report

if TYPE_CHECKING:
    from taizhang.rankings.tables import Table

FORMATS = ("table", "csv", "jsonl")


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang rank``."""
    parser.add_argument("--period", required=True, metavar="PERIOD", help=voice.say("rank.period"))
    parser.add_argument("--scheme", metavar="WORDS", help=voice.say("rank.scheme"))
    parser.add_argument("--now", action="store_true", help=voice.say("rank.now"))
    parser.add_argument("-f", "--format", choices=FORMATS, help=voice.say("rank.format"))
    parser.add_argument("-o", "--output", metavar="OUT", help=voice.say("read.output"))


def run(options: Namespace, voice: Voice) -> int:
    """Rank and write; 1 where there is nothing to rank by, or a scheme could not be ranked."""
    from taizhang.cli.destination import check_destination, destination
    from taizhang.cli.output.choice import choose_format, view_for
    from taizhang.cli.web import check_ready, wake

    day = _day(options.period)
    check_destination(options.output, [])
    form = choose_format(options.format, options.output, FORMATS)
    wake()
    check_ready()
    tables, problems = _tables(day, options.scheme or "", anew=options.now)
    for scheme, problem in problems:
        report("rank.problem", voice, scheme=scheme, problem=problem)
    if not tables and not problems:
        raise Stop("rank.nothing")
    from taizhang.cli.output.rankings import written

    with destination(options.output) as stream:
        stream.write(written(form, tables, view_for(options.output, voice, several=False, explain=False)))
    return 1 if problems else 0


def _day(period: str) -> date:
    """The last day of the period."""
    from taizhang.measures.errors import MeasureError
    from taizhang.measures.periods import Period

    try:
        return Period.parse_iso(period).last_day
    except MeasureError:
        raise WrongUsage("rank.bad-period", period=period) from None


def _tables(day: date, words: str, *, anew: bool) -> tuple[list[Table], list[tuple[str, str]]]:
    from django.db.models import Q

    from taizhang.policy.errors import ActionError
    from taizhang.rankings.models import Frozen, Scheme
    from taizhang.rankings.queries.rankings import compute, opened
    from taizhang.rankings.queries.schemes import newest_version

    tables, problems = [], []
    rows = Scheme.objects.filter(Q(name__contains=words) | Q(group__name__contains=words)).select_related(
        "group__place"
    )
    for scheme in rows.order_by("group", "pk"):
        kept = None if anew else Frozen.objects.filter(scheme=scheme, day=day).first()
        if kept is None and scheme.ended:
            continue
        try:
            tables.append(compute(newest_version(scheme), day) if kept is None else opened(kept))
        except ActionError as error:
            problems.append((scheme.name, str(error)))
    return tables, problems


COMMAND = Command("rank", configure, run)
