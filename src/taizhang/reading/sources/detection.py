"""What a file is, told from its bytes; its extension only settles what bytes leave open."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from taizhang.reading.sources.encoding import byte_order_mark
from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, SourceError, UnsupportedFormat

Format = Literal["text", "html", "mhtml", "csv", "docx", "doc", "xlsx", "xls", "pdf", "image"]

NAMES: dict[Format, str] = {
    "text": "纯文本",
    "html": "网页",
    "mhtml": "单文件网页",
    "csv": "逗号分隔表格",
    "docx": "Word 文档（docx）",
    "doc": "Word 97-2003 文档（doc）",
    "xlsx": "Excel 工作簿（xlsx）",
    "xls": "Excel 97-2003 工作簿（xls）",
    "pdf": "PDF",
    "image": "图片",
}
"""What people call each format."""

_EXTENSIONS: dict[str, frozenset[Format]] = {
    **dict.fromkeys(("txt", "text", "md", "log"), frozenset[Format]({"text"})),
    **dict.fromkeys(("html", "htm", "xhtml", "shtml"), frozenset[Format]({"html"})),
    **dict.fromkeys(("mht", "mhtml"), frozenset[Format]({"mhtml"})),
    **dict.fromkeys(("csv", "tsv", "tab"), frozenset[Format]({"csv"})),
    **dict.fromkeys(("docx", "docm", "dotx", "dotm"), frozenset[Format]({"docx"})),
    **dict.fromkeys(("doc", "dot"), frozenset[Format]({"doc"})),
    **dict.fromkeys(("xlsx", "xlsm", "xltx", "xltm"), frozenset[Format]({"xlsx"})),
    **dict.fromkeys(("xls", "xlt"), frozenset[Format]({"xls"})),
    # WPS Office writes either the old or the new Microsoft form under its own extensions.
    "wps": frozenset[Format]({"doc", "docx"}),
    "et": frozenset[Format]({"xls", "xlsx"}),
    "pdf": frozenset[Format]({"pdf"}),
    **dict.fromkeys(("png", "jpg", "jpeg", "tif", "tiff", "bmp", "gif", "webp"), frozenset[Format]({"image"})),
}
_MEDIA_TYPES = {"text/csv": "csv", "text/tab-separated-values": "tsv", "text/html": "html", "text/plain": "txt"}

_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF87a", b"GIF89a")
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
# Kinds that people send by mistake, with what each is called and how it comes into a form that is read.
_REFUSED = (
    (b"Rar!", "RAR 压缩包", "请先解压，再读取其中的文件"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "请先解压，再读取其中的文件"),
    (b"\x1f\x8b", "gzip 压缩包", "请先解压，再读取其中的文件"),
    (b"{\\rtf", "RTF 文档", "请用 Word 或 WPS 打开后另存为 docx"),
    (b"%!PS", "PostScript 文档", "请转换为 PDF"),
    (b"AT&TF", "DjVu 扫描件", "请转换为 PDF"),
    (b"MZ", "Windows 程序", "请确认文件是否选对"),
    (b"\x7fELF", "程序", "请确认文件是否选对"),
    (b"ID3", "音频", "请提供文字稿"),
    (b"RIFF", "音频或视频", "请提供文字稿"),
    (b"HN", "CAJ 文献", "请转换为 PDF"),
    (b"CAJ", "CAJ 文献", "请转换为 PDF"),
    (b"KDH", "CAJ 文献", "请转换为 PDF"),
)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|table|div|center|style|script|p|h[1-6]|br)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_MAIL = re.compile(
    rb"(?:From|MIME-Version|Content-Type|X-[\w-]+|Subject|Date|Message-ID|Snapshot-Content-Location):", re.I
)
_HEAD = 16_384


@dataclass(frozen=True, slots=True)
class Detected:
    """The format of a file, and whether its extension says something else."""

    format: Format
    mislabelled: bool = False


def extension(name: str | None, media_type: str | None = None) -> str:
    """The lower-case extension of ``name`` without its dot, or the one ``media_type`` stands for, or nothing."""
    if media_type is not None and (known := _MEDIA_TYPES.get(media_type.partition(";")[0].strip().lower())):
        return known
    return PurePath(name or "").suffix.lower().lstrip(".")


def detect(data: bytes, hint: str = "") -> Detected:
    """Tell what ``data`` is; ``hint`` is an extension as :func:`extension` gives it.

    Raises a :class:`SourceError` for what is recognised and not read, and for containers broken or locked.
    """
    found = _binary(data) or _textual(data, hint)
    expected = _EXTENSIONS.get(hint)
    return Detected(found, expected is not None and found not in expected)


def _binary(data: bytes) -> Format | None:
    if data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP") or _is_bitmap(data):
        return "image"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    # The libraries for containers are imported where one is met: a plain text should not wait for them.
    if data.startswith(_ZIP):
        from taizhang.reading.sources.archive import member_names

        return _office(member_names(data))
    if data.startswith(_COMPOUND):
        from taizhang.reading.sources.compound import stream_names

        return _compound(stream_names(data))
    _refuse(data)
    return None


def _is_bitmap(data: bytes) -> bool:
    # "BM" alone also begins ordinary text; the header's reserved bytes and the length of its second part settle it.
    return data.startswith(b"BM") and data[6:10] == b"\0\0\0\0" and data[15:18] == b"\0\0\0"


def _refuse(data: bytes) -> None:
    if data[4:8] == b"ftyp":
        raise UnsupportedFormat("这是视频或手机照片（HEIC）", "照片请另存为 jpg，视频请提供文字稿")
    for magic, what, advice in _REFUSED:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:64]):
            raise UnsupportedFormat(f"这是{what}", advice)


def _office(names: frozenset[str]) -> Format:
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    raise _other_zip(names)


def _other_zip(names: frozenset[str]) -> SourceError:
    if any(name.startswith("ppt/") for name in names):
        return UnsupportedFormat("这是演示文稿（pptx）", "请另存为 PDF")
    if "ofd.xml" in names:
        return UnsupportedFormat("这是 OFD 版式文件", "请用 OFD 阅读器另存为 PDF")
    if "content.xml" in names:
        return UnsupportedFormat("这是 OpenDocument 文档（odt、ods）", "请另存为 docx 或 xlsx")
    return UnsupportedFormat("这是 zip 压缩包", "请先解压，再读取其中的文件")


def _compound(streams: frozenset[str]) -> Format:
    if "encryptedpackage" in streams:
        raise EncryptedFile
    if "worddocument" in streams:
        return "doc"
    if streams & {"workbook", "book"}:
        return "xls"
    if "powerpoint document" in streams:
        raise UnsupportedFormat("这是演示文稿（ppt）", "请另存为 PDF")
    if any(name.startswith("__") for name in streams):
        raise UnsupportedFormat("这是 Outlook 邮件（msg）", "请把正文另存为 txt 或 html")
    raise DamagedFile("文件里没有 Word 或 Excel 的内容")


def _textual(data: bytes, hint: str) -> Format:
    head = _head(data)
    if _MAIL.match(data.lstrip()[:200]) and re.search(rb"multipart/related|text/html", data[:_HEAD], re.IGNORECASE):
        return "mhtml"
    if _PAGE.match(head):
        return "html"
    expected = _EXTENSIONS.get(hint, frozenset())
    if _MARKUP.match(head) and hint not in {"txt", "text", "md", "log", "csv", "tsv"}:
        return "html"
    if "html" in expected and "<" in head:
        return "html"
    if expected & {"csv", "xls", "xlsx"}:
        return "csv"
    return "text"


def _head(data: bytes) -> str:
    return data[:_HEAD].lstrip(b"\xef\xbb\xbf\xff\xfe").decode(byte_order_mark(data) or "utf-8", errors="replace")
