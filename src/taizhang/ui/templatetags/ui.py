"""Template tags of the interface; loaded in every template."""

from __future__ import annotations

from typing import Any

from django import template

register = template.Library()


@register.simple_tag
def may(user: Any, action: str, on: Any = None) -> bool:
    """Whether the person may do the action: ``{% may user "places.change" place as can %}``."""
    return bool(user.is_authenticated and user.has_perm(action, on))
