"""Periods: the time a figure speaks of, from one day to a span of years, read from the words of a plan.

Relative words (今年, 年底, 近三年) are read against the year the caller gives; the clock is never asked.
"""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, total_ordering

from taizhang.measures.cardinals import cardinal, narrow
from taizhang.measures.errors import MeasureError

PLANS = {
    "九五": 1996,
    "十五": 2001,
    "十一五": 2006,
    "十二五": 2011,
    "十三五": 2016,
    "十四五": 2021,
    "十五五": 2026,
}
"""The five-year plans by name, with their first year."""


class InvalidPeriod(MeasureError):
    """No such period: a thirteenth month, an end before its beginning; ``words`` say what was asked for."""

    def __init__(self, words: str) -> None:
        super().__init__(f"不成立的时间：{words}；请写作 2024、2024-06、2024-Q3、2024-H1 或 2016/2020")
        self.words = words


def _absent_or_up_to(most: int, part: int | None) -> bool:
    return part is None or 1 <= part <= most


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year, or a half, quarter, month or day of it, or a span up to ``end``; in order of first and last day.

    ``deadline`` says that the words name a time by which (6月底前, 到2025年), not one during which. Raises
    ``InvalidPeriod``.

    >>> str(Period(2024, month=6)), str(Period(2023, quarter=3)), str(Period(2016, end=Period(2020)))
    ('2024-06', '2023-Q3', '2016/2020')
    """

    year: int
    half: int | None = None
    quarter: int | None = None
    month: int | None = None
    day: int | None = None
    end: Period | None = None
    deadline: bool = False

    def __post_init__(self) -> None:
        parts = [part for part in (self.half, self.quarter, self.month) if part is not None]
        if (
            not 1 <= self.year <= 9999
            or len(parts) > 1
            or not _absent_or_up_to(2, self.half)
            or not _absent_or_up_to(4, self.quarter)
            or not _absent_or_up_to(12, self.month)
            or (self.day is not None and not self._has_day())
            or (self.end is not None and (self.end.end is not None or self.end.last_day < self.first_day))
        ):
            raise InvalidPeriod(self._written())

    def _has_day(self) -> bool:
        return self.month is not None and 1 <= (self.day or 0) <= monthrange(self.year, self.month)[1]

    def _written(self) -> str:
        start = f"{self.year:04d}"
        if self.half is not None:
            start += f"-H{self.half}"
        if self.quarter is not None:
            start += f"-Q{self.quarter}"
        if self.month is not None:
            start += f"-{self.month:02d}"
        if self.day is not None:
            start += f"-{self.day:02d}"
        return start if self.end is None else f"{start}/{self.end._written()}"

    def __str__(self) -> str:
        """``2024``, ``2024-06``, ``2024-05-31``, ``2024-Q3``, ``2024-H1``, ``2016/2020``, ``2020-01/2020-11``."""
        return self._written()

    def __lt__(self, other: Period) -> bool:
        return self._rank() < other._rank()

    def _rank(self) -> tuple[date, date, str, bool]:
        return self.first_day, self.last_day, self._written(), self.deadline

    @property
    def _first_month(self) -> int:
        if self.half is not None:
            return 6 * self.half - 5
        return 3 * self.quarter - 2 if self.quarter is not None else self.month or 1

    @property
    def _last_month(self) -> int:
        if self.half is not None:
            return 6 * self.half
        return 3 * self.quarter if self.quarter is not None else self.month or 12

    @property
    def first_day(self) -> date:
        """The day it begins."""
        return date(self.year, self._first_month, self.day or 1)

    @property
    def last_day(self) -> date:
        """The day it ends, itself included; for a deadline the last day left."""
        if self.end is not None:
            return self.end.last_day
        month = self._last_month
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is a day of this one."""
        return self.first_day <= other.first_day and other.last_day <= self.last_day

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    @classmethod
    def parse_iso(cls, text: str) -> Period:
        """The period that ``str`` wrote; raises ``InvalidPeriod``.

        >>> Period.parse_iso("2020-01/2020-11").last_day
        datetime.date(2020, 11, 30)
        """
        first, _, last = text.partition("/")
        match, end = _ISO.fullmatch(first), _ISO.fullmatch(last) if "/" in text else None
        if match is None or ("/" in text and end is None):
            raise InvalidPeriod(text)
        return replace(_from_iso(match), end=_from_iso(end) if end else None)


_ISO = re.compile(r"([0-9]{4})(?:-H([12])|-Q([1-4])|-([0-9]{2})(?:-([0-9]{2}))?)?")


def _from_iso(match: re.Match[str]) -> Period:
    year, half, quarter, month, day = (int(part) if part else None for part in match.groups())
    return Period(year or 0, half, quarter, month, day)


