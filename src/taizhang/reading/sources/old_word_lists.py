"""Automatic numbers of a Word 97-2003 document: its lists as their tables describe them ([MS-DOC] 2.9.131-150)."""

from __future__ import annotations

import struct

from taizhang.reading.sources.counting import Counters, Level, NumberedList
from taizhang.reading.sources.old_word_file import LIST_USES, LISTS, OldWordFile

# How the format of 2007 names the styles of numbers that this one counts from 0 ([MS-OSHARED] 2.2.1.3).
_STYLES = (
    *("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText"),
    *(
        "hex",
        "chicago",
        "ideographDigital",
        "japaneseCounting",
        "aiueo",
        "iroha",
        "decimalFullWidth",
        "decimalHalfWidth",
    ),
    *("japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2", "aiueoFullWidth"),
    *(
        "irohaFullWidth",
        "decimalZero",
        "bullet",
        "ganada",
        "chosung",
        "decimalEnclosedFullstop",
        "decimalEnclosedParen",
    ),
    *("decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional", "ideographZodiac"),
    *("ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional", "taiwaneseCountingThousand"),
    *("taiwaneseDigital", "chineseCounting", "chineseLegalSimplified", "chineseCountingThousand"),
)
_NONE = 255
_SUFFIXES = ("tab", "space", "nothing")
_LEVELS = 9
_LIST_SIZE, _USE_SIZE, _LEVEL_SIZE = 28, 16, 28


class OldWordLists:
    """The lists of one document with their running counters; a broken table gives no lists."""

    def __init__(self, file: OldWordFile) -> None:
        self._counters = Counters()
        try:
            self._uses = _uses(file)
        except (struct.error, IndexError):
            self._uses = []

    def is_list(self, use: int | None) -> bool:
        """Whether a paragraph with this list use, counted from 1, is numbered or bulleted at all."""
        return use is not None and 0 < use <= len(self._uses)

    def count(self, use: int, index: int) -> str:
        """Count one more paragraph and give the number that stands before it."""
        return self._counters.count(self._uses[use - 1], use, index)


def _uses(file: OldWordFile) -> list[NumberedList]:
    lists = _lists(file)
    place, length = file.bounds(LIST_USES)
    table = file.table
    if length < 4:
        return []
    count = min(struct.unpack_from("<I", table, place)[0], length // _USE_SIZE)
    data = place + 4 + _USE_SIZE * count
    uses: list[NumberedList] = []
    for number in range(count):
        identity, overrides = struct.unpack_from("<i8xB", table, place + 4 + _USE_SIZE * number)
        use = NumberedList(str(identity), dict(lists.get(identity, {})))
        uses.append(use)
        data += 4
        for _ in range(overrides):
            data = _override(table, data, use)
    return uses


def _override(table: bytes, place: int, use: NumberedList) -> int:
    start, flags = struct.unpack_from("<iI", table, place)
    index = flags & 0xF
    if flags & 0x20:
        use.levels[index], end = _level(table, place + 8)
        return end
    if flags & 0x10:
        use.starts[index] = start
    return place + 8


def _lists(file: OldWordFile) -> dict[int, dict[int, Level]]:
    place, length = file.bounds(LISTS)
    table = file.table
    if length < 2:
        return {}
    count = min(int.from_bytes(table[place : place + 2], "little"), length // _LIST_SIZE)
    found: dict[int, dict[int, Level]] = {}
    # The levels of all lists follow the table, outside the length it states.
    at = place + 2 + _LIST_SIZE * count
    for number in range(count):
        identity, flags = struct.unpack_from("<i22xB", table, place + 2 + _LIST_SIZE * number)
        levels: dict[int, Level] = {}
        for index in range(1 if flags & 1 else _LEVELS):
            levels[index], at = _level(table, at)
        found[identity] = levels
    return found


def _level(table: bytes, place: int) -> tuple[Level, int]:
    start, kind, flags, follow, characters, paragraph = struct.unpack_from("<iBB9xB8xBB", table, place)
    place += _LEVEL_SIZE + characters + paragraph
    length = struct.unpack_from("<H", table, place)[0]
    raw = struct.unpack_from(f"<{length}H", table, place + 2)
    # Characters below 9 stand for the numbers of the levels.
    pattern = "".join(f"%{unit + 1}" if unit < _LEVELS else chr(unit) for unit in raw)
    style = "none" if kind == _NONE else _STYLES[kind] if kind < len(_STYLES) else "decimal"
    suffix = _SUFFIXES[follow] if follow < len(_SUFFIXES) else "tab"
    level = Level(start, style, pattern, suffix, bool(flags & 4), not flags & 8)
    return level, place + 2 + 2 * length
