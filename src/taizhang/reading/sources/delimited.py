"""Tables as text: comma, tab or semicolon between the cells, in whatever encoding."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from taizhang.reading.sources.composer import Cell
from taizhang.reading.sources.errors import TooLarge
from taizhang.reading.sources.plain import decode_text
from taizhang.reading.sources.raw import RawFile
from taizhang.reading.sources.sheets import Sheet, compose
from taizhang.reading.sources.source import Source

_DELIMITERS = ("\t", ",", ";", "|", "，")
_SAMPLE = 40


def read(raw: RawFile) -> Source:
    """Read one table; the delimiter is the one that parts most lines into equally many cells."""
    decoded = decode_text(raw, raw.limits.text_bytes, raw.charset)
    # Excel understands a first line that names the delimiter, and hides it.
    named, _, rest = decoded.text.partition("\n")
    declared = named.strip()[4:] if named.startswith("sep=") else ""
    text = rest if declared else decoded.text
    delimiter = declared if len(declared) == 1 else "\t" if raw.hint in {"tsv", "tab"} else find_delimiter(text)
    return replace(compose([_sheet(text, delimiter, raw.limits.cells)], "csv"), encoding=decoded.encoding)


def find_delimiter(text: str) -> str:
    """The delimiter of a table given as text.

    >>> find_delimiter("指标,单位\\n新增学位,个")
    ','
    """
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_SAMPLE]

    def agreement(delimiter: str) -> tuple[int, int]:
        counts = Counter(line.count(delimiter) for line in lines)
        parted = [(lines_alike, cells) for cells, lines_alike in counts.items() if cells]
        return max(parted, default=(0, 0))

    best = max(_DELIMITERS, key=agreement)
    return best if agreement(best)[0] else ","


def _sheet(text: str, delimiter: str, most: int) -> Sheet:
    try:
        return _filled(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), most)
    except csv.Error:
        # A stray quotation mark runs on to the end of the file; then quotation marks are only marks.
        return _filled((line.split(delimiter) for line in text.splitlines()), most)


def _filled(rows: Iterable[list[str]], most: int) -> Sheet:
    sheet = Sheet("")
    for row, entries in enumerate(rows):
        sheet.cells += [Cell(text, row, column) for column, entry in enumerate(entries) if (text := entry.strip())]
        if len(sheet.cells) > most:
            raise TooLarge(f"表格超过 {most} 个单元格的上限")
    return sheet
