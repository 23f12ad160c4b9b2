"""Localities: the place a figure speaks of, where its clause or sentence names one other than the document's own."""

from __future__ import annotations

import re

from taizhang.reading.claims.binding import Bound
from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.context.sections import Section
from taizhang.reading.placenames import named_place

_TWO_OF_THEM = re.compile(r"[\s　]*([\u4e00-\u9fff]{2,4})、([\u4e00-\u9fff]{2,4}?)(?:GDP|地区生产总值)")
_AIMED_AT = re.compile(r"(?:力争|推动|支持)([\u4e00-\u9fff]{2,3}(?:镇|湖|县))(?=[A-Z成])")
_FULL = ("镇", "湖", "区", "街道", "乡", "县", "市", "港")


def places(text: str, sentence: int, bound: Bound, section: Section) -> list[str | None]:
    """The places a figure speaks of: those its clause or sentence opens with, else the section's.

    ``sentence`` is where the sentence of the figure begins.
    """
    start = bound.figure.start
    pair = _TWO_OF_THEM.match(text, bound.clause, start)
    if pair:
        return [_full_name(pair[1]), _full_name(pair[2])]
    for begin in (bound.clause,) if bound.clause == sentence else (bound.clause, sentence):
        opened, _ = strip_opening(text, begin, start)
        named = named_place(text, opened, start)
        if named:
            return [named]
    aimed = _AIMED_AT.search(text, sentence, start)
    return [aimed[1]] if aimed else [section.place]


def _full_name(name: str) -> str:
    """A town's name with its suffix; names of parks (松山湖) stay as they are."""
    return name if name.endswith(_FULL) else name + "镇"
