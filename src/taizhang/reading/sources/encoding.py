"""Bytes to text: which encoding a file is in, found from its bytes, and the text it holds, unchanged."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from taizhang.reading.sources.errors import UnsupportedFormat

# Longest first: the mark of UTF-32 little-endian begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# A text with more than one broken or control character in eight is no damaged text but no text at all: random bytes
# give one in five and more, the worst mangled pages seen a few in a hundred.
_LARGEST_LOSS = 8


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as it came out of the bytes, a byte-order mark excepted, and the encoding it was in."""

    text: str
    encoding: str


def byte_order_mark(data: bytes) -> str | None:
    """The encoding that the byte-order mark at the head of ``data`` declares, if there is one."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode ``data`` by its mark, else as UTF-8, else as Big5 where that is ``declared``, else as GB18030.

    A declaration counts for no more than that: saved pages declare gb2312 and are in UTF-8. Bytes the encoding cannot
    read become U+FFFD. Raises :class:`UnsupportedFormat` where the bytes are no text.

    >>> decode("全市".encode("gb18030"))
    Decoded(text='全市', encoding='gb18030')
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    try:
        return _checked(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _checked(*_without_mark(data, declared or ""))


def _without_mark(data: bytes, declared: str) -> tuple[str, str]:
    if declared.strip().lower().startswith("big5"):
        return data.decode("big5hkscs", errors="replace"), "big5hkscs"
    damaged = data.decode("utf-8", errors="replace")
    # A damaged UTF-8 text has whole characters around each loss, GB18030 read as UTF-8 a loss at nearly each character.
    if _wide(damaged) > 2 * damaged.count("\ufffd"):
        return damaged, "utf-8"
    return data.decode("gb18030", errors="replace"), "gb18030"


def _wide(text: str) -> int:
    return sum(1 for character in text if character > "\u07ff" and character != "\ufffd")


def _checked(text: str, encoding: str) -> Decoded:
    bad = text.count("\ufffd") + len(_CONTROL.findall(text))
    if bad * _LARGEST_LOSS > len(text):
        raise UnsupportedFormat(
            "内容不是文字（乱码或二进制数据）", "请确认文件是否选对，或用原软件另存为 docx、pdf 或 txt"
        )
    return Decoded(text, encoding)
