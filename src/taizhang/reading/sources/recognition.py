"""Recognition of the words in a picture, through the optional ``rapidocr``; its models come inside its package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from taizhang.reading.sources.errors import MissingExtra

if TYPE_CHECKING:
    from PIL.Image import Image

# A line that ends this close to the right margin, in its own heights, was broken there and goes on below.
_NEAR_MARGIN = 2.0
_STOPS = "。！？；：.!?;:"
# Words the engine is less sure of than this are more often stains than words.
_SURE = 0.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words as recognised, with its box in pixels."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Height of the box, at least one pixel."""
        return max(self.bottom - self.top, 1.0)


def recognise(picture: Image) -> list[Line]:
    """The lines of words in ``picture``, from top to bottom and left to right.

    Raises ``MissingExtra`` where the extra ``ocr`` is not installed.
    """
    numpy, engine = _engine()
    found = engine(numpy.asarray(picture.convert("RGB")))
    if found.boxes is None or found.txts is None:
        return []
    lines = [
        Line(text, *_edges(box))
        for box, text, sure in zip(found.boxes, found.txts, found.scores, strict=True)
        if sure >= _SURE and text.strip()
    ]
    return [line for row in _rows(lines) for line in row]


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """The lines put together to paragraphs: cells of one row by tabs, lines broken at the margin without a break."""
    rows = _rows(lines)
    if not rows:
        return []
    margin = max(row[-1].right for row in rows)
    found: list[str] = []
    broken = False
    for row in rows:
        text = "\t".join(line.text.strip() for line in row)
        if broken and len(row) == 1:
            found[-1] += text
        else:
            found.append(text)
        last = row[-1]
        broken = len(row) == 1 and margin - last.right < _NEAR_MARGIN * last.height and text[-1] not in _STOPS
    return found


def _edges(box: Any) -> tuple[float, float, float, float]:
    across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
    return min(across), min(down), max(across), max(down)


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that stand at one height, left to right, the rows from top to bottom."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: (line.top + line.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if rows and rows[-1][0].top <= middle <= rows[-1][0].bottom:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.left) for row in rows]


@cache
def _engine() -> tuple[Any, Any]:
    """Numpy and the recognition engine, loaded once; a second or so and some hundred megabytes."""
    try:
        import numpy
        from rapidocr import RapidOCR
    except ImportError as error:
        raise MissingExtra from error
    return numpy, RapidOCR(params={"Global.log_level": "critical"})
