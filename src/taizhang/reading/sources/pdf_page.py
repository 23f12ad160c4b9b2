"""One page of a PDF, as PDFium gives it: its characters with their places, its ruled lines, its pictures."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from taizhang.reading.sources.layout import Box, Glyph
from taizhang.reading.sources.radicals import unified

# A page with more strokes than this is a drawing or a map, not a table.
_MOST_RULES = 20_000
_THICKEST_RULE = 3.0
_SHORTEST_RULE = 4.0
_FORM_DEPTH = 4
LOST = "\ufffd"
"""Stands for a character no font explains."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line drawn level or upright, from its left or upper end to the other."""

    level: bool
    place: float
    start: float
    end: float


@dataclass(slots=True)
class PageContent:
    """What lies on a page: upright characters, slanted or turned ones (watermarks, stamps), rules, pictures."""

    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: int = 0
    width: float = 0
    height: float = 0


def page_content(page: Any) -> PageContent:
    """Read ``page`` (a ``pypdfium2.PdfPage``), turned the way its text runs."""
    text_page = page.get_textpage()
    try:
        characters = list(_characters(text_page.raw))
    finally:
        text_page.close()
    turn = _usual_turn(characters)
    bounds = page.get_cropbox()
    place = _placing(turn, *bounds)
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    content = PageContent(width=height, height=width) if turn % 2 else PageContent(width=width, height=height)
    for character in characters:
        glyph = Glyph(
            character.text,
            _box(place, character.left, character.bottom, character.right, character.top),
            character.size,
        )
        (content.glyphs if _turn(character.angle) == turn else content.turned).append(glyph)
    _add_objects(page, place, content)
    return content


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    left: float
    bottom: float
    right: float
    top: float
    size: float
    angle: float


def _characters(raw: Any) -> Iterator[_Character]:
    box = pdfium.FS_RECTF()
    pending = ""
    for index in range(pdfium.FPDFText_CountChars(raw)):
        # Spaces and line ends that PDFium guesses are found from the places instead.
        if pdfium.FPDFText_IsGenerated(raw, index) == 1:
            continue
        text = pending + _text(raw, index)
        pending = ""
        if "\ud800" <= text[-1:] <= "\udbff":
            pending = text
            continue
        text = unified(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
        if not text.strip() or not pdfium.FPDFText_GetLooseCharBox(raw, index, box):
            continue
        yield _Character(
            text, box.left, box.bottom, box.right, box.top, *_measures(raw, index, abs(box.top - box.bottom))
        )


def _text(raw: Any, index: int) -> str:
    if pdfium.FPDFText_HasUnicodeMapError(raw, index) == 1:
        return LOST
    code = pdfium.FPDFText_GetUnicode(raw, index)
    # PDFium marks a hyphen at the end of a line with 2, and codes no font explains with 0.
    if code in (0, 0xFFFE, 0xFFFF):
        return LOST
    return "-" if code == 2 else chr(code) if code < 0x110000 else LOST


def _measures(raw: Any, index: int, height: float) -> tuple[float, float]:
    """Size as drawn, and the angle in radians."""
    matrix = pdfium.FS_MATRIX()
    size = pdfium.FPDFText_GetFontSize(raw, index)
    if pdfium.FPDFText_GetMatrix(raw, index, matrix):
        size *= math.hypot(matrix.c, matrix.d)
    angle = pdfium.FPDFText_GetCharAngle(raw, index)
    return (size if 0 < size < 1000 else height), angle if angle >= 0 else 0.0


def _turn(angle: float) -> int:
    """Quarter turns, or -1 for anything between them."""
    quarters = angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else -1


def _usual_turn(characters: list[_Character]) -> int:
    turns = Counter(turn for character in characters if (turn := _turn(character.angle)) >= 0)
    return turns.most_common(1)[0][0] if turns else 0


def _placing(turn: int, left: float, bottom: float, right: float, top: float) -> Callable[[float, float], Point]:
    """From the page's own coordinates, upwards from its corner, to those of a reader of its text."""
    return {
        0: lambda x, y: (x - left, top - y),
        1: lambda x, y: (y - bottom, x - left),
        2: lambda x, y: (right - x, y - bottom),
        3: lambda x, y: (top - y, right - x),
    }[turn]


def _box(place: Callable[[float, float], Point], left: float, bottom: float, right: float, top: float) -> Box:
    (x1, y1), (x2, y2) = place(left, bottom), place(right, top)
    return Box(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _add_objects(page: Any, place: Callable[[float, float], Point], content: PageContent) -> None:
    for item in page.get_objects(max_depth=_FORM_DEPTH):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            content.pictures += 1
        elif item.type == pdfium.FPDF_PAGEOBJ_PATH and len(content.rules) < _MOST_RULES:
            content.rules += _rules(item, place)
    if len(content.rules) >= _MOST_RULES:
        content.rules.clear()


def _rules(item: Any, place: Callable[[float, float], Point]) -> list[Rule]:
    matrix = item.get_matrix()
    points: list[Point] = []
    found: list[Rule] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    start: Point | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(item), _MOST_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        kind = pdfium.FPDFPathSegment_GetType(segment)
        point = place(*matrix.on_point(x.value, y.value))
        if kind == pdfium.FPDF_SEGMENT_LINETO and points:
            found += _rule(points[-1], point)
        elif kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and start is not None:
            found += _rule(point, start)
    return _thinned(found, points)


def _rule(one: Point, other: Point) -> list[Rule]:
    across, down = abs(one[0] - other[0]), abs(one[1] - other[1])
    if down <= 1 and across >= _SHORTEST_RULE:
        return [Rule(True, (one[1] + other[1]) / 2, min(one[0], other[0]), max(one[0], other[0]))]
    if across <= 1 and down >= _SHORTEST_RULE:
        return [Rule(False, (one[0] + other[0]) / 2, min(one[1], other[1]), max(one[1], other[1]))]
    return []


def _thinned(found: list[Rule], points: list[Point]) -> list[Rule]:
    """A thin filled rectangle is one rule, not the four of its outline."""
    if not found:
        return found
    across, down = ([point[axis] for point in points] for axis in (0, 1))
    left, right, top, bottom = min(across), max(across), min(down), max(down)
    if bottom - top <= _THICKEST_RULE < right - left:
        return [Rule(True, (top + bottom) / 2, left, right)]
    if right - left <= _THICKEST_RULE < bottom - top:
        return [Rule(False, (left + right) / 2, top, bottom)]
    return found
