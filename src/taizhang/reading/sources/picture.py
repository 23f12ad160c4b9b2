"""Pictures of documents: photographs and scans as png, jpeg, tiff, bmp or webp, read by recognition."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from taizhang.reading.results import Note
from taizhang.reading.sources.composer import Composer, Piece
from taizhang.reading.sources.errors import DamagedFile, MissingExtra, TooLarge
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.recognition import paragraphs, recognise
from taizhang.reading.sources.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

_NO_WORDS = Note("no-text", "图片里没有认出文字；如确有文字，请换更清晰的图片再读取")
_NOT_ASKED = Note("no-ocr", "没有启用文字识别，图片里的文字未读取")


def read(raw: RawFile) -> Source:
    """Read every frame of the picture; one without words is a source without text and a note."""
    if not raw.ocr:
        return Source("", name=raw.name, format="image", notes=(_NOT_ASKED,))
    composer = Composer()
    for frame in _frames(raw.data, raw.limits):
        for paragraph in paragraphs(recognise(frame)):
            composer.add(Piece(paragraph))
    notes = () if composer.text.strip() else (_NO_WORDS,)
    return Source(composer.text, tuple(composer.blocks), raw.name, "image", notes=notes)


def _frames(data: bytes, limits: Limits) -> Iterator[Image]:
    try:
        from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
    except ImportError as error:
        raise MissingExtra from error
    try:
        with Image.open(io.BytesIO(data)) as picture:
            # Only the head is read so far: a bomb is refused before it unfolds.
            if picture.width * picture.height > limits.pixels:
                raise TooLarge(f"图片超过 {limits.pixels // 1_000_000} 百万像素的上限")
            for number, frame in enumerate(ImageSequence.Iterator(picture)):
                if number >= limits.pages:
                    raise TooLarge(f"图片超过 {limits.pages} 页的上限")
                yield ImageOps.exif_transpose(frame.convert("RGB"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise DamagedFile("图片损坏或不完整", "请重新扫描或另存后再读取") from error
