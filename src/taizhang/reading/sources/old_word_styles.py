"""Styles of a Word 97-2003 document: which are headings, which number, which hide ([MS-DOC] 2.9.271, 2.9.260)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from taizhang.reading.sources.old_word_properties import HIDDEN, LIST_LEVEL, LIST_USE, OUTLINE, operations

_NO_STYLE = 0xFFF
_PARAGRAPH, _CHARACTER = 1, 2
# Numbers of the built-in styles: heading 1 to 9, toc 1 to 9, Title.
_HEADINGS, _CONTENTS, _TITLE = range(1, 10), range(19, 28), 62
_BODY = 9


@dataclass(slots=True)
class _Style:
    built_in: int = 0xFFE
    base: int = _NO_STYLE
    paragraph: dict[int, bytes] = field(default_factory=dict)
    character: dict[int, bytes] = field(default_factory=dict)


class OldWordStyles:
    """Looks properties up along the chain of styles each style is based on."""

    def __init__(self, table: bytes) -> None:
        self._styles = list(_styles(table))

    def heading_level(self, style: int) -> int | None:
        """Depth of the headings the style makes, 1 outermost; ``None`` for body text."""
        for one in self._chain(style):
            if (outline := one.paragraph.get(OUTLINE)) is not None:
                return outline[0] + 1 if outline[0] < _BODY else None
            if one.built_in in _HEADINGS:
                return one.built_in
        return None

    def is_title(self, style: int) -> bool:
        """Whether paragraphs of the style are the document's title."""
        return any(one.built_in == _TITLE for one in self._chain(style))

    def is_contents(self, style: int) -> bool:
        """Whether paragraphs of the style make up a table of contents."""
        return any(one.built_in in _CONTENTS for one in self._chain(style))

    def numbering(self, style: int) -> tuple[int | None, int | None]:
        """List use and level that the style gives its paragraphs."""
        found = [self._first(style, operation) for operation in (LIST_USE, LIST_LEVEL)]
        use, level = (int.from_bytes(operand, "little") if operand else None for operand in found)
        return use, level

    def hides(self, style: int) -> bool:
        """Whether text of the style is hidden."""
        return next((one.character[HIDDEN] == b"\x01" for one in self._chain(style) if HIDDEN in one.character), False)

    def _first(self, style: int, operation: int) -> bytes | None:
        return next((one.paragraph[operation] for one in self._chain(style) if operation in one.paragraph), None)

    def _chain(self, style: int) -> Iterator[_Style]:
        met: set[int] = set()
        while style < len(self._styles) and style not in met:
            met.add(style)
            yield self._styles[style]
            style = self._styles[style].base


def _styles(table: bytes) -> Iterator[_Style]:
    if len(table) < 6:
        return
    header, count, base_size = struct.unpack_from("<HHH", table)
    place = 2 + header
    for _ in range(count):
        if place + 2 > len(table):
            return
        size = int.from_bytes(table[place : place + 2], "little")
        yield _style(table[place + 2 : place + 2 + size], base_size)
        place += 2 + size


def _style(raw: bytes, base_size: int) -> _Style:
    if len(raw) < max(base_size, 10):
        return _Style()
    built_in, kind, count = struct.unpack_from("<HHH", raw)
    style = _Style(built_in & 0xFFF, kind >> 4)
    # After the fixed part comes the name: its length, its characters, a zero.
    place = base_size + 2 * int.from_bytes(raw[base_size : base_size + 2], "little") + 4
    updates: list[bytes] = []
    for _ in range(count & 0xF):
        size = int.from_bytes(raw[place : place + 2], "little")
        updates.append(raw[place + 2 : place + 2 + size])
        place += 2 + size + size % 2
    if kind & 0xF == _PARAGRAPH and updates:
        style.paragraph = operations(updates[0][2:])
        style.character = operations(updates[1]) if len(updates) > 1 else {}
    elif kind & 0xF == _CHARACTER and updates:
        style.character = operations(updates[0])
    return style
