"""Sections: what the headings and turns of a document say of role, year and place of the figures below them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

from taizhang.measures.periods import PLANS
from taizhang.reading.context.years import PLAN
from taizhang.reading.facts import Facts
from taizhang.reading.results import Role

_LINE = re.compile(r"[^\n]+")
_REVIEW = re.compile(r"回顾|总结|过去(?:的)?[一五]年|过去.{0,4}五年|成就|成绩|成效显著|工作情况|完成情况")
_AHEAD = re.compile(
    r"目标|任务|安排|重点工作|工作重点|今后|下一步|总体要求|总要求|思路|打算|部署|展望|工作建议|工作要点|主要举措|做好\d{4}年|\d{4}年(?:的)?(?:政府)?(?:主要)?工作$|今年(?:的)?工作|未来|发展方向"
)
_GRANT = re.compile(r"给予|奖励|补助|补贴|资助|奖补|处罚|罚款|扣\d*分")
_FEWEST_GRANTS = 8
_CHARACTERS_A_GRANT = 300
# Where a phrase of turning can begin; looking for these first keeps the search for phrases cheap.
_CUE_KEY = re.compile(
    r"(?:19|20)\d\d年|今年|过去|刚刚|一年来|五年来|今后五年|[这届]的?五年|本届|发展目标|主要预期|到?[“\"][十九]"
)
_LAST_YEAR_ALONE = re.compile(r"刚刚过去|一年来|过去(?:的)?一年")
# A heading of the second rank or below tells of its part alone; it turns the document no more than its words do.
_SUBORDINATE = re.compile(r"[(（]?\d|[(（][一二三四五六七八九十]")
_AIMS = re.compile(r"目标|任务")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_NAMED_PLAN = re.compile(PLAN)
_PLACE_LINE = re.compile(r"(?![全各我本该每一二三四五六七八九十])[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|村|县)")
_CUE = re.compile(
    r"(?P<review>(?P<ry>(?:19|20)\d\d)年(?:政府)?工作(?:的)?(?:简要)?回顾|一年来，|过去(?:的)?一年，|刚刚过去的)"
    r"|(?P<review5>"
    + PLAN
    + r"(?:时期|期间)?(?:的)?(?:发展)?(?:的)?成就|(?:过去|这|本届政府)(?:的)?五年(?:来)?，|五年来，)"
    r"|(?P<ahead>(?:今年|(?P<ay>(?:19|20)\d\d)年)[^。；，\n]{0,24}?(?:主要)?(?:预期|奋斗)目标(?:是|为|：)|(?:今年|(?P<ay2>(?:19|20)\d\d)年)(?:的)?(?:政府)?(?:重点|主要)?工作(?:安排|任务|部署|目标|重点)|(?:今年|(?P<ay3>(?:19|20)\d\d)年)，?(?:我们|全市|要|将)?(?:要|将)?(?:重点|着力|突出)?(?:抓好|做好)(?:以下|[^，。]{1,6}方面)|发展目标(?:是|：)|主要预期目标(?:是|为|：))"
    r"|(?P<ahead5>今后五年(?:的)?[^。，\n]{0,16}(?:目标|任务|思想)(?:是|：|为)?|(?:到)?"
    + PLAN.replace("((", "(?:(")
    + r"(?:时期|期间|规划)?(?:的)?(?:经济社会)?(?:发展)?(?:的)?(?:主要|总体|奋斗)?(?:目标|任务)(?:是|：|为))"
)


Kind = Literal["report", "plan", "policy", "results", "news"]


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the document under one cue: what its figures are, of which year or span of years."""

    start: int
    role: Role
    year: int | None
    span: tuple[int, int] | None
    place: str | None


def kind_of(text: str, facts: Facts) -> Kind:
    """How to read a document: as report (results, then promises), plan, policy, results alone, or news.

    A policy is told by how often it grants: its figures are terms and thresholds but where it states an aim.
    """
    grants = len(_GRANT.findall(text))
    if grants > _FEWEST_GRANTS and grants * _CHARACTERS_A_GRANT > len(text):
        return "policy"
    if facts.stance == "plan":
        return "plan"
    if facts.doc_kind == "新闻":
        return "news"
    return "report" if facts.stance == "both" else "results"


class Sections:
    """Role, year and place along a document of one ``kind``, looked up by offset.

    ``year`` is the year the document plans for, ``review_year`` the one it looks back on first.
    """

    def __init__(
        self, text: str, *, kind: Kind, year: int | None, review_year: int | None = None, place: str | None = None
    ) -> None:
        self.kind = kind
        self.year = year
        self._review_year = review_year
        self._place = place
        self.found = self._find(text)
        self._starts = [section.start for section in self.found]

    @property
    def _looked_back(self) -> int | None:
        return self._review_year or (self.year - 1 if self.year else None)

    def at(self, offset: int) -> Section:
        """The section that ``offset`` lies in."""
        return self.found[bisect_right(self._starts, offset) - 1]

    def _find(self, text: str) -> list[Section]:
        role: Role = "target" if self.kind in ("plan", "policy") else "actual"
        year = self._looked_back if self.kind == "report" else self.year or self._review_year
        found = [Section(0, role, year, None, self._place)]
        if self.kind == "report":
            for offset, review, words in sorted(_turns(text)):
                found.append(self._turn(found[-1], offset, review, words))
        elif self.kind == "results":
            for line in _LINE.finditer(text):
                words = line[0].strip()
                if _PLACE_LINE.fullmatch(words):
                    found.append(Section(line.start(), role, year, None, words))
        return found

    def _turn(self, before: Section, offset: int, review: bool, words: str) -> Section:
        year = _YEAR.search(words)
        plan = _NAMED_PLAN.search(words)
        named_first = year and (plan is None or year.start() < plan.start())
        span: tuple[int, int] | None = None
        current = before.year
        if named_first and year:
            current = int(year[1])
        elif plan:
            first = PLANS[plan[1]]
            span, current = (first, first + 4), first + 4
        elif "五年" in words and self.year:
            span = (self.year - 5, self.year - 1) if review else (self.year, self.year + 4)
            current = span[1]
        elif _LAST_YEAR_ALONE.match(words):
            current = self._looked_back
        elif "今年" in words or (not review and before.role == "actual"):
            current = self.year
        elif before.span and (before.role == "actual") == review:
            span = before.span
        elif self.year and (not review or before.role == "target"):
            current = self._looked_back if review else self.year
        return Section(offset, "actual" if review else "target", current, span, before.place)


def _turns(text: str) -> list[tuple[int, bool, str]]:
    """Offset, whether it looks back, and words of every heading and phrase with which a report turns."""
    found: list[tuple[int, bool, str]] = []
    headed: set[int] = set()
    for line in _LINE.finditer(text):
        words = line[0].strip(" \t　")
        if not 3 < len(words) <= 42 or words.endswith(("。", "；", "，")) or words.startswith(("《", "各位")):
            continue
        if _REVIEW.search(words) and not _AIMS.search(words):
            found.append((line.start(), True, words))
        elif _AHEAD.search(words) and (not _SUBORDINATE.match(words) or _YEAR.search(words)):
            found.append((line.start(), False, words))
        else:
            continue
        headed.add(line.start())
    for key in _CUE_KEY.finditer(text):
        cue = _CUE.match(text, key.start())
        if cue is None or text.rfind("\n", 0, cue.start()) + 1 in headed:
            continue
        five = "五年" if cue["review5"] or cue["ahead5"] else ""
        found.append((cue.start(), bool(cue["review"] or cue["review5"]), cue[0] + five))
    return found
