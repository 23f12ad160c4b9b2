"""The unit in which the figures of a line are written: 亿元 for a target of hundreds of millions of yuan. Knows no database."""

from __future__ import annotations

from decimal import Decimal

from taizhang.measures.cardinals import plain
from taizhang.progress.asked import Asked

_HUNDRED_MILLION, _TEN_THOUSAND = Decimal(10) ** 8, Decimal(10) ** 4
#: What offices count in 万 or 亿 once it is large; things (个, 座) are counted one by one whatever their number.
_SCALED = frozenset({"元", "美元", "平方米", "立方米", "吨", "千瓦时", "千瓦"})


def heading(unit: str, target: Decimal | None, near: Decimal | None = None) -> Asked:
    """What the cells of a line ask for; ``near`` is a figure of the same thing, by which 0.85 and 85 are told apart.

    >>> heading("元", Decimal(150_000_000_000)).words, heading("个", Decimal(80_000)).words
    ('亿元', '个')
    """
    size = abs(target or Decimal(0))
    if unit not in _SCALED or size < _TEN_THOUSAND:
        return Asked(unit, near=near)
    scale = _HUNDRED_MILLION if size >= _HUNDRED_MILLION else _TEN_THOUSAND
    return Asked(unit, scale, near)


def written(value: Decimal | None, asked: Asked) -> str:
    """A value as it stands in a cell, without its unit: grouped by thousands, no idle noughts.

    >>> written(Decimal(12_000), Asked("个")), written(Decimal(35_000_000), Asked("元", Decimal(10) ** 8))
    ('12,000', '0.35')
    """
    return "" if value is None else f"{plain(value / asked.scale):,f}"
