"""Characters on a page put together to lines: what PDF pages and recognised pictures have in common.

Coordinates are points from the page's top left corner, downwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

_LATIN = re.compile(r"[0-9A-Za-z]")
# In widths of a character: a word space between Latin words; a gap that sets words apart in Chinese, which otherwise
# has none (programs leave a quarter between Chinese and figures); a gap between columns.
_WORD_GAP = 0.15
_CHINESE_GAP = 0.6
_COLUMN_GAP = 2.0
# Characters stand on one line if they share this much of the lower one's height.
_SHARED_HEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height in points, never zero."""
        return max(self.bottom - self.top, 0.1)

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies inside."""
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom

    def joined(self, other: Box) -> Box:
        """The smallest rectangle around both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def beside(self, other: Box) -> bool:
        """Whether the two stand on one line."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared >= _SHARED_HEIGHT * min(self.height, other.height)


@dataclass(frozen=True, slots=True)
class Glyph:
    """One or more characters as they are drawn, and the size of their font in points."""

    text: str
    box: Box
    size: float


@dataclass(slots=True)
class Line:
    """A line of a page, left to right; ``size`` is that of most of its characters."""

    text: str
    box: Box
    size: float
    page: int = 0


@dataclass(slots=True)
class _Run:
    """Glyphs that follow each other on one line."""

    glyphs: list[Glyph] = field(default_factory=list)
    box: Box = Box(0, 0, 0, 0)

    def add(self, glyph: Glyph) -> None:
        self.box = self.box.joined(glyph.box) if self.glyphs else glyph.box
        self.glyphs.append(glyph)

    def continues(self, glyph: Glyph) -> bool:
        last = self.glyphs[-1]
        forward = glyph.box.left - last.box.right
        return self.box.beside(glyph.box) and -last.size < forward < _COLUMN_GAP * last.size


def lines(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines of one page in reading order.

    The order in which the page was drawn is kept, for it goes through columns and cells one after the other; only a
    page drawn in no order is sorted from top to bottom.
    """
    runs = list(_runs(glyphs))
    if _is_disordered(runs):
        runs.sort(key=lambda run: (round(run.box.middle[1] / 4), run.box.left))
    rows: list[list[_Run]] = []
    for run in runs:
        if rows and _same_row(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [_line(sorted(row, key=lambda run: run.box.left), page) for row in rows]


def _runs(glyphs: Iterable[Glyph]) -> Iterator[_Run]:
    current = _Run()
    for glyph in glyphs:
        if current.glyphs and not current.continues(glyph):
            yield current
            current = _Run()
        current.add(glyph)
    if current.glyphs:
        yield current


def _is_disordered(runs: list[_Run]) -> bool:
    """Whether the page goes back up, within one column, more than now and then."""
    back = sum(
        after.box.bottom < before.box.top - before.box.height
        and after.box.left < before.box.right
        and before.box.left < after.box.right
        for before, after in pairwise(runs)
    )
    return back * 5 > len(runs)


def _same_row(row: list[_Run], run: _Run) -> bool:
    last = row[-1]
    return last.box.beside(run.box) and all(
        run.box.left >= other.box.right - 1 or run.box.right <= other.box.left + 1 for other in row
    )


def _line(row: list[_Run], page: int) -> Line:
    glyphs = [glyph for run in row for glyph in run.glyphs]
    box = glyphs[0].box
    parts = [glyphs[0].text]
    for before, glyph in pairwise(glyphs):
        parts += [_gap(before, glyph), glyph.text]
        box = box.joined(glyph.box)
    sizes = sorted(glyph.size for glyph in glyphs)
    return Line("".join(parts).strip(), box, sizes[len(sizes) // 2], page)


def _gap(before: Glyph, after: Glyph) -> str:
    width = (after.box.left - before.box.right) / max(before.size, after.size, 1)
    if width >= _COLUMN_GAP:
        return "\t"
    latin = _LATIN.match(before.text[-1]) and _LATIN.match(after.text[0])
    return " " if width >= (_WORD_GAP if latin else _CHINESE_GAP) else ""
