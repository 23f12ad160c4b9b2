"""Figures as tables show them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Commitment

_FIGURE = re.compile(r"\d+(?:\.\d+)?")

register = template.Library()


@register.filter
def plain(value: Any) -> str:
    """A value grouped by thousands without idle noughts: 80,000 or 12.5; nothing for nothing."""
    if value is None or value == "":
        return ""
    return f"{Decimal(value).normalize():,f}"


_FIELDS = {
    "value": _("数值"),
    "comparator": _("比较"),
    "unit": _("单位"),
    "measure": _("计量"),
    "direction": _("增减"),
    "definition": _("口径"),
    "scope": _("范围"),
    "deadline": _("时限"),
    "strength": _("强度"),
}


@register.filter
def field_words(name: str) -> str:
    """A field of a comparison in words."""
    return str(_FIELDS.get(name, name))


@register.filter
def plainly(side: str, field: str) -> str:
    """One side of a change: a figure as tables show it, a code of the reader in words, other words as they are."""
    words = {
        **dict(Commitment.Strength.choices),
        **dict(Commitment.Measure.choices),
        **dict(Commitment.Direction.choices),
        **dict(Commitment.Comparator.choices),
    }
    if side in words:
        return str(words[side])
    return plain(side) if field == "value" and _FIGURE.fullmatch(side) else side
