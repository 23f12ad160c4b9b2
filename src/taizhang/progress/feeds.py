"""Due days as an iCalendar feed (RFC 5545), which any calendar program can subscribe to. Knows no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event, Timezone

from taizhang.progress.workdays import SHANGHAI

#: Nine in the morning of the day itself, counted from its beginning.
_MORNING = timedelta(hours=9)


@dataclass(frozen=True, slots=True)
class DueDay:
    """Something due on a day: ``key`` stays the same while its day and words change, ``url`` is its whole address or empty."""

    key: str
    day: date
    title: str
    words: str = ""
    url: str = ""


def feed(name: str, days: Iterable[DueDay], *, made: datetime, host: str) -> bytes:
    """The calendar of those days in the time of China, each a whole day with an alarm at nine that morning.

    >>> made = datetime(2024, 2, 8, tzinfo=UTC)
    >>> b"DTSTART;VALUE=DATE:20240220" in feed("台账", [DueDay("slip-1", date(2024, 2, 20), "回复")], made=made, host="x")
    True
    """
    calendar = Calendar()
    calendar.add("prodid", "-//taizhang//zh-CN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", SHANGHAI.key)
    calendar.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for each in days:
        calendar.add_component(_event(each, made, host))
    written: bytes = calendar.to_ical()
    return written


def _event(due: DueDay, made: datetime, host: str) -> Event:
    event = Event()
    event.add("uid", f"{due.key}@{host}")
    event.add("dtstamp", made.astimezone(UTC))
    event.add("dtstart", due.day)
    event.add("dtend", due.day + timedelta(days=1))
    event.add("summary", due.title)
    event.add("transp", "TRANSPARENT")
    if due.words:
        event.add("description", due.words)
    if due.url:
        event.add("url", due.url)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", due.title)
    alarm.add("trigger", _MORNING)
    event.add_component(alarm)
    return event


def _zone() -> Timezone:
    """China has kept one offset since 1992."""
    return Timezone.from_tzinfo(SHANGHAI, SHANGHAI.key, first_date=date(2000, 1, 1), last_date=date(2038, 1, 1))
