"""The interface's parts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    """Base templates and components."""

    name = "taizhang.ui"
    verbose_name = _("界面")
