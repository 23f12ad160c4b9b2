"""How a figure measures its indicator: level, delta, growth or rank, and in which direction.

The conventions are those of the annotation guide: money is a level unless it is added or cut, counts of what is
created or done are deltas, rates behind a word of change are growth, points of change are deltas.
"""

from __future__ import annotations

import re

from taizhang.reading.claims.lexemes import ACTION_TAIL, CUT, HELD, MONEY, RATES, STATIC_TAIL
from taizhang.reading.claims.preceding import COMPARATORS, TOTALS, Preceding
from taizhang.reading.results import Direction, Measure

_COMPARED = frozenset(("高于", "低于", "高出", "高", "低", "快于", "快", "慢于"))
_ADDED = ("新增", "净增", "增收", "增资", "增值")
_ADDING_VERBS = frozenset(("新增", "净增", "增加", "增收", "新增加"))
_CUT_NOUN = re.compile(r"^减|核减|节减|节约|减负|减税|降费")
_DONE_AWAY = re.compile(r"^减贫|^减少|消薄|清零")
_GATHERED = frozenset(("累计", "累计达"))
_GATHERED_VERBS = frozenset(("", "建成", "登记", "实现", "创建", "培育", "认定", "完成"))
_PER_HEAD = ("人均", "户均", "万人", "每万", "每百", "每千", "平均")
_KEPT_VERBS = frozenset(("", "播种", "种植", "落实"))
_DONE = re.compile(
    r"取得|布局|成效|转化|全部|已|被|得到|获|完成|通过|实现|享受|实行|进行|建成|竣工|投产|开工|入选|列入|纳入|退出|摘帽|脱贫|落户|签约|提供|开展|挪|搬"
)
_DOING_INSIDE = re.compile(
    r"新增|新建|新开|种植|推介|参加|参与人|受益|惠及|服务群众|接受|获(?!批)|打破|举办|引进|培育(?!基地)|培训|开工|上市、|完成"
)
_ACTION_HEAD = re.compile(r"^(?:新增|新建|新开|建成|开工|转移|引进)")
_OBJECT_RULES = frozenset(("list-figure-noun", "verb-figure-noun", "noun-figure-noun"))

Frame = tuple[Measure, Direction | None]


def verb_inside(noun: str) -> str:
    """The verb of doing that stands inside a noun phrase (五年新建住宅小区), or nothing."""
    found = _DOING_INSIDE.search(noun)
    return found[0] if found else ""


def measure_of(
    unit: str | None, before: Preceding, *, verb: str, kind: str, noun: str, rule: str, stock: str, behind: str
) -> Frame:
    """Measure and direction of a figure in ``unit``.

    ``kind`` is what the governing ``verb`` does (``create``, ``cut`` or nothing), ``rule`` the rule that bound the
    figure to ``noun``, ``stock`` a word of stock that opened the clause, ``behind`` the words behind the figure.
    """
    if unit in RATES:
        return _rate(unit, before)
    if before.change:
        return "delta", before.change
    if unit in MONEY:
        return _money(verb, noun)
    if kind == "cut" or _DONE_AWAY.search(noun):
        return "delta", "down"
    if noun.startswith(_PER_HEAD):
        return "level", None
    adding = verb.startswith(("新", "净增", "增")) or noun.startswith("新增")
    if not adding and _is_stock(before, verb, noun, rule, stock):
        return "level", None
    if kind == "create" or adding or _is_done(before, noun, rule, stock, behind):
        return "delta", "up"
    return "level", None


def _rate(unit: str | None, before: Preceding) -> Frame:
    change = before.change
    if change == "up" and before.negative:
        change = "down"
    if unit in ("百分点", "千分点"):
        return ("delta", change) if change and before.change_word not in _COMPARED else ("level", None)
    if unit in ("倍", "番"):
        return "growth", change or "up"
    return ("growth", change) if change else ("level", None)


def _money(verb: str, noun: str) -> Frame:
    if verb in CUT:
        return "delta", "down"
    if noun.startswith(_ADDED) or "增收" in noun or "新增产值" in noun or verb in _ADDING_VERBS:
        return "delta", "up"
    if _CUT_NOUN.search(noun):
        return "delta", "down"
    return "level", None


def _is_stock(before: Preceding, verb: str, noun: str, rule: str, stock: str) -> bool:
    if stock in _GATHERED:
        if verb in _GATHERED_VERBS:
            return True
    elif stock and stock != "共":
        return True
    if before.level in TOTALS or verb in HELD:
        return True
    if before.level and before.level not in COMPARATORS and not verb and rule in ("noun-figure", "attribute"):
        return True
    return STATIC_TAIL.search(noun) is not None and verb in _KEPT_VERBS


def _is_done(before: Preceding, noun: str, rule: str, stock: str, behind: str) -> bool:
    if rule == "share-of" or (rule in _OBJECT_RULES and _DONE.search(behind)):
        return True
    if (not before.level or before.level in COMPARATORS) and not stock and _DOING_INSIDE.search(noun):
        return True
    return rule != "noun-figure-noun" and bool(ACTION_TAIL.search(noun) or _ACTION_HEAD.match(noun))
