"""``taizhang manage index_search``: the index of search built anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from taizhang.search.indexing import rebuild
from taizhang.search.kinds import KINDS


class Command(BaseCommand):
    """Builds the index anew while people go on working; may be run as often as one likes."""

    help = "重建全文查找的索引；期间照常可以查找和办理，可重复执行。"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--kind`` limits it to one kind of thing."""
        parser.add_argument("--kind", default="", help=f"只重建一类：{'、'.join(KINDS)}")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, and say how much there was."""
        if options["kind"] and options["kind"] not in KINDS:
            raise CommandError(f"没有“{options['kind']}”这一类，可选：{'、'.join(KINDS)}。")
        counted = dict.fromkeys(KINDS, 0)
        for kind, count in rebuild([KINDS[options["kind"]]] if options["kind"] else ()):
            counted[kind.name] += count
        for name, count in counted.items():
            if count:
                self.stdout.write(f"{KINDS[name].label} {count}")
        self.stdout.write("索引已重建。")
