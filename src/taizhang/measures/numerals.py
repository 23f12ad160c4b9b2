"""Written numbers of plans: counts, ranges, fractions, percentages, tenths and ordinals, and what each means.

A sign is no part of ``NUMERAL`` (before a number a dash mostly joins); ``parse_numeral`` reads one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal, Inexact, localcontext
from functools import lru_cache
from typing import Literal

from taizhang.measures.cardinals import (
    APPROXIMATE,
    DIGITAL,
    FORMAL,
    PLAIN,
    POSITIONAL,
    SPOKEN,
    Cardinal,
    cardinal,
    narrow,
    plain,
)
from taizhang.measures.comparators import Comparator

Kind = Literal["cardinal", "ordinal", "fraction", "percent", "tenths"]

_NOT_WITHIN = "(?<![0-9０-９])(?<![0-9０-９][.．-])"
# 唯一一个: the first 一 belongs to its word.
_NOT_WITHIN_SPOKEN = "(?<![二两兩三四五六七八九十百千万萬亿億〇○])(?<!(?<![唯统專专单])一)"
_COUNT = f"(?>{DIGITAL}|{FORMAL}|{POSITIONAL}|{APPROXIMATE}|{SPOKEN})"
TO = "(?:[-—–－~～―−]{1,2}|至|到)"
"""The source of a pattern matching what joins the two ends of a range."""

_TENTHS = (
    "(?<![0-9０-９]{2})(?<![十百千万亿])成(?![立为功果效员本熟交就长品绩都渝不型了])"
    "(?:[一二三四五六七八九](?![一二三四五六七八九十百千万亿个家名])|[多余](?!元|样))?"
)

NUMERAL = (
    f"(?:{_NOT_WITHIN}(?=[0-9０-９第首之榜半零壹贰貳叁參肆伍陆陸柒捌玖几幾数數一二两兩三四五六七八九十百千万萬亿億])"
    f"(?>第(?:{PLAIN}|{SPOKEN})|首位(?![度置])|之首|榜首|半数|一半(?![天路])"
    f"|(?:(?=[0-9０-９])|{_NOT_WITHIN_SPOKEN}){_COUNT}"
    f"(?:分之{_COUNT})?"
    f"(?:(?:[%％‰](?={TO}{PLAIN}[ 　]?[%％‰]))?{TO}(?:[百千]分之)?{_COUNT}(?![-—]?[0-9０-９]))?"
    f"(?:{_TENTHS})?))"
)
"""The source of a pattern matching one written number, as long as it goes; it opens no capturing group.

