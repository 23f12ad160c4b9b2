"""The periods other systems write, as the day they end: what a cumulative figure is about."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_DAY = re.compile(r"(\d{4})[-/年]?(\d{2})[-/月]?(\d{2})日?")
_MONTH = re.compile(r"(\d{4})[-/年]?M?(\d{1,2})月?")
_QUARTER = re.compile(r"(\d{4})[-年]?(?:Q|第)([1-4一二三四])(?:季度)?", re.IGNORECASE)
_HALF = re.compile(r"(\d{4})-?S([12])", re.IGNORECASE)
_YEAR = re.compile(r"(\d{4})年?")
_RANGE = re.compile(r"[\d-]+/([\d-]+)")
_LASTING = re.compile(r"([\d-]+)/P(\d{1,4})D")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}


def last_of(words: str) -> date:
    """The last day of a period. Raises ValueError for what is none.

    DHIS2: ``202405``, ``2024Q2``, ``2024S1``, ``2024``, ``20240531``; ISO and SDMX: ``2024-05``, ``2024-Q2``,
    ``2024-05-31``, ``2024-05-01/2024-05-31``, ``2024-05-01/P31D``; and as people write (2024年5月, 2024年第二季度).

    >>> last_of("202402"), last_of("2024Q2"), last_of("2024年5月")
    (datetime.date(2024, 2, 29), datetime.date(2024, 6, 30), datetime.date(2024, 5, 31))
    >>> last_of("2024-05-01/P31D"), last_of("2024-05-31")
    (datetime.date(2024, 5, 31), datetime.date(2024, 5, 31))
    """
    words = words.strip()
    if found := _LASTING.fullmatch(words):
        return date.fromisoformat(found[1]) + timedelta(int(found[2]) - 1)
    if found := _RANGE.fullmatch(words):
        return last_of(found[1])
    if found := _QUARTER.fullmatch(words):
        return _end(int(found[1]), 3 * (_QUARTERS.get(found[2]) or int(found[2])))
    if found := _HALF.fullmatch(words):
        return _end(int(found[1]), 6 * int(found[2]))
    if found := _DAY.fullmatch(words):
        return date(*map(int, found.groups()))
    if found := _YEAR.fullmatch(words):
        return _end(int(found[1]), 12)
    if found := _MONTH.fullmatch(words):
        return _end(int(found[1]), int(found[2]))
    raise ValueError(words)


def _end(year: int, month: int) -> date:
    if not (1949 <= year <= 2200 and 1 <= month <= 12):
        raise ValueError(f"{year}-{month}")
    return date(year, month, monthrange(year, month)[1])
