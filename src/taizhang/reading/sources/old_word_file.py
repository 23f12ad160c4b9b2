"""The container of a Word 97-2003 document: where its text and its tables of properties lie ([MS-DOC] 2.4, 2.5)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from taizhang.reading.sources.compound import stream
from taizhang.reading.sources.errors import DamagedFile, EncryptedFile, TooLarge, UnsupportedFormat
from taizhang.reading.sources.limits import Limits

# What Word documents begin with: those of 97 and later, and of 6.0 and 95.
_MARKS = (0xA5EC, 0xA5DC)
_WORD_97 = 0xC1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FLAGS, _LENGTHS, _TABLES = 0x0A, 0x4C, 0x9A
_COMPRESSED = 0x40000000
# Numbers of the entries that say where a table lies.
STYLES, CHARACTERS, PARAGRAPHS, PIECES, FONTS, LISTS, LIST_USES = 1, 12, 13, 33, 15, 73, 74


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text stored in one run: characters ``start`` to ``end`` from byte ``place`` on."""

    start: int
    end: int
    place: int
    width: int
    changes: bytes


class OldWordFile:
    """The streams of a document, its text as UTF-16 code units, and where each of them is stored.

    Raises :class:`EncryptedFile`, :class:`UnsupportedFormat` for versions before 97, :class:`DamagedFile`.
    """

    def __init__(self, data: bytes, limits: Limits) -> None:
        self.document = stream(data, "WordDocument") or b""
        if len(self.document) < _TABLES + 8 * (LIST_USES + 1) or self._short(0) not in _MARKS:
            raise DamagedFile("文档的正文部分缺失")
        flags = self._short(_FLAGS)
        if self._short(2) < _WORD_97:
            raise UnsupportedFormat("这是 Word 97 之前的文档", "请用 Word 或 WPS 打开后另存为 docx")
        if flags & _ENCRYPTED:
            raise EncryptedFile
        self.table = stream(data, "1Table" if flags & _SECOND_TABLE else "0Table") or b""
        self.lengths = struct.unpack_from("<3i4x4i", self.document, _LENGTHS)
        self.pieces = list(self._read_pieces(limits))
        self._starts = [piece.start for piece in self.pieces]
        self.units = "".join(map(self._decoded, self.pieces))

    def entry(self, number: int) -> bytes:
        """The bytes of a table of properties, from its entry's number; empty where there is none."""
        place, length = self.bounds(number)
        return self.table[place : place + length]

    def bounds(self, number: int) -> tuple[int, int]:
        """Where a table of properties begins in the table stream, and its length."""
        place, length = struct.unpack_from("<II", self.document, _TABLES + 8 * number)
        return (place, length) if place + length <= len(self.table) else (0, 0)

    def place(self, character: int) -> int:
        """The byte of the document stream at which a character is stored."""
        piece = self.pieces[self.piece_of(character)]
        return piece.place + (character - piece.start) * piece.width

    def piece_of(self, character: int) -> int:
        """The index of the piece that holds a character."""
        return max(0, bisect_right(self._starts, character) - 1)

    def stories(self) -> dict[str, range]:
        """The parts that lie one behind the other in the text, by name, as ranges of characters."""
        names = ("body", "footnotes", "headers", "comments", "endnotes", "boxes", "header boxes")
        found: dict[str, range] = {}
        start = 0
        for name, length in zip(names, self.lengths, strict=True):
            end = min(len(self.units), start + max(0, length))
            found[name] = range(start, end)
            start = end
        return found

    def _short(self, place: int) -> int:
        return int.from_bytes(self.document[place : place + 2], "little")

    def _read_pieces(self, limits: Limits) -> Iterator[Piece]:
        changes, plc = _parted(self.entry(PIECES))
        count = (len(plc) - 4) // 12
        if count <= 0:
            raise DamagedFile("文档的文字目录缺失")
        ends = struct.unpack_from(f"<{count + 1}I", plc)
        if ends[-1] * 2 > limits.text_bytes:
            raise TooLarge("文档里的文字过多", "请拆分后分别读取")
        for index in range(count):
            kind, change = struct.unpack_from("<IH", plc, 4 * (count + 1) + 8 * index + 2)
            compressed = bool(kind & _COMPRESSED)
            place = (kind & (_COMPRESSED - 1)) // (2 if compressed else 1)
            width = 1 if compressed else 2
            start, end = ends[index], ends[index + 1]
            if start < end and place + (end - start) * width <= len(self.document):
                own = changes[change >> 1] if change & 1 and change >> 1 < len(changes) else b""
                yield Piece(start, end, place, width, own)
            elif start < end:
                raise DamagedFile("文档的文字缺失一部分", "多半是下载或复制中断，请重新下载")

    def _decoded(self, piece: Piece) -> str:
        raw = self.document[piece.place : piece.place + (piece.end - piece.start) * piece.width]
        if piece.width == 1:
            return raw.decode("cp1252", errors="replace")
        return "".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw)))


def _parted(table: bytes) -> tuple[list[bytes], bytes]:
    """The lists of property changes before the table of pieces, and that table."""
    changes: list[bytes] = []
    place = 0
    while place + 5 <= len(table):
        if table[place] == 1:
            length = int.from_bytes(table[place + 1 : place + 3], "little")
            changes.append(table[place + 3 : place + 3 + length])
            place += 3 + length
        elif table[place] == 2:
            length = int.from_bytes(table[place + 1 : place + 5], "little")
            return changes, table[place + 5 : place + 5 + length]
        else:
            break
    return changes, b""
