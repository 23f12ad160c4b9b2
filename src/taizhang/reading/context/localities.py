"""Localities: the place a figure speaks of, where its clause or sentence names one other than the document's own."""

from __future__ import annotations

import re

from taizhang.reading.claims.binding import Bound
from taizhang.reading.claims.lexemes import VERBS
from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.context.gazetteer import level_of
from taizhang.reading.context.sections import Section

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
_COUNTY_SUFFIX = ("县", "区", "市", "州", "盟", "旗")
_TWO_OF_THEM = re.compile(r"[\s　]*([\u4e00-\u9fff]{2,4})、([\u4e00-\u9fff]{2,4}?)(?:GDP|地区生产总值)")
_AIMED_AT = re.compile(r"(?:力争|推动|支持)([\u4e00-\u9fff]{2,3}(?:镇|湖|县))(?=[A-Z成])")
_LONGEST = 12


def places(text: str, sentence: int, bound: Bound, section: Section) -> list[str | None]:
    """The places a figure speaks of: those its clause or sentence opens with, else the section's.

    ``sentence`` is where the sentence of the figure begins.
    """
    start = bound.figure.start
    pair = _TWO_OF_THEM.match(text, bound.clause, start)
    if pair:
        return [_full_name(pair[1]), _full_name(pair[2])]
    for begin in (bound.clause,) if bound.clause == sentence else (bound.clause, sentence):
        opened, _ = strip_opening(text, begin, start)
        named = _place_at(text, opened, start)
        if named:
            return [named]
    aimed = _AIMED_AT.search(text, sentence, start)
    return [aimed[1]] if aimed else [section.place]


def _place_at(text: str, opened: int, end: int) -> str | None:
    found = _NAMED.match(text, opened, min(opened + _LONGEST, end))
    if found:
        name = found[1]
        if name.endswith(_COUNTY_SUFFIX):
            if len(name) >= 3 and level_of(name):
                return name
        elif 3 <= len(name) <= 5:
            stem = _TOWN_SUFFIX.sub("", name)
            if stem not in VERBS and not _COMMON.search(stem):
                return name
    park = _PARK.match(text, opened, min(opened + _LONGEST + 2, end))
    return park[1] if park and not _BUILT.match(park[1]) else None


def _full_name(name: str) -> str:
    """A town's name with its suffix; names of parks (松山湖) stay as they are."""
    return name if name.endswith(("镇", "湖", "区", "街道", "乡", "县", "市", "港")) else name + "镇"
