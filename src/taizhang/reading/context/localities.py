"""Localities: the place a figure speaks of, where its clause or sentence names one other than the document's own."""

from __future__ import annotations

import re

from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.claims.sites import Bound
from taizhang.reading.context.sections import Section
from taizhang.reading.placenames import named_place, two_places

_AIMED_AT = re.compile(r"(?:力争|推动|支持)([\u4e00-\u9fff]{2,3}(?:镇|湖|县))(?=[A-Z成])")


def places(text: str, sentence: int, bound: Bound, section: Section) -> list[str | None]:
    """The places a figure speaks of: those its clause or sentence opens with, else the section's.

    ``sentence`` is where the sentence of the figure begins.
    """
    start = bound.figure.start
    opened, _ = strip_opening(text, bound.clause, start)
    pair = two_places(text, opened, start)
    if pair:
        return [pair[0], pair[1]]
    for begin in (bound.clause,) if bound.clause == sentence else (bound.clause, sentence):
        opened, _ = strip_opening(text, begin, start)
        named = named_place(text, opened, start)
        if named:
            return [named]
    aimed = _AIMED_AT.search(text, sentence, start)
    return [aimed[1]] if aimed else [section.place]
