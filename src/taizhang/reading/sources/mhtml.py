"""Pages saved as one file (``.mht``): the page's own part is taken out of the mail message that wraps it."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes

from taizhang.reading.sources import webpage
from taizhang.reading.sources.errors import DamagedFile
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.source import Source


def read(raw: RawFile) -> Source:
    """Read the first HTML part; pictures and frames beside it are left aside."""
    for part in message_from_bytes(raw.data).walk():
        content = part.get_payload(decode=True)
        if part.get_content_type() == "text/html" and isinstance(content, bytes):
            inner = replace(raw, data=content, charset=part.get_content_charset())
            return replace(webpage.read(inner), format="mhtml")
    raise DamagedFile("里面没有网页正文", "请在浏览器中重新保存为 html")
