"""Place names in running text: which words at the head of a clause name a place, and which only look like one."""

from __future__ import annotations

import re

from taizhang.reading.gazetteer import is_division
from taizhang.reading.words import table

_NAMED = re.compile(
    r"([\u4e00-\u9fff]{1,8}?(?:自治县|自治州|县|区|镇|乡|街道|村|市|州|盟|旗))(?![级域委政府长办里内外民落容庄企医学校道]|村[\u4e00-\u9fff]|等|\d)"
)
_PARK = re.compile(r"([\u4e00-\u9fff]{3,10}?(?:工业园|产业园))(?=入|发|实|完|产|园|规|工)")
_BUILT = re.compile(r"新建|建设|推进|加快|打造")
# What a town or village is not called: stems that make a common noun of it (集镇, 示范村, 推进乡).
_COMMON = re.compile(
    r"[全各我本该每城乡农镇市县省区辖灾旧建成推进实施展改造整治办理完促做抓加强深扩举增占旱工业生态功能保护示范试点管服务环境突充自觉接受打今年累计公共集力争动支持分由和与及对为向把将是的有在到数个小片首]"
    r"|行政|自然|贫困|美丽|重点|^名|特色?$|山$|中心|新$|老$|强$|千亿"
)
_TOWN_SUFFIX = re.compile(r"(?:镇|乡|街道|村)$")
_TOWN_ENDINGS = "镇乡道村"
_ENDINGS = re.compile(r"[县区镇乡村市州盟旗园]|街道")
_PAIR = re.compile(r"([\u4e00-\u9fff]{2,4})、([\u4e00-\u9fff]{2,4}?)(?=GDP|地区生产总值)")
_FULL = ("镇", "湖", "区", "街道", "乡", "县", "市", "港")
_LONGEST = 12
_VERBS = frozenset(table("verbs")["create"])


def two_places(text: str, start: int, end: int) -> tuple[str, str, int] | None:
    """Two towns or parks named together before what they both reach (长安、松山湖GDP…), and how long the naming is."""
    pair = _PAIR.match(text, start, end)
    return (_full_name(pair[1]), _full_name(pair[2]), pair.end(2) - start) if pair else None


def _full_name(name: str) -> str:
    """A town's name with its suffix; names of parks (松山湖) stay as they are."""
    return name if name.endswith(_FULL) else name + "镇"


def named_place(text: str, start: int, end: int) -> str | None:
    """The place that ``text[start:end]`` opens with: a county or city by its full name, a town, village or park.

    >>> named_place("上思县财政收入增长5%", 0, 10), named_place("示范村建成12个", 0, 8)
    ('上思县', None)
    """
    stop = min(start + _LONGEST, end)
    if not _ENDINGS.search(text, start, stop):
        return None
    found = _NAMED.match(text, start, stop)
    if found:
        name = found[1]
        if name[-1] not in _TOWN_ENDINGS:
            if len(name) >= 3 and is_division(name):
                return name
        elif 3 <= len(name) <= 5:
            stem = _TOWN_SUFFIX.sub("", name)
            if stem not in _VERBS and not _COMMON.search(stem):
                return name
    park = _PARK.match(text, start, stop)
    return park[1] if park and not _BUILT.match(park[1]) else None
