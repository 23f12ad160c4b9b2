"""The cleaned view of a source text and the map that leads every offset back to the raw text.

Cleaning never edits the source: it yields another string in which full-width forms are folded, traditional characters
are simplified one to one, and interruptions (pinyin inside words, page breaks inside sentences, spaces between Chinese
characters) are deleted, each deletion logged in the segment map.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from taizhang.reading.results import Note

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and its way back: ``raw_starts[i]`` is the raw offset of the segment at ``clean_starts[i]``.

    Inside a segment offsets run in parallel; between two segments raw text was deleted. ``furniture`` are spans of the
    clean text that are no part of the body (banners, page furniture, legal notices): tagged, not deleted.
    """

    text: str
    clean_starts: tuple[int, ...] = (0,)
    raw_starts: tuple[int, ...] = (0,)
    furniture: tuple[tuple[int, int], ...] = ()
    notes: tuple[Note, ...] = ()

    def raw_offset(self, offset: int) -> int:
        """Raw offset of the character at clean ``offset``."""
        index = bisect_right(self.clean_starts, offset) - 1
        return self.raw_starts[index] + offset - self.clean_starts[index]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Raw half-open span of the clean half-open span ``start:end`` (not empty)."""
        if len(self.clean_starts) == 1:
            return start, end
        return self.raw_offset(start), self.raw_offset(end - 1) + 1


def clean(text: str) -> Cleaned:
    """The cleaned view of ``text``."""
    return Cleaned(text.translate(_FULL_WIDTH))
