"""Promised starts 应开工: by when work is to begin, where a plan says so (6月底前开工、年内动工), before or after the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass

from taizhang.measures.periods import PERIOD, Period, parse_period

_VERB = (
    r"(?:(?:破土|正式|全面|全部)?(?:开工|动工)(?:建设)?|启动(?:建设|实施|施工)?|开建)"
    r"(?!率|量|面积|数|额|仪式|令|日|典礼|会|区|资金|项目数|以来|至今|[之以]?[前后])"
)
_ADVERB = r"(?:[前内]|之前)?(?:[要须应将可]|必须|务必|确保|力争|争取|实现|如期|正式|全面|全部|陆续|集中|具备条件并|具备条件的){0,2}"
_BEFORE = re.compile(rf"(?P<by>{PERIOD}){_ADVERB}(?P<verb>{_VERB})")
_AFTER = re.compile(
    r"(?P<verb>(?:开工|动工|启动|开建)(?:建设)?)(?:(?:时间|日期|节点)(?:为|是|定[于在]|：|不[晚迟]于)?|不[晚迟]于|于|定[于在])"
    rf"(?P<by>{PERIOD})"
)
_DONE = re.compile(rf"(?P<by>{PERIOD}){_ADVERB}(?:全面|基本|主体)?(?:完工|竣工|建成|投产|投用|投入使用|完成|交付|通车)")
#: Words right before the date by which it tells of what has begun, or of what begins to count from there.
_TOLD = re.compile(r"(?:已|已经|早)[于在]?$|[自从]$")
_DATED = re.compile("[月年季旬]|十[一二三四五]五")
_VERBS = ("开工", "动工", "启动", "开建", "破土动工")
_CLAUSE = re.compile(rf"[，、(]{_ADVERB}{PERIOD}")
_NEXT = re.compile(r"[^，、(。；！？\n]{0,12}(?=[，、(])")
_STOP = re.compile(r"[，、；。！？()\n]|\Z")


@dataclass(frozen=True, slots=True)
class Start:
    """A start promised in ``start:end`` of the text: by the end of ``period``; ``said`` are the words of the date."""

    start: int
    end: int
    period: Period
    said: str


def start_in(text: str, start: int, end: int, year: int) -> Start | None:
    """The start that the words ``text[start:end]`` promise, seen from the document's ``year``; ``None`` where none.

    What has begun already, or begins to count from a day, is no promise, nor is a span of years.

    >>> found = start_in("推动城北水厂6月底前开工", 0, 12, 2024)
    >>> str(found.period), found.said
    ('2024-06', '6月底前')
    """
    for pattern in (_BEFORE, _AFTER):
        for match in pattern.finditer(text, start, end):
            if found := _read(text, start, match, year):
                return found
    return None


def start_beside(text: str, end: int, year: int) -> Start | None:
    """The start promised by clauses of their own right after ``end``, in the same sentence (…，6月底前开工)."""
    at = end
    while (gap := _NEXT.match(text, at)) and (clause := _CLAUSE.match(text, gap.end())):
        stop = _STOP.search(text, clause.end())
        last = stop.start() if stop else len(text)
        found = start_in(text, gap.end() + 1, last, year)
        if found and found.end == last:
            return found
        at = last
    return None


def start_opening(words: str, verb: str, year: int) -> Period | None:
    """By when a task of starting begins, where its date opens the sentence in a clause of its own (6月底前，动工建设…)."""
    return _promised(words, year) if verb.startswith(_VERBS) else None


def finish_in(text: str, start: int, end: int, year: int) -> Period | None:
    """By when the words ``text[start:end]`` say that it is done (…，12月底前完工)."""
    for match in _DONE.finditer(text, start, end):
        if found := parse_period(match["by"], year):
            return found
    return None


def _read(text: str, first: int, match: re.Match[str], year: int) -> Start | None:
    if _TOLD.search(text, max(first, match.start() - 3), match.start("by")):
        return None
    period = _promised(match["by"], year)
    return Start(match.start(), match.end(), period, match["by"]) if period else None


def _promised(words: str, year: int) -> Period | None:
    """The period as one by whose end something can still begin: not past, not a span of years."""
    period = parse_period(words, year) if _DATED.search(words) else None
    if period is None or period.last_day.year < year or period.last_day.year != period.first_day.year:
        return None
    return period
