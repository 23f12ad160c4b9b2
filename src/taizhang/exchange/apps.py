"""The exchange as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """What other systems read, and what comes from them."""

    name = "taizhang.exchange"
    verbose_name = _("数据交换")
