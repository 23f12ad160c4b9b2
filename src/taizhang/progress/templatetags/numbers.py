"""Numbers of progress as pages show them: what stands for a commitment, and how complete it is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from taizhang.ledger.models import Commitment
from taizhang.ledger.models.commitments import amount
from taizhang.measures.cardinals import plain
from taizhang.progress.amounts import Amount, percentage
from taizhang.progress.reasons import Reason

register = template.Library()


@register.simple_tag
def number(commitment: Commitment, value: Decimal | None, denominator: Decimal | None = None) -> SafeString:
    """What stands for a commitment, as people write it; the exact value on hover, a dash for nothing."""
    if value is None:
        return format_html('<span class="quiet">{}</span>', "—")
    if commitment.adds_up == "ratio":
        rate = percentage(Amount(value, denominator))
        exact = f"{plain(value):,f} / {plain(denominator):,f}" if denominator else f"{plain(value):,f}"
        return format_html('<span title="{}">{}</span>', exact, exact if rate is None else f"{plain(rate):f}%")
    exact = f"{plain(value):,f} {commitment.unit}"
    return format_html('<span title="{}">{}</span>', exact, amount(value, commitment.unit))


@register.filter
def cell(line: Any, name: str) -> str:
    """What stands in a cell of a line."""
    words: str = line.cells.get(name, "")
    return words


@register.filter
def problem(line: Any, name: str) -> str:
    """What is wrong with a cell of a line."""
    words: str = line.problems.get(name, "")
    return words


@register.filter
def kept(line: Any, name: str) -> str:
    """What is stored for a cell of a line."""
    words: str = line.stored.get(name, "")
    return words


@register.filter
def unsaved(line: Any, name: str) -> bool:
    """Whether what stands in a cell is not what is stored."""
    return cell(line, name) != kept(line, name)


@register.filter
def asks(line: Any, name: str) -> bool:
    """Whether the line asks for that figure."""
    return name in line.figures


@register.filter
def said(reason: Reason) -> str:
    """A reason in the reader's language."""
    return reason.words(get_language())