A bare multiplier (千 of 千名, 亿 of 亿元) is matched too; it counts only with a unit or a comparator beside it.
"""

_PAIR = re.compile(f"([^%‰]+?)[%‰]?{TO}(.+)")
_APPROXIMATE = re.compile("([一二三四五六七八])([一二三四五六七八九])([十百千万亿]*)")
_SHARED = re.compile(r"(?<=\d)[十百千万亿]+$|[万亿]+$")
_WORDS = {"首位": "1", "之首": "1", "榜首": "1"}
_HALVES = {"半数", "一半"}
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Numeral:
    """What a written number means: ``value``, for a range its lower end and ``upper`` the other.

    ``comparator`` is what the number itself says: ``>`` for 多 and 余, ``~`` for 来, ``>=`` for a range. ``unit`` is
    ``%`` or ``‰`` for percentages, fractions and tenths, in percent points (七成 is 70, 三分之二 is 66.67, 千分之三
    is 3‰), ``位`` for an ordinal, else ``None``. ``bare`` marks a multiplier alone. ``words`` are as written.
    """

    value: Decimal
    kind: Kind
    words: str
    upper: Decimal | None = None
    comparator: Comparator | None = None
    unit: str | None = None
    bare: bool = False


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Numeral | None:
    """What the words mean, or ``None`` where they are no number; never raises.

    >>> parse_numeral("五百六十亿零三千万").value, parse_numeral("５０—６０万").upper
    (Decimal('56030000000'), Decimal('600000'))
    >>> [(n.value, n.unit) for n in map(parse_numeral, ["三成五", "三分之二", "百分之五", "千分之三", "第十三"])]
    [(Decimal('35'), '%'), (Decimal('66.67'), '%'), (Decimal('5'), '%'), (Decimal('3'), '‰'), (Decimal('13'), '位')]
    """
    words = narrow(text)
    negative = words.startswith(("-", "负", "負"))
    for form in FORMS:
        numeral = form(words[negative:])
        if numeral is not None:
            value = -numeral.value if negative else numeral.value
            return replace(numeral, value=value, words=text)
    return None


def _ordinal(words: str) -> Numeral | None:
    """第十三, 第2, 首位."""
    if words not in _WORDS and not words.startswith("第"):
        return None
    count = cardinal(_WORDS.get(words, words[1:]))
    if count is None or count.comparator:
        return None
    return Numeral(count.value, "ordinal", words, unit="位")


def _half(words: str) -> Numeral | None:
    """一半, 半数."""
    return Numeral(Decimal(50), "fraction", words, unit="%") if words in _HALVES else None


def _fraction(words: str) -> Numeral | None:
    """三分之二, 百分之五, 千分之三, 百分之五至六."""
    below, found, above = words.partition("分之")
    base = cardinal(below) if found else None
    share = _counted(re.sub("[百千]分之", "", above)) if base else None
    if base is None or share is None or not base.value or base.comparator:
        return None
    value, upper, comparator = share
    if base.value == 1000:
        return Numeral(value, "percent", words, upper, comparator, "‰")
    kind: Kind = "percent" if base.value == 100 else "fraction"
    whole = base.value
    return Numeral(_percent(value, whole), kind, words, upper and _percent(upper, whole), comparator, "%")


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """Percent points, to the hundredth where they do not come out even (三分之二 is 66.67)."""
    with localcontext() as context:
        context.clear_flags()
        points = part * 100 / whole
        return points.quantize(_HUNDREDTH) if context.flags[Inexact] else plain(points)


def _tenths(words: str) -> Numeral | None:
    """三成, 三成五, 七八成, 六至七成, 六成多."""
    whole, found, rest = words.partition("成")
    counted = _counted(whole) if found else None
    if counted is None:
        return None
    value, upper, comparator = counted
    more = rest in ("多", "余")
    fifth = cardinal(rest) if rest and not more else Cardinal(Decimal(0), None, False)
    if fifth is None or fifth.value >= 10 or value > 10:
        return None
    return Numeral(value * 10 + fifth.value, "tenths", words, upper and upper * 10, ">" if more else comparator, "%")


def _plain(words: str) -> Numeral | None:
    """A count or a range of counts."""
    counted = _counted(words)
    if counted is None:
        return None
    value, upper, comparator = counted
    single = cardinal(words) if upper is None else None
    return Numeral(value, "cardinal", words, upper, comparator, bare=single is not None and single.bare)


def _counted(words: str) -> tuple[Decimal, Decimal | None, Comparator | None] | None:
    """Lower end, upper end and comparator of a count, a range or an approximation."""
    pair = _PAIR.fullmatch(words)
    if pair is not None:
        return _span(pair[1], pair[2])
    near = _APPROXIMATE.fullmatch(words)
    if near is not None:
        return _span(near[1] + near[3], near[2] + near[3])
    count = cardinal(words)
    return None if count is None else (count.value, None, count.comparator)


def _span(first: str, last: str) -> tuple[Decimal, Decimal | None, Comparator | None] | None:
    """A range; 50—60万 is both ends in 万, 8000—1万 is not: a shared multiplier never lifts the first over the last."""
    low, high = cardinal(first), cardinal(last)
    if low is None or high is None:
        return None
    shared = _SHARED.search(last)
    scaled = cardinal(first + shared[0]) if shared else None
    value = scaled.value if scaled is not None and scaled.value < high.value else low.value
    return (value, high.value, ">=") if value < high.value else None


FORMS: tuple[Callable[[str], Numeral | None], ...] = (_ordinal, _half, _fraction, _tenths, _plain)
"""The kinds of written number, tried in turn."""
