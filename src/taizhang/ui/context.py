"""What every template may use: the navigation, and whether all this is a demonstration."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from taizhang.ui.navigation import menus_for, parts_for


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of the page frame."""
    user = getattr(request, "user", None)
    return {
        "navigation": menus_for(user, request.path) if user is not None else (),
        "masthead": parts_for(user) if user is not None else (),
        "demonstration": settings.DEMONSTRATION,
        "demonstration_day": settings.CLOCK_DAY,
    }
