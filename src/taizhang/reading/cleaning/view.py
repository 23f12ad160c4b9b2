"""The cleaned text with its segment map: how any offset of the view finds its way back to the raw text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from taizhang.reading.results import Note

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned text and its way back: ``raw_starts[i]`` is the raw offset of the segment at ``clean_starts[i]``.

    Inside a segment offsets run in parallel; between two segments raw text was deleted. ``furniture`` are spans of the
    clean text, in order and apart, that are no part of the body (banners, page furniture, legal notices): tagged, not
    deleted. The spans of ``notes`` are raw.
    """

    text: str
    clean_starts: tuple[int, ...] = (0,)
    raw_starts: tuple[int, ...] = (0,)
    furniture: tuple[Span, ...] = ()
    notes: tuple[Note, ...] = ()

    def raw_offset(self, offset: int) -> int:
        """Raw offset of the character at clean ``offset``."""
        index = bisect_right(self.clean_starts, offset) - 1
        return self.raw_starts[index] + offset - self.clean_starts[index]

    def raw_span(self, start: int, end: int) -> Span:
        """Raw half-open span of the clean half-open span ``start:end`` (not empty)."""
        if len(self.clean_starts) == 1:
            shift = self.raw_starts[0]
            return start + shift, end + shift
        return self.raw_offset(start), self.raw_offset(end - 1) + 1

    def clean_offset(self, raw: int) -> int:
        """Clean offset of the raw offset ``raw``; of the next character that was kept where ``raw`` was deleted."""
        index = bisect_right(self.raw_starts, raw) - 1
        if index < 0:
            return 0
        end = self.clean_starts[index + 1] if index + 1 < len(self.clean_starts) else len(self.text)
        return min(self.clean_starts[index] + raw - self.raw_starts[index], end)


def cut(text: str, deletions: Iterable[Span]) -> Cleaned:
    """``text`` without ``deletions`` (half-open, in any order, overlaps allowed), and the map back to it."""
    pieces: list[str] = []
    clean_starts: list[int] = []
    raw_starts: list[int] = []
    kept = position = 0
    for start, end in sorted(deletions):
        if start > position:
            clean_starts.append(kept)
            raw_starts.append(position)
            pieces.append(text[position:start])
            kept += start - position
        position = max(position, end)
    if position < len(text) or not pieces:
        clean_starts.append(kept)
        raw_starts.append(position)
        pieces.append(text[position:])
    return Cleaned("".join(pieces), tuple(clean_starts), tuple(raw_starts))
