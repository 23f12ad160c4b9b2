"""``taizhang briefing``: the briefing of a period as Word, PDF or Excel, from the installation's data."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang briefing``."""
    parser.add_argument("--period", required=True, metavar="PERIOD", help=voice.say("briefing.period"))
    parser.add_argument("--place", metavar="CODE", help=voice.say("briefing.place"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=voice.say("briefing.output"))


def run(options: Namespace, voice: Voice) -> int:
    """Write the file: the issued one where the period has been issued, else the draft as the data stand."""
    from taizhang.cli.problems import Stop, WrongUsage
    from taizhang.cli.terminal import say
    from taizhang.cli.web import check_ready, wake

    kind = options.output.suffix.lower().lstrip(".")
    if kind not in {"docx", "pdf", "xlsx"}:
        raise WrongUsage("briefing.kind", file=options.output)
    wake()
    check_ready()
    from taizhang.briefings.queries.printing import printed
    from taizhang.policy.errors import ActionError

    period = _period(options.period, options.place)
    try:
        content, code = printed(period, kind)
    except ActionError as error:
        raise Stop("briefing.refused", reason=error) from None
    aside = options.output.with_name(f".{options.output.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(options.output)
    except OSError as error:
        raise Stop("briefing.unwritable", file=options.output, reason=error.strerror) from None
    finally:
        aside.unlink(missing_ok=True)
    key = "briefing.issued" if code else "briefing.made"
    say(voice.say(key, file=options.output, period=period.name, place=period.place.name, code=code))
    return 0


def _period(words: str, code: str | None) -> Any:
    """The reporting period that is written so (2024-09, 2024-Q3), of the one place there is or the one named."""
    from taizhang.cli.problems import Stop, WrongUsage
    from taizhang.measures.errors import MeasureError
    from taizhang.measures.periods import Period as Span
    from taizhang.progress.models import Period

    try:
        span = Span.parse_iso(words)
    except MeasureError:
        raise WrongUsage("briefing.no-such-period", period=words) from None
    rows = Period.objects.filter(first=span.first_day, last=span.last_day).select_related("place")
    found = list(rows.filter(place__code=code) if code else rows)
    if not found:
        raise Stop("briefing.not-opened", period=words)
    if len(found) > 1:
        raise WrongUsage(
            "briefing.which-place", places="、".join(f"{each.place.name} {each.place.code}" for each in found)
        )
    return found[0]


COMMAND = Command("briefing", configure, run)
