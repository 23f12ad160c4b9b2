"""Figures: every number with its unit, spotted in the cleaned text in one pass and read into a value.

Spotting is generous; what is no figure of a commitment (dates, road numbers, plan names) is refused afterwards by the
rules of :mod:`taizhang.reading.vetoes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.measures.numerals import NUMERAL, parse_numeral
from taizhang.measures.units import UNIT, unit
from taizhang.reading.results import Comparator

_COVERAGE = "全覆盖"
_FIGURE = re.compile(rf"(?P<number>{NUMERAL})(?: ?(?P<unit>{UNIT}))?|{_COVERAGE}")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_BEHIND = re.compile(
    r" ?(?:(?P<word>及?以上|之上|及?以下|之下|以内|之内|左右|上下|以下水平)|(?P<strong>强|弱)(?![度化势制调项市镇县村])|大关|(?P<step>台阶))"
)
_COMPARATORS: dict[str, Comparator] = {
    "以上": ">=", "及以上": ">=", "之上": ">=", "以下": "<=", "及以下": "<=", "之下": "<=", "以下水平": "<=",
    "以内": "<=", "之内": "<=", "左右": "~", "上下": "~",
}  # fmt: skip
_SIGNS: dict[str, Comparator] = {">": ">", ">=": ">=", "~": "~"}


@dataclass(slots=True)
class Figure:
    """A number with its unit at ``start:end`` of the cleaned text.

    ``tail`` ends the comparing words behind it (以上, 左右), ``comparator`` is what number and tail say, or nothing.
    ``ordinal`` marks a place in an order, ``coverage`` the word 全覆盖, ``raised`` a step reached (3万元台阶).
    """

    start: int
    end: int
    value: Decimal
    unit: str | None
    comparator: Comparator | None
    tail: int
    ordinal: bool = False
    coverage: bool = False
    raised: bool = False
    bare: bool = False


def spot(text: str) -> Iterator[Figure]:
    """Every number with its unit in ``text``, in order.

    >>> [(f.value, f.unit, f.comparator) for f in spot("新增停车位8万个以上，增长5%左右，实现全覆盖")]
    [(Decimal('80000'), '个', '>='), (Decimal('5'), '%', '~'), (Decimal('100'), '%', '=')]
    """
    for found in _FIGURE.finditer(text):
        number = found["number"]
        if number is None:
            yield Figure(found.start(), found.end(), Decimal(100), "%", "=", found.end(), coverage=True)
            continue
        figure = _read(found, number)
        if figure is not None:
            _read_tail(text, figure)
            yield figure


def _read(found: re.Match[str], number: str) -> Figure | None:
    start, end = found.span()
    words = found["unit"]
    if _PLAIN.fullmatch(number):
        return Figure(start, end, Decimal(number), unit(words).name if words else None, None, end)
    numeral = parse_numeral(number)
    if numeral is None:
        return None
    comparator = _SIGNS.get(numeral.comparator or "")
    if numeral.kind == "ordinal":
        if words not in ("位", "名", "个", "条", "次", None):
            end = found.end("number")
        return Figure(start, end, numeral.value, "位", "=", end, ordinal=True)
    if numeral.unit is not None:
        end = found.end("number")
        return Figure(start, end, numeral.value, numeral.unit, comparator, end)
    return Figure(start, end, numeral.value, unit(words).name if words else None, comparator, end, bare=numeral.bare)


def _read_tail(text: str, figure: Figure) -> None:
    tail = _BEHIND.match(text, figure.end)
    if tail is None:
        return
    figure.tail = tail.end()
    if tail["word"]:
        figure.comparator = figure.comparator or _COMPARATORS[tail["word"]]
    elif tail["strong"]:
        figure.comparator = figure.comparator or (">" if tail["strong"] == "强" else "<")
    elif tail["step"]:
        figure.raised = True
