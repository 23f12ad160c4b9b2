"""Moments: the period a figure speaks of, from its clause, its sentence and its section."""

from __future__ import annotations

import re

from taizhang.measures.periods import PLANS
from taizhang.reading.claims.lexemes import CREATE
from taizhang.reading.claims.sites import Bound
from taizhang.reading.context.sections import Section, Sections
from taizhang.reading.context.years import PLAN
from taizhang.reading.results import Role
from taizhang.reading.words import either

_EXPLICIT = re.compile(
    r"(?P<before>比|较|由|从|自|是|与|到|至|以)?(?<!\d)(?P<year>(?:19|20)\d\d)(?:[-—~～至]+(?P<last>(?:19|20)\d\d))?年"
    r"(?P<edge>底|末|初|以来|起|度)?(?:(?P<month>\d{1,2})月(?P<month_edge>底前|底|末|份|前)?)?"
)
_MONTH = re.compile(r"(?<![\d年])(?P<month>\d{1,2})月(?P<edge>底前|底|末|前)")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})[-—~～至](\d{1,2})月")
_PART_OF_YEAR = re.compile(
    r"(?<!比)(?<!较)(?:(?P<half>[上下])半年|(?P<first>前三)季度|(?<!前)第?(?P<quarter>[一二三四1-4])季度)(?!末|初)"
)
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_YEAR_END = re.compile(r"年底(?!前?(?:均|都))")
_FROM = re.compile(r"(?:由|从)(?:(?P<year>(?:19|20)\d\d)年|" + PLAN + r"(?:期)?末)?(?:的)?[^，；\d]{0,10}$")
_TO = re.compile(r"[^，；。]{0,3}(?:增|提|扩|上升|下降|减|降|缩|压|调|发展|变)")
_SINCE_YEAR = re.compile(r"(?:比|较|与|和|同)((?:19|20)\d\d)年")
_COMPARED = re.compile(r"相?比|的?基础上")
_YEARLY = re.compile(r"同比|比上年|比去年|较上年|较去年|当年")
_TITLES = re.compile(r"《[^》]*》")
_LAST_YEAR = re.compile(r"(?<![比较同与])(?:去年|上年)(?!同期|末|底|同)(?!.*(?:今年|明年|力争|计划|目标))")
_SAID_LAST_YEAR = re.compile(r"(?<![比较同与])(?:去年|上年)(?!同期|末|底|同)")
_SO_FAR = re.compile(r"季度|半年|\d月|以来|截至|目前")
_AIMED = re.compile(r"力争|目标|预期|确保|计划|争取")
_HOPED = re.compile(r"力争|(?:争取|确保)(?:到|在)|今后|未来[三五]年|到20\d\d年")
_PLANNED = re.compile(
    r"力争|计划|拟|目标|(?:今后|未来|下一步|接下来)|(?<![即必])将(?:"
    + either(CREATE | {"达到", "达", "再", "于", "超过", "突破"})
    + r")|到20\d\d年[^，]{0,12}(?:将|达|实现|突破|建成)"
)
_AIM = re.compile(
    r"到(?:20\d\d年|“)|力争|目标(?:是|为|：)|确保[^，。]{0,20}(?:达到|达)|(?:全市|全省|全县|全区|我市|我省)[^，。；]{0,24}(?:达到|突破|超过|增长|力争)"
)
_UNTIL = re.compile(r"到(20\d\d)年")
# Money these verbs govern flows through the whole of a five-year span; other money is what the last year reached.
_FLOWS = frozenset(
    (
        "投入",
        "投资",
        "落实",
        "整合",
        "争取",
        "发放",
        "安排",
        "接受",
        "筹集",
        "拨付",
        "下达",
        "兑现",
        "募集",
        "获得",
        "吸引",
        "引进",
    )
)
_MONEY = ("元", "美元")


def moment(text: str, sentence: int, bound: Bound, section: Section, sections: Sections) -> str | None:
    """The period a figure speaks of, as the record writes it, or ``None`` where nothing says.

    ``sentence`` is where the sentence of the figure begins.
    """
    head = text[sentence : bound.figure.start]
    if "《" in head:
        head = _TITLES.sub(lambda title: "　" * len(title[0]), head)
    clause = head[bound.clause - sentence :]
    explicit = _explicit(head)
    year = section.year
    if explicit and explicit["last"] and explicit.start() < len(head) - len(clause):
        explicit = None
    if explicit:
        year = int(explicit["year"])
        if explicit["last"]:
            return f"{year}/{explicit['last']}"
        if explicit["month"] and len(head) - explicit.end() < 60:
            return f"{year}-{int(explicit['month']):02d}"
        if explicit["edge"] in ("底", "末") and "截至" not in head and section.role == "target" and not section.span:
            return f"{year}-12"
    elif year and _SAID_LAST_YEAR.search(head) and (section.role == "target" or sections.kind == "news"):
        year -= 1
    base = _base(text, bound, clause, section, year)
    if base:
        return base
    if year is None:
        return None
    return (
        _since(head, clause, bound, section, year) or _within(head, clause, bound, section, year, explicit) or str(year)
    )


def _explicit(head: str) -> re.Match[str] | None:
    """The last year the words before a figure name, comparisons and starting points left out."""
    last = None
    if "年" not in head:
        return None
    for found in _EXPLICIT.finditer(head):
        before = found["before"]
        if before in ("比", "较", "是", "与", "以") or found["edge"] in ("以来", "起"):
            continue
        if before in ("由", "从", "自") and found.end() < len(head) - 2:
            continue
        if not _COMPARED.match(head, found.end()):
            last = found
    return last


