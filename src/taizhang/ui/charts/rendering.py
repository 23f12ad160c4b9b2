"""Charts for paper: the option of a figure as SVG, and SVG as PNG; the same drawing a browser makes.

Importing this loads the JavaScript engine's library: only what makes documents imports it.
"""

from __future__ import annotations

import re
from functools import cache

import resvg_py

from taizhang.ui.charts.engine import Engine
from taizhang.ui.charts.errors import NotAChart
from taizhang.ui.charts.figures import Option
from taizhang.ui.charts.fonts import chinese_font

#: Pixels either way; what is larger is refused before anything is drawn.
LARGEST = 8000
# What pointing at a mark would change means nothing on paper; nor does the number ECharts gives each chart it draws.
_POINTED = re.compile(r' class="zr\d+-cls-\d+"|<style.*?</style>', re.DOTALL)
_NUMBER = re.compile(r'((?: id="|url\(#)zr)\d+-')


@cache
def _engine() -> Engine:
    return Engine()


def render_svg(option: Option, *, width: int = 720, height: int = 300, seconds: float = 10) -> str:
    """An option as SVG of so many pixels, the same bytes for the same option.

    Raises ``DrawingError`` and its kinds, ValueError for a size that is none. Safe to call from any thread.
    """
    _check(width, height)
    return _NUMBER.sub(r"\1-", _POINTED.sub("", _engine().draw(option, width, height, seconds)))


def render_png(svg: str, width: int = 1440) -> bytes:
    """SVG as PNG on white, so many pixels wide and as high as it comes; twice the SVG's width prints sharply.

    Raises ``FontMissing``, ``NotAChart`` for what is no SVG, ValueError for a size that is none.
    """
    _check(width)
    font = chinese_font()
    try:
        return resvg_py.svg_to_bytes(
            svg_string=svg,
            width=width,
            background="white",
            skip_system_fonts=True,
            font_files=[str(font.path)],
            font_family=font.family,
            sans_serif_family=font.family,
        )
    except ValueError as error:
        raise NotAChart(str(error)) from error


def _check(*sides: int) -> None:
    if not all(0 < side <= LARGEST for side in sides):
        raise ValueError(f"a chart is between 1 and {LARGEST} pixels wide and high, not {sides}")
