"""``taizhang manage load_indicators``: the common indicators shipped with taizhang into the database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from taizhang.journal.actions import System
from taizhang.ledger.actions.indicators import load_indicators


class Command(BaseCommand):
    """Adds the published indicators that are missing; may be run as often as one likes."""

    help = "载入随 taizhang 发布的常用指标；可重复执行，已有的不改动。"

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many were new."""
        self.stdout.write(f"新增 {load_indicators(actor=System('load_indicators'))} 个指标。")
