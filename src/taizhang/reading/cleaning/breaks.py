"""Line and page breaks inside sentences: what PDF files, hard-wrapped text and inline markup leave behind.

Headings and list items on their own line are never joined to what follows them; nor is an indented paragraph to what
went before, nor a row of a table to anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from taizhang.reading.cleaning.furniture import Mark
from taizhang.reading.cleaning.lines import Line
from taizhang.reading.cleaning.view import Span

_TERMINAL = "。！？；：…~"
_CLOSING = "”）)》’】"
_UNFINISHED = "，、(《“‘【"
_NEVER_FIRST = "，。、；：)》”’！？】"
_PAIRS = ("()", "“”", "《》")
_INDENT = " \t\u3000\xa0"
_SENTENCE = re.compile(r"[。！？；]")
_PROSE = re.compile(r"[，。；、：]")
_LABEL = re.compile(
    r"[✅✔☑●○■□◆◇▪•·*★☆※➢►▶]"
    r"|[-—]{1,2}\s*[\u3400-\u9fff]"
    r"|[(\[]?(?:[一二三四五六七八九十]{1,3}|\d{1,3})[)\]、．]"
    r"|\d{1,2}\.(?!\d)|\d{1,2}(?:\.\d{1,2}){1,3}[、\s]"
    r"|[①-⑳㈠-㈩]|[一二三四五六七八九十]{1,3}[是要]"
    r"|第[一二三四五六七八九十\d]{1,4}[章节条编部]|附件|注：|备注|各位代表"
)
_UNIT = re.compile(r"[%‰℃]|[万亿千百]?(?:元|亩|平方米|公里|吨|公顷|千瓦|人次|个百分点|立方米|美元)|万|亿|年|月")
# Columns apart by wide gaps, or numbers one after the other.
_COLUMNS = re.compile(r"\S[ \xa0]{2,}\S|\S\u3000+\S|\d[ \xa0]+[-+]?\d")
# A number that is all there is on its line stands in a table, one cell a line.
_CELL = re.compile(r"[-+]?\d[\d,.]*")
_LONGEST_ROW = 400
_NUMBER_END = re.compile(r"[^\d.][\d.]*\d$")
_LONG_ENOUGH = 15
_LONGEST_NUMBER = 16
_FRAGMENT = 3
_WORD = 8


def break_spans(text: str, lines: Sequence[Line], marks: Mapping[int, Mark]) -> Iterator[Span]:
    """Spans from the end of one line to the start of the next where the sentence runs on, page numbers included."""
    rows = {index for index, line in enumerate(lines) if is_row(line.text)}
    width = _wrap_width([line for index, line in enumerate(lines) if index not in rows])
    wedged = {index for index in range(len(lines) - 1) if _is_wedged(lines[index].text, lines[index + 1].text)}
    before: Line | None = None
    prose = False
    for index, line in enumerate(lines):
        mark = marks.get(index)
        if mark == "page-number":
            continue
        if mark or index in rows:
            before, prose = None, False
            continue
        joined = before is not None and (
            before.text[-1] not in _TERMINAL
            and (index in wedged or _runs_on(before.text, line.text, prose, text[line.start - 1] in _INDENT, width))
        )
        if joined and before is not None:
            yield before.end, line.start
        prose = (prose and joined) or (len(line.text) >= _LONG_ENOUGH and _SENTENCE.search(line.text) is not None)
        before = line


def is_row(line: str) -> bool:
    """Whether ``line`` is a row of a table typed in plain text."""
    if len(line) > _LONGEST_ROW or "。" in line:
        return False
    return "\t" in line or "|" in line or ("，" not in line and _COLUMNS.search(line) is not None)


def _is_wedged(line: str, after: str) -> bool:
    """Whether ``line`` is a word that inline markup set apart: too short for a line, and a mark comes after it."""
    return len(line) <= _WORD and after[0] in _NEVER_FIRST and not _LABEL.match(line)


def _runs_on(before: str, after: str, prose: bool, indented: bool, width: int | None) -> bool:
    """Whether the sentence that ``before`` leaves open goes on in ``after``; ``prose`` if sentences came before."""
    last, first = before[-1], after[0]
    if last in _CLOSING and before[-2:-1] in _TERMINAL:
        return False
    if first in _NEVER_FIRST:
        return True
    if last.isascii() and last.isalnum() and first.isascii() and first.isalnum():
        return False
    if indented or _LABEL.match(after):
        return False
    if last in _UNFINISHED or (last == "." and first.isdecimal() and before[-2:-1].isdecimal()):
        return True
    if last.isdecimal() and _UNIT.match(after):
        if _CELL.fullmatch(before):
            return False
        return _NUMBER_END.search(before[-_LONGEST_NUMBER:]) is not None
    if any(_is_open(before, after, *pair) for pair in _PAIRS):
        return True
    if width and _width(before) >= width - _RAGGED:
        return True
    return prose and (first.isascii() or len(after) <= _FRAGMENT or _PROSE.search(after) is not None)


def _is_open(before: str, after: str, opening: str, closing: str) -> bool:
    """Whether a bracket opened in ``before`` is closed in ``after``."""
    if before.rfind(opening) <= before.rfind(closing):
        return False
    return closing in after.partition(opening)[0]


# A full line falls short of the measure by at most a character that would not fit and a hanging mark.
_RAGGED = 5
_FEWEST_LINES = 6
_NARROW_LINE = 30
_WIDE_LINE = 130


def _wrap_width(lines: Sequence[Line]) -> int | None:
    """The measure, in columns, to which the text was wrapped by hand or by a page; ``None`` for running text.

    Wrapped text is told by its full lines: many, nearly as wide as the widest, and most of them ending in mid-sentence.
    """
    if len(lines) < _FEWEST_LINES or sum(len(line.text) for line in lines) > _WIDE_LINE * len(lines):
        return None
    widths = [_width(line.text) for line in lines]
    measure = sorted(widths)[len(widths) * 95 // 100]
    full = [line for line, width in zip(lines, widths, strict=True) if measure - _RAGGED <= width <= measure + 3]
    unfinished = sum(1 for line in full if line.text[-1] not in _TERMINAL)
    if not _NARROW_LINE <= measure <= _WIDE_LINE or 3 * len(full) < len(lines) or 2 * unfinished < len(full):
        return None
    return measure


def _width(line: str) -> int:
    """Columns of ``line``, a Chinese character taking two."""
    return len(line.encode("gb18030", "replace"))
