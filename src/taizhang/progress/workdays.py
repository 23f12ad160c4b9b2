"""Working days of China with their 调休 make-up days, and the limits that are counted in them.

Which days are free follows the State Council's yearly notice, by the ``chinesecalendar`` package; an office adds its own
days as data. Of a year whose notice is not known only weekends and the solar holidays of the regulation are free, and every
result that used such a year names it. Time is that of Asia/Shanghai; the clock is never asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import chinese_calendar

from taizhang.progress.reasons import Reason

SHANGHAI = ZoneInfo("Asia/Shanghai")

LONGEST = 2500
"""Working days that may be added or taken away: some ten years, past any limit an office sets."""

# 全国年节及纪念日放假办法 as amended from 2025: the days that need no lunar calendar.
_SOLAR_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})
_DAY = timedelta(days=1)


class DeadlineError(ValueError):
    """A limit that cannot be counted; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.words())
        self.reason = reason


@lru_cache(maxsize=8192)
def _noticed(day: date) -> bool | None:
    """Whether people work that day by the notice of its year; ``None`` where no notice is known."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:  # the package's answer for a year outside its tables
        return None


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The national calendar with an office's own days: ``free`` and ``working`` override it, day by day.

    ``declared`` are years whose notice the office entered itself through those days: they are no longer provisional.
    Raises ``ValueError`` where one day is both.
    """

    free: frozenset[date] = frozenset()
    working: frozenset[date] = frozenset()
    declared: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        both = sorted(self.free & self.working)
        if both:
            raise ValueError(Reason.of("day_both", day=both[0]).words())

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> WorkCalendar:
        """What ``data`` gave; raises ``ValueError`` for a day that is none or both free and working."""
        free, working = (frozenset(map(date.fromisoformat, data.get(key, ()))) for key in ("free", "working"))
        return cls(free, working, frozenset(map(int, data.get("declared", ()))))

    def data(self) -> dict[str, Any]:
        """As JSON keeps it."""
        days = {"free": self.free, "working": self.working}
        return {key: [day.isoformat() for day in sorted(kept)] for key, kept in days.items()} | {
            "declared": sorted(self.declared)
        }

    def is_workday(self, day: date) -> bool:
        """Whether people work that day.

        >>> [WorkCalendar().is_workday(date(2024, 2, day)) for day in (9, 12, 18)]
        [True, False, True]
        """
        day = day_of(day)
        if day in self.free or day in self.working:
            return day in self.working
        noticed = _noticed(day)
        if noticed is None:
            return day.weekday() < 5 and (day.month, day.day) not in _SOLAR_HOLIDAYS
        return noticed

    def is_published(self, year: int) -> bool:
        """Whether the arrangement of that year is known, by the package or by the office."""
        return year in self.declared or (date.min.year <= year and _noticed(date(year, 7, 1)) is not None)

    def provisional(self, first: date, last: date) -> tuple[int, ...]:
        """The years between two days of which no notice is known."""
        return tuple(year for year in range(first.year, last.year + 1) if not self.is_published(year))


NATIONAL = WorkCalendar()
"""The calendar of the notices, without days of an office's own."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit is over: ``until`` is the first moment too late; ``provisional`` are the years without a notice."""

    until: datetime
    provisional: tuple[int, ...] = ()

    @classmethod
    def ending(cls, day: date, provisional: tuple[int, ...] = ()) -> Due:
        """A limit that lasts through the day, to 24:00; raises ``OverflowError`` on the last day of the calendar."""
        return cls(datetime.combine(day + _DAY, time(), SHANGHAI), provisional)

    @property
    def day(self) -> date:
        """The last day on which it is still in time."""
        return (self.until - timedelta.resolution).date()

    def is_missed(self, at: datetime) -> bool:
        """Whether the limit is over at that moment; raises ``ValueError`` for a moment without a time zone."""
        return at_shanghai(at) >= self.until

    @property
    def caveat(self) -> Reason | None:
        """What to say beside a day that may still move, else ``None``."""
        return Reason.of("provisional", years="、".join(map(str, self.provisional))) if self.provisional else None


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of working days; ``provisional`` are the years counted without a notice."""

    days: int
    provisional: tuple[int, ...] = ()


def at_shanghai(moment: datetime) -> datetime:
    """The moment as clocks in China show it; raises ``ValueError`` for a moment without a time zone."""
    if moment.tzinfo is None or moment.utcoffset() is None:
        raise ValueError("a moment needs its time zone")
    return moment.astimezone(SHANGHAI)


def day_of(when: date) -> date:
    """The day in China of a moment; a day stays what it is. Raises ``ValueError`` for a moment without a time zone."""
    return at_shanghai(when).date() if isinstance(when, datetime) else when


def add_workdays(start: date, count: int, calendar: WorkCalendar = NATIONAL) -> Due:
    """The ``count``-th working day after the day or moment; the day it starts on is not counted (民法典第二百零一条).

    A negative count goes back; zero is the day itself or the next working day. Raises ``DeadlineError`` beyond
    ``LONGEST`` or the ends of the calendar.

    >>> str(add_workdays(date(2024, 2, 8), 3).day), str(add_workdays(date(2024, 2, 20), -3).day)
    ('2024-02-19', '2024-02-09')
    """
    day = day_of(start)
    if abs(count) > LONGEST:
        raise DeadlineError(Reason.of("limit_too_long", count=count, longest=LONGEST))
    step = -_DAY if count < 0 else _DAY
    left = abs(count)
    try:
        while left or not calendar.is_workday(day):
            day += step
            left -= left > 0 and calendar.is_workday(day)
        return Due.ending(day, calendar.provisional(*sorted((day_of(start), day))))
    except OverflowError:
        raise DeadlineError(Reason.of("limit_too_long", count=count, longest=LONGEST)) from None


def workdays_between(start: date, end: date, calendar: WorkCalendar = NATIONAL) -> Counted:
    """How many working days after the first, up to and with the second; negative where the second lies before.

    >>> workdays_between(date(2024, 2, 8), date(2024, 2, 19)).days
    3
    """
    first, last = sorted((day_of(start), day_of(end)))
    days = sum(calendar.is_workday(day) for day in _after(first, last))
    return Counted(days if day_of(start) <= day_of(end) else -days, calendar.provisional(first, last))


def _after(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
