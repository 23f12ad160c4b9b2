"""A cell of a filled sheet as the words one would type for it into the page: formulas, days, other units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from taizhang.progress.forms.lines import WORDS, Line
from taizhang.progress.forms.template import unit_words
from taizhang.reading.sources.held import Held

_BARE = re.compile(r"[-+]?[\d,]+(?:\.\d+)?")
_SERIAL = range(36526, 73051)  # the days from 2000 to 2099 as spreadsheets number them
_FIRST = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Read:
    """The words of a cell, with what had to be understood; or why it is not read."""

    words: str = ""
    note: str = ""
    problem: str = ""


def cell_words(name: str, held: Held | None, unit: str, line: Line) -> Read:
    """What stands in the cell of a column; ``unit`` is what the row itself says its figures count in."""
    if held is None:
        return Read()
    if held.formula == "elsewhere":
        return Read(problem=_("公式引用了其他文件，结果可能早已过时：请粘贴为数值。"))
    if held.formula == "uncalculated":
        return Read(problem=_("公式还没有算出结果：请用 Excel 或 WPS 打开后保存，或粘贴为数值。"))
    note = _("公式，按上次算得的结果读取。") if held.formula else ""
    if name in WORDS:
        return _text(held.words, WORDS[name], note)
    if name == "data_date":
        return _day(held, note)
    return _figure(held, unit, line, note)


def _text(words: str, most: int, note: str) -> Read:
    words = words.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > most:
        return Read(problem=_("有 %(n)s 字，最多 %(most)s 字，请写短些。") % {"n": len(words), "most": most})
    return Read(words, note)


def _day(held: Held, note: str) -> Read:
    """A day that lost its format is a number still."""
    if held.number and held.words.isdecimal() and len(held.words) == 5 and int(held.words) in _SERIAL:
        day = (_FIRST + timedelta(int(held.words))).isoformat()
        return Read(day, f"{note} {_('数字 %(n)s 按日期读作 %(day)s。') % {'n': held.words, 'day': day}}".strip())
    return Read(held.words[:40], note)


def _figure(held: Held, unit: str, line: Line, note: str) -> Read:
    """A bare number counts in the unit of its own row, which an older sheet may have otherwise than the system today."""
    words = held.words[:200]
    its = unit.strip()
    usual = not its or its == line.unit
    if not usual and _BARE.fullmatch(words) and its not in (unit_words(line), str(line.report.owner)):
        return Read(f"{words}{its}", note)
    return Read(_grouped(words) if held.number else words, note)


def _grouped(words: str) -> str:
    try:
        return f"{Decimal(words):,f}"
    except InvalidOperation:
        return words
