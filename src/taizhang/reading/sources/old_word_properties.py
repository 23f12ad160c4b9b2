"""Properties of characters and paragraphs in a Word 97-2003 document, as far as they change what is read.

Properties are lists of changes, each an operation code and its operand ([MS-DOC] 2.2.5, 2.6); pages of 512 bytes say
from which stored byte to which a list holds (2.9.33 and 2.9.114).
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PAGE = 512
# Operand sizes by the top three bits of the operation.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_TABLE_SHAPE, _TABS = 0xD608, 0xC615

IN_TABLE, ROW_END, INNER_CELL, INNER_ROW_END, DEPTH = 0x2416, 0x2417, 0x244B, 0x244C, 0x6649
OUTLINE, LIST_LEVEL, LIST_USE, PARAGRAPH_STYLE = 0x2640, 0x260A, 0x460B, 0x4600
DELETED, HIDDEN, SPECIAL, SYMBOL, CHARACTER_STYLE = 0x0800, 0x083C, 0x0855, 0x6A09, 0x4A30
HEADER_ROW, SHAPE = 0x3404, _TABLE_SHAPE


@dataclass(frozen=True, slots=True)
class Properties:
    """Changes by operation code; of several for one operation the last counts. ``style`` is the number of a style."""

    style: int
    operands: dict[int, bytes]

    def number(self, operation: int) -> int | None:
        """An operand as a whole number, or ``None`` where the property is not set."""
        operand = self.operands.get(operation)
        return int.from_bytes(operand, "little") if operand else None

    def is_on(self, operation: int) -> bool:
        """Whether an on-off property is set and on."""
        return self.number(operation) == 1


def operations(changes: bytes) -> dict[int, bytes]:
    """A list of changes taken apart; a broken tail is left out."""
    found: dict[int, bytes] = {}
    place = 0
    while place + 3 <= len(changes):
        operation = int.from_bytes(changes[place : place + 2], "little")
        place += 2
        kind = operation >> 13
        if kind == 6 and operation == _TABLE_SHAPE:
            size = int.from_bytes(changes[place : place + 2], "little") + 1
        elif kind == 6:
            size = changes[place] + 1
            if operation == _TABS and size == 256:
                # Its length is told by what it holds; nothing after it matters here.
                break
        else:
            size = _SIZES[kind]
        operand = changes[place : place + size]
        if len(operand) == size:
            found[operation] = operand
        place += size
    return found


class PropertyRuns:
    """Which properties hold from which stored byte on; pages are read when first asked for."""

    def __init__(self, document: bytes, index: bytes, *, paragraphs: bool) -> None:
        count = max(0, (len(index) - 4) // 8)
        self._document = document
        self._paragraphs = paragraphs
        self._starts = struct.unpack_from(f"<{count}I", index) if count else ()
        self._pages = struct.unpack_from(f"<{count}I", index, 4 * (count + 1)) if count else ()
        self._read: dict[int, list[tuple[int, int, Properties]]] = {}

    def at(self, place: int) -> Properties | None:
        """The properties that hold for the byte at ``place``."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return None
        runs = self._page(number)
        at = bisect_right(runs, place, key=lambda run: run[0]) - 1
        return runs[at][2] if at >= 0 and place < runs[at][1] else None

    def between(self, start: int, end: int) -> Iterator[tuple[int, int, Properties]]:
        """Stretches of stored bytes within ``start`` and ``end`` that have properties, with them."""
        first = max(0, bisect_right(self._starts, start) - 1)
        for number in range(first, len(self._starts)):
            if self._starts[number] >= end:
                return
            for begin, stop, properties in self._page(number):
                if begin < end and stop > start:
                    yield max(begin, start), min(stop, end), properties

    def _page(self, number: int) -> list[tuple[int, int, Properties]]:
        if number not in self._read:
            place = (self._pages[number] & 0x3FFFFF) * _PAGE
            page = self._document[place : place + _PAGE]
            self._read[number] = list(self._runs(page)) if len(page) == _PAGE else []
        return self._read[number]

    def _runs(self, page: bytes) -> Iterator[tuple[int, int, Properties]]:
        count = page[-1]
        width = 13 if self._paragraphs else 1
        if 4 * (count + 1) + width * count > _PAGE - 1:
            return
        places = struct.unpack_from(f"<{count + 1}I", page)
        for index in range(count):
            offset = 2 * page[4 * (count + 1) + width * index]
            yield places[index], places[index + 1], self._properties(page, offset)

    def _properties(self, page: bytes, offset: int) -> Properties:
        if offset == 0:
            return Properties(0, {})
        if not self._paragraphs:
            return Properties(0, operations(page[offset + 1 : offset + 1 + page[offset]]))
        size = 2 * page[offset] - 1
        start = offset + 1
        if page[offset] == 0:
            size, start = 2 * page[offset + 1], offset + 2
        inside = page[start : start + max(0, size)]
        return Properties(int.from_bytes(inside[:2], "little"), operations(inside[2:]))
