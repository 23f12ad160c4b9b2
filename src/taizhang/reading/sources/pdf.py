"""PDF files through PDFium: paragraphs put back together, ruled tables read as tables, scanned pages recognised."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from taizhang.reading.results import Note
from taizhang.reading.sources import recognition
from taizhang.reading.sources.composer import Composer
from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, TooLarge, TruncatedFile
from taizhang.reading.sources.limits import Limits
from taizhang.reading.sources.pages import Page, bound, head_title
from taizhang.reading.sources.pdf_layout import laid_out
from taizhang.reading.sources.pdf_page import LOST, PageContent, page_content
from taizhang.reading.sources.picture import recognised
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source

# PDFium keeps its state for the whole process and must not be entered twice at a time.
_ONE_AT_A_TIME = threading.Lock()
_END = b"%%EOF"
# The end mark lies within this, even where a server or mail gateway added some bytes.
_TAIL = 4096
# A page of which more than this share cannot be made out is read like a scanned one.
_GARBLED = 0.3
# At this resolution recognition reads all figures of office documents; a point is a 72nd of an inch.
_RESOLUTION = 200
_POINTS = 72


def read(raw: RawFile) -> Source:
    """Read all pages; those without text by recognition, if that is installed and wanted."""
    with _ONE_AT_A_TIME, _opened(raw.data) as document:
        count = len(document)
        if count == 0:
            raise TruncatedFile
        if count > raw.limits.pages:
            raise TooLarge(f"PDF 有 {count} 页，超过 {raw.limits.pages} 页的上限")
        pages, unread = _pages(document)
        recognisable = bool(unread) and raw.ocr and recognition.is_installed()
        for index in unread if recognisable else ():
            pages[index] = _recognised_page(document, index, raw.limits)
        declared = " ".join(str(document.get_metadata_value("Title")).split())
    composer = Composer()
    composer.extend(bound(pages))
    notes = (*_truncation(raw.data), *_page_notes(unread, recognisable, raw.ocr))
    return Source(composer.text, composer.blocks, format="pdf", title=head_title(composer, declared), notes=notes)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile from error
        raise (DamagedFile if _END in data[-_TAIL:] else TruncatedFile) from error
    try:
        yield document
    finally:
        document.close()


def _pages(document: Any) -> tuple[list[Page], list[int]]:
    """All pages, and the indices of those whose words no font explains."""
    pages: list[Page] = []
    unread: list[int] = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            unread.append(index)
            pages.append(Page(0))
            continue
        content = page_content(page)
        page.close()
        if _is_unread(content):
            unread.append(index)
            content.glyphs.clear()
        pages.append(laid_out(content, index))
    return pages, unread


def _is_unread(content: PageContent) -> bool:
    lost = sum(glyph.text == LOST for glyph in content.glyphs)
    return lost > _GARBLED * len(content.glyphs) if content.glyphs else content.pictures > 0


def _recognised_page(document: Any, index: int, limits: Limits) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(0)
    width, height = page.get_size()
    scale = min(_RESOLUTION / _POINTS, (limits.pixels / max(width * height, 1)) ** 0.5)
    picture = page.render(scale=scale).to_pil()
    page.close()
    lines = recognition.recognise(picture, index)
    return Page(picture.height, [*lines])


def _truncation(data: bytes) -> list[Note]:
    if _END in data[-_TAIL:]:
        return []
    return [Note("truncated", "PDF 没有结束标记，可能没有下载完整，后面的页也许缺失")]


def _page_notes(unread: list[int], recognisable: bool, wanted: bool) -> list[Note]:
    if not unread:
        return []
    where = f"第 {_ranges([index + 1 for index in unread])} 页"
    if recognisable:
        return [recognised(where)]
    advice = "；请运行 pip install 'taizhang[ocr]' 后再读取" if wanted else "，未做文字识别"
    return [Note("no-text-page", f"{where}是扫描件或图片，没有可以读取的文字{advice}")]


def _ranges(numbers: list[int]) -> str:
    """Page numbers with runs drawn together.

    >>> _ranges([1, 2, 3, 7])
    '1-3、7'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return "、".join("-".join(map(str, run)) for run in runs)
