"""The year a document plans for and the year it looks back on, by its own words."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from taizhang.measures.periods import PLANS
from taizhang.reading.facts.kinds import NEWS, PROFILE, Kind, issued_title

_HEAD = 4000
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_WRITTEN = re.compile(r"(?:二[〇零]|一九)[〇零一二三四五六七八九]{2}(?=年)")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_RANGE = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)年?[-—~至]{1,2}(?P<last>(?:19|20)\d\d)(?=年|\)|$)")
_SESSION = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<month>[\d一二三四五六七八九十]{1,2})月[\d一二三四五六七八九十]{1,3}日\S{0,2}在\S{2,20}(?:届|次)"
)
_DECEMBER = ("12", "十二")
_REVIEW = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:和[^。\n]{0,12})?(?:政府)?(?:主要)?(?:工作|发展)?(?:的)?(?:简要|主要|情况|发展)*(?:回顾|总结)"
    r"|^\W{0,3}(?:[一二三四五六]、)?(?P<plain>(?:19|20)\d\d)年(?:的)?(?:政府)?(?:主要)?工作(?:及|和|情况|$)"
    r"|^\W{0,3}(?P<colon>(?:19|20)\d\d)年：",
    re.MULTILINE,
)
_AHEAD = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:全市|全省|全县|全区|全镇|我[省市县区镇])?(?:经济社会发展|政府)?(?:的)?(?:重点|主要|总体)?(?:工作)?"
    r"(?:安排|任务|目标|部署|重点|计划|总体要求|总要求|建议|打算|预期目标|思路)"
)
_ORDINAL = "[六七八九]|十[一二三四五]?"
_FIVE_YEAR_PLAN = re.compile(
    rf"第(?P<ordinal>{_ORDINAL})个五年|“?(?P<short>(?:{_ORDINAL})五)”?(?:时期)?[^，。]{{0,16}}规划"
)
_NAMED_PLAN = re.compile(
    rf"第(?P<ahead>{_ORDINAL})个五年规划(?:纲要)?\S{{0,6}}草案"
    rf"|“?(?P<ended>{_ORDINAL})五”?(?:时期|规划|期间)[^。\n]{{0,12}}回顾"
)
_PAST = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:，|：|是)")
_TERM = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)年(?:\d{1,2}月)?(?:以来|至今)")
_FIVE_YEARS = re.compile(r"过去(?:的)?五年|五年来|满五年|本届政府")
_STAMP = re.compile(r"(?<!\d)(?P<year>20\d\d)[-年/.]\d{1,2}[-月/.]\d{1,2}")
_MENTION = re.compile(r"(?<!\d)(?P<year>20\d\d)年")
_FEWEST_MENTIONS = 3
_BYLINE = 400


@dataclass(frozen=True, slots=True)
class Years:
    """``plan`` is the year ahead, ``review`` the year looked back on, ``span`` the years a longer plan runs."""

    plan: int | None = None
    review: int | None = None
    span: tuple[int, int] | None = None


def years_of(text: str, title: str | None, name: str | None, kind: Kind | None) -> Years:
    """The years of a document with ``text``; never a guess from today's date."""
    head = _in_digits(text[:_HEAD])
    titled = _titled(title, name)
    if kind is None:
        return titled
    if kind.name == NEWS:
        published = _first(_STAMP, head[:_BYLINE]) or _first(_STAMP, text[-_BYLINE:]) or titled.plan
        return Years(published) if published else _report_years(head, text, titled)
    if kind.stance == "both":
        return _report_years(head, text, titled)
    if kind.stance == "results":
        year = titled.plan or _first(_REVIEW, head) or (_first(_YEAR, head) if kind.name != PROFILE else None)
        return Years(year, year, titled.span)
    if titled.plan:
        return titled
    return Years(_first(_AHEAD, head) or _first(_STAMP, head) or _first(_STAMP, text[-_BYLINE:]))


def _titled(title: str | None, name: str | None) -> Years:
    """The years a title, else a file's name, carries; a range plans for its last year."""
    for words in (issued_title(title) if title else "", name or ""):
        words = _in_digits(words)
        span = _RANGE.search(words)
        if span and int(span["first"]) < int(span["last"]):
            return Years(int(span["last"]), None, (int(span["first"]), int(span["last"])))
        five = _FIVE_YEAR_PLAN.search(words)
        if five:
            first = PLANS[five["ordinal"] + "五" if five["ordinal"] else five["short"]]
            return Years(first + 4, None, (first, first + 4))
        year = _first(_YEAR, words)
        if year:
            return Years(year)
    return Years()


def _report_years(head: str, text: str, titled: Years) -> Years:
    """A report reviews one year and plans the next, whichever of the two its headings, session or title name."""
    review = _first(_REVIEW, head)
    if review:
        return Years(review + 1, review)
    plan = _term_end(head) or _plan_named(head) or _session_year(head) or titled.plan or _first(_AHEAD, text)
    if plan:
        return Years(plan, plan - 1)
    review = _first(_PAST, head) or _most_mentioned(head)
    return Years(review + 1, review) if review else Years()


def _plan_named(head: str) -> int | None:
    """The first year of the five-year plan that the report puts to the congress or that follows the one it ends."""
    named = _NAMED_PLAN.search(head)
    if not named:
        return None
    if named["ahead"]:
        return PLANS[named["ahead"] + "五"]
    return PLANS[named["ended"] + "五"] + 5


def _term_end(head: str) -> int | None:
    """The year after a term of five that the report looks back on from its first year (2004年以来 … 过去五年)."""
    since = _TERM.search(head)
    return int(since["year"]) + 5 if since and _FIVE_YEARS.search(head[: since.end() + 60]) else None


def _session_year(head: str) -> int | None:
    session = _SESSION.search(head)
    if not session:
        return None
    return int(session["year"]) + (session["month"] in _DECEMBER)


def _most_mentioned(head: str) -> int | None:
    counts = Counter(int(found["year"]) for found in _MENTION.finditer(head))
    if not counts:
        return None
    year, count = max(counts.items(), key=lambda pair: (pair[1], pair[0]))
    return year if count >= _FEWEST_MENTIONS else None


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    if not found:
        return None
    return int(next(year for year in found.groups() if year))


def _in_digits(text: str) -> str:
    return _WRITTEN.sub(lambda found: found[0].translate(_DIGITS), text)