_D = "[0-9０-９]"
_S = "[ 　]?"
_TO = "(?:[-—–－~～―−]{1,2}|至|到)"
_SMALL = f"(?:{_D}{{1,2}}|[一二两三四五六七八九十]{{1,3}})"
_NOT_DIGIT = "(?<![0-9０-９])"
_NOT_COUNT = "(?<![0-9０-９一二三四五六七八九十百千近去第])"
_DIGIT_YEAR = f"{_NOT_DIGIT}[12１２][09０９]{_D}{{2}}{_S}年"
_SPELLED_YEAR = "[一二][九〇○零OＯ][一二三四五六七八九〇○零OＯ]{2}年"
_NAMED_YEARS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1, "后年": 2}
_YEAR = (
    f"(?P<year>{_DIGIT_YEAR}|{_SPELLED_YEAR}|今年|去年|明年|(?<![今以之此])后年|(?<![目以之此提])前年"
    "|(?<!以)上年(?!纪)|上一年|(?<![资成])本年)度?"
)
_MONTH = "(?:[1１][0-2０-２]|[0０]?[1-9１-９]|十[一二]?|[一二三四五六七八九])"
_NOT_MONTH = "(?<![0-9０-９一二三四五六七八九十])"
_DAY = f"{_D}{{1,2}}{_S}[日号](?![线楼])"
_WITHIN = (
    f"(?:{_NOT_MONTH}(?P<from_month>{_MONTH}){_S}月?{_TO}(?P<to_month>{_MONTH}){_S}月份?"
    f"|{_NOT_MONTH}(?P<month>{_MONTH}){_S}月(?![三天市])份?"
    f"(?:{_S}(?P<day>{_DAY})(?:{_TO}(?P<last_day>{_DAY}))?|(?P<turn>[底末])|初|[上中下]旬)?"
    f"|(?<!提)前(?P<months>{_SMALL})个?月|(?P<half>[上下])半年|前(?P<quarters>[二三两2３3])个?季度"
    f"|第?{_NOT_MONTH}(?P<quarter>[一二三四1-4１-４])季度"
    f"|[一1１](?:{_TO}|、)(?P<to_quarter>[二三四2-4２-４])季度)"
)
_TURN_OF_YEAR = "(?P<turn_of_year>[底末](?![蕴子层色])|初(?![见步])|内(?![蒙需外涵部生陆]))"
_LEAD = f"(?P<lead>截至|截止到?|(?<![加高大升降少低达])到)(?={_D}|[一二三四五六七八九十今去明本年“])"
_BY = "(?P<by>以前|之前|为止|前(?![一二三四五六七八九十0-9后期沿列往景瞻端移]))"

Production = Callable[[re.Match[str], int], Period]


@dataclass(frozen=True, slots=True)
class Form:
    """One way to name a period: a stable name, a pattern with named groups, what it means and what it serves."""

    name: str
    pattern: str
    production: Production
    serves: str


def _number(words: str) -> int:
    count = cardinal(narrow(words))
    return 0 if count is None else int(count.value)


def _in_year(words: str, year: int) -> int:
    """The year these words name, seen from ``year``."""
    if words in _NAMED_YEARS:
        return year + _NAMED_YEARS[words]
    return _number(words.replace("年", "").translate(str.maketrans("OＯ", "零零")))


def _plan(match: re.Match[str], year: int) -> Period:
    first = PLANS[match["plan"]]
    part = match["part"] or ""
    if part.startswith(("末", "期末", "收官")):
        return Period(first + 4)
    return Period(first) if part.startswith(("初", "开局")) else Period(first, end=Period(first + 4))


def _years(match: re.Match[str], year: int) -> Period:
    return Period(_number(match["first"]), end=Period(_number(match["last"])))


def _months_across(match: re.Match[str], year: int) -> Period:
    first, last = _in_year(match["first"], year), _in_year(match["last"], year)
    return Period(first, month=_number(match["from_month"]), end=Period(last, month=_number(match["to_month"])))


def _dated(match: re.Match[str], year: int) -> Period:
    parts = match.groupdict()
    own = _in_year(match["year"], year) if parts.get("year") else year
    if parts.get("since"):
        return Period(own) if own == year else Period(own, end=Period(year))
    if parts.get("turn_of_year"):
        return _turned(own, match["turn_of_year"])
    return _within(parts, own)


def _turned(year: int, words: str) -> Period:
    """年底, 年末, 年初, 年内."""
    if words == "内":
        return Period(year)
    return Period(year, month=1) if words == "初" else Period(year, month=12, deadline=True)


def _within(parts: dict[str, str | None], year: int) -> Period:
    """The part of the year that was named, or the whole of it."""
    numbers = {name: _number(re.sub("[日号]", "", words)) for name, words in parts.items() if words and name != "year"}
    if parts.get("half"):
        return Period(year, half=1 if parts["half"] == "上" else 2)
    if "quarter" in numbers:
        return Period(year, quarter=numbers["quarter"])
    if "month" in numbers:
        return _in_month(year, numbers, deadline=parts.get("turn") is not None)
    first = numbers.get("from_month", 1)
    for name, months in (("to_month", 1), ("months", 1), ("quarters", 3), ("to_quarter", 3)):
        if name in numbers:
            last = Period(year, month=months * numbers[name])
            return last if last.month == first else Period(year, month=first, end=last)
    return Period(year)


