"""Tags and character references left in plain text: a tag goes, a block's leaves a line break, a reference its sign."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from taizhang.reading.cleaning.view import Span

_BLOCKS = r"p|div|br|h[1-6]|li|ul|ol|tr|td|th|table|center|section|article|blockquote|title"
_INLINE = r"a|b|i|u|em|strong|span|font|sup|sub|img|o:p|input|meta|link|body|html|head|tbody|script|style"
_TAG = re.compile(rf"</?(?:(?P<block>{_BLOCKS})|{_INLINE})(?=[\s/>]|class=|style=|id=)[^<>]{{0,500}}>", re.IGNORECASE)
_REFERENCE = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")


def fold_markup(text: str) -> tuple[str, list[Span]]:
    """``text``, its length preserved, and the spans to delete from it.

    The first character of a block's tag is folded to a line break and that of a reference to the character it names;
    the rest of either, and an inline tag whole, is to be deleted.
    """
    if "&" not in text and "<" not in text:
        return text, []
    pieces: list[str] = []
    deletions: list[Span] = []
    position = 0
    for start, end, sign in _signs(text):
        pieces += text[position:start], sign
        position = start + len(sign)
        deletions.append((position, end))
    pieces.append(text[position:])
    return "".join(pieces), deletions


def _signs(text: str) -> Iterator[tuple[int, int, str]]:
    found = [(match.start(), match.end(), "\n" if match["block"] else "") for match in _TAG.finditer(text)]
    for match in _REFERENCE.finditer(text):
        sign = html.unescape(match[0])
        if len(sign) == 1:
            found.append((match.start(), match.end(), sign))
    end_before = 0
    for start, end, sign in sorted(found):
        if start >= end_before:
            yield start, end, sign
            end_before = end
