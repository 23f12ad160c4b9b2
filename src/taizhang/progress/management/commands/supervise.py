"""``taizhang manage supervise``: the day's supervision work, for a cron or by hand; the worker does it by itself each morning."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from taizhang import clock
from taizhang.progress.actions.daily import run_day


class Command(BaseCommand):
    """Lights, escalation, slips by rule, reminders and mail of today; a second time it does nothing."""

    help = "办理当天的督办：亮灯、升级、按规则发督办单、提醒、邮件；当天已办过则什么也不做"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The day, for those who run it by a clock of their own."""
        parser.add_argument("--day", default="", metavar="2024-05-31", help="日期，只能是今天（防止误补、误提前）")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the day's work and say what came of it."""
        day = _day(options["day"])
        if day != clock.today():
            raise CommandError(f"只能办理今天（{clock.today().isoformat()}）：错过的日子由下一次办理补上，亮灯不追溯。")
        run = run_day(day)
        if run is None:
            self.stdout.write(f"{day.isoformat()} 已经办过。")
            return
        said = {"lights": "亮灯变化", "escalated": "升级", "issued": "发出", "proposed": "拟出", "reminded": "提醒人数"}
        counts = "，".join(f"{words} {run.counts.get(name, 0)}" for name, words in said.items())
        self.stdout.write(f"{day.isoformat()}：{counts}，邮件 {run.counts.get('mails', 0)}。")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words) if words else clock.today()
    except ValueError:
        raise CommandError(f"“{words}”不是日期，请写成 2024-05-31。") from None
