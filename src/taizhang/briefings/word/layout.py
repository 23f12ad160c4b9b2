"""The official layout of GB/T 9704-2012 in numbers: paper, margins, lines and characters, typefaces and sizes."""

from __future__ import annotations

import math
from dataclasses import dataclass

#: Millimetres: A4 paper, and its margins 天头 37, 下 35, 订口 28, 右 26, which leave a type area of 156 by 225.
PAPER = (210, 297)
TOP, BOTTOM, LEFT, RIGHT = 37, 35, 28, 26
#: 22 lines of 28 characters fill the type area.
LINES, CHARACTERS = 22, 28
#: Twentieths of a point from line to line: 225 mm in 22 lines is 28.99 pt.
PITCH = 579
#: The page number stands 7 mm below the type area.
FOOT = BOTTOM - 7 - 5


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface with its size in points. Word shows another where this one is not installed; the name stays."""

    font: str
    size: float


TITLE = Face("方正小标宋简体", 22)
BODY = Face("仿宋_GB2312", 16)
FIRST = Face("黑体", 16)
SECOND = Face("楷体_GB2312", 16)
MARK = Face("方正小标宋简体", 42)
NUMBER = Face("宋体", 14)
SMALL = Face("仿宋_GB2312", 14)
TABLE = Face("仿宋_GB2312", 10.5)
HEAD = Face("黑体", 10.5)
NOTE = Face("仿宋_GB2312", 10.5)
LATIN = "Times New Roman"
RED = "FF0000"


def twips(millimetres: float) -> int:
    """Twentieths of a point.

    >>> twips(25.4)
    1440
    """
    return round(millimetres / 25.4 * 1440)


def closer(size: float) -> int:
    """How much closer characters of a size stand (twentieths of a point) so that 28 fill a line.

    Written into each style rather than the page's grid of characters, which programs other than Word double where it is
    narrower than the type.

    >>> closer(16), closer(14)
    (-5, 0)
    """
    width = (PAPER[0] - LEFT - RIGHT) / 25.4 * 72
    return min(0, math.floor((width / CHARACTERS - size) * 20)) if size >= BODY.size and size < TITLE.size else 0
