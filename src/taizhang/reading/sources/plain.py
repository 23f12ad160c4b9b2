"""Plain text: the file as decoded, unchanged, so that offsets are those of the file itself."""

from __future__ import annotations

from taizhang.reading.sources.encoding import Decoded, decode
from taizhang.reading.sources.errors import TooLarge
from taizhang.reading.sources.limits import MEGABYTE
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source


def read(raw: RawFile) -> Source:
    """Decode a text file; no newline is translated and nothing is trimmed."""
    decoded = decode_text(raw, raw.limits.text_bytes)
    return Source(decoded.text, format="text", encoding=decoded.encoding)


def decode_text(raw: RawFile, most: int, declared: str | None = None) -> Decoded:
    """Decode any of the formats that are text at heart, if they have no more than ``most`` bytes."""
    if len(raw.data) > most:
        raise TooLarge(
            f"文字有 {len(raw.data) / MEGABYTE:.0f} MB，超过 {most / MEGABYTE:.0f} MB 的上限", "请按篇拆分后分别读取"
        )
    return decode(raw.data, declared)
