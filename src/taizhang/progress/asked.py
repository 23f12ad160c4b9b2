"""What a number cell asks for: the unit of its heading, and what other units may stand for it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from taizhang.measures.errors import UnknownUnit
from taizhang.measures.units import Unit, unit

_SCALES = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
}
_SCALED = re.compile(f"({'|'.join(sorted(_SCALES, key=len, reverse=True))})(.+)")
_SAME = (frozenset("人名"),)  # two classifiers for one thing; 个 stands for any


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cell asks for: a unit, how many of it one in the cell stands for (亿元), and about how much is expected.

    ``near`` is a figure of the same indicator in whole units (the last one, or the plan); it only decides between 0.85%
    and 85%.
    """

    unit: str = ""
    scale: Decimal = Decimal(1)
    near: Decimal | None = None

    @classmethod
    def parse(cls, words: str, near: Decimal | None = None) -> Asked:
        """The unit of a heading; one the lexicon does not know is taken as written.

        >>> Asked.parse("亿元"), Asked.parse("千瓦").unit, Asked.parse("万人次").scale
        (Asked(unit='元', scale=Decimal('100000000'), near=None), '千瓦', Decimal('10000'))
        """
        words = unicodedata.normalize("NFKC", words).strip()
        own, scaled = known(words), _SCALED.fullmatch(words)
        if own is None and scaled is not None and (below := known(scaled[2])) is not None:
            return cls(below.name, Decimal(10) ** _SCALES[scaled[1]], near)
        return cls(own.name if own else words, near=near)

    @property
    def words(self) -> str:
        """The unit as the heading has it."""
        mark = next((mark for mark, power in _SCALES.items() if self.scale == Decimal(10) ** power), "")
        return f"{mark}{self.unit}"


def known(words: str) -> Unit | None:
    """The unit, or ``None`` where the lexicon has none."""
    try:
        return unit(words)
    except UnknownUnit:
        return None


def are_classifiers(own: Unit, wanted: Unit) -> bool:
    """个 counts whatever 家 and 座 count; 人 and 名 are the same."""
    if any({own.name, wanted.name} <= pair for pair in _SAME):
        return True
    return own.kind == wanted.kind == "count" and "个" in (own.name, wanted.name)
