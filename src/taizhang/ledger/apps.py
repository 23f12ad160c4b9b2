"""The ledger as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ui.navigation import Group, Link


class LedgerConfig(AppConfig):
    """Documents, commitments, indicators and what was decided about them."""

    name = "taizhang.ledger"
    verbose_name = _("台账")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(
            _("条目"),
            "ledger:list",
            "ledger.view",
            10,
            _("查每项目标和事项：原文、责任单位、期限、分解和经过。"),
            Group.LEDGER,
        ),
        Link(
            _("待我签收"), "ledger:assigned", "ledger.accept", 15, _("交办给本单位、还没有签收的条目。"), Group.LEDGER
        ),
        Link(
            _("来源文件"),
            "ledger:documents",
            "ledger.view_documents",
            25,
            _("查台账所依据的文件和原文。"),
            Group.LEDGER,
        ),
        Link(
            _("对账"),
            "ledger:reconciling",
            "ledger.reconcile",
            30,
            _("查两份文件对同一件事说法不同的地方，签字裁定。"),
            Group.LEDGER,
        ),
        Link(
            pgettext_lazy("list", "指标"),
            "ledger:indicators",
            "ledger.view_indicators",
            40,
            _("查指标的口径、单位和汇总办法。"),
            Group.LEDGER,
        ),
    )
