"""Lines of pages joined to the paragraphs they were before a program broke them to fit the page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from taizhang.reading.sources.composer import Piece
from taizhang.reading.sources.layout import Line

# In widths of a character: how far from the right edge a full line may end (a character that did not fit, hanging
# punctuation, justified gaps), and how far a first line is set in (two characters; some programs less).
_RAGGED = 2.2
_INDENT = 1.2
_CLOSE_SIZES = 0.12
# Lines shorter than this break off by themselves: entries of a list, a signature, a verse.
_SHORTEST_FULL = 12
# Lines of a paragraph lie within this share of the usual distance of lines.
_LARGEST_STEP = 1.45
_HEADING_SIZE = 1.15
_LONGEST_HEADING = 80
_LATIN_END = re.compile(r"[A-Za-z,;]$")
_LATIN_START = re.compile(r"^[A-Za-z]")
_SENTENCE_END = re.compile(r"[。！？；：…”」』）)]$")
_MARKED = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条部分项]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[、．.](?!\d)"
    r"|[①-⑳●■◆▪•✅☑★➢])"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A document's usual size, distance from line to line, edges of its columns by page, and whether it sets in."""

    size: float
    step: float
    edges: dict[tuple[int, int], tuple[float, float]]
    indented: bool


def join(lines: Sequence[Line], measure: Measure) -> list[tuple[Piece, int]]:
    """Paragraphs in order, each with the index of its first line.

    A line goes on in the next unless it ends short of the edge, the next is set in, stands apart, or has another size.
    """
    if not lines:
        return []
    starts = [0, *(index for index in range(1, len(lines)) if not _goes_on(lines[index - 1], lines[index], measure))]
    ends = [*starts[1:], len(lines)]
    return [(_piece(lines[start:end], measure), start) for start, end in zip(starts, ends, strict=True)]


def measure_of(lines: Sequence[Line]) -> Measure:
    """Measure all body lines of a document, of which there must be one at least."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    size = sizes.most_common(1)[0][0]
    edges = _edges(lines, size)
    steps = Counter(
        round(after.box.middle[1] - before.box.middle[1])
        for before, after in pairwise(lines)
        if before.page == after.page and 0 < after.box.middle[1] - before.box.middle[1] < 5 * size
    )
    step = steps.most_common(1)[0][0] if steps else 1.5 * size
    insets = [line.box.left - edges[_column(line, size)][0] for line in lines]
    indented = sum(_INDENT * size < inset < 4 * size for inset in insets)
    return Measure(size, step, edges, indented * 12 > len(lines))


def _column(line: Line, size: float) -> tuple[int, int]:
    """Lines that begin in the same part of a page make up a column; parts are as wide as an indented line needs."""
    return line.page, round(line.box.left / (12 * size))


def _edges(lines: Sequence[Line], size: float) -> dict[tuple[int, int], tuple[float, float]]:
    """Left and right edge of each column: of body lines, else of all."""
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        key = _column(line, size)
        left, right = edges.get(key, (line.box.left, line.box.right))
        edges[key] = (min(left, line.box.left), max(right, line.box.right))
    return edges


def _goes_on(line: Line, after: Line, measure: Measure) -> bool:
    size = max(line.size, 1.0)
    if abs(line.size - after.size) > _CLOSE_SIZES * size:
        return False
    if _is_large(line, measure):
        return _is_centred_pair(line, after, measure)
    _, right = measure.edges[_column(line, measure.size)]
    left, _ = measure.edges[_column(after, measure.size)]
    full = line.box.right >= right - _RAGGED * size and line.box.right - line.box.left >= _SHORTEST_FULL * size
    if not full or after.box.left > left + _INDENT * size:
        return False
    if line.page == after.page and not _is_next_line(line, after, measure):
        return False
    ended = _SENTENCE_END.search(line.text) is not None
    return not (ended and (_MARKED.match(after.text) or not measure.indented))


def _is_next_line(line: Line, after: Line, measure: Measure) -> bool:
    step = after.box.middle[1] - line.box.middle[1]
    # Back up the page is where the next column begins.
    return step < 0 or step <= _LARGEST_STEP * max(measure.step, line.box.height)


def _is_large(line: Line, measure: Measure) -> bool:
    return line.size >= _HEADING_SIZE * measure.size


def _is_centred_pair(line: Line, after: Line, measure: Measure) -> bool:
    """Whether two lines of a title are one title broken in two."""
    if line.page != after.page or after.box.top - line.box.bottom > line.size:
        return False
    return abs(line.box.middle[0] - after.box.middle[0]) <= 1.5 * line.size and not _MARKED.match(after.text)


def _piece(lines: Sequence[Line], measure: Measure) -> Piece:
    text = lines[0].text
    for line in lines[1:]:
        gap = " " if _LATIN_END.search(text) and _LATIN_START.match(line.text) else ""
        text += gap + line.text
    if _is_large(lines[0], measure) and len(text) <= _LONGEST_HEADING:
        return Piece(text, "heading", 1)
    return Piece(text)
