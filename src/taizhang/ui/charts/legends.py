"""Legends, and the room they need: on a phone they take several lines, and nothing may hide behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taizhang.ui.charts import style

#: Pixels of a line of a legend; a drawing narrower than NARROW is taken for a phone's.
LINE, NARROW = 24, 520
_PHONE, _DESK, _ICON, _GAP = 300, 520, 35, 10


def breadth(words: str) -> int:
    """About how many pixels words take: Chinese characters the size of the type, others some 0.6 of it.

    >>> breadth("计划"), breadth("12.5")
    (26, 32)
    """
    return sum(style.TEXT if ord(character) > 0x2E80 else 8 for character in words)


def lines(names: Sequence[str], room: int) -> int:
    """How many lines the names take in so many pixels."""
    count, used = 1, 0
    for name in names:
        width = _ICON + breadth(name) + _GAP
        if used and used + width > room:
            count, used = count + 1, 0
        used += width
    return count


def extra(names: Sequence[str]) -> int:
    """Pixels that a phone's legend needs more than a desk's."""
    return LINE * (lines(names, _PHONE) - lines(names, _DESK))


def legend(entries: Sequence[dict[str, Any]], below: int) -> dict[str, Any]:
    """The legend above a drawing that begins ``below`` pixels under it; parts of an option, the frame's top among them.

    It cannot be clicked: nothing of a chart is ever hidden.
    """
    names = [entry["name"] for entry in entries]
    top = below + LINE * lines(names, _DESK)
    return {
        "legend": {
            "data": list(entries),
            "left": 0,
            "top": 0,
            "itemWidth": _ICON - 5,
            "itemHeight": 10,
            "itemGap": _GAP,
            "selectedMode": False,
            "textStyle": style.words(),
        },
        "grid": style.grid(top=top),
        "media": [{"query": {"maxWidth": NARROW}, "option": {"grid": {"top": top + extra(names)}}}],
    }
