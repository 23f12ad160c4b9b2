"""Pictures – photographs, scans, posters – whose text is recognised."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from taizhang.reading.results import Note
from taizhang.reading.sources import recognition
from taizhang.reading.sources.composer import Composer
from taizhang.reading.sources.errors import DamagedFile, MissingExtra, TooLarge, TruncatedFile
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.pages import Page, bound, head_title
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source

if TYPE_CHECKING:
    from PIL.Image import Image

_REMEDY = "请重新拍摄、扫描或下载"


def read(raw: RawFile) -> Source:
    """Read every frame of a picture. Without recognition wanted the source is empty, with a note."""
    if not raw.ocr:
        return Source("", format="image", notes=(Note("no-text-page", "这是图片，未做文字识别"),))
    if not recognition.is_installed():
        raise MissingExtra
    composer = Composer()
    composer.extend(bound(picture_pages(raw.data, raw.limits)))
    if not composer.text:
        return Source("", format="image", notes=(Note("no-text", "图片中没有识别到文字"),))
    title = head_title(composer)
    return Source(composer.text, composer.blocks, format="image", title=title, notes=(recognised(),))


def recognised(where: str = "") -> Note:
    """The note that goes with recognised text."""
    return Note("recognised", f"{where}文字由图片识别而来，可能有错字，请对照原图核对")


def picture_pages(data: bytes, limits: Limits, first: int = 0) -> list[Page]:
    """The recognised pages of a picture, numbered from ``first``. Needs the ``ocr`` extra."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures, whose size is checked here, and of odd metadata.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data)) as picture:
                return [_page(frame, first + index) for index, frame in enumerate(_frames(picture, limits))]
    except Image.DecompressionBombError as error:
        raise _too_many_pixels(limits) from error
    except UnidentifiedImageError as error:
        raise DamagedFile("图片内容损坏，无法打开", _REMEDY) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise (TruncatedFile() if "truncated" in str(error) else DamagedFile("图片内容损坏", _REMEDY)) from error


def _frames(picture: Image, limits: Limits) -> Iterator[Image]:
    """The pages of a TIFF file; of anything else the first frame, for the others only move."""
    from PIL import ImageSequence

    frames = ImageSequence.Iterator(picture) if picture.format == "TIFF" else [picture]
    for index, frame in enumerate(frames):
        if index >= limits.pages:
            raise TooLarge(f"图片超过 {limits.pages} 页的上限")
        if frame.width * frame.height > limits.pixels:
            raise _too_many_pixels(limits)
        yield frame


def _page(frame: Image, number: int) -> Page:
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(frame)
    return Page(upright.height, [*recognition.recognise(upright, number)])


def _too_many_pixels(limits: Limits) -> TooLarge:
    return TooLarge(f"图片超过 {limits.pixels // 10_000} 万像素的上限", "请缩小后再读取")
