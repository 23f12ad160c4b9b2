"""What stands behind a figure: its noun phrase, and the predicate that cuts it short."""

from __future__ import annotations

import re

from taizhang.reading.words import Prefixes, table

# Words with which the predicate begins; the noun phrase behind a figure ends before them.
PREDICATE = re.compile(
    r"全部|均(?!衡|等)|已(?!建|有)|顺利|如期|基本(?!农|公|医|养|保|建|生|药|单|实|功|情|民)|陆续|相继|先后|有序推|扎实|稳步|取得|得到|被|享受|实行|退出(?!机)|摘帽|完成|开展|实现|达到|达(?!标)"
    r"|通过(?!率)|获得|获(?!奖)|荣获|列入|进入|入选|纳入|竣工|开工(?!率)|投产|投用|建成|落户|签约|动工|跻身|参与(?!率)|参加|入驻|上榜|用于|投向|走进|提供|按期|占(?!地|比|用)|涵盖|涉及|成为|正在"
    r"|挂牌(?!招)|投入(?!强|产)|开通|免费|受益|脱贫|喜获|超过|超(?!市|高|充|级|声|算|低|限)|突破|春节前|年底前|布局|不断|持续|新增|率先|首次|以及|并(?!购|网)|接受|成功|进行|整合(?!提)|挪|得以"
    r"|初步|复工|脱|集中|开业|上线|达产|交付|落地|启动|应用于|来自|位居|均来|居全"
)
# What the members of a share have: 村(社区)|集体净资产 超2亿元.
_OWNED = re.compile(
    r"(?P<who>.*?(?:[)）村镇户]|企业|街道|社区))(?P<what>[\u4e00-\u9fff]{0,6}(?:净资产|收入|产值|资产|投入|覆盖率|分红))"
)
_REACHED = ("超", "达", "突破", "不低于", "高于")
# Words that lead on to the next figure (由…拓展到…) and name nothing.
_REACHED_NEXT = Prefixes(word for word in table("tails")["level"]["words"] if len(word) > 1 and word[-1] in "到至为")
# What opens the next item of a list and is no part of this one (40个部门、合计56项).
_LED_ON = re.compile(r"[、，和](?:合计|共|总计|共计|累计|其中|以及|新增|新建|改造|建成|整治|培育|打造)$")
_NO_NOUN = "、和及与或并，；。：:左以占"
_NOUN_ALL_THE_SAME = ("与会", "和谐", "以工代赈", "并购", "并网")
_JOINTS = "、和及与并，以 "


def noun_behind(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the words behind a figure in ``text[start:end]`` that may name it; empty where there are none."""
    while start < end and text[start] in " 的)）":
        start += 1
    if start >= end or (text[start] in _NO_NOUN and not text.startswith(_NOUN_ALL_THE_SAME, start)):
        return start, start
    if _REACHED_NEXT.at(text, start, end):
        return start, start
    while end > start and text[end - 1] in _JOINTS:
        end -= 1
    led = _LED_ON.search(text, start, end)
    return start, led.start() if led else end


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """A noun phrase cut at its first predicate, brackets and quotation marks respected."""
    if end - start <= 2:
        return start, end
    found = PREDICATE.search(text, start + 1, end)
    while found:
        inside = text[start : found.start()]
        if (
            not inside.endswith("的")
            and inside.count("“") == inside.count("”")
            and inside.count("(") == inside.count(")")
        ):
            return start, found.start()
        found = PREDICATE.search(text, found.end(), end)
    return start, end


def share_of(text: str, start: int, end: int) -> str:
    """Indicator of a percentage that counts off what stands behind it (60%以上村达标: 达标的村占比)."""
    begin, stop = trim(text, start, end)
    noun, rest = text[begin:stop], text[stop:end]
    owned = _OWNED.fullmatch(noun) if rest.startswith(_REACHED) else None
    if owned:
        noun, rest = owned["who"], owned["what"] + rest
    return f"{rest}的{noun}占比" if 0 < len(rest) <= 16 else noun + "占比"
