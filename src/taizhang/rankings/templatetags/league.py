"""Numbers of rankings as pages show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

from taizhang.rankings.records import shortened
from taizhang.rankings.words import GAPS, WHAT

register = template.Library()


@register.filter
def points(value: Decimal | None) -> str:
    """Points to two places; nothing for nothing."""
    return "" if value is None else str(shortened(value))


@register.filter
def figure(value: Any) -> str:
    """A number by thousands without idle noughts, at most four places; a dash for nothing."""
    if value is None or value == "":
        return "—"
    number = Decimal(value)
    return f"{round(number, 4).normalize() + 0:,f}" if number % 1 else f"{number.normalize() + 0:,f}"


@register.filter
def dashed(value: Any) -> str:
    """As it is, a dash for nothing."""
    return "—" if value is None else str(value)


@register.filter
def gap_words(code: str) -> str:
    """Why a figure is missing."""
    return str(GAPS.get(code, "—"))


@register.filter
def what_words(code: str) -> str:
    """Which number of a frozen ranking was corrected."""
    return str(WHAT.get(code, code))


@register.filter
def size(value: int) -> int:
    """A movement without its direction."""
    return abs(value)
