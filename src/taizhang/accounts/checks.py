"""Start-up checks: every URL must declare who may open it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register

from taizhang.policy.access import routes


@register(Tags.urls)
def every_url_answers(app_configs: Sequence[AppConfig] | None, **_kwargs: Any) -> list[CheckMessage]:
    """An error for each URL whose module's ``access`` does not name it."""
    return [
        Error(
            f"The URL {route.pattern!r} ({route.name or 'without a name'}) declares no access.",
            hint="Name the URL and add it to `access` in its urls module.",
            id="accounts.E001",
        )
        for route in routes()
        if route.access is None
    ]
