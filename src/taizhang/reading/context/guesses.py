"""What kind of document this is, for which year and which place: from title, head, wording and file name."""

from __future__ import annotations

import re
from typing import Literal

from taizhang.reading.context.years import FIVE_YEAR_PLANS, PLAN
from taizhang.reading.gazetteer import divisions, level_of, tally

Kind = Literal["report", "plan", "bulletin", "policy", "news", "profile"]

_HEAD = 1500
_REPORT = re.compile(r"各位代表|作(?:政府)?工作报告|向大会报告(?:政府)?工作|政府工作报告(?:\(|（|\s|——|\n)")
_PLAN_TITLE = re.compile(
    r"工作要点|工作计划|重点工作(?:任务)?(?:安排|分工)|行动(?:方案|计划)|实施方案|工作方案|规划(?:纲要)?|考[评核]办法|攻坚方案|三年计划|目标任务(?:分解)?"
    r"|全面部署\d{4}年|KPI|十件实事|民生实事"
)
_PLAN_NAMED = re.compile(
    r"工作要点|考[评核]办法|行动(?:方案|计划)(?:的通知|》|\n)|实施方案(?:的通知|》|\n)|全面部署\d{4}年"
)
_BULLETIN = re.compile(r"统计公报|运行情况|经济形势|主要指标|统计快报|(?:月报|季报|年报)")
_GRANT = re.compile(r"给予|奖励|补助|补贴|资助|奖补|处罚|罚款|扣\d*分")
_NEWS = re.compile(r"记者|本报讯|新华社|(?:日报|晚报|网)\s*讯|通讯员|编辑[:：]|来源[:：]|获悉")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:年|[-/.](?:1[0-2]|0?[1-9])(?!\d))")
_RANGE = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s*[-—–~～至]+\s*((?:19|20)\d\d)年")
_DATED = re.compile(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[^\n]{0,4}在")
_STAMPED = re.compile(r"((?:19|20)\d\d)[-/年]\d{1,2}[-/月]\d{1,2}")
_TITLED = re.compile(r"((?:19|20)\d\d)年[^\n，。]{0,24}(?:报告|要点|办法|方案|计划|安排|公报|任务|实事)")
_REVIEWED = re.compile(
    r"((?:19|20)\d\d)年(?:政府)?工作(?:的)?(?:简要)?回顾|回顾((?:19|20)\d\d)年|((?:19|20)\d\d)年和" + PLAN
)
_PLAN_OF_FIVE = re.compile(PLAN + r"(?:时期)?[^\n。，]{0,20}规划(?:纲要)?[\s》]*(?:\n|的通知)")
_AHEAD = re.compile(
    r"((?:19|20)\d\d)年[^。，\n]{0,20}(?:主要)?预期目标|((?:19|20)\d\d)年(?:政府)?(?:重点|主要)?工作(?:安排|任务|部署|目标|重点)"
)
_OPENED = re.compile(r"((?:19|20)\d\d)年，?(?:是|在)")


def guess_kind(text: str, name: str | None) -> Kind:
    """What a document is: a work ``report``, a ``plan``, a statistical ``bulletin``, a ``policy``, ``news`` or a ``profile``."""
    head = (name or "") + "\n" + text[:_HEAD]
    if _REPORT.search(head[:700]):
        return "report"
    title = _title(name, text)
    if _BULLETIN.search(title):
        return "bulletin"
    grants = len(_GRANT.findall(text))
    if grants > 8 and grants * 300 > len(text):
        return "policy"
    if _PLAN_TITLE.search(title) or _PLAN_NAMED.search(head):
        return "plan"
    if _REPORT.search(head) or "政府工作报告" in head:
        return "report"
    if "预期目标" in head[:300]:
        return "plan"
    return "news" if _NEWS.search(head) or _NEWS.search(text[-600:]) else "profile"


def guess_year(text: str, kind: Kind, name: str | None = None) -> int | None:
    """The year a document plans for or, where it is a bulletin or news, speaks of; ``None`` where nothing says."""
    head = (name or "") + "\n" + text[: _HEAD + 300]
    if kind == "profile":
        return None
    if kind == "report":
        return _year_of_report(head, text)
    if kind == "news":
        stamped = _STAMPED.search(head) or _STAMPED.search(text[-400:])
        return int(stamped[1]) if stamped else None
    if kind in ("plan", "policy"):
        titled = _TITLED.search(head)
        span = _RANGE.search(head[:400])
        if span and (titled is None or span.start() < titled.start()):
            return int(span[2])
        plan = _PLAN_OF_FIVE.search(head[:400])
        if plan and titled is None:
            return FIVE_YEAR_PLANS[plan[1]] + 4
    found = _TITLED.search(head) or _STAMPED.search(head[:500]) or _AHEAD.search(text) or _YEAR.search(head)
    return int(found[1] or found[2]) if found else None


def _year_of_report(head: str, text: str) -> int | None:
    dated = _DATED.search(head)
    if dated:
        return int(dated[1])
    review = _REVIEWED.search(head)
    if review:
        return int(review[1] or review[2] or review[3]) + 1
    found = _TITLED.search(head) or _STAMPED.search(head[:400]) or _AHEAD.search(text)
    if found:
        return int(found[1] or (found[2] if found.re is _AHEAD else 0))
    opened = _OPENED.search(head)
    if opened:
        return int(opened[1]) + 1
    any_year = _YEAR.search(head)
    return int(any_year[1]) if any_year else None


def _title(name: str | None, text: str) -> str:
    """File name and the short lines at the head of the text."""
    lines = [line.strip() for line in text[:_HEAD].splitlines() if line.strip()]
    return "\n".join([name or "", *(line for line in lines[:4] if len(line) <= 60)])


_UNIT = "(?:自治州|自治县|自治区|省|市|县|区|镇|乡|街道|州|盟|旗)"
_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"代表([\u4e00-\u9fff]{{2,8}}?{_UNIT})(?:[\u4e00-\u9fff]{{0,4}})?(?:人民政府|政府)",
        rf"在([\u4e00-\u9fff]{{2,9}}?{_UNIT})第",
        rf"(?:^|\n|年)[\s　]*(?!\d)(?:关于)?([\u4e00-\u9fff]{{2,8}}?{_UNIT})(?:人民)?政府(?:工作报告|办公室|关于)",
        rf"(?:^|\n|年|《)[\s　]*([\u4e00-\u9fff]{{2,8}}?{_UNIT})[^\n]{{0,30}}(?:公报|方案|计划|要点|规划|办法|意见|简介|概况|镇情|县情|市情)",
        r"(?:^|\n)[\s　]*([\u4e00-\u9fff]{2,5}?(?:镇|乡|县|市|街道))[\s　]*(?=\n)",
        r"([\u4e00-\u9fff]{2,5}?(?:市|省|县))(?:代?(?:市|省|县)长)",
        r"(?:^|\n)[\s　]*([\u4e00-\u9fff]{2,5}?(?:镇|乡|县|区|市|街道|村))(?:位于|地处|坐落|因|是|隶属|，)",
    )
)
_BEFORE_NAME = re.compile(r"^.*(?:[年月日届次表我]|中国|省委|省政府)")
_TOWN = re.compile(r"[\u4e00-\u9fff]{2,5}(?:镇|乡|街道|村)")
_NO_TOWN = re.compile(r"^[全我各本该每占等乡城村集圩小强名特新]|[省市县区镇城乡]镇$|示范|重点|中心镇|建制镇|特色")
_SELF = (
    (2, ("我省", "全省", "我区", "自治区")),
    (4, ("我市", "全市", "我州", "全州", "我盟")),
    (6, ("我县", "全县", "我区", "全区", "我旗")),
    (9, ("我镇", "全镇", "我乡", "全乡", "我街道", "镇政府", "镇党委")),
)
_STEM = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|省$|市$|地区$|盟$|(?:[\u4e00-\u9fff]{1,4}族)*自治[州县]$|县$|区$|旗$")


