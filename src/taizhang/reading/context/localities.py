"""Localities: the place a figure speaks of, where its clause or sentence names one other than the document's own."""

from __future__ import annotations

import re

from taizhang.reading.claims.binding import Bound
from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.context.sections import Section

_NAMED = re.compile(
    r"([\u4e00-\u9fff]{1,3}?(?:自治县|县|区|镇|乡|街道|村|市))(?![级域委政府长办里内外民落容庄乡镇企医学校道村县区]|等|\d)"
)
_PARK = re.compile(r"([\u4e00-\u9fff]{3,10}?(?:工业园|产业园))(?=入|发|实|完|产|园|规|工)")
COMMON = re.compile(
    r"[全各我本该每城乡农镇市县省区辖灾旧建成推进实施展改造整治办理完促做抓加强深扩举增占旱工业生态功能保护示范试点管服务环境突充自觉接受打今年累计公共集力争动支持分由和与及对为向把将是的有在到数个小片首]|行政|自然|贫困|美丽|重点|名|园$|社$|特$|山$|牧$|林$|景$|校$|库$|郊$|湾$|地$|新$|老$|专$|赛$"
)


def places(text: str, sentence: int, bound: Bound, section: Section) -> list[str | None]:
    """The places a figure speaks of: those its clause or sentence opens with, else the section's."""
    start = bound.figure.start
    pair = re.match(
        r"[\s　]*([\u4e00-\u9fff]{2,4})、([\u4e00-\u9fff]{2,4}?)(?:GDP|地区生产总值)", text[bound.clause : start]
    )
    if pair:
        return [full_name(pair[1]), full_name(pair[2])]
    for begin in (bound.clause, sentence):
        opened, _ = strip_opening(text, begin, start)
        found = _NAMED.match(text, opened, min(opened + 8, start))
        if found:
            name = found[1]
            stem = re.sub(r"(?:自治县|县|区|镇|乡|街道|村|市)$", "", name)
            if stem and not COMMON.search(stem) and len(name) >= 3:
                return [name]
        park = _PARK.match(text, opened, min(opened + 14, start))
        if park and not re.match(r"新建|建设|推进|加快|打造", park[1]):
            return [park[1]]
    named = re.search(r"(?:力争|推动|支持)([\u4e00-\u9fff]{2,3}(?:镇|湖|县))(?=[A-Z成])", text[sentence:start])
    if named:
        return [named[1]]
    return [section.place]


def full_name(name: str) -> str:
    """A town's name with its suffix; names of parks (松山湖) stay as they are."""
    return name if name.endswith(("镇", "湖", "区", "街道", "乡", "县", "市", "港")) else name + "镇"
