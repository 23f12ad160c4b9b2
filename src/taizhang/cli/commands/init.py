"""``taizhang init``: a database ready to serve, with divisions and the three administrators."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from taizhang.cli.command import Command
from taizhang.cli.language import Voice


def configure(parser: ArgumentParser, voice: Voice) -> None:
    """Add the arguments of ``taizhang init``."""
    parser.add_argument("--place", default="44", metavar="CODE", help=voice.say("init.place"))
    parser.add_argument("--name", default=voice.say("init.default-name"), help=voice.say("init.name"))


def run(options: Namespace, voice: Voice) -> int:
    """Do what is missing; run again it upgrades the database and changes nothing else."""
    from taizhang.cli.problems import WrongUsage
    from taizhang.cli.terminal import say
    from taizhang.cli.web import migrate, wake

    wake()
    from django.conf import settings

    from taizhang.accounts.actions.founding import found
    from taizhang.journal.actions import System
    from taizhang.places.loading import load, published
    from taizhang.places.queries import find

    rows = published(options.place)
    if options.place not in {row.code for row in rows}:
        raise WrongUsage("init.no-place", code=options.place)
    migrate()
    actor = System("taizhang init")
    loaded = load(actor=actor, rows=rows)
    say(voice.say("init.places", added=loaded.added, present=loaded.present))
    place = find(options.place)
    founded = found(actor=actor, place=place, name=options.name) if place else []
    if founded:
        say(voice.say("init.people"))
    for person, password in founded:
        role = person.held[0].get_role_display()
        say(voice.say("init.person", username=person.username, password=password, role=role))
    say(voice.say("init.done", folder=settings.DATA))
    return 0


COMMAND = Command("init", configure, run)
