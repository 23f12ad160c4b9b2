"""Text in pictures, through the optional ``ocr`` extra, whose models come with it: nothing is fetched or sent."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from taizhang.reading.sources.layout import Box, Glyph, Line, lines
from taizhang.reading.sources.radicals import unified

if TYPE_CHECKING:
    from PIL.Image import Image

# The models look at some 2,000 pixels a side; longer pictures are cut across, at blank rows, into such pieces.
_TALLEST = 1_600
_WIDEST = 1_900
_LOWEST_PIECE = 200


def is_installed() -> bool:
    """Whether the ``ocr`` extra is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "PIL"))


def recognise(picture: Image, page: int) -> list[Line]:
    """The lines of text in a picture, in reading order; sizes and places in its pixels."""
    from PIL import Image as images

    shown = _on_white(picture)
    scale = max(1.0, picture.width / _WIDEST)
    if scale > 1:
        shown = shown.resize((_WIDEST, max(1, round(picture.height / scale))), images.Resampling.LANCZOS)
    glyphs: list[Glyph] = []
    for top, bottom in _pieces(shown):
        glyphs += _glyphs(shown.crop((0, top, shown.width, bottom)), top, scale)
    return lines(glyphs, page)


def _on_white(picture: Image) -> Image:
    """The picture in colours; what it leaves open shows white, as on paper."""
    from PIL import Image as images

    if picture.mode not in {"RGBA", "LA", "PA"} and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    return images.alpha_composite(images.new("RGBA", clear.size, "white"), clear).convert("RGB")


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _glyphs(piece: Image, top: int, scale: float) -> Iterator[Glyph]:
    import numpy

    result = _engine()(numpy.asarray(piece)[:, :, ::-1])
    if result.boxes is None or result.txts is None:
        return
    for corners, text in zip(result.boxes, result.txts, strict=True):
        across = [float(corner[0]) * scale for corner in corners]
        down = [(float(corner[1]) + top) * scale for corner in corners]
        box = Box(min(across), min(down), max(across), max(down))
        if text.strip():
            # The box of a line stands out a little over its characters.
            yield Glyph(unified(text.strip()), box, box.height * 0.8)


def _pieces(picture: Image) -> Iterator[tuple[int, int]]:
    """Where to cut a tall picture: at the last blank row before each piece is too tall."""
    if picture.height <= _WIDEST:
        yield 0, picture.height
        return
    blank = _blank_rows(picture)
    top = 0
    while picture.height - top > _TALLEST:
        rows = range(top + _TALLEST, top + _LOWEST_PIECE, -1)
        bottom = next((row for row in rows if blank[row]), top + _TALLEST)
        yield top, bottom
        top = bottom
    yield top, picture.height


def _blank_rows(picture: Image) -> Any:
    """Whether each row is nearly of one colour."""
    import numpy

    grey = numpy.asarray(picture.convert("L")).astype("int16")
    return (grey.max(axis=1) - grey.min(axis=1)) < 24
