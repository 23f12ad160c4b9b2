"""What time it is for the work of an office: now, unless a demonstration or a test has set the clock.

Everything that dates work (journal, ledger, reports, lights) asks here. Sessions and sign-in keep real time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """The moment, with its time zone."""
    if (given := _set.get()) is not None:
        return given
    real = timezone.now()
    day: date | None = settings.CLOCK_DAY
    if day is None:
        return real
    return datetime.combine(day, timezone.localtime(real).time(), timezone.get_current_timezone())


def today() -> date:
    """The day, in the office's time zone."""
    return timezone.localdate(now())


def day(moment: datetime) -> date:
    """The day of a moment in the office's time zone."""
    return timezone.localdate(moment)


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Have it be that moment (of a date: noon there) inside the block."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), timezone.get_current_timezone())
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
