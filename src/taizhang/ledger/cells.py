"""Reading pasted cells: a name and a figure a line, as they come from a sheet. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from taizhang.measures.quantities import parse_quantity

_BREAK = re.compile(r"[\t,，;；|]|\s{1,}")
_RANK = re.compile(r"(?:街道办事处|街道|镇|乡|园区|管委会)$")


@dataclass(slots=True)
class Cells:
    """What was understood, by key, and in words what was not."""

    values: dict[str, Decimal] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_lines(text: str, names: Mapping[str, str], unit: str) -> Cells:
    """Lines of name and figure; ``names`` gives the key of each name, which may be written without its rank.

    >>> read_lines("长安\\t2,500\\n虎门镇 0.3万个", {"长安镇": "a", "虎门镇": "b"}, "个").values
    {'a': Decimal('2500'), 'b': Decimal('3000')}
    >>> read_lines("某地 5", {"长安镇": "a"}, "个").problems
    ['第 1 行：没有“某地”']
    """
    return read_rows(([each for each in _cells(line) if each] for line in text.splitlines()), names, unit)


def read_rows(rows: Iterable[list[str]], names: Mapping[str, str], unit: str) -> Cells:
    """Rows of cells: the first that names a place, and the first figure after it."""
    short = {_RANK.sub("", name): key for name, key in names.items()}
    found = Cells()
    for number, row in enumerate(rows, 1):
        if row:
            _take(found, number, row, {**short, **names}, unit)
    return found


def amount(words: str, unit: str) -> Decimal | None:
    """A figure of that unit, with or without it; ``None`` for anything else.

    >>> amount("2,500", "个"), amount("0.3万个", "个"), amount("3户", "个"), amount("=1+1", "个")
    (Decimal('2500'), Decimal('3000'), None, None)
    """
    words = words.strip().replace(",", "").replace("，", "").replace(" ", "")
    try:
        value = Decimal(words)
    except InvalidOperation:
        quantity = parse_quantity(words) or parse_quantity(words + unit)
        value = quantity.value if quantity and quantity.unit == unit and not quantity.upper else Decimal("NaN")
    return value if value.is_finite() and 0 <= value < Decimal(10) ** 18 else None


def _cells(line: str) -> list[str]:
    line = re.sub(r"(?<=\d)[,，](?=\d{3}\b)", "", line.strip())
    return _BREAK.split(line)


def _take(found: Cells, number: int, row: list[str], names: Mapping[str, str], unit: str) -> None:
    at = next((i for i, cell in enumerate(row) if cell.strip() in names), None)
    figures = [value for cell in row[(at or 0) + 1 :] if (value := amount(cell, unit)) is not None]
    if at is None:
        if figures and not {"合计", "总计", "小计"} & {cell.strip() for cell in row}:
            found.problems.append(f"第 {number} 行：没有“{row[0].strip()[:20]}”")
    elif not figures:
        found.problems.append(f"第 {number} 行：“{row[at].strip()}”后面没有数字")
    elif names[row[at].strip()] in found.values:
        found.problems.append(f"第 {number} 行：“{row[at].strip()}”重复")
    else:
        found.values[names[row[at].strip()]] = figures[0]
