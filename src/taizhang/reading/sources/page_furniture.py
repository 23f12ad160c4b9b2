"""Page headers, footers and page numbers, told by their place and by coming back on other pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from taizhang.reading.sources.layout import Line

# Recognition takes the dashes around a page number for 一 at times.
_PAGE_NUMBER = re.compile(
    r"[-—–－一·\s]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[一二三四五六七八九十百]{1,5})\s*(?:页)?"
    r"(?:\s*[/／，,]?\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－一·\s]*"
)
_CHANGING = re.compile(r"\d+|[一二三四五六七八九十百]+")
# Headers and footers stand in the outer parts of a page, at most this many lines of them.
_OUTER = 0.15
_MOST_LINES = 3
_FEWEST_PAGES = 3


def furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """Identities (``id``) of the lines that are page furniture."""
    outer = [_outer_lines(lines, height) for lines, height in zip(pages, heights, strict=True)]
    counts = Counter(wording for lines in outer for wording in {_wording(line) for line in lines})
    needed = max(_FEWEST_PAGES, len(pages) // 3)
    return {
        id(line)
        for lines in outer
        for line in lines
        if counts[_wording(line)] >= needed or _PAGE_NUMBER.fullmatch(line.text.strip().lower())
    }


def _outer_lines(lines: Sequence[Line], height: float) -> list[Line]:
    ordered = sorted(lines, key=lambda line: line.box.top)
    top = [line for line in ordered[:_MOST_LINES] if line.box.bottom <= height * _OUTER]
    bottom = [line for line in ordered[-_MOST_LINES:] if line.box.top >= height * (1 - _OUTER)]
    return [*top, *(line for line in bottom if not any(line is other for other in top))]


def _wording(line: Line) -> str:
    """The words of a line without what changes from page to page."""
    return "".join(_CHANGING.sub("#", line.text).split())
