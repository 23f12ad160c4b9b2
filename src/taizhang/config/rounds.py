"""The clock of the worker: queues the day's work each morning and the mail that waits, so that no cron is needed."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import close_old_connections
from django.utils import timezone

from taizhang import clock
from taizhang.accounts.actions.mailing import is_waiting, send_mails
from taizhang.progress.actions.daily import do_day, is_done

logger = logging.getLogger(__name__)

#: Seconds between two looks at the clock.
PAUSE = 60.0
#: A day's work that was queued so long ago and is not done is queued again; to be begun twice does no harm.
AGAIN = timedelta(hours=1)


@dataclass
class Rounds:
    """When the day's work was queued last: it is queued again after a while if it did not get done. Mail whenever some waits."""

    queued: datetime | None = None

    def look(self) -> list[str]:
        """Queue what the time asks for; returns what was."""
        queued = []
        now = clock.now()
        today = timezone.localdate(now)
        early = timezone.localtime(now).hour < settings.DAILY_HOUR
        lately = self.queued is not None and timedelta() <= now - self.queued < AGAIN
        if not early and not lately and not is_done(today):
            do_day.enqueue(today.isoformat())
            self.queued = now
            queued.append("day")
        if is_waiting(timezone.now()):
            send_mails.enqueue()
            queued.append("mail")
        return queued


def keep() -> None:
    """Look at the clock for ever; whatever fails is tried again at the next look."""
    rounds, pause = Rounds(), threading.Event()
    while True:
        close_old_connections()
        try:
            rounds.look()
        except Exception:
            logger.exception("the worker could not look for work that is due")
        close_old_connections()
        pause.wait(PAUSE)
