"""``taizhang manage load_places``: the divisions shipped with taizhang into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from taizhang.journal.actions import System
from taizhang.places.loading import load, published


class Command(BaseCommand):
    """Adds the published divisions that are missing; may be run as often as one likes."""

    help = "载入随 taizhang 发布的行政区划（广东省，截至 2023-06-30）；可重复执行，已有的不改动。"

    def add_arguments(self, parser: CommandParser) -> None:
        """``--under`` limits it to one part of the tree."""
        parser.add_argument("--under", default="", metavar="CODE", help="只载入该代码之下的区划，如 4419 为东莞市")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what was done."""
        done = load(actor=System("load_places"), rows=published(options["under"]))
        self.stdout.write(f"新增 {done.added} 个区划，原有 {done.present} 个。")
        for row in done.renamed:
            self.stdout.write(f"  {row.code} 库中另有名称，保持不变（发布名称：{row.name}）")
