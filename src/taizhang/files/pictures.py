"""What of a file a browser may show, told by the bytes and never by the name. Knows no database."""

from __future__ import annotations

_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
)


def shown_as(beginning: bytes) -> str:
    """The kind of a picture or PDF by the first bytes of it; empty for everything else, SVG and HTML among it.

    >>> shown_as(b"%PDF-1.7 ..."), shown_as(b"<svg onload=")
    ('application/pdf', '')
    """
    if beginning[:4] == b"RIFF" and beginning[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _BEGINNINGS if beginning.startswith(mark)), "")
