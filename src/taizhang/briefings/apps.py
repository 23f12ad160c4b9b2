"""Briefings as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ui.navigation import Link


class BriefingsConfig(AppConfig):
    """Briefings of a period in Word, PDF and Excel, their templates, their approval and issue."""

    name = "taizhang.briefings"
    verbose_name = _("通报")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(
            pgettext_lazy("navigation", "通报"),
            "briefings:list",
            "briefings.view",
            55,
            _("一键编成月度通报，每个数都能查到出处。"),
        ),
    )
