"""The portal as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """Home and overview pages."""

    name = "taizhang.portal"
    verbose_name = _("首页")
