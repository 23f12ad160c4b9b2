"""Captions: what stands above a table and holds for all of it, its title and the unit it counts in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.measures.periods import Period
from taizhang.reading.results import Role
from taizhang.reading.tables.counting import Counting, counting
from taizhang.reading.tables.headings import read_heading, squeezed
from taizhang.reading.tables.labels import part_noun

_LONGEST = 60
_UNIT = re.compile(r"(?:计量|计算|数量|金额)?单位[:：]\s*([^\s()（）]+)")
_NUMBER = re.compile(
    r"^(?:附?表|专栏|附件)\s*[\d一二三四五六七八九十]*[-—.:：、]?\d*[:：、]?|^[(（]?[一二三四五六七八九十]+[)）、.]+"
)
_TAIL = re.compile(
    r"(?:及其?|和|与)(?:其)?(?:增长速度|增速|增长|增长率|构成|比重).*$|(?:情况|分解|一览|清单|统计|明细|汇总|主要数据|主要指标|数据)*表?$"
)
_WHOSE = re.compile(
    r"^(?:[\u4e00-\u9fff]{2,6}[省市县区])?(?:全市|全省|全县|全区|全镇)?(?:各?(?:镇街|镇|乡镇|县区|区县|县市区|市县|县|区|地|地区)(?:[(（][^()（）]*[)）])?)?"
)
_AIMED = re.compile(r"目标|任务|计划|预期|规划|分解|责任清单|预算(?!执行)")
_DONE = re.compile(r"完成情况|执行情况|增长速度|运行情况|统计|公报|实绩|进展|涨跌幅|实现情况|决算")


@dataclass(frozen=True, slots=True)
class Caption:
    """The words above a table: unit and period of its numbers, whether they are aims or results, whether rates.

    ``noun`` is the noun that measures the rows (产量), ``subject`` the one indicator a table of places is about,
    ``growth`` that the numbers are rates of change.
    """

    words: str = ""
    counting: Counting | None = None
    period: Period | None = None
    role: Role | None = None
    growth: bool = False
    noun: str = ""
    subject: str = ""


def read_caption(lines: Sequence[str], year: int | None) -> Caption:
    """What the short lines right above a table say, the nearest last.

    >>> caption = read_caption(["表3 2022年主要农产品产量及其增长速度", "单位：万吨"], 2022)
    >>> caption.noun, caption.counting.unit, str(caption.period), caption.role
    ('产量', '吨', '2022', 'actual')
    """
    unit: Counting | None = None
    title = ""
    for line in reversed(lines):
        if len(line) > _LONGEST or line.endswith(("。", "；")):
            break
        said = _UNIT.search(line)
        if said:
            unit = unit or counting(said[1])
            line = line[: said.start()].rstrip(" (（\t")
        title = squeezed(_NUMBER.sub("", line))
        if title:
            break
    return _titled(title, unit, year)


def _titled(title: str, unit: Counting | None, year: int | None) -> Caption:
    words = _TAIL.sub("", title, count=1)
    heading = read_heading(words, year)
    growth = "growth" in heading.roles
    done = _DONE.search(title) is not None
    role: Role | None = "actual" if done else "target" if _AIMED.search(title) else None
    noun = part_noun(heading.words if growth else words)
    subject = _WHOSE.sub("", heading.words)
    return Caption(title, unit or heading.unit, heading.period, role, growth, noun, subject)
