"""The ledger as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class LedgerConfig(AppConfig):
    """Documents, commitments, indicators and what was decided about them."""

    name = "taizhang.ledger"
    verbose_name = _("台账")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(
            _("台账"),
            "ledger:list",
            "ledger.view",
            10,
            _("查每项目标和事项：原文、责任单位、期限、分解和经过；对账、交办也在这里。"),
        ),
    )
