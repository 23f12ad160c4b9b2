"""Numbers on an axis: the scale people would count in (万, 亿), positions for drawing, exact words for reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import get_language

_CHINESE = ((Decimal(10**12), "万亿"), (Decimal(10**8), "亿"), (Decimal(10**4), "万"))
_ENGLISH = ((Decimal(10**9), "billion "), (Decimal(10**6), "million "))
#: From here on digits are no longer told apart at a glance.
_MANY = Decimal(10**8)
#: Units that are never counted in ten thousands.
_UNSCALED = ("%", "％", "‰", "百分点", "千分点", "位", "℃")


@dataclass(frozen=True, slots=True)
class Scale:
    """How an axis counts: ``unit`` is what stands at it, ``factor`` how many of the value's own unit make one of it."""

    unit: str
    factor: Decimal = Decimal(1)

    def at(self, value: Decimal) -> int | float:
        """Where a value lies on the axis.

        A float where it is no whole number: a position on paper, never a quantity; those are told in words.

        >>> Scale("万个", Decimal(10000)).at(Decimal(80000)), Scale("%").at(Decimal("99.2"))
        (8, 99.2)
        """
        scaled = value / self.factor
        return int(scaled) if scaled == scaled.to_integral_value() else float(scaled)


def scale_for(values: Iterable[Decimal], unit: str) -> Scale:
    """The scale of an axis: the one in which the largest value has a number before the point.

    >>> scale_for([Decimal(80000), Decimal(3)], "个"), scale_for([Decimal(9000)], "个").factor
    (Scale(unit='万个', factor=Decimal('10000')), Decimal('1'))
    """
    return _scale(max((abs(value) for value in values), default=Decimal(0)), unit)


def label_scale(values: Iterable[Decimal], unit: str) -> Scale:
    """The scale of figures written at each bar: the one in which even the smallest has a number before the point.

    >>> label_scale([Decimal(80000), Decimal(2500)], "个").unit, label_scale([Decimal(80000), Decimal(0)], "个").unit
    ('个', '万个')
    """
    return _scale(min((abs(value) for value in values if value), default=Decimal(0)), unit)


def _scale(size: Decimal, unit: str) -> Scale:
    """The largest that this size fills, in the language at hand."""
    if not unit.endswith(_UNSCALED):
        for factor, name in _CHINESE if (get_language() or "zh").startswith("zh") else _ENGLISH:
            if size >= factor:
                return Scale(name + unit, factor)
    return Scale(unit)


def exact(value: Decimal, unit: str = "") -> str:
    """A value with all its digits, grouped by thousands, with its unit.

    >>> exact(Decimal("80000.000000"), "个"), exact(Decimal("-12.50"))
    ('80,000个', '-12.5')
    """
    return f"{value.normalize():,f}{unit}"


def grouped(value: Decimal, unit: str) -> str:
    """A value as it is said: with all its digits, from 亿 on counted in them, and as exact.

    >>> grouped(Decimal(150_000_000_000), "元"), grouped(Decimal(84_000), "个")
    ('1,500亿元', '84,000个')
    """
    scale = _scale(abs(value), unit) if abs(value) >= _MANY else Scale(unit)
    return exact(value / scale.factor, scale.unit)


def share(part: Decimal, whole: Decimal) -> str:
    """The part in per cent of the whole, to one decimal; a dash where there is no whole.

    >>> share(Decimal(1), Decimal(3)), share(Decimal(0), Decimal(0))
    ('33.3%', '—')
    """
    return f"{part / whole * 100:.1f}%" if whole else "—"
