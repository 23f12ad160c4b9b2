"""The portal as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class PortalConfig(AppConfig):
    """Home and overview pages."""

    name = "taizhang.portal"
    verbose_name = _("首页")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(
            _("总览"),
            "portal:overview",
            "ledger.view",
            5,
            _("各领域、各地区的灯，地图，办到哪一步，督办单开了多久；点任何一处看背后的条目。"),
        ),
    )
