"""Counts over very many rows are kept for a minute or more, with the moment they were made, which the page tells.

What is small is counted anew each time. While one request counts anew, the others get what was kept.
What is kept is named by all it depends on: where that is a question to the database, by its statement.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, TypeVar

from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from taizhang import clock

T = TypeVar("T")

#: How long a count is fresh, and how long it may still be shown while it is made anew.
FRESH, STALE = timedelta(seconds=60), timedelta(minutes=10)
#: What took long is fresh for so many times as long, so that no count takes more than a twentieth of a processor's time.
TIMES = 20
#: More commitments than this are counted once a minute, not for every page.
LARGE = 20_000

_making: dict[str, threading.Lock] = {}


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """What was counted, when, and whether it was kept since."""

    value: T
    at: datetime
    large: bool = False
    fresh: timedelta = FRESH

    @property
    def stale(self) -> bool:
        """Whether it is to be made anew."""
        return clock.now() - self.at >= self.fresh

    @property
    def told(self) -> datetime | None:
        """What the page says as of when; nothing where it is counted anew for every page."""
        return self.at if self.large else None


def kept(key: Hashable, make: Callable[[], T], large: Callable[[T], bool]) -> Kept[T]:
    """The value of ``make``, or one that is still fresh where it was ``large``; ``key`` says all it depends on."""
    name = _named(key)
    found: Kept[T] | None = cache.get(name)
    if found is not None and not found.stale:
        return found
    with _alone(name, wait=found is None) as alone:
        # Whoever waited finds what the other made; whoever did not wait takes what there was.
        found = found or cache.get(name)
        if found is not None and not (alone and found.stale):
            return found
        began = time.monotonic()
        value = make()
        fresh = min(max(FRESH, TIMES * timedelta(seconds=time.monotonic() - began)), STALE)
        made = Kept(value, clock.now(), large(value), fresh)
        if made.large:
            cache.set(name, made, (fresh + STALE).total_seconds())
        return made


def vast(rows: QuerySet[Any], key: Hashable = None) -> bool:
    """Whether there are more than :data:`LARGE`; looked at no further, and kept until it is stale.

    ``key`` says all that the rows depend on, where that is known without making the statement: some name a thousand places.
    """
    name = _named(("vast", statement(rows) if key is None else key))
    found: bool | None = cache.get(name)
    if found is None:
        found = rows.order_by().values("pk")[: LARGE + 1].count() > LARGE
        cache.set(name, found, STALE.total_seconds())
    return found


def statement(rows: QuerySet[Any]) -> Hashable:
    """What the database would be asked for these rows, which says all that they depend on but the data."""
    try:
        return repr(rows.query.sql_with_params())
    except EmptyResultSet:
        return ""


def _named(key: Hashable) -> str:
    return hashlib.sha256(repr((key, clock.today())).encode()).hexdigest()


@contextmanager
def _alone(name: str, *, wait: bool) -> Iterator[bool]:
    """Whether this thread makes it; without ``wait`` no where another does already."""
    lock = _making.setdefault(name, threading.Lock())
    got = lock.acquire(blocking=wait)
    try:
        yield got
    finally:
        if got:
            lock.release()
            _making.pop(name, None)
