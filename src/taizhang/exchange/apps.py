"""The exchange as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class ExchangeConfig(AppConfig):
    """What other systems read, and what comes from them."""

    name = "taizhang.exchange"
    verbose_name = _("数据交换")
    navigation = (
        Link(
            _("数据交换"),
            "exchange:index",
            "exchange.download",
            70,
            _("成批下载数据，导入别的系统的数，给程序开接口。"),
        ),
    )
