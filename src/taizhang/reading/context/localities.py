"""Localities: the place a figure speaks of, where its clause or sentence names one other than the document's own."""

from __future__ import annotations

import re

from taizhang.reading.claims.opening import strip_opening
from taizhang.reading.claims.sites import Bound
from taizhang.reading.context.sections import Section
from taizhang.reading.placenames import named_place, two_places

_AIMED_AT = re.compile(r"(?:力争|推动|支持)([\u4e00-\u9fff]{2,3}(?:镇|湖|县))(?=[A-Z成])")


# How far into a clause the words may stand that name a place.
_REACH = 60


def places(
    text: str, sentence: int, bound: Bound, section: Section, known: dict[int, str | None] | None = None
) -> list[str | None]:
    """The places a figure speaks of: those its clause or sentence opens with, else the section's.

    ``sentence`` is where the sentence of the figure begins; ``known`` keeps what sentences open with.
    """
    start = bound.figure.start
    opened, _ = strip_opening(text, bound.clause, start)
    pair = two_places(text, opened, start)
    if pair:
        return [pair[0], pair[1]]
    named = named_place(text, opened, start)
    if named is None and bound.clause != sentence:
        known = {} if known is None else known
        if sentence not in known:
            opened, _ = strip_opening(text, sentence, min(sentence + _REACH, start))
            known[sentence] = named_place(text, opened, start)
        named = known[sentence]
    if named:
        return [named]
    aimed = _AIMED_AT.search(text, sentence, start)
    return [aimed[1]] if aimed else [section.place]
