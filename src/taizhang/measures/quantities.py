"""A value with its unit and comparator: read from a phrase, converted, and printed as people write it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from functools import cache, lru_cache

from taizhang.measures.cardinals import plain
from taizhang.measures.comparators import Comparator, said_after, said_before, together
from taizhang.measures.errors import UnknownUnit
from taizhang.measures.numerals import NUMERAL, TO, Numeral, parse_numeral
from taizhang.measures.units import UNIT, Unit, convert, unit

_EXACT = 256  # digits; a value of any length that can be read is scaled without rounding
_LONGEST = 80  # characters of a phrase that is one quantity
_LEAD = re.compile(r"[-－负]?(?=[0-9０-９第首之榜半零壹贰叁肆伍陆柒捌玖几数一二两三四五六七八九十百千万亿])")
_SCALES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)), ("万", Decimal(10**4)))
_UNSCALED = frozenset({"rate", "rank", "temperature"})
_PRINTED: dict[Comparator, tuple[str, str]] = {
    "=": ("", ""),
    ">=": ("", "以上"),
    ">": ("超过", ""),
    "<=": ("不超过", ""),
    "<": ("低于", ""),
    "~": ("", "左右"),
}


# Compiled on first use: printing a quantity needs neither.
@cache
def _number() -> re.Pattern[str]:
    return re.compile(NUMERAL)


@cache
def _first_end() -> re.Pattern[str]:
    return re.compile(f"({NUMERAL})[ 　]?({UNIT}){TO}(?=.)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit: ``unit`` is a canonical name of ``units.toml``, ``upper`` the other end of a range.

    >>> str(Quantity(Decimal(150000000000), "元", ">=")), str(Quantity(Decimal(10500), "家"))
    ('1500亿元以上', '1.05万家')
    >>> str(Quantity(Decimal(7139), "人次")), str(Quantity(Decimal("24.6"), "微克/立方米", "<="))
    ('7139人次', '不超过24.6微克/立方米')
    """

    value: Decimal
    unit: str
    comparator: Comparator = "="
    upper: Decimal | None = None

    def to(self, target: str) -> Quantity:
        """The same quantity counted in another unit; raises ``UnknownUnit`` or ``UnitMismatch``.

        >>> str(Quantity(Decimal(3), "公顷").to("亩"))
        '45亩'
        """
        upper = None if self.upper is None else convert(self.upper, self.unit, target)
        return replace(self, value=convert(self.value, self.unit, target), unit=unit(target).name, upper=upper)

    def __str__(self) -> str:
        """As people write it, exactly: ``parse_quantity`` gives the same quantity back."""
        counted = unit(self.unit)
        lead, tail = _PRINTED[self.comparator]
        with localcontext(prec=_EXACT):
            if self.upper is not None:
                return _print_range(self.value, self.upper, counted)
            return lead + _print_amount(self.value, counted) + tail


def parse_quantity(text: str) -> Quantity | None:
    """A number with its unit and the comparing words around it, or ``None`` where the text is not just that.

    >>> [str(parse_quantity(text)) for text in ("近千亿元", "７亿多元", "亿元以上", "1—2个百分点", "三成五", "第13位")]
    ['1000亿元左右', '超过7亿元', '1亿元以上', '1—2个百分点', '35%', '13位']
    """
    return _parse(text.strip())


@lru_cache(maxsize=2048)
def _parse(text: str) -> Quantity | None:
    if len(text) > _LONGEST:
        return None
    for start in range(len(text)):
        number = _LEAD.match(text, start)
        lead = _said_all_before(text, start) if number else None
        if number is not None and lead is not None:
            quantity = _ranged(text, number.end(), lead) or _single(text, number.end(), lead)
            if quantity is not None:
                return replace(quantity, value=-quantity.value) if number.group() else quantity
    return None


def _said_all_before(text: str, at: int) -> Comparator | None:
    """What the words before the number say, the nearest first (达到不少于); ``None`` where other words stand there."""
    says: Comparator = "="
    while at > 0:
        said = said_before(text, at)
        if said is None:
            return None
        says, at = together(said.comparator, None, says), said.start
    return says


def _single(text: str, at: int, lead: Comparator = "=") -> Quantity | None:
    """One number and its unit up to the end of the text, save a comparing word after it."""
    number = _number().match(text, at)
    numeral = parse_numeral(number.group()) if number else None
    if number is None or numeral is None:
        return None
    for end in range(len(text), number.end() - 1, -1):
        after = said_after(text, end) if end < len(text) else None
        words = text[number.end() : end]
        if end == len(text) or (after is not None and after.end == len(text)):
            quantity = _counted(numeral, words)
            if quantity is not None:
                tail = after.comparator if after is not None else None
                return replace(quantity, comparator=together(lead, quantity.comparator, tail))
    return None


def _counted(numeral: Numeral, words: str) -> Quantity | None:
    """The numeral counted in the unit these words spell; one that brings its unit (七成, 第三) needs none."""
    says = numeral.comparator or "="
    if not words.strip():
        return None if numeral.unit is None else Quantity(numeral.value, numeral.unit, says, numeral.upper)
    try:
        counted = unit(words)
    except UnknownUnit:
        return None
    if numeral.unit is not None and numeral.kind != "ordinal":
        return None
    if says == "=" and "多" in words:
        says = ">"
    name = "位" if numeral.kind == "ordinal" else counted.name
    return Quantity(numeral.value, name, says, numeral.upper)


def _ranged(text: str, at: int, lead: Comparator) -> Quantity | None:
    """A range that names its unit twice: 3万元—5万元."""
    first = _first_end().match(text, at)
    low = _single(first.group(1) + first.group(2), 0) if first else None
    high = _single(text, first.end()) if first else None
    if low is None or high is None or low.unit != high.unit or high.upper is not None or low.value >= high.value:
        return None
    return replace(low, comparator=together(lead, ">=", high.comparator), upper=high.value)


def _scale(values: tuple[Decimal, ...], counted: Unit) -> tuple[str, Decimal]:
    """The largest of 万亿, 亿 and 万 in which every value is at least one and has at most two decimals."""
    if counted.kind not in _UNSCALED:
        for mark, factor in _SCALES:
            scaled = [abs(value) / factor for value in values]
            if all(part >= 1 and part == part.quantize(Decimal("0.01")) for part in scaled):
                return mark, factor
    return "", Decimal(1)


def _print_number(value: Decimal) -> str:
    return format(plain(value), "f")


def _print_amount(value: Decimal, counted: Unit) -> str:
    mark, factor = _scale((value,), counted)
    return _print_number(value / factor) + mark + (counted.written or counted.name)


def _print_range(low: Decimal, high: Decimal, counted: Unit) -> str:
    """5%—5.5% names its unit twice, 50—60万人 once."""
    mark, factor = _scale((low, high), counted)
    inner = counted.name if counted.name in ("%", "‰") else ""
    ends = f"{_print_number(low / factor)}{inner}—{_print_number(high / factor)}"
    return ends + mark + (counted.written or counted.name)