def _in_month(year: int, numbers: dict[str, int], *, deadline: bool) -> Period:
    month, day, last = numbers["month"], numbers.get("day"), numbers.get("last_day")
    end = None if last is None else Period(year, month=month, day=last)
    return Period(year, month=month, day=day, end=end, deadline=deadline)


def _whole(match: re.Match[str], year: int) -> Period:
    return Period(year)


def _back(match: re.Match[str], year: int) -> Period:
    """The full years before the document's own."""
    count = _number(match["count"])
    return Period(year - 1) if count == 1 else Period(year - count, end=Period(year - 1))


def _ahead(match: re.Match[str], year: int) -> Period:
    count = _number(match["count"])
    return Period(year) if count == 1 else Period(year, end=Period(year + count - 1))


_PARTS = "(?P<part>时期|期间|期末|末期?|初期?|开局之年|收官之年)"
_LONG_PLANS, _SHORT_PLANS = "十[一二三四五]五", "十五|九五"

FORMS: tuple[Form, ...] = (
    Form("quoted-plan", f'[“"「](?P<plan>{_LONG_PLANS}|{_SHORT_PLANS})[”"」](?!普法){_PARTS}?', _plan, "“十四五”时期"),
    Form("plan", f'{_NOT_COUNT}(?P<plan>{_LONG_PLANS})(?![”"」]?普法){_PARTS}?', _plan, "十三五期间"),
    Form("short-plan", f"{_NOT_COUNT}(?P<plan>{_SHORT_PLANS}){_PARTS}", _plan, "十五期间；无引号须有时期二字"),
    Form(
        "months-across-years",
        f"(?P<first>{_DIGIT_YEAR}){_S}(?P<from_month>{_MONTH}){_S}月{_TO}"
        f"(?P<last>{_DIGIT_YEAR}){_S}(?P<to_month>{_MONTH}){_S}月",
        _months_across,
        "2023年10月至2024年3月",
    ),
    Form(
        "years",
        f"{_NOT_DIGIT}(?P<first>[12１２][09０９]{_D}{{2}}){_S}年?{_TO}(?P<last>[12１２][09０９]{_D}{{2}}){_S}年度?",
        _years,
        "2016—2020年",
    ),
    Form(
        "dated", f"{_YEAR}{_S}(?:{_WITHIN}|年?{_TURN_OF_YEAR}|全年|(?P<since>以来))?", _dated, "2024年6月底、去年四季度"
    ),
    Form("turn-of-year", f"(?<![0-9０-９一二三四五六七八九十百千每历多数几周近往])年{_TURN_OF_YEAR}", _dated, "年底"),
    Form("whole-year", "全年(?!龄)", _whole, "全年"),
    Form("within", _WITHIN, _dated, "6月底、前三季度、上半年、1—11月"),
    Form("years-back", f"(?:近|过去的?|最近)(?P<count>{_SMALL})年来?", _back, "近三年、过去五年"),
    Form("years-on", f"{_NOT_COUNT}(?P<count>{_SMALL})年来(?![往自])", _back, "五年来"),
    Form("years-ahead", f"(?:今后|未来)(?P<count>{_SMALL})年", _ahead, "今后五年"),
)
"""Every way to name a period that is read, tried in turn."""

_ANY = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form.pattern) for form in FORMS)
_UNNAMED_LEAD, _UNNAMED_BY = (re.sub(r"\(\?P<\w+>", "(?:", part) for part in (_LEAD, _BY))

PERIOD = (
    '(?:(?=[0-9０-９一二三四五六七八九十今本去上前明后下全年近过最未截到第“"「])'
    f"(?:{_UNNAMED_LEAD})?(?>{_ANY}){_UNNAMED_BY}?)"
)
"""The source of a pattern matching the words of one period; it opens no capturing group.

A length of time (三年, 3个月) is none, nor is what only compares (同期).
"""

_COMPILED = tuple((re.compile(f"(?:{_LEAD})?(?:{form.pattern}){_BY}?"), form.production) for form in FORMS)


@lru_cache(maxsize=4096)
def parse_period(text: str, year: int) -> Period | None:
    """The period these words name, seen from the document's own ``year``, or ``None``; never raises.

    近三年 and 五年来 are the full years before ``year``. 年底, 6月底 and what stands with 到, 截至 or 前 are deadlines.

    >>> [str(parse_period(words, 2024)) for words in ("6月底前", "去年四季度", "“十三五”时期", "五年来", "1—11月")]
    ['2024-06', '2023-Q4', '2016/2020', '2019/2023', '2024-01/2024-11']
    """
    words = unicodedata.normalize("NFKC", text).strip()
    for pattern, production in _COMPILED:
        match = pattern.fullmatch(words)
        if match is None:
            continue
        try:
            period = production(match, year)
        except InvalidPeriod:
            continue
        return replace(period, deadline=True) if match["lead"] or match["by"] else period
    return None
