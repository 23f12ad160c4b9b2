"""``taizhang demo``: the whole application with sample data, from nothing, on this machine."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

from taizhang.cli.command import Command
from taizhang.cli.language import Voice
from taizhang.cli.parser import number

PORT = 8000
FOLDER = "demo-data"
#: The plan's year is played up to October, on this day.
MONTHS, DAY = 10, "2024-11-04"


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang demo``."""
    parser.add_argument("--port", type=number(1, 65535, voice), default=PORT, metavar="N", help=voice.say("serve.port"))
    parser.add_argument(
        "--months", type=number(0, MONTHS, voice), default=MONTHS, metavar="N", help=voice.say("demo.months")
    )
    parser.add_argument("--prepare-only", action="store_true", help=voice.say("demo.prepare-only"))


def run(options: Namespace, voice: Voice) -> int:
    """Prepare what is missing, say how to sign in, and serve until interrupted."""
    from taizhang.cli.problems import Stop
    from taizhang.cli.terminal import say
    from taizhang.cli.web import migrate, wake

    folder = Path(os.environ.setdefault("TAIZHANG_DATA", FOLDER)).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["TAIZHANG_DEMO"] = "1"
    os.environ.setdefault("TAIZHANG_DAY", DAY)
    # A demonstration never goes into somebody's database server.
    os.environ.pop("DATABASE_URL", None)
    wake()
    from taizhang.config.demonstration import PASSWORD, NotDemonstrationError, prepare

    say(voice.say("demo.preparing", folder=folder))
    migrate()
    try:
        logins = prepare(folder, options.months, lambda month: say(voice.say("demo.playing", month=f"{month:%Y-%m}")))
    except NotDemonstrationError:
        raise Stop("demo.occupied", folder=folder) from None
    say(voice.say("demo.people", password=PASSWORD))
    for person in logins:
        held = person.held[0]
        say(voice.say("demo.person", username=person.username, role=held.get_role_display(), where=held.organisation))
    if options.prepare_only:
        say(voice.say("demo.prepared", port=options.port))
        return 0
    from taizhang.cli.commands import serve

    return serve.run(Namespace(host="127.0.0.1", port=options.port, no_worker=False, trusted_proxy=""), voice)


COMMAND = Command("demo", configure, run)
