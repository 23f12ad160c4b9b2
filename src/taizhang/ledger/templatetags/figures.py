"""Figures as tables show them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template

register = template.Library()


@register.filter
def plain(value: Any) -> str:
    """A value grouped by thousands without idle noughts: 80,000 or 12.5; nothing for nothing."""
    if value is None or value == "":
        return ""
    return f"{Decimal(value).normalize():,f}"
