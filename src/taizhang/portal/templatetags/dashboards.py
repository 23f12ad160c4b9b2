"""What tables of dashboards write: lights, reasons and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language

from taizhang.portal.queries.owners import Standing
from taizhang.progress.marks import light_label
from taizhang.progress.standings import Light

register = template.Library()


@register.filter
def light(colour: str) -> str:
    """The word of a light."""
    return light_label(colour)


@register.filter
def reasons(why: Mapping[str, Any] | None) -> str:
    """Why a light is what it is, as it was kept; nothing where none was."""
    return Light.from_data(why).words(get_language()) if why else ""


@register.filter
def reason(why: Mapping[str, Any] | None) -> str:
    """The deciding reason alone."""
    return Light.from_data(why).reason.words(get_language()) if why else ""


@register.filter
def fallen(movement: int) -> int:
    """How many places somebody fell, as a number above nought."""
    return -movement


@register.filter
def days_to(since: date | None, today: date) -> str:
    """How many days there are from the one to the other."""
    return "" if since is None else str((today - since).days)


@register.filter
def words(text: str) -> list[str]:
    """The words of a text, to walk through."""
    return text.split()


@register.filter
def lights_in_line(row: Standing) -> list[tuple[str, int, str]]:
    """Red, yellow and green of a line, each with its list."""
    return [(colour, row.lights[colour], row.urls[colour]) for colour in ("red", "yellow", "green")]
