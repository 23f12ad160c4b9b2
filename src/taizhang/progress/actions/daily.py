"""The day's supervision work, done once each morning: lights, escalation, slips by rule, reminders, mail."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from datetime import date

from django.db import transaction
from django_tasks import task

from taizhang import clock
from taizhang.accounts.actions.mailing import write_digests
from taizhang.progress.actions.escalating import escalate_all
from taizhang.progress.actions.lighting import light_all
from taizhang.progress.actions.reminding import remind
from taizhang.progress.actions.supervising import raise_slips
from taizhang.progress.faults import day_before
from taizhang.progress.models import DailyRun

logger = logging.getLogger(__name__)


@task()
def do_day(day: str) -> None:
    """The day's work in the background; ``day`` as 2024-05-31."""
    run = run_day(date.fromisoformat(day))
    if run is not None:
        logger.info("supervision of %s: %s", day, run.counts)


def is_done(day: date) -> bool:
    """Whether the day's work is done."""
    return DailyRun.objects.filter(pk=day, finished__isnull=False).exists()


def run_day(day: date) -> DailyRun | None:
    """Do the work of a day; ``None`` where it was done already.

    It may be begun twice, at once or after having been cut off: every step looks at what is there, and people are reminded
    in the transaction that ends the day. What a day without a run would have brought, the next run brings.
    """
    with clock.at(day) if day != clock.today() else nullcontext():
        if is_done(day):
            return None
        counts = {"lights": light_all(), "escalated": escalate_all(day)}
        counts["issued"], counts["proposed"] = raise_slips(day)
        run = _finish(day, counts)
        if run is not None:
            run.counts["mails"] = write_digests(day)
            run.save()
    return run


def _finish(day: date, counts: dict[str, int]) -> DailyRun | None:
    """Remind people and note that the day is done; ``None`` where another run was quicker."""
    with transaction.atomic():
        DailyRun.objects.get_or_create(pk=day)
        run = DailyRun.objects.select_for_update().get(pk=day)
        if run.finished is not None:
            return None
        last = DailyRun.objects.filter(day__lt=day, finished__isnull=False).order_by("-day").first()
        counts["reminded"] = remind(day, last.day if last else day_before(day))
        run.counts, run.finished = counts, clock.now()
        run.save()
    return run