def _base(text: str, bound: Bound, clause: str, section: Section, year: int | None) -> str | None:
    """The moment of the first figure of "由…增加到…": the year before the span, or the one it names."""
    if bound.measure != "level":
        return None
    start = _FROM.search(clause)
    if start is None or not _TO.match(text, bound.figure.tail):
        return None
    if start["year"]:
        return start["year"]
    if start[2]:
        return str(PLANS[start[2]] + 4)
    if section.span:
        return str(section.span[0] - 1)
    return str(year - 1) if year else None


def _since(head: str, clause: str, bound: Bound, section: Section, year: int) -> str | None:
    """Growth measured from a year further back spans the years between (比2000年提高6个百分点)."""
    if section.role != "actual" or bound.measure not in ("growth", "delta"):
        return None
    since = _SINCE_YEAR.search(head) if "年" in head else None
    if since and int(since[1]) < year - 1 and not _YEARLY.search(clause):
        return f"{int(since[1]) + 1}/{year}"
    return None


def _within(
    head: str, clause: str, bound: Bound, section: Section, year: int, explicit: re.Match[str] | None
) -> str | None:
    """Months of the year and spans of years."""
    span = section.span
    target = section.role == "target"
    if span:
        whole = f"{span[0]}/{span[1]}"
        if bound.measure in ("growth", "delta") and not _YEARLY.search(clause):
            return None if explicit and target and not bound.per_year else whole
        if bound.measure == "level" and _through_the_span(head, clause, bound, target):
            return whole
        return str(span[1]) if bound.measure == "rank" and not explicit else None
    if explicit:
        part = _part_of_year(head[explicit.start() :])
        if part:
            return f"{year}-{part}" if len(part) == 2 else f"{year}-01/{year}-09"
        return None
    if target and bound.measure != "level" and "五年" in head and (bound.per_year or "年均" in clause):
        return f"{year}/{year + 4}"
    part = _part_of_year(head)
    if part:
        return f"{year}-{part}" if len(part) == 2 else f"{year}-01/{year}-09"
    if "月" not in head:
        return f"{year}-12" if target and _YEAR_END.search(head) else None
    months = _MONTHS.search(head)
    if months:
        return f"{year}-{int(months[1]):02d}/{year}-{int(months[2]):02d}"
    named = [int(found["month"]) for found in _MONTH.finditer(head)]
    if named and 1 <= named[-1] <= 12:
        return f"{year}-{named[-1]:02d}"
    return f"{year}-12" if target and _YEAR_END.search(head) else None


def _part_of_year(head: str) -> str | None:
    """``Q1`` to ``Q4``, ``H1``, ``H2``, or the name of the first three quarters; the last that is named."""
    found = list(_PART_OF_YEAR.finditer(head)) if "季" in head or "半年" in head else []
    if not found:
        return None
    last = found[-1]
    if last["half"]:
        return "H1" if last["half"] == "上" else "H2"
    return "three quarters" if last["first"] else f"Q{_QUARTERS[last['quarter']]}"


def _through_the_span(head: str, clause: str, bound: Bound, target: bool) -> bool:
    money = bound.unit in _MONEY
    if bound.per_year or "年均" in clause:
        return True
    if "五年" in head and (money or bound.unit == "人次"):
        return True
    return ("累计" in clause and (target or money)) or (money and bound.verb in _FLOWS)


def role_of(text: str, sentence: int, bound: Bound, section: Section, sections: Sections) -> Role:
    """Target or actual: the section says, unless the sentence says otherwise."""
    head = text[sentence : bound.figure.start]
    plan_year = sections.year
    if section.role == "target":
        if _is_result_so_far(text, sentence, bound):
            return "actual"
        if "年" not in head:
            return "target"
        words = _TITLES.sub("", head)
        last = _explicit(words)
        if last and plan_year and section.span is None:
            until_now = last["before"] is None or words[: last.start() + 1].endswith("截至")
            if int(last["year"]) < plan_year and until_now and not last["last"]:
                return "actual"
        said = _LAST_YEAR.search(head)
        return "actual" if said else "target"
    if sections.kind in ("news", "results") and _PLANNED.search(head):
        return "target"
    if plan_year and _HOPED.search(head):
        until = _UNTIL.search(head)
        if until and int(until[1]) >= plan_year:
            return "target"
    return "actual"


def _is_result_so_far(text: str, sentence: int, bound: Bound) -> bool:
    """Whether a sentence of a plan tells how far things have come (一季度…同比增长8%) instead of what is to be done."""
    if bound.clause > sentence and not _SO_FAR.search(text, sentence, bound.figure.start):
        return False
    end = text.find("。", bound.figure.end, bound.figure.end + 160)
    words = text[sentence : end if end >= 0 else bound.figure.end + 160]
    return "同比" in words and _SO_FAR.search(words) is not None and not _AIMED.search(words)


def is_aim(sentence: str) -> bool:
    """Whether a sentence of a policy states an aim; all its other figures are terms and thresholds.

    >>> is_aim("到2025年，培育企业100家以上。"), is_aim("对纳税1000万元以上的企业给予奖励。")
    (True, False)
    """
    return _AIM.search(sentence) is not None
