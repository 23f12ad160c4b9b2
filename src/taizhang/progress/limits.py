"""Limits as offices write them (3个工作日, 24小时, 2个月) and the moment each is over.

Counting follows 民法典第二百条至第二百零四条: the day it starts on is not counted, hours run from the moment itself, months end
on the corresponding day, and what ends on a free day ends on the next working day. Working hours are an office's own data.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Literal

from taizhang.measures.quantities import parse_quantity
from taizhang.progress.reasons import Reason
from taizhang.progress.workdays import (
    LONGEST,
    NATIONAL,
    SHANGHAI,
    DeadlineError,
    Due,
    WorkCalendar,
    add_workdays,
    at_shanghai,
)

Clock = Literal["workday", "workhour", "hour", "day", "month"]

_MOST: dict[Clock, int] = {"workday": LONGEST, "workhour": 8 * LONGEST, "hour": 87600, "day": 3660, "month": 120}
_CLOCKS: dict[str, tuple[Clock, int]] = {
    "工作日": ("workday", 1),
    "小时": ("hour", 1),
    "自然日": ("day", 1),
    "天": ("day", 1),
    "日": ("day", 1),
    "周": ("day", 7),
    "月": ("month", 1),
    "个月": ("month", 1),
    "年": ("month", 12),
}
_WORKING_HOUR = "工作小时"


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """When an office works on a working day: half-open stretches in order.

    The default is a common timetable, not a rule. Raises ``ValueError`` where stretches are empty or overlap.
    """

    sessions: tuple[tuple[time, time], ...] = ((time(8, 30), time(12)), (time(14), time(17, 30)))

    def __post_init__(self) -> None:
        edges = [edge for session in self.sessions for edge in session]
        if not edges or any(first >= second for first, second in pairwise(edges)):
            raise ValueError(Reason.of("hours_out_of_order").words())


USUAL = OfficeHours()
"""Half past eight to twelve, two to half past five."""


@dataclass(frozen=True, slots=True)
class Limit:
    """So many working days, working hours, hours, days or months; raises ``DeadlineError`` past ten years or below one.

    >>> Limit.parse("3个工作日"), str(Limit.parse("24小时")), str(Limit.parse("两周"))
    (Limit(amount=3, clock='workday'), '24小时', '14天')
    """

    amount: int
    clock: Clock

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= _MOST[self.clock]:
            raise DeadlineError(Reason.of("limit_too_long", count=self.amount, longest=_MOST[self.clock]))

    @classmethod
    def parse(cls, words: str) -> Limit:
        """The limit these words name; raises ``DeadlineError`` where they name none."""
        working = _WORKING_HOUR in words
        quantity = parse_quantity(words.replace(_WORKING_HOUR, "小时"))
        named = _CLOCKS.get(quantity.unit) if quantity and quantity.comparator == "=" else None
        if quantity is None or named is None or quantity.value != quantity.value.to_integral_value():
            raise DeadlineError(Reason.of("limit_unread", words=words[:40]))
        clock, each = named
        if quantity.value > LONGEST * 100:
            raise DeadlineError(Reason.of("limit_too_long", count=quantity.value, longest=_MOST[clock]))
        return cls(int(quantity.value) * each, "workhour" if working else clock)

    def __str__(self) -> str:
        """As people write it; ``parse`` gives the same limit back."""
        names: dict[Clock, str] = {
            "workday": "个工作日",
            "workhour": "个工作小时",
            "hour": "小时",
            "day": "天",
            "month": "个月",
        }
        return f"{self.amount}{names[self.clock]}"

    def due(self, start: datetime, calendar: WorkCalendar = NATIONAL, hours: OfficeHours = USUAL) -> Due:
        """When it is over, started at that moment; raises ``ValueError`` for a moment without a time zone.

        >>> started = datetime(2024, 4, 30, 16, 0, tzinfo=SHANGHAI)
        >>> str(Limit(3, "workday").due(started).day), str(Limit(24, "hour").due(started).until)
        ('2024-05-08', '2024-05-01 16:00:00+08:00')
        """
        begun = at_shanghai(start)
        try:
            match self.clock:
                case "hour":
                    # Added to the instant, not to the wall clock: China kept summer time from 1986 to 1991.
                    return Due((start + timedelta(hours=self.amount)).astimezone(SHANGHAI))
                case "workhour":
                    return _after_working_hours(begun, timedelta(hours=self.amount), calendar, hours)
                case "workday":
                    return add_workdays(begun.date(), self.amount, calendar)
                case "day":
                    last = begun.date() + timedelta(days=self.amount)
                case "month":
                    last = months_after(begun.date(), self.amount)
            return add_workdays(last, 0, calendar)
        except OverflowError:
            raise DeadlineError(Reason.of("limit_too_long", count=self.amount, longest=_MOST[self.clock])) from None


def months_after(day: date, months: int) -> date:
    """The corresponding day so many months on, or the last of that month where there is none.

    Raises ``OverflowError`` past the calendar.

    >>> months_after(date(2024, 11, 30), 3)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        raise OverflowError(f"no year {year}")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _after_working_hours(start: datetime, left: timedelta, calendar: WorkCalendar, hours: OfficeHours) -> Due:
    for opens, closes in _sessions(start.date(), calendar, hours):
        worked = closes - max(opens, start)
        if worked >= left:
            until = max(opens, start) + left
            return Due(until, calendar.provisional(start.date(), until.date()))
        left -= max(worked, timedelta())
    raise OverflowError("the calendar ends")


def _sessions(day: date, calendar: WorkCalendar, hours: OfficeHours) -> Iterator[tuple[datetime, datetime]]:
    """The stretches of work from that day on, without end."""
    while day < date.max:
        if calendar.is_workday(day):
            for opens, closes in hours.sessions:
                yield datetime.combine(day, opens, SHANGHAI), datetime.combine(day, closes, SHANGHAI)
        day += timedelta(days=1)
