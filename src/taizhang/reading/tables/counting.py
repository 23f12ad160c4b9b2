"""What a column or row counts in: a unit that stands apart from its numbers, with the 万 or 亿 that goes before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from taizhang.measures.cardinals import plain
from taizhang.measures.errors import UnknownUnit
from taizhang.measures.units import unit

_FACTORS = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "千": 3, "百": 2,
}  # fmt: skip
_SEVERAL = re.compile(r"[、，,；; ]|(?<=元)[/／](?=%)")
_SAID = re.compile(r"^(?:计量)?单位[:：]?")


@dataclass(frozen=True, slots=True)
class Counting:
    """A unit and the power of ten each of its numbers is to be taken by: 亿元 is 元 and 100000000."""

    unit: str
    factor: Decimal

    def times(self, value: Decimal) -> Decimal:
        """``value`` with the multiplier taken in, without trailing zeros."""
        return plain(value * self.factor)


@lru_cache(maxsize=1024)
def counting(words: str) -> Counting | None:
    """What the words of a unit column or of brackets count in, the first of several; ``None`` for other words.

    >>> counting("亿元"), counting("万千瓦时").unit, counting("按当年价格")
    (Counting(unit='元', factor=Decimal('100000000')), '千瓦时', None)
    """
    for part in _SEVERAL.split(_SAID.sub("", words.strip())):
        found = _one(part.strip("±+-同比"))
        if found is not None:
            return found
    return None


def _one(words: str) -> Counting | None:
    if not words:
        return None
    for scale, power in (("", 0), *_FACTORS.items()):
        if words.startswith(scale):
            try:
                return Counting(unit(words[len(scale) :]).name, Decimal(10**power))
            except UnknownUnit:
                continue
    return None
