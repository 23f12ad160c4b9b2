"""Places where a text has lost its characters: flagged for the reader of the document, never repaired."""

from __future__ import annotations

import re

from taizhang.reading.results import Note

# U+FFFD is what a decoder leaves for bytes it cannot read; 锟斤拷 is two of them saved as UTF-8 and read back as GBK;
# private-use characters stand for glyphs only the author's font knew; other controls never belong to running text.
_LOST = re.compile(
    "(?P<replaced>\ufffd+|(?:锟斤拷)+锟?|(?:烫烫烫)+)"
    "|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd]+)"
    "|(?P<control>[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]+)"
)
_MESSAGES = {
    "replaced": "此处有 {count} 个字符的原始字节已丢失，无法还原",
    "private": "此处有 {count} 个字体自造字，离开原字体无法辨认",
    "control": "此处有 {count} 个控制字符，不是正文",
}
# A wholly garbled file would otherwise give a note for every second character.
MOST_NOTES = 200


def lost_bytes(text: str) -> tuple[Note, ...]:
    """Notes with code ``lost-bytes`` over every stretch of ``text`` whose characters are lost.

    >>> [(note.start, note.end) for note in lost_bytes("新增学位\ufffd\ufffd万个")]
    [(4, 6)]
    """
    notes: list[Note] = []
    for match in _LOST.finditer(text):
        if len(notes) == MOST_NOTES:
            message = f"此后还有多处字符丢失，只列出前 {MOST_NOTES} 处"
            return (*notes, Note("lost-bytes", message, match.start(), len(text)))
        message = _MESSAGES[match.lastgroup or "replaced"].format(count=len(match[0]))
        notes.append(Note("lost-bytes", message, match.start(), match.end()))
    return tuple(notes)