def guess_place(text: str, name: str | None = None) -> str | None:
    """The administrative unit a document speaks for, by its full name, or ``None``.

    Title, head and signature name it; else the place named most often at the level the document calls its own
    (我市, 全县).
    """
    head = (name or "") + "\n" + text[:_HEAD]
    for pattern in _SAID:
        found = pattern.search(head)
        if found:
            said = _known(_BEFORE_NAME.sub("", found[1]))
            if said:
                return said
    counts = {level: sum(text.count(word) * (9 if word[0] == "我" else 1) for word in words) for level, words in _SELF}
    level = max(counts, key=lambda key: counts[key])
    named = tally(text)
    candidates = {each: named[each] for each in named if level_of(each) == level}
    if level == 2 or not candidates:
        candidates = {each: _mentions(text, each) for each, digits in divisions().items() if digits == min(level, 4)}
    if not any(candidates.values()):
        return None
    best = max(candidates, key=lambda each: (candidates[each] + _mentions(text, each), -len(each)))
    return best if candidates[best] + _mentions(text, best) >= 3 else None


def _known(name: str) -> str | None:
    """The name where it is that of a unit, ``None`` for a common noun; the tail that is one, where only that is."""
    if level_of(name):
        return name
    for start in range(1, len(name) - 2):
        if level_of(name[start:]):
            return name[start:]
    return name if _TOWN.fullmatch(name) and not _NO_TOWN.search(name) else None


def _mentions(text: str, name: str) -> int:
    stem = _STEM.sub("", name)
    return text.count(stem) if len(stem) >= 2 else 0
