"""Dates and times of a spreadsheet, which it keeps as days since 1900, in the words of their format."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

_QUOTED = re.compile(
    r'"[^"]*"?|[\\!_*].|\[\$[^\]]*\]|\[(?:DBNum\d|color ?\d+|black|blue|cyan|green|magenta|red|white|yellow)\]', re.I
)
_DATE = re.compile(r"[ymdhs]|aaa|\be+\b|\[(?:h+|m+|s+)\]|AM/PM|上午/下午", re.IGNORECASE)
_TOKEN = re.compile(
    r'"([^"]*)"?|[\\!](.)|[_*].|\[\$[^\]]*\]|\[(h+|m+|s+)\]|\[[^\]]*\]'
    r"|(AM/PM|A/P|上午/下午)|(y+|e+|m+|d+|h+|s+|a{3,4}|\.0+|General)|(.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
# 31 December 9999, the last day spreadsheets know.
_LAST_DAY = 2_958_465
_SECONDS = 86_400


def is_date_format(code: str) -> bool:
    """Whether a format shows dates or times.

    >>> [is_date_format(code) for code in ("yyyy/m/d", '0"m"', "[Red]0", "General", "[h]:mm")]
    [True, False, False, False, True]
    """
    bare = _QUOTED.sub("", code)
    return "general" not in bare.lower() and _DATE.search(bare) is not None


def show_date(number: Decimal, code: str, *, since_1904: bool = False) -> str | None:
    """The day and time ``number`` stands for in the format ``code``; ``None`` where there is no such day."""
    if not 0 <= number <= _LAST_DAY:
        return None
    seconds = round(number * _SECONDS)
    try:
        moment = _moment(seconds, since_1904=since_1904)
    except OverflowError:
        return None
    tokens = _tokens(code)
    twelve = any(kind == "half" for kind, _ in tokens)
    return "".join(_part(kind, text, moment, seconds, twelve) for kind, text in tokens).strip()


def _moment(seconds: int, *, since_1904: bool) -> datetime:
    if since_1904:
        return datetime(1904, 1, 1) + timedelta(seconds=seconds)  # noqa: DTZ001 - sheets know no time zones
    # The program's ancestor took 1900 for a leap year; days before March 1900 count from a day later.
    first = 31 if seconds < 60 * _SECONDS else 30
    return datetime(1899, 12, first) + timedelta(seconds=seconds)  # noqa: DTZ001 - sheets know no time zones


def _tokens(code: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for match in _TOKEN.finditer(code):
        quoted, escaped, elapsed, half, unit, plain = match.groups()
        if elapsed is not None:
            found.append(("elapsed", elapsed.lower()))
        elif half is not None:
            found.append(("half", half))
        elif unit is not None:
            found.append(("unit", unit.lower()))
        else:
            found.append(("literal", quoted or escaped or plain or ""))
    return [_minutes(found, index) for index in range(len(found))]


def _minutes(tokens: list[tuple[str, str]], index: int) -> tuple[str, str]:
    """``m`` means minutes next to hours before it or seconds after it."""
    kind, text = tokens[index]
    if kind != "unit" or set(text) != {"m"} or len(text) > 2:
        return kind, text
    before = next((other for kind, other in reversed(tokens[:index]) if kind in {"unit", "elapsed"}), "")
    after = next((other for kind, other in tokens[index + 1 :] if kind in {"unit", "elapsed"}), "")
    return ("minutes", text) if before.startswith("h") or after.startswith("s") else (kind, text)


def _part(kind: str, text: str, moment: datetime, seconds: int, twelve: bool) -> str:
    if kind == "literal":
        return text
    if kind == "half":
        names = ("上午", "下午") if "午" in text else ("AM", "PM")
        return names[moment.hour >= 12]
    if kind == "elapsed":
        return str(seconds // {"h": 3600, "m": 60, "s": 1}[text[0]]).zfill(len(text))
    if kind == "minutes":
        return str(moment.minute).zfill(len(text))
    return _unit(text, moment, twelve)


def _unit(text: str, moment: datetime, twelve: bool) -> str:
    letter, width = text[0], len(text)
    if letter in "ye":
        return f"{moment.year % 100:02}" if letter == "y" and width <= 2 else str(moment.year)
    if letter == "m" and width >= 3:
        return _MONTHS[moment.month - 1]
    if letter == "d" and width >= 3:
        return _DAYS[moment.weekday()]
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter == ".":
        return text
    hour = (moment.hour % 12 or 12) if twelve else moment.hour
    number = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return str(number).zfill(min(width, 2))
