"""The time a promise speaks of, laid against the time another speaks of, also between plans of different years."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache

from taizhang.measures.periods import InvalidPeriod, Period


@dataclass(frozen=True, slots=True)
class Horizon:
    """A stretch of months, both ends included, counted from the year 0; ``day`` where it ends inside a month."""

    first: int
    last: int
    day: int | None = None

    @property
    def years(self) -> tuple[int, int]:
        """The calendar years of the first and the last month."""
        return self.first // 12, self.last // 12

    @property
    def long(self) -> bool:
        """Does it span several calendar years."""
        return self.first // 12 != self.last // 12

    def shifted(self, years: int) -> Horizon:
        """The same stretch so many years later."""
        return replace(self, first=self.first + 12 * years, last=self.last + 12 * years)


@lru_cache(maxsize=4096)
def horizon(period: str | None) -> Horizon | None:
    """The months of a claim's period (``2024``, ``2024-06``, ``2024-Q3``, ``2016/2020``); ``None`` where it says none.

    >>> horizon("2024-Q1"), horizon("去年")
    (Horizon(first=24288, last=24290, day=None), None)
    """
    try:
        stretch = Period.parse_iso(period or "")
    except InvalidPeriod:
        return None
    first, last = stretch.first_day, stretch.last_day
    whole = last.day == monthrange(last.year, last.month)[1]
    return Horizon(first.year * 12 + first.month - 1, last.year * 12 + last.month - 1, None if whole else last.day)


def same_year(old: Horizon | None, new: Horizon | None) -> bool:
    """Do both speak of the same years; a promise that says no time may speak of any."""
    return old is None or new is None or old.years == new.years


def same_deadline(old: Horizon | None, new: Horizon | None) -> bool:
    """Do both end on the same day; 年底前 and the year as a whole do."""
    return old is None or new is None or (old.last, old.day) == (new.last, new.day)
